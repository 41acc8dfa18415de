"""Honours: found by identifier, flagged by name."""

import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.programme.date_span import DateSpan
from communitygov.programme.honour import Holder, Honour, HonourRoll

#: One document has the community without its town, another with it.
PLAIN, TOWNED = Holder(id="c-1", name="嘉禾社区"), Holder(id="c-2", name="嘉禾社区", town="黄龙溪镇")
OTHER = Holder(id="c-3", name="嘉禾社区", town="彭镇")
CHILD = Honour(holder="c-2", what="成都市2022年儿童友好优秀社区", body="成都市", when=DateSpan.year(2022))


def test_a_holder_is_found_by_its_identifier_and_not_by_its_name() -> None:
    roll = HonourRoll(holders=[PLAIN, TOWNED], honours=[CHILD])
    assert (roll.of("c-2"), roll.of("c-1")) == ((CHILD,), ())
    assert roll["c-2"].town == "黄龙溪镇"
    for wrong in ("嘉禾社区", None, ["c-1"]):
        with pytest.raises(UnknownName, match="holder"):
            roll.of(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("holders", "flagged"),
    [
        ((PLAIN, TOWNED), [("c-1", "c-2")]),
        ((TOWNED, PLAIN), [("c-2", "c-1")]),
        ((TOWNED, OTHER), []),
        ((TOWNED, OTHER, PLAIN), [("c-2", "c-1")]),
        ((TOWNED, Holder(id="c-4", name="嘉禾社区", town="黄龙溪镇")), [("c-2", "c-4")]),
        ((PLAIN, Holder(id="c-5", name="云华社区")), []),
    ],
)
def test_holders_of_one_name_are_flagged_unless_two_towns_tell_them_apart(
    holders: tuple[Holder, ...], flagged: list[tuple[str, str]]
) -> None:
    findings = HonourRoll(holders=holders).findings()
    assert [(dict(each.details)["left"], dict(each.details)["right"]) for each in findings] == flagged


def test_a_name_finds_everybody_who_has_it() -> None:
    roll = HonourRoll(holders=[PLAIN, TOWNED])
    assert roll.named("嘉禾社区") == (PLAIN, TOWNED)
    assert roll.named("云华社区") == ()


def test_an_honour_has_a_holder_of_the_roll_and_each_holder_stands_once() -> None:
    with pytest.raises(InvalidValue, match="holders of the roll"):
        HonourRoll(holders=[PLAIN], honours=[CHILD])
    with pytest.raises(InvalidValue, match="only once"):
        HonourRoll(holders=[PLAIN, PLAIN])


def test_a_roll_is_shown_as_a_table() -> None:
    shown = HonourRoll(holders=[PLAIN, TOWNED, Holder(id="c-9", name="<b>")], honours=[CHILD])._repr_html_()
    assert "<b>" not in shown
    assert "黄龙溪镇嘉禾社区" in shown

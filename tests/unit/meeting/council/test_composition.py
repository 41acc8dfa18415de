"""What a council must be made of."""

import pytest

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue
from communitygov.meeting.council.composition import CompositionRule, MemberShare, SeatBounds
from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.council.delegate import Delegate
from communitygov.meeting.threshold import AtLeast, MoreThan

WOMEN = Term("woman", "妇女", "women")
VILLAGERS = Constituency("villagers", "村民代表", "villagers' representatives")
OTHERS = Constituency("others", "其他", "others")


def members(*, women: int = 0, men: int = 0, side: str = "villagers", first: int = 0) -> list[Delegate]:
    return [
        Delegate(f"d-{first + at}", side, traits={"woman"} if at < women else ()) for at in range(women + men)
    ]


@pytest.mark.parametrize(("women", "men", "need"), [(3, 6, 3), (2, 7, 3), (3, 7, 4), (0, 0, 1), (0, 2, 1)])
def test_at_least_a_third_is_a_third_or_more(women: int, men: int, need: int) -> None:
    findings = MemberShare(WOMEN, AtLeast("1/3")).findings(members(women=women, men=men))
    assert bool(findings) == (women < need)
    for finding in findings:
        assert finding.code == "COMPOSITION_UNMET"
        assert dict(finding.details) == {
            "what": "women",
            "kind": "woman",
            "share": "at least 1/3",
            "whole": str(women + men),
            "have": str(women),
            "need": str(need),
            "shortfall": str(need - women),
        }


@pytest.mark.parametrize(("villagers", "others", "kept"), [(8, 2, True), (7, 2, False), (4, 1, True)])
def test_four_fifths_for_one_constituency(villagers: int, others: int, *, kept: bool) -> None:
    rule = MemberShare(VILLAGERS, AtLeast("4/5"))
    serving = [*members(men=villagers), *members(men=others, side="others", first=50)]
    assert (rule.findings(serving) == ()) is kept
    assert rule.about is VILLAGERS


def test_more_than_half_is_not_half() -> None:
    rule = MemberShare(WOMEN, MoreThan("1/2"))
    assert rule.findings(members(women=2, men=2))
    assert not rule.findings(members(women=3, men=2))
    assert rule.about is None


def test_one_person_in_two_seats_is_one_member() -> None:
    serving = [*members(women=1, men=2), Delegate("d-0", "others", traits={"woman"})]
    (finding,) = MemberShare(WOMEN, AtLeast("1/2")).findings(serving)
    assert ("whole", "3") in finding.details


def test_a_finding_names_nobody_and_cites_the_rule() -> None:
    rule = MemberShare(WOMEN, AtLeast("1/2"), source=LIBRARY_DEFAULT)
    (finding,) = rule.findings(members(women=1, men=2))
    assert finding.source == LIBRARY_DEFAULT
    assert "d-" not in finding.text() + finding.advice() + str(finding.details)
    assert finding.text("zh") == "妇女须至少1/2，即 3 人中 2 人；现有 1 人，差 1 人"


@pytest.mark.parametrize(
    ("least", "most", "have", "code"),
    [
        (2, None, 1, "SEATS_UNFILLED"),
        (2, None, 2, None),
        (None, 2, 3, "SEATS_EXCEEDED"),
        (None, 2, 2, None),
        (2, 3, 1, "SEATS_UNFILLED"),
        (2, 3, 4, "SEATS_EXCEEDED"),
        (2, 3, 3, None),
    ],
)
def test_bounds_hold_at_both_ends(least: int | None, most: int | None, have: int, code: str | None) -> None:
    bounds = SeatBounds(VILLAGERS, least=least, most=most, source=LIBRARY_DEFAULT)
    findings = bounds.findings([*members(men=have), *members(men=2, side="others", first=50)])
    assert [(each.code, each.source) for each in findings] == ([(code, LIBRARY_DEFAULT)] if code else [])
    assert bounds.about is VILLAGERS


def test_bounds_that_bind_nothing_or_that_nothing_keeps_are_refused() -> None:
    with pytest.raises(InvalidValue, match="least: None"):
        SeatBounds(VILLAGERS)
    with pytest.raises(InvalidValue, match="3 or more, the least there must be"):
        SeatBounds(VILLAGERS, least=3, most=2)
    assert SeatBounds(VILLAGERS, least=3, most=3).most == 3


@pytest.mark.parametrize("serving", [None, 3, ["d-1"], "d-1", [None]], ids=repr)
@pytest.mark.parametrize("rule", [MemberShare(WOMEN, AtLeast("1/2")), SeatBounds(OTHERS, most=1)])
def test_only_delegates_serve(rule: CompositionRule, serving: object) -> None:
    with pytest.raises(InvalidValue, match="must be delegates"):
        rule.findings(serving)  # type: ignore[arg-type]


def test_a_share_is_a_threshold_of_a_term() -> None:
    with pytest.raises(InvalidValue, match="threshold"):
        MemberShare(WOMEN, "1/3")  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="of: 'woman'"):
        MemberShare("woman", AtLeast("1/3"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "rule",
    [MemberShare(VILLAGERS, AtLeast("4/5")), MemberShare(WOMEN, MoreThan("1/3")), SeatBounds(OTHERS, most=1)],
)
def test_a_rule_read_back_as_any_rule_is_the_same(rule: CompositionRule) -> None:
    assert CompositionRule.from_json(rule.to_json()) == rule

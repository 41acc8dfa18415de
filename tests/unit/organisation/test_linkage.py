"""The Party organisations' linkage: what hangs under what, and what is missing between."""

import copy
import pickle

import pytest

from communitygov.core.forest import HangsInCycle
from communitygov.errors import InvalidValue, UnknownName
from communitygov.organisation import Body, BodyKind, Linkage, LinkageLevel

IDS = ("SL", "DS", "LQ", "LQ-X", "LQ-X-1", "LQ-X-1-101")


def body(at: int, *, parent: str | None, level: LinkageLevel | None = None) -> Body:
    kind = BodyKind.HUB_HOUSEHOLD if at == 5 else BodyKind.PARTY_ORGANISATION
    return Body(IDS[at], kind=kind, name="党组织", parent=parent, level=level or tuple(LinkageLevel)[at])


def chain(*places: int) -> Linkage:
    parents = (None, *(IDS[at] for at in places))
    return Linkage([body(at, parent=parent) for at, parent in zip(places, parents, strict=False)])


def test_a_hub_household_lies_five_steps_beneath_the_district() -> None:
    linkage = chain(0, 1, 2, 3, 4, 5)
    assert linkage.findings() == ()
    assert linkage.depth("LQ-X-1-101") == 5
    assert linkage.depth("SL") == 0
    assert linkage.path("LQ-X-1-101") == IDS
    assert linkage.children("LQ") == ("LQ-X",)
    assert linkage.at(LinkageLevel.HUB_HOUSEHOLD) == (linkage["LQ-X-1-101"],)
    assert linkage.at(LinkageLevel.HUB_HOUSEHOLD)[0].kind is BodyKind.HUB_HOUSEHOLD
    assert (len(linkage), list(linkage), "LQ" in linkage, "QL" in linkage) == (6, list(IDS), True, False)


def test_an_edge_that_skips_levels_names_both_bodies_and_what_is_missing_between() -> None:
    (finding,) = chain(0, 3, 4, 5).findings()
    assert (finding.code, finding.subject) == ("LINKAGE_SKIPS_LEVEL", "LQ-X")
    assert finding.text("zh") == "小区（院落） LQ-X 直接挂在区 SL 之下，中间缺：镇（街道）、村（社区）"
    assert dict(finding.details)["parent"] == "SL"
    assert finding.source is not None


@pytest.mark.parametrize("above", range(5))
@pytest.mark.parametrize("below", range(1, 6))
def test_only_the_next_level_hangs_directly_under_a_level(above: int, below: int) -> None:
    rest = [] if above == 0 else [body(at, parent=IDS[at - 1] if at else None) for at in range(above)]
    upper = body(above, parent=IDS[above - 1] if above else None)
    lower = Body(
        "lower", kind=BodyKind.PARTY_BRANCH, name="支部", parent=IDS[above], level=tuple(LinkageLevel)[below]
    )
    codes = [finding.code for finding in Linkage([*rest, upper, lower]).findings()]
    if below == above + 1:
        assert codes == []
    elif below > above:
        assert codes == ["LINKAGE_SKIPS_LEVEL"]
    else:
        assert codes == ["LINKAGE_UPSIDE_DOWN"]


def test_a_body_upside_down_is_named() -> None:
    district = body(0, parent="LQ")
    (finding,) = [
        each for each in Linkage([district, body(2, parent=None)]).findings() if each.subject == "SL"
    ]
    assert finding.text("zh") == "区 SL 挂在村（社区） LQ 之下，但村（社区）不是其上级"


def test_a_body_that_hangs_under_nothing_below_the_district_is_named() -> None:
    (finding,) = chain(2, 3).findings()
    assert (finding.code, finding.subject) == ("LINKAGE_LOOSE", "LQ")
    assert finding.text("en") == (
        "LQ (village or community) hangs under nothing; missing above it: district, town or street"
    )


def test_a_body_without_a_level_is_named_and_nothing_is_said_of_what_hangs_under_it() -> None:
    squad = Body("squad", kind=BodyKind.EMERGENCY_SQUAD, name="应急分队", parent="SL")
    below = Body(
        "below", kind=BodyKind.PARTY_BRANCH, name="支部", parent="squad", level=LinkageLevel.BUILDING
    )
    (finding,) = Linkage([body(0, parent=None), squad, below]).findings()
    assert (finding.code, finding.subject) == ("LINKAGE_WITHOUT_LEVEL", "squad")


def test_faults_of_the_shape_are_named_as_for_grids() -> None:
    twice = [body(0, parent=None), body(0, parent=None)]
    assert [each.text() for each in Linkage(twice).findings()] == ["body SL stands 2 times, under nothing"]
    (lost,) = Linkage([body(1, parent="LS")]).findings()
    assert (lost.code, lost.subject) == ("PARENT_UNKNOWN", "DS")
    ring = Linkage([body(1, parent="LQ"), body(2, parent="DS")])
    assert "PARENT_CYCLE" in {each.code for each in ring.findings()}
    with pytest.raises(HangsInCycle, match="DS, LQ, DS"):
        ring.path("LQ")


def test_of_an_identifier_that_stands_twice_the_first_body_counts() -> None:
    one, other = body(1, parent=None), body(1, parent="SL")
    for bodies in ([one, other], [other, one]):
        assert Linkage(bodies)["DS"] == one


@pytest.mark.parametrize("asked", ["LS", "", 7, None, ["SL"]])
def test_an_unknown_body_is_refused(asked: object) -> None:
    linkage = chain(0, 1)
    for ask in (linkage.path, linkage.depth, linkage.children, linkage.__getitem__):
        with pytest.raises(UnknownName, match="No body is called"):
            ask(asked)


@pytest.mark.parametrize("bodies", [["SL"], [None], "SL", 7, {body(0, parent=None)}])
def test_what_is_no_list_of_bodies_is_refused(bodies: object) -> None:
    with pytest.raises(InvalidValue):
        Linkage(bodies)


def test_the_order_of_bodies_does_not_matter_and_the_order_behind_is_no_part_of_the_value() -> None:
    one, other = chain(0, 1, 2), Linkage(chain(0, 1, 2).bodies[::-1])
    assert one.path("LQ") == ("SL", "DS", "LQ")
    assert one == other
    assert pickle.dumps(one) == pickle.dumps(other)
    assert copy.deepcopy(one) == one
    assert repr(one) == "Linkage(bodies=‹3›)"
    assert Linkage.from_json(one.to_json()) == one


def test_nothing_may_be_linked() -> None:
    assert Linkage([]).findings() == ()
    assert len(Linkage(())) == 0

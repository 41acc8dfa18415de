"""Programmes of requirements: rooms, adjacencies, schedule, what is refused and what is found."""

from fractions import Fraction

import pytest

from communitygov.core.source import LIBRARY_DEFAULT, quoted
from communitygov.core.terms import Term
from communitygov.errors import CommunityGovError, InvalidValue, UnknownName
from communitygov.space.audience.population import Population
from communitygov.space.brief.adjacency import Adjacency, Importance, adjacency_findings
from communitygov.space.brief.area import written
from communitygov.space.brief.brief import (
    MOST_ADJACENCIES,
    MOST_ROOMS,
    STANDARD_EFFICIENCY,
    Brief,
    Efficiency,
)
from communitygov.space.brief.exchange import to_networkx
from communitygov.space.brief.outline import matrix_page, table
from communitygov.space.brief.room import MOST_COUNT, NO_SIDE, Room
from communitygov.space.brief.schedule import HEADS, LineKind
from communitygov.space.function.side import Side
from communitygov.space.hours.week_hours import WeekHours


def room(code: str, area: int = 50, **given: object) -> Room:
    return Room(code, "室", "room", function="x", standard_required_area=area, **given)  # type: ignore[arg-type]


def brief(*rooms: Room, **given: object) -> Brief:
    return Brief("b", "任务书", rooms=rooms, **given)  # type: ignore[arg-type]


# ------------------------------------------------------------------------- rooms


def test_an_area_follows_from_people_and_area_for_each() -> None:
    hall = Room("h", "厅", "hall", function="x", area_per_occupant=Fraction("1.5"), occupancy_number=40)
    assert hall.standard_required_area == 60


def test_an_area_that_nothing_tells_is_asked_for() -> None:
    with pytest.raises(InvalidValue, match="must be given, or follow from area_per_occupant"):
        Room("h", "厅", "hall", function="x", area_per_occupant=2)


@pytest.mark.parametrize("area", [0, -1, 2.5, "30", True, Fraction(1, 3), 10**9, None])
def test_an_area_that_is_none_is_refused(area: object) -> None:
    with pytest.raises(InvalidValue, match="standard_required_area"):
        Room("h", "厅", "hall", function="x", standard_required_area=area)  # type: ignore[arg-type]


@pytest.mark.parametrize("bounds", [{"min_required_area": 51}, {"max_required_area": 49}])
def test_an_area_outside_its_bounds_is_refused(bounds: dict[str, int]) -> None:
    with pytest.raises(InvalidValue, match="must lie between the bounds"):
        room("h", 50, **bounds)


def test_too_many_rooms_of_a_kind_are_refused() -> None:
    with pytest.raises(InvalidValue, match="at most 10000"):
        room("h", count=MOST_COUNT + 1)


def test_the_side_of_a_listed_function_is_known_and_gives_the_group() -> None:
    cafe = Room("c", "咖啡馆", "cafe", function="cafe", standard_required_area=30)
    assert (cafe.side, cafe.group.code) == (Side.QUALITY, "quality")
    assert (room("h").side, room("h").group) == (None, NO_SIDE)


def test_a_function_that_is_no_text_is_refused_in_our_own_words() -> None:
    with pytest.raises(InvalidValue, match="function"):
        Room("h", "厅", "hall", function=[], standard_required_area=50)  # type: ignore[arg-type]


def test_how_many_a_room_holds_is_told_or_follows_from_its_area_or_is_not_known() -> None:
    assert room("h", occupancy_number=7, area_per_occupant=2).occupants == 7
    assert room("h", area_per_occupant=Fraction("3.5")).occupants == 14
    assert room("h").occupants is None


def test_a_room_knows_its_least_area() -> None:
    assert (room("h", 50).least_area, room("h", 50, min_required_area=40).least_area) == (50, 40)


def test_a_crowded_room_is_named() -> None:
    crowded = room("h", 50, occupancy_number=40, area_per_occupant=2)
    (finding,) = crowded.findings()
    assert finding.code == "BRIEF_ROOM_CROWDED"
    assert "takes 80 m2; 50 m2 are required" in finding.text()
    assert room("h", 80, occupancy_number=40, area_per_occupant=2).findings() == ()


def test_a_shared_room_without_hours_is_named() -> None:
    assert [each.code for each in room("h", is_shared=True).findings()] == ["BRIEF_SHARED_WITHOUT_HOURS"]
    assert room("h", is_shared=True, hours=WeekHours.parse("24/7")).findings() == ()


# ------------------------------------------------------------------------- areas


def test_areas_are_written_as_people_write_them() -> None:
    numbers = [Fraction("-2.5"), Fraction("0.05"), Fraction(7), Fraction(1, 3), None]
    assert [written(each) for each in numbers] == ["-2.5", "0.05", "7", "1/3", "—"]


def test_the_gross_area_is_the_net_area_by_the_efficiency() -> None:
    net = brief(room("a", 60), room("b", 30, count=2))
    assert (net.net_area, net.gross_area) == (120, 160)
    tight = brief(room("a", 60), efficiency=Efficiency(Fraction(2, 3), source=quoted("000", "美学")))
    assert tight.gross_area == 90


def test_the_librarys_own_efficiency_says_so() -> None:
    assert STANDARD_EFFICIENCY.source == LIBRARY_DEFAULT


@pytest.mark.parametrize("share", [0, 2, Fraction(1, 20_000), 0.75])
def test_an_efficiency_that_is_none_is_refused(share: object) -> None:
    with pytest.raises(InvalidValue, match="share"):
        Efficiency(share, source=LIBRARY_DEFAULT)  # type: ignore[arg-type]


def test_occupants_are_summed_only_if_all_are_known() -> None:
    known = room("a", occupancy_number=10, count=3)
    assert brief(known, room("b", occupancy_number=0)).occupants == 30
    assert brief(known, room("b")).occupants is None


def test_users_are_summed_by_band() -> None:
    two = brief(room("a", users=Population.of({"0-2": 3})), room("b", users=Population.of({"0-2": 4})))
    assert two.users.counts == (("0-2", 7),)


def test_a_programme_without_rooms_is_of_no_side() -> None:
    assert brief().share_of(Side.WELFARE) == 0
    assert (brief().net_area, brief().gross_area, brief().occupants) == (0, 0, 0)


# ------------------------------------------------------------------------- the programme


def test_two_rooms_of_one_code_are_refused() -> None:
    with pytest.raises(InvalidValue, match="use count for alike rooms"):
        brief(room("a"), room("a"))


def test_two_groups_of_one_code_and_different_names_are_refused() -> None:
    one, two = Term("g", "甲", "one"), Term("g", "乙", "two")
    with pytest.raises(InvalidValue, match="name groups of one code alike"):
        brief(room("a", group=one), room("b", group=two))


def test_too_many_rooms_and_statements_are_refused() -> None:
    with pytest.raises(InvalidValue, match="at most 1000 kinds"):
        brief(*(room(f"r{at}") for at in range(MOST_ROOMS + 1)))
    same = [Adjacency("a", "b", importance=1)] * (MOST_ADJACENCIES + 1)
    with pytest.raises(InvalidValue, match="at most 5000 statements"):
        brief(room("a"), room("b"), adjacencies=same)


def test_a_statement_about_an_unknown_room_is_refused() -> None:
    with pytest.raises(InvalidValue, match="must be about rooms of the brief"):
        brief(room("a"), adjacencies=[Adjacency("a", "z", importance=1)])


def test_two_statements_about_one_pair_are_refused_whichever_way_round() -> None:
    said = [Adjacency("a", "b", importance=2), Adjacency("b", "a", importance=-2)]
    with pytest.raises(InvalidValue, match="one thing of each pair"):
        brief(room("a"), room("b"), adjacencies=said)


def test_what_is_asked_of_two_rooms_is_indifferent_unless_said() -> None:
    two = brief(room("a"), room("b"), room("c"), adjacencies=[Adjacency("b", "a", importance=-1)])
    assert two.importance("a", "b") is Importance.BETTER_SEPARATE
    assert two.importance("c", "a") is Importance.INDIFFERENT
    with pytest.raises(UnknownName, match="'z'"):
        two.importance("a", "z")


def test_importance_has_ratings_and_musts() -> None:
    assert [each.rating for each in Importance] == [-2, -1, 0, 1, 2]
    assert [each for each in Importance if each.is_must] == [Importance.MUST_SEPARATE, Importance.MUST_ADJOIN]
    with pytest.raises(InvalidValue, match="from -2"):
        Importance.rated(True)  # noqa: FBT003


# ------------------------------------------------------------------------- contradictions


def linked(*said: tuple[str, str, int]) -> list[Adjacency]:
    return [Adjacency(one, two, importance=rating) for one, two, rating in said]


def test_the_shortest_chain_that_holds_two_together_is_told() -> None:
    said = linked(("a", "b", 2), ("b", "c", 2), ("c", "d", 2), ("a", "d", -2), ("a", "x", 2), ("x", "d", 2))
    (finding,) = adjacency_findings(said)
    assert dict(finding.details)["chain"] == "a – x – d"


def test_what_only_had_better_adjoin_holds_nothing_together() -> None:
    assert adjacency_findings(linked(("a", "b", 2), ("b", "c", 1), ("a", "c", -2))) == ()
    assert adjacency_findings(linked(("a", "b", -2))) == ()


def test_too_many_neighbours_are_named_where_the_caller_says_how_many_a_room_can_have() -> None:
    star = linked(("a", "b", 2), ("a", "c", 2), ("a", "d", 2))
    assert adjacency_findings(star) == adjacency_findings(star, most_neighbours=3) == ()
    (finding,) = adjacency_findings(star, most_neighbours=2)
    assert (finding.code, finding.subject) == ("BRIEF_TOO_MANY_NEIGHBOURS", "a")


def test_findings_of_rooms_and_of_adjacencies_stand_together() -> None:
    held = brief(
        room("a", is_shared=True),
        room("b"),
        room("c"),
        adjacencies=linked(("a", "b", 2), ("b", "c", 2), ("a", "c", -2)),
    )
    codes = [finding.code for finding in held.findings()]
    assert codes == ["BRIEF_SHARED_WITHOUT_HOURS", "BRIEF_SEPARATE_BUT_HELD"]


# ------------------------------------------------------------------------- to look at


def test_the_schedule_has_the_rooms_of_a_group_together_with_a_sub_total() -> None:
    one, two = Term("one", "甲组", "group one"), Term("two", "乙组", "group two")
    told = brief(room("a", 10, group=one), room("b", 20, group=two), room("c", 30, group=one))
    assert [(line.kind, line.code, line.area) for line in told.schedule()] == [
        (LineKind.ROOM, "a", 10),
        (LineKind.ROOM, "c", 30),
        (LineKind.SUBTOTAL, "one", 40),
        (LineKind.ROOM, "b", 20),
        (LineKind.SUBTOTAL, "two", 20),
        (LineKind.NET, "net", 60),
        (LineKind.GROSS, "gross", 80),
    ]


def test_every_row_has_a_cell_for_each_head() -> None:
    told = brief(room("a", occupancy_number=5, count=2), room("b"))
    assert {len(line.row()) for line in told.schedule()} == {len(HEADS)}
    assert told.schedule()[0].row()[-4:] == ("2", "50", "100", "10")
    assert told.schedule()[-1].row()[-1] == ""


def test_names_are_never_markup_in_a_notebook() -> None:
    odd = Room("a", "<b>厅", "<i>hall", function="x", standard_required_area=9)
    page = Brief("b", "<u>书", rooms=[odd, room("b")], adjacencies=[Adjacency("a", "b", importance=2)])
    shown = page._repr_html_()
    assert "<b>" not in shown
    assert "<u>" not in shown
    assert "&lt;b&gt;厅" in shown
    assert "+2" in shown


def test_a_programme_without_adjacencies_shows_no_matrix() -> None:
    assert "adjacency" not in brief(room("a"))._repr_html_()


def test_long_tables_say_how_many_more_there_are() -> None:
    assert "另有 5 行" in table(["甲"], [["x"]] * 305)
    wide = brief(*(room(f"r{at:03}") for at in range(45))).matrix()
    assert "另有 5 列" in matrix_page(wide)


def test_the_graph_for_networkx_has_rooms_and_ratings() -> None:
    graph = to_networkx(brief(room("a"), room("b"), room("c"), adjacencies=linked(("b", "a", -2))))
    assert sorted(graph) == ["a", "b", "c"]
    assert graph.edges["a", "b"]["importance"] == -2
    assert graph.number_of_edges() == 1


def test_only_our_own_errors_leave_a_constructor() -> None:
    for wrong in ({"rooms": 7}, {"rooms": "ab"}, {"rooms": [], "adjacencies": [1]}, {"rooms": [1]}):
        with pytest.raises(CommunityGovError):
            Brief("b", "书", **wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("most", ["x", -1, True, 1.5])
def test_a_number_of_neighbours_that_is_none_is_refused(most: object) -> None:
    with pytest.raises(InvalidValue, match="most_neighbours"):
        Brief("b", "书", rooms=[]).findings(most_neighbours=most)  # type: ignore[arg-type]

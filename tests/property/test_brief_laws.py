"""Laws of programmes: areas add up, statements of pairs are symmetric, more is never less."""

from fractions import Fraction
from itertools import chain, combinations

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from communitygov.core.quantity import Quantity
from communitygov.space.brief.adjacency import Importance
from communitygov.space.brief.brief import Brief
from communitygov.space.brief.gap import brief_gaps
from communitygov.space.brief.recommend import recommend
from communitygov.space.brief.room import Room
from communitygov.space.brief.schedule import LineKind
from communitygov.space.function.side import Side
from communitygov.space.place.parts import Zone
from communitygov.space.place.place import Place
from communitygov.testing.strategies.brief import briefs, profiles, provision_rules

#: A programme has many parts to draw.
fewer = settings(max_examples=50)


@fewer
@given(briefs())
def test_sub_totals_come_to_the_net_area_and_no_line_is_lost(brief: Brief) -> None:
    lines = brief.schedule()
    subtotals = [line for line in lines if line.kind is LineKind.SUBTOTAL]
    rooms = [line for line in lines if line.kind is LineKind.ROOM]
    assert sum((line.area for line in subtotals), Fraction(0)) == brief.net_area
    assert sum((line.area for line in rooms), Fraction(0)) == brief.net_area
    assert sorted(line.code for line in rooms) == sorted(room.code for room in brief.rooms)


@fewer
@given(briefs())
def test_gross_area_is_never_less_than_net_area_and_the_efficiency_leads_back(brief: Brief) -> None:
    assert brief.gross_area >= brief.net_area
    assert brief.gross_area * brief.efficiency.share == brief.net_area


@fewer
@given(briefs())
def test_shares_of_sides_come_to_at_most_the_whole(brief: Brief) -> None:
    assert 0 <= sum((brief.share_of(side) for side in Side), Fraction(0)) <= 1


@fewer
@given(briefs())
def test_importance_and_matrix_are_the_same_both_ways(brief: Brief) -> None:
    matrix = brief.matrix()
    assert [*map(list, zip(*matrix, strict=True))] == [*map(list, matrix)]
    for one, two in combinations([room.code for room in brief.rooms], 2):
        assert brief.importance(one, two) is brief.importance(two, one)


@fewer
@given(briefs(), st.randoms(use_true_random=False))
def test_findings_do_not_depend_on_the_order_of_statements(brief: Brief, random: object) -> None:
    shuffled = list(brief.adjacencies)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    turned = attrs.evolve(brief, adjacencies=shuffled)
    assert turned.findings(most_neighbours=1) == brief.findings(most_neighbours=1)


@fewer
@given(briefs(fewest=1))
def test_a_place_with_a_zone_for_each_room_lacks_no_function_and_no_area(brief: Brief) -> None:
    zones = [
        Zone(room.code, "区", area=Quantity.exact(room.count * room.standard_required_area, "平方米"))
        for room in brief.rooms
    ]
    codes = {finding.code for finding in brief_gaps(brief, Place("p", "处", zones=zones))}
    assert not codes & {
        "BRIEF_FUNCTION_MISSING",
        "BRIEF_AREA_SHORT",
        "BRIEF_AREA_EXCEEDED",
        "BRIEF_AREA_UNKNOWN",
        "BRIEF_AGES_NOT_SERVED",
    }


@st.composite
def choices_of_zones(draw: st.DrawFn) -> tuple[dict[str, int], dict[str, int], dict[str, list[str]]]:
    """Make rooms and zones with their areas, and the zones that each room may take."""
    zones = {code: draw(st.integers(1, 9)) for code in "xyz"}
    rooms = {code: draw(st.integers(1, 9)) for code in "abcd"}
    some = st.lists(st.sampled_from(sorted(zones)), min_size=1, unique=True)
    return rooms, zones, {code: draw(some) for code in rooms}


@given(choices_of_zones())
def test_rooms_are_short_of_area_exactly_if_some_of_them_take_more_than_all_their_zones(
    given: tuple[dict[str, int], dict[str, int], dict[str, list[str]]],
) -> None:
    rooms, zones, may = given
    brief = Brief(
        "b",
        "书",
        rooms=[
            Room(code, "室", "room", function="x", standard_required_area=size)
            for code, size in rooms.items()
        ],
    )
    place = Place(
        "p",
        "处",
        zones=[Zone(code, "区", area=Quantity.exact(size, "平方米")) for code, size in zones.items()],
    )
    some = chain.from_iterable(combinations(rooms, size) for size in range(1, len(rooms) + 1))
    is_short = any(
        sum(rooms[code] for code in each)
        > sum(zones[code] for code in set().union(*(may[it] for it in each)))
        for each in some
    )
    codes = {finding.code for finding in brief_gaps(brief, place, zones=may)}
    assert codes == ({"BRIEF_AREA_SHORT"} if is_short else set())


@fewer
@given(briefs())
def test_a_place_without_anything_lacks_every_room(brief: Brief) -> None:
    codes = [(finding.code, finding.subject) for finding in brief_gaps(brief, Place("p", "处"))]
    assert codes == [("BRIEF_FUNCTION_MISSING", room.code) for room in brief.rooms]


@fewer
@given(briefs(fewest=2), st.data())
def test_neighbours_are_found_wanting_unless_they_are_as_asked(brief: Brief, data: st.DataObject) -> None:
    codes = [room.code for room in brief.rooms]
    place = Place("p", "处", zones=[Zone(code, "区") for code in codes])
    pairs = data.draw(st.lists(st.sampled_from([*combinations(codes, 2)]), unique=True))
    told = {frozenset(pair) for pair in pairs}
    wrong = {
        each.pair
        for each in brief.adjacencies
        if each.importance is not Importance.INDIFFERENT
        and (frozenset(each.pair) in told) is not (each.importance.rating > 0)
    }
    found = {
        (details["one"], details["two"])
        for finding in brief_gaps(brief, place, adjoining=pairs)
        if finding.code in {"BRIEF_NOT_ADJOINING", "BRIEF_NOT_SEPARATE"}
        for details in (dict(finding.details),)
    }
    assert found == wrong


@given(profiles(), st.lists(provision_rules(), max_size=4, unique_by=lambda rule: rule.code))
def test_a_recommendation_tells_every_rule_and_holds_the_rooms_of_those_that_hold(
    profile: object, rules: list[object]
) -> None:
    found = recommend("x", "社区", profile=profile, rules=rules)  # type: ignore[arg-type]
    assert [line.rule for line in found.lines] == rules
    held = [(line.rule.code, line.count) for line in found.lines if line.count]
    assert [(room.code, room.count) for room in found.brief.rooms] == held
    assert all(room.standard_required_area >= room.least_area for room in found.brief.rooms)
    assert recommend("x", "社区", profile=profile, rules=rules) == found  # type: ignore[arg-type]


@given(profiles(), provision_rules())
def test_more_people_never_take_a_room_away_that_size_gave(profile: object, rule: object) -> None:
    plain = attrs.evolve(rule, bands=(), share_from=Fraction(0))  # type: ignore[type-var]
    before = recommend("x", "社区", profile=profile, rules=[plain])  # type: ignore[arg-type]
    grown = attrs.evolve(profile, population=profile.population + profile.population)  # type: ignore[attr-defined]
    after = recommend("x", "社区", profile=grown, rules=[plain])
    assert after.lines[0].count >= before.lines[0].count
    assert after.brief.net_area >= before.brief.net_area

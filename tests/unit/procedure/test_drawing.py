"""What a drawing is made of: colours, lettering, the plan of its columns, lanes."""

from itertools import pairwise

import attrs
import pytest
from tests.unit.procedure.test_diagram import STANDARD, move, small

from communitygov.core.terms import Term
from communitygov.procedure.drawing.caption import Captions
from communitygov.procedure.drawing.card import UNIT, deck_of
from communitygov.procedure.drawing.ink import COLOURS, SHARED, Palette
from communitygov.procedure.drawing.lane import crossings, lane, ordered, tracks
from communitygov.procedure.drawing.lettering import width, wrapped
from communitygov.procedure.drawing.plan import Plan, Side, plan_by_step
from communitygov.procedure.drawing.swimlane import plan_by_role
from communitygov.procedure.drawing.way import layout_of
from communitygov.procedure.table import Table

# ------------------------------------------------------------------ colours


def test_every_colour_can_be_read_on_white() -> None:
    assert min(_contrast(colour) for colour in (*COLOURS, SHARED.colour)) >= 4.5


def _contrast(colour: str) -> float:
    """Return the contrast of a colour with white, as WCAG reckons it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    light = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] + 0.05)


def test_the_ninth_role_has_the_first_colour_in_dashes_and_the_seventeenth_in_dots() -> None:
    table = attrs.evolve(small(), roles=[Term(f"r{number}", "角色", "role") for number in range(25)])
    palette = Palette.of(table)
    looks = [palette.ink((f"r{number}",)) for number in (0, 8, 16, 24)]
    assert {ink.colour for ink in looks} == {COLOURS[0]}
    assert [ink.stroke for ink in looks] == ["solid", "dashed", "dotted", "solid"]


# ------------------------------------------------------------------ lettering


def test_a_chinese_character_is_one_em_and_a_latin_one_about_half() -> None:
    assert width("居民", 100) == 200
    assert width("nn", 100) == 116
    assert width("il", 100) == 76
    assert width("AM", 100) == 170


def test_lines_break_between_words_and_between_chinese_characters() -> None:
    assert wrapped("ask for mediation", size=10, most=60) == ("ask for", "mediation")
    assert wrapped("申请调处ABC再议", size=10, most=60) == ("申请调处", "ABC再议")


def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one() -> None:
    assert wrapped("四方议事，党委办事", size=10, most=40) == ("四方议", "事，党委", "办事")
    assert wrapped("五步议（原文）", size=10, most=40) == ("五步议", "（原文）")


def test_a_word_longer_than_a_line_is_cut() -> None:
    assert wrapped("n" * 10, size=10, most=30) == ("nnnnn", "nnnnn")


def test_a_single_character_wider_than_a_line_stands_alone() -> None:
    assert wrapped("居民", size=10, most=1) == ("居", "民")


# ------------------------------------------------------------------ plan and lanes


@pytest.mark.parametrize(
    ("source", "target", "leaves", "gutters", "channel", "arrives"),
    [
        ("a", "b", Side.RIGHT, (1,), None, Side.RIGHT),
        ("b", "a", Side.LEFT, (0,), None, Side.LEFT),
        ("a", "a", Side.LEFT, (0,), None, Side.LEFT),
        ("a", "c", Side.RIGHT, (1, 2), 0, Side.LEFT),
        ("c", "a", Side.LEFT, (2, 1), 0, Side.RIGHT),
        ("a", "d", Side.RIGHT, (1, 2), 1, Side.LEFT),
        ("d", "a", Side.LEFT, (2, 1), 0, Side.RIGHT),
        ("c", "d", Side.RIGHT, (3,), None, Side.RIGHT),
    ],
)
def test_a_move_is_led_by_where_its_states_stand(
    source: str,
    target: str,
    leaves: Side,
    gutters: tuple[int, ...],
    channel: int | None,
    arrives: Side,
) -> None:
    course = plan_by_step(small(move(source, target, "r"), ends="d")).courses[0]
    assert (course.leaves, course.gutters, course.channel) == (leaves, gutters, channel)
    assert course.bundle.side is arrives


def test_lanes_are_ordered_so_that_brackets_lie_inside_each_other() -> None:
    inner, outer = lane("inner", [(20, -1), (30, -1)]), lane("outer", [(0, -1), (50, -1)])
    right = lane("right", [(10, 1), (60, 1)])
    row = ordered([right, outer, inner])
    assert [each.key for each in row] == ["inner", "outer", "right"]
    assert sum(crossings(one, other) for at, one in enumerate(row) for other in row[at + 1 :]) == 0


def crossed(plan: Plan, table: Table) -> int:
    """Return at how many points lines that have nothing to do with each other cross."""
    ways = layout_of(plan, deck_of(plan, Captions(table, "zh"))).ways
    lines = {(way.row.course.bundle, line) for way in ways for line in pairwise(way.points)}
    upright = [(bundle, *line) for bundle, line in lines if line[0][0] == line[1][0]]
    level = [(bundle, *line) for bundle, line in lines if line[0][1] == line[1][1]]
    return len(
        {
            (bundle, other, one[0], left[1])
            for bundle, one, end in upright
            for other, left, right in level
            if bundle != other
            and min(left[0], right[0]) < one[0] < max(left[0], right[0])
            and min(one[1], end[1]) < left[1] < max(one[1], end[1])
        }
    )


def test_the_lines_of_the_standard_table_cross_no_more_than_23_times() -> None:
    assert 0 < crossed(plan_by_step(STANDARD), STANDARD) <= 23


def test_the_lines_of_the_standard_table_cross_no_more_than_40_times_in_lanes() -> None:
    assert 0 < crossed(plan_by_role(STANDARD), STANDARD) <= 40


def test_lines_that_come_into_a_channel_from_above_lie_so_that_they_do_not_cross_twice() -> None:
    table = small(move("b", "d", "r"), move("a", "d", "r"), move("a", "c", "r"), ends="cd")
    assert crossed(plan_by_step(table), table) == 1


def test_lanes_share_a_track_only_where_they_keep_apart() -> None:
    row = [lane("a", [(0, 1), (40, 1)]), lane("b", [(69, 1), (80, 1)]), lane("c", [(110, 1), (120, 1)])]
    assert tracks(row, apart=30) == {"a": 0, "b": 1, "c": 0}
    assert tracks(row, apart=29) == {"a": 0, "b": 0, "c": 0}


def test_more_lanes_than_anybody_could_follow_stay_as_they_come_and_get_a_track_each() -> None:
    many = tuple(lane(number, [(number, -1), (1000 - number, -1)]) for number in range(201))
    assert ordered(many) == many
    assert ordered(many[1:]) == many[:0:-1]
    assert list(tracks(many, apart=1).values()) == list(range(201))


def test_what_arrives_at_a_card_arrives_around_the_middle_of_its_head() -> None:
    for card in deck_of(plan_by_step(STANDARD), Captions(STANDARD, "zh")).cards.values():
        for side in Side:
            places = [below for bundle, below in card.entries.items() if bundle.side is side]
            middle = card.tab_height + card.head_height / 2
            assert not places or abs((min(places) + max(places)) / 2 - middle) <= UNIT / 2

"""Siting: what is asked, what is answered, and why."""

from fractions import Fraction

import attrs
import pytest
from tests.unit.space.cover.siting import quarter, scattered, street

from communitygov.errors import InvalidValue
from communitygov.space.certificate import Status, Stop
from communitygov.space.cover import Question, maximal_cover, p_center, p_median, set_cover


def test_most_is_covered_and_each_site_explained() -> None:
    answer = maximal_cover(quarter(), sites=2)
    assert answer.question is Question.MAXIMAL_COVER
    assert answer.chosen == ("shed", "court")
    shed = answer.role("shed")
    assert shed is not None
    assert (shed.gain, shed.served, shed.lost) == (85, 85, 60)
    assert (shed.instead, shed.instead_loss) == ("yard", 0)
    court = answer.role("court")
    assert court is not None
    assert (court.gain, court.served, court.lost, court.instead, court.instead_loss) == (
        40,
        65,
        40,
        "roof",
        10,
    )
    assert answer.further is not None
    assert (answer.further.site, answer.further.gain) == ("roof", 30)
    assert answer.role("roof") is None


def test_nothing_more_is_offered_where_everything_is_covered() -> None:
    answer = maximal_cover(quarter(), sites=4)
    assert answer.certificate.value == 155
    assert answer.further is None
    assert "yard" not in answer.chosen


def test_what_stands_already_is_in_the_answer_and_counts() -> None:
    standing = attrs.evolve(quarter(), fixed={"yard"})
    answer = maximal_cover(standing, sites=2)
    assert answer.chosen == ("court", "yard")
    yard = answer.role("yard")
    assert yard is not None
    assert yard.is_fixed
    assert yard.instead is None
    assert "yard (stands already): brings 60" in str(answer)


def test_a_budget_is_kept_and_what_is_too_dear_left_out() -> None:
    priced = attrs.evolve(quarter(), costs=(50, 90, 20, 60))
    answer = maximal_cover(priced, budget=80)
    assert sorted(answer.chosen) == ["court", "roof"]
    assert answer.certificate.value == 95
    assert answer.further is not None
    assert (answer.further.site, answer.further.gain, answer.further.cost) == ("shed", 60, 90)


def test_capacity_limits_what_a_site_serves() -> None:
    small = attrs.evolve(quarter(), capacities=(50, 70, 30, 60))
    answer = maximal_cover(small, sites=2)
    assert answer.certificate.value == 120
    assert answer.certificate.bound is not None
    assert answer.certificate.bound >= 120


@pytest.mark.parametrize(
    ("asked", "code"),
    [({"sites": 1}, "COVER_FIXED_TOO_MANY"), ({"budget": 1}, "COVER_FIXED_TOO_DEAR")],
)
def test_too_much_that_stands_already_is_named(asked: dict[str, int], code: str) -> None:
    answer = maximal_cover(attrs.evolve(quarter(), fixed={"roof", "yard"}), **asked)
    assert answer.certificate.status is Status.INFEASIBLE
    assert [finding.code for finding in answer.findings] == [code]
    assert answer.chosen == ()
    assert str(answer).startswith("no site\ninfeasible")


def test_everybody_is_covered_by_the_fewest() -> None:
    answer = set_cover(quarter())
    assert sorted(answer.chosen) == ["court", "roof", "shed"] or sorted(answer.chosen) == [
        "court",
        "roof",
        "yard",
    ]
    assert answer.certificate.value == 3
    assert answer.certificate.is_proved
    assert all(role.lost > 0 for role in answer.roles)


def test_everybody_is_covered_for_the_least_cost() -> None:
    answer = set_cover(attrs.evolve(quarter(), costs=(50, 90, 20, 60)))
    assert answer.certificate.value == 130
    assert sorted(answer.chosen) == ["court", "roof", "yard"]


def test_who_is_out_of_reach_is_named() -> None:
    answer = set_cover(attrs.evolve(quarter(), covers=((0, 1), (1, 2), (), ())))
    assert [(finding.code, finding.subject) for finding in answer.findings] == [("COVER_OUT_OF_REACH", "b4")]
    assert answer.certificate.stop is Stop.PROVED


def test_too_little_capacity_is_named() -> None:
    answer = set_cover(attrs.evolve(quarter(), capacities=(50, 40, 30, 10)))
    assert [finding.code for finding in answer.findings] == ["COVER_TOO_LITTLE_CAPACITY"]


def test_points_without_weight_need_not_be_covered() -> None:
    answer = set_cover(attrs.evolve(quarter(), weights=(40, 25, 60, 0)))
    assert answer.certificate.value == 2


def test_ways_in_all_are_shortest() -> None:
    answer = p_median(street(), sites=1)
    assert answer.chosen == ("middle",)
    assert answer.certificate.value == 5_000 + 8_000 + 2_000
    assert answer.certificate.is_proved
    role = answer.roles[0]
    assert (role.served, role.instead) == (65, "west")
    assert role.instead_loss == (20 * 100 + 30 * 500 + 5 * 900) - 15_000
    assert answer.further is not None
    assert (answer.further.site, answer.further.gain) == ("west", 5_000 + 6_000)


def test_the_longest_way_is_shortest() -> None:
    answer = p_center(street(), sites=1)
    assert (answer.chosen, answer.certificate.value) == (("middle",), 500)
    assert p_center(street(), sites=2).certificate.value == 400
    assert p_center(street(), sites=3).certificate.value == 100


@pytest.mark.parametrize("ask", [p_median, p_center])
def test_where_ways_are_measured_a_site_is_needed(ask: object) -> None:
    assert callable(ask)
    with pytest.raises(InvalidValue):
        ask(street(), sites=0)
    answer = ask(attrs.evolve(street(), fixed={"west", "east"}), sites=1)
    assert [finding.code for finding in answer.findings] == ["COVER_FIXED_TOO_MANY"]


def test_a_pair_without_a_way_counts_as_told() -> None:
    cut = attrs.evolve(
        street(), distances=([0, 100, None, None], [None, None, 0, 400], [None, None, 400, 0]), beyond=5_000
    )
    assert p_center(cut, sites=1).certificate.value == 5_000
    assert p_center(cut, sites=2).certificate.value == 400


def test_an_answer_with_roles_of_others_is_refused() -> None:
    answer = maximal_cover(quarter(), sites=1)
    with pytest.raises(InvalidValue):
        attrs.evolve(answer, chosen=("roof",))


def test_the_table_of_an_answer_escapes_what_people_wrote() -> None:
    answer = maximal_cover(attrs.evolve(quarter(), fixed={"yard"}), sites=1)
    shown = answer._repr_html_()
    assert "<td>yard</td><td>60</td><td>60</td><td>60</td><td></td>" in shown
    assert "one more: court (65)" in shown
    assert "覆盖最多" in shown
    none = set_cover(attrs.evolve(quarter(), covers=((0,), (), (), ())))
    assert "COVER_OUT_OF_REACH" in none._repr_html_()


def test_no_way_counts_no_less_than_the_longest_and_is_told() -> None:
    ways = ((0, 100, None, None), (500, 400, 0, None), (900, 800, 400, None))
    with pytest.raises(InvalidValue, match="900"):
        attrs.evolve(street(), distances=ways, beyond=899)
    lonely = attrs.evolve(street(), distances=ways, beyond=2_000)
    for ask in (p_median, p_center):
        (finding,) = ask(lonely, sites=2).findings
        assert str(finding) == "demand points that no site reaches: 1, such as d [COVER_OUT_OF_REACH]"


def test_an_answer_says_itself_in_chinese() -> None:
    standing = attrs.evolve(quarter(), fixed={"yard"})
    assert maximal_cover(standing, sites=2).text("zh").splitlines() == [
        "court、yard",
        "125，至多 125：已证最优",
        "court：带来 65，若无则少 65；次选 roof（少 35）",
        "yard（已有）：带来 60，若无则少 60",
        "再加一处：roof（30）",
    ]
    full = attrs.evolve(quarter(), fixed={"yard", "roof"})
    assert maximal_cover(full, sites=1).text("zh") == "无点位\n无可行方案\n已有 2 个点位，而总数只许 1 个"


def test_one_more_site_never_covers_less() -> None:
    values = [maximal_cover(scattered(), sites=number).certificate.value for number in range(6)]
    assert values == sorted(values, key=lambda value: value or Fraction(0))

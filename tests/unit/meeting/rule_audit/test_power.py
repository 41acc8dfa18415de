from collections.abc import Callable
from fractions import Fraction
from itertools import product
from math import comb, factorial

import attrs
import pytest

from communitygov.errors import InvalidValue
from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES
from communitygov.meeting.council.council import Council
from communitygov.meeting.decision.combination import All, AtLeastOf, EachOf, In
from communitygov.meeting.decision.consent import NoUnsettledObjection, Unanimous
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.decision.quorum import Minimum
from communitygov.meeting.rule_audit.game import Players
from communitygov.meeting.rule_audit.kind import VoterKind
from communitygov.meeting.rule_audit.power import PowerIndex, PowerReport, PowerShare, banzhaf, shapley_shubik
from communitygov.meeting.tally.electorate import Electorate
from communitygov.meeting.threshold import MoreThan

Councils = Callable[..., Council]
Owners = Callable[..., Electorate]


@attrs.frozen
class OwnMajority(Majority):
    """A majority of the caller's own kind, which the library cannot know to grow."""

    document_kind = "test-own-majority"


def won(sizes: tuple[int, ...], yes: tuple[int, ...]) -> bool:
    """Ask for a majority of all, of three constituencies, and of the first: written out by hand."""
    agreeing = [2 * number > size for number, size in zip(yes, sizes, strict=True)]
    return 2 * sum(yes) > sum(sizes) and sum(agreeing) >= 3 and agreeing[0]


def by_hand(sizes: tuple[int, ...]) -> tuple[list[Fraction], list[Fraction]]:
    """Return both indices of one member of each constituency, from the definition."""
    everybody, shapley, absolute = sum(sizes), [], []
    for at in range(len(sizes)):
        others = tuple(size - (side == at) for side, size in enumerate(sizes))
        orders = swings = 0
        for yes in product(*(range(size + 1) for size in others)):
            joined = tuple(number + (side == at) for side, number in enumerate(yes))
            if won(sizes, joined) and not won(sizes, yes):
                ways = 1
                for size, number in zip(others, yes, strict=True):
                    ways *= comb(size, number)
                swings += ways
                orders += ways * factorial(sum(yes)) * factorial(everybody - sum(yes) - 1)
        shapley.append(Fraction(orders, factorial(everybody)))
        absolute.append(Fraction(swings, 2 ** (everybody - 1)))
    return shapley, absolute


@pytest.mark.parametrize("sizes", [(7, 9, 5, 5), (3, 1, 2, 2)])
def test_both_indices_are_those_of_the_definition(
    council: Councils, concurrent: DecisionRule, sizes: tuple[int, ...]
) -> None:
    shapley, absolute = by_hand(sizes)
    assert list(shapley_shubik(concurrent, council(*sizes)).per_member.values()) == shapley
    assert list(banzhaf(concurrent, council(*sizes)).per_member.values()) == absolute


def test_of_seven_nine_five_and_five_the_first_constituency_has_nearly_half(
    council: Councils, concurrent: DecisionRule
) -> None:
    report = shapley_shubik(concurrent, council(7, 9, 5, 5))
    shares = list(report.per_constituency.values())
    assert shares == [
        member * size for member, size in zip(by_hand((7, 9, 5, 5))[0], (7, 9, 5, 5), strict=True)
    ]
    assert [round(share, 3) for share in shares] == [Fraction(each, 1000) for each in (485, 210, 153, 153)]
    assert sum(shares) == report.total == 1


def test_thirty_seats_each_are_exact(council: Councils, concurrent: DecisionRule) -> None:
    report = shapley_shubik(concurrent, council(30, 30, 30, 30))
    first, *others = report.per_constituency.values()
    assert first + sum(others) == 1
    assert len(set(others)) == 1
    assert round(first, 4) == Fraction(4954, 10000)


def test_three_of_four_with_the_first_gives_it_half(council: Councils) -> None:
    agrees = Majority("heads", base="participating", threshold=MoreThan("1/2"))
    rule = All(EachOf(agrees, least=3), In(FOUR_CONSTITUENCIES[0].code, agrees))
    report = shapley_shubik(rule, council(7, 9, 5, 5), players="constituencies")
    assert list(report.per_member.values()) == [Fraction(1, 2), *[Fraction(1, 6)] * 3]
    assert report.players is Players.CONSTITUENCIES
    normal = banzhaf(rule, council(7, 9, 5, 5), players="constituencies").normalised()
    assert list(normal.per_member.values()) == [Fraction(2, 5), *[Fraction(1, 5)] * 3]


def test_under_unanimity_of_four_each_has_a_quarter(council: Councils) -> None:
    report = shapley_shubik(Unanimous("all"), council(3, 1, 2, 2), players="constituencies")
    assert set(report.per_member.values()) == {Fraction(1, 4)}
    absolute = banzhaf(Unanimous("all"), council(3, 1, 2, 2), players="constituencies")
    assert set(absolute.per_member.values()) == {Fraction(1, 8)}


def test_a_vacant_constituency_has_no_power(council: Councils) -> None:
    report = shapley_shubik(Unanimous("all"), council(1, 1, 0, 1), players="constituencies")
    assert report.per_member["retired_cadre_representatives"] == 0
    assert report.total == 1


def test_an_owner_of_three_fifths_is_worth_more_than_the_head(owners: Owners, ordinary: DecisionRule) -> None:
    report = shapley_shubik(ordinary, owners(60, 10, 10, 10, 10))
    assert report.per_member == {"owners#1": Fraction(3, 5), "owners#2": Fraction(1, 10)}
    assert [share.kind.size for share in report.shares] == [1, 4]
    assert report.per_constituency == {"owners": 1}


def test_a_rule_of_ones_own_is_tried_in_full_and_gives_the_same(owners: Owners) -> None:
    own = OwnMajority("area", base="all", threshold=MoreThan("1/2"))
    known = Majority("area", base="all", threshold=MoreThan("1/2"))
    electorate = owners(5, 4, 3, 2, 1)
    for index in (shapley_shubik, banzhaf):
        assert index(own, electorate) == index(known, electorate)
    with pytest.raises(InvalidValue, match="32 will not do"):
        shapley_shubik(AtLeastOf(1, own), electorate, most_states=31)


def test_more_coalitions_than_the_bound_are_refused(council: Councils, concurrent: DecisionRule) -> None:
    with pytest.raises(InvalidValue, match="29791"):
        shapley_shubik(concurrent, council(30, 30, 30, 30), most_states=29_790)


def test_where_nobody_decides_nobody_has_power(council: Councils) -> None:
    report = banzhaf(Unanimous("all"), council(0, 0, 0, 0))
    assert report.shares == ()
    assert report.total == report.normalised().total == 0
    assert shapley_shubik(Unanimous("all"), council(0, 0, 0, 0), players="constituencies").total == 0


def test_the_normalised_index_stays_what_it_is(council: Councils) -> None:
    normal = banzhaf(Unanimous("all"), council(1, 1, 1, 1)).normalised()
    assert normal.index is PowerIndex.NORMALISED_BANZHAF
    assert normal.normalised() is normal


def test_power_is_said_in_both_languages(owners: Owners, ordinary: DecisionRule) -> None:
    report = shapley_shubik(ordinary, owners(60, 10, 10, 10, 10))
    assert report.text("zh").splitlines() == [
        "夏普利—舒比克指数（成员）",
        "业主（60.00 平方米） 1 名：每名 3/5 (60.0%)，合计 3/5 (60.0%)",
        "业主（10.00 平方米） 4 名：每名 1/10 (10.0%)，合计 2/5 (40.0%)",
    ]
    assert report.text().splitlines()[1] == "owners (60.00 m²), 1: 3/5 (60.0%) each, 3/5 (60.0%) together"


def test_a_fraction_too_long_to_read_is_said_in_per_cent(council: Councils, concurrent: DecisionRule) -> None:
    assert "≈6.9% each, ≈48.5% together" in shapley_shubik(concurrent, council(7, 9, 5, 5)).text()


def test_power_shows_itself_with_bars(owners: Owners, ordinary: DecisionRule) -> None:
    shown = shapley_shubik(ordinary, owners(60, 10, 10, 10, 10))._repr_html_()
    assert shown.count("<tr>") == 3
    assert "width:60px" in shown


def test_a_bar_of_absolute_power_never_leaves_its_cell(council: Councils, concurrent: DecisionRule) -> None:
    shown = banzhaf(concurrent, council(30, 30, 30, 30))._repr_html_()
    assert "width:100px" in shown


@pytest.mark.parametrize("share", [0.5, Fraction(3, 2), Fraction(-1, 2)])
def test_a_share_is_an_exact_part_of_one(share: object) -> None:
    kind = VoterKind(code="c-1", constituency="c-1", words=FOUR_CONSTITUENCIES[0].words, size=1)
    with pytest.raises(InvalidValue, match="member"):
        PowerShare(kind, share)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("shares", "index", "players", "match"),
    [
        ([(2, "1/2")] * 2, "banzhaf", "members", "list no kind twice"),
        ([(2, "1/2")], "banzhaf", "constituencies", "each constituency votes as one"),
        ([(3, "1")], "shapley_shubik", "members", "must come to 1 together"),
        ([(1, "1/3")], "normalised_banzhaf", "members", "must come to 1 together"),
    ],
)
def test_power_that_cannot_be_is_refused(
    shares: list[tuple[int, str]], index: str, players: str, match: str
) -> None:
    words = FOUR_CONSTITUENCIES[0].words
    listed = [
        PowerShare(VoterKind(code="c-1", constituency="c-1", words=words, size=size), Fraction(share))
        for size, share in shares
    ]
    with pytest.raises(InvalidValue, match=match):
        PowerReport(index=PowerIndex(index), players=Players(players), council="c", shares=listed)


def test_who_is_against_objects_where_the_rule_asks_for_it(owners: Owners) -> None:
    report = shapley_shubik(All(Minimum("yes", 1), NoUnsettledObjection()), owners(equal=4))
    assert report.per_member == {"owners": Fraction(1, 4)}
    assert banzhaf(NoUnsettledObjection(), owners(equal=3)).per_member == {"owners": Fraction(1, 4)}

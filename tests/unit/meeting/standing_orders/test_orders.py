"""Standing orders: which version is in force, what they give, and what they cannot say."""

from datetime import date

import pytest

from communitygov.core.source import LIBRARY_DEFAULT, Citation
from communitygov.errors import CommunityGovError, InvalidValue, UnknownName
from communitygov.meeting.decision.combination import All, EachOf, In
from communitygov.meeting.decision.consent import NoUnsettledObjection, Unanimous
from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.decision.quorum import Constituted, Minimum, Quorum
from communitygov.meeting.standing_orders.notice_rule import NoticeRule, SittingKind
from communitygov.meeting.standing_orders.orders import StandingOrders, orders_on
from communitygov.meeting.standing_orders.proxy_rule import ProxyRule
from communitygov.meeting.standing_orders.recusal_rule import RecusalRule
from communitygov.meeting.standing_orders.vote_rule import DoubleBallot, MatterRule, VotingWindow
from communitygov.meeting.threshold import MoreThan
from communitygov.testing.strategies.orders import strict_orders

BARE = StandingOrders(id="o", version="1")
PRESENT = Quorum("heads", MoreThan("1/2"))
ARTICLE = Citation(document="example-orders", article="7")


def test_orders_are_in_force_from_their_first_day_until_the_day_that_ends_them() -> None:
    orders = StandingOrders(id="o", version="1", since=date(2023, 1, 1), until=date(2024, 1, 1))
    in_force = [orders.in_force(day) for day in (date(2022, 12, 31), date(2023, 1, 1), date(2024, 1, 1))]
    assert in_force == [False, True, False]
    assert BARE.in_force(date(1989, 1, 1))


def test_what_is_not_given_is_a_library_default_and_said_to_be_one() -> None:
    assert BARE.rule_for("anything") == FOUR_PARTY_DEFAULT
    assert BARE.rule_for(None).source == LIBRARY_DEFAULT
    assert not BARE.allows_proxies
    assert BARE.standing_ballot is DoubleBallot.LAST
    assert [words.zh for words in BARE.left_open] == ["由四方规则决定", "不许委托", "以最后一票为准"]
    assert BARE.source_of(BARE.proxies) == LIBRARY_DEFAULT


def test_what_is_given_is_no_default() -> None:
    orders = StandingOrders(
        id="o", version="1", default_rule=Unanimous("all"), proxies=ProxyRule(most=0), ballots="first"
    )
    assert orders.left_open == ()
    assert orders.standing_ballot is DoubleBallot.FIRST
    assert not orders.allows_proxies


def test_a_part_stands_where_it_says_or_where_the_orders_do() -> None:
    part, whole = Citation(document="annex"), Citation(document="example-orders")
    orders = StandingOrders(id="o", version="1", source=whole)
    assert orders.source_of(ProxyRule(most=1, source=part)) == part
    assert orders.source_of(ProxyRule(most=1)) == whole


def test_a_class_of_matters_has_its_own_rule_and_further_stages() -> None:
    orders = StandingOrders(
        id="o",
        version="1",
        stages=["party_study"],
        matters=[
            MatterRule(matter="budget", rule=Unanimous("all")),
            MatterRule(matter="repair", stages=["hearing"]),
        ],
    )
    assert orders.rule_for("budget") == Unanimous("all")
    assert orders.rule_for("repair") == orders.rule_for("other") == FOUR_PARTY_DEFAULT
    assert orders.stages_for("repair") == ("party_study", "hearing")
    assert orders.stages_for("budget") == orders.stages_for(None) == ("party_study",)


def test_a_kind_of_sitting_has_its_own_notice() -> None:
    rule = NoticeRule(kind="extraordinary", days=7)
    orders = StandingOrders(id="o", version="1", notices=[rule])
    assert orders.notice_for(SittingKind.EXTRAORDINARY) == rule
    assert orders.notice_for(SittingKind.REGULAR) is None


@pytest.mark.parametrize(
    "rule",
    [
        PRESENT,
        Minimum("present", 3),
        All(Constituted(), EachOf(Minimum("present", 1))),
        In("local_worthies", Minimum("present", 1)),
    ],
)
def test_a_quorum_asks_for_presence(rule: All) -> None:
    assert StandingOrders(id="o", version="1", quorum=rule).quorum == rule


@pytest.mark.parametrize(
    "rule",
    [
        Unanimous("all"),
        All(PRESENT, NoUnsettledObjection()),
        EachOf(Minimum("yes", 1)),
        Minimum("participating", 1),
        Quorum("heads", MoreThan("1/2"), count="participating"),
        "most of them",
    ],
)
def test_a_quorum_that_asks_for_more_is_refused(rule: object) -> None:
    with pytest.raises(InvalidValue, match="presence alone"):
        StandingOrders(id="o", version="1", quorum=rule)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("nonsense", "said"),
    [
        ({"since": date(2024, 1, 1), "until": date(2024, 1, 1)}, "later than the first day"),
        ({"notices": [NoticeRule(kind="regular", days=1), NoticeRule(kind="regular", days=2)]}, "none twice"),
        ({"matters": [MatterRule(matter="m", stages=["a"]), MatterRule(matter="m", stages=["b"])]}, "twice"),
        ({"stages": ["a", "a"]}, "none twice"),
        ({"stages": ["a"], "matters": [MatterRule(matter="m", stages=["a"])]}, "none twice"),
        ({"publication_within_days": 3}, "publication_days"),
        ({"publication_days": 0}, "at least 1"),
        ({"closed_agendas": {"yearly"}}, "yearly"),
        ({"ballots": "best"}, "best"),
        ({"proxies": 3}, "ProxyRule"),
        ({"recusal": "kin"}, "RecusalRule"),
        ({"window": 5}, "VotingWindow"),
    ],
)
def test_orders_that_make_no_sense_are_refused(nonsense: dict[str, object], said: str) -> None:
    with pytest.raises(CommunityGovError, match=said):
        StandingOrders(id="o", version="1", **nonsense)  # type: ignore[arg-type]


def test_the_version_of_a_day_is_found() -> None:
    old = StandingOrders(id="o", version="1", until=date(2023, 1, 1))
    new = StandingOrders(id="o", version="2", since=date(2023, 1, 1))
    assert orders_on([old, new], date(2022, 12, 31)) == old
    assert orders_on([old, new], date(2023, 1, 1)) == new


def test_no_version_and_two_versions_of_a_day_are_refused() -> None:
    old = StandingOrders(id="o", version="1", until=date(2023, 1, 1))
    with pytest.raises(UnknownName, match="2023-01-01"):
        orders_on([old], date(2023, 1, 1))
    with pytest.raises(InvalidValue, match="o:1, o:3"):
        orders_on([old, StandingOrders(id="o", version="3")], date(2022, 1, 1))


def test_orders_show_themselves_in_a_notebook() -> None:
    shown = strict_orders()._repr_html_()
    assert "example-orders:1" in shown
    assert "5日 5 days" in shown
    assert "四方规则" in shown
    bare = BARE._repr_html_()
    assert "—" in bare
    items_only = StandingOrders(id="o", version="1", notices=[NoticeRule(kind="regular", items_days=3)])
    assert "notice, regular sitting</td><td>—" in items_only._repr_html_()


# ------------------------------------------------------------------ what they are made of


def test_a_rule_without_proxies_has_no_conditions() -> None:
    assert not ProxyRule(most=0, source=ARTICLE).allows_any
    with pytest.raises(InvalidValue, match="0 allows no proxy"):
        ProxyRule(most=0, forms={"written"})
    with pytest.raises(InvalidValue, match="0 allows no proxy"):
        ProxyRule(most=0, holders="delegate")


def test_a_rule_of_recusal_names_grounds_and_declarers() -> None:
    assert len(RecusalRule().grounds) == 5
    with pytest.raises(InvalidValue, match="grounds"):
        RecusalRule(grounds=())
    with pytest.raises(InvalidValue, match="declarers"):
        RecusalRule(declarers=())


def test_a_window_has_a_bound_and_is_no_shorter_than_it_must_be() -> None:
    with pytest.raises(InvalidValue, match="or most"):
        VotingWindow()
    with pytest.raises(InvalidValue, match="60 days"):
        VotingWindow(least=60, most=5)
    assert VotingWindow(most=5).least is None
    assert VotingWindow(least=5).most is None


def test_a_class_of_matters_asks_for_something() -> None:
    with pytest.raises(InvalidValue, match="no stages and no electorate"):
        MatterRule(matter="budget")
    with pytest.raises(InvalidValue, match="none twice"):
        MatterRule(matter="budget", stages=["a", "a"])

"""Hypothesis strategies for standing orders and what they are made of, and sittings that keep to them.

`sound_sittings` makes sittings under `strict_orders` in which nothing is amiss; `planted_faults` puts one
fault into such a sitting (`communitygov.testing.strategies.planted`).
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from typing import Any

import attrs
from hypothesis import strategies as st

from communitygov.core.source import LIBRARY_DEFAULT, Citation
from communitygov.core.worktime import Period, PeriodUnit
from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES
from communitygov.meeting.council.council import Council, four_party_council
from communitygov.meeting.council.delegate import Delegate
from communitygov.meeting.decision.combination import All, EachOf
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.decision.quorum import Constituted, Minimum, Quorum
from communitygov.meeting.sitting.agenda import Agenda, AgendaItem, ItemKind
from communitygov.meeting.sitting.attendance import Capacity
from communitygov.meeting.sitting.motion import Motion
from communitygov.meeting.sitting.notice import Notice
from communitygov.meeting.sitting.proxy import ProxyForm
from communitygov.meeting.sitting.recusal import ConflictGround
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.sitting.stage import StageShown
from communitygov.meeting.sitting.vote import DeclaredCount, VoteMethod
from communitygov.meeting.standing_orders.notice_rule import NoticeRule, SittingKind
from communitygov.meeting.standing_orders.orders import StandingOrders
from communitygov.meeting.standing_orders.proxy_rule import ProxyHolder, ProxyRule
from communitygov.meeting.standing_orders.recusal_rule import Declarer, RecusalRule, RecusedMay
from communitygov.meeting.standing_orders.vote_rule import DoubleBallot, MatterRule, VotingWindow
from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.threshold import MoreThan
from communitygov.meeting.validity.higher import HigherDecision
from communitygov.meeting.validity.judgement import LawfulDecision, lawful_decision
from communitygov.testing.strategies.core import citations, days, identifiers, moments, titles
from communitygov.testing.strategies.decision import decision_rules

_codes = st.sampled_from(("board", "group_chat", "party_study", "hearing", "budget"))
_code_sets = st.frozensets(_codes, max_size=2)


def _sources() -> st.SearchStrategy[Citation | None]:
    """Return where something stands, if that is said."""
    return st.none() | st.just(LIBRARY_DEFAULT) | citations()


def _periods(*, most: int = 30) -> st.SearchStrategy[Period]:
    """Return so many days or working days."""
    return st.builds(Period, st.integers(1, most), st.sampled_from((PeriodUnit.DAYS, PeriodUnit.WORKDAYS)))


@st.composite
def notice_rules(draw: st.DrawFn, *, kind: SittingKind | None = None) -> NoticeRule:
    """Return rules of notice that ask for something."""
    notice = draw(_periods())
    shorter = st.integers(1, notice.amount).map(lambda amount: Period(amount, notice.unit))
    return NoticeRule(
        kind=draw(st.sampled_from(SittingKind)) if kind is None else kind,
        days=notice,
        items_days=draw(st.none() | shorter),
        channels=draw(_code_sets),
        conveners=draw(_code_sets),
        source=draw(_sources()),
    )


def proxy_rules() -> st.SearchStrategy[ProxyRule]:
    """Return rules of proxies, and the one that allows none."""
    allowed = st.builds(
        ProxyRule,
        most=st.integers(1, 3),
        holders=st.sampled_from(ProxyHolder),
        relations=st.frozensets(st.sampled_from(("household", "near_relative")), max_size=2),
        forms=st.frozensets(st.sampled_from(ProxyForm)),
        days=st.none() | _periods(),
        source=_sources(),
    )
    return st.builds(ProxyRule, most=st.just(0), source=_sources()) | allowed


def recusal_rules() -> st.SearchStrategy[RecusalRule]:
    """Return rules of recusal."""
    return st.builds(
        RecusalRule,
        grounds=st.frozensets(st.sampled_from(ConflictGround), min_size=1),
        declarers=st.frozensets(st.sampled_from(Declarer), min_size=1),
        may=st.sampled_from(RecusedMay),
        source=_sources(),
    )


def matter_rules(*, matter: str | None = None) -> st.SearchStrategy[MatterRule]:
    """Return what a class of matters asks for."""
    return st.builds(
        MatterRule,
        matter=identifiers() if matter is None else st.just(matter),
        rule=decision_rules(),
        stages=st.just(()) | st.just(("hearing",)),
        electorate=st.none() | st.just("owners-assembly"),
    )


@st.composite
def voting_windows(draw: st.DrawFn) -> VotingWindow:
    """Return windows with one bound or both."""
    least = draw(_periods())
    most = draw(st.none() | st.integers(least.amount, 90).map(lambda amount: Period(amount, least.unit)))
    if most is not None and draw(st.booleans()):
        return VotingWindow(most=most, source=draw(_sources()))
    return VotingWindow(least=least, most=most, source=draw(_sources()))


def quorum_rules() -> st.SearchStrategy[DecisionRule]:
    """Return rules that ask for presence alone."""
    plain = st.builds(Minimum, st.just("present"), st.integers(1, 4))
    share = st.just(Quorum("heads", MoreThan("1/2")))
    return plain | share | st.builds(EachOf, plain) | st.builds(All, st.just(Constituted()), plain)


@st.composite
def standing_orders(draw: st.DrawFn) -> StandingOrders:
    """Return standing orders, most of which leave something to the library."""
    since = draw(st.none() | days(latest=date(2050, 1, 1)))
    kinds = draw(st.lists(st.sampled_from(SittingKind), unique=True, max_size=2))
    classes = draw(st.lists(st.sampled_from(("budget", "repair")), unique=True, max_size=2))
    is_posted = draw(st.booleans())
    return StandingOrders(
        id=draw(identifiers()),
        version=draw(identifiers()),
        since=since,
        until=draw(st.none() | st.just((since or date(2000, 1, 1)) + timedelta(days=366))),
        notices=[draw(notice_rules(kind=kind)) for kind in kinds],
        closed_agendas=draw(st.frozensets(st.sampled_from(SittingKind))),
        quorum=draw(st.none() | quorum_rules()),
        default_rule=draw(st.none() | decision_rules()),
        matters=[draw(matter_rules(matter=each)) for each in classes],
        proxies=draw(st.none() | proxy_rules()),
        recusal=draw(st.none() | recusal_rules()),
        window=draw(st.none() | voting_windows()),
        ballots=draw(st.none() | st.sampled_from(DoubleBallot)),
        stages=draw(st.just(()) | st.just(("party_study",))),
        publication_days=draw(st.integers(1, 30)) if is_posted else None,
        publication_within_days=draw(st.none() | st.integers(1, 9)) if is_posted else None,
        source=draw(_sources()),
    )


@st.composite
def higher_decisions(draw: st.DrawFn) -> HigherDecision:
    """Return what bodies above have decided."""
    on = draw(days(latest=date(2050, 1, 1)))
    return HigherDecision(
        body=draw(titles()),
        reference=draw(identifiers()),
        about=draw(identifiers()),
        on=on,
        until=draw(st.none() | st.just(on + timedelta(days=365))),
        rules_out=draw(st.frozensets(identifiers(), min_size=1, max_size=2)),
        source=draw(_sources()),
    )


@st.composite
def stages_shown(draw: st.DrawFn) -> StageShown:
    """Return entries that show a stage."""
    return StageShown(
        at=draw(moments()), stage=draw(_codes), about=draw(identifiers()), reference=draw(identifiers())
    )


# ---------------------------------------------------------------------- sittings that keep to their orders

#: When the sound sittings begin: a Monday.
HELD = datetime(2023, 5, 15, 9, tzinfo=UTC)
#: Who chairs and convenes, who is away and represented, by whom, who is recused, and who only listens.
CHAIR, AWAY, HOLDER, RECUSED, GUEST = "d-11", "d-23", "d-22", "d-33", "guest-1"
_BUDGET = All(
    Constituted(),
    Quorum("heads", MoreThan("1/2")),
    Majority("heads", base="yes_no", threshold=MoreThan("1/2")),
)
_DAY = timedelta(days=1)


def _yes() -> Choice:
    """Say yes."""
    return Choice.YES


def strict_orders() -> StandingOrders:
    """Return standing orders that ask for something of every kind, as an invented body might have them."""
    return StandingOrders(
        id="example-orders",
        version="1",
        since=date(2023, 1, 1),
        notices=[
            NoticeRule(
                kind="regular",
                days=5,
                items_days=3,
                channels={"board"},
                conveners={FOUR_CONSTITUENCIES[0].code},
            )
        ],
        closed_agendas={"regular"},
        quorum=Quorum("heads", MoreThan("1/2")),
        matters=[MatterRule(matter="budget", rule=_BUDGET)],
        proxies=ProxyRule(most=1, holders="same_constituency", forms={"written"}, days=2),
        recusal=RecusalRule(grounds={"kinship"}, may="nothing"),
        window=VotingWindow(least=3, most=30),
        ballots="last",
        stages=["party_study"],
    )


def sound_sitting(*, sizes: Sequence[int] = (4, 4, 4, 4), choose: Callable[[], Choice] = _yes) -> Sitting:
    """Return a sitting in which nothing is amiss under `strict_orders`.

    It has a motion with an amendment, a decision by consent and a vote in writing; one delegate is away and
    represented, one is recused and leaves.

    Parameters
    ----------
    sizes
        How many delegates each of the four constituencies has; four or more.
    choose
        Says how the next ballot is cast.

    Examples
    --------
    >>> from communitygov.meeting.validity import check_sitting
    >>> check_sitting(sound_sitting(), strict_orders())
    ()
    """
    council = four_party_council(
        Delegate(f"d-{at}{seat}", side.code)
        for at, (side, size) in enumerate(zip(FOUR_CONSTITUENCIES, sizes, strict=True), start=1)
        for seat in range(1, size + 1)
    )
    people = [each.id for each in council.delegates]
    sitting = _sat(_called(council), [person for person in people if person != AWAY])
    for about in ("a-1", "m-1"):
        said = {person: choose() for person in people if person not in {AWAY, RECUSED}}
        sitting = sitting.open_vote(about, rule=_BUDGET).cast_all(said, about=about)
        sitting = sitting.cast(HOLDER, choose(), about=about, on_behalf_of=AWAY)
        sitting = _declared(sitting.close_vote(about), about)
    sitting = sitting.sign_in(RECUSED).take_item("2").take_item("3").take_item("4")
    end = sitting.now + 5 * _DAY
    written = sitting.open_vote("LQ-3", method=VoteMethod.WRITTEN, closes_at=end)
    written = written.cast_all({person: choose() for person in people}, about="LQ-3", at=end - 4 * _DAY)
    return written.close_vote("LQ-3", at=end).close()


@st.composite
def sound_sittings(draw: st.DrawFn) -> Sitting:
    """Return sittings in which nothing is amiss under `strict_orders`; they shrink to the plainest."""
    sizes = [draw(st.integers(4, 6)) for _ in FOUR_CONSTITUENCIES]
    return sound_sitting(sizes=sizes, choose=lambda: draw(st.sampled_from(Choice)))


def _called(council: Council) -> Sitting:
    """Return a sitting of which notice was given, with a proxy declared in time."""
    items = [
        AgendaItem("1", "预算", kind=ItemKind.DECISION, about="LQ-1", matter="budget"),
        AgendaItem("2", "通报", kind=ItemKind.INFORMATION),
        AgendaItem("3", "停车", kind=ItemKind.DECISION, about="LQ-2"),
        AgendaItem("4", "线路", kind=ItemKind.DECISION, about="LQ-3"),
    ]
    notice = Notice(convener=CHAIR, agenda=Agenda(items), channels={"board"})
    sitting = Sitting(id="LQ-M1", council=council, held_at=HELD, orders="example-orders:1")
    sitting = sitting.notify(notice, at=HELD - 7 * _DAY)
    return sitting.appoint_proxy(AWAY, HOLDER, at=HELD - 3 * _DAY)


def _sat(sitting: Sitting, coming: list[str]) -> Sitting:
    """Let people come, show the stages, recuse one, and move what will be voted on."""
    sitting = sitting.open(CHAIR, at=HELD).sign_in(*coming).sign_in(GUEST, capacity=Capacity.OBSERVER)
    sitting = sitting.verify_quorum(CHAIR, rule=Quorum("heads", MoreThan("1/2")))
    for about in ("LQ-1", "LQ-2", "LQ-3"):
        sitting = sitting.record(
            StageShown(at=sitting.now, stage="party_study", about=about, reference="minutes-1")
        )
    sitting = sitting.take_item("1").declare_conflict(RECUSED, "LQ-1", ground=ConflictGround.KINSHIP)
    sitting = sitting.recuse(RECUSED, about="LQ-1").sign_out(RECUSED)
    sitting = sitting.speak(CHAIR, about="LQ-1", lasts=timedelta(minutes=3))
    return sitting.move(Motion("m-1", "LQ-1", mover=CHAIR)).amend("m-1", "a-1", mover=HOLDER)


def _declared(sitting: Sitting, about: str) -> Sitting:
    """Declare what the ballots give: the outcome, and the yes and no of every constituency."""
    tally = sitting.tally(about)
    counts = [
        DeclaredCount(choice, getattr(counts, choice.value), constituency=side.code)
        for side, counts in tally.groups
        for choice in Choice
    ]
    return sitting.declare(about, by=CHAIR, counts=[*counts, DeclaredCount(Choice.YES, tally.total.yes)])


@st.composite
def lawful_decisions(draw: st.DrawFn) -> LawfulDecision:
    """Return what sound sittings come to under their orders, and under others that ask for nothing."""
    about = draw(st.sampled_from(("LQ-2", "LQ-3", "m-1", "a-1")))
    orders = draw(st.sampled_from((strict_orders(), StandingOrders(id="example-orders", version="2"))))
    return lawful_decision(attrs.evolve(draw(sound_sittings()), orders=None), about, orders=orders)


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        NoticeRule: notice_rules,
        ProxyRule: proxy_rules,
        RecusalRule: recusal_rules,
        MatterRule: matter_rules,
        VotingWindow: voting_windows,
        StandingOrders: standing_orders,
        StageShown: stages_shown,
        HigherDecision: higher_decisions,
        LawfulDecision: lawful_decisions,
    }
)

"""What the moves of a handling ask beyond state and role: who holds the report, until when, and where to.

The plan of a dispatch comes in as facts, one for each tier (`Dispatch.facts`): the giver has the report at
that tier until the fact's time.  The newest plan counts.  So nobody but the one who is responsible takes a
report up, and time moves it only when its time is over, on whatever calendar the plan was made with.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import pairwise
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, identifier, identifiers, saying
from communitygov.core.finding import Detail, Message, Reason
from communitygov.errors import Words
from communitygov.grid.routing.dispatch import PLAN
from communitygov.procedure.fact import Fact
from communitygov.procedure.reckoning import instant
from communitygov.procedure.requirement import (
    Attempt,
    HasHistory,
    Names,
    PastAction,
    Requirement,
    clock_time,
)

PLAN_INCOMPLETE = Message(
    "PLAN_INCOMPLETE",
    Words(
        "须附派单方案，缺层级 {tiers}", "the plan of the dispatch must be shown; it lacks the tiers {tiers}"
    ),
    Words("请附上 Dispatch.facts()", "hand in Dispatch.facts()"),
)
PLAN_DISORDERED = Message(
    "PLAN_DISORDERED",
    Words("派单方案各层级的时限倒退", "the plan's tiers end in another order than they follow one another"),
    Words("请重新派单", "dispatch the report again"),
)
NOT_THE_HOLDER = Message(
    "NOT_THE_HOLDER",
    Words(
        "报告在“{tier}”由 {holder} 负责，{actor} 不是责任人",
        'at "{tier}" {holder} has the report, and {actor} has not',
    ),
    Words("请由 {holder} 办理，或重新派单", "have {holder} act, or dispatch it again"),
)
NOT_OVERDUE = Message(
    "NOT_OVERDUE",
    Words("报告在“{tier}”的时限为 {until}，尚未到", 'the time of the report at "{tier}" ends {until}'),
    Words("请待其后上报，或由责任人提请", "wait until then, or have the one who has it pass it on"),
)
NO_DESTINATION = Message(
    "NO_DESTINATION",
    Words(
        "{actor} 退回报告须说明理由与应由谁办理",
        "{actor} must say why the report is not theirs, and whose it is",
    ),
    Words("请附理由与去向", "state the ground and name the grid or body that it belongs to"),
)

#: Kind of the fact that says whose a returned report is: the giver returns it, the reference is where to.
DESTINATION = "destination"


def newest(history: Sequence[PastAction], tier: str) -> Fact | None:
    """Return what the newest plan in a history says of a tier."""
    for entry in reversed(history):
        for fact in entry.facts:
            if fact.kind == PLAN and fact.outcome == tier:
                return fact
    return None


@attrs.frozen
class ShowsPlan(Requirement):
    """The plan of a dispatch is shown: one fact for each tier, none ending before the tier below.

    Examples
    --------
    >>> ShowsPlan(("micro_grid", "neighbourhood")).asks(names={}).en
    'shows the plan of the dispatch'
    """

    document_kind: ClassVar[str] = "shows-plan"
    tiers: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers)

    def asks(self, *, names: Names) -> Words:  # noqa: ARG002  one form for all
        """Return what is asked, as it stands in a table."""
        return Words("出示派单方案", "shows the plan of the dispatch")

    def unmet(self, matter: HasHistory, attempt: Attempt, *, names: Names) -> tuple[Reason, ...]:  # noqa: ARG002  one form for all
        """Look for each tier among the facts of the attempt."""
        ends = _ends(matter, attempt.facts)
        missing = [tier for tier in self.tiers if tier not in ends]
        if missing:
            return (PLAN_INCOMPLETE.reason(matter.id, {"tiers": ", ".join(missing)}),)
        ordered = [ends[tier] for tier in self.tiers]
        is_rising = all(one <= two for one, two in pairwise(map(instant, ordered)))
        return () if is_rising else (PLAN_DISORDERED.reason(matter.id, {}),)


def _ends(matter: HasHistory, facts: Iterable[Fact]) -> dict[str, datetime]:
    """Return when each tier of a plan about the matter ends."""
    return {
        fact.outcome: fact.at
        for fact in facts
        if fact.kind == PLAN and fact.about == matter.id and fact.at is not None
    }


@attrs.frozen
class HoldsReport(Requirement):
    """The actor has the report at this tier by the newest plan, in person and for nobody else.

    Examples
    --------
    >>> HoldsReport("micro_grid", words=Words("微网格", "micro-grid")).asks(names={}).en
    'has the report at "micro-grid"'
    """

    document_kind: ClassVar[str] = "holds-report"
    tier: str = attrs.field(validator=identifier)
    words: Words = attrs.field(kw_only=True, validator=saying)

    def asks(self, *, names: Names) -> Words:  # noqa: ARG002  one form for all
        """Return what is asked, as it stands in a table."""
        return Words(f"为“{self.words.zh}”的责任人", f'has the report at "{self.words.en}"')

    def unmet(self, matter: HasHistory, attempt: Attempt, *, names: Names) -> tuple[Reason, ...]:  # noqa: ARG002  one form for all
        """Compare the actor with the newest plan."""
        plan = newest(matter.history, self.tier)
        holder = None if plan is None else plan.giver
        if holder is not None and attempt.by.id == attempt.by.principal == holder:
            return ()
        said = Words("空缺", "nobody") if holder is None else Words(holder, holder)
        details: dict[str, Detail] = {"tier": self.words, "holder": said, "actor": attempt.by.id}
        return (NOT_THE_HOLDER.reason(matter.id, details),)


@attrs.frozen
class TimeIsOver(Requirement):
    """The time of the report at this tier is over by the newest plan.

    Examples
    --------
    >>> TimeIsOver("micro_grid", words=Words("微网格", "micro-grid")).asks(names={}).zh
    '“微网格”时限已过'
    """

    document_kind: ClassVar[str] = "time-is-over"
    tier: str = attrs.field(validator=identifier)
    words: Words = attrs.field(kw_only=True, validator=saying)

    def asks(self, *, names: Names) -> Words:  # noqa: ARG002  one form for all
        """Return what is asked, as it stands in a table."""
        return Words(f"“{self.words.zh}”时限已过", f'the time at "{self.words.en}" is over')

    def unmet(self, matter: HasHistory, attempt: Attempt, *, names: Names) -> tuple[Reason, ...]:  # noqa: ARG002  one form for all
        """Compare the attempt's time with the newest plan."""
        plan = newest(matter.history, self.tier)
        until = None if plan is None else plan.at
        if until is not None and instant(until) <= instant(attempt.at):
            return ()
        end = "9999-12-31" if until is None else clock_time(until)
        return (NOT_OVERDUE.reason(matter.id, {"tier": self.words, "until": end}),)


@attrs.frozen
class NamesDestination(Requirement):
    """Who returns a report says why, and where it belongs.

    A fact of kind ``destination`` comes from the actor: its reference is the grid or body that it belongs to,
    which is none where the actor has it by the newest plan; its words say why.

    Examples
    --------
    >>> NamesDestination().asks(names={}).en
    'says why it is not theirs, and whose it is'
    """

    document_kind: ClassVar[str] = "names-destination"

    def asks(self, *, names: Names) -> Words:  # noqa: ARG002  one form for all
        """Return what is asked, as it stands in a table."""
        return Words("说明理由与应由谁办理", "says why it is not theirs, and whose it is")

    def unmet(self, matter: HasHistory, attempt: Attempt, *, names: Names) -> tuple[Reason, ...]:  # noqa: ARG002  one form for all
        """Look for the destination among the facts of the attempt."""
        by = attempt.by.id
        own = _posts(by, matter.history)
        for fact in attempt.facts:
            is_named = fact.kind == DESTINATION and fact.about == matter.id and fact.giver == by
            if is_named and fact.words is not None and fact.reference not in own:
                return ()
        return (NO_DESTINATION.reason(matter.id, {"actor": by}),)


def _posts(person: str, history: Sequence[PastAction]) -> frozenset[str]:
    """Return the grids in which somebody has a report by the newest plan in a history."""
    plans = (tuple(fact for fact in entry.facts if fact.kind == PLAN) for entry in reversed(history))
    shown = next(filter(None, plans), ())
    return frozenset(fact.reference for fact in shown if fact.giver == person)


def destination(case_id: str, *, by: str, to: str, why: Words) -> Fact:
    """Return the fact by which somebody returns a report: who refuses, why, and where to go.

    Parameters
    ----------
    case_id
        Identifier of the report.
    by, to
        Who returns it, and the code of the grid or body that it belongs to; not their own.
    why
        Why, in both languages.

    Examples
    --------
    >>> why = Words("属物业管理范围", "the property managers look after it")
    >>> destination("R-1", by="w-1", to="property-7", why=why).reference
    'property-7'
    """
    return Fact(kind=DESTINATION, about=case_id, outcome="named", reference=to, giver=by, words=why)

"""What an event shows to the procedure: the cells of its row, turned into facts that were looked into.

The log's own claims are not trusted.  A decision is not what the log says but what the rule of the council
comes to on the sitting; whether the sitting was of the right round, the procedure looks into.  A duplicate
must be another matter that is still open.  What fails such a look is still handed to the procedure, with
what is wrong with it, so that the refusal names it.
"""

from collections.abc import Callable, Mapping

import attrs

from communitygov.core import Finding, Message
from communitygov.deliberation import FactKind
from communitygov.errors import Words
from communitygov.meeting import FOUR_PARTY_DEFAULT, Decision
from communitygov.procedure import Case, Fact
from longqiao_case.records import Event, HeldSitting

DUPLICATE_OF_ITSELF = Message(
    "DUPLICATE_OF_ITSELF",
    Words("{matter} 不能并入自身", "{matter} cannot be merged with itself"),
    Words("请填写所并入的另一事项", "name the other matter"),
)
DUPLICATE_NOT_OPEN = Message(
    "DUPLICATE_NOT_OPEN",
    Words("{other} 未立案或已结", "{other} has not been raised, or is closed"),
    Words("请填写一件尚未办结的事项", "name a matter that is still open"),
)


@attrs.frozen(kw_only=True)
class Desk:
    """What can be looked into: the sittings of the council, and the matters as they stand."""

    sittings: Mapping[str, HeldSitting]
    cases: Mapping[str, Case]


def decision_of(held: HeldSitting) -> Decision:
    """Return what the rule comes to on a sitting; the rule is the library's default, no document has one."""
    return held.sitting.decide(held.matter, rule=FOUR_PARTY_DEFAULT)


def facts_of(event: Event, desk: Desk) -> tuple[Fact, ...]:
    """Return what an event shows, in the order of the columns."""
    return tuple(_MAKERS[column](event, shown, desk) for column, shown in event.shown.items())


def _decision(_event: Event, shown: str, desk: Desk) -> Fact:
    """Return the decision of a sitting, with the time at which the council sat."""
    held = desk.sittings[shown]
    return decision_of(held).as_fact(about=held.matter, reference=shown, at=held.sitting.held_at)


def _spoilt(fact: Fact, outcome: str, finding: Finding) -> Fact:
    """Return a fact that comes to something else, because of a finding."""
    return attrs.evolve(fact, outcome=outcome, because=(*fact.because, finding))


def _duplicate(event: Event, shown: str, desk: Desk) -> Fact:
    """Return with which matter this one is to be merged; it must be another, and open."""
    fact = _plain(FactKind.DUPLICATE, "confirmed", event, shown)
    if shown == event.matter:
        return _spoilt(fact, "unconfirmed", DUPLICATE_OF_ITSELF.finding(shown, {"matter": shown}))
    other = desk.cases.get(shown)
    if other is None or other.is_closed:
        return _spoilt(fact, "unconfirmed", DUPLICATE_NOT_OPEN.finding(shown, {"other": shown}))
    return fact


def _plain(kind: FactKind, outcome: str, event: Event, reference: str) -> Fact:
    """Return a fact that is kept elsewhere, under its reference."""
    return Fact(kind=kind.value, about=event.matter, outcome=outcome, reference=reference)


def _of_kind(kind: FactKind, outcome: str) -> "Maker":
    """Make a maker of plain facts."""
    return lambda event, shown, _desk: _plain(kind, outcome, event, shown)


def _rating(event: Event, shown: str, _desk: Desk) -> Fact:
    """Return what the actor says of the handling."""
    return attrs.evolve(_plain(FactKind.RATING, shown, event, event.id), giver=event.actor, at=event.at)


def _assignment(event: Event, shown: str, _desk: Desk) -> Fact:
    """Return to whom the matter is assigned."""
    return attrs.evolve(_plain(FactKind.ASSIGNMENT, "named", event, event.id), giver=shown)


Maker = Callable[[Event, str, Desk], Fact]

_MAKERS: Mapping[str, Maker] = {
    "sitting": _decision,
    "assignee": _assignment,
    "evidence": _of_kind(FactKind.EVIDENCE, "attached"),
    "rating": _rating,
    "ground": _of_kind(FactKind.GROUND, "stated"),
    "duplicate_of": _duplicate,
    "answer": _of_kind(FactKind.ANSWER, "written"),
}

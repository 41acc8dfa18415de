"""Conditions on who acts: serves the grid, raised the matter, had no hand in it, not recused, not alone.

Wherever a person counts, both count: whoever acts, and whoever they act for
(`communitygov.organisation.actor.Actor.acting_for`).  A proxy neither gains nor escapes a condition.

That two pairs of eyes are better than one stands in none of the documents: where a table asks for it, that
is a library default.  This module knows no topic: which actions count as handling, the table says.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, identifier, identifiers
from communitygov.core.finding import Detail, Message, Reason, joined
from communitygov.errors import Words
from communitygov.organisation.actor import Actor
from communitygov.procedure.fact import Fact
from communitygov.procedure.requirement import (
    Attempt,
    HasHistory,
    Names,
    PastAction,
    Requirement,
    named,
    was_used,
)

OUTSIDE_GRID = Message(
    "OUTSIDE_GRID",
    Words(
        "{actor} 服务的网格（{served}）不含此事所在的 {grid}",
        "{actor} serves {served}, and the matter lies in {grid}",
    ),
    Words("请由服务 {grid} 的人员办理", "have somebody act who serves {grid}"),
)


@attrs.frozen
class ServesGrid(Requirement):
    """The actor serves the grid in which the matter lies.

    Examples
    --------
    >>> ServesGrid().to_document()
    {'$kind': 'serves-grid', 'schema': 1}
    """

    document_kind: ClassVar[str] = "serves-grid"

    def asks(self, *, names: Names) -> Words:  # noqa: ARG002  one form for all
        """Return what is asked, as it stands in a table."""
        return Words("服务该事所在网格", "serves the grid of the matter")

    def unmet(self, matter: HasHistory, attempt: Attempt, *, names: Names) -> tuple[Reason, ...]:  # noqa: ARG002  one form for all
        """Compare the grids served with the matter's grid."""
        if matter.grid in attempt.by.grids:
            return ()
        served = sorted(attempt.by.grids)
        tail = f" … ({len(served)})" if len(served) > _MOST_NAMED else ""
        listed = ", ".join(served[:_MOST_NAMED]) + tail
        said = Words(listed, listed) if served else Words("无", "no grid")
        details: dict[str, Detail] = {"actor": attempt.by.id, "served": said, "grid": matter.grid}
        return (OUTSIDE_GRID.reason(matter.id, details),)


#: Most grids that a reason lists one by one.
_MOST_NAMED = 6

NOT_THE_RAISER = Message(
    "NOT_THE_RAISER",
    Words("此事由 {raiser} 提出，{actor} 不是提出人", "{raiser} raised the matter, {actor} did not"),
    Words("请由 {raiser} 办理", "have {raiser} act"),
)


@attrs.frozen
class IsRaiser(Requirement):
    """The actor is the one who opened the case, or for whom it was opened.

    Examples
    --------
    >>> IsRaiser().document_kind
    'is-raiser'
    """

    document_kind: ClassVar[str] = "is-raiser"

    def asks(self, *, names: Names) -> Words:  # noqa: ARG002  one form for all
        """Return what is asked, as it stands in a table."""
        return Words("为提出人", "raised the matter")

    def unmet(self, matter: HasHistory, attempt: Attempt, *, names: Names) -> tuple[Reason, ...]:  # noqa: ARG002  one form for all
        """Compare the actor, or whoever they act for, with the first entry of the history."""
        raiser = _principal(matter.history[0]) if matter.history else "-"
        if attempt.by.principal == raiser:
            return ()
        return (NOT_THE_RAISER.reason(matter.id, {"raiser": raiser, "actor": attempt.by.id}),)


OWN_WORK = Message(
    "OWN_WORK",
    Words(
        "{actor} 办理过此事（{doing}），不得评议自己的工作",
        "{actor} had a hand in it ({doing}) and may not judge own work",
    ),
    Words("请由未参与办理的人评议", "have somebody judge who had no hand in it"),
)


@attrs.frozen
class HadNoHand(Requirement):
    """The actor took none of these actions in the matter and is named in none of these kinds of facts.

    The documents give no rule for conflicts of interest: that the handler never rates own work is a
    library default.

    Examples
    --------
    >>> HadNoHand(("resolve", "report_done"), named_in=("assignment",)).named_in
    ('assignment',)
    """

    document_kind: ClassVar[str] = "had-no-hand"
    actions: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers)
    named_in: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=identifiers)

    def asks(self, *, names: Names) -> Words:
        """Return what is asked, as it stands in a table."""
        done = joined(tuple(named(code, names) for code in self.actions))
        listed = Words("、".join(self.named_in), ", ".join(self.named_in))
        tail = (
            Words(f"，未在 {listed.zh} 中被指名", f"; is named in no {listed.en}")
            if listed.en
            else Words("", "")
        )
        return Words(f"未经手（{done.zh}）{tail.zh}", f"did none of: {done.en}{tail.en}")

    def unmet(self, matter: HasHistory, attempt: Attempt, *, names: Names) -> tuple[Reason, ...]:
        """Look for the actor in the history and in the facts shown there."""
        done = self._traces(matter.history, persons(attempt.by))
        if not done:
            return ()
        doing = joined(tuple(named(code, names) for code in sorted(done)))
        return (OWN_WORK.reason(matter.id, {"actor": attempt.by.id, "doing": doing}),)

    @property
    def actions_named(self) -> tuple[str, ...]:
        """Codes of the actions in which one may have had no hand."""
        return self.actions

    def _traces(self, history: Iterable[PastAction], who: frozenset[str]) -> set[str]:
        """Return the actions that one of these persons took, or by which one was named."""
        done: set[str] = set()
        for entry in history:
            took = entry.action in self.actions and not who.isdisjoint((entry.by, entry.on_behalf_of or ""))
            if took or any(fact.kind in self.named_in and fact.giver in who for fact in entry.facts):
                done.add(entry.action)
        return done


RECUSED = Message(
    "RECUSED",
    Words(
        "{person} 已就此事回避（{reference}），不得“{action}”",
        "{person} is recused from the matter ({reference}) and may not {action}",
    ),
    Words("请由未回避的人员办理", "have somebody act who is not recused"),
)


@attrs.frozen
class NotRecused(Requirement):
    """The actor is not recused: no fact of this kind about the matter comes from the actor.

    A recusal is shown like any fact, with whatever action: from then on it stands in the history.  A host
    that keeps a register of conflicts of interest hands the recusal in with the attempt.

    Examples
    --------
    >>> NotRecused().kind
    'recusal'
    """

    document_kind: ClassVar[str] = "not-recused"
    kind: str = attrs.field(default="recusal", validator=identifier)

    def asks(self, *, names: Names) -> Words:  # noqa: ARG002  one form for all
        """Return what is asked, as it stands in a table."""
        return Words("未就此事回避", "is not recused from the matter")

    def unmet(self, matter: HasHistory, attempt: Attempt, *, names: Names) -> tuple[Reason, ...]:
        """Look for a recusal in the history and among the facts of the attempt."""
        shown = [fact for entry in matter.history if entry.facts for fact in entry.facts]
        recusals = [fact for fact in (*shown, *attempt.facts) if fact.kind == self.kind]
        if not recusals:
            return ()
        who = persons(attempt.by)
        declared = [fact for fact in recusals if self._concerns(fact, matter, who)]
        action = named(attempt.action, names)
        return tuple(
            RECUSED.reason(matter.id, {"person": giver, "reference": reference, "action": action})
            for giver, reference in dict.fromkeys((str(fact.giver), fact.reference) for fact in declared)
        )

    def _concerns(self, fact: Fact, matter: HasHistory, who: frozenset[str]) -> bool:
        """Tell whether a fact recuses one of these persons from the matter."""
        return fact.about == matter.id and fact.giver in who


SECOND_MISSING = Message(
    "SECOND_MISSING",
    Words(
        "“{action}”须有第二人会签，未见", "to {action} takes the signature of a second person; there is none"
    ),
    Words("请由另一人会签", "have somebody else sign as well"),
)
SECOND_IS_FIRST = Message(
    "SECOND_IS_FIRST",
    Words(
        "“{action}”须有第二人会签，{reference} 由 {person} 本人签署",
        "to {action} takes the signature of a second person; {reference} was signed by {person}, who acts",
    ),
    Words("请由另一人会签", "have somebody else sign as well"),
)


@attrs.frozen
class Countersigned(Requirement):
    """Four eyes: a second person has signed, shown as a fact of this kind that comes from somebody else.

    Its outcome is ``signed``; it is about the matter, not of a time to come, and serves once.

    Examples
    --------
    >>> Countersigned().kind
    'countersignature'
    """

    document_kind: ClassVar[str] = "countersigned"
    kind: str = attrs.field(default="countersignature", validator=identifier)

    def asks(self, *, names: Names) -> Words:  # noqa: ARG002  one form for all
        """Return what is asked, as it stands in a table."""
        return Words("有第二人会签", "a second person has signed")

    def unmet(self, matter: HasHistory, attempt: Attempt, *, names: Names) -> tuple[Reason, ...]:
        """Look for a signature about the matter from somebody who is neither the actor nor acted for."""
        who = persons(attempt.by)
        signed = [fact for fact in attempt.facts if self._is_signature(fact, matter, attempt.at)]
        if any(fact.giver not in who for fact in signed):
            return ()
        details: dict[str, Detail] = {"action": named(attempt.action, names)}
        if not signed:
            return (SECOND_MISSING.reason(matter.id, details),)
        return tuple(
            SECOND_IS_FIRST.reason(
                matter.id, {**details, "reference": fact.reference, "person": str(fact.giver)}
            )
            for fact in signed
        )

    def _is_signature(self, fact: Fact, matter: HasHistory, at: datetime) -> bool:
        """Tell whether a fact is somebody's signature on this matter, not yet to come and not used before."""
        is_signed = fact.kind == self.kind and fact.outcome == "signed" and fact.giver is not None
        is_timely = fact.about == matter.id and (fact.at is None or fact.at <= at)
        return is_signed and is_timely and not was_used(fact, matter)


def persons(actor: Actor) -> frozenset[str]:
    """Return who takes part in an act: the actor, and whoever the actor acts for.

    Examples
    --------
    >>> sorted(persons(Actor("w-07", roles=()).acting_for("r-9")))
    ['r-9', 'w-07']
    """
    return frozenset((actor.id, actor.principal))


def _principal(entry: PastAction) -> str:
    """Return for whom an action was taken: the one acted for, or whoever took it."""
    return entry.on_behalf_of or entry.by

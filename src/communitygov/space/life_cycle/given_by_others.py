"""That what is shown comes from others than those who had a hand in the matter.

Whoever acts is asked by `communitygov.procedure.eligibility.HadNoHand`; this asks whoever gave what is handed
in, so that nobody's own evaluation is carried in by somebody else.  This module knows no place.
"""

from collections.abc import Iterable
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, identifier, identifiers, saying
from communitygov.core.finding import Detail, Message, Reason, joined
from communitygov.errors import Words
from communitygov.procedure.requirement import Attempt, HasHistory, Names, PastAction, Requirement, named

GIVEN_BY_INVOLVED = Message(
    "GIVEN_BY_INVOLVED",
    Words(
        "{wanted} {reference} 由 {giver} 出具，而其经手过此事（{doing}）",
        "{wanted} {reference} comes from {giver}, who had a hand in the matter ({doing})",
    ),
    Words("请由未经手的人出具", "have somebody give it who had no hand in the matter"),
)


@attrs.frozen
class GivenByOthers(Requirement):
    """No fact of this kind that is handed in was given by who took one of some actions, or is named in facts.

    A fact whose giver is not told is vouched for by whoever hands it in.

    Parameters
    ----------
    kind
        Code of the facts that are looked at.
    actions
        Codes of the actions; who took one, or for whom it was taken, had a hand in the matter.
    named_in
        Kinds of facts whose givers had a hand in the matter too.
    words
        What must be shown, as it stands in a sentence.

    Examples
    --------
    >>> GivenByOthers("evaluation", ("open",), words=Words("评估", "the evaluation")).asks(names={}).en
    'the evaluation is given by nobody who did: open'
    """

    document_kind: ClassVar[str] = "given-by-others"
    kind: str = attrs.field(validator=identifier)
    actions: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers)
    named_in: tuple[str, ...] = attrs.field(
        default=(), kw_only=True, converter=as_tuple, validator=identifiers
    )
    words: Words = attrs.field(kw_only=True, validator=saying)

    def asks(self, *, names: Names) -> Words:
        """Return what is asked, as it stands in a table."""
        done = joined(tuple(named(code, names) for code in self.actions))
        return Words(
            f"{self.words.zh}由未经手（{done.zh}）者出具",
            f"{self.words.en} is given by nobody who did: {done.en}",
        )

    def unmet(self, matter: HasHistory, attempt: Attempt, *, names: Names) -> tuple[Reason, ...]:
        """Look for the givers in the history and in the facts shown there."""
        reasons: list[Reason] = []
        for fact in attempt.facts:
            if fact.giver is None or (fact.kind, fact.about) != (self.kind, matter.id):
                continue
            if done := self._done(matter.history, fact.giver):
                doing = joined(tuple(named(code, names) for code in sorted(done)))
                details: dict[str, Detail] = {
                    "reference": fact.reference,
                    "giver": fact.giver,
                    "doing": doing,
                }
                reasons.append(GIVEN_BY_INVOLVED.reason(matter.id, {**details, "wanted": self.words}))
        return tuple(reasons)

    def _done(self, history: Iterable[PastAction], giver: str) -> set[str]:
        """Return the actions that somebody took, or by which they were named."""
        return {
            entry.action
            for entry in history
            if (entry.action in self.actions and giver in (entry.by, entry.on_behalf_of))
            or any(fact.kind in self.named_in and fact.giver == giver for fact in entry.facts)
        }

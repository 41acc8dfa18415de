"""That nothing is shown that says the opposite: a review that passed does not outweigh one that failed.

A gate opens for its evidence (`communitygov.procedure.showing`).  Where evidence for both ways is handed in
at once, no rule of a document says which counts, so neither way is open until somebody does.

This module knows no gate.
"""

from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, identifier, identifiers, saying
from communitygov.core.finding import Message, Reason
from communitygov.errors import Words
from communitygov.procedure.requirement import Attempt, HasHistory, Names, Requirement, was_used

EVIDENCE_CONTRADICTED = Message(
    "EVIDENCE_CONTRADICTED",
    Words("所示{wanted}结果相反：{references}", "what is shown as {wanted} contradicts itself: {references}"),
    Words("请查明以何者为准，只出示该份", "find out which one counts, and hand in that one alone"),
)


@attrs.frozen
class Uncontradicted(Requirement):
    """The facts of this kind about the case that are handed in have one of these outcomes, not two.

    What was used in the case before no longer counts: it had its effect then.

    Examples
    --------
    >>> review = Words("技术审查会意见", "a technical review")
    >>> Uncontradicted("technical_review", ("passed", "failed"), words=review).asks(names={}).en
    'a technical review that does not contradict itself'
    """

    document_kind: ClassVar[str] = "uncontradicted"
    kind: str = attrs.field(validator=identifier)
    outcomes: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers)
    words: Words = attrs.field(kw_only=True, validator=saying)

    def asks(self, *, names: Names) -> Words:  # noqa: ARG002  one form for all
        """Return what is asked, as it stands in a table."""
        return Words(f"{self.words.zh}不相矛盾", f"{self.words.en} that does not contradict itself")

    def unmet(self, matter: HasHistory, attempt: Attempt, *, names: Names) -> tuple[Reason, ...]:  # noqa: ARG002  one form for all
        """Name the facts that contradict each other."""
        shown = [
            fact
            for fact in attempt.facts
            if (fact.kind, fact.about) == (self.kind, matter.id)
            and fact.outcome in self.outcomes
            and not was_used(fact, matter)
        ]
        if len({fact.outcome for fact in shown}) <= 1:
            return ()
        references = ", ".join(sorted(fact.reference for fact in shown))
        return (EVIDENCE_CONTRADICTED.reason(matter.id, {"wanted": self.words, "references": references}),)

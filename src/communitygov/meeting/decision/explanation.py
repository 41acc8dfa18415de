"""Why a matter came to what it did: a tree with a part for every part of the rule.

Every part says in words what it asks and what it found, with the numbers beside them; a part that does not
hold names its causes as findings, each with what would mend it.

This module knows no rule and no tally.
"""

from collections.abc import Iterator
from html import escape
from typing import Any, ClassVar

import attrs

from communitygov.core.checks import as_tuple, at_least, each_of, identifier, one_of, optional, saying
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.core.source import LIBRARY_DEFAULT, Citation
from communitygov.errors import InvalidValue, Language, Words
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.measure import HEADS, MEASURES

#: Most levels of a rule and of its explanation, so that both can always be written down and read back: a
#: document has 64, two of them for each of these.
MOST_LEVELS = 16
_LEVELS = Words(f"不得多于 {MOST_LEVELS} 层", f"must have at most {MOST_LEVELS} levels")


def _explained(_owner: object, field: "attrs.Attribute[Any]", value: tuple[object, ...]) -> None:
    """Refuse what is no explanation."""
    each_of(Explanation)(_owner, field, value)


@attrs.frozen(kw_only=True)
class Explanation(Value):
    """One part of a rule, what it found, and what it comes to; with its own parts, a tree.

    Parameters
    ----------
    words
        What the part asks, and what it found.
    outcome
        What it comes to: ``adopted`` when nothing in it stands against adoption.
    have, need
        What there is and what is needed, where the part counts something.
    whole
        Of how much it is a share, where it asks one.
    measure
        Code of the measure in whose smallest unit these are; none where they are no measured amounts.
    causes
        What stands against adoption; empty when the part holds.
    parts
        The explanations of its own parts.
    source
        Where the rule stands.

    Examples
    --------
    >>> from communitygov.meeting.council.constituency import LOCAL_WORTHIES
    >>> from communitygov.meeting.tally.counts import Counts
    >>> from communitygov.meeting.decision.quorum import Minimum
    >>> from communitygov.meeting.tally.tally import Tally
    >>> tally = Tally.from_counts(
    ...     {"local_worthies": Counts(entitled=3, present=1)}, constituencies=[LOCAL_WORTHIES]
    ... )
    >>> explanation = Minimum("present", 2).decide(tally).explanation
    >>> explanation.have, explanation.need, explanation.shortfall, explanation.holds
    (1, 2, 1, False)
    """

    document_kind: ClassVar[str] = "explanation"
    words: Words = attrs.field(validator=saying)
    outcome: Outcome = attrs.field(validator=one_of(Outcome))
    have: int | None = attrs.field(default=None, validator=optional(at_least(0)))
    need: int | None = attrs.field(default=None, validator=optional(at_least(0)))
    whole: int | None = attrs.field(default=None, validator=optional(at_least(0)))
    measure: str | None = attrs.field(default=None, validator=optional(identifier))
    causes: tuple[Finding, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Finding))
    parts: tuple["Explanation", ...] = attrs.field(default=(), converter=as_tuple, validator=_explained)
    source: Citation | None = attrs.field(default=None, validator=optional(one_of(Citation)))
    #: How many levels the tree has.
    levels: int = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse a tree that is too deep, and causes against what is adopted."""
        levels = 1 + max((part.levels for part in self.parts), default=0)
        if levels > MOST_LEVELS:
            raise InvalidValue("parts", f"{levels} levels", _LEVELS)
        if self.causes and self.holds:
            bound = Words("通过的部分不得有未通过的原因", "must be empty in a part that is adopted")
            raise InvalidValue("causes", [each.code for each in self.causes], bound)
        object.__setattr__(self, "levels", levels)

    @property
    def holds(self) -> bool:
        """Whether nothing in this part stands against adoption."""
        return self.outcome is Outcome.ADOPTED

    @property
    def shortfall(self) -> int | None:
        """By how much `have` falls short of `need`; none where nothing is counted.

        Nothing is lacking in a part that holds, though it be a tie that the chair broke.
        """
        if self.have is None or self.need is None:
            return None
        return 0 if self.holds else max(0, self.need - self.have)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every cause in the parts that do not hold, in the order of the rule, none twice."""
        inner = () if self.holds else (finding for part in self.parts for finding in part.findings)
        return tuple(dict.fromkeys((*self.causes, *inner)))

    def text(self, language: Language = "en") -> str:
        """Say the tree in `language`, a line a part: ``✓`` holds, ``✗`` does not.

        Where a part stands is said if it is not where the part around it stands.
        """
        return "\n".join(_lines(self, language))

    def figure(self, amount: int | None) -> str:
        """Return one of its numbers as it is read; a dash where there is none, or its measure is not known.

        Examples
        --------
        >>> part = Explanation(
        ...     words=Words("面积", "area"), outcome=Outcome.REJECTED, have=8950, measure="area"
        ... )
        >>> part.figure(part.have), part.figure(part.need)
        ('89.50 m²', '—')
        """
        if amount is None or (self.measure is not None and self.measure not in MEASURES):
            return "—"
        return MEASURES[self.measure or HEADS.code].written(amount).en

    def _repr_html_(self) -> str:
        """Show the tree as a table in a notebook."""
        return shown_as_table(self)


def shown_as_table(explanation: Explanation) -> str:
    """Show a tree as a table: a row a part, numbered as they stand in one another."""
    rows = "".join(_rows(explanation, "1"))
    return (
        "<table><thead><tr><th>项 part</th><th>结论 holds</th><th>要求与现状</th>"
        "<th>what is asked and found</th><th>现有 have</th><th>须 need</th><th>差 short</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def _mark(part: Explanation) -> str:
    """Return the sign of whether a part holds."""
    return "✓" if part.holds else "✗"


def _said(part: Explanation, around: Citation | None) -> Words:
    """Return the words of a part, with where it stands unless that is said of the part around it."""
    if part.source in {None, around}:
        return part.words
    place = Words(str(part.source), str(part.source))
    if part.source == LIBRARY_DEFAULT:
        place = Words("本库默认", "library default")
    return Words(f"{part.words.zh}（依据：{place.zh}）", f"{part.words.en} [{place.en}]")


def _lines(part: Explanation, language: Language, around: Citation | None = None) -> Iterator[str]:
    """Say a part, and each of its own further in."""
    yield f"{_mark(part)} {_said(part, around).say(language)}"
    for inner in part.parts:
        yield from (f"  {line}" for line in _lines(inner, language, part.source or around))


def _rows(part: Explanation, number: str, around: Citation | None = None) -> Iterator[str]:
    """Show a part as a row, and each of its own below it."""
    words = _said(part, around)
    verdict = "✓ 满足 yes" if part.holds else f"✗ {part.outcome.zh} {part.outcome.en}"
    figures = map(part.figure, (part.have, part.need, part.shortfall))
    cells = (number, verdict, escape(words.zh), escape(words.en), *figures)
    yield "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"
    for at, inner in enumerate(part.parts, start=1):
        yield from _rows(inner, f"{number}.{at}", part.source or around)

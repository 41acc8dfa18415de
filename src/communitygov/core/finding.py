"""What is wrong in a community, and why an action is refused: values, in words, with a remedy.

A broken rule is no error.  A council without its fourth constituency, a micro-grid with two parents, a
worker who rates own work: each is a `Finding` (about a thing) or a `Reason` (against an action) with a
stable code, words in both languages, a remedy, the facts as fields, and the source of the rule.

The words of a code stand once, in a `Message` beside the rule that gives it; this module knows none.
"""

from collections.abc import Mapping
from string import Formatter
from typing import Any, ClassVar, NamedTuple, TypeAlias

import attrs

from communitygov.core.checks import as_tuple, each_of, identifier, one_of, optional, saying
from communitygov.core.document import Value
from communitygov.core.source import Citation
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, Language, Words

#: What a message may be filled with: a code or a number as it is, or words in both languages.
Detail: TypeAlias = "str | int | Words | Term"


def _pairs(_owner: object, field: "attrs.Attribute[Any]", value: tuple[object, ...]) -> None:
    """Refuse anything but pairs of text."""
    for pair in value:
        match pair:
            case (str(), str()):
                continue
            case _:
                bound = Words("须为一对对的文字（名称与取值）", "must hold pairs of text, name and value")
                raise InvalidValue(field.name, pair, bound)


def _fillable(owner: object, field: "attrs.Attribute[Any]", value: Words) -> None:
    """Refuse words with a gap that is no name in braces."""
    saying(owner, field, value)
    for side in value:
        if not _has_plain_gaps(side):
            raise InvalidValue(field.name, side, Words("空位须写作 {name}", "must write each gap as {name}"))


def _has_plain_gaps(template: str) -> bool:
    """Tell whether every gap of a template is a name in braces: no attribute, no index, no format."""
    try:
        gaps = list(Formatter().parse(template))
    except ValueError:
        return False
    return all(
        name is None or (name.isidentifier() and not layout and conversion is None)
        for _, name, layout, conversion in gaps
    )


@attrs.frozen(kw_only=True)
class Finding(Value):
    """A rule that is not kept: what, where, and what to do.

    Parameters
    ----------
    code
        Stable code of the rule; every code has a page in the reference.
    subject
        Identifier of what the finding is about.
    words, remedy
        What is wrong, and what would mend it.
    details
        The facts behind the words, as pairs of name and value, for programs.
    source
        Where the rule stands; none when it follows from the data alone.

    Examples
    --------
    >>> from communitygov.meeting.council.council import four_party_council
    >>> finding = four_party_council(()).findings()[0]
    >>> finding.code, finding.subject
    ('CONSTITUENCY_VACANT', 'two_committee_cadres')
    """

    document_kind: ClassVar[str] = "finding"
    code: str = attrs.field(validator=identifier)
    subject: str = attrs.field(validator=identifier)
    words: Words = attrs.field(validator=saying)
    remedy: Words = attrs.field(validator=saying)
    details: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=as_tuple, validator=_pairs)
    source: Citation | None = attrs.field(default=None, validator=optional(one_of(Citation)))

    def text(self, language: Language = "en") -> str:
        """Say what is wrong in `language`."""
        return self.words.say(language)

    def advice(self, language: Language = "en") -> str:
        """Say what would mend it in `language`."""
        return self.remedy.say(language)

    def __str__(self) -> str:
        """Say it in English, with the code."""
        return f"{self.words.en} [{self.code}]"


@attrs.frozen(kw_only=True)
class Reason(Finding):
    """One unmet condition of an action, and who could act instead.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from communitygov.deliberation.five_step import five_step
    >>> from communitygov.organisation.actor import Actor, Role
    >>> resident, at = Actor("r-1", roles={Role.RESIDENT}), datetime(2023, 5, 4, tzinfo=UTC)
    >>> procedure = five_step()
    >>> case = procedure.open("LQ-1", "ageing wiring", by=resident, at=at, grid="LQ-03")
    >>> reason = procedure.explain(case, "accept", by=resident, at=at)[0]
    >>> reason.code, [term.zh for term in reason.could_act]
    ('ROLE_NOT_ENTITLED', ['网格员'])
    """

    document_kind: ClassVar[str] = "reason"
    could_act: tuple[Term, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Term))

    @classmethod
    def of(cls, finding: Finding) -> "Reason":
        """Return a finding as a reason against an action."""
        return cls(
            code=finding.code,
            subject=finding.subject,
            words=finding.words,
            remedy=finding.remedy,
            details=finding.details,
            source=finding.source,
        )


@attrs.frozen
class Message:
    """The words of one code, with gaps such as ``{role}`` that the facts of a case fill.

    Examples
    --------
    >>> message = Message(
    ...     "GRID_ORPHAN",
    ...     Words("网格 {grid} 的上级 {parent} 不存在", "grid {grid} lies under {parent}, not found"),
    ...     Words("请补上 {parent}", "add {parent}"),
    ... )
    >>> print(message.finding("LQ-9", {"grid": "LQ-9", "parent": "LQ"}))
    grid LQ-9 lies under LQ, not found [GRID_ORPHAN]
    """

    code: str = attrs.field(validator=identifier)
    words: Words = attrs.field(validator=_fillable)
    remedy: Words = attrs.field(validator=_fillable)
    source: Citation | None = attrs.field(default=None, validator=optional(one_of(Citation)))

    def finding(self, subject: str, details: Mapping[str, Detail]) -> Finding:
        """Return the finding about `subject`, its words filled with `details`."""
        sides = _sides(details)
        return Finding(
            code=self.code,
            subject=subject,
            words=_filled(self.words, sides),
            remedy=_filled(self.remedy, sides),
            details=_facts(details, sides.en),
            source=self.source,
        )

    def reason(
        self, subject: str, details: Mapping[str, Detail], *, could_act: tuple[Term, ...] = ()
    ) -> Reason:
        """Return the reason against an action on `subject`, its words filled with `details`."""
        sides = _sides(details)
        return Reason(
            code=self.code,
            subject=subject,
            words=_filled(self.words, sides),
            remedy=_filled(self.remedy, sides),
            details=_facts(details, sides.en),
            source=self.source,
            could_act=could_act,
        )


class _Sides(NamedTuple):
    """The details of a message as they stand in a sentence of either language."""

    zh: dict[str, str]
    en: dict[str, str]


def _sides(details: Mapping[str, Detail]) -> _Sides:
    """Put every detail into both languages; a code or a number is the same in both."""
    zh, en = dict[str, str](), dict[str, str]()
    for name, detail in details.items():
        if isinstance(detail, Words | Term):
            zh[name], en[name] = detail.zh, detail.en
        else:
            zh[name] = en[name] = str(detail)
    return _Sides(zh, en)


def _filled(words: Words, sides: _Sides) -> Words:
    """Fill the gaps of both sayings."""
    try:
        return Words(words.zh.format_map(sides.zh), words.en.format_map(sides.en))
    except KeyError as error:
        bound = Words(f"须给出 {words.en!r} 的全部空位", f"must fill every gap of {words.en!r}")
        raise InvalidValue("details", sorted(sides.en), bound) from error


def _facts(details: Mapping[str, Detail], said: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the details for programs: codes and numbers as text, words in English."""
    facts = (
        (name, detail.code if isinstance(detail, Term) else said[name]) for name, detail in details.items()
    )
    return tuple(sorted(facts))


def joined(words: tuple[Words, ...]) -> Words:
    """Return several sayings as one enumeration.

    Examples
    --------
    >>> joined((Words("居民", "resident"), Words("网格员", "grid worker"))).zh
    '居民、网格员'
    """
    return Words("、".join(each.zh for each in words), ", ".join(each.en for each in words))

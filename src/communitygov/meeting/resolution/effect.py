"""Whether a resolution is in effect on a day (效力): the answer, with every reason why not yet.

This is an answer and holds for the day that was asked about;
`communitygov.meeting.resolution.taking_effect` works it out.
"""

from datetime import date, datetime
from html import escape
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, day, each_of, identifier, one_of, optional
from communitygov.core.document import Value
from communitygov.core.finding import Reason
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Language, Words
from communitygov.meeting.resolution.negative_consent import ConsentResult
from communitygov.procedure.fact import Fact


class ResolutionStatus(TermEnum):
    """Where a resolution stands; the states of its table have the same codes.

    Examples
    --------
    >>> ResolutionStatus.PUBLISHED.zh, ResolutionStatus.CHALLENGED.is_in_force
    ('公示中', True)
    """

    ADOPTED = "adopted", "已通过待公示", "adopted, to be posted"
    PUBLISHED = "published", "公示中", "posted"
    OBJECTED = "objected", "因异议中止", "held up by objection"
    RETURNED = "returned", "退回再议", "returned to the council"
    EFFECTIVE = "effective", "已生效", "in effect"
    CHALLENGED = "challenged", "被申请撤销", "challenged, in effect"
    ANNULLED = "annulled", "已撤销", "annulled"
    SUPERSEDED = "superseded", "已被替代", "superseded"
    LAPSED = "lapsed", "已失效", "lapsed"

    @property
    def is_in_force(self) -> bool:
        """Whether a resolution that stands here binds; a challenge alone does not stay it."""
        return self in {ResolutionStatus.EFFECTIVE, ResolutionStatus.CHALLENGED}

    @property
    def is_final(self) -> bool:
        """Whether nothing leads on from here."""
        return self in _FINAL


_FINAL = frozenset(
    {
        ResolutionStatus.RETURNED,
        ResolutionStatus.ANNULLED,
        ResolutionStatus.SUPERSEDED,
        ResolutionStatus.LAPSED,
    }
)
_WITHOUT_REASON = Words("已生效者不可有缘由", "must be none where nothing stands against it")


@attrs.frozen(kw_only=True)
class Effect(Value):
    """How a resolution stands on a day.

    Parameters
    ----------
    resolution, on
        Which resolution, and on which day.
    status, since
        Where it stands, and since which day.
    closes_on
        The last day of its publication, as far as that is known.
    effective_on
        The first day of its effect, once nothing can hold that up any more; none while something does.
    consent
        What negative consent comes to, where the policy has it.
    reasons
        Everything that keeps it from taking effect, or has ended or questions it, with who could act.

    Examples
    --------
    >>> effect = Effect(
    ...     resolution="R-1", on=date(2023, 5, 16), status=ResolutionStatus.EFFECTIVE, since=date(2023, 5, 16)
    ... )
    >>> effect.is_in_force, effect.text("zh")
    (True, '决议 R-1：已生效（2023-05-16 起）')
    """

    document_kind: ClassVar[str] = "effect"
    resolution: str = attrs.field(validator=identifier)
    on: date = attrs.field(validator=day)
    status: ResolutionStatus = attrs.field(validator=one_of(ResolutionStatus))
    since: date = attrs.field(validator=day)
    closes_on: date | None = attrs.field(default=None, validator=optional(day))
    effective_on: date | None = attrs.field(default=None, validator=optional(day))
    consent: ConsentResult | None = attrs.field(default=None, validator=optional(one_of(ConsentResult)))
    reasons: tuple[Reason, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Reason))

    def __attrs_post_init__(self) -> None:
        """Refuse a resolution in effect against which something stands."""
        if self.status is ResolutionStatus.EFFECTIVE and self.reasons:
            raise InvalidValue("reasons", [each.code for each in self.reasons], _WITHOUT_REASON)

    @property
    def is_in_force(self) -> bool:
        """Whether the resolution binds on this day."""
        return self.status.is_in_force

    @property
    def words(self) -> Words:
        """Where it stands, since when, and why it is not in effect."""
        zh = f"决议 {self.resolution}：{self.status.zh}（{self.since} 起）"
        en = f"resolution {self.resolution}: {self.status.en} (since {self.since})"
        said = (Words(zh, en), *(each.words for each in self.reasons))
        return Words("；".join(each.zh for each in said), "; ".join(each.en for each in said))

    def text(self, language: Language = "en") -> str:
        """Say it in `language`."""
        return self.words.say(language)

    def as_fact(self, *, reference: str, about: str | None = None, at: datetime | None = None) -> Fact:
        """Return the answer as a procedure reads it: kind ``effect``, outcome the code of the status.

        Parameters
        ----------
        reference
            Number under which the answer is kept; each serves once in a case.
        about
            Identifier of the case; the resolution's own unless given.
        at
            When it was so on that day; a procedure may ask for an answer of after its last step.

        Raises
        ------
        InvalidValue
            If `at` is of another day than the answer.
        """
        if isinstance(at, datetime) and at.date() != self.on:
            bound = Words(f"须在 {self.on} 当日", f"must be on {self.on}, the day of the answer")
            raise InvalidValue("at", at, bound)
        return Fact(
            kind="effect",
            about=self.resolution if about is None else about,
            outcome=self.status.value,
            reference=reference,
            at=at,
            words=self.status.words,
            because=self.reasons,
        )

    def _repr_html_(self) -> str:
        """Show the status, and every reason with who could act, in a notebook."""
        rows = "".join(
            f"<li>{escape(each.words.zh)} {escape(each.words.en)}{escape(_who(each))}</li>"
            for each in self.reasons
        )
        status = f"{self.status.zh} {self.status.en}"
        return f"<b>{escape(self.resolution)} · {escape(status)}</b> ({self.since})<ul>{rows}</ul>"


def _who(reason: Reason) -> str:
    """Say who could act, if somebody could."""
    return f" → {'、'.join(term.zh for term in reason.could_act)}" if reason.could_act else ""

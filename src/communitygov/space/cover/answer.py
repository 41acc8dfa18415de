"""What was chosen, how good it is known to be, and why each site is in it.

Nothing is called optimal that is not proved; where there is no answer, the rule that binds is named.
"""

from collections.abc import Iterator
from html import escape
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, at_least, each_of, identifier, one_of, optional
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Language, Words
from communitygov.space.certificate import Certificate
from communitygov.space.cover.problem import unique

_ROLES = Words("须与所选各点逐一对应", "must be one for each chosen site, in the same order")

_NO_SITE = Words("无点位", "no site")
_HEADINGS = ("点位 site", "带来 gain", "服务 served", "若无则少 lost without", "次选 in its place")


class Question(TermEnum):
    """What was asked.

    Examples
    --------
    >>> Question.P_MEDIAN.zh
    '总路程最短（p 中位）'
    """

    MAXIMAL_COVER = "maximal-cover", "覆盖最多", "cover as much as possible"
    SET_COVER = "set-cover", "以最小代价全部覆盖", "cover all for the least"
    P_MEDIAN = "p-median", "总路程最短（p 中位）", "the shortest ways in all"
    P_CENTER = "p-center", "最远者最近（p 中心）", "the shortest way of whoever has the longest"


@attrs.frozen(kw_only=True)
class SiteRole(Value):
    """Why a site is in the answer.

    Parameters
    ----------
    site
        Identifier.
    is_fixed
        Whether it stands already.
    gain
        What it brought when it was taken, in the order of the answer; where ways are measured, the first site
        is set against ways that are longer by one than the longest there is.
    served
        The weight of the points that it covers, alone or with others; of those nearest to it, where ways are
        measured.
    lost
        What the answer would lose without it: weight covered, or length of ways.
    instead
        The best site that could take its place; none if there is none.
    instead_loss
        What would be lost by that.

    Examples
    --------
    >>> print(SiteRole(site="court", gain=65, served=65, lost=40, instead="shed", instead_loss=5))
    court: brings 65, would be missed by 40; next best in its place: shed (5 less)
    """

    document_kind: ClassVar[str] = "cover-site-role"
    site: str = attrs.field(validator=identifier)
    is_fixed: bool = attrs.field(default=False, validator=one_of(bool))
    gain: int = attrs.field(validator=at_least(0))
    served: int = attrs.field(validator=at_least(0))
    lost: int = attrs.field(validator=at_least(0))
    instead: str | None = attrs.field(default=None, validator=optional(identifier))
    instead_loss: int = attrs.field(default=0, validator=at_least(0))

    @property
    def words(self) -> Words:
        """Why it is in the answer, in both languages.

        Examples
        --------
        >>> SiteRole(site="court", gain=65, served=65, lost=40, instead="shed", instead_loss=5).words.zh
        'court：带来 65，若无则少 40；次选 shed（少 5）'
        """
        stands = Words("（已有）", " (stands already)") if self.is_fixed else Words("", "")
        other = Words("", "")
        if self.instead is not None:
            other = Words(
                f"；次选 {self.instead}（少 {self.instead_loss}）",
                f"; next best in its place: {self.instead} ({self.instead_loss} less)",
            )
        return Words(
            f"{self.site}{stands.zh}：带来 {self.gain}，若无则少 {self.lost}{other.zh}",
            f"{self.site}{stands.en}: brings {self.gain}, would be missed by {self.lost}{other.en}",
        )

    def __str__(self) -> str:
        """Say it in English."""
        return self.words.en


@attrs.frozen(kw_only=True)
class Further(Value):
    """What one more site would buy: which, how much, and what it costs.

    Examples
    --------
    >>> Further(site="roof", gain=12).gain
    12
    """

    document_kind: ClassVar[str] = "cover-further"
    site: str = attrs.field(validator=identifier)
    gain: int = attrs.field(validator=at_least(1))
    cost: int = attrs.field(default=1, validator=at_least(0))

    @property
    def words(self) -> Words:
        """What it would bring, in both languages.

        Examples
        --------
        >>> Further(site="roof", gain=12).words.zh
        '再加一处：roof（12）'
        """
        return Words(f"再加一处：{self.site}（{self.gain}）", f"one more: {self.site} ({self.gain})")


@attrs.frozen(kw_only=True)
class CoverAnswer(Value):
    """Chosen sites, with their certificate and reasons.

    Parameters
    ----------
    question
        What was asked.
    chosen
        Sites in the order in which each brings most.
    certificate
        Value, bound, and what is proved.
    roles
        Why each is chosen, in the same order.
    further
        What one more would buy; none if nothing.
    findings
        Why there is no answer, or what it leaves open.

    Examples
    --------
    >>> from communitygov.space.cover.maximal import maximal_cover
    >>> from communitygov.space.cover.problem import CoverProblem
    >>> problem = CoverProblem.of(
    ...     {"court": ["b1", "b2"], "shed": ["b2", "b3"]}, weights={"b1": 40, "b2": 25, "b3": 60}
    ... )
    >>> answer = maximal_cover(problem, sites=1)
    >>> print(answer)
    shed
    85, at most 85: proved optimal
    shed: brings 85, would be missed by 85; next best in its place: court (20 less)
    one more: court (40)
    """

    document_kind: ClassVar[str] = "cover-answer"
    question: Question = attrs.field(validator=one_of(Question))
    chosen: tuple[str, ...] = attrs.field(converter=as_tuple, validator=unique)
    certificate: Certificate = attrs.field(validator=one_of(Certificate))
    roles: tuple[SiteRole, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(SiteRole))
    further: Further | None = attrs.field(default=None, validator=optional(one_of(Further)))
    findings: tuple[Finding, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Finding))

    def __attrs_post_init__(self) -> None:
        """Refuse roles of other sites."""
        if tuple(role.site for role in self.roles) != self.chosen:
            raise InvalidValue("roles", len(self.roles), _ROLES)

    def role(self, site: str) -> SiteRole | None:
        """Return why a site is chosen; none if it is not."""
        return next((role for role in self.roles if role.site == site), None)

    def _lines(self) -> Iterator[Words]:
        """Say everything, a line each."""
        yield Words("、".join(self.chosen), ", ".join(self.chosen)) if self.chosen else _NO_SITE
        yield self.certificate.words
        yield from (role.words for role in self.roles)
        if self.further is not None:
            yield self.further.words
        yield from (finding.words for finding in self.findings)

    def text(self, language: Language = "en") -> str:
        """Say what was chosen, how good it is, and why.

        Examples
        --------
        >>> from communitygov.space.cover.maximal import maximal_cover
        >>> from communitygov.space.cover.problem import CoverProblem
        >>> problem = CoverProblem.of({"court": ["b1"], "shed": ["b2"]}, weights={"b1": 40, "b2": 25})
        >>> print(maximal_cover(problem, sites=1).text("zh"))
        court
        40，至多 40：已证最优
        court：带来 40，若无则少 40；次选 shed（少 15）
        再加一处：shed（25）
        """
        return "\n".join(line.say(language) for line in self._lines())

    def __str__(self) -> str:
        """Say it in English, findings with their codes."""
        lines = [line.en for line in self._lines()]
        return "\n".join((*lines[: len(lines) - len(self.findings)], *map(str, self.findings)))

    def _repr_html_(self) -> str:
        """Show the answer as a table in a notebook."""
        rows = "".join(
            f"<tr><td>{escape(role.site)}</td><td>{role.gain}</td><td>{role.served}</td>"
            f"<td>{role.lost}</td><td>{escape(role.instead or '')}</td></tr>"
            for role in self.roles
        )
        more = "" if self.further is None else self.further.words.en
        notes = "".join(f"<p>{escape(note)}</p>" for note in (more, *map(str, self.findings)) if note)
        head = "".join(f"<th>{each}</th>" for each in _HEADINGS)
        caption = escape(f"{self.question.zh} {self.question.en}: {self.certificate}")
        return f"<table><caption>{caption}</caption><tr>{head}</tr>{rows}</table>{notes}"

"""What a rule asks before it takes a project: whether it may stand beside those already taken.

Votes elsewhere know money only.  Here ground, exclusions and earmarks can be asked at every step, so that
what is chosen can also be built.  A condition must be lasting: what is refused beside some projects is
refused beside more of them.  Rules rely on that and ask a refused project no more.
"""

from abc import abstractmethod
from collections.abc import Sequence
from functools import cached_property
from typing import ClassVar, Protocol, cast

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import as_tuple, at_least, each_of, identifier, identifiers
from communitygov.core.document import Value
from communitygov.core.finding import Finding, Message
from communitygov.core.money import Money
from communitygov.errors import InvalidValue, Words
from communitygov.space.funding.earmark import EarmarkTable
from communitygov.space.funding.source import FundingSource
from communitygov.space.vote.project import MicroProject

EXCLUDED = Message(
    "PROJECT_EXCLUDED",
    Words(
        "项目 {project} 与已选的 {taken} 至多可取 {most} 项",
        "{project} is one of a set of which {most} may be taken, and {taken} is",
    ),
    Words("取消所选之一，或提高上限", "give up one that is taken, or raise the number"),
)
NO_GROUND = Message(
    "PROJECT_WITHOUT_GROUND",
    Words(
        "项目 {project} 需 {area} 平方米，{site} 尚余 {left} 平方米",
        "{project} takes {area} m2 of {site}, where {left} m2 are left",
    ),
    Words("缩小项目，或另择地点", "make it smaller, or find another site"),
)
EARMARKED = Message(
    "PROJECT_EARMARKED_AWAY",
    Words(
        "加上项目 {project}，{kinds} 类支出超出可用于此的资金 {short}",
        "with {project}, spending on {kinds} is {short} more than the money that may pay it",
    ),
    Words("另筹可用于此类的资金", "find money that may pay for it"),
)


class Admission(Protocol):
    """What tells whether a project may be taken beside others.

    Examples
    --------
    >>> from communitygov.core.money import Money
    >>> one, two = (MicroProject(id, cost=Money(1)) for id in ("a", "b"))
    >>> rule = AtMost(1, ["a", "b"])
    >>> rule.refusals((), one), rule.refusals((one,), two)[0].code
    ((), 'PROJECT_EXCLUDED')
    """

    @abstractmethod
    def refusals(self, taken: Sequence[MicroProject], project: MicroProject) -> tuple[Finding, ...]:
        """Return everything that speaks against taking `project` too; nothing if it may be taken."""


@attrs.frozen
class AtMost(Value):
    """Of some projects, only so many may be taken, such as one use of one room.

    Examples
    --------
    >>> AtMost(0, ["a"])
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: most: 0 will not do; it must be a whole number of at least 1. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "at-most"
    most: int = attrs.field(validator=at_least(1))
    projects: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers)

    @cached_property
    def _among(self) -> frozenset[str]:
        """The projects as a set."""
        return frozenset(self.projects)

    def refusals(self, taken: Sequence[MicroProject], project: MicroProject) -> tuple[Finding, ...]:
        """Return a finding if as many as may be are taken."""
        asked(taken, project)
        among = [each.id for each in taken if each.id in self._among]
        if project.id not in self._among or len(among) < self.most:
            return ()
        facts: dict[str, str | int] = {
            "project": project.id,
            "taken": ", ".join(sorted(among)),
            "most": self.most,
        }
        return (EXCLUDED.finding(project.id, facts),)


@attrs.frozen
class SiteArea(Value):
    """A site has so many square metres, and no more is built there.

    Examples
    --------
    >>> from communitygov.core.money import Money
    >>> shed = MicroProject("shed", cost=Money(1), site="yard", area=40)
    >>> print(SiteArea("yard", 30).refusals((), shed)[0])
    shed takes 40 m2 of yard, where 30 m2 are left [PROJECT_WITHOUT_GROUND]
    """

    document_kind: ClassVar[str] = "site-area"
    site: str = attrs.field(validator=identifier)
    area: int = attrs.field(validator=at_least(0))

    def refusals(self, taken: Sequence[MicroProject], project: MicroProject) -> tuple[Finding, ...]:
        """Return a finding if less is left than the project takes."""
        asked(taken, project)
        left = self.area - sum(each.area for each in taken if each.site == self.site)
        if project.site != self.site or project.area <= left:
            return ()
        facts: dict[str, str | int] = {
            "project": project.id,
            "area": project.area,
            "site": self.site,
            "left": left,
        }
        return (NO_GROUND.finding(project.id, facts),)


@attrs.frozen
class Earmarks(Value):
    """Money comes from sources that pay for some kinds only.

    Examples
    --------
    >>> from communitygov.core.money import Money
    >>> from communitygov.space.funding.source import FundingKind
    >>> fund = FundingSource(
    ...     "fund", "保障资金", "fund", kind=FundingKind.GUARANTEE, amount=Money(100), pays={"garden"}
    ... )
    >>> shed = MicroProject("shed", cost=Money(60), kind="shed")
    >>> print(Earmarks([fund]).refusals((), shed)[0])
    with shed, spending on shed is ¥0.60 more than the money that may pay it [PROJECT_EARMARKED_AWAY]
    """

    document_kind: ClassVar[str] = "earmarks"
    sources: tuple[FundingSource, ...] = attrs.field(converter=as_tuple, validator=each_of(FundingSource))

    @cached_property
    def _unearmarked(self) -> str:
        """A code that no source is earmarked for: it stands for expenses of no kind."""
        known = {kind for each in self.sources for kind in each.pays}
        code = "no-kind"
        while code in known:
            code += "-"
        return code

    def refusals(self, taken: Sequence[MicroProject], project: MicroProject) -> tuple[Finding, ...]:
        """Return a finding if the sources cannot pay for all of it together."""
        asked(taken, project)
        spend: dict[str, int] = {}
        for each in (*taken, project):
            kind = each.kind or self._unearmarked
            spend[kind] = spend.get(kind, 0) + each.cost.fen
        table = EarmarkTable(
            [each.pays or None for each in self.sources],
            [each.amount.fen for each in self.sources],
            sorted(spend),
        )
        mask = table.violated([spend[kind] for kind in table.kinds])
        if mask is None:
            return ()
        kinds = [kind for kind in table.kinds if not table.payers_of(kind) & ~mask]
        short = Money(sum(spend[kind] for kind in kinds) - table.total(mask))
        named = Words("、".join(kinds), ", ".join(kinds))
        return (EARMARKED.finding(project.id, {"project": project.id, "kinds": named, "short": str(short)}),)


def asked(taken: object, project: object) -> None:
    """Refuse a question that is not about projects."""
    require("taken", taken, kind=Sequence)
    require("project", project, kind=MicroProject)


def as_admission(name: str, admission: object) -> Admission:
    """Return an object that can be asked, refused otherwise."""
    if not callable(getattr(admission, "refusals", None)):
        bound = Words("须有 refusals 方法", "must have a method refusals")
        raise InvalidValue(name, type(admission).__name__, bound)
    return cast("Admission", admission)


def _admissions(
    _owner: object, field: "attrs.Attribute[tuple[Admission, ...]]", given: tuple[object, ...]
) -> None:
    """Refuse what cannot be asked."""
    for each in given:
        as_admission(field.name, each)


@attrs.frozen
class AllOf:
    """Several conditions at once; each speaks for itself.

    Examples
    --------
    >>> AllOf([AtMost(1, ["a", "b"]), SiteArea("yard", 30)]).conditions[1].site
    'yard'
    """

    conditions: tuple[Admission, ...] = attrs.field(converter=as_tuple, validator=_admissions)

    def refusals(self, taken: Sequence[MicroProject], project: MicroProject) -> tuple[Finding, ...]:
        """Return what any of them has against the project."""
        return tuple(found for each in self.conditions for found in each.refusals(taken, project))

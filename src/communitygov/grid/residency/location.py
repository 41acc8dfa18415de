"""Where a person lives on the grid, and who is in charge there; and why nobody can say.

A vacancy is said, not left out: where a grid has nobody in charge, its pair holds none.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar, Protocol, runtime_checkable

import attrs

from communitygov.core.checks import as_tuple, day, each_of, hidden, identifier, identifiers, one_of, optional
from communitygov.core.document import Value
from communitygov.core.finding import Finding, joined
from communitygov.core.terms import Term, TermEnum
from communitygov.errors import CommunityGovError, InvalidValue, Words
from communitygov.grid.residency.dwelling import Dwelling
from communitygov.grid.residency.tenure import PERSON_AND_DWELLING, TenureRole
from communitygov.organisation.actor import Role
from communitygov.quotation import shown

#: A grid and the identifier of who is in charge there; none where nobody is.
Charge = tuple[str, str | None]


class InCharge(Protocol):
    """What knows who is in charge of a grid: a roster, or anything of the host's that answers this.

    Examples
    --------
    >>> class Duty:
    ...     def in_charge(self, grid: str, *, on: date | None = None) -> str | None:
    ...         return {"LQ-1": "w-07"}.get(grid)
    >>> duty: InCharge = Duty()
    >>> duty.in_charge("LQ-1"), duty.in_charge("LQ-2")
    ('w-07', None)
    """

    def in_charge(self, grid: str, *, on: date | None = None) -> str | None:
        """Return the identifier of who is in charge of exactly this grid on a day; none if nobody is."""
        ...


@runtime_checkable
class InChargeUpwards(InCharge, Protocol):
    """What says it of a grid and all above it at once: a `Roster`, of whom each grid itself is asked."""

    def in_charge_upwards(self, grid: str, *, on: date | None = None) -> Sequence[Charge]:
        """Return a grid and each above it, the nearest first, with who is in charge of it, or none."""
        ...


class Missing(TermEnum):
    """What is missing between a person and their grid.

    Examples
    --------
    >>> Missing.TENURE_OVER.zh
    '人房关系已终止'
    """

    PERSON = "person", "未登记人房关系", "no tenure is known"
    TENURE_BEGUN = "tenure_begun", "人房关系尚未开始", "the tenure has not begun"
    TENURE_OVER = "tenure_over", "人房关系已终止", "the tenure has ended"
    DWELLING = "dwelling", "房屋未登记", "the dwelling is not registered"
    GRID = "grid", "房屋未绑定网格", "the dwelling is bound to no grid"
    GRID_GONE = "grid_gone", "房屋所在网格不存在", "the grid of the dwelling is not there"


_SUGGESTIONS = {
    Missing.PERSON: Words("请登记其人房关系", "Register a tenure of theirs"),
    Missing.TENURE_BEGUN: Words("请待其开始，或登记现住房屋", "Wait for it, or register where they live now"),
    Missing.TENURE_OVER: Words("请登记现住房屋", "Register where they live now"),
    Missing.DWELLING: Words("请登记该房屋", "Register the dwelling"),
    Missing.GRID: Words("请将该房屋绑定网格", "Bind the dwelling to a grid"),
    Missing.GRID_GONE: Words("请将该房屋改绑现有网格", "Bind the dwelling to a grid that is there"),
}

#: Who can mend it: the documents send residents to the grid worker (有问题找网格员); library default else.
HELPERS: tuple[Term, ...] = (Role.GRID_WORKER.term,)


@attrs.frozen(str=False)
class NoDwelling(CommunityGovError, LookupError):
    """A person has no dwelling on the grid; the error says which link is missing and who can mend it.

    Identifiers of other people are never suggested.

    Parameters
    ----------
    person
        The identifier that was asked about.
    missing
        Which link is missing; of several tenures, the link that got furthest.
    on
        The day that was asked about.
    dwelling, grid
        Where the links broke off, as far as they led.
    ended
        The latest day on which a tenure ended, if all have.
    could_help
        Who can mend it.

    Examples
    --------
    >>> print(NoDwelling("r-9", Missing.DWELLING, dwelling="D-7"))
    'r-9' has no dwelling on the grid: the dwelling is not registered ('D-7'). Register the dwelling; the \
grid worker can help. [NO_DWELLING]
    """

    code: ClassVar[str] = "NO_DWELLING"
    person: object
    missing: Missing
    on: date | None = attrs.field(default=None, kw_only=True)
    dwelling: str | None = attrs.field(default=None, kw_only=True)
    grid: str | None = attrs.field(default=None, kw_only=True)
    ended: date | None = attrs.field(default=None, kw_only=True)
    could_help: tuple[Term, ...] = attrs.field(default=HELPERS, kw_only=True)

    @property
    def suggestion(self) -> Words:
        """What would mend it."""
        return _SUGGESTIONS[self.missing]

    def words(self) -> Words:
        """Name the person, the missing link, and who can mend it."""
        who, link, advice = shown(self.person), self.missing, self.suggestion
        facts = [shown(each) for each in (self.grid or self.dwelling,) if each]
        facts += [f"{each.isoformat()}" for each in (self.ended,) if each]
        zh, en = (f"（{facts[0]}）", f" ({facts[0]})") if facts else ("", "")
        help_ = joined(tuple(each.words for each in self.could_help))
        return Words(
            f"{who} 在网格上没有住所：{link.zh}{zh}。{advice.zh}；可找{help_.zh}。",
            f"{who} has no dwelling on the grid: {link.en}{en}. {advice.en}; the {help_.en} can help.",
        )


def _charges(owner: object, field: "attrs.Attribute[Any]", value: Sequence[object]) -> None:
    """Refuse what is no pair of a grid and somebody or nobody."""
    for pair in value:
        match pair:
            case (str(grid), None | str()):
                identifiers(owner, field, [each for each in (grid, pair[1]) if each is not None])
            case _:
                bound = Words("须为（网格，负责人或无）", "must hold pairs of a grid and a person or none")
                raise InvalidValue(field.name, pair, bound)


@attrs.frozen(kw_only=True)
class Home(Value):
    """One dwelling of a person, as it lies on the grid.

    Parameters
    ----------
    dwelling
        The dwelling.
    path
        Codes from the root down to the grid of the dwelling.
    roles
        As what the person belongs to it, in the order of `TenureRole`.
    in_charge
        From the dwelling's own grid upwards: each grid and who is in charge of it, or none.  Empty if no
        roster was asked.

    Examples
    --------
    >>> home = Home(
    ...     dwelling=Dwelling("D-1", grid="LQ-1"),
    ...     path=("LQ", "LQ-1"),
    ...     roles=(TenureRole.HEAD,),
    ...     in_charge=(("LQ-1", None), ("LQ", "w-07")),
    ... )
    >>> home.grid, home.responsible, home.vacant
    ('LQ-1', 'w-07', ('LQ-1',))
    """

    document_kind: ClassVar[str] = "home"
    dwelling: Dwelling = attrs.field(validator=one_of(Dwelling))
    path: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers)
    roles: tuple[TenureRole, ...] = attrs.field(converter=as_tuple, validator=each_of(TenureRole))
    in_charge: tuple[Charge, ...] = attrs.field(default=(), converter=as_tuple, validator=_charges)

    @property
    def grid(self) -> str:
        """Code of the grid in which the dwelling lies."""
        return self.dwelling.grid

    @property
    def responsible(self) -> str | None:
        """Who is in charge of the nearest grid that has anybody; none if no grid has."""
        return next((worker for _, worker in self.in_charge if worker is not None), None)

    @property
    def vacant(self) -> tuple[str, ...]:
        """The grids of which nobody is in charge, the nearest first."""
        return tuple(grid for grid, worker in self.in_charge if worker is None)


@attrs.frozen(kw_only=True)
class Location(Value):
    """All homes of a person, in the order of their codes.

    Parameters
    ----------
    person
        The person; not shown in the ``repr``.
    on
        The day that was asked about.
    homes
        At least one.
    findings
        What is wrong with further tenures of the person.
    source
        The words behind the question.

    Examples
    --------
    >>> home = Home(dwelling=Dwelling("D-1", grid="LQ-1"), path=("LQ", "LQ-1"), roles=(TenureRole.HEAD,))
    >>> Location(person="r-1", homes=(home,)).grids
    ('LQ-1',)
    >>> Location(person="r-1", homes=())
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: homes: () will not do; it must hold at least one; a person without any \
is a NoDwelling. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "location"
    source: ClassVar = PERSON_AND_DWELLING
    person: str = attrs.field(validator=identifier, repr=hidden)
    on: date | None = attrs.field(default=None, validator=optional(day))
    homes: tuple[Home, ...] = attrs.field(converter=as_tuple, validator=each_of(Home))
    findings: tuple[Finding, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Finding))

    def __attrs_post_init__(self) -> None:
        """Refuse a location that is nowhere."""
        if not self.homes:
            bound = Words(
                "须至少有一处；无住所者为 NoDwelling",
                "must hold at least one; a person without any is a NoDwelling",
            )
            raise InvalidValue("homes", self.homes, bound)

    @property
    def grids(self) -> tuple[str, ...]:
        """Codes of the grids in which the person has a home, each once, in order."""
        return tuple(sorted({home.grid for home in self.homes}))

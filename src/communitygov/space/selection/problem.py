"""A question of selection, whole: sites, functions, who lives near, whose money, and the rules.

Whatever a rule names must be there; whether a plan exists at all is told by `SelectionProblem.findings`, as
far as it can be told without a search.

This module searches nothing.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

import attrs

from communitygov.core.checks import as_tuple, counted, each_of, one_of
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.space.funding.source import FundingSource
from communitygov.space.selection.candidate import Candidate, FunctionModule
from communitygov.space.selection.catchments import Catchments
from communitygov.space.selection.model import Model
from communitygov.space.selection.modelling import modelled
from communitygov.space.selection.obstacle import obstacles
from communitygov.space.selection.rule import SelectionRule

#: Most sites, functions and sources.
MOST_SITES, MOST_FUNCTIONS, MOST_SOURCES = 10_000, 60, 12

_FUNCTION = Words("功能", "function")


def _distinct(most: int, key: str) -> Any:  # noqa: ANN401  a check in attrs' form
    """Make a check for at most so many members of different codes."""
    bound = Words(f"须为 1 至 {most} 个，编码各不相同", f"must be 1 to {most} of different codes")

    def check(_owner: object, field: "attrs.Attribute[Any]", value: tuple[object, ...]) -> None:
        codes = [str(getattr(each, key)) for each in value]
        if not 1 <= len(codes) <= most or len(set(codes)) < len(codes):
            raise InvalidValue(field.name, codes[:20], bound)

    return check


@attrs.frozen
class SelectionProblem(Value):
    """Which sites to renovate, and which functions to put in each.

    Parameters
    ----------
    candidates
        Sites that may be renovated, and those that have functions already.
    modules
        Functions that may be put there.
    catchments
        Who lives within which circle of which site.
    sources
        Money, and what it may pay (专款专用).
    rule
        What must be kept besides area and money.

    Examples
    --------
    >>> from communitygov.core.money import Money
    >>> from communitygov.space.audience.population import Population
    >>> from communitygov.space.function.side import Side
    >>> canteen = FunctionModule(
    ...     code="canteen",
    ...     area=180,
    ...     cost=Money.yuan(500_000),
    ...     circle="5min",
    ...     side=Side.WELFARE,
    ...     needs={"60plus": 3},
    ... )
    >>> hall = Candidate("hall", area=300)
    >>> near = Catchments.of([Population.of({"60plus": 30})], {"5min": {"hall": 1}})
    >>> fund = FundingSource("fund", "保障资金", "guarantee funds", amount=Money.yuan(600_000))
    >>> SelectionProblem([hall], [canteen], catchments=near, sources=[fund]).findings()
    ()
    >>> SelectionProblem(
    ...     [hall], [canteen], catchments=near, sources=[fund], rule=SelectionRule(apart=[("canteen", "gim")])
    ... )
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No function is called 'gim'. Known: 'canteen'. [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "selection-problem"
    candidates: tuple[Candidate, ...] = attrs.field(
        converter=as_tuple, validator=[each_of(Candidate), _distinct(MOST_SITES, "id")], repr=counted
    )
    modules: tuple[FunctionModule, ...] = attrs.field(
        converter=as_tuple,
        validator=[each_of(FunctionModule), _distinct(MOST_FUNCTIONS, "code")],
        repr=counted,
    )
    catchments: Catchments = attrs.field(kw_only=True, validator=one_of(Catchments), repr=False)
    sources: tuple[FundingSource, ...] = attrs.field(
        kw_only=True,
        converter=as_tuple,
        validator=[each_of(FundingSource), _distinct(MOST_SOURCES, "code")],
        repr=counted,
    )
    rule: SelectionRule = attrs.field(default=SelectionRule(), kw_only=True, validator=one_of(SelectionRule))

    def __attrs_post_init__(self) -> None:
        """Refuse names that nobody bears."""
        codes = tuple(module.code for module in self.modules)
        pairs = (*self.rule.apart, *self.rule.together)
        _known(_FUNCTION, (code for pair in pairs for code in pair), codes)
        _known(_FUNCTION, (floor.function for floor in self.rule.floors), codes)
        for each in self.candidates:
            _known(_FUNCTION, sorted(each.functions | each.existing), codes)
        circles = (module.circle for module in self.modules)
        _known(Words("生活圈", "circle"), circles, self.catchments.circles)
        sites = (site for _, site, _ in self.catchments.covers)
        _known(Words("点位", "site"), sites, tuple(each.id for each in self.candidates))

    def model(self) -> Model:
        """Return the problem in whole numbers, as the engines need it."""
        return modelled(
            self.candidates,
            self.modules,
            catchments=self.catchments,
            sources=self.sources,
            rule=self.rule,
        )

    def findings(self) -> tuple[Finding, ...]:
        """Name the rules that no plan can keep, as far as this shows without a search."""
        return obstacles(self.candidates, self.modules, model=self.model(), rule=self.rule)


def _known(kind: Words, names: Iterable[str], known: tuple[str, ...]) -> None:
    """Refuse a name that is not known."""
    there = frozenset(known)
    for name in names:
        if name not in there:
            raise UnknownName(kind, name, known)

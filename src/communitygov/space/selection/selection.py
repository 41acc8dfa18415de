"""The answer: which sites, which functions in each, whose money pays, who is served, and how good that is.

Nothing is called optimal that is not proved.  Where there is no plan, the rule that binds is named; where the
search found none and excluded none, it says just that.
"""

from html import escape
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, counted, each_of, one_of
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.core.money import Money
from communitygov.errors import InvalidValue, Language, UnknownName, Words
from communitygov.space.certificate import Certificate
from communitygov.space.funding.violation import FundingShare
from communitygov.space.selection.outcome import Alternative, ChosenSite, FunctionCover, Margin

_HEADINGS = (
    "点位 site",
    "功能 functions",
    "费用 cost",
    "带来 brings",
    "若无则少 missed by",
    "余平方米 m2 left",
)
_NO_PLAN = Words("无方案时须无所选点位", "must be empty where there is no plan")


@attrs.frozen(kw_only=True)
class Selection(Value):
    """Chosen sites with their functions.

    Parameters
    ----------
    sites
        Sites that are renovated, in the order in which each brings most.
    functions
        Whom each function serves, what stands already included, in the order of the problem.
    payments
        Who pays what: of each source, how much for each kind of money.
    certificate
        Value, bound, what is proved, and why the search ended.
    margins
        How near the limits are, and what more would be worth.
    alternatives
        For each of the first dozen chosen sites the best one found in its place.
    findings
        Rules that no plan can keep, or that the search could not keep.

    Examples
    --------
    >>> from communitygov.space.certificate import Status, Stop
    >>> proved = Certificate(value=0, bound=0, status=Status.PROVED, stop=Stop.PROVED)
    >>> print(Selection(sites=[], functions=[], payments=[], certificate=proved))
    no site is worth renovating; 0, at most 0: proved optimal
    """

    document_kind: ClassVar[str] = "selection"
    sites: tuple[ChosenSite, ...] = attrs.field(
        converter=as_tuple, validator=each_of(ChosenSite), repr=counted
    )
    functions: tuple[FunctionCover, ...] = attrs.field(
        converter=as_tuple, validator=each_of(FunctionCover), repr=counted
    )
    payments: tuple[FundingShare, ...] = attrs.field(
        converter=as_tuple, validator=each_of(FundingShare), repr=counted
    )
    certificate: Certificate = attrs.field(validator=one_of(Certificate))
    margins: tuple[Margin, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Margin), repr=counted
    )
    alternatives: tuple[Alternative, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Alternative), repr=counted
    )
    findings: tuple[Finding, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Finding))

    def __attrs_post_init__(self) -> None:
        """Refuse sites of a plan that there is not."""
        if self.sites and not self.is_found:
            raise InvalidValue("sites", [each.site for each in self.sites[:5]], _NO_PLAN)

    @property
    def is_found(self) -> bool:
        """Whether there is a plan."""
        return self.certificate.value is not None

    @property
    def plan(self) -> dict[str, tuple[str, ...]]:
        """What is put into which site."""
        return {each.site: each.functions for each in self.sites}

    @property
    def cost(self) -> Money:
        """What everything costs."""
        return Money.total(each.cost for each in self.sites)

    @property
    def binding(self) -> tuple[Margin, ...]:
        """The limits that hold the selection back."""
        return tuple(each for each in self.margins if each.is_binding)

    def spending(self) -> dict[str, Money]:
        """Return what is spent of each source that pays anything."""
        spent: dict[str, Money] = {}
        for each in self.payments:
            spent[each.source] = spent.get(each.source, Money(0)) + each.amount
        return spent

    def why(self, site: str) -> Words:
        """Say why a site is in the plan, and what could stand in its place.

        Raises
        ------
        UnknownName
            If it is not in the plan.
        """
        for each in self.sites:
            if each.site == site:
                others = [other.words for other in self.alternatives if other.site == site]
                return Words(
                    "；".join([each.words.zh, *(other.zh for other in others)]),
                    "; ".join([each.words.en, *(other.en for other in others)]),
                )
        raise UnknownName(Words("所选点位", "chosen site"), site, tuple(self.plan))

    def rows(self) -> tuple[tuple[str | int, ...], ...]:
        """Return a row for each function: site, function, fen of the site, what that brings, is missed by."""
        return tuple(
            (each.site, function, each.cost.fen, each.brings, each.missed)
            for each in self.sites
            for function in each.functions
        )

    def text(self, language: Language = "en") -> str:
        """Say all of it, a line each."""
        lines = [
            *(each.words for each in self.sites),
            *(each.words for each in self.functions),
            *(each.words for each in self.margins),
            *(each.words for each in self.alternatives),
            *(each.words for each in self.findings),
        ]
        return "\n".join(each.say(language) for each in (self._head(), *lines))

    def _head(self) -> Words:
        """Say how good it is, in a line."""
        known, number = self.certificate.words, len(self.sites)
        if not self.is_found:
            return known
        chosen = Words("无值得改造的点位", "no site is worth renovating")
        if number:
            sites = "site" if number == 1 else "sites"
            chosen = Words(f"{number} 处，共 {self.cost}", f"{number} {sites} for {self.cost}")
        return Words(f"{chosen.zh}；{known.zh}", f"{chosen.en}; {known.en}")

    def __str__(self) -> str:
        """Say in a line what was chosen and how good it is."""
        return self._head().en

    def _repr_html_(self) -> str:
        """Show the sites as a table, with what is known and what holds it back."""
        head = "".join(f"<th>{each}</th>" for each in _HEADINGS)
        body = "".join(_row(each) for each in self.sites)
        said = [self._head(), *(each.words for each in self.functions)]
        said += [each.words for each in self.binding]
        said += [Words(each.words.zh, str(each)) for each in self.findings]
        notes = "".join(f"<li>{escape(each.zh)}<br>{escape(each.en)}</li>" for each in said)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><ul>{notes}</ul>"


def _row(each: ChosenSite) -> str:
    """Return a site as a row of a table."""
    cells = (each.site, ", ".join(each.functions), each.cost, each.brings, each.missed, each.room)
    return "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in cells) + "</tr>"

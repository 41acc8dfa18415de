"""A programme of a document: what was done about which hazards, by whom, of what so many items were made.

What the document only names is kept as a number or a name and never listed; see
`communitygov.programme.checklist`.
"""

from html import escape
from typing import ClassVar

import attrs

from communitygov.casebook.case import check_sayings
from communitygov.casebook.figure import Figure
from communitygov.core.checks import as_tuple, each_of, identifier, one_of, optional, title
from communitygov.core.document import Value
from communitygov.core.quantity import Share
from communitygov.core.source import Citation
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, Words
from communitygov.organisation.social_body import SocialBodyRegister
from communitygov.organisation.volunteer import VolunteerTeams
from communitygov.programme.checklist.checklist import Checklist
from communitygov.programme.checklist.unlisted import UnlistedSet
from communitygov.programme.hazard.ledger import HazardLedger
from communitygov.programme.honour import HonourRoll
from communitygov.programme.opportunity import OpportunityList
from communitygov.programme.portfolio.portfolio import Portfolio


@attrs.frozen(kw_only=True)
class ProgrammeCase(Value):
    """What was done in a place, as a document tells of it.

    Parameters
    ----------
    code, where
        Code of the case; the place, as the document names it.
    figures
        What the document counts there beside what stands in the others.
    hazards, teams, social_bodies, honours, opportunities
        What was done about hazards, which teams and bodies there are, what was awarded, which opportunities
        were published; none where the document does not say.
    checklists, portfolios
        What was to be done, member by member and as so many items of so many classes.
    unlisted
        Sets that the document names and does not list.
    shares
        Shares that it tells without saying of what.
    tasks
        Standing tasks that it names; how often they come round it does not say.
    citations
        Where what carries no citation of its own is told.
    choices
        What the library chose.

    Examples
    --------
    >>> from communitygov.casebook.longqiao import longqiao
    >>> case = longqiao()
    >>> print(case.hazards.total("outdoor_unit", "move"), case.teams.unnamed)
    500余部 4
    >>> [checklist.name.zh for checklist in case.checklists]
    ['五化同步']
    """

    document_kind: ClassVar[str] = "programme-case"
    code: str = attrs.field(validator=identifier)
    where: str = attrs.field(validator=title)
    figures: tuple[Figure, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Figure))
    hazards: HazardLedger | None = attrs.field(default=None, validator=optional(one_of(HazardLedger)))
    checklists: tuple[Checklist, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Checklist)
    )
    unlisted: tuple[UnlistedSet, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(UnlistedSet)
    )
    shares: tuple[Share, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Share))
    tasks: tuple[Term, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Term))
    portfolios: tuple[Portfolio, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Portfolio)
    )
    teams: VolunteerTeams | None = attrs.field(default=None, validator=optional(one_of(VolunteerTeams)))
    social_bodies: SocialBodyRegister | None = attrs.field(
        default=None, validator=optional(one_of(SocialBodyRegister))
    )
    honours: HonourRoll | None = attrs.field(default=None, validator=optional(one_of(HonourRoll)))
    opportunities: OpportunityList | None = attrs.field(
        default=None, validator=optional(one_of(OpportunityList))
    )
    citations: tuple[Citation, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Citation))
    choices: tuple[Words, ...] = attrs.field(default=(), converter=as_tuple, validator=check_sayings)

    def __attrs_post_init__(self) -> None:
        """Refuse figures, ledgers and registers of another place."""
        for part in (self.hazards, self.teams, self.social_bodies, self.opportunities):
            if part is not None and part.place != self.code:
                bound = Words(f"须为 {self.code} 的台账", f"must be of the place {self.code}")
                raise InvalidValue(type(part).__name__, part.place, bound)
        if any(each.place != self.where for each in self.figures):
            bound = Words(f"须为{self.where}的数字", f"must be figures of {self.where}")
            raise InvalidValue("figures", len(self.figures), bound)

    def _repr_html_(self) -> str:
        """Show the figures with their words, the parts that show themselves, and what was chosen."""
        rows = "".join(
            f"<tr><td>{escape(each.what.zh)}</td><td>{escape(str(each.quantity))}</td>"
            f"<td>{escape(str(each.citation))}</td></tr>"
            for each in self.figures
        )
        parts = (self.hazards, self.social_bodies, *self.checklists, *self.portfolios)
        shown = "".join(html_of(each) for each in parts if each is not None)
        notes = "".join(f"<li>{escape(each.zh)} · {escape(each.en)}</li>" for each in self.choices)
        return f"<p>{escape(self.where)}</p><table>{rows}</table>{shown}<ul>{notes}</ul>"


def html_of(value: object) -> str:
    """Return what a value shows of itself in a notebook."""
    return str(getattr(value, "_repr_html_")())  # noqa: B009  the notebook's own hook

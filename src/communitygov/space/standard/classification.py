"""Which level of a standard a community is of, by people and by households.

The ranges of a standard do not meet: 12,001 to 14,999 people are of no level.  That is told, not rounded.
"""

from collections.abc import Callable
from typing import NamedTuple

from communitygov.core.argument import require
from communitygov.core.finding import Finding
from communitygov.core.quantity import Quantity
from communitygov.core.terms import Term
from communitygov.errors import Words
from communitygov.space.standard.figure import StandardFigure, written
from communitygov.space.standard.finding import FIGURE_UNVERIFIED, LEVEL_BETWEEN, LEVELS_DIFFER
from communitygov.space.standard.profile import ServedCommunity
from communitygov.space.standard.requirement import LevelScale
from communitygov.space.standard.standard import Standard

_PEOPLE, _HOUSEHOLDS = Words("人", "people"), Words("户", "households")


class Classification(NamedTuple):
    """Of which level a community is, and what is to be said of that.

    Examples
    --------
    >>> from communitygov.space.standard.gb_50180 import GB_50180_2018
    >>> found = classified(GB_50180_2018, ServedCommunity("LQ", people=11_298))
    >>> found.level.zh, found.by_households
    ('五分钟生活圈居住区', None)
    """

    by_people: Term | None
    by_households: Term | None
    findings: tuple[Finding, ...]
    #: Remarks on figures that were used and not verified.
    notes: tuple[Finding, ...]

    @property
    def level(self) -> Term | None:
        """The level, if what is known does not contradict itself."""
        known = {each for each in (self.by_people, self.by_households) if each is not None}
        return known.pop() if len(known) == 1 and not self.findings else None


def classified(standard: Standard, community: ServedCommunity) -> Classification:
    """Return of which level of a standard a community is.

    Examples
    --------
    >>> from communitygov.space.standard.gb_50180 import GB_50180_2018
    >>> between = classified(GB_50180_2018, ServedCommunity("LQ", people=13_000))
    >>> between.level, between.findings[0].text()
    (None, 'Standard for urban residential area planning and design has no level that \
surely holds 13000 people')
    """
    require("standard", standard, kind=Standard)
    require("community", community, kind=ServedCommunity)
    people = _level(standard, community.people, of=lambda scale: scale.people)
    households = _level(standard, community.households, of=lambda scale: scale.households)
    findings = list[Finding]()
    for quantity, scale, what in (
        (community.people, people, _PEOPLE),
        (community.households, households, _HOUSEHOLDS),
    ):
        if quantity is not None and scale is None:
            facts = {"standard": standard.words, "found": _number(quantity), "what": what}
            findings.append(LEVEL_BETWEEN.finding(community.id, facts))
    if people is not None and households is not None and people != households:
        differ = {"people": people.level.words, "households": households.level.words}
        findings.append(LEVELS_DIFFER.finding(community.id, differ))
    return Classification(
        None if people is None else people.level,
        None if households is None else households.level,
        tuple(findings),
        (
            *_notes(people, _PEOPLE, of=lambda scale: scale.people),
            *_notes(households, _HOUSEHOLDS, of=lambda scale: scale.households),
        ),
    )


_Of = Callable[[LevelScale], StandardFigure | None]


def _level(standard: Standard, quantity: Quantity | None, *, of: _Of) -> LevelScale | None:
    """Return the level whose range certainly holds what is known; none if none does."""
    if quantity is None or quantity.high is None:
        return None
    for scale in standard.scales:
        figure = of(scale)
        if figure is not None and figure.holds(quantity.low) and figure.holds(quantity.high):
            return scale
    return None


def _number(quantity: Quantity) -> Words:
    """Say how many there are, without the unit."""
    low = written(quantity.low)
    if quantity.high is None:
        return Words(f"{low}余", f"more than {low}")
    high = written(quantity.high)
    return Words(low, low) if low == high else Words(f"{low}～{high}", f"{low} to {high}")


def _notes(scale: LevelScale | None, what: Words, *, of: _Of) -> tuple[Finding, ...]:
    """Return the remark that a range was used that nobody verified."""
    figure = None if scale is None else of(scale)
    if scale is None or figure is None or figure.is_verified:
        return ()
    asked = Words(f"{scale.level.zh} {figure} {what.zh}", f"{scale.level.en}: {figure} {what.en}")
    return (FIGURE_UNVERIFIED.finding(scale.level.code, {"asked": asked, "read_at": figure.read_at}),)

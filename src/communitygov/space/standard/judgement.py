"""One requirement, one community: met, not met, or not known; by which facility, and what was found.

Of several facilities of a function the one that comes nearest is told: all requirements of a function are
asked of the same facility, since a large one far away and a small one nearby are not one that is both.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from communitygov.core.figure import Span
from communitygov.core.quantity import Quantity
from communitygov.errors import Words
from communitygov.space.standard.figure import written
from communitygov.space.standard.profile import FacilityRecord, ServedCommunity
from communitygov.space.standard.requirement import ALL_FACILITIES, NO_FACILITIES, StandardRequirement
from communitygov.space.standard.term import Force, RequirementKind

_OTHER_DISTANCE = {
    RequirementKind.STRAIGHT_DISTANCE: RequirementKind.WALKING_DISTANCE,
    RequirementKind.WALKING_DISTANCE: RequirementKind.STRAIGHT_DISTANCE,
}
#: What is summed, and for how many people or households the figure is.
_PER = {
    RequirementKind.BUILDING_PER_THOUSAND: (RequirementKind.BUILDING_AREA, "people", 1_000),
    RequirementKind.LAND_PER_THOUSAND: (RequirementKind.LAND_AREA, "people", 1_000),
    RequirementKind.LAND_PER_PERSON: (RequirementKind.LAND_AREA, "people", 1),
    RequirementKind.BUILDING_PER_HUNDRED_HOUSEHOLDS: (RequirementKind.BUILDING_AREA, "households", 100),
    RequirementKind.NUMBER_PER_HOUSEHOLD: (RequirementKind.NUMBER, "households", 1),
}
_NOT_RECORDED = Words("未登记", "not recorded")


class Judgement(NamedTuple):
    """What is known of one requirement."""

    requirement: StandardRequirement
    #: Met, not met, or not known.
    is_met: bool | None
    #: The facility that comes nearest; none if there is none, or all together are asked for.
    record: FacilityRecord | None = None
    found: Words = _NOT_RECORDED
    #: What the figure comes to for so many people.
    asked: Words | None = None
    #: The distance that is recorded in place of the one that is asked for.
    other: RequirementKind | None = None
    #: Whether there is none, and something else may stand in its place.
    is_instead: bool = False


def _said(span: Span, kind: RequirementKind) -> Words:
    """Say what is known of a number of a kind."""
    unit, low = kind.unit_words, written(span.low)
    if span.high is None:
        return Words(f"{low}余{unit.zh}", f"more than {low} {unit.en}".rstrip())
    if span.low == span.high:
        return Words(f"{low}{unit.zh}", f"{low} {unit.en}".rstrip())
    high = written(span.high)
    return Words(f"{low}～{high}{unit.zh}", f"{low} to {high} {unit.en}".rstrip())


def judged(requirements: Sequence[StandardRequirement], community: ServedCommunity) -> list[Judgement]:
    """Return what is known of each requirement, in their order."""
    singles: dict[str, list[StandardRequirement]] = {}
    for each in requirements:
        if not each.kind.is_summed:
            singles.setdefault(each.function, []).append(each)
    nearest = {
        judgement.requirement.code: judgement
        for function, asked in singles.items()
        for judgement in _nearest(asked, community.having(function))
    }
    return [
        nearest[each.code] if each.code in nearest else _together(each, community) for each in requirements
    ]


def _nearest(asked: Sequence[StandardRequirement], records: Sequence[FacilityRecord]) -> list[Judgement]:
    """Return the judgements of the facility that comes nearest to what is asked of a function."""
    if not records:
        return [_of_nothing(each) for each in asked]
    function = asked[0].function
    own = [record for record in records if record.function == function]
    hosts = [record for record in records if record.function != function]  # all alike: nothing is measured
    found = ([_judgement(each, record) for each in asked] for record in (*own, *hosts[:1]))
    return min(found, key=_distance)


def _of_nothing(asked: StandardRequirement) -> Judgement:
    """Return the judgement where there is no such facility."""
    is_open = asked.kind is RequirementKind.DENSITY or bool(asked.instead)
    return Judgement(asked, None if is_open else False, is_instead=bool(asked.instead))


def _distance(judgements: Sequence[Judgement]) -> tuple[int, ...]:
    """Return how far a facility is from what is asked: what it shall be first, what it should be after."""
    answers = [(each.requirement.force, each.is_met) for each in judgements]
    return tuple(answers.count((force, answer)) for force in Force for answer in (False, None))


def _judgement(asked: StandardRequirement, record: FacilityRecord) -> Judgement:
    """Return what is known of one requirement at one facility."""
    if asked.kind is RequirementKind.PRESENT:
        return Judgement(asked, is_met=True, record=record)
    if asked.kind is RequirementKind.FUNCTIONS:
        return _functions(asked, record)
    if record.function != asked.function:  # it is within the facility, and nothing was measured of it
        return Judgement(asked, None, record)
    quantity = record.measure(asked.kind)
    if quantity is None:
        other = _OTHER_DISTANCE.get(asked.kind)
        has_other = other is not None and record.measure(other) is not None
        return Judgement(asked, None, record, other=other if has_other else None)
    return Judgement(asked, _is_within(quantity, asked), record, _said(quantity.span, asked.kind))


def _is_within(quantity: Quantity, asked: StandardRequirement) -> bool | None:
    """Tell whether what is known of a number meets what is asked; ``None`` when that does not settle it."""
    if asked.kind.is_greatest:
        return quantity.at_most(asked.bound)
    return quantity.at_least(asked.bound)


def _functions(asked: StandardRequirement, record: FacilityRecord) -> Judgement:
    """Count the functions of a facility; of groups, those of which it has any."""
    if record.hosts is None or record.function != asked.function:
        return Judgement(asked, None, record)
    count = sum(bool(group & record.hosts) for group in asked.among) if asked.among else len(record.hosts)
    return Judgement(asked, count >= asked.bound, record, Words(str(count), str(count)))


def _together(asked: StandardRequirement, community: ServedCommunity) -> Judgement:
    """Return what is known of what all facilities of a function come to."""
    measured, whom, per = _PER[asked.kind]
    heads = community.people if whom == "people" else community.households
    if asked.function == ALL_FACILITIES:
        records = tuple(each for each in community.facilities if each.function not in NO_FACILITIES)
    else:
        records = community.having(asked.function)
    total = Span(Fraction(0), Fraction(0))
    for record in community.outermost(records):
        quantity = record.measure(measured) if asked.function in {record.function, ALL_FACILITIES} else None
        total = total.plus(Span(Fraction(0), None) if quantity is None else quantity.span)
    found = _said(total, measured)
    if heads is None:
        return Judgement(asked, None, found=found)
    needed = heads.span.times(asked.bound / per)
    return Judgement(asked, total.is_at_least(needed), found=found, asked=_said(needed, measured))

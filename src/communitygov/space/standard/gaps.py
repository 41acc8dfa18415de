"""What a community lacks by a standard (缺口).

This module measures nothing: areas, ways and numbers are what the community's records say.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import attrs

from communitygov.core.argument import require
from communitygov.core.finding import Detail, Finding, Message, joined
from communitygov.core.terms import Term, TermEnum
from communitygov.errors import UnknownName, Words
from communitygov.space.standard.classification import classified
from communitygov.space.standard.finding import (
    BUILD_UNKNOWN,
    FIGURE_UNVERIFIED,
    LEVEL_UNKNOWN,
    STANDARD_DATE_DISPUTED,
    STANDARD_DATE_UNKNOWN,
    STANDARD_DATE_UNVERIFIED,
    STANDARD_DRAFT,
    STANDARD_MISSING,
    STANDARD_MISSING_UNLESS,
    STANDARD_NOT_COMPARABLE,
    STANDARD_NOT_IN_FORCE,
    STANDARD_TOO_FAR,
    STANDARD_TOO_FEW_FUNCTIONS,
    STANDARD_TOO_LITTLE,
    STANDARD_TOO_SMALL,
    STANDARD_UNKNOWN,
)
from communitygov.space.standard.judgement import Judgement, judged
from communitygov.space.standard.profile import ServedCommunity
from communitygov.space.standard.report import GapReport
from communitygov.space.standard.requirement import StandardRequirement, as_optional_term, function_words
from communitygov.space.standard.standard import Standard
from communitygov.space.standard.term import FigureCheck, Force, RequirementKind


def gaps(
    standard: Standard,
    community: ServedCommunity,
    *,
    level: Term | TermEnum | None = None,
    on: date | None = None,
) -> GapReport:
    """Return what a community lacks by a standard.

    Parameters
    ----------
    standard
        The standard.
    community
        What there is.
    level
        By which level to judge; if not given, the level that people and households say.
    on
        The day that matters; if given, the standard should be in force on it.

    Raises
    ------
    InvalidValue
        If something is of another type.
    UnknownName
        If the standard has no such level.

    Examples
    --------
    >>> from communitygov.core.quantity import Quantity
    >>> from communitygov.space.standard.embedded_services import EMBEDDED_SERVICES
    >>> from communitygov.space.standard.profile import FacilityRecord
    >>> hall = FacilityRecord.of(
    ...     "hall",
    ...     "service_complex",
    ...     measured={RequirementKind.BUILDING_AREA: Quantity.parse("600余平方米")},
    ...     hosts=["library", "child_corner", "canteen"],
    ... )
    >>> report = gaps(EMBEDDED_SERVICES, ServedCommunity("HY", facilities=[hall]))
    >>> report.is_met, [finding.code for finding in report.findings]
    (False, ['STANDARD_TOO_FEW_FUNCTIONS', 'STANDARD_UNKNOWN', 'STANDARD_TOO_FEW_FUNCTIONS'])
    >>> print(report.advice[0])
    community service complex: building area should meet 800 m2; what is known does not settle it: \
more than 600 m2 [STANDARD_UNKNOWN]
    >>> gaps(EMBEDDED_SERVICES, "HY")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: community: 'str' will not do; it must be a ServedCommunity. \
[INVALID_VALUE]
    """
    require("standard", standard, kind=Standard)
    require("community", community, kind=ServedCommunity)
    by, unsettled, notes = _level(standard, community, _given(level))
    of_level = [each for each in standard.requirements if _is_of_level(each, by)]
    asked = [each for each in of_level if each.build is None or each.build is community.build]
    found = judged(asked, community)
    shall, should = ([each for each in found if each.requirement.force is force] for force in Force)
    lacking = [each for each in shall if each.is_met is False]
    open_ = [each for each in shall if each.is_met is None]
    return GapReport(
        standard=standard.code,
        community=community.id,
        level=by,
        judged=len(asked),
        gaps=_findings(lacking, standard, community),
        advice=_findings([each for each in should if not each.is_met], standard, community),
        unsettled=[
            *unsettled,
            *_build(of_level, standard, community),
            *_findings(open_, standard, community),
        ],
        notes=[*notes, *_dates(standard, on), *_unverified(asked, standard)],
    )


def _given(level: Term | TermEnum | None) -> Term | None:
    """Return the level that was given, refused if it is none."""
    term = as_optional_term(level)
    if term is not None:
        require("level", term, kind=Term)
    return term


def _build(
    of_level: Iterable[StandardRequirement], standard: Standard, community: ServedCommunity
) -> Iterable[Finding]:
    """Yield that requirements of new build or of renewal were not judged, because it is not told which."""
    count = sum(each.build is not None and each.force is Force.SHALL for each in of_level)
    if community.build is None and count:
        yield BUILD_UNKNOWN.finding(community.id, {"standard": standard.words, "count": count})


def _findings(
    judgements: Sequence[Judgement], standard: Standard, community: ServedCommunity
) -> Iterable[Finding]:
    """Yield what is to be said of each; of what is not there once, with all that is asked of it."""
    missing: dict[str, list[Words]] = {}
    for each in judgements:
        if _message(each) in _OF_NOTHING:
            missing.setdefault(each.requirement.function, []).append(each.requirement.words)
    for each in judgements:
        if _message(each) not in _OF_NOTHING:
            yield _finding(each, standard, community)
        elif each.requirement.function in missing:
            asked = joined(tuple(missing.pop(each.requirement.function)))
            yield _finding(each, standard, community, asked=asked)


def _level(
    standard: Standard, community: ServedCommunity, given: Term | None
) -> tuple[Term | None, tuple[Finding, ...], tuple[Finding, ...]]:
    """Return the level by which to judge, what is open about it, and what should be known of it."""
    levels = {each.level.code: each.level for each in standard.requirements if each.level is not None}
    if given is not None:
        known = {**levels, **{scale.level.code: scale.level for scale in standard.scales}}
        if given.code not in known:
            raise UnknownName(Words("层级", "level"), given.code, tuple(known))
        return given, (), ()
    if not standard.scales and not levels:
        return None, (), ()
    found = classified(standard, community)
    if not levels:  # a level changes nothing that is asked for
        return found.level, (), (*found.findings, *found.notes)
    if found.by_people is None and found.by_households is None and not found.findings:
        return None, (LEVEL_UNKNOWN.finding(community.id, {"standard": standard.words}),), ()
    return found.level, found.findings, found.notes


#: What is said of a facility that is not there.
_OF_NOTHING = (STANDARD_MISSING, STANDARD_MISSING_UNLESS)


def _is_of_level(each: StandardRequirement, level: Term | None) -> bool:
    """Tell whether a requirement is of a level."""
    return each.level is None or (level is not None and each.level.code == level.code)


def _finding(
    judgement: Judgement, standard: Standard, community: ServedCommunity, *, asked: Words | None = None
) -> Finding:
    """Return what is to be said of a requirement that is not met, or not known to be."""
    requirement = judgement.requirement
    facility = community.id if judgement.record is None else judgement.record.id
    instead = Words(requirement.instead, requirement.instead_en)
    further = _further(judgement, facility) if asked is None else {"asked": asked, "instead": instead}
    facts: dict[str, Detail] = {
        "function": function_words(requirement.function),
        "force": requirement.force.words,
        **further,
    }
    finding = _message(judgement).finding(facility, facts)
    return attrs.evolve(finding, source=standard.citation(requirement.clause))


def _message(judgement: Judgement) -> Message:
    """Return the message of a judgement that is not met, or not known to be."""
    kind = judgement.requirement.kind
    if judgement.is_met is None and judgement.is_instead:
        return STANDARD_MISSING_UNLESS
    if judgement.is_met is None:
        return STANDARD_UNKNOWN if judgement.other is None else STANDARD_NOT_COMPARABLE
    if kind.is_summed:
        return STANDARD_TOO_LITTLE
    if judgement.record is None:
        return STANDARD_MISSING
    if kind is RequirementKind.FUNCTIONS:
        return STANDARD_TOO_FEW_FUNCTIONS
    return STANDARD_TOO_FAR if kind.is_greatest else STANDARD_TOO_SMALL


def _further(judgement: Judgement, facility: str) -> dict[str, Detail]:
    """Return what else a message may tell."""
    asked = judgement.requirement
    if judgement.other is not None:
        return {"kind": asked.kind.words, "facility": facility, "other": judgement.other.words}
    rate = asked.bound_words
    facts: dict[str, Detail] = {"kind": asked.kind.words, "found": judgement.found}
    if asked.kind.is_summed:
        return {**facts, "rate": rate, "asked": judgement.asked or rate}
    if asked.kind is RequirementKind.FUNCTIONS:
        return {**facts, "facility": facility, "asked": rate, "among": _among(asked)}
    return {**facts, "facility": facility, "asked": rate}


def _among(asked: StandardRequirement) -> Words:
    """Say among which functions a facility is to have some."""
    if not asked.among:
        return Words("各类功能", "any functions")
    groups = [[function_words(code) for code in sorted(group)] for group in asked.among]
    return Words(
        "、".join("／".join(each.zh for each in group) for group in groups),
        ", ".join(" or ".join(each.en for each in group) for group in groups),
    )


def _dates(standard: Standard, on: date | None) -> tuple[Finding, ...]:
    """Return what should be known of the days of a standard."""
    facts: dict[str, Detail] = {
        "standard": standard.words,
        "region": standard.region,
        "since": str(standard.since),
        "issued": standard.issued or "—",
        "on": str(on),
        "others": ", ".join(f"{each.on} ({each.read_at})" for each in standard.disputed),
    }
    return tuple(message.finding(standard.code, facts) for message in _of_days(standard, on))


def _of_days(standard: Standard, on: date | None) -> Iterator[Message]:
    """Yield what is to be said of the days of a standard, and that it is a draft."""
    answer = None if on is None else standard.in_force(on)
    if answer is False:
        yield STANDARD_NOT_IN_FORCE
    if standard.disputed:
        yield STANDARD_DATE_DISPUTED
    elif on is not None and answer is None:
        yield STANDARD_DATE_UNKNOWN
    elif on is not None and standard.since is not None and standard.since_check is FigureCheck.UNVERIFIED:
        yield STANDARD_DATE_UNVERIFIED
    if standard.is_draft:
        yield STANDARD_DRAFT


def _unverified(asked: Iterable[StandardRequirement], standard: Standard) -> Iterable[Finding]:
    """Yield a remark on each figure that was used and nobody verified."""
    for each in asked:
        if not each.is_verified:
            facts: dict[str, Detail] = {"asked": each.words, "read_at": each.figure.read_at}
            finding = FIGURE_UNVERIFIED.finding(each.code, facts)
            yield attrs.evolve(finding, source=standard.citation(each.clause))

"""From size, ages and location of a community to a programme, with a reason for every rule.

Nothing is chosen here that a rule does not say, and every rule is told, applied or not, so that the
programme can be contradicted line by line.

This module knows no site: whether the rooms fit anywhere, `communitygov.space.brief.gap` tells.
"""

from collections.abc import Iterable
from fractions import Fraction
from html import escape
from typing import ClassVar

import attrs

from communitygov.core.argument import each_required, require
from communitygov.core.checks import as_tuple, at_least, each_of, one_of, saying
from communitygov.core.document import Value
from communitygov.errors import Words
from communitygov.space.audience.population import Population
from communitygov.space.brief.area import PARTS, written
from communitygov.space.brief.brief import Brief
from communitygov.space.brief.outline import schedule_page
from communitygov.space.brief.provision import (
    PROVISION_RULES,
    SIZE_AGES_LOCATION,
    CommunityProfile,
    ProvisionRule,
)
from communitygov.space.brief.room import MOST_COUNT, Room


@attrs.frozen(kw_only=True)
class Advice(Value):
    """What one rule comes to for a community.

    Parameters
    ----------
    rule
        The rule.
    count
        How many rooms it asks for; 0 if it does not hold.
    why
        Why it holds or does not.

    Examples
    --------
    >>> nobody = CommunityProfile(population=Population())
    >>> print(recommend("lq", "龙桥", profile=nobody).lines[4].text())
    clinic × 0: of all ages there are 0 people (0 % of all); asked is from 5000 people and 0 %: \
it does not hold
    """

    document_kind: ClassVar[str] = "advice"
    rule: ProvisionRule = attrs.field(validator=one_of(ProvisionRule))
    count: int = attrs.field(validator=at_least(0))
    why: Words = attrs.field(validator=saying)

    def text(self) -> str:
        """Say what it comes to."""
        return f"{self.rule.code} × {self.count}: {self.why.en}"


@attrs.frozen(kw_only=True)
class Recommendation(Value):
    """A programme, and why it holds what it holds.

    Examples
    --------
    >>> found = recommend("lq", "龙桥", profile=CommunityProfile(population=Population()))
    >>> [room.code for room in found.brief.rooms], len(found.lines)
    (['service_station', 'deliberation_hall'], 13)
    """

    document_kind: ClassVar[str] = "recommendation"
    brief: Brief = attrs.field(validator=one_of(Brief))
    lines: tuple[Advice, ...] = attrs.field(converter=as_tuple, validator=each_of(Advice))

    def text(self) -> str:
        """Return every rule with its reason, as lines of text."""
        return "\n".join(line.text() for line in self.lines)

    def _repr_html_(self) -> str:
        """Show the programme and the reasons, for notebooks."""
        rows = "".join(
            f"<tr><td>{escape(line.rule.zh)}</td><td>{line.count}</td><td>{escape(line.why.zh)}</td>"
            f"<td>{escape(line.why.en)}</td><td>{escape(str(line.rule.source))}</td></tr>"
            for line in self.lines
        )
        return f"{schedule_page(self.brief.name, self.brief.schedule())}<table>{rows}</table>"


def recommend(
    id: str,
    name: str,
    *,
    profile: CommunityProfile,
    rules: Iterable[ProvisionRule] = PROVISION_RULES,
) -> Recommendation:
    """Return the rooms that rules ask for in a community; the same community always gets the same.

    Parameters
    ----------
    id, name
        Identifier and name of the programme.
    profile
        Size, ages and location.
    rules
        When to have what; the library's own, unless given.

    Raises
    ------
    InvalidValue
        If two rules that hold are of one code, or one asks for too many rooms.

    Examples
    --------
    >>> town = CommunityProfile(
    ...     population=Population.of({"60plus": 900, "18-34": 1_500, "35-59": 1_600}),
    ...     locations={"old_quarter"},
    ... )
    >>> found = recommend("lq", "龙桥", profile=town)
    >>> print(found.text().splitlines()[0])
    service_station × 1: of all ages there are 4000 people (100 % of all); asked is from 0 people and 0 %: \
it holds, with 100 m² each
    >>> [line.rule.code for line in found.lines if not line.count]
    ['clinic', 'nursery', 'after_school']
    >>> found.brief.net_area
    Fraction(950, 1)
    """
    require("profile", profile, kind=CommunityProfile)
    given = each_required("rules", rules, kind=ProvisionRule)
    lines = tuple(_advice(rule, profile) for rule in given)
    rooms = [_room(line, profile) for line in lines if line.count]
    return Recommendation(brief=Brief(id, name, rooms=rooms, source=SIZE_AGES_LOCATION), lines=lines)


def _advice(rule: ProvisionRule, profile: CommunityProfile) -> Advice:
    """Return what a rule comes to."""
    people, share = profile.count(rule.bands), profile.share_of(rule.bands)
    is_there = not rule.locations or bool(rule.locations & profile.locations)
    holds = is_there and people >= rule.people_from and share >= rule.share_from
    count = max(1, -(-people // rule.people_per_room)) if rule.people_per_room else 1
    asked = _asked(rule, people, share)
    if not holds:
        where = Words("地点不符", "it lies elsewhere") if not is_there else Words("未达", "it does not hold")
        why = Words(f"{asked.zh}：{where.zh}", f"{asked.en}: {where.en}")
        return Advice(rule=rule, count=0, why=why)
    size = written(_unit_area(rule, people, count))
    zh, en = f"{asked.zh}：适用，每间 {size} 平方米", f"{asked.en}: it holds, with {size} m² each"
    return Advice(rule=rule, count=count, why=Words(zh, en))


def _asked(rule: ProvisionRule, people: int, share: Fraction) -> Words:
    """Say what a rule asks of a community, and what there is."""
    bands = ", ".join(sorted(rule.bands))
    percents = f"{_percent(share)} %", f"{_percent(rule.share_from)} %"
    places = ", ".join(sorted(rule.locations))
    zh = (
        f"{bands or '各年龄段'}共 {people} 人（占 {percents[0]}），"
        f"要求不少于 {rule.people_from} 人且占 {percents[1]}"
    )
    en = (
        f"of {bands or 'all ages'} there are {people} people ({percents[0]} of all); "
        f"asked is from {rule.people_from} people and {percents[1]}"
    )
    return Words(zh + f"，限于 {places}", en + f", in {places}") if places else Words(zh, en)


def _percent(share: Fraction) -> str:
    """Write a share in whole percent or with one decimal, rounded down."""
    whole, tenth = divmod(int(share * 1_000), 10)
    return f"{whole}.{tenth}" if tenth else str(whole)


def _unit_area(rule: ProvisionRule, people: int, count: int) -> Fraction:
    """Return the area of one room, rounded up to the square centimetre."""
    if rule.square_metres_per_thousand is None:
        return rule.least_area
    shared = rule.square_metres_per_thousand * people / (1_000 * count)
    return max(rule.least_area, Fraction(-(-shared * PARTS // 1), PARTS))


def _room(line: Advice, profile: CommunityProfile) -> Room:
    """Return the room that a rule asks for; its users are the people whom it counts."""
    rule = line.rule
    people = profile.count(rule.bands)
    counts = {
        code: count for code, count in profile.population.counts if not rule.bands or code in rule.bands
    }
    return Room(
        rule.code,
        rule.zh,
        rule.en,
        function=rule.function,
        count=min(line.count, MOST_COUNT + 1),
        standard_required_area=_unit_area(rule, people, line.count),
        min_required_area=rule.least_area,
        area_per_occupant=rule.area_per_occupant,
        users=Population.of(counts),
        is_shared=rule.is_shared,
        is_accessible=rule.is_accessible,
    )

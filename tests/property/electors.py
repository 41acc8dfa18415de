"""A second opinion on audits: a rule and an electorate, everything tried person by person."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import product

from hypothesis import HealthCheck, settings

from communitygov.meeting.decision.combination import Sub
from communitygov.meeting.decision.consent import NoUnsettledObjection
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.measure import HEADS
from communitygov.meeting.rule_audit.body import Position
from communitygov.meeting.rule_audit.kind import Headcount, VoterKind
from communitygov.meeting.rule_audit.profile import Profile
from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.tally.electorate import Electorate, Voter
from communitygov.meeting.tally.tally import Tally

#: Every example is tried person by person, hundreds of times.
SLOW = settings(
    max_examples=settings().max_examples // 2, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
CHOICES = {
    Position.IN_FAVOUR: Choice.YES,
    Position.AGAINST: Choice.NO,
    Position.OBJECTING: Choice.NO,
    Position.ABSTAINING: Choice.ABSTAIN,
}
Group = frozenset[str]
#: How many of each kind, a kind being all that voters have in common.
Kinds = tuple[tuple[object, int], ...]
Look = tuple[str, tuple[str, ...], tuple[tuple[str, int], ...]]


def all_of(rule: DecisionRule) -> Iterable[DecisionRule]:
    yield rule
    for each in rule.rules:
        yield from all_of(each)


class Persons:
    """A rule and an electorate, tried person by person, by way of a count and a decision."""

    def __init__(self, rule: DecisionRule, electorate: Electorate) -> None:
        self.rule, self.electorate = rule, electorate
        free = [each for each in electorate.voters if each.id not in electorate.excused]
        self.free = sorted(free, key=lambda each: each.id)
        self.ids = [each.id for each in self.free]
        rules = list(all_of(rule))
        self.measures = {getattr(each, "measure", HEADS).code for each in rules}
        self.parts = {each.part for each in rules if isinstance(each, Sub)}
        self.asks = any(isinstance(each, NoUnsettledObjection) for each in rules)
        self.positions = [each for each in Position if self.asks or each is not Position.OBJECTING]

    def look(self, voter: Voter) -> Look:
        """Return what the rule sees of a voter."""
        weights = tuple(pair for pair in voter.weights if pair[0] in self.measures)
        return voter.constituency, tuple(sorted(voter.parts & self.parts)), weights

    def adopts(self, positions: Mapping[str, Position], electorate: Electorate | None = None) -> bool:
        choices = {who: CHOICES[each] for who, each in positions.items() if each is not Position.AWAY}
        against = [who for who, each in positions.items() if each is Position.OBJECTING]
        tally = Tally.count(electorate or self.electorate, choices, objectors=against)
        return self.rule.decide(tally).outcome is Outcome.ADOPTED

    @cached_property
    def table(self) -> dict[tuple[Position, ...], bool]:
        return {
            each: self.adopts(dict(zip(self.ids, each, strict=True)))
            for each in product(self.positions, repeat=len(self.ids))
        }

    @cached_property
    def wins(self) -> dict[Group, bool]:
        sides = Position.IN_FAVOUR, Position.OBJECTING if self.asks else Position.AGAINST
        return {
            frozenset(
                who for who, each in zip(self.ids, some, strict=True) if each is Position.IN_FAVOUR
            ): self.table[some]
            for some in product(sides, repeat=len(self.ids))
        }

    def kinds(self, people: Iterable[str]) -> Kinds:
        looks = {each.id: self.look(each) for each in self.free}
        return tuple(sorted(Counter(looks[who] for who in people).items()))

    def moved(self, sources: set[Position], target: Position, *, adopted: bool) -> list[tuple[int, int, int]]:
        """Return the sizes of all profiles whose outcome one person turns round by such a move."""
        return [
            size(each)
            for each, has_passed in self.table.items()
            if has_passed is adopted
            for at, position in enumerate(each)
            if position in sources and self.table[(*each[:at], target, *each[at + 1 :])] is not adopted
        ]


def size(positions: tuple[Position, ...]) -> tuple[int, int, int]:
    counted = Counter(positions)
    against = counted[Position.AGAINST] + counted[Position.OBJECTING]
    return len(positions) - counted[Position.AWAY], counted[Position.IN_FAVOUR], against


def size_of(profile: Profile) -> tuple[int, int, int]:
    return profile.taking_part, profile.yes.total, profile.no.total + profile.objecting.total


def looks(kinds: Iterable[VoterKind], persons: Persons) -> dict[str, object]:
    """Return what the voters of each kind have in common; of a constituency the heavier come first."""
    codes = [side.code for side in persons.electorate.constituencies]
    ordered = sorted(
        set(map(persons.look, persons.free)),
        key=lambda look: (codes.index(look[0]), look[1], -dict(look[2]).get("area", 0)),
    )
    return {kind.code: look for kind, look in zip(kinds, ordered, strict=True)}


def as_kinds(headcount: Headcount, found: dict[str, object]) -> Kinds:
    return tuple(sorted((found[each.kind.code], each.people) for each in headcount.of))

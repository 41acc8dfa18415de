"""What an audit, an index of power and a what-if say, against everything tried person by person."""

from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from itertools import combinations, permutations, product
from math import factorial

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communitygov.core.document import Value
from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES
from communitygov.meeting.decision.combination import All, EachOf, Sub
from communitygov.meeting.decision.consent import NoUnsettledObjection
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.decision.quorum import Minimum
from communitygov.meeting.measure import HEADS
from communitygov.meeting.rule_audit.body import Position
from communitygov.meeting.rule_audit.game import Players
from communitygov.meeting.rule_audit.kind import Headcount, VoterKind
from communitygov.meeting.rule_audit.power import banzhaf, shapley_shubik
from communitygov.meeting.rule_audit.profile import Profile
from communitygov.meeting.rule_audit.report import audit
from communitygov.meeting.rule_audit.survey import survey
from communitygov.meeting.rule_audit.whatif import whatif
from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.tally.counts import Base
from communitygov.meeting.tally.electorate import Electorate, Voter
from communitygov.meeting.tally.tally import Tally
from communitygov.meeting.threshold import Threshold
from communitygov.testing.strategies.audit import STRATEGIES, Audited, Voted, audited, voted
from communitygov.testing.strategies.ballot import electorates
from communitygov.testing.strategies.decision import thresholds

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


@pytest.mark.parametrize("kind", STRATEGIES, ids=lambda kind: kind.__name__)
@SLOW
@given(data=st.data())
def test_documents_round_trip(kind: type[Value], data: st.DataObject) -> None:
    value = data.draw(STRATEGIES[kind]())
    assert isinstance(value, kind)
    assert kind.from_document(value.to_document()) == value
    assert kind.from_json(value.to_json()) == value


# ------------------------------------------------------------------ the audit


@SLOW
@given(audited())
def test_what_can_be_adopted_and_with_how_few_is_what_persons_find(case: Audited) -> None:
    persons, report = Persons(*case), audit(*case)
    adopted = [each for each, has_passed in persons.table.items() if has_passed]
    assert report.is_attainable == bool(adopted)
    fewest = min((size(each)[1::-1] for each in adopted), default=None)
    assert fewest == (report.least and (report.least.yes.total, report.least.taking_part))
    assert bool(report.vacuous) == any(not size(each)[1] for each in adopted)
    by_kind = {
        tuple(
            persons.kinds(w for w, p in zip(persons.ids, each, strict=True) if p is position)
            for position in Position
        )
        for each in adopted
    }
    assert report.adopting == len(by_kind)
    assert report.is_attainable or report.obstacles


@SLOW
@given(audited())
def test_a_paradox_is_found_exactly_if_there_is_one_and_the_witness_is_the_smallest(case: Audited) -> None:
    persons, report = Persons(*case), audit(*case)
    towards = set(Position) - {Position.IN_FAVOUR}
    losses = persons.moved(towards, Position.IN_FAVOUR, adopted=True)
    paradoxes = [
        found
        for target in persons.positions[1:-2]
        for found in persons.moved({Position.AWAY}, target, adopted=False)
    ]
    assert (report.loss and size_of(report.loss.before)) == min(losses, default=None)
    assert (report.no_show and size_of(report.no_show.before)) == min(paradoxes, default=None)
    assert not losses, "every rule of the library grows with agreement"


@SLOW
@given(audited())
def test_a_witness_of_the_no_show_paradox_is_one(case: Audited) -> None:
    report, persons = audit(*case), Persons(*case)
    if report.no_show is None:
        return
    found = looks(report.kinds, persons)

    def placed(profile: Profile) -> dict[str, Position]:
        wanted = {
            position: Counter(dict(as_kinds(group, found)))
            for position, group in zip(
                Position,
                (profile.yes, profile.no, profile.objecting, profile.abstain, profile.away),
                strict=True,
            )
        }
        positions = {}
        for voter in persons.free:
            look = persons.look(voter)
            position = next(each for each in Position if wanted[each][look])
            wanted[position][look] -= 1
            positions[voter.id] = position
        return positions

    before, after = report.no_show.before, report.no_show.after
    assert not persons.adopts(placed(before))
    assert persons.adopts(placed(after))
    assert (after.no.total, after.away.total) == (before.no.total + 1, before.away.total - 1)
    assert (after.yes, after.abstain, after.objecting) == (before.yes, before.abstain, before.objecting)


@SLOW
@given(audited())
def test_vetoes_are_those_of_persons_and_the_extremes_find_the_same(case: Audited) -> None:
    persons, report, extremes = Persons(*case), audit(*case), survey(*case)
    adopted = [
        dict(zip(persons.ids, each, strict=True)) for each, has_passed in persons.table.items() if has_passed
    ]
    found = looks(report.kinds, persons)

    def blocking(group: list[str]) -> tuple[Position, ...]:
        return tuple(
            position
            for position in Position
            if position in persons.positions[1:]
            and not any(all(each[who] is position for who in group) for each in adopted)
        )

    codes = [each.code for each in persons.electorate.constituencies]
    sides = [[each.id for each in persons.free if each.constituency == code] for code in codes]
    groups = [[who] for who in persons.ids] + [side for side in sides if 1 < len(side) < len(persons.ids)]
    expected = {(persons.kinds(group), blocking(group)) for group in groups if blocking(group)}
    said = {(as_kinds(each.who, found), each.by) for each in report.vetoes}
    assert said == (expected if adopted else set())
    assert extremes.vetoes == report.vetoes
    assert extremes.is_attainable == report.is_attainable
    assert bool(extremes.vacuous) == bool(report.vacuous)
    assert extremes.deadlocks == report.deadlocks
    if extremes.least:
        assert size_of(extremes.least)[:2] == size_of(report.least or Profile())[:2]


@SLOW
@given(audited())
def test_coalitions_are_those_of_persons(case: Audited) -> None:
    persons, report = Persons(*case), audit(*case)
    wins, everybody = persons.wins, frozenset(persons.ids)
    found = looks(report.kinds, persons)
    minimal = [
        each for each, has_won in wins.items() if has_won and not any(wins[each - {who}] for who in each)
    ]
    blocking = [
        each
        for each in wins
        if not wins[everybody - each] and all(wins[everybody - each | {who}] for who in each)
    ]
    assert {as_kinds(each, found) for each in report.winning} == {persons.kinds(each) for each in minimal}
    assert {as_kinds(each, found) for each in report.blocking} == {persons.kinds(each) for each in blocking}
    assert len(set(report.winning)) == len(report.winning)
    assert report.is_proper == all(one & other for one in minimal for other in minimal)
    dummies = {who for who in everybody if all(wins[each | {who}] is won for each, won in wins.items())}
    said = {found[each.code] for each in report.dummies}
    assert said == {look for who in dummies for look, _ in persons.kinds([who])}


@settings(SLOW, max_examples=SLOW.max_examples // 2)
@given(audited(most=3))
def test_the_smallest_deadlock_is_that_of_persons(case: Audited) -> None:
    persons, report = Persons(*case), audit(*case)

    def can_pass(gone: tuple[str, ...]) -> bool:
        left = [who for who in persons.ids if who not in gone]
        electorate = persons.electorate.with_excused(gone)
        profiles = product(persons.positions, repeat=len(left))
        return any(persons.adopts(dict(zip(left, each, strict=True)), electorate) for each in profiles)

    groups = [each for number in range(len(persons.ids) + 1) for each in combinations(persons.ids, number)]
    smallest = next((each for each in groups if not can_pass(each)), ())
    assert (report.deadlock.total if report.deadlock else 0) == len(smallest)
    for each in report.deadlocks:
        (code,) = each.by_constituency
        side = {voter.id for voter in persons.free if voter.constituency == code}
        alone = [group for group in groups if side.issuperset(group) and not can_pass(group)]
        assert each.total == len(alone[0])


@SLOW
@given(
    electorate=electorates(most=4),
    threshold=thresholds(),
    base=st.sampled_from((Base.ALL, Base.ELIGIBLE)),
    in_each=st.booleans(),
)
def test_rules_of_a_fixed_base_without_a_quorum_have_no_paradox(
    electorate: Electorate, threshold: Threshold, base: Base, *, in_each: bool
) -> None:
    agreed = Majority("heads", base=base, threshold=threshold)
    rule = EachOf(agreed) if in_each else All(agreed, Minimum("yes", 1))
    assert audit(rule, electorate).no_show is None


@SLOW
@given(audited())
def test_new_names_change_nothing_but_names(case: Audited) -> None:
    rule, electorate = case
    names = {who: f"x-{at}" for at, who in enumerate(sorted(electorate.ids, reverse=True))}
    renamed = attrs.evolve(
        electorate,
        voters=[attrs.evolve(each, id=names[each.id]) for each in reversed(electorate.voters)],
        excused=[names[who] for who in electorate.excused],
    )
    assert audit(rule, renamed) == audit(rule, electorate)


# ------------------------------------------------------------------ power


@SLOW
@given(audited())
def test_both_indices_are_those_of_persons(case: Audited) -> None:
    persons = Persons(*case)
    wins, ids = persons.wins, persons.ids
    shapley, absolute = shapley_shubik(*case), banzhaf(*case)
    found = looks([each.kind for each in shapley.shares], persons)
    by_look = {persons.kinds([who])[0][0]: who for who in ids}
    pivots = Counter[str]()
    for order in permutations(ids):
        before = [wins[frozenset(order[:at])] for at in range(len(ids) + 1)]
        pivots.update(who for at, who in enumerate(order) if before[at + 1] and not before[at])
    for share, power in zip(shapley.shares, absolute.shares, strict=True):
        who = by_look[found[share.kind.code]]
        swings = sum(wins[each | {who}] and not wins[each] for each in wins if who not in each)
        assert share.member == Fraction(pivots[who], factorial(len(ids)))
        assert power.member == Fraction(swings, 2 ** (len(ids) - 1))


@SLOW
@given(audited(), st.sampled_from(Players))
def test_shapley_sums_to_one_dummies_have_none_and_vetoes_most(case: Audited, players: Players) -> None:
    persons, report = Persons(*case), audit(*case)
    shapley, normal = (
        shapley_shubik(*case, players=players),
        banzhaf(*case, players=players).normalised(),
    )
    decides = persons.wins[frozenset(persons.ids)] and not persons.wins[frozenset()]
    assert shapley.total == normal.total == decides
    assert sum(shapley.per_constituency.values()) == shapley.total
    if players is Players.CONSTITUENCIES:
        return
    for index in (shapley, normal):
        assert {code for code, share in index.per_member.items() if not share} == {
            each.code for each in report.dummies
        }
        for veto in report.veto_members if decides else ():
            if Position.AGAINST in veto.by or Position.OBJECTING in veto.by:
                assert index.per_member[veto.who.of[0].kind.code] == max(index.per_member.values())


# ------------------------------------------------------------------ what if


@SLOW
@given(voted())
def test_what_is_lacking_is_the_least_that_persons_find(vote: Voted) -> None:
    rule, electorate, choices, present = vote
    persons = Persons(rule, electorate)
    free = set(persons.ids)
    has_voted = {who for who in choices if who in free}
    here = [who for who in persons.ids if who in present and who not in has_voted]
    away = [who for who in persons.ids if who not in present]

    def outcome(ways: Mapping[str, Choice]) -> Outcome:
        return rule.decide(
            Tally.count(electorate, {**choices, **ways}, present=present | ways.keys())
        ).outcome

    decision = rule.decide(Tally.count(electorate, choices, present=present))
    said = whatif(decision, electorate=electorate, choices=choices, present=present)
    assert said.outcome is decision.outcome is outcome({})
    found = looks(audit(rule, electorate).kinds, persons)
    order = list(found.values())

    def least(people: list[list[str]], way: Choice, short: set[Outcome]) -> tuple[int, ...] | None:
        listed = [who for group in people for who in group]
        for number in range(len(listed) + 1):
            enough = [
                [
                    dict(persons.kinds(set(some) & set(group))).get(look, 0)
                    for group in people
                    for look in order
                ]
                for some in combinations(listed, number)
                if outcome(dict.fromkeys(some, way)) not in short
            ]
            if enough:
                return tuple(max(enough))
        return None

    def numbers(*groups: Headcount) -> tuple[int, ...]:
        return tuple(dict(as_kinds(group, found)).get(look, 0) for group in groups for look in order)

    failed = set(Outcome) - {Outcome.ADOPTED}
    missing = {Outcome.VOID, Outcome.INQUORATE}
    assert (said.adopted and numbers(said.adopted.present, said.adopted.absent)) == least(
        [here, away], Choice.YES, failed
    )
    assert (said.quorate and numbers(said.quorate.present, said.quorate.absent)) == least(
        [here, away], Choice.ABSTAIN, missing
    )
    others = [
        [who for who in persons.ids if choices.get(who) is way]
        for way in (Choice.ABSTAIN, Choice.INVALID, Choice.NO)
    ]
    changed = least(others, Choice.YES, failed)
    expected = None if changed is None else sum(changed)
    assert (said.persuaded and said.persuaded.total) == expected
    assert bool(said.obstacles) == (said.adopted is None)


@SLOW
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 2), st.integers(0, 2)),
        min_size=1,
        max_size=2,
    ),
    thresholds(),
    st.sampled_from(Base),
)
def test_counts_alone_say_the_same_as_voters_of_equal_weight(
    sides: list[tuple[int, int, int, int]], threshold: Threshold, base: Base
) -> None:
    ways = (Choice.YES, Choice.NO, "present", None)
    voters = [
        (f"{side.code}-{way}-{at}", side.code, way)
        for side, numbers in zip(FOUR_CONSTITUENCIES, sides, strict=False)
        for way, number in zip(ways, numbers, strict=True)
        for at in range(number)
    ]
    electorate = Electorate(
        constituencies=FOUR_CONSTITUENCIES[: len(sides)], voters=[Voter(who, code) for who, code, _ in voters]
    )
    choices = {who: way for who, _, way in voters if isinstance(way, Choice)}
    present = [who for who, _, way in voters if way]
    tally = Tally.count(electorate, choices, present=present)
    decision = EachOf(Majority("heads", base=base, threshold=threshold)).decide(tally)
    told = whatif(decision, electorate=electorate, choices=choices, present=present)
    assert whatif(decision) == told

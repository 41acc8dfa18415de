"""What an audit says, against everything tried person by person."""

from collections import Counter
from itertools import combinations, product

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.electors import SLOW, Persons, as_kinds, looks, size, size_of

from communitygov.core.document import Value
from communitygov.meeting.decision.combination import All, EachOf
from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.decision.quorum import Minimum
from communitygov.meeting.rule_audit.body import Position
from communitygov.meeting.rule_audit.profile import Profile
from communitygov.meeting.rule_audit.report import audit
from communitygov.meeting.rule_audit.survey import survey
from communitygov.meeting.tally.counts import Base
from communitygov.meeting.tally.electorate import Electorate
from communitygov.meeting.threshold import Threshold
from communitygov.testing.strategies.audit import STRATEGIES, Audited, audited
from communitygov.testing.strategies.ballot import electorates
from communitygov.testing.strategies.decision import thresholds


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

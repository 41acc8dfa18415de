"""What a what-if says, against everything tried person by person."""

from collections.abc import Mapping
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from tests.property.electors import SLOW, Persons, as_kinds, looks

from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES
from communitygov.meeting.decision.combination import EachOf
from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.rule_audit.kind import Headcount
from communitygov.meeting.rule_audit.report import audit
from communitygov.meeting.rule_audit.whatif import whatif
from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.tally.counts import Base
from communitygov.meeting.tally.electorate import Electorate, Voter
from communitygov.meeting.tally.tally import Tally
from communitygov.meeting.threshold import Threshold
from communitygov.testing.strategies.audit import Voted, voted
from communitygov.testing.strategies.decision import thresholds


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

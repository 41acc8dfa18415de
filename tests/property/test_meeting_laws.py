"""What holds of every council, sitting, tally and decision."""

from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from random import Random
from typing import TypeVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitygov.core.document import Value
from communitygov.errors import Language
from communitygov.meeting.council import FOUR_CONSTITUENCIES, Constituency, Council
from communitygov.meeting.decision import Decision, DecisionRule, Explanation, Outcome
from communitygov.meeting.rule import FOUR_PARTY_DEFAULT, All, EachOf, Minimum
from communitygov.meeting.sitting import Objection, Sitting, Vote
from communitygov.meeting.tally import Counts, Tally
from communitygov.testing.strategies.meeting import (
    MATTERS,
    STRATEGIES,
    constituted_councils,
    councils,
    counts,
    decision_rules,
    decisions,
    explanations,
    sittings,
    tallies,
)

Said = TypeVar("Said", Objection, Vote)

RANKED = ("void", "inquorate", "rejected", "tied", "open", "adopted")
FOUR_PARTY = constituted_councils(sides=st.just(FOUR_CONSTITUENCIES))


def rank(outcome: Outcome) -> int:
    return RANKED.index(outcome.value)


@pytest.mark.parametrize("kind", STRATEGIES, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_documents_round_trip(kind: type[Value], data: st.DataObject) -> None:
    value = data.draw(STRATEGIES[kind]())
    assert isinstance(value, kind)
    assert kind.from_document(value.to_document()) == value
    assert kind.from_json(value.to_json()) == value
    assert kind.from_json(value.to_json()).to_json() == value.to_json()


# ------------------------------------------------------------------ councils


@given(FOUR_PARTY, st.sampled_from(FOUR_CONSTITUENCIES))
def test_without_any_one_of_the_four_a_council_is_unconstituted_and_the_one_is_named(
    council: Council, gone: Constituency
) -> None:
    assert council.is_constituted()
    left = [each for each in council.delegates if each.constituency != gone.code]
    smaller = attrs.evolve(council, delegates=left)
    assert not smaller.is_constituted()
    assert [finding.subject for finding in smaller.findings()] == [gone.code]


@given(councils(), st.none() | st.dates())
def test_constituted_means_every_constituency_seated_and_no_finding(
    council: Council, on: date | None
) -> None:
    if council.is_constituted(on):
        assert all(council.seats(on).values())
    vacant = [code for code, seats in council.seats(on).items() if not seats]
    named = [finding.subject for finding in council.findings(on) if finding.code == "CONSTITUENCY_VACANT"]
    assert named == vacant


@given(councils())
def test_the_order_of_the_roster_does_not_matter_to_whether_it_is_constituted(council: Council) -> None:
    turned = attrs.evolve(council, delegates=council.delegates[::-1])
    assert set(turned.findings()) == set(council.findings())


# ------------------------------------------------------------------ sittings and tallies


@given(sittings(council=constituted_councils()), st.data())
def test_relabelling_people_inside_a_constituency_changes_nothing(
    sitting: Sitting, data: st.DataObject
) -> None:
    renamed: dict[str, str] = {}
    for seats in sitting.council.seats().values():
        old = [each.id for each in seats]
        renamed |= dict(zip(old, data.draw(st.permutations(old)), strict=True))

    def relabelled(said: Said) -> Said:
        return attrs.evolve(said, by=renamed.get(said.by, said.by))

    other = attrs.evolve(
        sitting,
        present={renamed.get(person, person) for person in sitting.present},
        objections=map(relabelled, sitting.objections),
        votes=map(relabelled, sitting.votes),
    )
    for matter in MATTERS:
        assert Tally.of(other, about=matter) == Tally.of(sitting, about=matter)


@given(sittings())
def test_a_tally_agrees_with_the_sitting_it_was_taken_from(sitting: Sitting) -> None:
    tally = Tally.of(sitting, about="LQ-1")
    assert set(tally.missing) == set(sitting.council.findings(sitting.day))
    assert tally.total.entitled == len(sitting.serving())
    assert tally.total.present == sum(each.id in sitting.present for each in sitting.serving())
    absent = {side.code for side, each in tally.groups if each.entitled and not each.present}
    named = {finding.subject for finding in sitting.findings() if finding.code == "CONSTITUENCY_ABSENT"}
    assert named == absent


@given(sittings(council=FOUR_PARTY))
def test_the_default_is_every_constituency_present_and_none_objecting(sitting: Sitting) -> None:
    decision = FOUR_PARTY_DEFAULT.decide(Tally.of(sitting, about="LQ-1"))
    here = {each.constituency for each in sitting.council.delegates if each.id in sitting.present}
    ids = {each.id for each in sitting.council.delegates}
    objected = any(
        each.by in ids and each.about == "LQ-1" and not each.settlement for each in sitting.objections
    )
    expected = "inquorate" if len(here) < len(FOUR_CONSTITUENCIES) else "rejected" if objected else "adopted"
    assert decision.outcome.value == expected


@given(sittings(council=FOUR_PARTY), st.data())
def test_more_presence_never_undoes_an_adoption_nor_brings_back_an_absence(
    sitting: Sitting, data: st.DataObject
) -> None:
    people = st.sampled_from([each.id for each in sitting.council.delegates])
    fuller = sitting.with_present(data.draw(st.sets(people)))
    before, after = (FOUR_PARTY_DEFAULT.decide(Tally.of(each, about="LQ-1")) for each in (sitting, fuller))
    assert rank(after.outcome) >= rank(before.outcome)
    assert set(after.findings) <= set(before.findings)


# ------------------------------------------------------------------ rules


@st.composite
def bettered(draw: st.DrawFn, worse: Counts) -> Counts:
    """Return counts with more present, more in favour and fewer objections, of the same seats."""
    present = draw(st.integers(worse.present, worse.entitled))
    yes = draw(st.integers(worse.yes, present))
    return Counts(
        entitled=worse.entitled,
        present=present,
        yes=yes,
        objections=draw(st.integers(0, worse.objections)),
    )


@given(decision_rules(), tallies(), st.data())
def test_rules_are_monotone(rule: DecisionRule, tally: Tally, data: st.DataObject) -> None:
    better = attrs.evolve(tally, groups=[(side, data.draw(bettered(each))) for side, each in tally.groups])
    assert rank(rule.decide(better).outcome) >= rank(rule.decide(tally).outcome)


def nodes(explanation: Explanation) -> Iterator[Explanation]:
    yield explanation
    for part in explanation.parts:
        yield from nodes(part)


@given(decisions())
def test_the_explanation_holds_exactly_when_the_matter_is_adopted(decision: Decision) -> None:
    explanation = decision.explanation
    assert explanation.outcome is decision.outcome
    assert explanation.holds == (decision.outcome is Outcome.ADOPTED)
    for node in nodes(explanation):
        assert node.holds == (not node.findings)
        assert node.holds == (not node.causes and all(part.holds for part in node.parts))
        assert not (node.holds and node.shortfall)
        if node.parts:
            assert node.outcome is min((part.outcome for part in node.parts), key=rank)


@given(decisions(), st.sampled_from(("zh", "en")))
def test_a_decision_names_every_cause_and_nothing_else(decision: Decision, language: Language) -> None:
    assert (decision.outcome is Outcome.ADOPTED) == (not decision.findings)
    assert len(set(decision.findings)) == len(decision.findings)
    assert decision.as_fact(about=decision.tally.about or "LQ-1", reference="m").because == decision.findings
    assert decision.explain(language).startswith(decision.outcome.label(language))
    said = decision.explain(language)
    assert all(node.words.say(language) in said for node in nodes(decision.explanation))


@given(tallies())
def test_the_default_names_every_vacant_absent_and_objecting_constituency(tally: Tally) -> None:
    named = {(each.code, each.subject) for each in FOUR_PARTY_DEFAULT.decide(tally).findings}
    for side, each in tally.groups:
        assert (("CONSTITUENCY_VACANT", side.code) in named) == (each.entitled == 0)
        assert (("CONSTITUENCY_ABSENT", side.code) in named) == (each.entitled > 0 and each.present == 0)
        assert (("OBJECTION_UNSETTLED", side.code) in named) == (each.objections > 0)


@given(st.lists(decision_rules(), min_size=1, max_size=3), tallies(), st.randoms(use_true_random=False))
def test_the_order_of_the_parts_does_not_matter(
    parts: list[DecisionRule], tally: Tally, shuffler: Random
) -> None:
    shuffled = parts.copy()
    shuffler.shuffle(shuffled)
    one, other = All(*parts).decide(tally), All(of=shuffled).decide(tally)
    assert one.outcome is other.outcome
    assert set(one.findings) == set(other.findings)
    assert rank(one.outcome) == min(rank(part.decide(tally).outcome) for part in parts)


@given(decision_rules(), tallies())
def test_each_of_is_the_worst_of_the_constituencies_by_themselves(rule: DecisionRule, tally: Tally) -> None:
    alone = [rule.decide(attrs.evolve(tally, groups=[group])).outcome for group in tally.groups]
    assert EachOf(rule).decide(tally).outcome is Outcome.worst(alone)
    assert EachOf(EachOf(rule)).decide(tally).outcome is EachOf(rule).decide(tally).outcome


@given(st.integers(1, 2**53 - 4), st.integers(0, 3))
def test_a_minimum_is_exact_to_the_last_one(least: int, above: int) -> None:
    seats = least + above
    side = FOUR_CONSTITUENCIES[0]

    def decide(present: int) -> Decision:
        tally = Tally.from_counts({side.code: Counts(entitled=seats, present=present)}, constituencies=[side])
        return Minimum("present", least).decide(tally)

    assert decide(least).outcome is Outcome.ADOPTED
    assert decide(least + above).explanation.shortfall == 0
    assert decide(least - 1).outcome is Outcome.INQUORATE
    assert decide(least - 1).explanation.shortfall == 1


@given(counts(), counts())
def test_counts_add_up(one: Counts, other: Counts) -> None:
    for name in ("entitled", "present", "yes", "no", "abstain", "objections"):
        assert getattr(one + other, name) == getattr(one, name) + getattr(other, name)
    assert one + other == other + one


@given(tallies())
def test_the_total_of_a_tally_is_the_sum_of_its_groups(tally: Tally) -> None:
    assert tally.total.present == sum(tally[side.code].present for side, _ in tally.groups)


class Tags(HTMLParser):
    """The tags that a picture opens and closes; text that is not escaped would add some."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.names: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert not attrs
        self.opened.append(tag)
        self.names.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag


@given(councils() | decisions() | explanations())
def test_a_picture_has_no_tag_but_its_own(value: Council | Decision | Explanation) -> None:
    tags = Tags()
    tags.feed(value._repr_html_())
    tags.close()
    assert not tags.opened
    assert tags.names <= {"table", "caption", "thead", "tbody", "tr", "th", "td", "b", "ul", "li"}

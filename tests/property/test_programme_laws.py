"""Laws of programmes, each against a second opinion written by hand."""

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from communitygov.errors import InvalidValue
from communitygov.organisation.body import BodyKind
from communitygov.organisation.social_body import SocialBodyRegister
from communitygov.organisation.volunteer import VolunteerTeam, VolunteerTeams
from communitygov.programme.checklist import Checklist, UnlistedSet
from communitygov.programme.date_span import DateSpan
from communitygov.programme.honour import HonourRoll
from communitygov.programme.opportunity import OpportunityList, OpportunityNotOpen, OpportunityStatus
from communitygov.programme.portfolio import Portfolio, ProjectCharge, overlaps
from communitygov.programme.project import Programme, ProjectPlan, staged_project
from communitygov.testing.strategies.checklist import checklists, members, unlisted_sets
from communitygov.testing.strategies.core import days, identifiers, titles
from communitygov.testing.strategies.date_span import date_spans
from communitygov.testing.strategies.honour import honour_rolls
from communitygov.testing.strategies.opportunity import opportunity_lists
from communitygov.testing.strategies.portfolio import portfolios, project_charges
from communitygov.testing.strategies.project import programmes, project_plans
from communitygov.testing.strategies.volunteer import social_body_registers, team_lists

# ------------------------------------------------------------------ days


@given(date_spans(), date_spans())
def test_which_came_first_is_known_just_where_every_day_of_both_agrees(
    one: DateSpan, other: DateSpan
) -> None:
    # The first and the last day of each are the extremes; all other days lie between them.
    answers = {left < right for left in (one.since, one.last) for right in (other.since, other.last)}
    assert one.is_before(other) is (answers.pop() if len(answers) == 1 else None)


@given(date_spans(), date_spans(), st.integers(1, 30))
def test_a_longer_bound_never_turns_a_yes_into_a_no(begun: DateSpan, ended: DateSpan, months: int) -> None:
    rank_of = {False: 0, None: 1, True: 2}
    shorter, longer = (begun.took_at_most(ended, months=each) for each in (months, months + 1))
    assert rank_of[shorter] <= rank_of[longer]


@given(days(), days(), st.integers(1, 30))
def test_what_is_known_to_the_day_is_always_settled(begun: date, ended: date, months: int) -> None:
    answer = DateSpan.on(begun).took_at_most(DateSpan.on(ended), months=months)
    assert answer is not None
    assert not answer or ended <= begun + timedelta(days=31 * months)
    assert answer or ended > begun + timedelta(days=28 * months)


# ------------------------------------------------------------------ checklists


@given(checklists(), st.data())
def test_what_is_covered_and_what_is_missing_are_the_whole_list(
    checklist: Checklist, data: st.DataObject
) -> None:
    codes = [each.code for each in checklist]
    done = data.draw(st.lists(st.sampled_from(codes), max_size=8))
    coverage = checklist.coverage(done)
    assert {each.code for each in coverage.missing} | set(coverage.done) == set(codes)
    assert {each.code for each in coverage.missing} & set(coverage.done) == set()
    assert coverage == checklist.coverage(reversed(done)) == checklist.coverage(done * 2)
    assert coverage.is_complete == (coverage.share == 1) == (not coverage.findings())


@given(checklists(), st.data())
def test_all_must_hold_is_what_three_valued_logic_says(checklist: Checklist, data: st.DataObject) -> None:
    three = st.sampled_from((True, False, None))
    answers = {each.code: data.draw(three) for each in checklist}
    held = checklist.holds(answers)
    assert (held is False) == (False in answers.values())
    assert (held is True) == (set(answers.values()) == {True})


@given(unlisted_sets(), members(most=9))
def test_a_set_takes_just_as_many_members_as_its_name_says(
    named: UnlistedSet, given_ones: list[object]
) -> None:
    if len(given_ones) == named.count:
        assert [*named.with_members(given_ones)] == given_ones  # type: ignore[arg-type]
    else:
        with pytest.raises(InvalidValue, match="as the name says"):
            named.with_members(given_ones)  # type: ignore[arg-type]


# ------------------------------------------------------------------ portfolios


@given(portfolios())
def test_named_and_unnamed_are_all_that_was_declared(portfolio: Portfolio) -> None:
    assert portfolio.named + portfolio.unnamed == portfolio.declared
    assert portfolio.unnamed >= 0
    assert sum(count for _, count in portfolio.counts()) <= portfolio.named


@given(portfolios(), st.data())
def test_an_item_is_named_until_it_is_a_project_with_owner_and_due_date(
    portfolio: Portfolio, data: st.DataObject
) -> None:
    codes = [each.code for each in portfolio.items]
    charges = data.draw(st.lists(project_charges(items=st.sampled_from([*codes, "nowhere"])), max_size=6))
    findings = portfolio.findings(charges)
    assert findings == portfolio.findings(charges[::-1])
    idle = [each.subject for each in findings if each.code == "ITEM_WITHOUT_PROJECT"]
    assert idle == [code for code in codes if code not in {each.item for each in charges}]
    whole = [
        ProjectCharge(item=code, project=f"j-{code}"[:120], owner="office", due=date(2020, 12, 31))
        for code in codes
    ]
    assert portfolio.findings(whole) == ()


@given(portfolios(), portfolios())
def test_overlaps_are_the_same_from_both_sides(one: Portfolio, other: Portfolio) -> None:
    there = {(each.left, each.right, each.is_same) for each in overlaps(one, other)}
    assert there == {(each.right, each.left, each.is_same) for each in overlaps(other, one)}
    alike = {
        (left.code, right.code)
        for left in one.items
        for right in other.items
        if left.code == right.code or left.name == right.name
    }
    assert {(left, right) for left, right, _ in there} == alike


# ------------------------------------------------------------------ opportunities


@given(opportunity_lists(), days())
def test_each_entry_has_one_status_and_only_what_is_open_can_be_matched(
    board: OpportunityList, on: date
) -> None:
    open_ones = {each.code for each in board.open(on=on)}
    taken = {each.opportunity: each.on for each in board.matches}
    for entry in board.entries:
        is_open = (
            entry.published <= on
            and (entry.deadline is None or on <= entry.deadline)
            and not (entry.code in taken and taken[entry.code] <= on)
        )
        assert (
            (entry.code in open_ones)
            == is_open
            == (board.status(entry.code, on=on) is OpportunityStatus.OPEN)
        )
        if is_open and entry.code not in taken:
            after = board.match(entry.code, partner="body-1", on=on)
            assert {each.code for each in after.open(on=on)} == open_ones - {entry.code}
        else:
            with pytest.raises(OpportunityNotOpen):
                board.match(entry.code, partner="body-1", on=on)


# ------------------------------------------------------------------ honours, projects, organisation


@given(honour_rolls())
def test_every_honour_is_found_with_its_holder_and_no_other(roll: HonourRoll) -> None:
    assert sum(len(roll.of(each.id)) for each in roll.holders) == len(roll.honours)
    for each in roll.holders:
        assert each in roll.named(each.name)


@given(honour_rolls())
def test_a_holder_is_flagged_just_where_one_before_may_be_the_same(roll: HonourRoll) -> None:
    flagged = [each.subject for each in roll.findings()]
    expected = [
        each.id
        for at, each in enumerate(roll.holders)
        if any(
            other.name == each.name and (None in (other.town, each.town) or other.town == each.town)
            for other in roll.holders[:at]
        )
    ]
    assert flagged == expected


@given(project_plans())
def test_every_plan_makes_a_sound_procedure(plan: ProjectPlan) -> None:
    procedure = staged_project(plan)
    assert procedure.check().is_sound
    forward = [move for move in procedure.table.moves if move.action == "advance"]
    assert [move.target for move in forward] == [*(each.code for each in plan.stages[1:]), "completed"]
    assert [bool(move.requires) for move in forward] == [each.gate is not None for each in plan.stages]


@given(programmes(), identifiers())
def test_a_programme_elsewhere_has_the_measures_and_no_figure(programme: Programme, place: str) -> None:
    assume(place != programme.place)
    other = programme.clone_to(place)
    assert [each.what for each in other.measures] == [each.what for each in programme.measures]
    assert all(each.figure is None and not each.is_complete for each in other.measures)
    assert other.clone_to(programme.place).clone_to(place) == other


@given(team_lists(), titles())
def test_teams_are_named_up_to_their_number_and_no_further(teams: VolunteerTeams, name: str) -> None:
    for at in range(teams.unnamed):
        teams = teams.with_team(VolunteerTeam(id=f"new-team-number-{at}", name=name))
    assert (teams.named, teams.unnamed) == (teams.count, 0)
    with pytest.raises(InvalidValue, match="teams"):
        teams.with_team(VolunteerTeam(id="one-too-many-teams", name=name))


KINDS = tuple(BodyKind)


@given(
    social_body_registers(place="HY", kinds=KINDS[::2]),
    social_body_registers(place="HY", kinds=KINDS[1::2]),
    identifiers(),
)
def test_registers_of_one_place_keep_every_kind_and_those_of_two_never_join(
    one: SocialBodyRegister, other: SocialBodyRegister, place: str
) -> None:
    joined = one.joined(other)
    for register in (one, other):
        for each in register.counts:
            assert joined.count(each.kind) == each.count
    assert len(joined.counts) == len(one.counts) + len(other.counts)
    assume(place != "HY")
    with pytest.raises(InvalidValue, match="never summed"):
        one.joined(attrs.evolve(other, place=place))

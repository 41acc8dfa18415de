"""Laws of postings: documents, who serves, who may act, what is refused."""

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitygov.core.document import Value
from communitygov.errors import CommunityGovError
from communitygov.grid.posting.duty import Duty, Inheritance, WorkerKind
from communitygov.grid.posting.posting import Posting
from communitygov.grid.posting.refusal import PostingRefused
from communitygov.grid.posting.roster import Roster
from communitygov.grid.posting.worker import Worker
from communitygov.testing.strategies.grid import dated_hierarchies
from communitygov.testing.strategies.posting import MATTERS, STRATEGIES, posting_days, postings, rosters

WRONG = {"SECOND_IN_CHARGE", "POSTED_TWICE"}


@pytest.mark.parametrize("kind", STRATEGIES, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_documents_round_trip(kind: type[Value], data: st.DataObject) -> None:
    value = data.draw(STRATEGIES[kind]())
    assert isinstance(value, kind)
    assert kind.from_document(value.to_document()) == value
    assert kind.from_json(value.to_json()) == value
    assert kind.from_json(value.to_json()).to_json() == value.to_json()


@given(rosters(), st.randoms(use_true_random=False))
def test_the_order_of_what_comes_in_does_not_matter(roster: Roster, random: object) -> None:
    def mixed(values: tuple[object, ...]) -> list[object]:
        found = list(values)
        random.shuffle(found)  # type: ignore[attr-defined]
        return found

    again = attrs.evolve(
        roster,
        workers=mixed(roster.workers),
        postings=mixed(roster.postings),
        absences=mixed(roster.absences),
        households=mixed(roster.households),
    )
    assert again == roster
    assert again.to_json() == roster.to_json()


@given(rosters(), posting_days(), st.none() | st.sampled_from(MATTERS), st.sampled_from(Duty))
def test_who_comes_first_is_the_first_of_the_chain_and_all_of_the_chain_is_there(
    roster: Roster, on: date, matter: str | None, duty: Duty
) -> None:
    known = {worker.id for worker in roster.workers}
    for code in roster.grid:
        chain = roster.chain(code, on=on, matter=matter, duty=duty)
        assert len(set(chain)) == len(chain)
        assert set(chain) <= known
        assert roster.in_charge(code, on=on) == next(iter(roster.chain(code, on=on)), None)


@given(rosters(), posting_days())
def test_a_grid_and_all_above_it_are_told_at_once_as_one_by_one(roster: Roster, on: date) -> None:
    own = attrs.evolve(roster, rule=attrs.evolve(roster.rule, inheritance=Inheritance.OWN_ONLY))
    for code in roster.grid:
        assert roster.in_charge_upwards(code, on=on) == tuple(
            (each, own.in_charge(each, on=on)) for each in (code, *roster.grid.ancestors(code))
        )


@given(data=st.data(), on=posting_days())
def test_grids_with_dates_are_served_as_those_of_the_day_are(data: st.DataObject, on: date) -> None:
    dated = data.draw(dated_hierarchies())
    codes = sorted({row[0] for row in dated.rows})
    known = st.sampled_from(["w-0", "w-1", "w-2"])
    held = postings(worker=known, grid=st.sampled_from(codes or ["nowhere"]))
    roster = Roster(
        dated,
        workers=[Worker(code, kind=WorkerKind.GRID_WORKER) for code in ("w-0", "w-1", "w-2")],
        postings=data.draw(st.lists(held, unique=True, max_size=8)),
    )
    then = attrs.evolve(roster, grid=dated.as_of(on))
    for code in codes:
        for ask in (Roster.in_charge, Roster.chain, Roster.appointed, Roster.in_charge_upwards):
            if code in then.grid:
                assert ask(roster, code, on=on) == ask(then, code, on=on)
                assert roster.covers("w-0", code, on=on) == then.covers("w-0", code, on=on)
            else:
                with pytest.raises(CommunityGovError):
                    ask(roster, code, on=on)


@given(rosters(), posting_days(), st.none() | st.sampled_from(MATTERS), st.sampled_from(Duty))
def test_somebody_may_act_exactly_when_nothing_is_unmet(
    roster: Roster, on: date, matter: str | None, duty: Duty
) -> None:
    for worker in roster.workers:
        for code in roster.grid:
            unmet = roster.explain_cover(worker.id, code, on=on, matter=matter, duty=duty)
            assert roster.covers(worker.id, code, on=on, matter=matter, duty=duty) == (unmet == ())
            assert len(set(unmet)) == len(unmet)


@given(rosters(), posting_days())
def test_who_is_in_charge_may_act_there_unless_posted_outside_own_communities(
    roster: Roster, on: date
) -> None:
    for code in roster.grid:
        worker = roster.in_charge(code, on=on)
        if worker is not None:
            codes = {finding.code for finding in roster.explain_cover(worker, code, on=on)}
            assert codes <= {"OUTSIDE_COMMUNITY"}


@given(rosters(), posting_days())
def test_a_grid_that_must_be_served_has_a_gap_or_somebody(roster: Roster, on: date) -> None:
    gaps = roster.gaps(on=on)
    lacking = {finding.subject for finding in gaps if finding.code == "GRID_WITHOUT_IN_CHARGE"}
    assert all(roster.in_charge(code, on=on) is None for code in lacking)
    above = [finding.subject for finding in roster.from_above(on=on)]
    assert all(code in roster.grid for code in above)
    assert set(gaps) <= set(roster.findings(on=on))


@given(rosters(), postings(worker=st.sampled_from(["w-0", "w-1", "w-9"]), grid=st.just("district-0-0")))
def test_a_posting_is_refused_or_adds_no_conflict_to_any_day(roster: Roster, posting: Posting) -> None:
    try:
        grown = roster.posted(posting)
    except PostingRefused as error:
        refusal: PostingRefused | None = error
        grown = roster
    else:
        refusal = None
    if refusal is not None:
        assert refusal.findings
        assert len(str(refusal)) < 5_000
        return
    assert set(grown.postings) == {*roster.postings, posting}
    if posting.since is not None:
        known = roster.findings(on=posting.since)
        new = [each for each in grown.findings(on=posting.since) if each not in known]
        assert not WRONG & {finding.code for finding in new}


@given(rosters(), posting_days())
def test_every_count_of_households_is_in_the_loads_of_whoever_has_the_grid(roster: Roster, on: date) -> None:
    counts = dict(roster.households)
    for load in roster.loads(on=on):
        under = roster.grid.within(load.codes)
        assert load.households == sum(count for code, count in counts.items() if code in under)
        assert load.codes == tuple(sorted(load.codes))
        assert roster.load(load.worker, on=on) == load


@given(rosters(), posting_days())
def test_codes_that_stay_what_they_are_leave_a_roster_as_it_is(roster: Roster, on: date) -> None:
    assert roster.reposted({}, grid=roster.grid, on=on) == roster


@given(rosters(), posting_days())
def test_no_posting_is_lost_when_grids_are_renamed(roster: Roster, on: date) -> None:
    code = next(iter(roster.grid))
    after = roster.reposted({code: code}, grid=roster.grid, on=on)
    for posting in roster.postings:
        if posting.grid == code and posting.holds_on(on):
            assert any(
                each.worker == posting.worker and each.duty is posting.duty and each.grid == code
                for each in after.postings
                if each.holds_on(on)
            )
    assert len(after.postings) >= len({*roster.postings} & {*after.postings})


@given(rosters())
def test_a_roster_looks_like_a_table(roster: Roster) -> None:
    assert "<script" not in roster._repr_html_()

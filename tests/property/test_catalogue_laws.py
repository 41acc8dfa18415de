"""Laws of the further procedures: every walk ends, every reason speaks, under every policy."""

from hypothesis import given
from hypothesis import strategies as st

from communitygov.core.document import Value
from communitygov.deliberation.village_policy import VillagePolicy
from communitygov.organisation import Actor
from communitygov.procedure import Case, Procedure
from communitygov.testing.strategies.catalogue import STRATEGIES, catalogue_procedures, village_policies
from communitygov.testing.walks import fitting, open_moves, walked


@given(procedure=catalogue_procedures(), choices=st.binary(min_size=120, max_size=120))
def test_every_walk_ends_under_every_policy(procedure: Procedure, choices: bytes) -> None:
    case = walked(procedure, choices)
    assert case.is_closed
    assert procedure.check().is_sound


@given(procedure=catalogue_procedures(), choices=st.binary(max_size=20))
def test_from_everywhere_some_end_is_reached(procedure: Procedure, choices: bytes) -> None:
    case = walked(procedure, choices)
    while not case.is_closed:
        moves = open_moves(procedure, case)
        assert moves, f"{case.state} has no way out"
        attempt = fitting(case, moves[-1])
        case = procedure.apply(case, attempt.action, by=attempt.by, at=attempt.at, facts=attempt.facts)


@given(procedure=catalogue_procedures(), choices=st.binary(max_size=20))
def test_whoever_is_nobody_may_do_nothing_and_is_told_why_in_both_languages(
    procedure: Procedure, choices: bytes
) -> None:
    case, nobody = walked(procedure, choices), Actor("nobody", roles=())
    for action in procedure.table.actions:
        reasons = procedure.explain(case, action.code, by=nobody, at=case.since)
        assert reasons
        for reason in reasons:
            said = (reason.text("zh"), reason.text("en"), reason.advice("zh"), reason.advice("en"))
            assert all(said)
            assert "{" not in "".join(said)


@given(procedure=catalogue_procedures(), choices=st.binary(max_size=20))
def test_cases_and_procedures_read_back_as_they_were(procedure: Procedure, choices: bytes) -> None:
    case = walked(procedure, choices)
    assert Case.from_json(case.to_json()) == case
    again = Procedure.from_json(procedure.to_json())
    assert (again, again.identity) == (procedure, procedure.identity)


@given(st.data())
def test_every_value_of_the_catalogue_reads_back_as_it_was(data: st.DataObject) -> None:
    for kind, strategy in STRATEGIES.items():
        value = data.draw(strategy())
        assert isinstance(value, Value)
        assert kind.from_document(value.to_document()) == value
        assert kind.from_json(value.to_json()) == value


@given(policy=village_policies(), members=st.integers(0, 500), present=st.integers(0, 500))
def test_shares_round_up_to_the_least_whole_number_that_reaches_them(
    policy: VillagePolicy, members: int, present: int
) -> None:
    least = policy.least_present(members=members)
    assert least >= policy.members_present * members > least - 1
    base = members if policy.consent_base.value == "entitled" else present
    consenting = policy.least_consenting(members=members, present=present)
    assert consenting >= policy.members_consenting * base > consenting - 1

"""A history is legal when each record is a line of its table; what is not, is found with its number."""

from datetime import timedelta
from itertools import count

import attrs
import pytest
from tests.unit.procedure.migrated_cases import (
    CLOSED,
    LATER,
    MIGRATED,
    NEW,
    OLD,
    PLAN,
    back_and_forth,
    changed,
    deed,
    fact,
    for_themselves,
    found,
    in_no_plan,
)

from communitygov.core.finding import Finding, Message
from communitygov.deliberation import five_step
from communitygov.deliberation.five_step_policy import FiveStepPolicy
from communitygov.errors import InvalidValue
from communitygov.organisation.actor import Actor, Role
from communitygov.procedure.case import Case, Deed
from communitygov.procedure.history import verification as history
from communitygov.procedure.history.migration_plan import Migration
from communitygov.procedure.history.shelf import Shelf
from communitygov.procedure.history.stretch import stretches
from communitygov.procedure.history.verification import HistoryRefused, verify_history
from communitygov.procedure.procedure import Procedure
from communitygov.testing.walks import walked

# ------------------------------------------------------------------ what is legal


@pytest.mark.parametrize("procedure", [OLD, NEW], ids=count())
def test_a_walk_through_a_table_is_legal(procedure: Procedure) -> None:
    for choice in range(4):
        assert verify_history(walked(procedure, [choice] * 6), procedure) == ()


def test_a_proxy_acts_where_the_line_has_proxies() -> None:
    opening = attrs.evolve(OLD.table.opening, proxies=(Role.GRID_WORKER,))
    procedure = Procedure(table=attrs.evolve(OLD.table, opening=opening))
    worker = Actor("w-07", roles={Role.GRID_WORKER}, grids={"LQ-03"}).acting_for("r-9")
    case = procedure.open("LQ-1", "a matter", by=worker, at=LATER, grid="LQ-03")
    assert case.history[0].on_behalf_of == "r-9"
    assert verify_history(case, procedure) == ()
    by_principal = five_step(FiveStepPolicy(proxies=(Role.GRID_WORKER,)))
    raised = by_principal.open("LQ-1", "a matter", by=worker, at=LATER, grid="LQ-03")
    withdrawn = by_principal.apply(raised, "withdraw", by=worker, at=LATER)
    assert verify_history(withdrawn, by_principal) == ()
    for_another = changed(withdrawn, 1, on_behalf_of="r-8")
    assert found(for_another, by_principal) == [("HISTORY_CONDITION_UNMET", "1")]
    before = attrs.evolve(case, matter=attrs.evolve(case.matter, procedure=OLD.identity))
    assert found(before, OLD) == [("HISTORY_WRONG_PROXY", "0")]


def test_other_procedures_do_no_harm() -> None:
    assert verify_history(CLOSED, NEW, OLD, NEW) == ()


# ------------------------------------------------------------------ what is not


@pytest.mark.parametrize(
    ("case", "code", "seq"),
    [
        (deed(CLOSED, 0, action="sort"), "HISTORY_NO_LINE", "0"),
        (deed(CLOSED, 0, role="grid_worker"), "HISTORY_WRONG_ROLE", "0"),
        (deed(CLOSED, 2, action="handle"), "HISTORY_NO_LINE", "2"),
        (deed(CLOSED, 2, action="unheard-of"), "HISTORY_NO_LINE", "2"),
        (deed(CLOSED, 4, target="nowhere"), "HISTORY_NO_LINE", "4"),
        (deed(CLOSED, 3, role="resident"), "HISTORY_WRONG_ROLE", "3"),
        (changed(CLOSED, 3, on_behalf_of="r-9"), "HISTORY_WRONG_PROXY", "3"),
        (changed(CLOSED, 2, facts=()), "HISTORY_CONDITION_UNMET", "2"),
        (changed(CLOSED, 4, by=CLOSED.history[3].by), "HISTORY_CONDITION_UNMET", "4"),
    ],
    ids=count(),
)
def test_a_record_that_the_table_does_not_allow_is_found(case: Case, code: str, seq: str) -> None:
    assert (code, seq) in found(case, OLD)
    assert {each for _, each in found(case, OLD) if each != "-"} == {seq}


def test_an_unmet_condition_brings_its_own_words_along() -> None:
    (finding,) = verify_history(changed(CLOSED, 4, by=CLOSED.history[3].by), OLD)
    assert dict(finding.details)["code"] == "OWN_WORK"
    assert finding.text("zh").startswith("第 4 条“居民评事”：")
    assert finding.text().startswith("record 4 (residents rate): ")
    assert finding.advice("zh") == "请与原件核对第 4 条"


def test_a_bound_that_was_passed_is_found_where_it_was_passed() -> None:
    case = walked(NEW, (1, 0, 1, 0))  # returned and supplemented, twice
    once_more = [
        attrs.evolve(record, seq=seq, at=record.at + timedelta(days=9))
        for seq, record in enumerate(case.history[1:3], 5)
    ]
    assert [record.action for record in once_more] == ["return", "supplement"]
    endless = attrs.evolve(case, history=(*case.history, *once_more))
    findings = verify_history(endless, NEW)
    assert [dict(each.details)["code"] for each in findings] == ["BOUND_REACHED"]
    assert [dict(each.details)["seq"] for each in findings] == ["5"]


def test_a_record_after_the_end_is_found() -> None:
    last = CLOSED.history[-1]
    more = attrs.evolve(last, seq=5, deed=Deed("resident", "rate", "rated", "rated"))
    assert found(attrs.evolve(CLOSED, history=(*CLOSED.history, more)), OLD) == [("HISTORY_AFTER_END", "5")]


def test_a_wrong_role_is_named_in_the_words_of_the_table() -> None:
    (finding,) = verify_history(deed(CLOSED, 3, role="resident"), OLD)
    assert finding.text("zh").endswith("由 党委 办理，记录为 居民")
    assert dict(finding.details)["code"] == "resident"
    (finding,) = verify_history(deed(CLOSED, 3, role="unheard-of"), OLD)
    assert finding.text("zh").endswith("记录为 unheard-of")


def test_one_bad_record_does_not_hide_the_next() -> None:
    twice = deed(deed(CLOSED, 1, role="resident"), 3, role="resident")
    assert found(twice, OLD) == [("HISTORY_WRONG_ROLE", "1"), ("HISTORY_WRONG_ROLE", "3")]


def test_a_standing_that_the_table_does_not_have_is_found() -> None:
    open_end = attrs.evolve(CLOSED, standing=attrs.evolve(CLOSED.standing, is_final=False))
    (finding,) = verify_history(open_end, OLD)
    assert finding.code == "HISTORY_STANDING_DIFFERS"
    assert dict(finding.details) == {"state": "rated", "procedure": OLD.identity}


def test_every_finding_names_the_case_and_speaks_both_languages() -> None:
    late = attrs.evolve(CLOSED.history[-1], seq=5, deed=Deed("resident", "rate", "rated", "rated"))
    findings: list[Finding] = [
        *verify_history(deed(CLOSED, 2, action="handle"), OLD),
        *verify_history(deed(CLOSED, 0, action="sort"), OLD),
        *verify_history(deed(CLOSED, 3, role="resident"), OLD),
        *verify_history(changed(CLOSED, 3, on_behalf_of="r-9"), OLD),
        *verify_history(changed(CLOSED, 2, facts=()), OLD),
        *verify_history(attrs.evolve(CLOSED, history=(*CLOSED.history, late)), OLD),
        *verify_history(fact(MIGRATED, 2, outcome="parking@1#0"), OLD, NEW),
        *verify_history(deed(MIGRATED, 2, target="nowhere"), OLD, NEW, plans=(PLAN,)),
        *verify_history(back_and_forth(giver="parking@1#0"), OLD, NEW),
        *verify_history(in_no_plan(walked(NEW, ())), NEW),
        *verify_history(for_themselves(CLOSED, 4), OLD),
    ]
    messages = {each.code for each in vars(history).values() if isinstance(each, Message)}
    assert {each.code for each in findings} == messages
    for each in findings:
        assert each.subject == "C-1"
        assert any("\u4e00" <= character <= "\u9fff" for character in each.text("zh"))
        assert each.text("en").isascii()


# ------------------------------------------------------------------ misuse


@pytest.mark.parametrize("case", [None, "C-1", CLOSED.to_document(), CLOSED.history], ids=count())
def test_what_is_no_case_is_refused(case: Case) -> None:
    with pytest.raises(InvalidValue, match="must be a Case") as caught:
        verify_history(case, OLD)
    assert caught.value.value == type(case).__name__
    with pytest.raises(InvalidValue, match="must be a Case"):
        stretches(case)


@pytest.mark.parametrize("procedure", [None, OLD.identity, OLD.table], ids=count())
def test_what_is_no_procedure_is_refused(procedure: Procedure) -> None:
    with pytest.raises(InvalidValue, match="must be a Procedure"):
        verify_history(CLOSED, procedure)
    with pytest.raises(InvalidValue, match="must be a Procedure"):
        Shelf.of([OLD, procedure], plans=())


@pytest.mark.parametrize("plans", [None, PLAN, [None], [PLAN.digest], "plan"], ids=count())
def test_what_is_no_plan_is_refused(plans: list[Migration]) -> None:
    with pytest.raises(InvalidValue, match="Migration") as caught:
        verify_history(MIGRATED, OLD, NEW, plans=plans)
    assert caught.value.what == "plans"


def test_the_refusal_of_a_history_names_every_finding() -> None:
    findings = verify_history(deed(CLOSED, 3, role="resident"), OLD)
    refused = HistoryRefused("C-1", findings)
    assert refused.findings == findings
    assert "record 3" in str(refused)
    assert "第 3 条" in refused.text("zh")
    assert isinstance(refused, ValueError)

"""Whoever is recused from a matter may not act in it, be it as a proxy or through one."""

import pytest
from tests.unit.procedure.reasons import (
    AT,
    CONVENER,
    RESIDENT,
    WORKER,
    code,
    entry,
    shown,
    told,
    told_in_chinese,
)

from communitygov.deliberation import five_step
from communitygov.errors import ActionRefused
from communitygov.organisation import Actor, Role
from communitygov.procedure import Case, Fact
from communitygov.procedure.eligibility import NotRecused

# ------------------------------------------------------------------ recused


def test_whoever_declared_nothing_is_not_recused() -> None:
    assert told(NotRecused(), CONVENER, shown("ground", "c-1"), history=(entry("accept", "c-1"),)) == []


def test_a_recusal_in_the_history_keeps_the_person_out() -> None:
    history = (entry("raise", "r-1"), entry("accept", "w-07", shown("recusal", "c-1", reference="REC-4")))
    assert told(NotRecused(), CONVENER, history=history) == [
        "c-1 is recused from the matter (REC-4) and may not decide [RECUSED]"
    ]
    assert told_in_chinese(NotRecused(), CONVENER, history=history) == [
        "c-1 已就此事回避（REC-4），不得“议定”；请由未回避的人员办理"
    ]
    assert told(NotRecused(), WORKER, history=history) == []


def test_a_recusal_with_the_attempt_itself_does_too() -> None:
    assert [code(line) for line in told(NotRecused(), CONVENER, shown("recusal", "c-1"))] == ["RECUSED"]


def test_a_recusal_from_another_matter_or_of_somebody_unnamed_does_not() -> None:
    facts = (shown("recusal", "c-1", about="LQ-2"), shown("recusal", None))
    assert told(NotRecused(), CONVENER, *facts) == []


def test_both_the_proxy_and_the_person_acted_for_may_be_recused() -> None:
    both = (shown("recusal", "c-1", reference="REC-1"), shown("recusal", "r-9", reference="REC-2"))
    lines = told(NotRecused(), CONVENER.acting_for("r-9"), *both)
    assert lines == [
        "c-1 is recused from the matter (REC-1) and may not decide [RECUSED]",
        "r-9 is recused from the matter (REC-2) and may not decide [RECUSED]",
    ]


def test_a_recusal_that_is_shown_twice_is_named_once() -> None:
    again = shown("recusal", "c-1", reference="REC-1")
    assert len(told(NotRecused(), CONVENER, again, again, history=(entry("accept", "w-07", again),))) == 1


def test_a_table_may_call_a_recusal_otherwise() -> None:
    assert told(NotRecused("kinship"), CONVENER, shown("recusal", "c-1")) == []
    assert [code(line) for line in told(NotRecused("kinship"), CONVENER, shown("kinship", "c-1"))] == [
        "RECUSED"
    ]


def deliberating(*facts: Fact) -> Case:
    """Return a case under deliberation, with these facts shown when it was accepted."""
    procedure = five_step()
    case = procedure.open("LQ-1", "ageing wiring", by=RESIDENT, at=AT, grid="LQ-03")
    case = procedure.apply(case, "accept", by=WORKER, at=AT, facts=facts)
    case = procedure.apply(case, "list", by=WORKER, at=AT)
    return procedure.apply(case, "convene", by=CONVENER, at=AT)


DECISION = Fact(kind="decision", about="LQ-1", outcome="adopted", reference="M-1", at=AT)


def test_a_convener_who_is_recused_convenes_but_does_not_decide_in_the_standard_table() -> None:
    case = deliberating(shown("recusal", "c-1"))
    reasons = five_step().explain(case, "decide", by=CONVENER, at=AT, facts=(DECISION,))
    assert [reason.code for reason in reasons] == ["RECUSED"]
    deputy = Actor("c-2", roles={Role.CONVENER})
    assert five_step().apply(case, "decide", by=deputy, at=AT, facts=(DECISION,)).state == "decided"


def test_the_recusal_comes_with_the_decision_at_the_latest() -> None:
    case = deliberating()
    with pytest.raises(ActionRefused) as caught:
        five_step().apply(case, "decide", by=CONVENER, at=AT, facts=(DECISION, shown("recusal", "c-1")))
    assert [reason.code for reason in caught.value.reasons] == ["RECUSED"]
    assert five_step().apply(case, "decide", by=CONVENER, at=AT, facts=(DECISION,)).state == "decided"

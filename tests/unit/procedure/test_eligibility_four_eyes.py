"""Where a line takes four eyes, a second person has signed, and not the one who acts."""

from datetime import timedelta

import attrs
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

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.deliberation import five_step
from communitygov.procedure import Fact, Procedure
from communitygov.procedure.eligibility import Countersigned

# ------------------------------------------------------------------ four eyes


def test_a_second_person_has_signed() -> None:
    assert told(Countersigned(), CONVENER, shown("countersignature", "c-2")) == []


def test_without_a_signature_the_second_person_is_missing() -> None:
    assert told(Countersigned(), CONVENER) == [
        "to decide takes the signature of a second person; there is none [SECOND_MISSING]"
    ]
    assert told_in_chinese(Countersigned(), CONVENER) == ["“议定”须有第二人会签，未见；请由另一人会签"]


def test_ones_own_signature_is_none_of_a_second_person() -> None:
    own = shown("countersignature", "c-1", reference="S-1")
    assert told(Countersigned(), CONVENER, own) == [
        "to decide takes the signature of a second person; S-1 was signed by c-1, who acts [SECOND_IS_FIRST]"
    ]
    assert told_in_chinese(Countersigned(), CONVENER, own) == [
        "“议定”须有第二人会签，S-1 由 c-1 本人签署；请由另一人会签"
    ]


def test_neither_is_one_of_the_person_acted_for() -> None:
    signed = shown("countersignature", "r-9")
    assert [code(line) for line in told(Countersigned(), CONVENER.acting_for("r-9"), signed)] == [
        "SECOND_IS_FIRST"
    ]
    assert told(Countersigned(), CONVENER.acting_for("r-8"), signed) == []


def test_a_signature_serves_once() -> None:
    signed = shown("countersignature", "c-2")
    used = told(Countersigned(), CONVENER, signed, history=(entry("assign", "c-1", signed),))
    assert [code(line) for line in used] == ["SECOND_MISSING"]


@pytest.mark.parametrize(
    "fact",
    [
        shown("countersignature", "c-2", about="LQ-2"),
        shown("countersignature", None),
        shown("ground", "c-2"),
        attrs.evolve(shown("countersignature", "c-2"), outcome="withheld"),
        attrs.evolve(shown("countersignature", "c-2"), at=AT + timedelta(minutes=1)),
    ],
    ids=["about another case", "of nobody", "another kind", "withheld", "yet to come"],
)
def test_a_signature_must_be_about_the_case_given_and_of_somebody(fact: Fact) -> None:
    assert [code(line) for line in told(Countersigned(), CONVENER, fact)] == ["SECOND_MISSING"]


def test_every_signature_of_the_first_is_named_and_one_of_a_second_is_enough() -> None:
    own = [shown("countersignature", "c-1", reference=f"S-{number}") for number in range(2)]
    assert len(told(Countersigned(), CONVENER, *own)) == 2
    assert told(Countersigned(), CONVENER, *own, shown("countersignature", "c-2")) == []


def test_a_table_may_call_a_signature_otherwise() -> None:
    assert told(Countersigned("seal"), CONVENER, shown("seal", "c-2")) == []
    assert told(Countersigned("seal"), CONVENER, shown("countersignature", "c-2")) != []


def test_four_eyes_in_a_table() -> None:
    table = five_step().table
    lines = (
        attrs.evolve(move, requires=(*move.requires, Countersigned()), basis=LIBRARY_DEFAULT)
        if move.action == "accept"
        else move
        for move in table.moves
    )
    procedure = Procedure(table=attrs.evolve(table, moves=tuple(lines)))
    case = procedure.open("LQ-1", "ageing wiring", by=RESIDENT, at=AT, grid="LQ-03")
    own, second = shown("countersignature", "w-07"), shown("countersignature", "w-08")
    for facts, codes in (((), ["SECOND_MISSING"]), ((own,), ["SECOND_IS_FIRST"]), ((own, second), [])):
        reasons = procedure.explain(case, "accept", by=WORKER, at=AT, facts=facts)
        assert [reason.code for reason in reasons] == codes

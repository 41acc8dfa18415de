"""Refused events: the same codes that conduct gives, in words that need no actor."""

from array import array

import attrs
import pytest

from communitygov.core.document import Value
from communitygov.deliberation import five_step, five_step_literal
from communitygov.errors import DocumentError, InvalidValue, Words
from communitygov.procedure import State, Table
from communitygov.procedure.bulk.codebook import Codebook
from communitygov.procedure.bulk.kernel import NONE, STRANGE, Located, refused_events
from communitygov.procedure.bulk.refusal import Refusal, Refusals

LITERAL = five_step_literal().table
STANDARD = five_step().table


def refused(table: Table, state: str, action: str, role: str) -> Refusal:
    """Return the refusal of an event in a state."""
    book = Codebook.of(table, identity="demo")
    number, code = book.states.index(state), book.codes.get(action, {}).get(role)
    cell = STRANGE if code is None else number << 8 | code
    strange = ((number, (action, role)),) if code is None else ()
    found = Located(array("L", [0]), array("L", [0]), array("L", [cell]), strange)
    [refusal] = Refusals(book, ("LQ-1",), found)
    assert (refusal.state, refusal.action, refusal.role) == (state, action, role)
    return refusal


def test_an_action_of_another_state_says_where_it_is_possible() -> None:
    refusal = refused(LITERAL, "raised", "deliberate", "convener")
    assert refusal.codes == ("NOT_FROM_STATE",)
    assert "已理事" in refusal.text("zh")
    assert refusal.advice("en") == "bring the case there first: sorted"


def test_a_role_that_is_not_entitled_is_told_who_is() -> None:
    refusal = refused(LITERAL, "raised", "sort", "resident")
    assert refusal.codes == ("ROLE_NOT_ENTITLED",)
    assert refusal.text("zh") == "“网格理事”由网格员办理，此人 为居民"
    assert refusal.advice("en") == "have the grid worker act"


def test_state_and_role_are_both_named_the_state_first() -> None:
    refusal = refused(LITERAL, "raised", "deliberate", "resident")
    assert refusal.codes == ("NOT_FROM_STATE", "ROLE_NOT_ENTITLED")
    assert refusal.text("zh").endswith("时办理；“四方议事”由召集人办理，此人 为居民")
    assert "；" in refusal.advice("zh")


def test_a_closed_case_takes_nothing() -> None:
    assert refused(LITERAL, "rated", "rate", "resident").codes == ("CASE_CLOSED",)
    assert refused(LITERAL, "rated", "rate", "convener").codes == ("CASE_CLOSED", "ROLE_NOT_ENTITLED")


def test_a_case_is_opened_once() -> None:
    refusal = refused(LITERAL, "raised", "raise", "resident")
    assert refusal.codes == ("NOT_FROM_STATE",)
    assert "not opened yet" in refusal.text("en")


def test_before_the_opening_only_the_opening_is_possible_and_only_for_its_roles() -> None:
    assert refused(LITERAL, "", "raise", "convener").codes == ("ROLE_NOT_ENTITLED",)
    early = refused(LITERAL, "", "sort", "grid_worker")
    assert (early.state, early.codes) == ("", ("NOT_FROM_STATE",))
    assert "未立案" in early.text("zh")
    assert refused(LITERAL, "", "sort", "resident").codes == ("NOT_FROM_STATE", "ROLE_NOT_ENTITLED")


def test_what_the_table_does_not_know_has_codes_of_its_own() -> None:
    assert refused(LITERAL, "raised", "sleep", "resident").codes == ("EVENT_ACTION_UNKNOWN",)
    assert refused(LITERAL, "raised", "sort", "mayor").codes == ("EVENT_ROLE_UNKNOWN",)
    assert refused(LITERAL, "raised", "rate", "mayor").codes == ("NOT_FROM_STATE", "EVENT_ROLE_UNKNOWN")
    both = refused(LITERAL, "", "sleep", "mayor")
    assert both.codes == ("EVENT_ACTION_UNKNOWN", "EVENT_ROLE_UNKNOWN")
    assert both.text("en") == "the procedure has no action sleep; the procedure has no role mayor"
    assert both.text("zh") == "程序中没有代码为 sleep 的动作；程序中没有代码为 mayor 的角色"


def test_conditions_are_not_spoken_of() -> None:
    assert refused(STANDARD, "raised", "accept", "resident").codes == ("ROLE_NOT_ENTITLED",)


def test_a_table_may_itself_have_a_state_called_not_opened() -> None:
    extra = (
        State("not_opened", "未开", "shut", step="raise"),
        State("not_opened_", "未开", "shut", step="raise"),
    )
    table = attrs.evolve(LITERAL, states=(*LITERAL.states, *extra))
    assert refused(table, "", "sort", "grid_worker").codes == ("NOT_FROM_STATE",)


# ------------------------------------------------------------------ several of them


def several() -> Refusals:
    """Return four refusals of two cases."""
    book = Codebook.of(LITERAL, identity="demo")
    tried = {(0, 1): ("sort", "mayor"), (1, 0): ("sleep", "resident")}
    return Refusals(book, ("C-1", "C-2"), refused_events(book, [(0, b"\0\5\2"), (1, b"\5\0\0")], tried=tried))


def test_refusals_are_a_sequence() -> None:
    refusals = several()
    assert len(refusals) == 4
    assert [(each.case_id, each.position) for each in refusals] == [
        ("C-1", 1),
        ("C-1", 2),
        ("C-2", 0),
        ("C-2", 2),
    ]
    assert refusals[-1] == refusals[3] == [*refusals][3]
    assert refusals[1:3] == (refusals[1], refusals[2])
    assert refusals[0] in refusals
    assert repr(refusals) == "Refusals(4)"
    with pytest.raises(IndexError):
        refusals[4]


def test_refusals_are_counted_by_reason() -> None:
    assert several().reasons == {"EVENT_ACTION_UNKNOWN": 1, "EVENT_ROLE_UNKNOWN": 1, "NOT_FROM_STATE": 2}
    nothing = Refusals(Codebook.of(LITERAL, identity="demo"), (), NONE)
    assert nothing.reasons == {}
    assert list(nothing) == []


# ------------------------------------------------------------------ one of them, as a value

ONE = several()[0]


def test_a_refusal_says_itself_and_is_written_down() -> None:
    assert str(ONE).startswith("C-1, event 1: sort by mayor refused: the procedure has no role mayor")
    assert Value.from_json(ONE.to_json()) == ONE


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("case_id", "龙桥"),
        ("position", -1),
        ("state", "a b"),
        ("state", None),
        ("words", "no"),
        ("codes", "A"),
    ],
)
def test_what_makes_no_refusal_is_refused(key: str, value: object) -> None:
    with pytest.raises(InvalidValue):
        attrs.evolve(ONE, **{key: value})  # type: ignore[arg-type]  as a caller may
    if value is not None:
        with pytest.raises(DocumentError):
            Refusal.from_document({**ONE.to_document(), key: value})  # type: ignore[dict-item]


def test_the_empty_state_is_before_the_opening() -> None:
    assert attrs.evolve(ONE, state="").state == ""
    assert attrs.evolve(ONE, words=Words("否", "no")).text() == "no"

"""A plan names every state, and what is wrong with it is found before any case goes on under it."""

from itertools import count

import attrs
import pytest
from tests.unit.procedure.hall import NEW, OLD, RULES, hall, move, plan

from communitygov.core.document import Value
from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.errors import InvalidValue
from communitygov.procedure.bound import TakenFewer
from communitygov.procedure.history.migration_plan import Migration
from communitygov.procedure.procedure import Procedure

# ------------------------------------------------------------------ the plan


def test_a_pair_that_is_none_is_told_as_it_is_if_it_is_text_and_else_by_its_type() -> None:
    with pytest.raises(InvalidValue) as caught:
        Migration(source="a@1#0", target="b@1#0", states=[("asked", "申请")])
    assert caught.value.value == ("asked", "申请")
    with pytest.raises(InvalidValue) as caught:
        Migration(source="a@1#0", target="b@1#0", states=[("asked", object())])  # type: ignore[list-item]
    assert caught.value.value == "tuple"


def test_a_plan_is_complete_when_every_live_state_has_its_place() -> None:
    assert plan().findings(OLD, NEW) == ()
    assert plan().cautions(OLD, NEW) == ()


def test_states_may_be_given_as_a_mapping_or_as_pairs_in_any_order() -> None:
    pairs = (("granted", "granted"), ("asked", "applied"))
    made = Migration(source=OLD.identity, target=NEW.identity, states=pairs)
    assert made == plan()
    assert made.states == (("asked", "applied"), ("granted", "granted"))
    assert made.to_json() == plan().to_json()


def test_who_may_migrate_is_a_library_default_unless_the_plan_says() -> None:
    assert plan().roles == ("party_committee",)
    assert plan().basis == LIBRARY_DEFAULT
    decided = attrs.evolve(plan(), roles=("keeper",), basis=RULES)
    assert decided.digest != plan().digest


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"states": {"asked": 1}}, "states"),
        ({"states": {"申请": "asked"}}, "states"),
        ({"states": [("asked", "applied", "granted")]}, "states"),
        ({"states": "asked"}, "collection"),
        ({"states": None}, "collection"),
        ({"states": [("asked", "applied"), ("asked", "granted")]}, "states"),
        ({"roles": ()}, "roles"),
        ({"roles": ("管理员",)}, "roles"),
        ({"source": ""}, "source"),
        ({"target": OLD.identity}, "target"),
        ({"basis": "hall-rules"}, "basis"),
    ],
    ids=count(),
)
def test_a_plan_without_meaning_cannot_be_made(fields: dict[str, object], what: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        attrs.evolve(plan(), **fields)  # type: ignore[misc]
    assert caught.value.what == what


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ({"asked": "applied"}, [("MIGRATION_STATE_UNMAPPED", "granted")]),
        (
            {"asked": "applied", "granted": "granted", "lost": "granted"},
            [("MIGRATION_STATE_UNKNOWN", "lost")],
        ),
        ({"asked": "asked", "granted": "granted"}, [("MIGRATION_STATE_UNKNOWN", "asked")]),
        (
            {"asked": "applied", "granted": "returned"},
            [("MIGRATION_END_MISMATCHED", "granted")],
        ),
        (
            {"asked": "applied", "granted": "granted", "returned": "granted"},
            [("MIGRATION_END_MISMATCHED", "returned")],
        ),
        ({"asked": "applied", "granted": "granted", "returned": "returned"}, []),
    ],
    ids=count(),
)
def test_what_is_wrong_with_a_plan_is_found(states: dict[str, str], expected: list[tuple[str, str]]) -> None:
    found = plan(**states).findings(OLD, NEW)
    assert [(each.code, each.subject) for each in found] == expected


def test_an_action_that_is_counted_and_has_another_code_is_a_caution() -> None:
    loop = move("extend", "granted", "granted", TakenFewer("extend", 2))
    before = hall(more=(loop,))
    after = hall(2, more=(attrs.evolve(loop, action="prolong", requires=(TakenFewer("prolong", 2),)),))
    one = plan(before, after, asked="asked", granted="granted")
    assert one.findings(before, after) == ()
    assert [(each.code, each.subject) for each in one.cautions(before, after)] == [
        ("MIGRATION_COUNTED_ANEW", "prolong"),
        ("MIGRATION_COUNTED_NO_MORE", "extend"),
    ]


@pytest.mark.parametrize("ask", [Migration.findings, Migration.cautions], ids=("findings", "cautions"))
@pytest.mark.parametrize(
    ("old", "new", "what"),
    [(NEW, NEW, "old"), (OLD, OLD, "new"), (OLD.identity, NEW, "old"), (OLD, None, "new")],
    ids=count(),
)
def test_a_plan_is_asked_about_its_own_procedures_only(
    ask: object, old: Procedure, new: Procedure, what: str
) -> None:
    with pytest.raises(InvalidValue) as caught:
        ask(plan(), old, new)  # type: ignore[operator]
    assert caught.value.what == what
    assert OLD.identity in str(caught.value) or NEW.identity in str(caught.value)


def test_a_plan_is_kept_in_a_file_and_its_digest_with_it() -> None:
    again = Migration.from_json(plan().to_json())
    assert again == plan()
    assert again.digest == plan().digest
    assert Value.from_document(plan().to_document()) == plan()


@pytest.mark.determinism
def test_the_digest_is_the_same_under_every_hash_seed() -> None:
    made = Migration(source="hall@1#0", target="hall@2#0", states={"b": "c", "a": "b"})
    digest = "0671d124caccee7c356a0a18689aa1fb8bc012b24e2e61754887747bab6e76fd"
    assert made.digest == f"sha256:{digest}"

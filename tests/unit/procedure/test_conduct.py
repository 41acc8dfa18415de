"""Opening a case, taking actions, asking what is allowed and why not."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import attrs
import pytest

from communitygov.core import Journal
from communitygov.deliberation import FiveStepPolicy, five_step, five_step_literal
from communitygov.errors import ActionRefused, InvalidValue, UnknownName, Words
from communitygov.organisation import Actor, Role
from communitygov.procedure import Attempt, Case, Fact, Procedure, Requirement
from communitygov.testing.walks import walked

AT = datetime(2023, 5, 4, 9, tzinfo=UTC)
RESIDENT = Actor("r-1", roles={Role.RESIDENT})
WORKER = Actor("w-07", roles={Role.GRID_WORKER}, grids={"LQ-03"})
STRANGER = Actor("w-99", roles={Role.GRID_WORKER}, grids={"LQ-04"})
PROCEDURE = five_step()


def raised() -> Case:
    """Return a case that a resident has just raised."""
    return PROCEDURE.open("LQ-1", "ageing wiring", by=RESIDENT, at=AT, grid="LQ-03")


def codes(refusal: ActionRefused) -> list[str]:
    """Return the codes of a refusal's reasons."""
    return [reason.code for reason in refusal.reasons]


def refused(case: Case, action: str, by: Actor, *facts: Fact, at: datetime = AT) -> ActionRefused:
    """Return the refusal of an action that must be refused."""
    with pytest.raises(ActionRefused) as caught:
        PROCEDURE.apply(case, action, by=by, at=at, facts=facts)
    return caught.value


def test_a_resident_raises_a_matter() -> None:
    case = raised()
    assert (case.state, case.step, case.is_closed, len(case.history)) == ("raised", "raise", False, 1)
    assert (case.id, case.title, case.grid) == ("LQ-1", "ageing wiring", "LQ-03")
    assert (case.raised_by, case.opened_at, case.since) == ("r-1", AT, AT)
    assert case.procedure == PROCEDURE.identity
    assert PROCEDURE.step_of(case).zh == "居民提事"
    assert PROCEDURE.state_of(case).zh == "已提出"


def test_a_grid_worker_may_not_raise_and_is_told_who_may() -> None:
    with pytest.raises(ActionRefused) as caught:
        PROCEDURE.open("LQ-1", "ageing wiring", by=WORKER, at=AT, grid="LQ-03")
    assert codes(caught.value) == ["ROLE_NOT_ENTITLED"]
    assert caught.value.could_act == ("resident",)
    assert "居民" in caught.value.text("zh")


def test_an_opening_may_ask_for_more_than_a_role() -> None:
    table = PROCEDURE.table
    asks = attrs.evolve(
        PROCEDURE,
        table=attrs.evolve(table, opening=attrs.evolve(table.opening, requires=table.moves[0].requires)),
    )
    with pytest.raises(ActionRefused, match="serves no grid"):
        asks.open("LQ-1", "ageing wiring", by=RESIDENT, at=AT, grid="LQ-03")


def test_an_action_gives_a_new_case_and_leaves_the_old_one() -> None:
    before = raised()
    after = PROCEDURE.apply(before, "accept", by=WORKER, at=AT + timedelta(hours=1))
    assert (before.state, after.state) == ("raised", "sorting")
    assert after.history[:1] == before.history
    record = after.history[-1]
    assert (record.seq, record.by, record.role, record.action) == (1, "w-07", "grid_worker", "accept")
    assert (record.source, record.target, record.facts, record.case_id) == ("raised", "sorting", (), "LQ-1")


def test_what_the_engine_makes_passes_every_check_of_the_constructors() -> None:
    case = walked(PROCEDURE, (0, 3, 0, 0, 0))
    again = tuple(attrs.evolve(record) for record in case.history)
    assert attrs.evolve(case, history=again) == case
    assert Case.from_json(case.to_json()) == case


def test_a_worker_of_another_grid_at_the_wrong_step_learns_both_and_changes_nothing() -> None:
    case = PROCEDURE.apply(raised(), "accept", by=WORKER, at=AT)
    journal = Journal()
    for record in case.history:
        journal = journal.append(record.to_document())
    kept, head = case.to_json(), journal.to_json()
    refusal = refused(case, "accept", STRANGER)
    assert codes(refusal) == ["NOT_FROM_STATE", "OUTSIDE_GRID"]
    for language, state, grid in (("zh", "理事中", "LQ-03"), ("en", "being sorted", "LQ-03")):
        text = refusal.text(language)  # type: ignore[arg-type]  # both are languages
        assert state in text
        assert grid in text
    assert refusal.could_act == ("grid_worker", "resident")
    assert refusal.allowed == ()
    assert refused(case, "accept", WORKER).allowed == ("list",)
    assert (case.to_json(), journal.to_json()) == (kept, head)


def test_a_closed_case_takes_no_action() -> None:
    case = PROCEDURE.apply(raised(), "withdraw", by=RESIDENT, at=AT)
    assert case.is_closed
    assert PROCEDURE.allowed(case, by=RESIDENT, at=AT) == ()
    assert "CASE_CLOSED" in codes(refused(case, "accept", WORKER))


def test_nobody_could_act_on_a_closed_case() -> None:
    case = PROCEDURE.apply(raised(), "withdraw", by=RESIDENT, at=AT)
    refusal = refused(case, "accept", WORKER)
    assert refusal.could_act == ()
    assert "无人" in refusal.text("zh")
    assert "nobody" in refusal.text("en")


def test_the_refusal_says_in_both_languages_who_could_act_here() -> None:
    refusal = refused(raised(), "accept", RESIDENT)
    assert "此处可由网格员办理；此人现可：撤回" in refusal.text("zh")
    assert "Could act here: grid worker; this actor may now: withdraw" in refusal.text("en")


def test_those_who_could_act_are_found_among_the_people_there_are() -> None:
    people = (STRANGER, RESIDENT, WORKER)
    assert PROCEDURE.could_act(raised(), "accept", among=people, at=AT) == (WORKER,)
    assert PROCEDURE.could_act(raised(), "decide", among=people, at=AT) == ()


def test_raising_twice_is_refused_because_it_is_open_already() -> None:
    assert codes(refused(raised(), "raise", RESIDENT)) == ["NOT_FROM_STATE"]
    assert codes(refused(raised(), "raise", WORKER)) == ["NOT_FROM_STATE", "ROLE_NOT_ENTITLED"]


def test_time_does_not_run_backwards() -> None:
    case = raised()
    assert codes(refused(case, "accept", WORKER, at=AT - timedelta(seconds=1))) == ["OUT_OF_ORDER"]
    assert "OUT_OF_ORDER" in codes(refused(case, "decide", WORKER, at=AT - timedelta(seconds=1)))


def test_somebody_without_a_role_is_told_so() -> None:
    refusal = refused(raised(), "accept", Actor("x", roles=(), grids={"LQ-03"}))
    assert "without a role" in str(refusal)
    assert "foreman" in str(refused(raised(), "accept", Actor("x", roles={"foreman"}, grids={"LQ-03"})))


def test_only_the_raiser_withdraws() -> None:
    refusal = refused(raised(), "withdraw", Actor("r-2", roles={Role.RESIDENT}))
    assert codes(refusal) == ["NOT_THE_RAISER"]
    assert "r-1" in refusal.text("en")


def test_the_options_are_the_moves_from_here_with_their_reasons() -> None:
    options = {option.action: option for option in PROCEDURE.allowed(raised(), by=WORKER, at=AT)}
    assert list(options) == ["accept", "return", "decline", "withdraw"]
    assert [action for action, option in options.items() if option.is_allowed] == ["accept", "return"]
    assert [reason.code for reason in options["decline"].reasons] == ["FACT_MISSING"]
    assert options["decline"].label("zh") == "不予受理"
    assert options["accept"].target == "sorting"


def test_a_fact_must_be_about_the_case_and_come_to_what_is_asked() -> None:
    ground = Fact(kind="ground", about="LQ-2", outcome="stated", reference="G-1")
    assert codes(refused(raised(), "decline", WORKER, ground)) == ["FACT_ELSEWHERE"]
    vague = Fact(kind="ground", about="LQ-1", outcome="vague", reference="G-2")
    assert codes(refused(raised(), "decline", WORKER, ground, vague)) == ["FACT_ELSEWHERE", "FACT_SHORT"]
    good = Fact(kind="ground", about="LQ-1", outcome="stated", reference="G-3")
    case = PROCEDURE.apply(raised(), "decline", by=WORKER, at=AT, facts=[ground, good])
    assert case.history[-1].facts == (ground, good)


def decision(case: Case, reference: str, at: datetime | None) -> Fact:
    """Return an adopting decision on a case."""
    return Fact(kind="decision", about=case.id, outcome="adopted", reference=reference, at=at)


def test_a_decision_serves_once_and_only_from_the_last_round() -> None:
    convener = Actor("c-1", roles={Role.CONVENER})
    case = PROCEDURE.apply(raised(), "accept", by=WORKER, at=AT)
    case = PROCEDURE.apply(case, "list", by=WORKER, at=AT)
    for hour, action in ((1, "convene"), (2, "adjourn"), (5, "convene")):
        case = PROCEDURE.apply(case, action, by=convener, at=AT + timedelta(hours=hour))
    now = AT + timedelta(hours=8)

    def codes_for(fact: Fact) -> list[str]:
        return [
            reason.code for reason in PROCEDURE.explain(case, "decide", by=convener, at=now, facts=[fact])
        ]

    assert codes_for(decision(case, "M-1", AT + timedelta(hours=1))) == ["FACT_STALE"]
    assert codes_for(decision(case, "M-1", None)) == ["FACT_STALE"]
    assert codes_for(decision(case, "M-2", AT + timedelta(hours=9))) == ["FACT_NOT_YET"]
    good = decision(case, "M-2", AT + timedelta(hours=6))
    assert codes_for(good) == []
    case = PROCEDURE.apply(case, "decide", by=convener, at=now, facts=[good])
    case = PROCEDURE.apply(case, "publish", by=convener, at=now)
    case = PROCEDURE.apply(case, "object", by=RESIDENT, at=now)
    case = PROCEDURE.apply(case, "uphold", by=convener, at=now)
    now += timedelta(hours=1)
    case = PROCEDURE.apply(case, "convene", by=convener, at=now)
    assert codes_for(good) == ["FACT_REUSED", "FACT_STALE"]


def test_a_fact_says_what_it_comes_to_in_words_where_it_has_them() -> None:
    ground = Fact(
        kind="ground", about="LQ-1", outcome="vague", reference="G-2", words=Words("含糊", "too vague")
    )
    refusal = refused(raised(), "decline", WORKER, ground)
    assert "“含糊”" in refusal.text("zh")
    assert "too vague" in refusal.text("en")


def test_a_loop_ends_at_its_bound() -> None:
    procedure = five_step(FiveStepPolicy(returns=1))
    case = procedure.open("LQ-1", "ageing wiring", by=RESIDENT, at=AT, grid="LQ-03")
    case = procedure.apply(case, "return", by=WORKER, at=AT)
    case = procedure.apply(case, "supplement", by=RESIDENT, at=AT)
    reasons = procedure.explain(case, "return", by=WORKER, at=AT)
    assert [reason.code for reason in reasons] == ["BOUND_REACHED"]
    assert procedure.explain(case, "accept", by=WORKER, at=AT) == ()


def evidence(case: Case) -> Fact:
    """Return new evidence about a case."""
    return Fact(kind="evidence", about=case.id, outcome="attached", reference=f"E-{len(case.history)}")


def rating(case: Case, outcome: str) -> Fact:
    """Return a new rating of a case."""
    return Fact(
        kind="rating", about=case.id, outcome=outcome, reference=f"S-{len(case.history)}", at=case.since
    )


def resolved() -> Case:
    """Return a case that a worker who is a resident too has resolved on the spot."""
    case = PROCEDURE.apply(raised(), "accept", by=WORKER, at=AT)
    return PROCEDURE.apply(case, "resolve", by=WORKER, at=AT, facts=(evidence(case),))


def test_the_handler_never_rates_own_work() -> None:
    both = Actor("w-07", roles={Role.GRID_WORKER, Role.RESIDENT}, grids={"LQ-03"})
    case = resolved()
    refusal = refused(case, "rate_well", both, rating(case, "satisfied"))
    assert codes(refusal) == ["OWN_WORK"]
    assert "resolve" in str(refusal)


def test_whoever_a_matter_was_assigned_to_does_not_rate_it() -> None:
    case = walked(PROCEDURE, (0, 3, 0, 0, 0))
    assert case.state == "published"
    named = Fact(kind="assignment", about=case.id, outcome="named", reference="T-1", giver="r-5")
    committee = Actor("p-1", roles={Role.PARTY_COMMITTEE})
    late = case.since + timedelta(days=5)
    case = PROCEDURE.apply(case, "assign", by=committee, at=late, facts=(named,))
    case = PROCEDURE.apply(case, "report_done", by=committee, at=late, facts=(evidence(case),))
    assigned = Actor("r-5", roles={Role.RESIDENT})
    assert codes(refused(case, "rate_well", assigned, rating(case, "satisfied"), at=late)) == ["OWN_WORK"]


def test_a_bad_rating_goes_back_to_handling_and_a_second_one_to_the_council() -> None:
    case = resolved()
    committee = Actor("p-1", roles={Role.PARTY_COMMITTEE})
    neighbour = Actor("r-2", roles={Role.RESIDENT})
    case = PROCEDURE.apply(case, "rate_badly", by=neighbour, at=AT, facts=(rating(case, "dissatisfied"),))
    assert codes(refused(case, "reconsider", committee)) == ["NOT_YET_DUE"]
    case = PROCEDURE.apply(case, "redo", by=committee, at=AT)
    case = PROCEDURE.apply(case, "report_done", by=committee, at=AT, facts=(evidence(case),))
    case = PROCEDURE.apply(case, "rate_badly", by=neighbour, at=AT, facts=(rating(case, "dissatisfied"),))
    assert codes(refused(case, "redo", committee)) == ["BOUND_REACHED"]
    case = PROCEDURE.apply(case, "reconsider", by=committee, at=AT)
    assert (case.state, case.step) == ("listed", "deliberate")


def test_no_answer_closes_a_matter_as_unrated_and_never_as_satisfied() -> None:
    case = resolved()
    clock = Actor("clock", roles={Role.CLOCK})
    midnight = datetime(2023, 5, 12, tzinfo=UTC)  # seven days after the fourth, which is not counted
    early = refused(case, "lapse", clock, at=midnight - timedelta(seconds=1))
    assert codes(early) == ["TOO_EARLY"]
    assert PROCEDURE.apply(case, "lapse", by=clock, at=midnight).state == "unrated"


def test_the_literal_table_takes_the_five_steps_in_order_and_nothing_else() -> None:
    procedure = five_step_literal()
    case = walked(procedure, (0, 0, 0, 0, 0))
    assert [record.action for record in case.history] == ["raise", "sort", "deliberate", "handle", "rate"]
    assert case.is_closed
    for earlier, later in pairwise(case.history):
        assert earlier.target == later.source


@pytest.mark.parametrize(
    ("arguments", "error", "said"),
    [
        ({"action": "acept"}, UnknownName, "Did you mean 'accept'"),
        ({"action": ["accept"]}, InvalidValue, "of type str"),
        ({"by": "w-07"}, InvalidValue, "of type Actor"),
        ({"at": datetime(2023, 5, 4)}, InvalidValue, "time zone"),  # noqa: DTZ001  naive on purpose
        ({"at": "2023-05-04"}, InvalidValue, "time zone"),
        ({"facts": ("evidence",)}, InvalidValue, "Fact"),
        ({"facts": "evidence"}, InvalidValue, "collection"),
    ],
)
def test_a_call_without_meaning_is_an_error_that_says_what_to_do(
    arguments: dict[str, object], error: type[Exception], said: str
) -> None:
    call = {"action": "accept", "by": WORKER, "at": AT, **arguments}
    action = call.pop("action")
    with pytest.raises(error, match=said):
        PROCEDURE.apply(raised(), action, **call)  # type: ignore[arg-type]  # wrong on purpose


def test_a_case_of_another_procedure_is_not_moved_by_this_one() -> None:
    other = five_step(FiveStepPolicy(sittings=2))
    for ask in (other.apply, other.explain):
        with pytest.raises(InvalidValue, match="migrate"):
            ask(raised(), "accept", by=WORKER, at=AT)
    with pytest.raises(InvalidValue, match="migrate"):
        other.allowed(raised(), by=WORKER, at=AT)
    with pytest.raises(InvalidValue, match="must be a Case"):
        PROCEDURE.apply("LQ-1", "accept", by=WORKER, at=AT)  # type: ignore[arg-type]  # wrong on purpose


# ------------------------------------------------------------------ conditions that give no answer


@attrs.frozen
class Answering(Requirement):
    """A condition of one's own that answers as it is told to, or raises it."""

    document_kind = "answering-for-a-test"
    answer: str

    def unmet(self, matter: object, attempt: object, *, names: object) -> Any:  # noqa: ANN401, ARG002  wrong on purpose
        """Answer wrongly."""
        if self.answer == "raise":
            raise KeyError(self.answer)
        return {"none": None, "text": "no", "false": False, "pair": ("no",), "met": ()}[self.answer]


def answering(answer: str) -> Procedure:
    """Return the standard procedure with that condition on raising and on accepting."""
    table = PROCEDURE.table
    asks = (Answering(answer),)
    return Procedure(
        table=attrs.evolve(table, moves=(attrs.evolve(table.moves[0], requires=asks), *table.moves[1:]))
    )


@pytest.mark.parametrize(
    ("answer", "given"),
    [("none", "NoneType"), ("text", "str"), ("false", "bool"), ("pair", "tuple"), ("raise", "KeyError")],
)
@pytest.mark.parametrize("before", [(), ("return",)], ids=["on its line", "elsewhere"])
def test_a_condition_that_does_not_answer_lets_nothing_through(
    answer: str, given: str, before: tuple[str, ...]
) -> None:
    procedure = answering(answer)
    case = procedure.open("LQ-1", "ageing wiring", by=RESIDENT, at=AT, grid="LQ-03")
    for action in before:
        case = procedure.apply(case, action, by=WORKER, at=AT)
    for ask in (procedure.apply, procedure.explain):
        with pytest.raises(InvalidValue, match=rf"answering-for-a-test\.unmet: '{given}'.*tuple of Reasons"):
            ask(case, "accept", by=WORKER, at=AT)


def test_nor_does_it_open_a_case() -> None:
    table = PROCEDURE.table
    asks = attrs.evolve(table.opening, requires=(Answering("none"),))
    with pytest.raises(InvalidValue, match="tuple of Reasons"):
        Procedure(table=attrs.evolve(table, opening=asks)).open(
            "LQ-1", "ageing wiring", by=RESIDENT, at=AT, grid="LQ-03"
        )


def test_a_condition_that_is_met_says_nothing() -> None:
    procedure = answering("met")
    case = procedure.open("LQ-1", "ageing wiring", by=RESIDENT, at=AT, grid="LQ-03")
    assert procedure.apply(case, "accept", by=WORKER, at=AT).state == "sorting"


def test_what_stands_nowhere_is_no_matter() -> None:
    attempt = Attempt("accept", WORKER, AT)
    nothing: Any = None
    for ask in (PROCEDURE.conduct.unmet, PROCEDURE.conduct.options):
        with pytest.raises(InvalidValue, match="must have id, grid, state and history"):
            ask(nothing, attempt)
    row = SimpleNamespace(id="LQ-1", grid="LQ-03", state="rased", history=())
    with pytest.raises(UnknownName, match="Did you mean 'raised'"):
        PROCEDURE.conduct.options(row, attempt)

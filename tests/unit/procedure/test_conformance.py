"""What is said of a foreign log, deviation by deviation, in words."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import attrs
import pytest

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.deliberation import FiveStepPolicy, five_step, five_step_literal
from communitygov.errors import InvalidValue, ProcedureRejected, UnknownName
from communitygov.procedure.conformance.deviation import Deviation
from communitygov.procedure.conformance.foreign_log import LogEvent
from communitygov.procedure.conformance.report import (
    SHOWN_CASES,
    CaseConformance,
    ConformanceReport,
    conformance,
)
from communitygov.testing.walks import walked

AT = datetime(2023, 5, 4, 9, tzinfo=UTC)
TABLE = five_step().table
#: Longer than any time that must pass.
PAUSE = timedelta(days=9)


def log(words: str, *, case_id: str = "LQ-1", pause: timedelta = PAUSE) -> list[LogEvent]:
    """Return a case; each word is an activity, with its role after a stroke."""
    events: list[LogEvent] = []
    for number, word in enumerate(words.split()):
        activity, _, role = word.partition("/")
        events.append(LogEvent(case_id=case_id, activity=activity, role=role or None, at=AT + number * pause))
    return events


def said(events: Sequence[LogEvent], **names: dict[str, str]) -> list[str]:
    """Return the deviations of a log in 中文."""
    return [each.text("zh") for each in conformance(TABLE, events, **names).deviations]


#: Records, and what is said of them.
DEVIATIONS: dict[str, tuple[str, list[str]]] = {
    "an action is missing": (
        "提事/居民 列入议程/网格员",
        ["事项 LQ-1：第 2 条“列入议程”之前缺少“受理”（网格员）"],
    ),
    "several are missing": (
        "raise convene decide",
        ["事项 LQ-1：第 2 条“召集议事”之前缺少“受理”（网格员）、“列入议程”（网格员）"],
    ),
    "two records are swapped": (
        "raise list accept convene",
        ["事项 LQ-1：第 3 条“受理”次序不对，应紧接在第 2 条“列入议程”之前"],
    ),
    "a record stands twice": (
        "raise raise accept",
        ["事项 LQ-1：第 2 条“提事”不合程序：当时为“已提出”，可办的是“受理”、“退回补充”、“不予受理”、“撤回”"],
    ),
    "a record stands before the opening": (
        "accept raise accept",
        ["事项 LQ-1：第 1 条“受理”在“提事”之前，当时尚未立案"],
    ),
    "a record stands after the end": (
        "raise withdraw accept",
        ["事项 LQ-1：第 3 条“受理”在办结之后：此事已为“已撤回”"],
    ),
    "the opening is missing": (
        "accept list",
        ["事项 LQ-1：第 1 条“受理”之前缺少“提事”（居民）"],
    ),
    "nothing was opened": (
        "convene 保存",
        [
            "事项 LQ-1：没有“提事”的记录，其余记录（共 2 条）也无从接续",
            "事项 LQ-1：第 2 条“保存”不是本程序的动作",
        ],
    ),
    "a word is no action": (
        "raise 保存 accept 保存",
        ["事项 LQ-1：第 2、4 条“保存”不是本程序的动作"],
    ),
    "a word is no role": (
        "raise/居民 accept/书记员 list/书记员",
        ["事项 LQ-1：第 2、3 条的“书记员”不是本程序的角色"],
    ),
    "a role is not entitled": (
        "raise/resident accept/居民",
        ["事项 LQ-1：第 2 条“受理”由居民办理，应由网格员办理"],
    ),
    "a bound is exceeded": (
        "raise return supplement return supplement return",
        ["事项 LQ-1：第 6 条“退回补充”之前，“退回补充”已有 2 次，至多 2 次"],
    ),
    "a bound is not reached": (
        "raise accept resolve rate_badly reconsider",
        ["事项 LQ-1：第 5 条“提请再议”之前，“评为不满意”仅有 1 次，须满 2 次"],
    ),
}


@pytest.mark.determinism
@pytest.mark.parametrize("what", DEVIATIONS)
def test_each_deviation_is_said_in_plain_words(what: str) -> None:
    words, sentences = DEVIATIONS[what]
    assert said(log(words)) == sentences


def test_the_same_is_said_in_english() -> None:
    sentences = {
        what: [str(each) for each in conformance(TABLE, log(words)).deviations]
        for what, (words, _) in DEVIATIONS.items()
    }
    assert sentences["an action is missing"] == [
        "LQ-1: before record 2 (list for a sitting), this is missing: accept (grid worker) [ACTION_MISSING]"
    ]
    assert sentences["a record stands after the end"] == [
        "LQ-1: record 3 (accept) stands after the end: the case was withdrawn [RECORD_AFTER_END]"
    ]
    assert sentences["a word is no action"] == [
        "LQ-1: no action of this procedure is called 保存 (record 2, 4) [ACTIVITY_UNKNOWN]"
    ]
    codes = {line.rpartition("[")[2] for lines in sentences.values() for line in lines}
    assert len(codes) == len(DEVIATIONS) - 2, "all are different but the three ways to miss an action"


def test_a_deviation_has_its_facts_as_fields() -> None:
    (deviation,) = conformance(TABLE, log("raise convene decide")).deviations
    assert (deviation.subject, deviation.position) == ("LQ-1", 2)
    assert deviation.actions == ("accept", "list")
    assert dict(deviation.details)["position"] == "2"
    assert deviation.advice("zh") == "办过的请补记，没办的请补办"


def test_who_how_often_and_when_bring_the_source_of_the_line() -> None:
    for words in ("raise accept/居民", DEVIATIONS["a bound is exceeded"][0]):
        (deviation,) = conformance(TABLE, log(words)).deviations
        assert deviation.source == LIBRARY_DEFAULT


def test_a_record_too_early_is_found_by_its_time() -> None:
    words = "raise accept list convene decide publish assign"
    assert said(log(words)) == []
    assert said(log(words, pause=timedelta(days=1))) == [
        "事项 LQ-1：第 7 条“交办”过早：须满 3 日，至 2023-05-13 00:00+00:00 止"
    ]


def test_the_last_day_ends_at_midnight() -> None:
    events = log("raise accept list convene decide publish assign", pause=timedelta())
    over = AT.replace(hour=0) + timedelta(days=4)
    for at, count in ((over, 0), (over - timedelta(minutes=1), 1)):
        assert len(said([*events[:-1], attrs.evolve(events[-1], at=at)])) == count


def test_times_that_run_backwards_are_named() -> None:
    assert said(log("raise accept list", pause=timedelta(hours=-1))) == [
        "事项 LQ-1：第 2 条“受理”的时间 2023-05-04 08:00+00:00 早于第 1 条的 2023-05-04 09:00+00:00",
        "事项 LQ-1：第 3 条“列入议程”的时间 2023-05-04 07:00+00:00 早于第 2 条的 2023-05-04 08:00+00:00",
    ]


def test_records_of_one_time_are_in_order() -> None:
    assert said(log("raise accept list", pause=timedelta())) == []


def test_several_faults_are_told_in_the_order_of_the_records() -> None:
    events = log("raise/网格员 保存 list/居民")
    assert [(each.position, each.code) for each in conformance(TABLE, events).deviations] == [
        (1, "RECORD_NOT_ENTITLED"),
        (2, "ACTIVITY_UNKNOWN"),
        (3, "ACTION_MISSING"),
        (3, "RECORD_NOT_ENTITLED"),
    ]


def test_what_is_missing_is_told_though_another_record_is_misplaced() -> None:
    assert said(log("raise convene list decide")) == [
        "事项 LQ-1：第 2 条“召集议事”之前缺少“受理”（网格员）",
        "事项 LQ-1：第 3 条“列入议程”次序不对，应紧接在第 2 条“召集议事”之前",
    ]


def test_the_logs_own_word_is_kept_beside_the_label() -> None:
    events = log("提事 受理登记/居民")
    assert said(events, names={"受理登记": "accept"}) == [
        "事项 LQ-1：第 2 条“受理登记（受理）”由居民办理，应由网格员办理"
    ]
    assert said(events, names={"受理登记": "accept"}, roles={"居民": "grid_worker"}) == []


def test_a_long_list_is_cut_short() -> None:
    (deviation,) = conformance(TABLE, log("raise " + "保存 " * 9)).deviations
    assert deviation.text("zh") == "事项 LQ-1：第 2、3、4、5、6 等 9 条“保存”不是本程序的动作"
    (missing,) = conformance(
        TABLE, log("assign suspend resume suspend resume report_done rate_well")
    ).deviations
    assert missing.actions == ("raise", "accept", "list", "convene", "decide", "publish")
    assert missing.text("zh").endswith("、“议定”（召集人）等 6 项")


def test_a_label_of_two_actions_must_be_named() -> None:
    terms = tuple(
        attrs.evolve(term, zh="议") if term.code in {"list", "convene"} else term for term in TABLE.actions
    )
    table = attrs.evolve(TABLE, actions=terms)
    events = log("raise accept 议 convene")
    with pytest.raises(InvalidValue) as caught:
        conformance(table, events)
    assert "list、convene" in caught.value.text("zh")
    assert conformance(table, events, names={"议": "list"}).is_conforming
    assert conformance(table, log("raise accept list convene")).is_conforming


def test_names_for_unknown_codes_are_refused() -> None:
    with pytest.raises(UnknownName):
        conformance(TABLE, [], names={"受理登记": "acept"})
    with pytest.raises(UnknownName):
        conformance(TABLE, [], roles={"办事员": "clerk"})


def test_a_table_that_is_not_sound_is_refused() -> None:
    with pytest.raises(ProcedureRejected):
        conformance(attrs.evolve(TABLE, moves=TABLE.moves[:-1]), [])


def test_a_case_that_deviates_over_millions_of_records_is_refused() -> None:
    event = LogEvent(case_id="LQ-1", activity="保存", at=AT)
    with pytest.raises(InvalidValue) as caught:
        conformance(TABLE, [event] * 1_000_000)
    assert caught.value.what == "LQ-1.records"


# ------------------------------------------------------------------ the report


def test_an_open_case_conforms_and_is_said_to_be_open() -> None:
    (case,) = conformance(TABLE, log("raise accept")).cases
    assert (case.is_conforming, case.is_closed, case.state, case.fitness) == (True, False, "sorting", 1)
    assert case.text("zh") == "事项 LQ-1：2 条记录，理事中，未办结"
    assert case.text() == "LQ-1: 2 records, being sorted, open"


def test_a_closed_case_is_said_to_be_closed() -> None:
    (case,) = conformance(TABLE, log("raise withdraw accept")).cases
    assert (case.is_closed, case.state) == (True, "withdrawn")
    assert case.text("zh").splitlines() == [
        "事项 LQ-1：3 条记录，已撤回，已办结",
        "事项 LQ-1：第 3 条“受理”在办结之后：此事已为“已撤回”",
    ]


def test_a_case_that_was_not_opened_stands_nowhere() -> None:
    (case,) = conformance(TABLE, log("convene")).cases
    assert (case.standing, case.state, case.is_closed, case.fitness) == (None, "", False, 0)
    assert case.text().splitlines()[0] == "LQ-1: 1 record, not opened, open"


def test_fitness_is_an_exact_share_of_the_records() -> None:
    report = conformance(TABLE, [*log("raise list"), *log("raise accept 保存", case_id="LQ-2")])
    assert [case.fitness for case in report.cases] == [Fraction(1, 2), Fraction(2, 3)]
    assert report.fitness == Fraction(3, 5)


def test_roles_bounds_and_times_do_not_lower_the_fitness() -> None:
    report = conformance(TABLE, log("raise/网格员 accept", pause=timedelta(hours=-1)))
    assert (report.fitness, report.is_conforming, len(report.deviations)) == (1, False, 2)


def test_an_empty_log_conforms() -> None:
    report = conformance(TABLE, [])
    assert (report.is_conforming, report.fitness, report.cases) == (True, 1, ())
    assert report.text("zh") == (
        "五步议事：0 件事项、0 条记录；0 件合于程序，0 件有偏离，共 0 处；0 件未办结；契合度 1"
    )


def test_the_report_says_how_many_and_then_each() -> None:
    report = conformance(TABLE, [*log("raise accept", case_id="LQ-2"), *log("raise list")])
    first, second = report.text().splitlines()
    assert first == (
        "five-step deliberation: 2 cases, 4 records; 1 as the procedure has it, 1 not, in 1 place; 2 open; "
        "fitness 3/4"
    )
    assert second == "LQ-1: before record 2 (list for a sitting), this is missing: accept (grid worker)"


def test_cases_stand_in_the_order_of_their_identifiers_each_once() -> None:
    one, other = (CaseConformance(case_id=code, records=1, cost=0, standing=None) for code in ("A", "B"))
    assert ConformanceReport(procedure=TABLE.name, cases=(one, other)).cases == (one, other)
    for wrong in ((other, one), (one, one)):
        with pytest.raises(InvalidValue):
            ConformanceReport(procedure=TABLE.name, cases=wrong)


def test_a_case_cannot_cost_more_than_its_records() -> None:
    with pytest.raises(InvalidValue) as caught:
        CaseConformance(case_id="A", records=1, cost=2, standing=None)
    assert caught.value.what == "cost"


def test_a_case_that_was_judged_equals_one_that_was_made() -> None:
    (case,) = conformance(TABLE, log("raise list")).cases
    assert attrs.evolve(case) == case
    assert CaseConformance.from_document(case.to_document()) == case
    assert hash(attrs.evolve(case)) == hash(case)


def test_the_page_shows_the_cases_that_deviate_and_how_many_more() -> None:
    fits = log("raise", case_id="A-0")
    few = conformance(TABLE, [*fits, *log("raise 保<存", case_id="B-1"), *log("convene", case_id="C-1")])
    page = few._repr_html_()
    assert "A-0" not in page
    assert "保&lt;存" in page
    assert "尚未立案 · not opened" in page
    assert "more</td>" not in page
    many = [event for number in range(SHOWN_CASES + 2) for event in log("raise list", case_id=f"B-{number}")]
    page = conformance(TABLE, many)._repr_html_()
    assert page.count("<ul>") == SHOWN_CASES
    assert "另有 2 件 · 2 more" in page


def test_a_report_is_not_printed_at_length() -> None:
    assert len(repr(conformance(TABLE, log("raise list")))) < 200


# ------------------------------------------------------------------ other tables, other ways in


def test_records_of_our_own_are_judged_like_a_foreign_log() -> None:
    case = walked(five_step(), (0, 0, 0))
    report = conformance(TABLE, case.history)
    assert report.is_conforming
    assert report.cases[0].standing == case.standing


def test_the_numbers_are_those_of_the_table() -> None:
    strict = five_step(FiveStepPolicy(returns=1)).table
    events = log("raise return supplement return")
    assert conformance(TABLE, events).is_conforming
    assert [each.code for each in conformance(strict, events).deviations] == ["BOUND_EXCEEDED"]


def test_the_literal_table_serves_as_well() -> None:
    events = log("居民提事/居民 网格理事/网格员 四方议事/召集人 党委办事/党委 居民评事/居民")
    report = conformance(five_step_literal().table, events)
    assert report.is_conforming
    assert report.cases[0].is_closed
    assert [each.actions for each in conformance(five_step_literal().table, events[:3:2]).deviations] == [
        ("sort",)
    ]


def test_a_proxy_may_do_what_the_line_allows_a_proxy() -> None:
    moves = tuple(
        attrs.evolve(move, proxies=("resident",)) if move.action == "accept" else move for move in TABLE.moves
    )
    events = log("raise accept/resident")
    assert conformance(attrs.evolve(TABLE, moves=moves), events).is_conforming
    assert not conformance(TABLE, events).is_conforming


def test_a_log_may_be_read_once_only() -> None:
    assert conformance(TABLE, iter(log("raise accept"))).is_conforming


def test_a_deviation_counts_from_one() -> None:
    (deviation,) = conformance(TABLE, log("accept")).deviations
    with pytest.raises(InvalidValue):
        attrs.evolve(deviation, position=0)
    assert isinstance(deviation, Deviation)


def test_a_report_shows_how_many_cases_there_are_and_none_of_them() -> None:
    amiss = conformance(TABLE, [*log("raise list"), *log("raise accept", case_id="LQ-2")])
    assert repr(amiss) == "<ConformanceReport five_step: 2 cases, 1 deviating>"

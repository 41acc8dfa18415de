"""What the example makes of its log: who is refused and why, where each matter ends, what is due."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from communitygov.core import Journal, Quantity
from communitygov.deliberation import five_step
from communitygov.procedure import Case

Example = Callable[..., Any]
Told = Callable[..., Any]

ROOT = Path(__file__).parents[3]
DATA = ROOT / "examples" / "data" / "longqiao"
EXCERPT = ROOT / "tests" / "source" / "excerpts" / "001-longqiao.txt"

#: Every event that is illegal on purpose, and everything that is wrong with it.
ILLEGAL = {
    "E-002": ("accept", ["ROLE_NOT_ENTITLED", "OUTSIDE_GRID"]),
    "E-007": ("resolve", ["OUTSIDE_GRID", "FACT_MISSING"]),
    "E-011": ("rate_well", ["OWN_WORK", "FACT_MISSING"]),
    "E-020": ("assign", ["TOO_EARLY", "FACT_MISSING"]),
    "E-024": ("decide", ["FACT_SHORT", "CONSTITUENCY_ABSENT"]),
    "E-032": ("merge", ["FACT_SHORT", "DUPLICATE_OF_ITSELF"]),
    "E-042": ("decide", ["FACT_SHORT", "OBJECTION_UNSETTLED", "OBJECTION_UNSETTLED"]),
    "E-051": (
        "decide",
        [
            "CASE_CLOSED",
            "ROLE_NOT_ENTITLED",
            "FACT_REUSED",
            "FACT_SHORT",
            "OBJECTION_UNSETTLED",
            "OBJECTION_UNSETTLED",
        ],
    ),
    "E-053": ("decline", ["OUTSIDE_GRID", "FACT_MISSING"]),
    "E-055": ("lapse", ["ROLE_NOT_ENTITLED", "TOO_EARLY"]),
    "E-060": ("decide", ["FACT_REUSED", "FACT_STALE"]),
    "E-065": ("withdraw", ["OUT_OF_ORDER", "NOT_THE_RAISER"]),
    "E-074": ("rate_well", ["ROLE_NOT_ENTITLED", "OWN_WORK"]),
    "E-078": ("decide", ["NOT_FROM_STATE", "FACT_ELSEWHERE"]),
    "E-085": ("redo", ["ROLE_NOT_ENTITLED", "BOUND_REACHED"]),
    "E-092": ("report_done", ["NOT_FROM_STATE", "ROLE_NOT_ENTITLED", "FACT_MISSING"]),
    "E-094": ("appeal", ["NOT_FROM_STATE", "NOT_YET_DUE", "FACT_MISSING"]),
    "E-103": ("raise", ["ROLE_NOT_ENTITLED"]),
    "E-104": ("accept", ["NOT_RAISED"]),
    "E-118": (
        "decide",
        [
            "FACT_SHORT",
            "CONSTITUENCY_VACANT",
            "TERM_EXPIRED",
            "TERM_EXPIRED",
            "TERM_NOT_BEGUN",
            "TERM_NOT_BEGUN",
        ],
    ),
    "E-120": ("refer", ["ROLE_NOT_ENTITLED", "FACT_MISSING"]),
    "E-125": ("decide", ["NOT_FROM_STATE", "FACT_NOT_YET"]),
    "E-130": ("dismiss", ["ROLE_NOT_ENTITLED", "OWN_WORK", "FACT_MISSING"]),
}

ENDS = {
    "LQ-2023-001": "rated",
    "LQ-2023-002": "rated",
    "LQ-2023-003": "rated",
    "LQ-2023-004": "not_adopted",
    "LQ-2023-005": "rated",
    "LQ-2023-006": "merged",
    "LQ-2023-007": "unrated",
    "LQ-2023-008": "not_accepted",
    "LQ-2023-009": "withdrawn",
    "LQ-2023-010": "referred",
    "LQ-2023-011": "referred",
    "LQ-2023-012": "awaiting_rating",
    "LQ-2023-013": "handling",
    "LQ-2023-014": "sorting",
    "LQ-2023-015": "raised",
    "LQ-2023-016": "published",
    "LQ-2023-017": "listed",
}


@pytest.fixture(name="told")
def run_on() -> Told:
    """Return what reads a folder and runs its events."""
    from longqiao_case.dossier import read_dossier  # noqa: PLC0415  found only once the path is set
    from longqiao_case.running import run  # noqa: PLC0415

    procedure = five_step()
    return lambda folder=DATA: run(read_dossier(folder, procedure), procedure)


def appended(data: Path, file: str, *rows: str) -> Path:
    """Add rows to a table."""
    with (data / file).open("a", encoding="utf-8") as stream:
        stream.writelines(f"{row}\n" for row in rows)
    return data


def test_each_illegal_event_is_refused_for_all_its_reasons_and_no_other_event_is(told: Told) -> None:
    refused = {
        each.event.id: (each.event.action, [reason.code for reason in each.reasons])
        for each in told().refused
    }
    assert refused == ILLEGAL


def test_a_refusal_leaves_case_and_journal_as_they_were(told: Told) -> None:
    assert [each.is_unchanged for each in told().refused] == [True] * len(ILLEGAL)


def test_each_matter_stands_where_its_story_leads(told: Told) -> None:
    assert {case.id: case.state for case in told().cases} == ENDS


def test_every_end_of_the_procedure_occurs(told: Told) -> None:
    final = {state.code for state in five_step().table.states if state.is_final}
    assert final <= set(told().states)


def test_a_meeting_of_three_constituencies_names_the_fourth(example: Example) -> None:
    out = example("--lang", "zh").out
    course = out[out.index("E-024") : out.index("E-025")]
    assert "乡贤代表一方无人到会" in course
    assert "inquorate" not in out.split("四、事项")[0]


def test_a_refusal_names_those_who_could_act(told: Told) -> None:
    able = {each.event.id: each.able for each in told().refused}
    assert able["E-002"] == ("w-02",)
    assert able["E-007"] == ("w-07",)
    assert able["E-053"] == ("w-10",)
    assert able["E-065"] == ("r-10",)
    assert able["E-074"] == tuple(sorted([*(f"r-{number:02}" for number in range(1, 21)), "w-07"]))
    assert "w-07" not in able["E-011"]


def test_nobody_could_act_where_the_action_is_not_possible_at_all(told: Told) -> None:
    able = {each.event.id: each.able for each in told().refused}
    assert [able[event] for event in ("E-051", "E-078", "E-092", "E-104")] == [()] * 4


def test_the_journal_holds_the_accepted_records_in_their_order(told: Told) -> None:
    ran = told()
    entries = [entry.payload.to_document() for entry in ran.journal]
    assert len(entries) == len(ran.taken) == sum(len(case.history) for case in ran.cases)
    for case in ran.cases:
        own = [entry["record"] for entry in entries if entry["case"] == case.id]
        assert own == [record.to_document() for record in case.history]
    assert Journal.from_json(ran.journal.to_json()).verify(head=ran.journal.head).is_intact


def test_what_is_open_is_due_on_the_working_days_of_the_notice(told: Told) -> None:
    due = {each.case_id: (each.until.date().isoformat(), each.status.value) for each in told().due.values()}
    assert due == {
        "LQ-2023-012": ("2023-07-15", "pending"),
        "LQ-2023-013": ("2023-07-13", "overdue"),
        "LQ-2023-014": ("2023-07-19", "pending"),
        "LQ-2023-015": ("2023-07-11", "overdue"),
        "LQ-2023-017": ("2023-07-20", "pending"),
    }


def test_events_after_the_moment_asked_about_are_left_out_and_counted(example: Example) -> None:
    out = example("--now", "2023-05-12T18:00:00+08:00", "--lang", "en").out
    assert re.search(r"later than now, left out +114\n", out)
    assert "LQ-2023-005" not in out.partition("4. The matters")[2]
    assert "S-02  05-15 14:30  LQ-2023-003  yet to be held" in out


def test_before_the_first_event_there_is_nothing_to_tell(example: Example) -> None:
    ended = example("--now", "2023-01-02T18:00:00+08:00", "--lang", "en")
    assert ended.status == 0
    assert re.search(r"matters +0\n", ended.out)


def test_a_decision_is_what_the_sitting_comes_to_and_not_what_the_log_says(data: Path, told: Told) -> None:
    text = (data / "sittings.csv").read_text(encoding="utf-8")
    alone = text.replace(
        "S-01,LQ-2023-001,2023-05-12T14:30:00+08:00,d-11;d-21;d-22;d-31;d-41",
        "S-01,LQ-2023-001,2023-05-12T14:30:00+08:00,d-11",
    )
    assert alone != text
    (data / "sittings.csv").write_text(alone, encoding="utf-8")
    refused = {each.event.id: each for each in told(data).refused}
    causes = [reason.subject for reason in refused["E-018"].reasons if reason.code == "CONSTITUENCY_ABSENT"]
    assert causes == ["residents_representatives", "retired_cadre_representatives", "local_worthies"]


def test_a_matter_is_merged_only_with_one_that_is_open(data: Path, told: Told) -> None:
    row = "E-99{0},2023-07-14T09:0{0}:00+08:00,LQ-2023-014,,,,w-20,merge,,,,,,{1},"
    appended(
        data,
        "events.csv",
        row.format(1, "LQ-2023-001"),
        row.format(2, "LQ-2023-999"),
        row.format(3, "LQ-2023-013"),
    )
    ran = told(data)
    refused = {each.event.id: [reason.code for reason in each.reasons] for each in ran.refused}
    assert refused["E-991"] == refused["E-992"] == ["FACT_SHORT", "DUPLICATE_NOT_OPEN"]
    assert next(case.state for case in ran.cases if case.id == "LQ-2023-014") == "merged"


def test_a_matter_is_raised_once(data: Path, told: Told) -> None:
    row = "E-999,2023-07-14T09:00:00+08:00,LQ-2023-014,灯,lamp,LQ-A-01,r-01,raise,,,,,,,"
    refused = {each.event.id: each for each in told(appended(data, "events.csv", row)).refused}
    assert [reason.code for reason in refused["E-999"].reasons] == ["NOT_FROM_STATE"]


def test_a_matter_that_was_never_raised_is_told_and_has_no_case(data: Path, example: Example) -> None:
    row = "E-999,2023-07-14T09:00:00+08:00,LQ-2023-099,,,,w-20,list,,,,,,,"
    ended = example("--data", appended(data, "events.csv", row), "--lang", "zh")
    assert "LQ-2023-099  （未立案）" in ended.out
    assert "LQ-2023-099 尚未立案 [NOT_RAISED]" in ended.out


def test_a_council_that_is_not_constituted_today_is_told(data: Path, example: Example) -> None:
    path = data / "delegates.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "local_worthies" not in line), encoding="utf-8")
    out = example("--data", data, "--lang", "en").out
    assert "not constituted on 2023-07-14" in out
    assert "nobody holds a seat for the local-worthy representatives [CONSTITUENCY_VACANT]" in out


def test_a_delegate_whose_term_is_open_sits_today(data: Path, example: Example) -> None:
    appended(data, "delegates.csv", "d-43,local_worthies,,,")
    assert "d-41, d-42, d-43" in example("--data", data).out


def test_what_is_wrong_with_the_grids_is_told(data: Path, example: Example) -> None:
    out = example("--data", appended(data, "grids.csv", "LQ-Z,LQ-Y,micro,微网格Z,"), "--lang", "en").out
    assert "LQ-Z" in out.partition("2. Grids")[2].partition("3. The council")[0]


def test_another_number_of_grid_workers_than_the_document_has_is_told(data: Path, example: Example) -> None:
    appended(data, "actors.csv", "w-22,grid_worker,LQ-A-01,")
    assert (
        "22 grid workers, the document has 21名: not the same" in example("--data", data, "--lang", "en").out
    )


def test_each_figure_stands_in_the_document() -> None:
    from longqiao_case.neighbourhood import read_neighbourhood  # noqa: PLC0415

    excerpt = EXCERPT.read_text(encoding="utf-8")
    figures = read_neighbourhood(DATA).figures
    assert len(figures) == 16
    for figure in figures:
        assert figure.citation.document == "001"
        assert figure.citation.phrase in excerpt
        assert str(figure.value) in figure.citation.phrase
    hazards = [figure.value for figure in figures if figure.group == "hazards"]
    assert hazards == [
        Quantity.parse(text) for text in ("360台", "88个", "6674平方米", "27155平方米", "500余部", "441户")
    ]


def test_no_reporter_is_named_in_the_excerpt() -> None:
    assert "记者 " not in EXCERPT.read_text(encoding="utf-8")


def test_every_person_and_grid_of_the_data_is_marked_as_synthetic() -> None:
    for file in ("actors.csv", "delegates.csv", "grids.csv"):
        _, *rows = (DATA / file).read_text(encoding="utf-8").splitlines()
        assert rows
        assert all(row.endswith("示例数据 synthetic") for row in rows)


def test_the_data_explain_every_event_that_is_illegal_on_purpose() -> None:
    text = (DATA / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"E-\d{3}", text)) == set(ILLEGAL)


def test_the_cases_can_be_read_back_and_go_on(told: Told) -> None:
    procedure = five_step()
    for case in told().cases:
        again = Case.from_json(case.to_json())
        assert again == case
        assert procedure.state_of(again).code == ENDS[case.id]

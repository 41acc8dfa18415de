"""The report on a table says whether it is sound, what its faults are and what to do about each."""

import attrs
from tests.unit.procedure.small_tables import GOOD, PLANTED, line

from communitygov.core.terms import Term
from communitygov.deliberation import five_step
from communitygov.procedure import SoundnessReport
from communitygov.procedure.soundness.report import check

# ------------------------------------------------------------------ the report


def test_a_report_tells_the_verdict_the_faults_and_their_remedies() -> None:
    report = check(PLANTED["dead end"][0])
    assert report.text().splitlines() == [
        "not sound, faults: 1",
        "from c no end is reached (way there: open → go → on); add a way out of c",
    ]
    assert report.text("zh").splitlines()[0] == "不健全：1 处缺陷"
    assert report.staffing == report.lone == ()


def test_a_report_of_a_sound_table_tells_what_staffing_would_do() -> None:
    lines = five_step().check().text().splitlines()
    assert lines[0].startswith("sound: ")
    assert lines[1].startswith(
        "without party_committee: stuck in decided, published, rework; ends still reached"
    )
    assert any(each.startswith("if one person alone holds convener and is recused") for each in lines)


def test_a_report_shows_itself_in_a_notebook_and_nothing_in_it_is_markup() -> None:
    hostile = attrs.evolve(
        GOOD,
        actions=(*GOOD.actions, Term("bad", "<b>办结</b>", "<i>close"), Term("worse", "<b>办结</b>", "<i>x")),
        moves=(*GOOD.moves, line("bad", "c", "end"), line("worse", "c", "end")),
    )
    shown = check(hostile)._repr_html_()
    assert "&lt;b&gt;办结&lt;/b&gt;" in shown
    assert "<b>" not in shown
    assert "LABEL_TWICE" in shown
    whole = five_step().check()._repr_html_()
    assert "健全" in whole
    assert "TRAP_RECUSED" in whole


def test_a_report_is_written_down_and_read_back() -> None:
    for report in (five_step().check(), check(PLANTED["loop"][0])):
        assert SoundnessReport.from_json(report.to_json()) == report


def test_a_report_may_be_made_of_findings_alone() -> None:
    assert SoundnessReport(findings=()).is_sound

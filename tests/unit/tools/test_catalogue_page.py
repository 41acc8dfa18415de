"""The pages of procedures: every line of every table, in both languages, with its basis and its numbers."""

import pytest
from tools.pages.catalogue import POLICIES, catalogue_page
from tools.pages.five_step import five_step_page
from tools.pages.procedure import moves_table, numbers, standing

from communitygov.core import LIBRARY_DEFAULT
from communitygov.core.source import quoted
from communitygov.deliberation.catalogue import CatalogueEntry, catalogue
from communitygov.deliberation.snap_report import SNAP_REPORT_DEFAULT, SnapReportPolicy
from communitygov.procedure import Fact

each_entry = pytest.mark.parametrize("entry", catalogue(), ids=[entry.code for entry in catalogue()])
CATALOGUE, FIVE_STEPS = catalogue_page(), five_step_page()


@each_entry
def test_every_line_of_every_procedure_is_printed_in_both_languages(entry: CatalogueEntry) -> None:
    page, table = CATALOGUE if entry.code in POLICIES else FIVE_STEPS, entry.procedure().table
    for move in table.moves:
        source, action, target = table.state(move.source), table.action(move.action), table.state(move.target)
        for language in ("en", "zh"):
            cells = f"{source.label(language)} `{source.code}` | {action.label(language)} `{action.code}`"
            assert f"| {cells} | {target.label(language)} `{target.code}` |" in page


@each_entry
def test_every_procedure_is_listed_with_its_source(entry: CatalogueEntry) -> None:
    (row,) = [line for line in CATALOGUE.splitlines() if line.startswith(f"| [`{entry.code}`](")]
    for said in (*entry.words, *entry.purpose, entry.provenance.zh, str(entry.source)):
        assert said in row


def test_every_procedure_without_a_page_has_its_numbers_and_deadlines_here() -> None:
    assert {entry.code for entry in catalogue()} - POLICIES.keys() == {"five_step", "five_step_literal"}
    for code, figures in POLICIES.items():
        assert f"### Numbers of `{type(figures.policy).__name__}`" in CATALOGUE
        assert f"### Deadlines of `{code}`" in CATALOGUE


def test_a_figure_that_was_read_somewhere_names_the_page_and_no_other_does() -> None:
    assert "| `members_present` | 2/3 | tunchang.fytlaw.com, news 202501/09/5929 |" in CATALOGUE
    assert "| `consent_base` | `entitled` | tunchang.fytlaw.com, news 202501/09/5929 |" in CATALOGUE
    assert "| `comments` | 3 | library default 本库默认 |" in CATALOGUE
    assert "| `proxies` | – | library default 本库默认 |" in CATALOGUE


def test_a_line_of_a_document_is_told_from_the_librarys_own() -> None:
    zh = moves_table(catalogue()[2].procedure().table, "zh")
    (handle,) = [line for line in zh.splitlines() if "`handle`" in line]
    assert handle.endswith("| 002, “网格员使用手机及时处理问题” |")
    assert zh.count("本库默认") == 9
    assert standing(None) == standing(LIBRARY_DEFAULT)
    assert standing(quoted("001", "居民提事")).zh == "001, “居民提事”"


def test_proxies_are_listed_and_a_value_of_another_kind_asks_for_words() -> None:
    assert "| `proxies` | `grid_worker` |" in numbers(SnapReportPolicy(proxies=("grid_worker",)), {})
    assert numbers(SNAP_REPORT_DEFAULT, {}).count("\n") == 19
    with pytest.raises(NotImplementedError):
        numbers(Fact(kind="ground", about="C-1", outcome="stated", reference="N-1"), {})

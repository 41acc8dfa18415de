"""The generated pages: as committed, the same every time, and nothing left over."""

from pathlib import Path

import pytest
from tools.reference import DOCS, differing, main, pages, write

from communitygov.deliberation import five_step

MADE = pages()


@pytest.mark.determinism
def test_the_committed_pages_are_as_the_package_has_them() -> None:
    assert differing(DOCS, MADE) == (), "run: python tools/reference.py"


def test_the_program_says_that_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"]) == 0
    assert capsys.readouterr().out == f"{len(MADE)} pages, 0 differ\n"


def test_an_argument_that_is_not_known_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--chekc"]) == 2
    assert "--check" in capsys.readouterr().out


def test_missing_changed_and_left_over_pages_are_named_and_mended(tmp_path: Path) -> None:
    made = {"reference/codes/NEW.md": "new\n", "glossary.md": "龙桥\n"}
    left_over = tmp_path / "reference" / "codes" / "OLD.md"
    left_over.parent.mkdir(parents=True)
    left_over.write_text("old\n", encoding="utf-8")
    (tmp_path / "glossary.md").write_text("changed\n", encoding="utf-8")
    named = ("glossary.md", "reference/codes/NEW.md", "reference/codes/OLD.md")
    assert differing(tmp_path, made) == named
    assert write(tmp_path, made) == named
    assert differing(tmp_path, made) == ()
    assert not left_over.exists()


def test_a_page_says_whether_its_code_refuses_finds_or_fails() -> None:
    assert "reason: an action is refused" in MADE["reference/codes/OWN_WORK.md"]
    assert "finding: a rule is not kept" in MADE["reference/codes/CONSTITUENCY_VACANT.md"]
    assert "document fault" in MADE["reference/codes/DUPLICATE_KEY.md"]
    error = MADE["reference/codes/INVALID_VALUE.md"]
    assert "{what}: {value} will not do; it {bound}." in error
    assert "Facts: `what`, `value`, `bound`." in error


def test_every_line_of_the_standard_table_is_printed_in_both_languages() -> None:
    page, table = MADE["reference/five-step.md"], five_step().table
    for move in table.moves:
        source, action, target = table.state(move.source), table.action(move.action), table.state(move.target)
        for language in ("en", "zh"):
            cells = f"{source.label(language)} `{source.code}` | {action.label(language)} `{action.code}`"
            assert f"| {cells} | {target.label(language)} `{target.code}` |" in page


def test_signatures_read_as_they_were_written() -> None:
    names = MADE["reference/api.md"]
    signature = (
        "`Actor(id: str, *, roles: frozenset[str], grids: frozenset[str] = frozenset[str](), "
        "on_behalf_of: str | None = None)`"
    )
    assert signature in names
    assert "`five_step_literal() -> Procedure`" in names
    assert "`Attempt(action: str, by: Actor, at: datetime, facts: tuple[Fact, ...] = ())`" in names
    assert "- `identity`: Code, version and digest of the table; a case is pinned to it." in names

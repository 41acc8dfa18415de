"""A hierarchy as people read it."""

from html.parser import HTMLParser

import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.grid import GridHierarchy
from communitygov.grid.hierarchy.outline import INDENTED_LEVELS, SHOWN_GRIDS

ROWS = [
    ("LQ", None, "general", "龙桥"),
    ("LQ-1", "LQ", "micro", "一组"),
    ("LQ-2", "LQ", "micro", "<script>alert(1)</script> & \"x\" 'y'"),
    ("A", None, "general", "甲"),
]


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Tags:
    parser = Tags()
    parser.feed(html)
    return parser


def test_the_text_is_indented_by_depth() -> None:
    assert GridHierarchy.from_rows(ROWS[:2]).text_tree() == "LQ 龙桥 (general grid)\n  LQ-1 一组 (micro-grid)"
    assert GridHierarchy.from_rows(ROWS[:2]).text_tree(language="zh").endswith("LQ-1 一组 (微网格)")


def test_a_name_with_line_breaks_stays_on_one_line() -> None:
    assert (
        GridHierarchy.from_rows([("A", None, "general", "a\nb\tc")]).text_tree() == "A a b c (general grid)"
    )


def test_depth_and_number_are_bounded_and_the_rest_is_counted() -> None:
    grid = GridHierarchy.from_rows(ROWS)
    assert grid.text_tree(depth=1).splitlines() == [
        "A 甲 (general grid)",
        "LQ 龙桥 (general grid)",
        "… 2 more",
    ]
    assert grid.text_tree(most=1, language="zh").splitlines()[-1] == "…… 另有 3 个网格"


def test_two_levels_are_shown_when_two_are_asked_for() -> None:
    rows = [*ROWS[:2], ("C", None, "community", "社区"), ("LQ", "C", "general", "龙桥")][1:]
    assert GridHierarchy.from_rows(rows).text_tree(depth=2).splitlines() == [
        "C 社区 (village or community)",
        "  LQ 龙桥 (general grid)",
        "… 1 more",
    ]


@pytest.mark.parametrize("bound", [0, -1, True, 1.0, None, "3"])
@pytest.mark.parametrize("name", ["depth", "most"])
def test_a_bound_that_is_no_number_is_refused(name: str, bound: object) -> None:
    with pytest.raises(InvalidValue) as caught:
        GridHierarchy.from_rows(ROWS).text_tree(**{name: bound})  # type: ignore[arg-type]
    assert caught.value.what == name


@pytest.mark.parametrize("rows", [ROWS, []])
def test_an_unknown_language_is_refused(rows: list[object]) -> None:
    with pytest.raises(UnknownName):
        GridHierarchy.from_rows(rows).text_tree(language="fr")  # type: ignore[arg-type]


def test_a_level_that_the_scheme_does_not_have_is_shown_by_its_code() -> None:
    assert GridHierarchy.from_rows([("A", None, "nano", "甲")]).text_tree() == "A 甲 (nano)"


def test_grids_in_a_circle_are_counted() -> None:
    grid = GridHierarchy.from_rows([*ROWS, ("x", "y", "micro", "x"), ("y", "x", "micro", "y")])
    assert grid.text_tree().endswith("… 2 more")


def test_no_markup_of_a_name_survives_in_html() -> None:
    page = read(GridHierarchy.from_rows(ROWS)._repr_html_())
    assert page.tags == {"div", "p", "details", "summary", "code", "small"}
    assert "<script>alert(1)</script> & \"x\" 'y'" in page.text
    assert "more" not in page.text


def test_a_long_hierarchy_is_cut_in_html_too() -> None:
    rows = [(f"g{at:04}", None, "general", "组") for at in range(SHOWN_GRIDS + 7)]
    html = GridHierarchy.from_rows(rows)._repr_html_()
    assert html.count("<code>") == SHOWN_GRIDS
    assert "…… 另有 7 个网格 … 7 more" in read(html).text


def test_a_deep_chain_is_cut_too() -> None:
    rows = [(f"g{at}", f"g{at - 1}" if at else None, "micro", "组") for at in range(100_000)]
    grid = GridHierarchy.from_rows(rows)
    assert len(grid._repr_html_()) < 5_000
    assert len(grid.text_tree(depth=10**9, most=50).splitlines()) == 51


def test_an_empty_hierarchy_can_be_looked_at() -> None:
    empty = GridHierarchy.from_rows([])
    assert empty.text_tree() == ""
    assert read(empty._repr_html_()).text == "网格 grids: 0"


def test_a_deep_line_is_not_indented_without_end_and_says_its_level() -> None:
    deep = INDENTED_LEVELS + 2
    rows = [
        ("n0", None, "general", "链"),
        *((f"n{at}", f"n{at - 1}", "micro", "链") for at in range(1, deep)),
    ]
    lines = GridHierarchy.from_rows(rows).text_tree(depth=deep, most=deep).splitlines()
    assert lines[-2].startswith("  " * INDENTED_LEVELS + "n40 ")
    assert lines[-1].startswith("  " * INDENTED_LEVELS + "[41] n41 ")


def test_the_list_of_a_chain_grows_with_its_length_alone() -> None:
    length = 20_000
    rows = [
        ("n0", None, "general", "链"),
        *((f"n{at}", f"n{at - 1}", "micro", "链") for at in range(1, length)),
    ]
    assert len(GridHierarchy.from_rows(rows).text_tree(depth=length, most=length)) < 150 * length

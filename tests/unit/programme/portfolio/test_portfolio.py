"""Portfolios: what is declared, what is named, what is driven as a project."""

from datetime import date

import pytest

from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, UnknownName
from communitygov.programme.portfolio import Overlap, Portfolio, PortfolioItem, ProjectCharge, overlaps

NAME = Term("scenes", "具体项目", "projects")
BRANDS = ("梦响南山", "照亮回家路", "四叶草工程", "梦响格格屋", "广都微公园")


def items(*names: str, kind: str | None = None) -> list[PortfolioItem]:
    return [PortfolioItem(code=f"p-{at}", name=name, kind=kind) for at, name in enumerate(names, start=1)]


def test_fifty_two_items_of_nine_classes_five_of_them_named() -> None:
    portfolio = Portfolio(name=NAME, declared=52, class_count=9, items=items(*BRANDS))
    assert (portfolio.named, portfolio.unnamed) == (5, 47)
    assert portfolio["p-3"].name == "四叶草工程"
    with pytest.raises(UnknownName, match="item"):
        portfolio["p-6"]


@pytest.mark.parametrize(
    ("declared", "class_count", "refused"),
    [(10, 11, True), (10, 10, False), (10, 7, False), (0, 1, True), (1, 0, True)],
)
def test_there_are_no_more_classes_than_items(*, declared: int, class_count: int, refused: bool) -> None:
    if refused:
        with pytest.raises(InvalidValue, match=r"class_count|declared"):
            Portfolio(name=NAME, declared=declared, class_count=class_count)
    else:
        assert Portfolio(name=NAME, declared=declared, class_count=class_count).unnamed == declared


@pytest.mark.parametrize(("declared", "class_count"), [(3, 3), (5, 4)])
def test_items_of_one_class_leave_no_room_for_as_many_classes(declared: int, class_count: int) -> None:
    named = items(*BRANDS[: declared - (class_count - 3)], kind="a")
    with pytest.raises(InvalidValue, match="the items can be of"):
        Portfolio(name=NAME, declared=declared, class_count=class_count, items=named)


def test_an_item_of_unknown_class_may_be_of_any() -> None:
    named = [*items("甲", "乙", kind="a"), PortfolioItem(code="p-9", name="丙")]
    assert Portfolio(name=NAME, declared=4, class_count=3, items=named).unnamed == 1
    with pytest.raises(InvalidValue, match="be of, 3"):
        Portfolio(name=NAME, declared=4, class_count=4, items=named)


def test_no_more_items_are_named_than_were_declared() -> None:
    full = Portfolio(name=NAME, declared=5, class_count=1, items=items(*BRANDS))
    with pytest.raises(InvalidValue, match="items declared, 5"):
        full.with_item(PortfolioItem(code="p-6", name="第六"))
    with pytest.raises(InvalidValue, match="only once"):
        Portfolio(name=NAME, declared=5, class_count=1, items=items("甲") * 2)


def test_no_more_classes_are_known_than_were_declared() -> None:
    classes = [Term(code, code, code) for code in "abc"]
    with pytest.raises(InvalidValue, match="classes declared, 2"):
        Portfolio(name=NAME, declared=9, class_count=2, classes=classes)
    with pytest.raises(InvalidValue, match="classes declared, 3"):
        Portfolio(name=NAME, declared=9, class_count=3, classes=classes, items=items("甲", kind="d"))
    with pytest.raises(InvalidValue, match="only once"):
        Portfolio(name=NAME, declared=9, class_count=3, classes=classes[:1] * 2)


def test_ten_communities_of_seven_kinds_are_counted_by_kind_where_it_is_known() -> None:
    named = [*items("云华", kind="elder"), PortfolioItem(code="p-9", name="嘉禾")]
    portfolio = Portfolio(
        name=NAME, declared=10, class_count=7, items=named, classes=[Term("child", "儿童友好", "child")]
    )
    assert portfolio.counts() == (("child", 0), ("elder", 1))


def test_every_item_becomes_a_project_with_an_owner_and_a_due_date() -> None:
    portfolio = Portfolio(name=NAME, declared=52, class_count=9, items=items(*BRANDS[:3]))
    charges = [
        ProjectCharge(item="p-2", project="j-2", owner="office-1"),
        ProjectCharge(item="p-1", project="j-1", owner="office-1", due=date(2020, 12, 31)),
        ProjectCharge(item="p-9", project="j-9", due=date(2020, 12, 31)),
    ]
    assert [(each.code, each.subject) for each in portfolio.findings(charges)] == [
        ("ITEM_WITHOUT_PROJECT", "p-3"),
        ("PROJECT_WITHOUT_DUE_DATE", "j-2"),
        ("PROJECT_WITHOUT_ITEM", "j-9"),
        ("PROJECT_WITHOUT_OWNER", "j-9"),
    ]
    assert portfolio.findings(reversed(charges)) == portfolio.findings(charges)
    assert len(portfolio.findings()) == 3
    with pytest.raises(InvalidValue, match="charges"):
        portfolio.findings(["p-1"])  # type: ignore[list-item]


def test_one_name_in_two_portfolios_is_flagged_and_one_code_is_the_same_item() -> None:
    brands = Portfolio(name=NAME, declared=52, class_count=9, items=items(*BRANDS))
    gardens = Portfolio(
        name=NAME,
        declared=30,
        class_count=1,
        items=[
            PortfolioItem(code="g-1", name="广都微公园"),
            PortfolioItem(code="g-2", name="广都微公园"),
            PortfolioItem(code="p-1", name="邻里荟"),
        ],
    )
    assert overlaps(brands, gardens) == (
        Overlap(left="p-1", right="p-1", is_same=True),
        Overlap(left="p-5", right="g-1"),
        Overlap(left="p-5", right="g-2"),
    )
    for wrong in ((brands, None), (None, brands)):
        with pytest.raises(InvalidValue, match="must be a Portfolio"):
            overlaps(*wrong)


def test_many_items_of_one_name_are_refused_rather_than_paired_off() -> None:
    def alike(prefix: str) -> Portfolio:
        named = [PortfolioItem(code=f"{prefix}-{at}", name="微公园") for at in range(101)]
        return Portfolio(name=NAME, declared=101, class_count=1, items=named)

    with pytest.raises(InvalidValue, match="overlaps: 10201"):
        overlaps(alike("a"), alike("b"))


def test_charges_come_in_an_order() -> None:
    charges = {ProjectCharge(item="p-1", project="j-1"), ProjectCharge(item="p-1", project="j-2")}
    with pytest.raises(InvalidValue, match="sort the set first"):
        Portfolio(name=NAME, declared=52, class_count=9).findings(charges)


def test_a_portfolio_is_shown_as_a_table() -> None:
    shown = Portfolio(name=NAME, declared=52, class_count=9, items=items("<b>", kind="k"))._repr_html_()
    assert "<b>" not in shown
    assert "9类52项" in shown
    assert "1 shown of 52" in shown

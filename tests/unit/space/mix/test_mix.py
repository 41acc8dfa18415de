"""The items of a place, and the counts that were declared of them."""

import pytest

from communitygov.core.money import Money
from communitygov.core.quantity import Quantity
from communitygov.errors import InvalidValue, UnknownName
from communitygov.space.function.side import PriceClass, Side
from communitygov.space.mix import Mix, MixItem
from communitygov.space.mix import mix as module
from communitygov.space.mix.item import WEEK

#: The three of fourteen that the document names; it tells no kind of them.
NAMED = (
    MixItem("digua", name="地瓜社区共享空间"),
    MixItem("dongzhou", name="东周社艺文美空间"),
    MixItem("clinic", name="社区卫生服务中心"),
)


def known(code: str, kind: str = "art") -> MixItem:
    """Make an item of which everything is told."""
    return MixItem(code, kind=kind, side=Side.WELFARE, price=PriceClass.FREE)


def test_nine_kinds_of_fourteen_items_with_three_named_leave_eleven_as_a_number() -> None:
    mix = Mix.declared(kinds=9, items=14, named=NAMED, place="caojiaxiang")
    assert (mix.total, len(mix.items), mix.unnamed, mix.kinds) == (14, 3, 11, 9)
    unnamed = mix.findings()[-1]
    assert unnamed.code == "MIX_ITEMS_UNNAMED"
    assert unnamed.text() == "11 of 14 items are not named (of 6 kinds at least)"


def test_fourteen_items_named_over_nine_kinds_pass() -> None:
    items = [known(f"i-{number}", f"kind-{number % 9}") for number in range(14)]
    mix = Mix.declared(kinds=9, items=14, named=items)
    assert (mix.unnamed, mix.kinds, mix.findings()) == (0, 9, ())


@pytest.mark.parametrize(
    ("kinds", "items", "named", "field"),
    [
        (9, 14, [known(f"i-{n}", f"kind-{n % 10}") for n in range(14)], "declared_kinds"),
        (9, 14, [known(f"i-{n}", f"kind-{n % 8}") for n in range(14)], "declared_kinds"),
        (9, 2, NAMED, "declared_items"),
        (15, 14, [], "declared_kinds"),
        (0, 1, [], "declared_kinds"),
        (9, 10, [known(f"i-{n}", "art") for n in range(3)], "declared_kinds"),
    ],
    ids=["ten kinds named", "eight kinds named", "three of two", "more kinds", "no kind", "too few left"],
)
def test_counts_that_cannot_be_are_refused(kinds: int, items: int, named: list[MixItem], field: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        Mix.declared(kinds=kinds, items=items, named=named)
    assert caught.value.what == field


def test_nothing_at_all_is_a_mix_too() -> None:
    empty = Mix()
    assert (empty.total, empty.kinds, empty.findings()) == (0, 0, ())
    assert Mix.declared(kinds=0, items=0) == Mix(declared_kinds=0, declared_items=0)


def test_without_a_declaration_the_named_items_are_all() -> None:
    assert (Mix([known("a"), known("b", "food")]).kinds, Mix([known("a")]).unnamed) == (2, 0)
    assert Mix([known("a"), MixItem("b", kind=None)]).kinds is None
    assert Mix([known("a"), MixItem("b")]).text() == "2 items of ? kinds: 2 named, 0 not"


def test_what_is_not_told_of_an_item_is_named() -> None:
    findings = Mix([MixItem("b", price=PriceClass.FREE), MixItem("a", kind="art"), known("c")]).findings()
    assert [finding.text("zh") for finding in findings] == [
        "业态 a 未说明：公益普惠或品质消费、价格类别",
        "业态 b 未说明：类别、公益普惠或品质消费",
    ]


def test_an_item_is_found_by_its_identifier_and_stands_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Mix(NAMED)["clinic"].name == "社区卫生服务中心"
    assert Mix([known("b"), known("a"), MixItem("c")]).on(Side.WELFARE) == (known("a"), known("b"))
    with pytest.raises(UnknownName, match="Did you mean 'clinic'"):
        Mix(NAMED)["clinik"]
    with pytest.raises(InvalidValue, match="items: 2"):
        Mix([known("a")] * 2)
    monkeypatch.setattr(module, "MOST_ITEMS", 1)
    with pytest.raises(InvalidValue, match="items: 2"):
        Mix([known("a"), known("b")])


def test_an_item_is_checked_when_it_is_made() -> None:
    for field, wrong in (
        ("area", Quantity.parse("200亩")),
        ("area", 200),
        ("turnover", Money(-1)),
        ("turnover", 5),
        ("weekly_minutes", WEEK + 1),
        ("weekly_minutes", -1),
        ("operator", "居民"),
        ("price", "free?"),
    ):
        with pytest.raises(InvalidValue) as caught:
            MixItem("a", **{field: wrong})  # type: ignore[arg-type]
        assert caught.value.what == field
    assert MixItem("a", operator="r-1", weekly_minutes=WEEK, turnover=Money(0)).unknown == (
        "kind",
        "side",
        "price",
    )


def test_a_mix_is_shown_as_a_table_with_everything_escaped() -> None:
    item = MixItem("a", name="<b>茶</b>", kind="food", area=Quantity.parse("200余平方米"), side=Side.QUALITY)
    shown = Mix.declared(kinds=2, items=5, named=[item, known("b", "art")])._repr_html_()
    assert "&lt;b&gt;茶&lt;/b&gt;" in shown
    assert "200余平方米" in shown
    assert "3 more" in shown
    assert "more" not in Mix([known("b")])._repr_html_()


def test_a_name_of_somebody_is_neither_shown_nor_repeated() -> None:
    assert "甲奶奶" not in repr(MixItem("a", name="甲奶奶工作室"))
    with pytest.raises(InvalidValue) as caught:
        MixItem("a", operator="甲奶奶")
    assert "甲奶奶" not in str(caught.value)

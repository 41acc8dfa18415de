"""The altair chart of a plan of money, read as the JSON document that it is."""

import sys
from typing import Any

import attrs
import pytest

from communitygov.core.money import Money
from communitygov.errors import InvalidValue, Language, MissingExtra
from communitygov.plot.funding_chart import funding_chart
from communitygov.space.funding import CostItem, FundingPlan, FundingSource

pytest.importorskip("altair", reason="the extra `plot` is not installed")

FUND = FundingSource("fund", "保障资金", "funds", amount=Money.yuan(80), pays={"works"})
GIFT = FundingSource("gift", "企业捐赠", "gift", amount=Money.yuan(20))
FLOOR = CostItem("floor", "地面", "floor", kind="works", cost=Money.yuan(90))
BOOKS = CostItem("books", "图书", "books", kind="furniture", cost=Money.yuan(40))
PLAN = FundingPlan([FUND, GIFT], [FLOOR, BOOKS])


def spec(plan: FundingPlan, language: Language = "en") -> dict[str, Any]:
    made: dict[str, Any] = funding_chart(plan, language=language).to_dict()
    return made


def values(spec: dict[str, Any], layer: int) -> list[dict[str, Any]]:
    data = spec["layer"][layer]["data"]
    found: list[dict[str, Any]] = data["values"] if "values" in data else spec["datasets"][data["name"]]
    return found


def test_the_parts_of_a_bar_are_what_each_source_pays_and_what_is_lacking() -> None:
    parts = [(each["item"], each["source"], each["fen"], each["told"]) for each in values(spec(PLAN), 0)]
    assert parts == [
        ("floor", "funds", 8000, "¥80.00"),
        ("floor", "gift", 1000, "¥10.00"),
        ("books", "gift", 1000, "¥10.00"),
        ("books", "lacking", 3000, "¥30.00"),
    ]
    assert sum(each[2] for each in parts) == PLAN.total.fen


def test_what_is_lacking_is_red_and_written_at_the_end_of_its_bar() -> None:
    made = spec(PLAN)
    scale = made["layer"][0]["encoding"]["color"]["scale"]
    assert dict(zip(scale["domain"], scale["range"], strict=True))["lacking"] == "#c00000"
    assert values(made, 1) == [{"item": "books", "fen": 4000, "told": "lacking ¥30.00"}]


def test_bars_stand_in_the_order_of_the_plan() -> None:
    for layer in spec(PLAN)["layer"]:
        assert layer["encoding"]["y"]["sort"] == ["floor", "books"]


@pytest.mark.parametrize(
    ("language", "title", "subtitle"),
    [
        ("zh", "资金方案", "费用 ¥130.00，来源 ¥100.00，缺口 ¥30.00"),
        ("en", "Funding plan", "cost ¥130.00, sources ¥100.00, lacking ¥30.00"),
    ],
)
def test_the_title_says_what_there_is_and_what_is_lacking(
    language: Language, title: str, subtitle: str
) -> None:
    made = spec(PLAN, language)
    assert (made["title"]["text"], made["title"]["subtitle"]) == (title, subtitle)


def test_two_of_the_same_name_are_told_apart_by_their_codes() -> None:
    twice = FundingPlan(
        [FUND, attrs.evolve(FUND, code="old"), attrs.evolve(GIFT, en="lacking")],
        [FLOOR, attrs.evolve(FLOOR, code="floor-2")],
    )
    made = spec(twice)
    names = made["layer"][0]["encoding"]["color"]["scale"]["domain"]
    assert names == ["funds (fund)", "funds (old)", "lacking (gift)", "lacking"]
    assert made["layer"][0]["encoding"]["y"]["sort"] == ["floor (floor)", "floor (floor-2)"]


def test_the_same_plan_gives_the_same_chart() -> None:
    assert funding_chart(PLAN).to_json() == funding_chart(PLAN).to_json()


def test_too_many_items_and_what_is_no_plan_are_refused() -> None:
    many = FundingPlan([], [attrs.evolve(FLOOR, code=f"i-{at}") for at in range(201)])
    with pytest.raises(InvalidValue, match="at most 200"):
        funding_chart(many)
    with pytest.raises(InvalidValue, match="FundingPlan"):
        funding_chart({"a": 1})  # type: ignore[arg-type]


def test_without_altair_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(MissingExtra, match=r"communitygov\[plot\]"):
        funding_chart(PLAN)


def test_names_stay_apart_when_one_looks_like_another_with_its_code() -> None:
    sources = [
        attrs.evolve(GIFT, code=code, en=en) for code, en in (("a", "gift"), ("b", "gift (a)"), ("c", "gift"))
    ]
    names = spec(FundingPlan(sources, [FLOOR]))["layer"][0]["encoding"]["color"]["scale"]["domain"]
    assert names == ["gift (a) (a)", "gift (a) (b)", "gift (c)", "lacking"]

"""A plan of money as an altair chart: a bar an item, a colour a source, hatched red what is lacking."""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, TypeAlias

from communitygov.core.argument import require
from communitygov.core.money import Money
from communitygov.errors import InvalidValue, Language, MissingExtra, Words
from communitygov.space.funding.plan import FundingPlan

if TYPE_CHECKING:
    import altair as alt

_Record: TypeAlias = dict[str, str | int]

#: Beyond this many items bars are too thin to be read.
MOST_BARS = 200
_LACKING = Words("缺口", "lacking")
_COST, _SOURCE, _ITEM = Words("费用（元）", "cost (yuan)"), Words("资金来源", "source"), Words("项目", "item")
#: Colours that can be told apart by the colour-blind, dark and light alternating; red is for what lacks.
_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#56b4e9", "#cc79a7", "#8c6d31", "#999999", "#f0e442")
_RED = "#c00000"
#: Axes count fen and show yuan.
_YUAN = "format(datum.value / 100, ',.0f')"


def funding_chart(plan: FundingPlan, *, language: Language = "zh") -> "alt.LayerChart":
    """Return a bar for each item, made of what each source pays of it and, in red, of what is lacking.

    The number at the end of a bar is what is lacking; pointing at a part tells who pays how much.

    Parameters
    ----------
    plan
        The plan.
    language
        ``"zh"`` or ``"en"``.

    Raises
    ------
    MissingExtra
        If altair is not installed.
    InvalidValue
        If there are too many items.

    Examples
    --------
    >>> from communitygov.space.funding.item import CostItem
    >>> from communitygov.space.funding.source import FundingSource
    >>> fund = FundingSource("fund", "保障资金", "guarantee funds", amount=Money.yuan(50))
    >>> plan = FundingPlan([fund], [CostItem("floor", "地面", "floor", kind="works", cost=Money.yuan(70))])
    >>> chart = funding_chart(plan).to_dict()
    >>> chart["title"]["text"], [layer["mark"]["type"] for layer in chart["layer"]]
    ('资金方案', ['bar', 'text'])
    """
    try:
        import altair as alt  # noqa: PLC0415  heavy, and in an extra
    except ImportError as error:
        raise MissingExtra("altair", "plot") from error
    require("plan", plan, kind=FundingPlan)
    if len(plan.items) > MOST_BARS:
        bound = Words(f"须不多于 {MOST_BARS} 项", f"must be at most {MOST_BARS}")
        raise InvalidValue("items", len(plan.items), bound)
    names, colours = _legend(plan, language)
    order = _names(plan, language)[0]
    bars = (
        alt.Chart(alt.InlineData(values=_parts(plan, language)))
        .mark_bar(stroke="white", strokeWidth=1)
        .encode(
            y=alt.Y("item:N", sort=order, title=None, axis=alt.Axis(labelLimit=240)),
            x=alt.X("fen:Q", stack="zero", title=_COST.say(language), axis=alt.Axis(labelExpr=_YUAN)),
            color=alt.Color(
                "source:N",
                scale=alt.Scale(domain=names, range=colours),
                legend=alt.Legend(title=_SOURCE.say(language), orient="bottom", columns=4, labelLimit=260),
            ),
            order=alt.Order("rank:Q"),
            tooltip=[alt.Tooltip(f"{field}:N", title=title.say(language)) for field, title in _TOLD],
        )
    )
    lacking = (
        alt.Chart(alt.InlineData(values=_lacking(plan, language)))
        .mark_text(align="left", dx=5, color=_RED, fontWeight="bold")
        .encode(y=alt.Y("item:N", sort=order), x="fen:Q", text="told:N")
    )
    title = alt.Title(_TITLE.say(language), subtitle=_summary(plan).say(language), anchor="start")
    return alt.LayerChart(layer=[bars, lacking], title=title, width=560, height={"step": 30})


_TITLE = Words("资金方案", "Funding plan")
_TOLD = (("item", _ITEM), ("source", _SOURCE), ("told", Words("金额", "amount")))


def _names(plan: FundingPlan, language: Language) -> tuple[list[str], list[str]]:
    """Return names of items and of sources; one told twice has its code beside it."""
    items = [(item.words.say(language), item.code) for item in plan.items]
    sources = [(source.words.say(language), source.code) for source in plan.sources]
    return _distinct(items, set()), _distinct(sources, {_LACKING.say(language)})


def _distinct(names: Sequence[tuple[str, str]], taken: Collection[str]) -> list[str]:
    """Return names, with the code beside each that is told twice or taken, until none is.

    Two that have their codes beside them differ, since the codes do; so this comes to an end.
    """
    found = [name for name, _ in names]
    while twice := {name for name, times in Counter(found).items() if times > 1 or name in taken}:
        found = [
            f"{name} ({code})" if name in twice else name
            for name, (_, code) in zip(found, names, strict=True)
        ]
    return found


def _legend(plan: FundingPlan, language: Language) -> tuple[list[str], list[str]]:
    """Return the names of the sources and of what is lacking, with a colour each."""
    names = _names(plan, language)[1]
    colours = [_COLOURS[at % len(_COLOURS)] for at in range(len(names))]
    return [*names, _LACKING.say(language)], [*colours, _RED]


def _parts(plan: FundingPlan, language: Language) -> list[_Record]:
    """Return a line for each part of each bar."""
    names = _legend(plan, language)[0]
    return [
        {
            "item": name,
            "source": names[rank],
            "fen": fen,
            "rank": rank,
            "told": str(Money(fen)),
        }
        for name, row in zip(_names(plan, language)[0], plan.rows()[1:], strict=True)
        for rank, fen in enumerate(map(int, row[3:]))
        if fen
    ]


def _lacking(plan: FundingPlan, language: Language) -> list[_Record]:
    """Return a line for each item that lacks money, at the end of its bar."""
    return [
        {
            "item": name,
            "fen": row[2],
            "told": f"{_LACKING.say(language)} {Money(int(row[-1]))}",
        }
        for name, row in zip(_names(plan, language)[0], plan.rows()[1:], strict=True)
        if row[-1]
    ]


def _summary(plan: FundingPlan) -> Words:
    """Say what everything costs, what there is and what is lacking."""
    total, funds, short = plan.total, plan.funds, plan.shortfall
    return Words(
        f"费用 {total}，来源 {funds}，缺口 {short}", f"cost {total}, sources {funds}, lacking {short}"
    )

"""Rules about how much of a mix is for everybody."""

from fractions import Fraction

import pytest

from communitygov.core.money import Money
from communitygov.core.quantity import Quantity
from communitygov.core.source import quoted
from communitygov.errors import InvalidValue
from communitygov.space.function.side import PriceClass, Side
from communitygov.space.mix import Balance, InclusiveBy, Mix, MixItem, MixJudgement, MixMeasure, MixRefused
from communitygov.space.mix.item import WEEK
from communitygov.space.mix.weight import NOTHING, OPEN, Range, exactly, share_of


def item(code: str, price: PriceClass | None, *, area: str = "", minutes: int | None = None) -> MixItem:
    """Make an item with a price."""
    return MixItem(code, price=price, area=Quantity.parse(area) if area else None, weekly_minutes=minutes)


FREE = item("books", PriceClass.FREE, area="100平方米", minutes=600)
GYM = item("gym", PriceClass.PUBLIC_INTEREST, area="50平方米", minutes=WEEK)
SHOP = item("shop", PriceClass.MARKET, area="150平方米", minutes=600)


@pytest.mark.parametrize("price", [PriceClass.FREE, PriceClass.LOW, PriceClass.PUBLIC_INTEREST])
def test_one_item_that_everybody_can_pay_keeps_the_default_rule(price: PriceClass) -> None:
    assert Balance().judge(Mix([item("a", price), SHOP])).is_kept is True


def test_no_item_for_everybody_breaks_the_default_rule() -> None:
    judged = Balance().judge(Mix([SHOP], place="corner"))
    assert judged.is_kept is False
    assert [finding.code for finding in judged.findings()] == ["MIX_NOT_INCLUSIVE"]
    assert judged.findings()[0].source == quoted("001", "公益普惠+品质消费")
    with pytest.raises(MixRefused, match="'corner' is refused: corner has 0 items"):
        Balance().require(Mix([SHOP], place="corner"))


def test_no_market_item_breaks_nothing() -> None:
    assert Balance().require(Mix([FREE])) == Mix([FREE])


def test_what_is_only_counted_leaves_the_answer_open() -> None:
    mix = Mix.declared(kinds=9, items=14, named=[SHOP], place="caojiaxiang")
    judged = Balance().judge(mix)
    assert (judged.is_kept, judged.fewest, judged.most) == (None, 0, 13)
    assert [finding.code for finding in judged.findings()] == ["MIX_BALANCE_UNKNOWN"]
    with pytest.raises(MixRefused):
        Balance().require(mix)


def test_more_items_for_everybody_may_be_asked() -> None:
    rule = Balance(fewest=2)
    assert rule.judge(Mix([FREE, SHOP])).is_kept is False
    assert rule.judge(Mix([FREE, GYM])).is_kept is True
    assert rule.judge(Mix([FREE, item("x", None)])).is_kept is None


@pytest.mark.parametrize(
    ("measure", "share"),
    [
        (MixMeasure.ITEMS, Fraction(2, 3)),
        (MixMeasure.AREA, Fraction(150, 300)),
        (
            MixMeasure.AREA_HOURS,
            Fraction(100 * 600 + 50 * WEEK, 100 * 600 + 50 * WEEK + 150 * 600),
        ),
    ],
)
def test_a_share_is_exact_by_each_measure(measure: MixMeasure, share: Fraction) -> None:
    rule = Balance(share=share, measure=measure)
    judged = rule.judge(Mix([FREE, GYM, SHOP]))
    assert (judged.low, judged.high, judged.is_kept) == (share, share, True)
    above = Balance(share=share + Fraction(1, 10_000), measure=measure).judge(Mix([FREE, GYM, SHOP]))
    assert [finding.code for finding in above.findings()] == ["MIX_SHARE_TOO_SMALL"]


def test_money_is_measured_by_turnover() -> None:
    free = MixItem("a", price=PriceClass.LOW, turnover=Money(100))
    shop = MixItem("b", price=PriceClass.MARKET, turnover=Money(300))
    rule = Balance(share=Fraction(1, 4), measure=MixMeasure.MONEY)
    assert rule.judge(Mix([free, shop])).low == Fraction(1, 4)
    assert rule.judge(Mix([free, MixItem("b", price=PriceClass.MARKET)])).low == 0


def test_a_lower_bound_of_an_area_stays_one() -> None:
    rule = Balance(share=Fraction(1, 2), measure=MixMeasure.AREA)
    big = item("hall", PriceClass.FREE, area="600余平方米")
    judged = rule.judge(Mix([big, SHOP]))
    assert (judged.low, judged.high, judged.is_kept) == (Fraction(600, 750), 1, True)
    wide = rule.judge(Mix([FREE, item("mall", PriceClass.MARKET, area="100余平方米")]))
    assert (wide.low, wide.high, wide.is_kept) == (0, Fraction(1, 2), None)


def test_what_is_not_known_of_area_or_hours_makes_the_share_a_range() -> None:
    rule = Balance(share=Fraction(1, 2), measure=MixMeasure.AREA_HOURS)
    always = item("gym", PriceClass.FREE, area="100平方米")
    judged = rule.judge(Mix([always, item("shop", PriceClass.MARKET, area="100平方米", minutes=WEEK)]))
    assert (judged.low, judged.high) == (0, Fraction(1, 2))
    nowhere = rule.judge(Mix([item("gym", PriceClass.FREE, minutes=60), SHOP]))
    assert (nowhere.low, nowhere.high) == (0, 1)
    none = rule.judge(Mix([item("gym", PriceClass.FREE, area="0平方米"), SHOP]))
    assert (none.low, none.high) == (0, 0)
    counted = rule.judge(Mix.declared(kinds=2, items=3, named=[FREE]))
    assert (counted.low, counted.high) == (0, 1)


def test_the_side_may_decide_instead_of_the_price() -> None:
    rule = Balance(by=InclusiveBy.SIDE)
    welfare = MixItem("a", side=Side.WELFARE, price=PriceClass.MARKET)
    assert rule.judge(Mix([welfare])).is_kept is True
    assert rule.judge(Mix([MixItem("a", side=Side.QUALITY)])).is_kept is False
    assert rule.judge(Mix([FREE])).is_kept is None


def test_a_rule_and_a_judgement_are_checked_when_they_are_made() -> None:
    for wrong in (2, Fraction(-1), 0.5):
        with pytest.raises(InvalidValue, match="share"):
            Balance(share=wrong)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="must be a Mix"):
        Balance().judge([FREE])  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="most"):
        MixJudgement(place="a", rule=Balance(), fewest=2, most=1, low=0, high=1)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="high"):
        MixJudgement(place="a", rule=Balance(), fewest=0, most=1, low=1, high=0)  # type: ignore[arg-type]


def test_an_explanation_says_what_was_asked_and_what_is_there() -> None:
    said = Balance(share=Fraction(1, 2)).judge(Mix([FREE, SHOP, GYM], place="corner")).text("zh")
    assert said == "corner：达标；普惠业态 2 至 2 个（须 1），占比（按个数）2/3 至 2/3（须 1/2）"
    assert Balance().judge(Mix([SHOP])).text().startswith("mix: not kept; 0 to 0")
    assert Balance().judge(Mix([item("x", None)])).text().startswith("mix: not known; 0 to 1")


@pytest.mark.parametrize(
    ("part", "rest", "either", "bounds"),
    [
        (exactly(1), exactly(3), NOTHING, (Fraction(1, 4), Fraction(1, 4))),
        (OPEN, NOTHING, NOTHING, (1, 1)),
        (NOTHING, OPEN, NOTHING, (0, 0)),
        (NOTHING, NOTHING, NOTHING, (1, 1)),
        (OPEN, OPEN, NOTHING, (0, 1)),
        (NOTHING, exactly(1), exactly(1), (0, Fraction(1, 2))),
    ],
)
def test_a_share_of_ranges_lies_between_its_bounds(
    part: Range, rest: Range, either: Range, bounds: tuple[Fraction, Fraction]
) -> None:
    assert share_of(part, rest, either=either) == bounds


def test_the_share_of_nothing_is_known() -> None:
    rule = Balance(fewest=0, share=Fraction(1, 2))
    assert rule.judge(Mix()).is_kept is True
    empty = item("a", PriceClass.MARKET, area="0平方米")
    by_area = Balance(fewest=0, share=Fraction(1, 2), measure=MixMeasure.AREA)
    assert by_area.judge(Mix([empty])).is_kept is True
    assert Balance().judge(Mix()).is_kept is False


def test_what_is_no_item_and_no_side_is_refused() -> None:
    with pytest.raises(InvalidValue, match="item"):
        Balance().is_inclusive(None)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="side"):
        Mix().on(None)  # type: ignore[arg-type]

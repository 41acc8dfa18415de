"""Laws of mixes and of the balance between what is for everybody and what is not."""

from fractions import Fraction

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from communitygov.core.money import Money
from communitygov.core.quantity import Quantity
from communitygov.space.function.side import PriceClass, Side
from communitygov.space.mix import Balance, Mix, MixItem, MixMeasure
from communitygov.space.mix.item import SQUARE_METRES, WEEK
from communitygov.space.mix.weight import SHARE_OF_NOTHING, weight
from communitygov.testing.strategies.mix import balances, mix_items, mixes


@given(mix=mixes())
def test_named_and_unnamed_items_make_all_of_them(mix: Mix) -> None:
    assert len(mix.items) + mix.unnamed == mix.total
    if mix.kinds is not None:
        assert len(mix.named_kinds) <= mix.kinds <= mix.total


@given(mix=mixes(), rule=balances())
def test_a_judgement_is_a_range_and_has_findings_unless_the_rule_is_kept(mix: Mix, rule: Balance) -> None:
    judged = rule.judge(mix)
    assert 0 <= judged.fewest <= judged.most <= mix.total
    assert 0 <= judged.low <= judged.high <= 1
    assert (judged.findings() == ()) == (judged.is_kept is True)


def told(draw: st.DrawFn, item: MixItem) -> MixItem:
    """Return an item with everything that was open told, as it may turn out to be."""
    area = item.area or Quantity.exact(0, SQUARE_METRES)
    if item.area is None or area.exactly is None:
        area = Quantity.exact(area.low + draw(st.integers(1, 500)), SQUARE_METRES)
    return attrs.evolve(
        item,
        kind=item.kind or "art",
        side=item.side or draw(st.sampled_from(Side)),
        price=item.price or draw(st.sampled_from(PriceClass)),
        area=area,
        weekly_minutes=draw(st.integers(0, WEEK)) if item.weekly_minutes is None else item.weekly_minutes,
        turnover=item.turnover or Money(draw(st.integers(0, 10**6))),
    )


@st.composite
def told_mixes(draw: st.DrawFn) -> tuple[Mix, Mix]:
    """Make a mix of which much is open, and what it may turn out to be."""
    mix = draw(mixes())
    more = [MixItem(f"told#{number}") for number in range(mix.unnamed)]
    return mix, Mix([told(draw, item) for item in (*mix.items, *more)], place=mix.place)


@given(both=told_mixes(), rule=balances())
def test_whatever_becomes_known_lies_within_what_was_said_before(
    both: tuple[Mix, Mix], rule: Balance
) -> None:
    before, after = (rule.judge(mix) for mix in both)
    assert before.fewest <= after.fewest == after.most <= before.most
    assert after.low == after.high
    if any(weight(item, rule.measure).high for item in both[1].items):
        assert before.low <= after.low <= before.high
        assert before.is_kept in (after.is_kept, None)
    else:
        assert after.low == SHARE_OF_NOTHING


@given(mix=mixes(), rule=balances(), item=mix_items(id="one#more"))
def test_one_more_item_for_everybody_never_makes_it_worse(mix: Mix, rule: Balance, item: MixItem) -> None:
    assume("one#more" not in {each.id for each in mix.items})
    free = attrs.evolve(item, price=PriceClass.FREE, side=Side.WELFARE)
    grown = Mix([*mix.items, free], place=mix.place, declared_items=mix.total + 1, declared_kinds=None)
    before, after = rule.judge(mix), rule.judge(grown)
    assert after.fewest == before.fewest + 1
    if rule.measure is MixMeasure.ITEMS:
        assert after.low >= before.low
    assert after.high >= before.high or before.high == after.high == 1


@given(mix=mixes(), rule=balances(), less=st.fractions(0, 1, max_denominator=9))
def test_who_keeps_a_rule_keeps_every_milder_one(mix: Mix, rule: Balance, less: Fraction) -> None:
    if rule.judge(mix).is_kept is True:
        milder = attrs.evolve(rule, share=rule.share * less, fewest=int(rule.fewest * less))
        assert milder.judge(mix).is_kept is True
        assert milder.require(mix) == mix

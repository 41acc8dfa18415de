"""Laws of ratings, of whom a place serves, and of which candidate is taken."""

from fractions import Fraction

import attrs
from hypothesis import given
from hypothesis import strategies as st

from communitygov.space.audience.age_band import AGE_BANDS, AgeGroup
from communitygov.space.quality import (
    AllAgesRule,
    Audience,
    AudienceOffer,
    Mark,
    Rubric,
    Scorecard,
    Visits,
    prefer,
)
from communitygov.testing.strategies.quality import (
    all_ages_rules,
    audience_offers,
    audiences,
    candidates,
    rubrics,
    scorecards,
    visits,
)

# ------------------------------------------------------------------ ratings


@given(card=scorecards())
def test_a_whole_has_a_number_exactly_if_every_axis_has_a_mark(card: Scorecard) -> None:
    assert (card.whole.value is None) == bool(card.unrated or not card.rubric.is_score)
    assert card.whole.rated + len(card.unrated) == card.whole.axes
    if card.whole.value is not None:
        assert card.bounds() == (card.whole.value, card.whole.value)


SCORES = rubrics(is_score=st.sampled_from((True,))).flatmap(lambda rubric: scorecards(rubric=rubric))


@given(data=st.data(), card=SCORES)
def test_whatever_the_open_marks_turn_out_to_be_the_whole_lies_within_its_bounds(
    data: st.DataObject, card: Scorecard
) -> None:
    parts = st.fractions(0, 1, max_denominator=7)
    marks = {mark.axis: mark.value for mark in card.marks}
    full = marks | {code: data.draw(parts) * card.rubric.best for code in card.unrated}
    whole = Scorecard.of(card.place, card.rubric, marks=full).whole.value
    low, high = card.bounds()
    assert whole is not None
    assert low <= whole <= high


@given(data=st.data(), card=SCORES)
def test_an_answer_that_is_known_stays_whatever_becomes_known(data: st.DataObject, card: Scorecard) -> None:
    bound = data.draw(st.fractions(0, card.rubric.best, max_denominator=12))
    answer = card.at_least(bound)
    for part in (Fraction(0), Fraction(1)):
        rest = [Mark(code, value=part * card.rubric.best) for code in card.unrated]
        ranked = sorted((*card.marks, *rest), key=lambda mark: card.rubric.codes.index(mark.axis))
        known = attrs.evolve(card, marks=ranked).at_least(bound)
        assert known is not None
        assert answer in (known, None)


@given(data=st.data(), rubric=rubrics(is_score=st.sampled_from((True,))))
def test_two_ratings_are_never_both_worse_than_each_other(data: st.DataObject, rubric: Rubric) -> None:
    one, other = (data.draw(scorecards(rubric=rubric)) for _ in range(2))
    assert not (one.at_least(other) is False and other.at_least(one) is False)
    turned = {"better": "worse", "worse": "better"}
    mine, theirs = one.beside(other), other.beside(one)
    assert [(code, turned.get(each, each)) for code, each in mine] == [*theirs]


@given(card=scorecards())
def test_every_mark_without_evidence_is_named_and_no_other(card: Scorecard) -> None:
    found = [finding for finding in card.findings() if finding.code == "MARK_WITHOUT_EVIDENCE"]
    assert len(found) == sum(not mark.evidence for mark in card.marks)
    open_axes = [code for code in card.unrated if not card.rubric[code].may_stay_open]
    assert len(card.findings()) - len(found) == len(open_axes)


# ------------------------------------------------------------------ ages


@given(audience=audiences(), offer=audience_offers(id="one-more"), rule=all_ages_rules())
def test_another_offer_never_serves_fewer(
    audience: Audience, offer: AudienceOffer, rule: AllAgesRule
) -> None:
    if "one-more" in {each.id for each in audience.offers}:
        return
    more = attrs.evolve(audience, offers=(*audience.offers, offer))
    assert set(audience.bands_served) <= set(more.bands_served)
    assert set(audience.groups) <= set(more.groups)
    before = {str(dict(finding.details).get("group")) for finding in rule.findings(audience)}
    after = {str(dict(finding.details).get("group")) for finding in rule.findings(more)}
    assert after <= before


@given(audience=audiences())
def test_bands_are_served_or_missing_and_never_both(audience: Audience) -> None:
    served, missing = audience.bands_served, audience.bands_missing
    assert sorted((*served, *missing)) == sorted(AGE_BANDS.codes)
    for code in AGE_BANDS.codes:
        assert (code in served) == any(offer.serves_band(code) for offer in audience.offers)


@given(given_candidates=candidates(), data=st.data())
def test_the_order_of_the_candidates_does_not_matter(
    given_candidates: list[Audience], data: st.DataObject
) -> None:
    order = prefer(given_candidates)
    assert prefer(data.draw(st.permutations(given_candidates))) == order
    assert {*order.ranked, *order.excluded} == {each.place for each in given_candidates}
    assert set(order.ranked) == {each.place for each in given_candidates if each.covers_all_ages}


@given(given_candidates=candidates())
def test_of_two_that_cover_all_ages_the_one_with_more_for_youth_goes_first(
    given_candidates: list[Audience],
) -> None:
    youth = {each.place: len(each.offers_for(AgeGroup.YOUTH)) for each in given_candidates}
    ranked = prefer(given_candidates).ranked
    assert [*ranked] == sorted(ranked, key=lambda place: (-youth[place], place))


@given(given_candidates=candidates(), count=st.integers(1, 5), data=st.data())
def test_offers_for_youth_never_bring_in_who_leaves_an_age_out(
    given_candidates: list[Audience], count: int, data: st.DataObject
) -> None:
    order = prefer(given_candidates)
    youth = [AudienceOffer(f"more-{number}", serves={"18-34"}) for number in range(count)]
    grown = [
        attrs.evolve(each, offers=(*each.offers, *youth)) if data.draw(st.booleans()) else each
        for each in given_candidates
        if not any(offer.id.startswith("more-") for offer in each.offers)
    ]
    after = prefer(grown)
    left_out = {each.place for each in given_candidates if set(each.bands_missing) - {"18-34"}}
    assert not left_out & set(after.ranked)
    assert left_out & {each.place for each in grown} <= set(after.excluded)
    assert left_out <= set(order.excluded)


@given(given_candidates=candidates(), data=st.data())
def test_no_worth_brings_in_who_leaves_an_age_out(
    given_candidates: list[Audience], data: st.DataObject
) -> None:
    worth = {each.place: data.draw(st.integers(-5, 5)) for each in given_candidates}
    ranked = prefer(given_candidates, worth=worth).ranked
    assert set(ranked) == set(prefer(given_candidates).ranked)
    assert [worth[place] for place in ranked] == sorted((worth[place] for place in ranked), reverse=True)


# ------------------------------------------------------------------ visits


@given(counted=visits())
def test_the_lowest_shares_of_all_groups_and_what_was_not_noted_make_one(counted: Visits) -> None:
    lows = [counted.share(group)[0] for group in AgeGroup]
    if counted.total:
        assert sum(lows) + Fraction(counted.unnoted, counted.total) == 1
    for group in AgeGroup:
        low, high = counted.share(group)
        assert 0 <= low <= high <= 1
        assert counted.at_least(low, group=group) is True
        assert counted.at_least(high, group=group) in (True, None)

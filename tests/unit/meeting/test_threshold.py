"""How much is enough: golden numbers, both ways of asking, and what is no share."""

from fractions import Fraction

import pytest

from communitygov.errors import InvalidValue
from communitygov.meeting.threshold import AtLeast, MoreThan, Threshold

HALF, TWO_THIRDS, THREE_QUARTERS = MoreThan("1/2"), AtLeast("2/3"), AtLeast("3/4")


@pytest.mark.parametrize(
    ("whole", "participants", "ordinary", "special", "ordinary_of_all", "special_of_all"),
    [
        (3, 2, 2, 2, 2, 3),
        (9, 6, 4, 5, 5, 7),
        (10, 7, 4, 6, 6, 8),
        (90, 60, 31, 45, 46, 68),
        (100, 67, 34, 51, 51, 75),
        (101, 68, 35, 51, 51, 76),
        (1168, 779, 390, 585, 585, 876),
    ],
)
def test_owners_need_so_many_to_take_part_and_so_many_to_agree(
    whole: int, participants: int, ordinary: int, special: int, ordinary_of_all: int, special_of_all: int
) -> None:
    assert TWO_THIRDS.least(whole) == participants
    assert (HALF.least(participants), THREE_QUARTERS.least(participants)) == (ordinary, special)
    assert (HALF.least(whole), THREE_QUARTERS.least(whole)) == (ordinary_of_all, special_of_all)


def test_villagers_need_more_than_half_of_the_adults_or_two_thirds_of_the_households() -> None:
    assert (HALF.least(600), HALF.least(601)) == (301, 301)
    assert (TWO_THIRDS.least(200), TWO_THIRDS.least(201)) == (134, 134)


@pytest.mark.parametrize("third", range(1, 34))
def test_two_thirds_is_not_sixty_seven_hundredths(third: int) -> None:
    whole, part = 3 * third, 2 * third
    assert TWO_THIRDS.is_met(part, whole)
    assert not AtLeast("67/100").is_met(part, whole)
    assert not AtLeast("667/1000").is_met(part, whole)


def test_with_the_share_itself_and_without_differ_at_the_share_alone() -> None:
    assert [AtLeast("1/2").is_met(part, 8) for part in (3, 4, 5)] == [False, True, True]
    assert [MoreThan("1/2").is_met(part, 8) for part in (3, 4, 5)] == [False, False, True]
    assert [HALF.is_bound(part, 8) for part in (3, 4, 5)] == [False, True, False]


@pytest.mark.parametrize("threshold", [HALF, TWO_THIRDS, AtLeast(1), AtLeast("1/1000000000")])
def test_nothing_is_never_enough(threshold: Threshold) -> None:
    assert not threshold.is_met(0, 0)
    assert not threshold.is_met(0, 9)
    assert not threshold.is_bound(0, 0)
    assert threshold.least(0) == 1


@pytest.mark.parametrize("wrong", [1.0, 0.1, True, -1, "1", None, Fraction(1)], ids=repr)
@pytest.mark.parametrize("threshold", [HALF, TWO_THIRDS])
def test_only_whole_numbers_are_compared(threshold: Threshold, wrong: int) -> None:
    for ask in (threshold.is_met, threshold.is_bound):
        with pytest.raises(InvalidValue, match=r"part: .* must be a whole number, 0 or more"):
            ask(wrong, 9)
        with pytest.raises(InvalidValue, match=r"whole: .* must be a whole number, 0 or more"):
            ask(2, wrong)
    with pytest.raises(InvalidValue, match=r"whole: .* must be a whole number, 0 or more"):
        threshold.least(wrong)


def test_a_share_may_be_a_text_a_fraction_or_the_whole() -> None:
    assert AtLeast("2/4") == AtLeast(Fraction(1, 2))
    assert AtLeast("1") == AtLeast(1) == AtLeast(Fraction(1))
    assert AtLeast("1/2") != MoreThan("1/2")


def test_a_threshold_says_itself_in_both_languages() -> None:
    assert (HALF.words.zh, HALF.words.en, HALF.is_strict) == ("超过1/2", "more than 1/2", True)
    assert (TWO_THIRDS.words.zh, TWO_THIRDS.words.en, TWO_THIRDS.is_strict) == (
        "至少2/3",
        "at least 2/3",
        False,
    )


def test_the_whole_is_said_as_all() -> None:
    assert AtLeast(1).words == ("全部", "all")


@pytest.mark.parametrize(
    "share",
    [
        0,
        2,
        -1,
        0.5,
        True,
        None,
        "",
        "/",
        "1/",
        "/2",
        "1/0",
        "3/2",
        "0/3",
        "0.5",
        "50%",
        "１/２",
        "1/2/3",
        "+1/2",
    ],
    ids=repr,
)
@pytest.mark.parametrize("kind", [AtLeast, MoreThan])
def test_what_is_no_share_is_refused(kind: type[Threshold], share: object) -> None:
    with pytest.raises(InvalidValue, match="must be a fraction above 0, at most 1"):
        kind(share)


@pytest.mark.parametrize("share", ["1/1000000001", "1" * 22, "1/" + "9" * 5000, Fraction(1, 10**10)])
def test_a_share_finer_than_any_community_needs_is_refused(share: object) -> None:
    with pytest.raises(InvalidValue):
        AtLeast(share)


def test_more_than_all_is_refused() -> None:
    with pytest.raises(InvalidValue, match="must be below 1"):
        MoreThan("1")

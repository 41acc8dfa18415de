"""Codes that look alike."""

import pytest

from communitygov.errors import InvalidValue
from communitygov.grid.code import confusable_findings
from communitygov.grid.code.confusable import MOST_NAMED, appearance


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("LQ-O1", "LQ-01"),
        ("a-l", "a-1"),
        ("a-I", "a-1"),
        ("A-i", "a-l"),
        ("LQ", "lq"),
        ("１０", "10"),
        ("x|", "xl"),
    ],
)
def test_codes_that_the_eye_does_not_tell_apart_are_named(one: str, two: str) -> None:
    assert appearance(one) == appearance(two)
    (finding,) = confusable_findings([one, two])
    assert finding.code == "CODES_LOOK_ALIKE"


@pytest.mark.parametrize(("one", "two"), [("LQ-01", "LQ-02"), ("a-b", "ab"), ("5", "S"), ("A1", "A11")])
def test_other_codes_are_not(one: str, two: str) -> None:
    assert confusable_findings([one, two]) == ()


def test_a_code_twice_is_the_same_and_does_not_only_look_so() -> None:
    (finding,) = confusable_findings(["LQ", "LQ", "DS"])
    assert (finding.code, finding.subject) == ("CODE_STANDS_TWICE", "LQ")
    assert "2" in finding.text("zh")
    both = confusable_findings(["LQ", "lq", "LQ"])
    assert [each.code for each in both] == ["CODE_STANDS_TWICE", "CODES_LOOK_ALIKE"]


def test_of_many_groups_the_first_are_named_and_the_rest_counted() -> None:
    many = [f"{letter}-{at:04}" for at in range(MOST_NAMED + 7) for letter in "aA"]
    found = confusable_findings(many)
    assert len(found) == MOST_NAMED + 1
    assert dict(found[-1].details) == {"groups": "7"}
    assert confusable_findings(many[::-1]) == found


def test_of_a_large_group_few_are_listed() -> None:
    alike = [f"{at:08b}".replace("1", "O") for at in range(256)]
    (finding,) = confusable_findings(alike)
    assert finding.text().count("'") == 16
    assert finding.text().endswith("…")
    twice = confusable_findings(alike * 2)
    assert len(twice) == MOST_NAMED + 1


def test_any_text_may_be_looked_at() -> None:
    assert confusable_findings(["龙桥", "龍橋", "", "\u202e", "\ud800", "a" * 5000, "é" * 5000]) == ()
    (finding,) = confusable_findings(["龙桥O", "龙桥0"])
    assert finding.subject == "code"


@pytest.mark.parametrize("codes", [None, [1], ["a", None]])
def test_codes_are_texts(codes: object) -> None:
    with pytest.raises(InvalidValue):
        confusable_findings(codes)  # type: ignore[arg-type]

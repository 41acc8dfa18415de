"""What is wrong with things under one another, in words."""

from communitygov.core.finding import Finding
from communitygov.core.forest import Forest, Pair
from communitygov.core.forest_rule import GUESSED, forest_findings
from communitygov.errors import Words


def findings(*pairs: Pair) -> tuple[Finding, ...]:
    return forest_findings(Forest.of(sorted(pairs, key=str), kind=Words("网格", "grid")))


def test_a_sound_forest_has_no_finding() -> None:
    assert findings(("a", None), ("b", "a"), ("c", None)) == ()


def test_a_code_that_stands_twice_is_named_with_all_its_parents() -> None:
    (finding,) = findings(("a", None), ("b", None), ("c", "a"), ("c", "b"), ("c", "b"), ("c", None))
    assert (finding.code, finding.subject) == ("CODE_TWICE", "c")
    assert finding.text("en") == "grid c stands 4 times, under nothing, a, b"
    assert finding.text("zh") == "网格 c 出现 4 次，上级：无、a、b"
    assert finding.advice("en") == "keep one of them"


def test_a_missing_parent_is_named_with_a_near_code() -> None:
    (finding,) = findings(("LQ", None), ("LQ-1", "QL"), ("QLQ", None))
    assert (finding.code, finding.subject) == ("PARENT_UNKNOWN", "LQ-1")
    assert finding.text("zh") == "网格 LQ-1 的上级 QL 不存在"
    assert finding.advice("zh") == "请补上 QL，或改为 QLQ"
    assert dict(finding.details)["parent"] == "QL"


def test_a_missing_parent_that_nothing_is_near_gets_plain_advice() -> None:
    (finding,) = findings(("a", "xyz"))
    assert finding.advice("en") == "add xyz, or change it to a code that is there"


def test_only_the_first_missing_parents_are_guessed_at() -> None:
    wrong = [(f"n{at:03}", f"LQ-{at:03}x") for at in range(GUESSED + 2)]
    right = [(f"LQ-{at:03}", None) for at in range(GUESSED + 2)]
    advice = [finding.advice() for finding in findings(*wrong, *right)]
    assert [text.endswith("a code that is there") for text in advice] == [False] * GUESSED + [True] * 2


def test_every_child_of_a_missing_parent_is_named_and_also_under_a_code_that_stands_twice() -> None:
    found = findings(("a", None), ("a", "gone"), ("b", "gone"), ("c", "gone"))
    assert [(each.code, each.subject) for each in found] == [
        ("CODE_TWICE", "a"),
        ("PARENT_UNKNOWN", "a"),
        ("PARENT_UNKNOWN", "b"),
        ("PARENT_UNKNOWN", "c"),
    ]


def test_a_circle_is_named_once_with_its_members_in_order() -> None:
    (finding,) = findings(("b", "c"), ("c", "a"), ("a", "b"), ("x", "a"))
    assert (finding.code, finding.subject) == ("PARENT_CYCLE", "a")
    assert dict(finding.details)["members"] == "a, b, c, a"
    assert finding.text("zh") == "3 个网格互为上级，首尾相接：a、b、c、a"


def test_a_thing_under_itself_is_a_circle_of_one() -> None:
    (finding,) = findings(("a", "a"))
    assert finding.text("en") == "each grid here hangs under the next, in a circle of 1: a, a"
    assert finding.advice("zh") == "请为其中之一改定上级"


def test_a_long_circle_makes_a_finding_that_a_document_can_hold() -> None:
    ring: list[Pair] = [(f"g{at:04}", f"g{(at + 1) % 5_000:04}") for at in range(5_000)]
    (finding,) = findings(*ring)
    assert Finding.from_json(finding.to_json()) == finding
    assert dict(finding.details)["times"] == "5000"

"""What holds of every value that decides: it can be written down, and nothing inexact or hostile is read."""

from collections.abc import Callable, Iterator
from typing import Any as Anything

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitygov.core.document import Value
from communitygov.errors import CommunityGovError, DocumentError, InvalidValue, Words
from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.decision.combination import All, Any, AtLeastOf, EachOf, In, Sub
from communitygov.meeting.decision.decision import MOST_RULES, Decision, DecisionRule
from communitygov.meeting.decision.explanation import MOST_LEVELS, Explanation
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.decision.quorum import Minimum
from communitygov.meeting.measure import AREA, HEADS, Measure
from communitygov.meeting.tally.counts import Counts
from communitygov.meeting.tally.electorate import Voter
from communitygov.meeting.tally.tally import Tally
from communitygov.meeting.threshold import AtLeast, MoreThan
from communitygov.testing.strategies import ballot, decision
from communitygov.testing.strategies.core import json_values

STRATEGIES = {**ballot.STRATEGIES, **decision.STRATEGIES}
ONE = Minimum("present", 1)
SIDE = Constituency("c", "方", "side")
#: The way to a place in a document.
Path = tuple[str | int, ...]


@pytest.mark.parametrize("kind", STRATEGIES, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_documents_round_trip(kind: type[Value], data: st.DataObject) -> None:
    value = data.draw(STRATEGIES[kind]())
    assert isinstance(value, kind)
    assert kind.from_document(value.to_document()) == value
    assert kind.from_json(value.to_json()) == value
    assert kind.from_json(value.to_json()).to_json() == value.to_json()


# ------------------------------------------------------------------ nothing inexact

#: Wherever the heart takes a number.
TAKERS: dict[str, Callable[[Anything], object]] = {
    "a share": AtLeast,
    "more than a share": MoreThan,
    "an amount": AREA.read,
    "decimals": lambda number: Measure("own", "自", "own", unit=Words("", ""), decimals=number),
    "a weight": lambda number: Voter("v-1", "c-1", weights={"area": number}),
    "a minimum": lambda number: Minimum("yes", number),
    "so many of these": lambda number: AtLeastOf(number, ONE),
    "so many constituencies": lambda number: EachOf(ONE, least=number),
    **{
        f"a count of {field.name}": lambda number, name=field.name: Counts(**{"entitled": 9, name: number})
        for field in attrs.fields(Counts)
        if field.init
    },
    **{
        f"a figure: {name}": lambda number, name=name: Explanation(
            words=Words("", ""), outcome=Outcome.REJECTED, **{name: number}
        )
        for name in ("have", "need", "whole")
    },
}


@pytest.mark.parametrize("take", TAKERS.values(), ids=TAKERS)
@given(number=st.floats() | st.integers(0, 3).map(float) | st.booleans() | st.complex_numbers())
def test_no_float_is_ever_taken_and_true_is_not_one(take: Callable[[object], object], number: object) -> None:
    with pytest.raises(InvalidValue):
        take(number)


def leaves(
    document: object, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], object]]:
    """Return every place of a document with what stands there."""
    yield path, document
    steps = enumerate(document) if isinstance(document, list) else ()
    for step, inner in document.items() if isinstance(document, dict) else steps:
        yield from leaves(inner, (*path, step))


def replaced(document: Anything, path: Path, by: object) -> Anything:  # noqa: ANN401  any JSON
    """Return a document with something else at one place."""
    if not path:
        return by
    copy = document.copy()
    copy[path[0]] = replaced(document[path[0]], path[1:], by)
    return copy


@given(decision.decisions(), st.data())
def test_no_float_is_ever_read(value: Decision, data: st.DataObject) -> None:
    document = value.to_document()
    numbers = [(path, leaf) for path, leaf in leaves(document) if type(leaf) is int]
    path, number = data.draw(st.sampled_from(numbers))
    with pytest.raises(DocumentError):
        Decision.from_document(replaced(document, path, float(number)))


# ------------------------------------------------------------------ nothing hostile


@pytest.mark.parametrize("kind", STRATEGIES, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_a_document_that_was_tampered_with_is_read_or_refused_in_our_own_words(
    kind: type[Value], data: st.DataObject
) -> None:
    document = data.draw(STRATEGIES[kind]()).to_document()
    path = data.draw(st.sampled_from([path for path, _ in leaves(document)]))
    forged = replaced(document, path, data.draw(json_values()))
    try:
        value = kind.from_document(forged)
    except DocumentError:
        return
    assert kind.from_document(value.to_document()) == value


def nested(levels: int) -> dict[str, object]:
    """Return a rule in a rule in a rule."""
    rule: dict[str, object] = dict(ONE.to_document())
    for at in range(levels):
        rule = (
            {"$kind": "all", "schema": 1, "source": None, "of": [rule]}
            if at % 2
            else {"$kind": "each-of", "schema": 1, "source": None, "rule": rule, "least": None}
        )
    return rule


@pytest.mark.parametrize("levels", [MOST_LEVELS, 100, 10_000])
def test_a_rule_that_nests_too_deeply_is_refused(levels: int) -> None:
    document = nested(levels)
    with pytest.raises(DocumentError):
        DecisionRule.from_document(document)


def test_a_rule_of_the_most_levels_can_be_used_written_and_read() -> None:
    rule = DecisionRule.from_document(nested(MOST_LEVELS - 1))
    assert rule.extent.levels == MOST_LEVELS
    assert DecisionRule.from_json(rule.to_json()) == rule
    tally = Tally.from_counts({"c": Counts(entitled=1)}, constituencies=[SIDE])
    decided = rule.decide(tally.while_open())
    assert decided.explanation.levels == MOST_LEVELS
    assert Decision.from_json(decided.to_json()) == decided
    assert Explanation.from_json(decided.explanation.to_json()) == decided.explanation
    assert len(decided.explain("zh").splitlines()) == MOST_LEVELS + 1


@pytest.mark.parametrize(
    "around",
    [
        All,
        Any,
        lambda rule: AtLeastOf(1, rule),
        EachOf,
        lambda rule: In("c", rule),
    ],
    ids=["all", "any", "at least of", "each of", "in"],
)
def test_no_rule_is_deeper_than_the_bound(around: Callable[[DecisionRule], DecisionRule]) -> None:
    rule: DecisionRule = ONE
    for _ in range(MOST_LEVELS - 1):
        rule = around(rule)
    for one_more in (around, lambda rule: Sub("part", rule)):
        with pytest.raises(InvalidValue, match="must have at most 16 levels and 1000 rules"):
            one_more(rule)


def test_a_rule_that_stands_in_itself_many_times_over_is_refused_before_it_costs_anything() -> None:
    rule: DecisionRule = ONE
    while 2 * rule.extent.size < MOST_RULES:
        rule = All(rule, rule)
    with pytest.raises(InvalidValue, match="1000 rules"):
        All(rule, rule)


def test_no_explanation_is_deeper_than_the_bound() -> None:
    explanation = Explanation(words=Words("无", "nothing"), outcome=Outcome.ADOPTED)
    for _ in range(MOST_LEVELS - 1):
        explanation = attrs.evolve(explanation, parts=[explanation])
    with pytest.raises(InvalidValue, match="must have at most 16 levels"):
        attrs.evolve(explanation, parts=[explanation])


@pytest.mark.parametrize(
    "share",
    [
        "1/" + "9" * 5_000,
        "9" * 5_000 + "/9",
        "1/0",
        "1/00",
        "2/4",
        "01/2",
        "1e-9/1",
        "-1/2",
        "1/-2",
        "0.5",
        "１/２",
        "1/2/3",
        "/",
        "",
        "1 / 2",
        " 1/2",
        1,
        0.5,
        None,
        ["1/2"],
    ],
    ids=lambda share: repr(share)[:9],
)
def test_a_strange_share_is_refused(share: object) -> None:
    with pytest.raises(DocumentError):
        AtLeast.from_document({"$kind": "at-least", "schema": 1, "share": share})


@pytest.mark.parametrize(
    "changes",
    [
        {"decimals": 10**9},
        {"decimals": -1},
        {"decimals": True},
        {"decimals": "2"},
        {"unit": {"zh": "人"}},
        {"unit": {"zh": 1, "en": ""}},
        {"code": "人数"},
        {"code": "x" * 10_000},
        {"zh": ""},
    ],
    ids=lambda changes: str(changes)[:40],
)
def test_a_strange_measure_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(CommunityGovError):
        Measure.from_document({**HEADS.to_document(), **changes})

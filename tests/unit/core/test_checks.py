"""What a field may hold: each check at its bound and one beyond."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import count
from typing import Any

import attrs
import pytest

from communitygov.core.checks import (
    IDENTIFIER_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    as_set,
    as_tuple,
    at_least,
    aware,
    counted,
    day,
    each_of,
    hidden,
    identifier,
    identifiers,
    is_identifier,
    is_text,
    one_of,
    optional,
    saying,
    text,
    title,
)
from communitygov.errors import CommunityGovError, InvalidValue, Words

BEIJING = timezone(timedelta(hours=8))


def refused_by(check: Callable[..., None], value: object, **options: Any) -> InvalidValue | None:  # noqa: ANN401
    """Return the error that a field with this check raises for `value`, if it does."""
    holder = attrs.make_class("Holder", {"field": attrs.field(validator=check, **options)})
    try:
        holder(value)
    except InvalidValue as error:
        return error
    return None


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        (identifier, "a" * IDENTIFIER_LENGTH, "a" * (IDENTIFIER_LENGTH + 1)),
        (identifier, "LQ-03_a.b:c/d@e#f", ""),
        (identifier, "A", "龙桥"),
        (identifier, "0", "１"),
        (identifier, "a", "a b"),
        (identifier, "a", "a\n"),
        (identifier, "a", None),
        (identifier, "a", b"a"),
        (identifiers, ("a", "b"), ("a", "龙")),
        (identifiers, (), (1,)),
        (title, "龙" * TITLE_LENGTH, "龙" * (TITLE_LENGTH + 1)),
        (title, "a", ""),
        (title, "a", 7),
        (text, "龙" * TEXT_LENGTH, "龙" * (TEXT_LENGTH + 1)),
        (text, "", None),
        (text, "一\n二\t三", "a\x00"),
        (text, "é\u3000𠀀🏘", "a\u202eb"),
        (text, "a", "a\u200bb"),
        (text, "a", "\ufeffa"),
        (text, "a", "a\u2028b"),
        (text, "a", "a\u2029b"),
        (text, "a", "\ud800"),
        (text, "a", "\ue000"),
        (text, "龙", "\u2ef0"),
        (text, "龙", "a\u3164"),
        (text, "a", "a\rb"),
        (saying, Words("居民", "resident"), ("居民", "resident")),
        (saying, Words("", ""), Words("居\u202e民", "resident")),
        (saying, Words("", ""), Words("居民", 7)),  # type: ignore[arg-type]
        (aware, datetime(2023, 5, 4, tzinfo=UTC), datetime(2023, 5, 4)),  # noqa: DTZ001
        (aware, datetime(2023, 5, 4, tzinfo=BEIJING), date(2023, 5, 4)),
        (day, date(2023, 5, 4), datetime(2023, 5, 4, tzinfo=UTC)),
        (at_least(0), 0, -1),
        (at_least(3), 3, 2),
        (at_least(1), 1, True),
        (at_least(0), 2**53 - 1, 2**53),
        (at_least(0), 1, 1.0),
        (at_least(0), 1, "1"),
        (one_of(int), 1, "1"),
        (one_of((int, str)), "1", b"1"),
        (each_of(int), (1, 2), (1, "2")),
        (optional(identifier), None, ""),
        (optional(identifier), "a", 0),
    ],
    ids=count(),
)
def test_a_check_lets_the_good_pass_and_refuses_the_bad(
    check: Callable[..., None], good: object, bad: object
) -> None:
    assert refused_by(check, good) is None
    error = refused_by(check, bad)
    assert error is not None
    assert error.what == "field"


def test_an_error_names_the_character_that_is_in_the_way() -> None:
    error = refused_by(text, "龙桥\u202e社区")
    assert error is not None
    assert error.value == "\u202e"
    assert "\\u202e" in str(error)


@pytest.mark.parametrize("options", [{"repr": hidden}, {"repr": False}], ids=["hidden", "left out"])
@pytest.mark.parametrize(
    ("check", "value"),
    [
        (identifier, "555-0100 x"),
        (identifiers, ("555-0100 x",)),
        (title, "555-0100" * 100),
        (text, "555-0100\x00"),
        (one_of(int), "555-0100"),
        (each_of(int), ("555-0100",)),
        (saying, "555-0100"),
        (at_least(0), "555-0100"),
        (aware, "555-0100"),
        (day, "555-0100"),
    ],
    ids=count(),
)
def test_what_is_hidden_in_the_repr_is_hidden_in_the_error(
    check: Callable[..., None], value: object, options: dict[str, Any]
) -> None:
    error = refused_by(check, value, **options)
    assert error is not None
    assert "555" not in str(error)
    assert "555" not in error.text("zh")
    assert "555" not in repr(error.args)


def test_what_is_only_counted_in_the_repr_is_named_in_the_error() -> None:
    error = refused_by(each_of(int), ("a",), repr=counted)
    assert error is not None
    assert error.value == "a"


def test_an_error_names_the_types_that_are_asked_for() -> None:
    error = refused_by(one_of((str, int)), None)
    assert error is not None
    assert "must be of type int | str" in str(error)


# ------------------------------------------------------------------ questions


@pytest.mark.parametrize(
    ("value", "answer"), [("LQ-03", True), ("", False), ("龙", False), (3, False), (None, False)]
)
def test_is_identifier_answers_for_any_object(value: object, answer: bool) -> None:  # noqa: FBT001
    assert is_identifier(value) is answer


@pytest.mark.parametrize(
    ("value", "answer"),
    [("龙桥\n", True), ("", True), ("a\u200b", False), (3, False), ("ab" * 5_001, False)],
    ids=count(),
)
def test_is_text_answers_for_any_object(value: object, answer: bool) -> None:  # noqa: FBT001
    assert is_text(value) is answer


def test_is_text_takes_a_shorter_length() -> None:
    assert is_text("abc", longest=3)
    assert not is_text("abcd", longest=3)


# ------------------------------------------------------------------ conversions


def test_collections_become_tuples_and_sets() -> None:
    assert as_tuple(["b", "a"]) == ("b", "a")
    assert as_tuple(each for each in "ab") == ("a", "b")
    assert as_tuple({"b": 1, "a": 2}.keys()) == ("b", "a")
    assert as_set(["b", "a", "b"]) == frozenset({"a", "b"})
    assert as_set(frozenset({"a"})) == frozenset({"a"})


@pytest.mark.parametrize("convert", [as_tuple, as_set])
@pytest.mark.parametrize("value", ["ab", b"bc", 7, None])
def test_what_is_no_collection_is_refused(convert: Callable[[Any], object], value: object) -> None:
    with pytest.raises(InvalidValue, match="must be a collection"):
        convert(value)


@pytest.mark.parametrize("value", [{"a"}, frozenset({"a"})])
def test_a_set_has_no_order_and_becomes_no_tuple(value: Any) -> None:  # noqa: ANN401
    with pytest.raises(InvalidValue, match="sort the set first"):
        as_tuple(value)


def test_what_cannot_be_in_a_set_is_refused() -> None:
    with pytest.raises(CommunityGovError, match="hashable"):
        as_set([[]])


def test_reprs_hide_and_count() -> None:
    assert hidden("555-0100") == "‹hidden›"
    assert counted((1, 2, 3)) == "‹3›"


@pytest.mark.parametrize("value", [None, 7, "LQ", object()])
def test_identifiers_are_a_collection(value: object) -> None:
    refused = refused_by(identifiers, value)
    assert refused is not None
    assert refused.bound.en.startswith("must be identifiers; each must be 1 to 120 ASCII letters")


def test_which_strange_identifier_is_named_does_not_hang_on_the_order() -> None:
    for value in (("ü", "LQ", "é"), ("é", "ü")):
        refused = refused_by(identifiers, value)
        assert refused is not None
        assert refused.value == "é"

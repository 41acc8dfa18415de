"""A personal datum shows only when it is revealed; a small count points at nobody."""

import copy
import io
import json
import logging
import pickle
import traceback
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count, product

import attrs
import pytest

from communitygov.core.privacy import (
    LONGEST_SALT,
    SHORTEST_SALT,
    SMALLEST_COUNT,
    Access,
    Disclosure,
    PublishedCounts,
    Sensitive,
    suppress,
)
from communitygov.errors import CommunityGovError, DocumentError, InvalidValue, UnknownName, Withheld, Words

CANARY = "独居老人 555-0100"
SALT = bytes(range(16))
AT = datetime(2023, 5, 4, tzinfo=UTC)
SEALED = Sensitive.seal(CANARY, salt=SALT)
BOUND = Words("须为短", "must be short")


# ------------------------------------------------------------------ nothing shows


def logged(value: object) -> str:
    stream = io.StringIO()
    logger = logging.getLogger("communitygov.test")
    handler = logging.StreamHandler(stream)
    logger.addHandler(handler)
    try:
        logger.warning("%s %r", value, value)
    finally:
        logger.removeHandler(handler)
    return stream.getvalue()


@pytest.mark.parametrize(
    "show",
    [
        repr,
        str,
        format,
        logged,
        lambda value: f"{value} {value!r} {value!s}",
        lambda value: f"{[value]} {(value,)} { {'phone': value} } {frozenset({value})}",
        lambda value: str(value.to_document()),
        lambda value: value.to_json().decode(),
        lambda value: str(attrs.asdict(value)),
        lambda value: str(attrs.astuple(value)),
        lambda value: str(attrs.evolve(value)),
        lambda value: pickle.dumps(value).decode("latin-1"),
        lambda value: repr(copy.copy(value)) + repr(copy.deepcopy(value)),
        lambda value: repr(pickle.loads(pickle.dumps(value))),  # noqa: S301  made here
        lambda value: json.dumps(value, default=str),
        lambda value: str(InvalidValue("phone", value, BOUND)),
        lambda value: str(DocumentError("WRONG_TYPE", "$", value, BOUND)),
    ],
    ids=count(),
)
def test_the_content_never_shows(show: Callable[[Sensitive], str]) -> None:
    shown = show(SEALED)
    assert shown
    assert CANARY not in shown
    assert "555" not in shown


def test_the_content_is_no_attribute_that_a_serialiser_looks_for() -> None:
    assert [field.name for field in attrs.fields(Sensitive)] == ["commitment"]
    assert not hasattr(SEALED, "__dict__")
    assert not hasattr(SEALED, "content")


@pytest.mark.parametrize(
    "fail",
    [
        lambda: Sensitive.seal(f"{CANARY}\x00", salt=SALT),
        lambda: Sensitive.seal(CANARY * 1_000, salt=SALT),
        lambda: Sensitive.seal(CANARY.encode(), salt=SALT),  # type: ignore[arg-type]
        lambda: Sensitive.seal(CANARY, salt=b"short"),
        lambda: Sensitive.seal(CANARY, salt=CANARY),  # type: ignore[arg-type]
        lambda: SEALED.reveal(purpose="", by="w-07", at=AT),
        lambda: SEALED.reveal(purpose="call", by="王", at=AT),
        lambda: SEALED.reveal(purpose="call", by="w-07", at=datetime(2023, 5, 4)),  # noqa: DTZ001
        lambda: SEALED.erased().reveal(purpose="call", by="w-07", at=AT),
        lambda: SEALED.matches(CANARY, salt=b"short"),
    ],
    ids=count(),
)
def test_no_error_tells_the_content(fail: Callable[[], object]) -> None:
    with pytest.raises(CommunityGovError) as caught:
        fail()
    told = "".join(traceback.format_exception(caught.value))
    assert "555" not in str(caught.value) + caught.value.text("zh") + repr(caught.value.args)
    assert "555-0100" not in told


# ------------------------------------------------------------------ sealing, revealing, erasing


def test_a_sealed_content_is_revealed_with_a_record_of_the_access() -> None:
    disclosure = SEALED.reveal(purpose="call about LQ-1", by="w-07", at=AT)
    assert disclosure.content == CANARY
    assert disclosure.access == Access(
        commitment=SEALED.commitment, purpose="call about LQ-1", by="w-07", at=AT
    )
    assert "555" not in repr(disclosure)
    assert "555" not in str(disclosure.access.to_document())
    assert not hasattr(disclosure, "to_document")


def test_what_was_erased_or_only_loaded_is_withheld() -> None:
    assert not SEALED.is_withheld
    loaded = Sensitive.from_json(SEALED.to_json())
    for value in (SEALED.erased(), loaded, pickle.loads(pickle.dumps(SEALED)), Sensitive(SEALED.commitment)):  # noqa: S301
        assert value == SEALED
        assert hash(value) == hash(SEALED)
        assert value.is_withheld
        assert "withheld" in repr(value)
        with pytest.raises(Withheld):
            value.reveal(purpose="call", by="w-07", at=AT)
    assert SEALED.reveal(purpose="call", by="w-07", at=AT).content == CANARY


def test_who_asks_without_a_purpose_is_refused_before_anything_else() -> None:
    with pytest.raises(InvalidValue, match="purpose"):
        SEALED.erased().reveal(purpose="", by="w-07", at=AT)


@pytest.mark.parametrize(
    ("content", "salt", "answer"),
    [
        (CANARY, SALT, True),
        (CANARY, SALT + b"\x00", False),
        (CANARY, bytes(16), False),
        (CANARY + " ", SALT, False),
        ("", SALT, False),
        (CANARY + "\x00", SALT, False),
        (None, SALT, False),
        ("\ud800", SALT, False),
    ],
    ids=count(),
)
def test_a_commitment_matches_its_content_and_salt_only(
    content: str,
    salt: bytes,
    answer: bool,  # noqa: FBT001
) -> None:
    assert SEALED.matches(content, salt=salt) is answer
    assert SEALED.erased().matches(content, salt=salt) is answer


def test_a_commitment_moves_nothing_between_salt_and_content() -> None:
    assert Sensitive.seal("ab", salt=SALT) != Sensitive.seal("b", salt=SALT + b"a")


@pytest.mark.parametrize("length", [SHORTEST_SALT, LONGEST_SALT])
def test_a_salt_has_enough_bytes_and_not_too_many(length: int) -> None:
    assert Sensitive.seal("a", salt=bytes(length)).matches("a", salt=bytes(length))
    beyond = length - 1 if length == SHORTEST_SALT else length + 1
    with pytest.raises(InvalidValue, match="16 to 1024 random bytes"):
        Sensitive.seal("a", salt=bytes(beyond))


def test_the_commitment_of_this_release_is_that_of_every_later_one() -> None:
    assert SEALED.commitment.hex() == "d4f8725a2aaae3a40b56cb7ae5e012667401313f715c210b9c2710903eba5f2b"


@pytest.mark.parametrize("commitment", [b"", bytes(31), bytes(33), "0" * 32, None], ids=count())
def test_a_commitment_has_its_bytes(commitment: bytes) -> None:
    with pytest.raises(InvalidValue, match="32 bytes"):
        Sensitive(commitment)


def test_a_disclosure_holds_an_access() -> None:
    with pytest.raises(InvalidValue):
        Disclosure(content="a", access=None)  # type: ignore[arg-type]


# ------------------------------------------------------------------ small counts


@pytest.mark.parametrize(
    ("counts", "total", "cells", "published"),
    [
        ({}, None, (), None),
        ({}, 0, (), 0),
        ({"a": 0}, 0, (("a", 0),), 0),
        ({"a": 4, "b": 5}, None, (("a", None), ("b", 5)), None),
        ({"a": 5, "b": 6}, 11, (("a", 5), ("b", 6)), 11),
        ({"b": 9, "a": 2, "c": 31}, 42, (("a", None), ("b", None), ("c", 31)), 42),
        ({"a": 2, "b": 9, "c": 9, "d": 31}, 51, (("a", None), ("b", None), ("c", None), ("d", 31)), 51),
        ({"a": 2, "b": 3, "c": 31}, 36, (("a", None), ("b", None), ("c", 31)), 36),
        ({"a": 1, "b": 1, "c": 31, "d": 40}, 73, (("a", None), ("b", None), ("c", None), ("d", 40)), 73),
        ({"a": 4, "b": 4, "c": 31, "d": 40}, 79, (("a", None), ("b", None), ("c", None), ("d", 40)), 79),
        ({"a": 2, "b": 5, "c": 31}, 38, (("a", None), ("b", None), ("c", 31)), 38),
        ({"a": 2**53 - 1}, None, (("a", 2**53 - 1),), None),
        ({"a": 2, "b": 0}, 2, (("a", None), ("b", 0)), None),
        ({"a": 4, "b": 4}, 8, (("a", None), ("b", None)), None),
        ({"a": 1, "b": 1, "c": 1, "d": 1, "e": 1}, 5, tuple((code, None) for code in "abcde"), None),
    ],
    ids=count(),
)
def test_small_counts_are_hidden_and_what_would_give_them_away(
    counts: dict[str, int],
    total: int | None,
    cells: tuple[tuple[str, int | None], ...],
    published: int | None,
) -> None:
    found = suppress(counts, total=total)
    assert found.cells == cells
    assert found.total == published
    assert found.hidden_codes == tuple(code for code, cell in cells if cell is None)
    assert found.smallest == SMALLEST_COUNT


@pytest.mark.parametrize("smallest", [3, 4, 5])
@pytest.mark.parametrize("size", [1, 2, 3])
def test_a_reader_who_knows_the_rule_cannot_work_out_a_hidden_count(smallest: int, size: int) -> None:
    """Each hidden count has two values or more among all tables that are published in the same way."""
    greatest = 11
    tables: dict[PublishedCounts, list[tuple[int, ...]]] = defaultdict(list)
    for table in product(range(greatest + 1), repeat=size):
        counts = dict(zip("abc", table, strict=False))
        tables[suppress(counts, smallest=smallest, total=sum(table))].append(table)
        tables[suppress(counts, smallest=smallest)].append(table)
    for published, possible in tables.items():
        if published.total is not None and published.total > greatest:
            continue  # tables with greater counts, which are not made here, would be possible too
        for at, (_, cell) in enumerate(published.cells):
            values = {table[at] for table in possible}
            assert (len(values) > 1) if cell is None else (values == {cell})


@pytest.mark.parametrize(
    ("counts", "options"),
    [
        ({"龙": 1}, {}),
        ({"a": -1}, {}),
        ({"a": 7, 1: 7}, {}),
        ({"a": True}, {}),
        ({"a": 1.0}, {}),
        ({"a": 2**53}, {}),
        ({"a": 7}, {"total": 8}),
        ({"a": 7}, {"total": 7.5}),
        ({"a": 7}, {"smallest": 2}),
        ({"a": 7}, {"smallest": None}),
        ({"a": 7}, {"smallest": "5"}),
    ],
    ids=count(),
)
def test_what_are_no_counts_is_refused(counts: dict[str, int], options: dict[str, int]) -> None:
    with pytest.raises(InvalidValue):
        suppress(counts, **options)


def test_an_error_about_a_count_does_not_tell_the_count() -> None:
    with pytest.raises(InvalidValue) as caught:
        PublishedCounts(cells=(("a", 2),))
    assert "2" not in caught.value.text("en").replace("must be 0 or at least 5", "")


@pytest.mark.parametrize(
    "fields",
    [
        {"cells": (("a", 2),)},
        {"cells": (("a", -1),)},
        {"cells": (("a", True),)},
        {"cells": (("b", 7), ("a", 7))},
        {"cells": (("a", 7), ("a", 7))},
        {"cells": (("龙", 7),)},
        {"cells": (("a",),)},
        {"cells": (("a", "7"),)},
        {"cells": ("a7",)},
        {"cells": (("a", 7),), "total": 8},
        {"cells": (("a", 7), ("b", None)), "total": 9},
        {"cells": (("a", None), ("b", None)), "total": 2},
        {"cells": (("a", None), ("b", None)), "total": 8},
        {"cells": (("a", None), ("b", None), ("c", 7)), "total": 7},
        {"cells": (), "total": -1},
        {"cells": (), "smallest": 2},
    ],
    ids=count(),
)
def test_what_would_give_a_small_count_away_cannot_be_made(fields: dict[str, object]) -> None:
    with pytest.raises(InvalidValue):
        PublishedCounts(**fields)  # type: ignore[arg-type]


@pytest.mark.determinism
def test_the_cells_stand_in_the_order_of_their_codes_under_every_hash_seed() -> None:
    counts = dict.fromkeys(frozenset({"d", "b", "a", "c"}), 7)
    assert [code for code, _ in suppress(counts).cells] == ["a", "b", "c", "d"]


def test_a_published_count_is_looked_up_by_its_code() -> None:
    counts = suppress({"A": 2, "B": 40})
    assert (counts.of("A"), counts.of("B")) == (None, 40)
    for code in ("C", None, []):
        with pytest.raises(UnknownName):
            counts.of(code)  # type: ignore[arg-type]

"""How each kind of field is written, and that it is read in exactly that form."""

from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum, StrEnum
from fractions import Fraction
from itertools import count
from typing import Any, Optional

import pytest

from communitygov.core.canonical import Json
from communitygov.core.codec import codec_of
from communitygov.core.source import Citation, SourceDocument
from communitygov.core.terms import Term
from communitygov.errors import DocumentError, Words

BEIJING = timezone(timedelta(hours=8))
RESIDENT = Term("resident", "居民", "resident")
RESIDENT_DOCUMENT: Json = {"$kind": "term", "schema": 1, "code": "resident", "zh": "居民", "en": "resident"}


class Tone(Enum):
    CALM = "calm"


class Code(StrEnum):
    A = "a"


@pytest.mark.parametrize(
    ("annotation", "value", "written"),
    [
        (str, "龙桥", "龙桥"),
        (int, 7, 7),
        (bool, True, True),
        (bytes, b"\x00\xff", "00ff"),
        (Fraction, Fraction(-2, 3), "-2/3"),
        (Fraction, Fraction(4, 2), "2"),
        (date, date(2023, 5, 4), "2023-05-04"),
        (datetime, datetime(2023, 5, 4, 9, tzinfo=BEIJING), "2023-05-04T09:00:00+08:00"),
        (datetime, datetime(2023, 5, 4, 9, 0, 0, 1, tzinfo=UTC), "2023-05-04T09:00:00.000001+00:00"),
        (Words, Words("居民", "resident"), {"zh": "居民", "en": "resident"}),
        (Tone, Tone.CALM, "calm"),
        (Term, RESIDENT, RESIDENT_DOCUMENT),
        (tuple[int, ...], (2, 1, 2), [2, 1, 2]),
        (tuple[int, ...], (), []),
        (tuple[str, int], ("a", 1), ["a", 1]),
        (tuple[tuple[str, int | None], ...], (("a", None), ("b", 2)), [["a", None], ["b", 2]]),
        (frozenset[str], frozenset({"b", "a", "龙"}), ["a", "b", "龙"]),
        (frozenset[int], frozenset({10, 9, -1}), [-1, 10, 9]),
        (frozenset[Term], frozenset({RESIDENT}), [RESIDENT_DOCUMENT]),
        (int | None, None, None),
        (int | None, 3, 3),
        (Optional[int], 3, 3),  # noqa: UP045  the old form is written by others
        (Term | Citation, RESIDENT, RESIDENT_DOCUMENT),
        (Term | Citation | None, None, None),
    ],
    ids=count(),
)
def test_a_value_is_written_and_read_back(annotation: object, value: object, written: Json) -> None:
    codec = codec_of(annotation)
    assert codec.encode(value) == written
    assert codec.decode(written) == value
    assert type(codec.decode(written)) is type(value)


@pytest.mark.parametrize(
    ("annotation", "raw", "code", "path"),
    [
        (str, 1, "WRONG_TYPE", "$"),
        (str, None, "WRONG_TYPE", "$"),
        (int, True, "WRONG_TYPE", "$"),
        (int, "1", "WRONG_TYPE", "$"),
        (int, 1.0, "WRONG_TYPE", "$"),
        (bool, 1, "WRONG_TYPE", "$"),
        (bytes, "0", "WRONG_VALUE", "$"),
        (bytes, "FF", "WRONG_VALUE", "$"),
        (bytes, "00 ff", "WRONG_VALUE", "$"),
        (bytes, 0, "WRONG_TYPE", "$"),
        (Fraction, "4/6", "WRONG_VALUE", "$"),
        (Fraction, "2/1", "WRONG_VALUE", "$"),
        (Fraction, "1/0", "WRONG_VALUE", "$"),
        (Fraction, "0.5", "WRONG_VALUE", "$"),
        (Fraction, "1e999999999", "WRONG_VALUE", "$"),
        (Fraction, " 1/2", "WRONG_VALUE", "$"),
        (Fraction, "1/-2", "WRONG_VALUE", "$"),
        (Fraction, "1/2/3", "WRONG_VALUE", "$"),
        (Fraction, "１/2", "WRONG_VALUE", "$"),
        (Fraction, "1_0", "WRONG_VALUE", "$"),
        (Fraction, "", "WRONG_VALUE", "$"),
        (Fraction, "1/" + "3" * 4_301, "WRONG_VALUE", "$"),
        (Fraction, 1, "WRONG_TYPE", "$"),
        (date, "20230504", "WRONG_VALUE", "$"),
        (date, "2023-02-30", "WRONG_VALUE", "$"),
        (date, "2023-W18-4", "WRONG_VALUE", "$"),
        (date, "2023-05-04T00:00:00", "WRONG_VALUE", "$"),
        (datetime, "2023-05-04", "WRONG_VALUE", "$"),
        (datetime, "2023-05-04T09:00:00Z", "WRONG_VALUE", "$"),
        (datetime, "2023-05-04 09:00:00+08:00", "WRONG_VALUE", "$"),
        (datetime, "2023-05-04T09:00:00.000000+08:00", "WRONG_VALUE", "$"),
        (datetime, 0, "WRONG_TYPE", "$"),
        (Words, {"zh": "居民"}, "WRONG_TYPE", "$"),
        (Words, {"zh": "居民", "en": 1}, "WRONG_TYPE", "$"),
        (Words, {"zh": None, "en": "a"}, "WRONG_TYPE", "$"),
        (Words, ["居民", "resident"], "WRONG_TYPE", "$"),
        (Words, {"zh": "a", "en": "b", "fr": "c"}, "WRONG_TYPE", "$"),
        (Tone, "clam", "WRONG_VALUE", "$"),
        (Tone, 1, "WRONG_TYPE", "$"),
        (Tone, ["calm"], "WRONG_TYPE", "$"),
        (tuple[int, ...], {"0": 1}, "WRONG_TYPE", "$"),
        (tuple[int, ...], [1, "2"], "WRONG_TYPE", "$[1]"),
        (tuple[str, int], ["a"], "WRONG_VALUE", "$"),
        (tuple[str, int], ["a", 1, 2], "WRONG_VALUE", "$"),
        (tuple[str, int], ["a", "b"], "WRONG_TYPE", "$[1]"),
        (tuple[str, int], "ab", "WRONG_TYPE", "$"),
        (frozenset[str], ["b", "a"], "WRONG_VALUE", "$"),
        (frozenset[str], ["a", "a"], "WRONG_VALUE", "$"),
        (frozenset[str], ["a", 1], "WRONG_TYPE", "$[1]"),
        (frozenset[str], "ab", "WRONG_TYPE", "$"),
        (int | None, "x", "WRONG_TYPE", "$"),
        (Term, {**RESIDENT_DOCUMENT, "zh": 1}, "WRONG_TYPE", "$.zh"),  # type: ignore[dict-item]
        (Term | Citation, {**RESIDENT_DOCUMENT, "zh": 1}, "WRONG_TYPE", "$.zh"),  # type: ignore[dict-item]
        (Term | Citation, {"$kind": "finding"}, "WRONG_KIND", "$.$kind"),
        (Term | Citation, {}, "WRONG_KIND", "$.$kind"),
        (Term | Citation, [], "WRONG_TYPE", "$"),
    ],
    ids=count(),
)
def test_any_other_form_is_refused(annotation: object, raw: Any, code: str, path: str) -> None:  # noqa: ANN401
    with pytest.raises(DocumentError) as caught:
        codec_of(annotation).decode(raw)
    assert (caught.value.code, caught.value.path) == (code, path)


def test_a_member_of_an_enumeration_that_stands_for_its_text_is_written_as_text() -> None:
    assert type(codec_of(str).encode(Code.A)) is str
    assert codec_of(frozenset[str]).encode(frozenset({Code.A, "b"})) == ["a", "b"]
    assert codec_of(frozenset[str]).decode(["a"]) == frozenset({Code.A})


def test_a_choice_takes_each_of_its_kinds() -> None:
    codec = codec_of(Term | SourceDocument)
    document = SourceDocument(tag="000", title="x", place="")
    assert codec.decode(codec.encode(document)) == document
    assert codec.decode(codec.encode(RESIDENT)) == RESIDENT


@pytest.mark.parametrize("bits", [13_000, -13_000])
def test_a_long_fraction_is_written_and_read_back(bits: int) -> None:
    value = Fraction(1 if bits > 0 else -1, 2 ** (abs(bits) - 1))
    codec = codec_of(Fraction)
    assert codec.decode(codec.encode(value)) == value


def test_a_fraction_without_end_is_not_written() -> None:
    for value in (Fraction(2**13_000), Fraction(1, 2**13_000 + 1)):
        with pytest.raises(DocumentError, match="longer than the limit"):
            codec_of(Fraction).encode(value)

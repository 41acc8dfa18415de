"""Citations say where something stands, and since when it is in force."""

from datetime import date, datetime, timedelta

import pytest

from communitygov.core.source import DOCUMENTS, LIBRARY_DEFAULT, Citation, SourceDocument, quoted
from communitygov.errors import InvalidValue, UnknownName

FIRST, LAST = date(2021, 1, 1), date(2026, 1, 1)
LAW = Citation(document="cn-civil-code", article="203", in_force_from=FIRST, in_force_until=LAST)


@pytest.mark.parametrize(
    ("law", "on", "answer"),
    [
        (LAW, FIRST - timedelta(days=1), False),
        (LAW, FIRST, True),
        (LAW, LAST - timedelta(days=1), True),
        (LAW, LAST, False),
        (Citation(document="a"), date.min, True),
        (Citation(document="a", in_force_from=FIRST), date.max, True),
        (Citation(document="a", in_force_until=LAST), date.min, True),
    ],
)
def test_a_law_is_in_force_from_its_first_day_to_before_its_last(
    law: Citation,
    on: date,
    answer: bool,  # noqa: FBT001
) -> None:
    assert law.is_in_force(on) is answer


@pytest.mark.parametrize("until", [FIRST, FIRST - timedelta(days=1)])
def test_a_law_cannot_end_before_it_begins(until: date) -> None:
    with pytest.raises(InvalidValue, match="must be later than the first day, 2021-01-01"):
        Citation(document="a", in_force_from=FIRST, in_force_until=until)


def test_a_law_may_end_the_day_after_it_begins() -> None:
    law = Citation(document="a", in_force_from=FIRST, in_force_until=FIRST + timedelta(days=1))
    assert law.is_in_force(FIRST)


@pytest.mark.parametrize(
    ("citation", "line"),
    [
        (Citation(document="001"), "001"),
        (Citation(document="001", phrase="四方会谈"), "001, “四方会谈”"),
        (Citation(document="001", article="3", phrase="四方会谈"), "001, 3, “四方会谈”"),
    ],
)
def test_a_citation_is_one_line(citation: Citation, line: str) -> None:
    assert str(citation) == line


@pytest.mark.parametrize(
    "fields",
    [
        {"document": "文件"},
        {"document": "a", "phrase": None},
        {"document": "a", "article": 203},
        {"document": "a", "in_force_from": "2021-01-01"},
        {"document": "a", "in_force_until": datetime(2021, 1, 1)},  # noqa: DTZ001
    ],
)
def test_a_citation_is_complete_when_made(fields: dict[str, object]) -> None:
    with pytest.raises(InvalidValue):
        Citation(**fields)  # type: ignore[arg-type]


def test_what_the_library_chose_itself_is_marked() -> None:
    assert LIBRARY_DEFAULT.is_library_default
    assert not LAW.is_library_default


def test_the_five_documents_are_known_by_their_tags() -> None:
    assert list(DOCUMENTS) == ["000", "001", "002", "003", "004"]
    for tag, document in DOCUMENTS.items():
        assert document.tag == tag
        assert document.title


def test_the_documents_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        DOCUMENTS["005"] = SourceDocument(tag="005", title="x", place="")  # type: ignore[index]


def test_a_phrase_of_an_unknown_document_is_refused() -> None:
    assert quoted("001", "四方会谈") == Citation(document="001", phrase="四方会谈")
    with pytest.raises(UnknownName, match="No source document is called '009'"):
        quoted("009", "四方会谈")


@pytest.mark.parametrize("on", [None, "2021-01-01", datetime(2021, 1, 1), 7])  # noqa: DTZ001  a naive one
def test_a_law_is_in_force_on_days_alone(on: object) -> None:
    with pytest.raises(InvalidValue, match="must be a date without a time"):
        LAW.is_in_force(on)  # type: ignore[arg-type]

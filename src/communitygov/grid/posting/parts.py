"""The parts of a roster as they come in: checked, each once, in their order.

This module decides nothing.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import cast

from communitygov.core.argument import each_required
from communitygov.core.checks import is_identifier
from communitygov.errors import InvalidValue, Words
from communitygov.grid.posting.posting import Absence, Posting, in_order
from communitygov.grid.posting.worker import Worker

_TWICE = Words("只能出现一次", "must stand only once")
_COUNTS = Words("须为网格代码与户数", "must hold codes of grids with whole numbers of households")


def as_workers(given: Iterable[Worker]) -> tuple[Worker, ...]:
    """Return workers in the order of their identifiers, each once."""
    workers = sorted(each_required("workers", given, kind=Worker), key=lambda worker: worker.id)
    for one, other in pairwise(workers):
        if one.id == other.id:
            raise InvalidValue("workers", one.id, _TWICE)
    return tuple(workers)


def as_postings(given: Iterable[Posting]) -> tuple[Posting, ...]:
    """Return postings in their order, each once."""
    postings = in_order(each_required("postings", given, kind=Posting))
    for one, other in pairwise(postings):
        if one == other:
            raise InvalidValue("postings", one, _TWICE)
    return postings


def as_absences(given: Iterable[Absence]) -> tuple[Absence, ...]:
    """Return absences by worker and day, each once."""
    absences = each_required("absences", given, kind=Absence)
    in_place = sorted(
        absences, key=lambda each: (each.worker, each.since, each.until or date.max, each.until is None)
    )
    for one, other in pairwise(in_place):
        if one == other:
            raise InvalidValue("absences", one, _TWICE)
    return tuple(in_place)


def as_counts(given: Mapping[str, int] | Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Return counts of households in the order of the codes, each code once."""
    raw: object = given
    if isinstance(raw, str | bytes) or not isinstance(raw, Iterable):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidValue("households", given, _COUNTS)
    members = cast("Mapping[object, object]", raw).items() if isinstance(raw, Mapping) else raw
    pairs = sorted(_pair(each) for each in cast("Iterable[object]", members))
    for (one, _), (other, _) in pairwise(pairs):
        if one == other:
            raise InvalidValue("households", one, _TWICE)
    return tuple(pairs)


def _pair(given: object) -> tuple[str, int]:
    """Return a code and a count."""
    match given:
        case (str(code), int(count)) if is_identifier(code) and type(count) is int and count >= 0:
            return str.__str__(code), count
        case _:
            raise InvalidValue("households", given, _COUNTS)

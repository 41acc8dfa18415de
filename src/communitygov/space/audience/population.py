"""How many people of each age band there are somewhere: numbers, never persons.

This module does not know which bands there are; whoever adds two populations sees to it that they are of the
same division.
"""

from collections.abc import Iterable, Mapping
from typing import ClassVar, Self, cast

import attrs

from communitygov.core.argument import each_required, require
from communitygov.core.canonical import GREATEST_INTEGER
from communitygov.core.checks import as_tuple, is_identifier
from communitygov.core.document import Value
from communitygov.errors import InvalidValue, Words

Count = tuple[str, int]

_COUNTS = Words(
    "须为（年龄段编码，正整数人数），按编码排列，不重复",
    "must be pairs of a band's code and a positive number of people, in the order of the codes, none twice",
)


def _is_count(pair: object) -> bool:
    """Tell whether something is a band with how many people it has."""
    if type(pair) is not tuple or len(cast("tuple[object, ...]", pair)) != len(("code", "people")):
        return False
    code, people = cast("tuple[object, object]", pair)
    return is_identifier(code) and type(people) is int and 0 < people <= GREATEST_INTEGER


def _check_counts(
    _owner: object, field: "attrs.Attribute[tuple[Count, ...]]", counts: tuple[Count, ...]
) -> None:
    """Refuse anything but ordered pairs of a code and a number of people."""
    if not all(map(_is_count, counts)):
        raise InvalidValue(field.name, [type(pair).__name__ for pair in counts[:3]], _COUNTS)
    codes = [code for code, _ in counts]
    if codes != sorted(set(codes)):
        raise InvalidValue(field.name, codes[:20], _COUNTS)


@attrs.frozen
class Population(Value):
    """How many people of each age band; a band that is not named has none.

    Examples
    --------
    >>> block = Population.of({"60plus": 12, "0-2": 5, "3-6": 0})
    >>> block.counts, block.total, block.count("18-34")
    ((('0-2', 5), ('60plus', 12)), 17, 0)
    >>> block.weighted({"60plus": 3, "0-2": 1}), (block + block).total
    (41, 34)
    >>> Population.of({"60plus": -1})
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: people: -1 will not do; it must be a whole number from 0. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "population"
    counts: tuple[Count, ...] = attrs.field(default=(), converter=as_tuple, validator=_check_counts)

    @classmethod
    def of(cls, people: Mapping[str, int]) -> Self:
        """Return the population of a mapping from bands to numbers, bands without people left out.

        Raises
        ------
        InvalidValue
            If it is no mapping, or a number is negative or no whole number.
        """
        require("people", people, kind=Mapping)
        for code, count in people.items():
            if not is_identifier(code):
                raise InvalidValue("people", type(code).__name__, _COUNTS)
            if type(count) is not int or count < 0:
                raise InvalidValue(
                    "people", count, Words("须为不小于 0 的整数", "must be a whole number from 0")
                )
        return cls(sorted((code, count) for code, count in people.items() if count))

    @classmethod
    def total_of(cls, populations: Iterable["Population"]) -> Self:
        """Return all together; of none, nobody."""
        sums: dict[str, int] = {}
        for each in each_required("populations", populations, kind=Population):
            for code, count in each.counts:
                sums[code] = sums.get(code, 0) + count
        return cls.of(sums)

    @property
    def total(self) -> int:
        """How many people there are."""
        return sum(count for _, count in self.counts)

    def count(self, code: str) -> int:
        """Return how many there are of one band."""
        return next((count for band, count in self.counts if band == code), 0)

    def weighted(self, weights: Mapping[str, int]) -> int:
        """Return the sum of people times the weight of their band; a band without a weight weighs nothing.

        Raises
        ------
        InvalidValue
            If it is no mapping, or a weight is no whole number.
        """
        require("weights", weights, kind=Mapping)
        for weight in weights.values():
            if type(weight) is not int:
                raise InvalidValue(
                    "weights",
                    weight,
                    Words("须为整数，以便结果精确", "must be whole, so that sums are exact"),
                )
        return sum(count * weights.get(code, 0) for code, count in self.counts)

    def __add__(self, other: "Population") -> "Population":
        """Add the people of another place."""
        if not isinstance(other, Population):  # pyright: ignore[reportUnnecessaryIsInstance]
            return NotImplemented
        return Population.total_of((self, other))

    def __str__(self) -> str:
        """Say how many of each band."""
        return ", ".join(f"{code}: {count}" for code, count in self.counts) or "nobody"

"""Who may vote on a matter (表决主体), and what each of them weighs: taken once, when a vote opens.

1. An electorate is a snapshot.  Who comes or goes afterwards changes neither the whole nor the weights.
2. Every voter counts one by heads.  What else they weigh (户, 面积, 组, 席) is a whole number of the smallest
   unit of the measure; a household or a group is borne by one of its voters.
3. A part of the voters, such as the interested owners (有利害关系的业主) or one stairwell, is a name that
   they carry; a rule may ask that part alone.  A part to which nobody belongs is declared by its name.
4. Who is excused (回避) stays among the entitled and may not vote.

Where a person fills two seats, both are voters, by the same identifier.
This module knows no ballot and no rule.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, NamedTuple, Self, cast

import attrs

from communitygov.core.canonical import GREATEST_INTEGER, Document, fault
from communitygov.core.checks import (
    as_set,
    as_tuple,
    counted,
    each_of,
    identifier,
    identifiers,
    is_identifier,
    ordered,
)
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.meeting.council.constituency import CONSTITUENCY_VACANT, Constituency
from communitygov.meeting.council.council import Council
from communitygov.meeting.measure import HEADS, Measure, as_measure

_WEIGHT = Words(
    "须为计量代码与不小于 0 的整数（最小单位），人数不必给出",
    "must be codes of measures with whole numbers of the smallest unit, 0 or more; heads are not given",
)


_DAY = Words("有任期者须给出日期", "must be a day, because some delegates have a term")


def _as_names(value: Iterable[str]) -> tuple[str, ...]:
    """Return names in their order, each once."""
    return tuple(sorted(as_set(value), key=str))


def _as_weights(value: Mapping[str, int] | Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Return weights as pairs in the order of their codes."""
    pairs = cast("Mapping[str, int]", value).items() if isinstance(value, Mapping) else as_tuple(value)
    return tuple(sorted(cast("Iterable[tuple[str, int]]", pairs), key=str))


def _weights(_owner: object, field: "attrs.Attribute[Any]", value: tuple[object, ...]) -> None:
    """Refuse what is no code of a measure with a whole number, a measure listed twice, and heads."""
    for pair in value:
        match pair:
            case (str() as code, int() as amount) if is_identifier(code) and code != HEADS.code:
                is_weight = not isinstance(amount, bool) and 0 <= amount <= GREATEST_INTEGER
            case _:
                is_weight = False
        if not is_weight:
            raise InvalidValue(field.name, pair, _WEIGHT)
    if len(dict(cast("tuple[tuple[str, int], ...]", value))) < len(value):
        raise InvalidValue(field.name, value, Words("每种计量只给一次", "must name no measure twice"))


@attrs.frozen
class Voter(Value):
    """One who may vote.

    Parameters
    ----------
    id
        Identifier of the person, given by the host application.
    constituency
        Code of the constituency for which they vote.
    weights
        What they weigh, by the code of a measure, in its smallest unit.
    parts
        Names of the parts of the electorate to which they belong.

    Examples
    --------
    >>> from communitygov.meeting.measure import AREA
    >>> owner = Voter("o-1", "owners", weights={"area": AREA.read("89.50")}, parts={"unit-3"})
    >>> owner.weights
    (('area', 8950),)
    """

    document_kind: ClassVar[str] = "voter"
    id: str = attrs.field(validator=identifier)
    constituency: str = attrs.field(validator=identifier)
    weights: tuple[tuple[str, int], ...] = attrs.field(
        default=(), kw_only=True, converter=_as_weights, validator=_weights
    )
    parts: frozenset[str] = attrs.field(
        default=frozenset[str](), kw_only=True, converter=as_set, validator=identifiers, repr=ordered
    )

    @classmethod
    def from_document(cls, document: object) -> Self:
        """Read the voter back; weights in another order than they are written are refused."""
        voter = super().from_document(document)
        given = cast("Document", document)["weights"]
        if given != [list(weight) for weight in voter.weights]:
            raise fault("WRONG_VALUE", "$.weights", value=given)
        return voter


class Cell(NamedTuple):
    """What voters have in common beside their weights: place of the constituency, parts, excused or not."""

    at: int
    parts: frozenset[str]
    is_excused: bool


class Columns(NamedTuple):
    """The voters side by side: who, the place of their cell, and by each measure but heads, how much."""

    ids: tuple[str, ...]
    places: tuple[int, ...]
    cells: tuple[Cell, ...]
    weights: Mapping[str, tuple[int, ...]]


def _distinct(_owner: object, field: "attrs.Attribute[Any]", value: tuple[Any, ...]) -> None:
    """Refuse nothing at all, and a code listed twice."""
    codes = [each.code for each in value]
    if not codes or len(set(codes)) < len(codes):
        bound = Words("须至少有一项，且不重复", "must hold one or more, and none twice")
        raise InvalidValue(field.name, ", ".join(codes), bound)


def _with_heads(value: Iterable[Measure | str]) -> tuple[Measure, ...]:
    """Return the measures, heads before all."""
    listed = tuple(map(as_measure, as_tuple(value)))
    return listed if HEADS in listed else (HEADS, *listed)


@attrs.frozen(kw_only=True)
class Electorate(Value):
    """All who may vote on a matter, as they are when its vote opens.

    Parameters
    ----------
    constituencies
        At least one, in the order in which they are listed everywhere.
    voters
        Each with a constituency that is listed, once for it.
    measures
        By which it is measured: measures, or codes of the library's; heads are always among them.
    excused
        Identifiers of the voters who may not vote on this matter.
    parts
        Names of parts that are known although perhaps nobody belongs to them; those that voters carry are
        always among them, in the order of their names.
    council
        Identifier of the body.
    flaws
        What is wrong with the body itself, beside vacancies.

    Examples
    --------
    >>> from communitygov.meeting.measure import AREA
    >>> owners = Constituency("owners", "业主", "owners")
    >>> electorate = Electorate(
    ...     constituencies=[owners],
    ...     voters=[Voter(f"o-{at}", "owners", weights={"area": 9000}) for at in range(12)],
    ...     measures=[AREA],
    ... )
    >>> len(electorate.voters), [each.code for each in electorate.measures]
    (12, ['heads', 'area'])
    >>> Electorate(constituencies=[owners], voters=[Voter("o-1", "owner")])
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No constituency is called 'owner'. Did you mean 'owners'? [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "electorate"
    constituencies: tuple[Constituency, ...] = attrs.field(
        converter=as_tuple, validator=[each_of(Constituency), _distinct]
    )
    voters: tuple[Voter, ...] = attrs.field(converter=as_tuple, validator=each_of(Voter), repr=counted)
    measures: tuple[Measure, ...] = attrs.field(default=(HEADS,), converter=_with_heads, validator=_distinct)
    excused: frozenset[str] = attrs.field(
        default=frozenset[str](), converter=as_set, validator=identifiers, repr=ordered
    )
    parts: tuple[str, ...] = attrs.field(default=(), converter=_as_names, validator=identifiers)
    council: str = attrs.field(default="council", validator=identifier)
    flaws: tuple[Finding, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Finding))

    def __attrs_post_init__(self) -> None:
        """Refuse a voter who is listed twice, a constituency, measure or voter not there, and too much."""
        sides = {each.code for each in self.constituencies}
        codes = tuple(each.code for each in self.measures)
        seats = {(each.id, each.constituency) for each in self.voters}
        if len(seats) < len(self.voters):
            bound = Words("每人在每一方只列一次", "must list nobody twice for one constituency")
            raise InvalidValue("voters", f"{len(self.voters)} voters", bound)
        for unknown in sorted({each.constituency for each in self.voters} - sides):
            raise UnknownName(Words("方", "constituency"), unknown, tuple(sorted(sides)))
        weighed = {code for each in self.voters for code, _ in each.weights}
        for unknown in sorted(weighed - set(codes)):
            raise UnknownName(Words("计量", "measure of the electorate"), unknown, codes)
        for unknown in sorted(self.excused - self.ids):
            raise UnknownName(Words("表决人", "voter"), unknown, self.columns.ids)
        carried = {part for each in self.voters for part in each.parts}
        object.__setattr__(self, "parts", tuple(sorted(carried.union(self.parts))))
        for code, column in self.columns.weights.items():
            if sum(column) > GREATEST_INTEGER:
                bound = Words("合计须不大于 2^53−1", "must come to at most 2^53−1 together")
                raise InvalidValue(code, sum(column), bound)

    @classmethod
    def from_document(cls, document: object) -> Self:
        """Read the electorate back; refused without heads, or without a part that a voter belongs to."""
        electorate = super().from_document(document)
        given = cast("dict[str, list[object]]", document)
        if len(given["measures"]) != len(electorate.measures):
            raise fault("WRONG_VALUE", "$.measures", value=given["measures"])
        if given["parts"] != list(electorate.parts):
            raise fault("WRONG_VALUE", "$.parts", value=given["parts"])
        return electorate

    @classmethod
    def of(cls, council: Council, *, on: date | None = None, excused: Iterable[str] = ()) -> "Electorate":
        """Return those who serve on a council on a day; the day may be left out where nobody has a term.

        Raises
        ------
        InvalidValue
            If there is no day and some delegate has a term: who has gone or is yet to come may not vote.

        Examples
        --------
        >>> from communitygov.meeting.council.council import four_party_council
        >>> Electorate.of(four_party_council(())).voters
        ()
        """
        if not isinstance(council, Council):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise InvalidValue("council", council, Words("须为议事会（Council）", "must be a Council"))
        if on is None and any(each.since or each.until for each in council.delegates):
            raise InvalidValue("on", None, _DAY)
        return cls(
            constituencies=council.constituencies,
            voters=dict.fromkeys(Voter(each.id, each.constituency) for each in council.serving(on)),
            excused=excused,
            council=council.id,
            flaws=[each for each in council.findings(on) if each.code != CONSTITUENCY_VACANT.code],
        )

    @cached_property
    def columns(self) -> Columns:
        """The voters side by side, worked out once."""
        sides = {each.code: at for at, each in enumerate(self.constituencies)}
        found: dict[tuple[str, frozenset[str], bool], int] = {}
        places = [
            found.setdefault((each.constituency, each.parts, each.id in self.excused), len(found))
            for each in self.voters
        ]
        return Columns(
            ids=tuple(each.id for each in self.voters),
            places=tuple(places),
            cells=tuple(Cell(sides[code], parts, is_excused) for code, parts, is_excused in found),
            weights=self._weights(),
        )

    def _weights(self) -> Mapping[str, tuple[int, ...]]:
        """Return how much each voter weighs, by each measure but heads."""
        columns = {each.code: [0] * len(self.voters) for each in self.measures if each != HEADS}
        for at, each in enumerate(self.voters):
            for code, amount in each.weights:
                columns[code][at] = amount
        return {code: tuple(column) for code, column in columns.items()}

    def with_excused(self, people: Iterable[str]) -> "Electorate":
        """Return the electorate with more of its voters excused."""
        return attrs.evolve(self, excused=self.excused | as_set(people))

    def __contains__(self, person: object) -> bool:
        """Tell whether a person is one of the voters, excused or not."""
        return isinstance(person, str) and person in self.ids

    @cached_property
    def ids(self) -> frozenset[str]:
        """The identifiers of all voters."""
        return frozenset(self.columns.ids)

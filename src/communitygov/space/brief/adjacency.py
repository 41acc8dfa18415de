"""Which rooms want to lie beside each other, and which apart: a weighted graph and its contradictions.

The weights are those of ``ImportanceRating`` in IFC 2x3, from −2 (must separate) to +2 (must adjoin).  What
lies beside what in a building is not known here; `communitygov.space.brief.gap` is told it.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

import attrs

from communitygov.core.argument import each_required
from communitygov.core.checks import identifier, one_of
from communitygov.core.document import Value
from communitygov.core.finding import Finding, Message
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Words

HELD_TOGETHER = Message(
    "BRIEF_SEPARATE_BUT_HELD",
    Words(
        "{one} 与 {two} 必须分开，却经 {chain} 逐一必须相邻",
        "{one} and {two} must separate, yet each of {chain} must adjoin the next",
    ),
    Words(
        "请确认二者之间的房间足以隔开，或放宽其中一条",
        "check that the rooms between keep them apart, or relax one of the statements",
    ),
)
TOO_MANY_NEIGHBOURS = Message(
    "BRIEF_TOO_MANY_NEIGHBOURS",
    Words(
        "{room} 必须与 {count} 个房间相邻，而每个房间至多 {most} 个",
        "{room} must adjoin {count} rooms, and a room can have {most} at most",
    ),
    Words("请把较次要的改为宜相邻，或加设过厅", "let the lesser ones be better adjoined, or add a lobby"),
)
_MOST = Words("须为不小于 0 的整数", "must be a whole number of at least 0")


class Importance(TermEnum):
    """How much two rooms should adjoin, or keep apart.

    Examples
    --------
    >>> Importance.MUST_ADJOIN.rating, Importance.rated(-2).zh
    (2, '必须分开')
    >>> Importance.rated(3)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: importance: 3 will not do; it must be a whole number from -2 (must \
separate) to 2 (must adjoin). [INVALID_VALUE]
    """

    MUST_SEPARATE = "must_separate", "必须分开", "must separate"
    BETTER_SEPARATE = "better_separate", "宜分开", "better separate"
    INDIFFERENT = "indifferent", "均可", "indifferent"
    BETTER_ADJOIN = "better_adjoin", "宜相邻", "better adjoin"
    MUST_ADJOIN = "must_adjoin", "必须相邻", "must adjoin"

    @property
    def rating(self) -> int:
        """The importance as a number from −2 to 2."""
        return tuple(Importance).index(self) - 2

    @property
    def is_must(self) -> bool:
        """Whether it has to be."""
        return abs(self.rating) == 2  # noqa: PLR2004  the strongest of the scale

    @classmethod
    def rated(cls, rating: int) -> "Importance":
        """Return the importance of a number from −2 to 2."""
        if type(rating) is not int or not -2 <= rating <= 2:  # noqa: PLR2004  the scale
            bound = Words(
                "须为 -2（必须分开）至 2（必须相邻）的整数",
                "must be a whole number from -2 (must separate) to 2 (must adjoin)",
            )
            raise InvalidValue("importance", rating, bound)
        return tuple(cls)[rating + 2]


def _as_importance(value: "Importance | int") -> Importance:
    """Return a rating as what it stands for."""
    return value if isinstance(value, Importance) else Importance.rated(value)


@attrs.frozen
class Adjacency(Value):
    """What is asked of where two rooms lie to each other; the order of the two says nothing.

    Parameters
    ----------
    one, two
        Codes of the rooms.
    importance
        From −2, must separate, to 2, must adjoin.

    Examples
    --------
    >>> beside = Adjacency("canteen", "kitchen", importance=2)
    >>> beside.importance.zh, beside.pair == Adjacency("kitchen", "canteen", importance=2).pair
    ('必须相邻', True)
    >>> Adjacency("canteen", "canteen", importance=2)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: two: 'canteen' will not do; it must be another room than the first. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "adjacency"
    one: str = attrs.field(validator=identifier)
    two: str = attrs.field(validator=identifier)
    importance: Importance = attrs.field(kw_only=True, converter=_as_importance, validator=one_of(Importance))

    def __attrs_post_init__(self) -> None:
        """Refuse a room beside itself."""
        if self.one == self.two:
            bound = Words("须为另一房间", "must be another room than the first")
            raise InvalidValue("two", self.two, bound)

    @property
    def pair(self) -> tuple[str, str]:
        """Both rooms in the order of their codes."""
        return (self.one, self.two) if self.one < self.two else (self.two, self.one)


def adjacency_findings(
    adjacencies: Iterable[Adjacency], *, most_neighbours: int | None = None
) -> tuple[Finding, ...]:
    """Name the statements that pull against each other.

    Parameters
    ----------
    adjacencies
        The statements.
    most_neighbours
        Most rooms that one can adjoin; not asked unless given.

    Examples
    --------
    >>> asked = [("a", "b", 2), ("b", "c", 2), ("a", "c", -2)]
    >>> for each in adjacency_findings([Adjacency(x, y, importance=rating) for x, y, rating in asked]):
    ...     print(each)
    a and c must separate, yet each of a – b – c must adjoin the next [BRIEF_SEPARATE_BUT_HELD]
    """
    if most_neighbours is not None and (type(most_neighbours) is not int or most_neighbours < 0):
        raise InvalidValue("most_neighbours", most_neighbours, _MOST)
    given = sorted(each_required("adjacencies", adjacencies, kind=Adjacency), key=lambda each: each.pair)
    beside = neighbours(given)
    found = [
        HELD_TOGETHER.finding(one, {"one": one, "two": two, "chain": " – ".join(chain)})
        for one, two in (each.pair for each in given if each.importance is Importance.MUST_SEPARATE)
        if (chain := _chain(beside, one, two))
    ]
    if most_neighbours is not None:
        found += [
            TOO_MANY_NEIGHBOURS.finding(
                room, {"room": room, "count": len(beside[room]), "most": most_neighbours}
            )
            for room in sorted(beside)
            if len(beside[room]) > most_neighbours
        ]
    return tuple(found)


def neighbours(adjacencies: Iterable[Adjacency]) -> Mapping[str, Sequence[str]]:
    """Return by room the rooms that it must adjoin, in the order of their codes."""
    beside: dict[str, list[str]] = {}
    for each in adjacencies:
        if each.importance is Importance.MUST_ADJOIN:
            beside.setdefault(each.one, []).append(each.two)
            beside.setdefault(each.two, []).append(each.one)
    return {room: sorted(others) for room, others in beside.items()}


def _chain(beside: Mapping[str, Sequence[str]], one: str, two: str) -> tuple[str, ...]:
    """Return the shortest chain of rooms from one to another, each beside the next; empty if none is."""
    before, queue = {one: ""}, deque([one])
    while queue and two not in before:
        room = queue.popleft()
        for other in beside.get(room, ()):
            if other not in before:
                before[other] = room
                queue.append(other)
    if two not in before:
        return ()
    chain = [two]
    while before[chain[-1]]:
        chain.append(before[chain[-1]])
    return tuple(reversed(chain))

"""任务书: which rooms a place needs, how large, and how they lie to each other, before anyone draws it.

Net area is the sum of the rooms; gross area is net area divided by the share of it that rooms make, the rest
being walls, corridors, stairs and ducts.  The documents give no such share, so it is the caller's, or the
library's default and labelled so.

This module compares nothing with a building; `communitygov.space.brief.gap` does.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, each_of, identifier, one_of, title
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.core.source import LIBRARY_DEFAULT, Citation
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.space.audience.population import Population
from communitygov.space.brief.adjacency import Adjacency, Importance, adjacency_findings
from communitygov.space.brief.area import as_exact
from communitygov.space.brief.outline import matrix_page, schedule_page
from communitygov.space.brief.room import Room
from communitygov.space.brief.schedule import Line, lines_of, text_of
from communitygov.space.function.side import Side

#: Most kinds of rooms, and most statements of how rooms lie to each other.
MOST_ROOMS = 1_000
MOST_ADJACENCIES = 5_000
#: Finest share of net in gross area.
FINEST = 10_000

_SHARE = Words(
    f"须为大于 0、不超过 1 的 Fraction，分母不超过 {FINEST}",
    f"must be a Fraction above 0 and up to 1, with a denominator of at most {FINEST}",
)


def _check_share(_owner: object, field: "attrs.Attribute[Fraction]", value: object) -> None:
    """Refuse anything but a share of something."""
    if type(value) is not Fraction or not 0 < value <= 1 or value.denominator > FINEST:
        raise InvalidValue(field.name, str(value) if type(value) is Fraction else value, _SHARE)


@attrs.frozen
class Efficiency(Value):
    """得房率: how much of the gross area is net area.

    Examples
    --------
    >>> Efficiency(Fraction(7, 10), source=LIBRARY_DEFAULT).gross(Fraction(350))
    Fraction(500, 1)
    >>> Efficiency(Fraction(3, 2), source=LIBRARY_DEFAULT)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: share: '3/2' will not do; it must be a Fraction above 0 and up to 1, \
with a denominator of at most 10000. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "efficiency"
    share: Fraction = attrs.field(converter=as_exact, validator=_check_share)
    source: Citation = attrs.field(kw_only=True, validator=one_of(Citation))

    def gross(self, net: Fraction) -> Fraction:
        """Return the gross area of a net area."""
        return net / self.share


#: Three quarters; the library's own choice, to be replaced where a building is known.
STANDARD_EFFICIENCY = Efficiency(Fraction(3, 4), source=LIBRARY_DEFAULT)


def _check_rooms(_owner: object, field: "attrs.Attribute[tuple[Room, ...]]", rooms: tuple[Room, ...]) -> None:
    """Refuse two rooms of one code, groups of one code and different names, and too many."""
    if len(rooms) > MOST_ROOMS:
        bound = Words(f"须不多于 {MOST_ROOMS} 种房间", f"must hold at most {MOST_ROOMS} kinds of rooms")
        raise InvalidValue(field.name, len(rooms), bound)
    seen: set[str] = set()
    groups: dict[str, object] = {}
    for room in rooms:
        if room.code in seen:
            bound = Words(
                "编码不可重复；同样的房间请用 count", "must have different codes; use count for alike rooms"
            )
            raise InvalidValue(field.name, room.code, bound)
        seen.add(room.code)
        if groups.setdefault(room.group.code, room.group) != room.group:
            bound = Words("同一分组编码须同名", "must name groups of one code alike")
            raise InvalidValue(field.name, room.group.code, bound)


def _check_adjacencies(
    owner: "Brief", field: "attrs.Attribute[tuple[Adjacency, ...]]", given: tuple[Adjacency, ...]
) -> None:
    """Refuse statements about rooms that are not there, two about one pair, and too many."""
    if len(given) > MOST_ADJACENCIES:
        bound = Words(f"须不多于 {MOST_ADJACENCIES} 条", f"must hold at most {MOST_ADJACENCIES} statements")
        raise InvalidValue(field.name, len(given), bound)
    codes, pairs = {room.code for room in owner.rooms}, set[tuple[str, str]]()
    for each in given:
        if not codes.issuperset(each.pair):
            bound = Words("须为任务书中的房间", "must be about rooms of the brief")
            raise InvalidValue(field.name, each.pair, bound)
        if each.pair in pairs:
            bound = Words("每两个房间至多一条", "must say one thing of each pair of rooms")
            raise InvalidValue(field.name, each.pair, bound)
        pairs.add(each.pair)


@attrs.frozen
class Brief(Value):
    """A programme of requirements.

    Parameters
    ----------
    id, name
        Identifier and name of the project.
    rooms
        What it needs, in the order of the schedule.
    adjacencies
        What is asked of where rooms lie to each other: one statement of a pair at most.
    efficiency
        How much of the gross area is net area.
    source
        Where the programme stands.

    Examples
    --------
    >>> brief = Brief(
    ...     "lq",
    ...     "龙桥社区综合体",
    ...     rooms=[
    ...         Room(
    ...             "canteen", "食堂", "canteen", function="canteen", area_per_occupant=2, occupancy_number=60
    ...         ),
    ...         Room("study", "自习室", "study", function="study_room", count=2, standard_required_area=45),
    ...     ],
    ...     adjacencies=[Adjacency("canteen", "study", importance=-1)],
    ... )
    >>> brief.net_area, brief.gross_area, brief.room("study").net_area
    (Fraction(210, 1), Fraction(280, 1), Fraction(90, 1))
    >>> brief.room("stdy")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No room is called 'stdy'. Did you mean 'study'? [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "brief"
    id: str = attrs.field(validator=identifier)
    name: str = attrs.field(validator=title)
    rooms: tuple[Room, ...] = attrs.field(
        kw_only=True, converter=as_tuple, validator=[each_of(Room), _check_rooms]
    )
    adjacencies: tuple[Adjacency, ...] = attrs.field(
        default=(), kw_only=True, converter=as_tuple, validator=[each_of(Adjacency), _check_adjacencies]
    )
    efficiency: Efficiency = attrs.field(
        default=STANDARD_EFFICIENCY, kw_only=True, validator=one_of(Efficiency)
    )
    source: Citation = attrs.field(default=LIBRARY_DEFAULT, kw_only=True, validator=one_of(Citation))

    # ------------------------------------------------------------------- rooms

    def room(self, code: str) -> Room:
        """Return the room with a code."""
        for room in self.rooms:
            if room.code == code:
                return room
        raise UnknownName(Words("房间", "room"), code, tuple(room.code for room in self.rooms))

    @property
    def net_area(self) -> Fraction:
        """Net square metres of all rooms."""
        return sum((room.net_area for room in self.rooms), Fraction(0))

    @property
    def gross_area(self) -> Fraction:
        """Gross square metres: with walls, corridors, stairs and ducts."""
        return self.efficiency.gross(self.net_area)

    @property
    def occupants(self) -> int | None:
        """How many people all rooms hold at once; none if that is not known of one of them."""
        held = [room.occupants for room in self.rooms]
        known = [each for each in held if each is not None]
        if len(known) < len(held):
            return None
        return sum(room.count * each for room, each in zip(self.rooms, known, strict=True))

    @property
    def users(self) -> Population:
        """The users of all rooms; who uses two of them is counted twice."""
        return Population.total_of(room.users for room in self.rooms)

    def share_of(self, side: Side) -> Fraction:
        """Return how much of the net area is for one side; 0 where there are no rooms.

        Examples
        --------
        >>> hall = Room("hall", "厅", "hall", function="culture_station", standard_required_area=120)
        >>> shop = Room("shop", "店", "shop", function="cafe", standard_required_area=60)
        >>> Brief("lq", "龙桥", rooms=[hall, shop]).share_of(Side.WELFARE)
        Fraction(2, 3)
        """
        area = sum((room.net_area for room in self.rooms if room.side is side), Fraction(0))
        return area / self.net_area if self.rooms else area

    # -------------------------------------------------------------- adjacencies

    def importance(self, one: str, two: str) -> Importance:
        """Return what is asked of two rooms; indifferent where nothing is said.

        Raises
        ------
        UnknownName
            If there is no such room.
        """
        pair = tuple(sorted((self.room(one).code, self.room(two).code)))
        said = (each.importance for each in self.adjacencies if each.pair == pair)
        return next(said, Importance.INDIFFERENT)

    def matrix(self) -> tuple[tuple[str, ...], ...]:
        """Return the adjacency matrix as rows of text: codes, then ratings; blank where nothing is said.

        Examples
        --------
        >>> rooms = [Room(code, code, code, function="x", standard_required_area=9) for code in "ab"]
        >>> Brief("lq", "龙桥", rooms=rooms, adjacencies=[Adjacency("b", "a", importance=2)]).matrix()
        (('', 'a', 'b'), ('a', '', '+2'), ('b', '+2', ''))
        """
        ratings = self._ratings()
        codes = [room.code for room in self.rooms]
        body = [(row, *(ratings.get((row, column), "") for column in codes)) for row in codes]
        return (("", *codes), *body)

    def _ratings(self) -> Mapping[tuple[str, str], str]:
        """Return what is said of two rooms, both ways round."""
        said = [(each.pair, f"{each.importance.rating:+d}") for each in self.adjacencies]
        return dict([*said, *(((two, one), rating) for (one, two), rating in said)])

    def findings(self, *, most_neighbours: int | None = None) -> tuple[Finding, ...]:
        """Name what in the programme does not fit together.

        Parameters
        ----------
        most_neighbours
            Most rooms that one can adjoin; not asked unless given.
        """
        rooms = (finding for room in self.rooms for finding in room.findings())
        return (*rooms, *adjacency_findings(self.adjacencies, most_neighbours=most_neighbours))

    # --------------------------------------------------------------- to look at

    def schedule(self) -> tuple[Line, ...]:
        """Return the room schedule: the rooms of each group with its sub-total, then net and gross area."""
        return lines_of(self.rooms, self.gross_area)

    def text(self) -> str:
        """Return the room schedule as lines of text.

        Examples
        --------
        >>> hall = Room("hall", "厅", "hall", function="culture_station", count=2, standard_required_area=60)
        >>> print(Brief("lq", "龙桥", rooms=[hall]).text())
        hall 厅 hall: 2 × 60 = 120 m²
        公益普惠 public welfare: 120 m²
        净面积 net area: 120 m²
        总面积 gross area: 160 m²
        """
        return text_of(self.schedule())

    def _repr_html_(self) -> str:
        """Show schedule and adjacency matrix, for notebooks."""
        matrix = matrix_page(self.matrix()) if self.adjacencies else ""
        return schedule_page(f"{self.name} ({self.id})", self.schedule()) + matrix

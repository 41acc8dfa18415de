"""What is moved (动议), what is to be changed in it (修正案), and in which order all that is voted on.

The order of voting is a library default, for the documents give none.  Whatever changes a motion is voted on
before it, and what changes an amendment before that amendment.  Of several amendments to the same text those
go first that their ranks say reach further; of equal rank, or without one, the later before the earlier.

How many must second a motion is not known here.
"""

from collections.abc import Iterable, Mapping
from typing import ClassVar, NamedTuple

import attrs

from communitygov.core.canonical import GREATEST_INTEGER
from communitygov.core.checks import at_least, hidden, identifier, one_of, optional, text
from communitygov.core.document import Value
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.meeting.sitting.entry import Entry, Name, as_name


class MotionStatus(TermEnum):
    """How far a motion has come.

    Examples
    --------
    >>> MotionStatus("seconded").label("zh")
    '已附议'
    """

    MOVED = "moved", "已提出", "moved"
    SECONDED = "seconded", "已附议", "seconded"
    AMENDED = "amended", "已修正", "amended"
    WITHDRAWN = "withdrawn", "已撤回", "withdrawn"
    PUT = "put", "已付表决", "put to the vote"
    ADOPTED = "adopted", "通过", "adopted"
    REJECTED = "rejected", "未通过", "rejected"


@attrs.frozen
class Motion(Value):
    """A motion (动议), or an amendment to one (修正案).

    Parameters
    ----------
    id
        Identifier, under which it is voted on.
    about
        Identifier of the matter.
    mover
        Who moves it.
    amends
        The motion that it would change, if it is an amendment.
    rank
        How far an amendment reaches, as those who lead the sitting see it; 1 reaches furthest.
    text
        What is moved.

    Examples
    --------
    >>> Motion("m-1", "LQ-1", mover="d-1", text="先改造东区线路")
    Motion(id='m-1', about='LQ-1', mover='d-1', amends=None, rank=None, text=‹hidden›)
    >>> Motion("m-1", "LQ-1", mover="d-1", amends="m-1")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: amends: 'm-1' will not do; it must be another motion. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "motion"
    id: str = attrs.field(validator=identifier)
    about: str = attrs.field(validator=identifier)
    mover: str = attrs.field(kw_only=True, validator=identifier)
    amends: str | None = attrs.field(default=None, kw_only=True, validator=optional(identifier))
    rank: int | None = attrs.field(default=None, kw_only=True, validator=optional(at_least(1)))
    text: str = attrs.field(default="", kw_only=True, validator=text, repr=hidden)

    def __attrs_post_init__(self) -> None:
        """Refuse a motion that would change itself."""
        if self.amends == self.id:
            raise InvalidValue("amends", self.amends, Words("须为另一动议", "must be another motion"))


@attrs.frozen(kw_only=True)
class MotionMoved(Entry):
    """Somebody moved a motion or an amendment.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from communitygov.meeting.sitting.log import SittingLog
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> log = SittingLog().with_entries([MotionMoved(at=nine, motion=Motion("m-1", "LQ-1", mover="d-1"))])
    >>> MotionRegister.of(log)["m-1"].about
    'LQ-1'
    >>> log.with_entries([MotionMoved(at=nine, motion=Motion("m-1", "LQ-2", mover="d-2"))])
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: motion: 'm-1' will not do; it must be a motion that was not moved \
before. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "motion-moved"
    label: ClassVar[Words] = Words("提出动议", "motion moved")
    motion: Motion = attrs.field(validator=one_of(Motion))

    @property
    def gives(self) -> tuple[Name, ...]:
        """The motion."""
        return (("motion", self.motion.id),)

    @property
    def goes_by(self) -> Name | None:
        """The motion that an amendment would change."""
        return ("motion", self.motion.amends) if self.motion.amends else None


@attrs.frozen(kw_only=True)
class MotionSeconded(Entry):
    """Somebody seconded a motion (附议).

    Examples
    --------
    Who seconds twice is named once:

    >>> from datetime import UTC, datetime
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> moved = MotionMoved(at=nine, motion=Motion("m-1", "LQ-1", mover="d-1"))
    >>> seconded = [MotionSeconded(at=nine, motion="m-1", by=by) for by in ("d-3", "d-2", "d-3")]
    >>> MotionRegister.of([moved, *seconded]).seconders["m-1"]
    ('d-3', 'd-2')
    """

    document_kind: ClassVar[str] = "motion-seconded"
    label: ClassVar[Words] = Words("附议", "motion seconded")
    motion: str = attrs.field(validator=identifier)
    by: str = attrs.field(validator=identifier)

    @property
    def goes_by(self) -> Name | None:
        """The motion."""
        return ("motion", self.motion)


@attrs.frozen(kw_only=True)
class MotionWithdrawn(Entry):
    """A motion was withdrawn (撤回).

    Examples
    --------
    A withdrawn amendment is no longer voted on:

    >>> from datetime import UTC, datetime
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> motion = Motion("m-1", "LQ-1", mover="d-1")
    >>> amendment = Motion("a-1", "LQ-1", mover="d-2", amends="m-1")
    >>> moved = [MotionMoved(at=nine, motion=each) for each in (motion, amendment)]
    >>> register = MotionRegister.of([*moved, MotionWithdrawn(at=nine, motion="a-1", by="d-2")])
    >>> [each.id for each in register.order_of_vote("m-1")]
    ['m-1']
    """

    document_kind: ClassVar[str] = "motion-withdrawn"
    label: ClassVar[Words] = Words("撤回动议", "motion withdrawn")
    motion: str = attrs.field(validator=identifier)
    by: str = attrs.field(validator=identifier)

    @property
    def goes_by(self) -> Name | None:
        """The motion."""
        return ("motion", self.motion)


class Withdrawal(NamedTuple):
    """Who withdrew a motion, and where in the log; whether they might is judged elsewhere.

    Examples
    --------
    >>> Withdrawal(7, "d-2").by
    'd-2'
    """

    place: int
    by: str


@attrs.frozen(repr=False)
class MotionRegister:
    """All motions of a sitting, with who seconded and what was withdrawn, read from its log.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> motions = [
    ...     Motion("m-1", "LQ-1", mover="d-1"),
    ...     Motion("a-1", "LQ-1", mover="d-2", amends="m-1", rank=2),
    ...     Motion("a-2", "LQ-1", mover="d-3", amends="m-1", rank=1),
    ... ]
    >>> register = MotionRegister.of([MotionMoved(at=nine, motion=each) for each in motions])
    >>> [each.id for each in register.order_of_vote("m-1")]
    ['a-2', 'a-1', 'm-1']
    >>> register["a-3"]
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No motion is called 'a-3'. Did you mean 'a-2'? [UNKNOWN_NAME]
    """

    motions: Mapping[str, Motion]
    seconders: Mapping[str, tuple[str, ...]]
    withdrawals: Mapping[str, tuple[Withdrawal, ...]]
    _amendments: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "MotionRegister":
        """Read a log from its beginning."""
        motions: dict[str, Motion] = {}
        seconders: dict[str, list[str]] = {}
        withdrawn: dict[str, list[Withdrawal]] = {}
        for place, entry in enumerate(entries):
            match entry:
                case MotionMoved(motion=motion):
                    motions[motion.id] = motion
                case MotionSeconded(motion=motion, by=by):
                    seconders.setdefault(motion, []).append(by)
                case MotionWithdrawn(motion=motion, by=by):
                    withdrawn.setdefault(motion, []).append(Withdrawal(place, by))
                case _:
                    pass
        return cls(
            motions,
            {motion: tuple(dict.fromkeys(by)) for motion, by in seconders.items()},
            {motion: tuple(listed) for motion, listed in withdrawn.items()},
            _sorted_amendments(motions.values()),
        )

    @property
    def withdrawn(self) -> frozenset[str]:
        """The motions that somebody withdrew."""
        return frozenset(self.withdrawals)

    def __getitem__(self, motion: str) -> Motion:
        """Return the motion with this identifier; raise `UnknownName` with the nearest one otherwise."""
        if as_name(motion) not in self.motions:
            raise UnknownName(Words("动议", "motion"), motion, tuple(self.motions))
        return self.motions[motion]

    def amendments(self, motion: str) -> tuple[Motion, ...]:
        """Return the amendments to a motion that were not withdrawn, in their order of voting."""
        listed = self._amendments.get(self[motion].id, ())
        return tuple(self.motions[each] for each in listed if each not in self.withdrawn)

    def order_of_vote(self, motion: str) -> tuple[Motion, ...]:
        """Return a motion and all amendments to it, in the order in which they are voted on.

        What would change a withdrawn amendment falls with it.
        """
        open_ones = [self[motion]]
        order: list[Motion] = []
        while open_ones:  # the motion first and its last amendment next; read backwards, that is the order
            present = open_ones.pop()
            order.append(present)
            open_ones.extend(self.amendments(present.id))
        return tuple(order[::-1])

    def line_of(self, about: str) -> frozenset[str]:
        """Return a matter or motion with what it belongs to: motions that it changes, and their matters."""
        line = {as_name(about)}
        motion = self.motions.get(about)
        while motion:
            line |= {motion.id, motion.about}
            motion = self.motions.get(motion.amends or "")
        return frozenset(line)


def _sorted_amendments(motions: Iterable[Motion]) -> dict[str, tuple[str, ...]]:
    """Return for each motion its amendments in their order of voting."""
    listed: dict[str, list[tuple[int, int, str]]] = {}
    for at, motion in enumerate(motions):
        if motion.amends:
            rank = motion.rank or GREATEST_INTEGER
            listed.setdefault(motion.amends, []).append((rank, -at, motion.id))
    return {amended: tuple(each for *_, each in sorted(keys)) for amended, keys in listed.items()}

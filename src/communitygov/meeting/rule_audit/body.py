"""A body as an audit looks at it: so many voters of each kind, and the scope that a rule sees of them.

1. Whatever is tried is put as a `Scope` to the rule's own `outcome`: what an audit says and what decides a
   vote cannot drift apart.
2. Four positions are tried: in favour, against, abstaining and away.  Who abstains is present and votes.  A
   fifth, to vote no and have an unsettled objection besides, is tried only where the rule may ask who
   objects.  Nobody breaks a tie, and nobody is present without voting or votes invalidly.
3. Who is excused (回避) from the start takes no position.
4. Measures and parts that the rule does not read are left out: voters who differ in nothing else are alike.

This module tries nothing by itself.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeAlias, TypeVar

import attrs

from communitygov.core.finding import Finding, joined
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.council.council import Council
from communitygov.meeting.measure import HEADS, Measure
from communitygov.meeting.rule_audit.kind import Headcount, VoterKind
from communitygov.meeting.rule_audit.reading import EVERYTHING, Reading
from communitygov.meeting.tally.counts import Sums
from communitygov.meeting.tally.electorate import Electorate, Voter
from communitygov.meeting.tally.scope import NO_PARTS, Scope

_BODY = Words("须为议事会或表决主体", "must be a Council or an Electorate")
_TWICE = Words(
    "每人只能有一席：占两席者两票同投，请把每席列为一名表决人",
    "must list each person once: who fills two seats votes alike in both; give each seat a voter of its own",
)
_OTHERS = Words("其余", "others")
_DAY = Words("须为日期，如 date(2023, 5, 4)", "must be a day, such as date(2023, 5, 4)")
_NO_DAY = Words(
    "只与议事会同用；表决主体已是某一日的", "must go with a Council; an Electorate is of its own day"
)


class Position(TermEnum):
    """How a voter stands to the matter (表态).

    Examples
    --------
    >>> Position("away").label("zh")
    '未到会'
    """

    IN_FAVOUR = "in_favour", "赞成", "in favour"
    AGAINST = "against", "反对", "against"
    OBJECTING = "objecting", "反对并有异议", "against with an objection"
    ABSTAINING = "abstaining", "弃权", "abstaining"
    AWAY = "away", "未到会", "away"


class Stands(NamedTuple):
    """How many of a kind take which position, those against apart from those who object; others are away."""

    yes: int = 0
    no: int = 0
    abstain: int = 0
    excused: int = 0
    objecting: int = 0

    @property
    def voting(self) -> int:
        """How many take part."""
        return self.yes + self.no + self.abstain + self.objecting

    @property
    def against(self) -> int:
        """How many vote no, with an objection or without."""
        return self.no + self.objecting


class Membership(NamedTuple):
    """What voters of a kind have in common: the place of the constituency, weights in each measure, parts."""

    at: int
    weights: tuple[int, ...]
    parts: frozenset[str]


class Side(NamedTuple):
    """The sums of one constituency in each measure, of all and of each part; and the scope of it alone."""

    whole: tuple[Sums, ...]
    parts: tuple[tuple[Sums, ...], ...]
    alone: Scope


class TriedScope(Scope):
    """A scope that keeps the scopes of its constituencies: the same sides are tried again and again."""

    sides: tuple[Scope, ...] = ()

    def _at(self, at: int) -> Scope:
        """Return the scope of the constituency at one place."""
        return self.sides[at] if self.sides else super()._at(at)


#: How many take which position, kind by kind.
SideStands: TypeAlias = tuple[Stands, ...]
Weighed: TypeAlias = tuple[Membership, int]
_Standing: TypeAlias = tuple[Membership, int, Stands]
_Sides: TypeAlias = tuple[tuple[Sums, ...], tuple[tuple[Sums, ...], ...]]
_S = TypeVar("_S", bound=Scope)


@attrs.frozen(eq=False, kw_only=True)
class Body:
    """The voters of a council or an electorate, by kind, in the order of the constituencies."""

    council: str
    constituencies: tuple[Constituency, ...]
    measures: tuple[Measure, ...]
    parts: tuple[str, ...]
    flaws: tuple[Finding, ...]
    kinds: tuple[VoterKind, ...]
    memberships: tuple[Membership, ...]
    excused: tuple[Weighed, ...]
    reading: Reading

    @classmethod
    def of(cls, body: object, on: object = None, *, reading: Reading = EVERYTHING) -> "Body":
        """Sort the voters of a council, or of an electorate, by kind, as far as a rule tells them apart.

        Raises
        ------
        InvalidValue
            If it is neither, a day is given with an electorate, or somebody has two votes.
        """
        if isinstance(body, Council):
            return cls._sorted(Electorate.of(body, on=_as_day(on)), reading)
        if on is not None and isinstance(body, Electorate):
            raise InvalidValue("on", on, _NO_DAY)
        return cls._sorted(as_electorate("council", body), reading)

    @classmethod
    def _sorted(cls, electorate: Electorate, reading: Reading) -> "Body":
        """Sort the voters of an electorate by kind."""
        if len(electorate.ids) < len(electorate.voters):
            raise InvalidValue("voters", f"{len(electorate.voters)} voters", _TWICE)
        measures = _measures(electorate, reading)
        found = [
            (each.id in electorate.excused, membership_of(electorate, each, reading=reading))
            for each in electorate.voters
        ]
        free = Counter(each for is_excused, each in found if not is_excused)
        excused = Counter(each for is_excused, each in found if is_excused)
        memberships = _ordered(free)
        return cls(
            council=electorate.council,
            constituencies=electorate.constituencies,
            measures=measures,
            parts=tuple(filter(reading.reads_part, electorate.parts)),
            flaws=electorate.flaws,
            kinds=_kinds(electorate, measures, [(each, free[each]) for each in memberships]),
            memberships=memberships,
            excused=tuple((each, excused[each]) for each in _ordered(excused)),
            reading=reading,
        )

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """How many voters are of each kind."""
        return tuple(each.size for each in self.kinds)

    @property
    def entitled(self) -> int:
        """How many voters there are, the excused with them."""
        return sum(self.sizes) + sum(size for _, size in self.excused)

    @cached_property
    def spans(self) -> tuple[slice, ...]:
        """Where the kinds of each constituency stand."""
        places = [each.at for each in self.memberships]
        starts = [sum(place < at for place in places) for at in range(len(self.constituencies) + 1)]
        return tuple(map(slice, starts, starts[1:]))

    def side(self, at: int, stance: SideStands) -> Side:
        """Return the sums of one constituency whose kinds take these positions."""
        here: list[_Standing] = [
            (membership, size, Stands(excused=size))
            for membership, size in self.excused
            if membership.at == at
        ]
        span = self.spans[at]
        here += zip(self.memberships[span], self.sizes[span], stance, strict=True)
        whole = self._sums(here)
        parts = tuple(self._sums(each for each in here if part in each[0].parts) for part in self.parts)
        return Side(whole, parts, self._scope(Scope, self.constituencies[at : at + 1], [(whole, parts)]))

    def tried(self, sides: Sequence[Side]) -> Scope:
        """Return what a rule sees of these sides together."""
        scope = self._scope(TriedScope, self.constituencies, [side[:2] for side in sides])
        scope.sides = tuple([side.alone for side in sides])
        return scope

    def scope(self, stances: Sequence[Stands]) -> Scope:
        """Return what a rule sees if the kinds take these positions."""
        return self.tried([self.side(at, tuple(stances[span])) for at, span in enumerate(self.spans)])

    def _scope(self, kind: type[_S], constituencies: tuple[Constituency, ...], sides: Sequence[_Sides]) -> _S:
        """Put sides into one scope."""
        codes = self.codes
        parts = {
            name: dict(zip(codes, zip(*[parts[at] for _, parts in sides], strict=True), strict=True))
            for at, name in enumerate(self.parts)
        }
        whole = dict(zip(codes, zip(*[whole for whole, _ in sides], strict=True), strict=True))
        return kind(self.council, constituencies, whole, self.flaws, parts or NO_PARTS)

    def _sums(self, standing: Iterable[_Standing]) -> tuple[Sums, ...]:
        """Add up in each measure."""
        listed = tuple(standing)
        rows = ([_sums(each, measure) for each in listed] for measure in range(len(self.measures)))
        return tuple(Sums(*map(sum, zip(Sums(), *row, strict=True))) for row in rows)

    def headcount(self, people: Sequence[int]) -> Headcount:
        """Return so many of each kind."""
        return Headcount.counted(self.kinds, people)

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """The codes of the measures."""
        return tuple(each.code for each in self.measures)


def _sums(standing: _Standing, measure: int) -> Sums:
    """Return what voters of one kind add to the sums of one measure."""
    membership, size, (yes, no, abstain, excused, objecting) = standing
    against = no + objecting
    heads = size, excused, yes + against + abstain, yes, against, abstain, 0, objecting
    weight = membership.weights[measure]
    return Sums._make([number * weight for number in heads])


def as_electorate(name: str, value: object) -> Electorate:
    """Return an electorate; refuse anything else.

    Examples
    --------
    >>> as_electorate("electorate", 5)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: electorate: 5 will not do; it must be a Council or an Electorate. \
[INVALID_VALUE]
    """
    if not isinstance(value, Electorate):
        raise InvalidValue(name, value, _BODY)
    return value


def _as_day(value: object) -> date | None:
    """Return a day, or none; refuse anything else."""
    if value is not None and type(value) is not date:
        raise InvalidValue("on", value, _DAY)
    return value


def _measures(electorate: Electorate, reading: Reading) -> tuple[Measure, ...]:
    """Return the measures that are read, heads before all."""
    others = (each for each in electorate.measures if each != HEADS)
    return (HEADS, *(each for each in others if reading.reads_measure(each.code)))


def membership_of(electorate: Electorate, voter: Voter, *, reading: Reading = EVERYTHING) -> Membership:
    """Return what makes a voter interchangeable with others, as far as a rule tells them apart."""
    codes = [each.code for each in electorate.constituencies]
    weights = {HEADS.code: 1, **dict(voter.weights)}
    return Membership(
        codes.index(voter.constituency),
        tuple(weights.get(each.code, 0) for each in _measures(electorate, reading)),
        frozenset(filter(reading.reads_part, voter.parts)),
    )


def _ordered(found: Iterable[Membership]) -> tuple[Membership, ...]:
    """Put kinds in the order of the constituencies, then of their parts, the heavier first.

    The measure in which they differ most is compared last: so most of them weigh no more than the one before.
    """
    listed = tuple(found)
    columns = tuple(zip(*(each.weights for each in listed), strict=True))
    last = max(range(len(columns)), key=lambda at: len(set(columns[at])), default=0)

    def place(each: Membership) -> tuple[int, tuple[str, ...], tuple[int, ...]]:
        weights = (*each.weights[:last], *each.weights[last + 1 :], each.weights[last])
        return each.at, tuple(sorted(each.parts)), tuple(-weight for weight in weights)

    return tuple(sorted(listed, key=place))


def _kinds(
    electorate: Electorate, measures: tuple[Measure, ...], found: list[Weighed]
) -> tuple[VoterKind, ...]:
    """Name the kinds: by the constituency, with numbers and weights where it has several kinds."""
    several = Counter(each.at for each, _ in found)
    numbers = Counter[int]()
    kinds: list[VoterKind] = []
    for each, size in found:
        side = electorate.constituencies[each.at]
        numbers[each.at] += 1
        is_sole = several[each.at] == 1
        kinds.append(
            VoterKind(
                code=side.code if is_sole else f"{side.code}#{numbers[each.at]}",
                constituency=side.code,
                words=side.words if is_sole else _words(side, each, measures),
                size=size,
            )
        )
    return tuple(kinds)


def _words(side: Constituency, membership: Membership, measures: tuple[Measure, ...]) -> Words:
    """Call a kind by its constituency, its weights and its parts."""
    weights = zip(measures, membership.weights, strict=True)
    amounts = [measure.written(weight) for measure, weight in weights if measure != HEADS]
    marks = joined((*amounts, *(Words(part, part) for part in sorted(membership.parts))) or (_OTHERS,))
    return Words(f"{side.zh}（{marks.zh}）", f"{side.en} ({marks.en})")

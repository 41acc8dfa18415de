"""Who may still move in a vote: there without having voted, absent, or having voted otherwise than in favour.

Known from the counts alone where the rule reads heads of constituencies only, since all of one constituency
then weigh the same; otherwise from the electorate and its choices.

This module searches nothing; `communitygov.meeting.rule_audit.whatif` does.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from communitygov.core.checks import as_set
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.measure import HEADS
from communitygov.meeting.rule_audit.body import Body, Membership, as_electorate, membership_of
from communitygov.meeting.rule_audit.kind import VoterKind
from communitygov.meeting.rule_audit.reading import Reading
from communitygov.meeting.rule_audit.shift import Mover
from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.tally.counts import Sums
from communitygov.meeting.tally.scope import Measured, Scope
from communitygov.meeting.tally.tally import Tally

_NEEDS_VOTERS = Words(
    "须与 choices 一并给出：规则看人数以外的计量或部分表决主体，须知道尚未表决的是谁",
    "must be given, with the choices: the rule reads further measures or parts, so it matters who may move",
)
_NEEDS_BODY = Words("须与 choices 或 present 一并给出", "must be given where choices or present are")
_OTHER_VOTES = Words("须为此计票所计的票", "must be the choices from which the tally was counted")

#: Where those stand who may move: there without having voted, absent, or by what they voted.
PRESENT, ABSENT = "present", "absent"
_WHERE = (PRESENT, ABSENT, Choice.ABSTAIN, Choice.INVALID, Choice.NO)
#: From where one moves, and what that adds to the sums.
Ways: TypeAlias = Mapping[str, Sums]
AGREEING: Ways = MappingProxyType({PRESENT: Sums(yes=1), ABSENT: Sums(present=1, yes=1)})
COMING: Ways = MappingProxyType({PRESENT: Sums(abstain=1), ABSENT: Sums(present=1, abstain=1)})
PERSUADED: Ways = MappingProxyType(
    {
        Choice.ABSTAIN: Sums(yes=1, abstain=-1),
        Choice.INVALID: Sums(yes=1, invalid=-1),
        Choice.NO: Sums(yes=1, no=-1),
    }
)


class People(NamedTuple):
    """Voters of one kind, and how many of them stand where."""

    kind: VoterKind
    membership: Membership
    standing: Mapping[str, int]


class Voted(NamedTuple):
    """What a tally was counted from, as the caller hands it in."""

    electorate: object = None
    choices: Mapping[str, Choice] | None = None
    present: Iterable[str] | None = None


def movers(people: Iterable[People], ways: Ways) -> Iterator[Mover]:
    """Return who moves in which way, in the order in which they are asked."""
    listed = tuple(people)
    for where, change in ways.items():
        for each in listed:
            yield Mover(each.kind, each.membership, each.standing[where], change)


def people(scope: Scope, voted: Voted, *, reading: Reading) -> list[People]:
    """Return who could move, by kind of voter.

    Raises
    ------
    InvalidValue
        If voters are needed and not given, or are not those that were counted.
    """
    if voted.electorate is not None:
        return _voters(scope, voted, reading)
    if voted.choices is not None or voted.present is not None:
        raise InvalidValue("electorate", None, _NEEDS_BODY)
    seen = narrowed(scope, reading)
    if len(seen.measured) > 1 or seen.parts:
        raise InvalidValue("electorate", None, _NEEDS_VOTERS)
    return _heads(seen)


def narrowed(scope: Scope, reading: Reading) -> Scope:
    """Return a scope of the measures and parts that a rule reads."""

    def read(measured: Measured) -> Measured:
        return {code: sums for code, sums in measured.items() if reading.reads_measure(code)}

    parts = {name: read(measured) for name, measured in scope.parts.items() if reading.reads_part(name)}
    return scope._replace(measured=read(scope.measured), parts=parts)


def _heads(scope: Scope) -> list[People]:
    """Return who could move, where all of a constituency weigh the same."""
    return [
        People(
            VoterKind(code=side.code, constituency=side.code, words=side.words, size=sums.eligible),
            Membership(at, (1,), frozenset()),
            {
                PRESENT: sums.present - sums.participating,
                ABSENT: sums.eligible - sums.present,
                Choice.ABSTAIN: sums.abstain,
                Choice.INVALID: sums.invalid,
                Choice.NO: sums.no,
            },
        )
        for at, (side, sums) in enumerate(zip(scope.constituencies, scope.sums(HEADS), strict=True))
        if sums.eligible
    ]


def _voters(scope: Scope, voted: Voted, reading: Reading) -> list[People]:
    """Return who could move, from the electorate and its choices."""
    electorate = as_electorate("electorate", voted.electorate)
    choices: Mapping[str, Choice] = {} if voted.choices is None else voted.choices
    here = as_set(choices if voted.present is None else voted.present)
    if _unopposed(Tally.count(electorate, choices, present=here).scope) != _unopposed(scope):
        raise InvalidValue("choices", f"{len(choices)} choices", _OTHER_VOTES)
    body = Body.of(electorate, reading=reading)
    standing = Counter(
        (
            membership_of(electorate, each, reading=reading),
            choices.get(each.id, PRESENT) if each.id in here else ABSENT,
        )
        for each in electorate.voters
        if each.id not in electorate.excused
    )
    return [
        People(kind, membership, {where: standing[membership, where] for where in _WHERE})
        for kind, membership in zip(body.kinds, body.memberships, strict=True)
    ]


def _unopposed(scope: Scope) -> tuple[Measured, Mapping[str, Measured]]:
    """Return the sums of a scope without the objections, of which choices tell nothing."""

    def bare(measured: Measured) -> Measured:
        return {code: tuple(sums._replace(objections=0) for sums in side) for code, side in measured.items()}

    return bare(scope.measured), {name: bare(measured) for name, measured in scope.parts.items()}

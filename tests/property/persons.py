"""A second opinion on decisions, person by person: no sums, no scopes, nothing of the library's counting.

Each person stands in one of seven ways.  What a rule comes to is read off the persons by the words of the
rule: of whom, how many, here or there.  Slow and plain; for bodies of a few people.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import NamedTuple

import attrs

from communitygov.meeting.decision.combination import All, Any, AtLeastOf, EachOf, In, Sub
from communitygov.meeting.decision.consent import NoUnsettledObjection, NoVoteAgainst, Unanimous
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.majority import Majority, Silent, Tie
from communitygov.meeting.decision.quorum import Constituted, Minimum, Quorum
from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.tally.electorate import Electorate
from communitygov.meeting.tally.tally import Tally
from communitygov.meeting.threshold import Threshold

VOTING = ("yes", "no", "abstain", "invalid")
WAYS = ("absent", "present", *VOTING, "excused")
#: From the worst to the best.
RANKED = ("void", "inquorate", "rejected", "tied", "open", "adopted")
#: Who belongs to the whole that a rule names.
WHOLES: Mapping[str, tuple[str, ...]] = {
    "all": WAYS,
    "eligible": WAYS[:-1],
    "present": ("present", *VOTING),
    "participating": VOTING,
    "valid": ("yes", "no", "abstain"),
    "yes_no": ("yes", "no"),
}


class Person(NamedTuple):
    """One who may vote, and how they stand."""

    id: str
    side: str
    area: int
    parts: frozenset[str]
    way: str = "absent"
    objects: bool = False

    def weighs(self, measure: str) -> int:
        """Return what the person weighs."""
        return {"heads": 1, "area": self.area}[measure]


class Body(NamedTuple):
    """All who may vote, the sides there are, whether the body is flawed, and the chair's own word."""

    people: tuple[Person, ...]
    sides: tuple[str, ...]
    is_flawed: bool = False
    casting: str | None = None

    @classmethod
    def of(
        cls, electorate: Electorate, ways: Sequence[str], objectors: frozenset[str] = frozenset()
    ) -> "Body":
        """Return the people of an electorate, each standing in one way; who is excused is excused."""
        people = (
            Person(
                each.id,
                each.constituency,
                dict(each.weights).get("area", 0),
                each.parts,
                "excused" if each.id in electorate.excused else way,
                each.id in objectors,
            )
            for each, way in zip(electorate.voters, ways, strict=True)
        )
        sides = tuple(each.code for each in electorate.constituencies)
        return cls(tuple(people), sides, bool(electorate.flaws))

    def tallied(self, electorate: Electorate) -> Tally:
        """Let the library count the same people."""
        excused = {each.id for each in self.people if each.way == "excused"}
        tally = Tally.count(
            attrs.evolve(electorate, excused=excused),
            {each.id: Choice(each.way) for each in self.people if each.way in VOTING},
            present=[each.id for each in self.people if each.way in WHOLES["present"]],
            objectors=[each.id for each in self.people if each.objects],
        )
        return tally.with_casting_vote(Choice(self.casting)) if self.casting else tally

    def weight(self, measure: str, ways: Sequence[str]) -> int:
        """Return what those weigh who stand in one of these ways."""
        return sum(each.weighs(measure) for each in self.people if each.way in ways)

    def at(self, side: str) -> "Body":
        """Return one side of it."""
        people = tuple(each for each in self.people if each.side == side)
        return self._replace(people=people, sides=(side,))

    def part(self, name: str) -> "Body":
        """Return one part of it, over all sides."""
        return self._replace(people=tuple(each for each in self.people if name in each.parts))

    def with_silent_following(self, measure: str) -> "Body":
        """Return it with those who may vote and did not on the larger side."""
        yes, no = self.weight(measure, ["yes"]), self.weight(measure, ["no"])
        if yes == no:
            return self
        larger = "yes" if yes > no else "no"
        return self._replace(
            people=tuple(
                each._replace(way=larger) if each.way in ("absent", "present") else each
                for each in self.people
            )
        )

    def completions(self) -> Iterator["Body"]:
        """Return everything that those who have not voted may still do, and the chair and the objectors."""
        choices = [
            {"absent": ("absent", "present", *VOTING), "present": ("present", *VOTING)}.get(
                each.way, (each.way,)
            )
            for each in self.people
        ]
        chair = (self.casting,) if self.casting else (None, "yes", "no")
        for ways, casting, objecting in product(product(*choices), chair, ("as now", "none", "all")):
            people = tuple(
                after._replace(way=way, objects=_objects(after, objecting))
                for after, way in zip(self.people, ways, strict=True)
            )
            yield self._replace(people=people, casting=casting)


def _objects(person: Person, objecting: str) -> bool:
    """Tell whether a person objects in the end; until the vote closes anybody may begin to."""
    return {"none": False, "as now": person.objects, "all": True}[objecting]


def judge(rule: DecisionRule, body: Body) -> str:
    """Return what a rule comes to."""
    match rule:
        case All() | Any() | AtLeastOf():
            least = (
                rule.least if isinstance(rule, AtLeastOf) else len(rule.of) if isinstance(rule, All) else 1
            )
            outcome = _so_many(least, [judge(each, body) for each in rule.of])
        case EachOf():
            there = [judge(rule.rule, body.at(side)) for side in body.sides]
            outcome = _so_many(rule.least or len(there), there)
        case In():
            outcome = judge(rule.rule, body.at(rule.constituency))
        case Sub():
            outcome = judge(rule.rule, body.part(rule.part))
        case _:
            outcome = _judge_alone(rule, body)
    return outcome


def _so_many(least: int, outcomes: list[str]) -> str:
    """Return the best outcome that at least so many reach."""
    reached = [
        each
        for each in RANKED
        if sum(RANKED.index(other) >= RANKED.index(each) for other in outcomes) >= least
    ]
    return reached[-1]


def _judge_alone(rule: DecisionRule, body: Body) -> str:
    """Return what a rule without parts comes to."""
    match rule:
        case Majority():
            return _judge_majority(rule, body)
        case Constituted():
            seated = {each.side for each in body.people}
            holds, fails = not body.is_flawed and seated.issuperset(body.sides), "void"
        case NoUnsettledObjection():
            objecting = [each for each in body.people if each.objects and each.way != "excused"]
            holds, fails = not objecting, "rejected"
        case NoVoteAgainst():
            holds, fails = all(each.way != "no" for each in body.people), "rejected"
        case Quorum():
            there = body.weight(rule.measure.code, WHOLES[rule.count.value])
            whole = body.weight(rule.measure.code, WHOLES[rule.base.value])
            holds, fails = enough(rule.threshold, there, whole), "inquorate"
        case Minimum():
            counted = ("yes",) if rule.count.value == "yes" else WHOLES[rule.count.value]
            holds = body.weight(rule.measure.code, counted) >= rule.least
            fails = "rejected" if rule.count.value == "yes" else "inquorate"
        case Unanimous():
            of = [each for each in body.people if each.way in WHOLES[rule.base.value]]
            weighing = [each for each in of if each.weighs(rule.measure.code)]
            holds, fails = bool(weighing) and all(each.way == "yes" for each in weighing), "rejected"
        case _:
            raise AssertionError(rule)
    return "adopted" if holds else fails


def _judge_majority(rule: Majority, body: Body) -> str:
    """Return what a majority comes to."""
    code = rule.measure.code
    counted = body.with_silent_following(code) if rule.silent is Silent.FOLLOW_MAJORITY else body
    yes, whole = counted.weight(code, ["yes"]), counted.weight(code, WHOLES[rule.base.value])
    if enough(rule.threshold, yes, whole):
        return "adopted"
    no = counted.weight(code, ["no"])
    if rule.tie is Tie.REJECTED or not yes or not yes == no == whole - no:
        return "rejected"
    if rule.tie is Tie.CASTING_VOTE and body.casting:
        return "adopted" if body.casting == "yes" else "rejected"
    return "tied"


def enough(threshold: Threshold, part: int, whole: int) -> bool:
    """Tell whether a part of a whole is enough; a part of nothing is not."""
    if not part:
        return False
    share = Fraction(part, whole)
    return share > threshold.share if threshold.is_strict else share >= threshold.share

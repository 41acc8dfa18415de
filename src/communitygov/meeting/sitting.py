"""One sitting of a council (会谈): who came, who objected to what, who voted how, and what is amiss.

1. A sitting is a value; each thing that happens gives a new one.
2. Somebody who came but holds no seat that day is not counted, and a finding says so.
3. An objection (异议) stands until a reference to what settled it is on record.  It counts whether or not the
   objector is in the room: the documents do not say, so this is a library default.

What follows for a matter, `communitygov.meeting.tally` counts and `communitygov.meeting.decision` decides.
This module knows no rule of decision, no notice and no agenda; a matter is an identifier.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import ClassVar, TypeVar

import attrs

from communitygov.core.checks import (
    as_set,
    aware,
    each_of,
    identifier,
    identifiers,
    one_of,
    optional,
    ordered,
)
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.meeting.council import Council, Delegate, term_finding

CONSTITUENCY_ABSENT = Message(
    "CONSTITUENCY_ABSENT",
    Words("{constituency}一方无人到会", "nobody came for the {constituency}"),
    Words("请{who}到会后再议", "meet again with {who} present"),
)
NOT_A_DELEGATE = Message(
    "NOT_A_DELEGATE",
    Words(
        "{person} 当日（{day}）不是 {council} 的代表，其到会、异议与表决均不计",
        "{person} is no delegate of {council} on {day}: presence, objections and votes are not counted",
    ),
    Words("请记为列席，或先推选为代表", "record them as an observer, or seat them first"),
)
VOTER_ABSENT = Message(
    "VOTER_ABSENT",
    Words(
        "{person} 未到会，其对 {about} 的表决不计",
        "{person} was not present, so the vote on {about} is not counted",
    ),
    Words("请核对签到，或更正表决记录", "check the attendance list, or correct the record of the vote"),
)


class Choice(TermEnum):
    """What a vote says.

    Examples
    --------
    >>> Choice("yes").label("zh")
    '赞成'
    """

    YES = "yes", "赞成", "yes"
    NO = "no", "反对", "no"
    ABSTAIN = "abstain", "弃权", "abstain"


def _choice(value: object) -> Choice:
    """Return the choice with this code."""
    return Choice.named(value)


@attrs.frozen
class Objection(Value):
    """An objection (异议) of one person to one matter.

    Parameters
    ----------
    by, about
        Identifiers of the person and of the matter.
    settlement
        Reference to the record of how it was settled; without one it is unsettled.

    Examples
    --------
    >>> Objection("d-4", "LQ-1").is_settled, Objection("d-4", "LQ-1", settlement="minutes-7").is_settled
    (False, True)
    """

    document_kind: ClassVar[str] = "objection"
    by: str = attrs.field(validator=identifier)
    about: str = attrs.field(validator=identifier)
    settlement: str | None = attrs.field(default=None, kw_only=True, validator=optional(identifier))

    @property
    def is_settled(self) -> bool:
        """Whether it is on record how the objection was settled."""
        return self.settlement is not None


@attrs.frozen
class Vote(Value):
    """The vote (票) of one person on one matter.

    Examples
    --------
    >>> Vote("d-4", "LQ-1", choice="no").choice
    Choice.NO
    >>> Vote("d-4", "LQ-1", choice="noo")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No Choice is called 'noo'. Did you mean 'no'? [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "vote"
    by: str = attrs.field(validator=identifier)
    about: str = attrs.field(validator=identifier)
    choice: Choice = attrs.field(kw_only=True, converter=_choice)


Said = TypeVar("Said", Objection, Vote)


def _one_each(_owner: object, field: "attrs.Attribute[frozenset[Said]]", value: frozenset[Said]) -> None:
    """Refuse two statements of one person on one matter."""
    seen: set[tuple[str, str]] = set()
    for each in sorted(value, key=lambda said: (said.by, said.about)):
        if (each.by, each.about) in seen:
            bound = Words("每人对每一事项只记一条", "must hold one of each person on each matter")
            raise InvalidValue(field.name, f"{each.by}, {each.about}", bound)
        seen.add((each.by, each.about))


def _replaced(among: frozenset[Said], new: Said) -> frozenset[Said]:
    """Return the statements with the new one in place of what the same person said on the same matter."""
    kept = {each for each in among if (each.by, each.about) != (new.by, new.about)}
    return frozenset(kept | {new})


@attrs.frozen(kw_only=True)
class Sitting(Value):
    """One meeting of a council.

    Parameters
    ----------
    id
        Identifier given by the host application.
    council
        The council as it stood; its roster is asked for the day of the sitting.
    held_at
        When it was held; the day is that of its own time zone.
    present
        Identifiers of those who signed in as delegates.
    objections, votes
        At most one of each person on each matter.

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.meeting.council import four_party_council
    >>> council = four_party_council(
    ...     [
    ...         Delegate("d-1", "two_committee_cadres"),
    ...         Delegate("d-2", "residents_representatives"),
    ...         Delegate("d-3", "retired_cadre_representatives"),
    ...         Delegate("d-4", "local_worthies"),
    ...     ]
    ... )
    >>> sitting = Sitting(id="LQ-M1", council=council, held_at=datetime(2023, 5, 4, 9, tzinfo=UTC))
    >>> sitting = sitting.with_present(["d-1", "d-2", "d-3"])
    >>> for finding in sitting.findings():
    ...     print(finding, "-", finding.advice())
    nobody came for the local-worthy representatives [CONSTITUENCY_ABSENT] - meet again with d-4 present
    >>> sitting.with_present(["d-4"]).findings()
    ()
    """

    document_kind: ClassVar[str] = "sitting"
    id: str = attrs.field(validator=identifier)
    council: Council = attrs.field(validator=one_of(Council))
    held_at: datetime = attrs.field(validator=aware)
    present: frozenset[str] = attrs.field(
        default=frozenset[str](), converter=as_set, validator=identifiers, repr=ordered
    )
    objections: frozenset[Objection] = attrs.field(
        default=frozenset[Objection](),
        converter=as_set,
        validator=[each_of(Objection), _one_each],
        repr=ordered,
    )
    votes: frozenset[Vote] = attrs.field(
        default=frozenset[Vote](), converter=as_set, validator=[each_of(Vote), _one_each], repr=ordered
    )

    @property
    def day(self) -> date:
        """The day of the sitting, in its own time zone."""
        return self.held_at.date()

    def serving(self) -> tuple[Delegate, ...]:
        """Return who holds a seat on the day of the sitting."""
        return self.council.serving(self.day)

    def with_present(self, persons: Iterable[str]) -> "Sitting":
        """Return the sitting with these persons signed in as well."""
        return attrs.evolve(self, present=self.present | as_set(persons))

    def with_objection(self, by: str, *, about: str) -> "Sitting":
        """Return the sitting with an unsettled objection of a person to a matter."""
        return attrs.evolve(self, objections=_replaced(self.objections, Objection(by, about)))

    def with_settlement(self, by: str, *, about: str, reference: str) -> "Sitting":
        """Return the sitting with a person's objection to a matter settled, as the reference records.

        Raises
        ------
        UnknownName
            If that person has not objected to that matter.
        """
        known = {(each.by, each.about) for each in self.objections}
        if (by, about) not in known:
            names = tuple(sorted(f"{person} ({matter})" for person, matter in known))
            raise UnknownName(Words("异议", "objection"), f"{by} ({about})", names)
        settled = Objection(by, about, settlement=reference)
        return attrs.evolve(self, objections=_replaced(self.objections, settled))

    def with_vote(self, by: str, *, about: str, choice: Choice) -> "Sitting":
        """Return the sitting with a person's vote on a matter; a later vote takes the place of an earlier."""
        return attrs.evolve(self, votes=_replaced(self.votes, Vote(by, about, choice=choice)))

    def unsettled(self, about: str) -> frozenset[str]:
        """Return who objects to a matter without it being settled, delegate or not."""
        return frozenset(each.by for each in self.objections if each.about == about and not each.is_settled)

    def findings(self) -> tuple[Finding, ...]:
        """Return what is amiss: with the council, with attendance, with those who are not counted."""
        serving = frozenset(each.id for each in self.serving())
        findings = (
            *self.council.findings(self.day),
            *self._absences(),
            *self._strangers(serving),
            *self._absent_voters(serving - self.present),
        )
        return tuple(dict.fromkeys(findings))  # a term that is over may be named by council and sitting

    def _absences(self) -> Iterable[Finding]:
        """Name each constituency that is seated but not in the room, and who of it could come."""
        seats = self.council.seats(self.day)
        for constituency in self.council.constituencies:
            able = sorted({each.id for each in seats[constituency.code]})
            if able and self.present.isdisjoint(able):
                who = Words("、".join(able), " or ".join(able))
                details: dict[str, Detail] = {"constituency": constituency, "who": who}
                yield CONSTITUENCY_ABSENT.finding(constituency.code, details)

    def _strangers(self, serving: frozenset[str]) -> Iterable[Finding]:
        """Name each person who takes part without a seat that day; a term that does not run is named."""
        spoken = {each.by for each in self.objections} | {each.by for each in self.votes}
        seats = {each.id: each for each in self.council.serving()}
        for person in sorted((self.present | spoken) - serving):
            seat = seats.get(person)
            if seat:
                yield term_finding(seat, self.council.constituency(seat.constituency), on=self.day)
            else:
                details = {"person": person, "council": self.council.id, "day": self.day.isoformat()}
                yield NOT_A_DELEGATE.finding(person, details)

    def _absent_voters(self, away: frozenset[str]) -> Iterable[Finding]:
        """Name each delegate who voted without being present."""
        for vote in sorted(self.votes, key=lambda vote: (vote.by, vote.about)):
            if vote.by in away:
                yield VOTER_ABSENT.finding(vote.by, {"person": vote.by, "about": vote.about})

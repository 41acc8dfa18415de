"""What the votes of a sitting come to: who may vote, whose ballots count, the tally and the decision.

1. Who serves that day may vote; a substitute (替补) whom the roster names, and who is there as one, takes the
   place of a delegate who is not.  The electorate of a vote is the one that was frozen when it opened: a
   delegate who comes later finds the seat taken until the next vote.
2. A ballot counts if it was cast while the vote was open, by a voter who was there (a vote in writing asks
   for nobody's presence) and is not kept out, or under a proxy that was in force at that moment.
3. Present for a vote are the voters who were there when it opened, and those for whom a ballot counts.
   Somebody who is represented is thus present where the proxy is used and nowhere else.
4. Where no vote was opened, as for a decision by consent (协商一致), those count as present who are there
   after the last entry, or were when the sitting closed.
5. An objection counts whether or not the objector is there.

The documents say nothing of all this: library defaults.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

import attrs

from communitygov.core.finding import Finding
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.decision.decision import Decision, DecisionRule
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.sitting.entry import Closed
from communitygov.meeting.sitting.motion import MotionStatus
from communitygov.meeting.sitting.presence_findings import absences, absent_voters, strangers
from communitygov.meeting.sitting.proceedings import Proceedings
from communitygov.meeting.sitting.vote import BallotCast, PlacedBallot, VoteMethod, VoteRound, rounds
from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.tally.electorate import Electorate
from communitygov.meeting.tally.tally import Tally

#: What a decision makes of a motion; as long as it is none of these, the motion has been put and no more.
_STATUSES = {
    Outcome.ADOPTED: MotionStatus.ADOPTED,
    Outcome.REJECTED: MotionStatus.REJECTED,
    Outcome.TIED: MotionStatus.REJECTED,
}
_NO_QUORUM = frozenset({Outcome.VOID, Outcome.INQUORATE})


class QuorumTurn(NamedTuple):
    """From a moment on, whether the quorum is reached.

    Examples
    --------
    >>> from datetime import UTC, timedelta
    >>> from communitygov.meeting.council.council import four_party_council
    >>> from communitygov.meeting.council.delegate import Delegate
    >>> from communitygov.meeting.decision.quorum import Quorum
    >>> from communitygov.meeting.sitting.sitting import Sitting
    >>> from communitygov.meeting.threshold import MoreThan
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> council = four_party_council([Delegate("d-1", "local_worthies"), Delegate("d-2", "local_worthies")])
    >>> sitting = Sitting(id="LQ-M1", council=council, held_at=nine).sign_in("d-1", "d-2")
    >>> sitting = sitting.sign_out("d-2", at=nine + timedelta(minutes=50))
    >>> turns = sitting.quorum_curve(Quorum("heads", MoreThan("1/2")))
    >>> [(str(turn.at - nine), turn.is_reached) for turn in turns]
    [('0:00:00', True), ('0:50:00', False)]
    """

    at: datetime
    is_reached: bool


@attrs.frozen(kw_only=True)
class Voting(Proceedings):
    """A sitting with its votes counted; see `communitygov.meeting.sitting.sitting`."""

    # ------------------------------------------------------------------ who may vote

    def electorate(self, about: str, *, at: datetime | None = None) -> Electorate:
        """Return who may vote on a matter or motion at a moment, with those who are kept out excused."""
        return self.electorate_after(self.place_at(at), about)

    def electorate_after(self, place: int, about: str | None = None) -> Electorate:
        """Return who may vote after an entry; of no matter in particular nobody is excused."""
        whole = self._everybody
        sitting_for = self._substitutes_after(place)
        if sitting_for:
            voters = [
                attrs.evolve(each, id=sitting_for.get((each.id, each.constituency), each.id))
                for each in whole.voters
            ]
            whole = attrs.evolve(whole, voters=voters)
        out = self.recused_after(place, about) & whole.ids if about else frozenset[str]()
        return whole.with_excused(out) if out else whole

    @cached_property
    def _everybody(self) -> Electorate:
        """Who may vote when every delegate is there and nobody is kept out."""
        return Electorate.of(self.council, on=self.day)

    @cached_property
    def _reserves(self) -> Mapping[tuple[str, str], str]:
        """For each person in reserve and each delegate for whom they may sit, the constituency."""
        wanted = {each.substitute_of for each in self.council.delegates if each.substitute_of}
        return {
            (each.id, served): each.constituency
            for served in sorted(wanted & self._everybody.ids)
            for each in self.council.substitutes_for(served, on=self.day)
        }

    def _substitutes_after(self, place: int) -> Mapping[tuple[str, str], str]:
        """Return who sits in whose seat after an entry, one for each seat that is empty."""
        seated: dict[tuple[str, str], str] = {}
        for stay in self.seated_after(place) if self._reserves else ():
            principal = stay.sits_for or ""
            side = self._reserves.get((stay.person, principal))
            if side and self.attendance.stay_after(place, principal) is None:
                seated.setdefault((principal, side), stay.person)
        return seated

    def is_reserve(self, person: str) -> bool:
        """Tell whether somebody may sit in a delegate's place on the day of the sitting."""
        return any(person == reserve for reserve, _ in self._reserves)

    # ------------------------------------------------------------------ votes

    @cached_property
    def _rounds(self) -> Mapping[str, tuple[VoteRound, ...]]:
        """All rounds of voting, by what they are about."""
        found: dict[str, list[VoteRound]] = {}
        for each in rounds(self.entries):
            found.setdefault(each.about, []).append(each)
        return {about: tuple(held) for about, held in found.items()}

    @property
    def voted_on(self) -> tuple[str, ...]:
        """The matters and motions on which a vote was opened, in the order of their first round."""
        return tuple(self._rounds)

    def votes(self, about: str) -> tuple[VoteRound, ...]:
        """Return every round of voting on a matter or motion; none if it was never put."""
        return self._rounds.get(about, ())

    def counted(self, vote: VoteRound) -> tuple[BallotCast, ...]:
        """Return the ballots of a round that count, one for each voter at most."""
        line = self.motions.line_of(vote.about)
        out = vote.opened.electorate.excused | self.recused_after(vote.place, vote.about)
        return vote.standing(lambda placed: self._may_count(vote, placed, line, out))

    def _may_count(
        self, vote: VoteRound, placed: PlacedBallot, line: frozenset[str], out: frozenset[str]
    ) -> bool:
        """Tell whether a ballot may count, whatever else was cast for the same voter."""
        ballot = placed.cast.ballot
        if ballot.voter not in vote.opened.electorate or not vote.opened.takes(placed.cast.at):
            return False
        if not out.isdisjoint({ballot.by, ballot.voter}) or not self._may_cast(vote, placed):
            return False
        if ballot.on_behalf_of is None:
            return True
        held = self.proxies.held(ballot.by, line, after=placed.place, most=self.proxies_per_holder)
        return any(proxy.principal == ballot.on_behalf_of for proxy in held)

    def _may_cast(self, vote: VoteRound, placed: PlacedBallot) -> bool:
        """Tell whether who casts a ballot is where they must be."""
        if vote.opened.method is VoteMethod.WRITTEN:
            return True
        return self.attendance.stay_after(placed.place, placed.cast.ballot.by) is not None

    def tally(self, about: str) -> Tally:
        """Return the count of the last round on a matter or motion.

        Where no vote was opened, it is the count of those who are there and those who object.
        """
        votes = self.votes(about)
        return self.tally_of(votes[-1]) if votes else self._uncalled(about)

    def tally_of(self, vote: VoteRound) -> Tally:
        """Return the count of one round."""
        choices = {each.ballot.voter: each.ballot.choice for each in self.counted(vote)}
        there = {stay.person for stay in self.seated_after(vote.place)}
        tally = Tally.count(
            vote.opened.electorate,
            choices,
            about=vote.about,
            present=there | choices.keys(),
            objectors=self.unsettled(vote.about),
        )
        if vote.casting is not None:
            tally = tally.with_casting_vote(vote.casting.choice)
        return tally.while_open() if vote.is_open else tally

    def _uncalled(self, about: str) -> Tally:
        """Return the count of a matter on which no vote was opened."""
        last = self.place_at()
        while last >= 0 and not isinstance(self.entries[last], Closed):
            last -= 1
        place = self.place_at() if last < 0 else last - 1
        return Tally.count(
            self.electorate_after(place, about),
            dict[str, Choice](),
            about=about,
            present={stay.person for stay in self.seated_after(place)},
            objectors=self.unsettled(about),
        )

    def decide(self, about: str, *, rule: DecisionRule | None = None) -> Decision:
        """Return what a matter or motion comes to.

        Parameters
        ----------
        rule
            By which it is decided; without it, by the rule that was frozen when the last vote on it opened.

        Raises
        ------
        InvalidValue
            If no rule was frozen and none is given.
        """
        votes = self.votes(about)
        chosen = rule or (votes[-1].opened.rule if votes else None)
        if chosen is None:
            bound = Words(
                "须给出表决规则：开始表决时未确定规则",
                "must be given: no vote was opened with a rule",
            )
            raise InvalidValue("rule", None, bound)
        return chosen.decide(self.tally(about))

    def motion_status(self, motion: str) -> MotionStatus:
        """Return how far a motion has come.

        A vote that is over makes it adopted or rejected by the rule that was frozen, or, where none was, by
        what was declared; tied is rejected.  Raise `UnknownName` if there is no such motion.
        """
        moved = self.motions[motion]
        if self.votes(motion):
            return _STATUSES.get(self._outcome(motion), MotionStatus.PUT)
        if moved.id in self.motions.withdrawn:
            return MotionStatus.WITHDRAWN
        if any(self._outcome(each.id) is Outcome.ADOPTED for each in self.motions.amendments(motion)):
            return MotionStatus.AMENDED
        return MotionStatus.SECONDED if motion in self.motions.seconders else MotionStatus.MOVED

    def _outcome(self, about: str) -> Outcome:
        """Return what the last round on a motion comes to, as far as that is known."""
        votes = self.votes(about)
        if not votes:
            return Outcome.OPEN
        vote = votes[-1]
        if vote.opened.rule is not None and not vote.is_open:
            return vote.opened.rule.decide(self.tally_of(vote)).outcome
        return vote.declared.outcome if vote.declared is not None else Outcome.OPEN

    # ------------------------------------------------------------------ quorum

    def quorum_at(self, moment: datetime, rule: DecisionRule) -> Decision:
        """Return what a rule of quorum comes to on those who are there at a moment; nobody has voted.

        Of a rule that asks for more than a quorum only what is void or inquorate tells of the quorum.
        """
        return self.quorum_after(self.place_at(moment), rule)

    def quorum_after(self, place: int, rule: DecisionRule) -> Decision:
        """Return what a rule of quorum comes to on those who are there after an entry."""
        electorate = self.electorate_after(place)
        there = {stay.person for stay in self.seated_after(place)}
        return rule.decide(Tally.count(electorate, dict[str, Choice](), present=there))

    def quorum_curve(self, rule: DecisionRule) -> tuple[QuorumTurn, ...]:
        """Return the moments at which the quorum was reached or lost, from the first arrival on.

        Every moment is looked at when somebody comes or leaves, and no other: between them nothing changes.
        """
        turns: list[QuorumTurn] = []
        for moment in self.attendance.turns():
            is_reached = self.quorum_at(moment, rule).outcome not in _NO_QUORUM
            if not turns or turns[-1].is_reached is not is_reached:
                turns.append(QuorumTurn(moment, is_reached))
        return tuple(turns)

    # ------------------------------------------------------------------ what is amiss

    def findings(self) -> tuple[Finding, ...]:
        """Return what is amiss at first sight: with the council, with attendance, with who is not counted.

        Whether notice, agenda, proxies, recusals and declarations keep the standing orders is judged by
        `communitygov.meeting.validity`.
        """
        found: Iterable[Finding] = (
            *self.council.findings(self.day),
            *absences(self),
            *strangers(self, self._known),
            *self._unseen(),
        )
        return tuple(dict.fromkeys(found))  # a term that is over may be named by council and sitting

    @property
    def _known(self) -> frozenset[str]:
        """Who serves, who may sit in somebody's place, and who is a voter in some round."""
        reserves = (person for person, _ in self._reserves)
        voters = (each.opened.electorate.ids for votes in self._rounds.values() for each in votes)
        return self._everybody.ids.union(reserves, *voters)

    def _unseen(self) -> Iterable[Finding]:
        """Name each voter whose ballot does not count because whoever cast it was not there."""
        for votes in self._rounds.values():
            for vote in votes:
                away = [placed.cast for placed in vote.ballots if not self._may_cast(vote, placed)]
                yield from absent_voters(cast for cast in away if cast.ballot.voter in vote.opened.electorate)

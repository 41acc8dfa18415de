"""What the votes of a sitting come to: who may vote, whose ballots count, the tally and the decision.

1. The electorate of a vote is the one that was frozen when it opened (`communitygov.meeting.sitting.seating`
   makes it).
2. A ballot counts if it was cast while the vote was open, by a voter who was there in a seat (a vote in
   writing asks for nobody's presence) and was not kept out when the vote opened or since, or under a proxy
   that was in force at that moment.  Who observes votes for nobody but a principal.
3. Present for a vote are the voters who were there when it opened, and those for whom a ballot counts.
   Somebody who is represented is thus present where the proxy is used and nowhere else.
4. Where a matter was put without a vote, as for a decision by consent (协商一致), those count as present who
   were there at that place in the log.
5. An objection counts whether or not the objector is there, as it stood when the vote ended or the matter
   was put without one.
6. A casting vote counts if it is the chair's own, after the vote has ended; the first one stands.

The documents say nothing of all this: library defaults.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

import attrs

from communitygov.core.finding import Finding
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.meeting.decision.decision import Decision, DecisionRule
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.sitting.attendance import Capacity
from communitygov.meeting.sitting.conclusion import Conclusion, conclusions, dealt_with
from communitygov.meeting.sitting.entry import Opened, as_name
from communitygov.meeting.sitting.motion import MotionStatus
from communitygov.meeting.sitting.presence_findings import absences, absent_voters, strangers
from communitygov.meeting.sitting.rounds import rounds
from communitygov.meeting.sitting.seating import Seating
from communitygov.meeting.sitting.vote import (
    BallotCast,
    CastingVoteGiven,
    PlacedBallot,
    VoteMethod,
    VoteRound,
)
from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.tally.electorate import Electorate
from communitygov.meeting.tally.tally import Tally

#: What a decision makes of a motion; as long as it is none of these, the motion has been put and no more.
_STATUSES = {
    Outcome.ADOPTED: MotionStatus.ADOPTED,
    Outcome.REJECTED: MotionStatus.REJECTED,
    Outcome.TIED: MotionStatus.REJECTED,
}
#: As what somebody comes who casts a ballot of their own, or a casting vote.
_SEATED = frozenset({Capacity.MEMBER, Capacity.SUBSTITUTE})
_NO_QUORUM = frozenset({Outcome.VOID, Outcome.INQUORATE})


def _rule(value: object) -> DecisionRule:
    """Return a rule; refuse what is none."""
    if isinstance(value, DecisionRule):
        return value
    raise InvalidValue("rule", value, Words("须为表决规则（DecisionRule）", "must be a rule of decision"))


def _round(value: object) -> VoteRound:
    """Return a round of voting; refuse what is none."""
    if isinstance(value, VoteRound):
        return value
    raise InvalidValue("vote", value, Words("须为一轮表决（VoteRound）", "must be a round of voting"))


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
class Voting(Seating):
    """A sitting with its votes counted; see `communitygov.meeting.sitting.sitting`."""

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
        return self._rounds.get(as_name(about), ())

    def counted(self, vote: VoteRound) -> tuple[BallotCast, ...]:
        """Return the ballots of a round that count, one for each voter at most."""
        _round(vote)
        line = self.motions.line_of(vote.about)
        return vote.standing(lambda placed: self._may_count(vote, placed, line))

    def kept_out(self, vote: VoteRound, place: int) -> frozenset[str]:
        """Return who may not vote after an entry of a round: excused or recused as it opened, or since."""
        at_first = vote.opened.electorate.excused | self.recused_after(vote.place, vote.about)
        return at_first | self.recused_after(place, vote.about)

    def _may_count(self, vote: VoteRound, placed: PlacedBallot, line: frozenset[str]) -> bool:
        """Tell whether a ballot may count, whatever else was cast for the same voter."""
        ballot = placed.cast.ballot
        if ballot.voter not in vote.opened.electorate or not vote.opened.takes(placed.cast.at):
            return False
        out = self.kept_out(vote, placed.place)
        if not out.isdisjoint({ballot.by, ballot.voter}) or not self._may_cast(vote, placed):
            return False
        if ballot.on_behalf_of is None:
            return True
        held = self.proxies.held(ballot.by, line, after=placed.place, most=self.proxies_per_holder)
        return any(proxy.principal == ballot.on_behalf_of for proxy in held)

    def _may_cast(self, vote: VoteRound, placed: PlacedBallot) -> bool:
        """Tell whether who casts a ballot is where they must be, and for their own in a seat."""
        ballot = placed.cast.ballot
        is_own = ballot.on_behalf_of is None
        return self._is_there(vote, placed.place, ballot.by, among=_SEATED if is_own else frozenset(Capacity))

    def _is_there(
        self, vote: VoteRound, place: int, person: str, *, among: frozenset[Capacity] = frozenset(Capacity)
    ) -> bool:
        """Tell whether somebody takes part in a round after an entry; in writing nobody need be there.

        In writing, too, somebody who is there must be there in one of the capacities.
        """
        stay = self.attendance.stay_after(place, person)
        return vote.opened.method is VoteMethod.WRITTEN if stay is None else stay.capacity in among

    def casting_vote(self, vote: VoteRound) -> CastingVoteGiven | None:
        """Return the casting vote that counts in a round, if one does: the first that may.

        It is that of the chair who opened the sitting, given once the round had ended, by somebody who is
        there (but in writing) and neither observes nor is kept out.  Whether there was a tie to break, and
        whether the rule leaves it to the chair, is for the rule.
        """
        _round(vote)
        chairs = {entry.chair for entry in self.entries if isinstance(entry, Opened)}
        for place, given in vote.castings:
            is_over = vote.closed_place is not None and place > vote.closed_place
            may = given.by in chairs - self.kept_out(vote, place)
            if is_over and may and self._is_there(vote, place, given.by, among=_SEATED):
                return given
        return None

    # ------------------------------------------------------------------ what was put, and what it comes to

    @cached_property
    def conclusions(self) -> tuple[Conclusion, ...]:
        """How each matter was put that was put without a vote, in the order of the log; the last of each.

        What was voted on is not among them, nor is an item whose matter was voted on in its motions.
        """
        voted = {matter for about in self._rounds for matter in self.motions.line_of(about)}
        ends = {about: end for about, end in dealt_with(self.entries).items() if about not in voted}
        stated = {each.about: each for each in conclusions(self.entries) if each.about not in self._rounds}
        return tuple(sorted((ends | stated).values(), key=lambda each: each.place))

    def put(self, about: str) -> VoteRound | Conclusion:
        """Return how a matter or motion was put: in its last round of voting, or else without a vote.

        Without a vote it was put where deliberation on it was concluded, the last time; or else where an
        item for decision that names it was dealt with.

        Raises
        ------
        UnknownName
            If nothing in the log puts it; motions about it that were voted on are named.
        """
        put = self._last_put(about)
        if put is not None:
            return put
        motions = [each for each in self._rounds if about in self.motions.line_of(each)]
        known = motions or [*self._rounds, *(each.about for each in self.conclusions)]
        raise UnknownName(Words("交付议决的事项", "matter that was put"), about, tuple(known))

    def _last_put(self, about: str) -> VoteRound | Conclusion | None:
        """Return how a matter or motion was put; none if it never was."""
        agreed = (each for each in self.conclusions if each.about == about)
        return next(reversed(self.votes(about)), None) or next(agreed, None)

    def tally(self, about: str) -> Tally:
        """Return the count of a matter or motion as it was last put.

        Without a vote it is the count of those who are there and those who object at that place in the log.
        Raise `UnknownName` if nothing in the log puts it.
        """
        return self.tally_of(self.put(about))

    def tally_of(self, put: VoteRound | Conclusion) -> Tally:
        """Return the count of one round, or of one conclusion without a vote."""
        if not isinstance(put, Conclusion):
            return self._polled(_round(put))
        electorate = self.electorate_after(put.place, put.about)
        return Tally.count(
            electorate,
            dict[str, Choice](),
            about=put.about,
            present=self._voters_there(put.place, electorate),
            objectors=self.unsettled_after(put.place, put.about) & electorate.ids,
        )

    def _voters_there(self, place: int, electorate: Electorate) -> frozenset[str]:
        """Return which voters are there in a seat after an entry; guests are not among them."""
        return electorate.ids.intersection(stay.person for stay in self.seated_after(place))

    def _polled(self, vote: VoteRound) -> Tally:
        """Return the count of a round, with objections as they stood at its end."""
        choices = {each.ballot.voter: each.ballot.choice for each in self.counted(vote)}
        electorate = vote.opened.electorate
        end = self.place_at() if vote.closed_place is None else vote.closed_place
        tally = Tally.count(
            electorate,
            choices,
            about=vote.about,
            present=self._voters_there(vote.place, electorate).union(choices),
            objectors=self.unsettled_after(end, vote.about) & electorate.ids,
        )
        casting = self.casting_vote(vote)
        if casting is not None:
            tally = tally.with_casting_vote(casting.choice)
        return tally.while_open() if vote.is_open else tally

    def decide(self, about: str, *, rule: DecisionRule | None = None) -> Decision:
        """Return what a matter or motion comes to, as it was last put.

        Parameters
        ----------
        rule
            By which it is decided; without it, by the rule that was frozen when it was put.

        Raises
        ------
        InvalidValue
            If no rule was frozen and none is given.
        UnknownName
            If nothing in the log puts it.
        """
        put = self.put(about)
        frozen = put.opened.rule if isinstance(put, VoteRound) else put.rule
        chosen = frozen if rule is None else rule
        if chosen is None:
            bound = Words("须给出表决规则：交付议决时未确定规则", "must be given: it was put without a rule")
            raise InvalidValue("rule", None, bound)
        return _rule(chosen).decide(self.tally_of(put))

    def motion_status(self, motion: str) -> MotionStatus:
        """Return how far a motion has come.

        A vote that is over, or a conclusion without one, makes it adopted or rejected by the rule that was
        frozen, or, where none was, by what was declared; tied is rejected.  Raise `UnknownName` if there is
        no such motion.
        """
        moved = self.motions[motion]
        if self._last_put(motion) is not None:
            return _STATUSES.get(self._outcome(motion), MotionStatus.PUT)
        if moved.id in self.motions.withdrawn:
            return MotionStatus.WITHDRAWN
        if any(self._outcome(each.id) is Outcome.ADOPTED for each in self.motions.amendments(motion)):
            return MotionStatus.AMENDED
        return MotionStatus.SECONDED if motion in self.motions.seconders else MotionStatus.MOVED

    def _outcome(self, about: str) -> Outcome:
        """Return what a motion comes to as it was last put, as far as that is known."""
        vote = self._last_put(about)
        if not isinstance(vote, VoteRound):
            is_ruled = vote is not None and vote.rule is not None
            return self.decide(about).outcome if is_ruled else Outcome.OPEN
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
        there = self._voters_there(place, electorate)
        return _rule(rule).decide(Tally.count(electorate, dict[str, Choice](), present=there))

    def quorum_curve(self, rule: DecisionRule) -> tuple[QuorumTurn, ...]:
        """Return the moments at which the quorum was reached or lost, from the first arrival on.

        Every moment is looked at when somebody comes or leaves, and no other: between them nothing changes.
        """
        turns, _ = list[QuorumTurn](), _rule(rule)
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
            *absences(self, self._wrote),
            *strangers(self, self._known),
            *self._unseen(),
        )
        return tuple(dict.fromkeys(found))  # a term that is over may be named by council and sitting

    @property
    def _known(self) -> frozenset[str]:
        """Who serves, who may sit in somebody's place, and who is a voter in some round."""
        everybody, reserves = self._seats
        voters = (each.opened.electorate.ids for votes in self._rounds.values() for each in votes)
        return everybody.ids.union((person for person, _ in reserves), *voters)

    @property
    def _wrote(self) -> frozenset[str]:
        """For whom a ballot counts that was cast in writing."""
        written = VoteMethod.WRITTEN
        rounds_held = [each for votes in self._rounds.values() for each in votes]
        taken = (self.counted(each) for each in rounds_held if each.opened.method is written)
        return frozenset(cast.ballot.voter for ballots in taken for cast in ballots)

    def _unseen(self) -> Iterable[Finding]:
        """Name each voter whose ballot does not count because whoever cast it was not there."""
        for votes in self._rounds.values():
            for vote in votes:
                away = [
                    placed.cast
                    for placed in vote.ballots
                    if not self._is_there(vote, placed.place, placed.cast.ballot.by)
                ]
                yield from absent_voters(cast for cast in away if cast.ballot.voter in vote.opened.electorate)

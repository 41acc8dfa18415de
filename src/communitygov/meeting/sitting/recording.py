"""What is added to the log of a sitting in one line each: from the notice to the last objection settled.

Each of these makes one entry, or a few, and records them; `communitygov.meeting.sitting.sitting` adds the
votes.  ``at`` is the moment; without it, the scheduled beginning, or that of the last entry if it is later.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Self

import attrs

from communitygov.errors import InvalidValue, Words
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.sitting.agenda import AgendaItem, ItemAdded, ItemTaken
from communitygov.meeting.sitting.attendance import Capacity, SignedIn, SignedOut, as_capacity
from communitygov.meeting.sitting.conclusion import Concluded
from communitygov.meeting.sitting.entry import (
    Adjourned,
    Closed,
    Entry,
    ObjectionRaised,
    ObjectionSettled,
    Opened,
    QuorumVerified,
    Resumed,
)
from communitygov.meeting.sitting.motion import Motion, MotionMoved, MotionSeconded, MotionWithdrawn
from communitygov.meeting.sitting.notice import MeetingMode, Notice, NoticeIssued
from communitygov.meeting.sitting.proxy import Proxy, ProxyDeclared, ProxyForm, ProxyRevoked
from communitygov.meeting.sitting.recusal import ConflictDeclared, ConflictGround, RecusalLifted, Recused
from communitygov.meeting.sitting.speech import SpeechBegun, SpeechEnded, Stance
from communitygov.meeting.sitting.voting import Voting
from communitygov.meeting.tally.ballot import Channel, Choice

#: By which way people take part where nothing is said; a library default.
_WAYS: Mapping[MeetingMode, Channel] = MappingProxyType(
    {
        MeetingMode.IN_PERSON: Channel.IN_PERSON,
        MeetingMode.ONLINE: Channel.ONLINE,
        MeetingMode.HYBRID: Channel.IN_PERSON,
        MeetingMode.WRITTEN: Channel.WRITTEN,
    }
)


def _later(moment: datetime, lasts: timedelta) -> datetime:
    """Return the moment at which something ends that lasts so long."""
    try:
        return moment + lasts
    except (OverflowError, TypeError) as error:
        bound = Words(
            "须为时长（timedelta），且止于日历之内", "must be a timedelta that ends within the calendar"
        )
        raise InvalidValue("lasts", lasts, bound) from error


@attrs.frozen(kw_only=True)
class Recording(Voting):
    """A sitting to whose log things are added; see `communitygov.meeting.sitting.sitting`."""

    def when(self, at: datetime | None) -> datetime:
        """Return a moment, or if none is given the one that stands for it."""
        return self.now if at is None else at

    def way(self, channel: Channel | None) -> Channel:
        """Return a channel, or if none is given the one that goes with how the sitting is held."""
        return _WAYS[self.mode] if channel is None else channel

    # ------------------------------------------------------------------ the course of the sitting

    def notify(self, notice: Notice, *, at: datetime) -> Self:
        """Issue a notice (发出会议通知); its moment is always given, for it comes before the sitting."""
        return self.record(NoticeIssued(at=at, notice=notice))

    def open(self, chair: str, *, at: datetime | None = None) -> Self:
        """Open the sitting (开会)."""
        return self.record(Opened(at=self.when(at), chair=chair))

    def adjourn(self, *, until: datetime | None = None, at: datetime | None = None) -> Self:
        """Interrupt the sitting (休会)."""
        return self.record(Adjourned(at=self.when(at), until=until))

    def resume(self, *, at: datetime | None = None) -> Self:
        """Go on after an interruption (复会)."""
        return self.record(Resumed(at=self.when(at)))

    def close(self, *, at: datetime | None = None) -> Self:
        """End the sitting (闭会)."""
        return self.record(Closed(at=self.when(at)))

    # ------------------------------------------------------------------ attendance

    def sign_in(
        self,
        *people: str,
        at: datetime | None = None,
        channel: Channel | None = None,
        capacity: Capacity | str = Capacity.MEMBER,
        sits_for: str | None = None,
    ) -> Self:
        """Sign people in (签到), as members unless something else is said.

        Parameters
        ----------
        channel
            Whether they come into the room or by wire; without it, as the sitting is held.
        capacity, sits_for
            As what they come, and in whose seat a substitute sits; without it, in the one that the roster
            says, if it says one.

        Raises
        ------
        InvalidValue
            If somebody comes as a substitute, and the roster does not say for whom, or names several.
        """
        moment, way, role = self.when(at), self.way(channel), as_capacity(capacity)
        asks_roster = role is Capacity.SUBSTITUTE and sits_for is None
        return self.record_all(
            SignedIn(
                at=moment,
                person=person,
                channel=way,
                capacity=role,
                sits_for=self._principal_of(person) if asks_roster else sits_for,
            )
            for person in people
        )

    def _principal_of(self, person: str) -> str | None:
        """Return the delegate for whom somebody stands in reserve, if the roster names one and no other."""
        named = {each.substitute_of for each in self.council.delegates if each.id == person} - {None}
        return named.pop() if len(named) == 1 else None

    def sign_out(self, *people: str, at: datetime | None = None) -> Self:
        """Sign people out (签退)."""
        moment = self.when(at)
        return self.record_all(SignedOut(at=moment, person=person) for person in people)

    def verify_quorum(self, by: str, *, rule: DecisionRule, at: datetime | None = None) -> Self:
        """Verify the quorum (核验法定人数) by a rule, on those who are there after the last entry."""
        place = self.place_at()
        outcome = self.quorum_after(place, rule).outcome
        return self.record(
            QuorumVerified(
                at=self.when(at),
                by=by,
                is_reached=outcome not in {Outcome.VOID, Outcome.INQUORATE},
                present=len(self.seated_after(place)),
            )
        )

    # ------------------------------------------------------------------ agenda and speeches

    def add_item(self, item: AgendaItem, *, at: datetime | None = None) -> Self:
        """Put an item on the agenda that was not announced (增加临时议题)."""
        return self.record(ItemAdded(at=self.when(at), item=item))

    def take_item(self, number: str, *, at: datetime | None = None) -> Self:
        """Take an item up; the one before is dealt with."""
        return self.record(ItemTaken(at=self.when(at), number=number))

    def speak(
        self,
        person: str,
        *,
        about: str | None = None,
        stance: Stance = Stance.NEUTRAL,
        lasts: timedelta | None = None,
        at: datetime | None = None,
    ) -> Self:
        """Record a speech (发言): with how long it lasts as a whole, without it its beginning."""
        moment = self.when(at)
        entries: list[Entry] = [SpeechBegun(at=moment, person=person, about=about, stance=stance)]
        if lasts is not None:
            entries.append(SpeechEnded(at=_later(moment, lasts), person=person))
        return self.record_all(entries)

    def end_speech(self, person: str, *, at: datetime | None = None) -> Self:
        """Record that somebody has spoken to the end."""
        return self.record(SpeechEnded(at=self.when(at), person=person))

    # ------------------------------------------------------------------ motions

    def move(self, motion: Motion, *, at: datetime | None = None) -> Self:
        """Move a motion (提出动议), or an amendment."""
        return self.record(MotionMoved(at=self.when(at), motion=motion))

    def amend(
        self,
        motion: str,
        id: str,
        *,
        mover: str,
        text: str = "",
        rank: int | None = None,
        at: datetime | None = None,
    ) -> Self:
        """Move an amendment (修正案) to a motion, under an identifier of its own.

        Raises
        ------
        UnknownName
            If there is no such motion.
        """
        amended = self.motions[motion]
        return self.move(
            Motion(id, amended.about, mover=mover, amends=motion, rank=rank, text=text), at=self.when(at)
        )

    def second(self, motion: str, by: str, *, at: datetime | None = None) -> Self:
        """Second a motion (附议)."""
        return self.record(MotionSeconded(at=self.when(at), motion=motion, by=by))

    def withdraw(self, motion: str, by: str, *, at: datetime | None = None) -> Self:
        """Withdraw a motion (撤回)."""
        return self.record(MotionWithdrawn(at=self.when(at), motion=motion, by=by))

    # ------------------------------------------------------------------ proxies and recusals

    def appoint_proxy(
        self,
        principal: str,
        holder: str,
        *,
        matters: Iterable[str] = (),
        instruction: Choice | None = None,
        form: ProxyForm = ProxyForm.WRITTEN,
        at: datetime | None = None,
    ) -> Self:
        """Declare a proxy (委托): for some matters, or without any for the whole sitting."""
        proxy = Proxy(principal, holder, matters=matters, instruction=instruction, form=form)
        return self.record(ProxyDeclared(at=self.when(at), proxy=proxy))

    def revoke_proxy(self, principal: str, holder: str, *, at: datetime | None = None) -> Self:
        """Revoke all that a principal has entrusted to a holder (撤销委托)."""
        return self.record(ProxyRevoked(at=self.when(at), principal=principal, holder=holder))

    def declare_conflict(
        self,
        person: str,
        about: str,
        *,
        ground: ConflictGround = ConflictGround.OTHER,
        declared_by: str | None = None,
        at: datetime | None = None,
    ) -> Self:
        """Declare an interest in a matter or motion (申报利害关系); it recuses nobody by itself."""
        return self.record(
            ConflictDeclared(
                at=self.when(at), person=person, about=about, ground=ground, declared_by=declared_by
            )
        )

    def recuse(self, *people: str, about: str, at: datetime | None = None) -> Self:
        """Keep people out of a matter or motion (回避)."""
        moment = self.when(at)
        return self.record_all(Recused(at=moment, person=person, about=about) for person in people)

    def lift_recusal(self, person: str, about: str, *, at: datetime | None = None) -> Self:
        """Let somebody in again (解除回避)."""
        return self.record(RecusalLifted(at=self.when(at), person=person, about=about))

    # ------------------------------------------------------------------ without a vote

    def conclude(
        self,
        about: str,
        *,
        rule: DecisionRule | None = None,
        by: str | None = None,
        at: datetime | None = None,
    ) -> Self:
        """Conclude deliberation on a matter without a vote (议决), on who is there and who objects."""
        return self.record(Concluded(at=self.when(at), about=about, rule=rule, by=by))

    def object(self, by: str, about: str, *, text: str = "", at: datetime | None = None) -> Self:
        """Object to a matter or motion (提出异议)."""
        return self.record(ObjectionRaised(at=self.when(at), by=by, about=about, text=text))

    def settle(self, by: str, about: str, *, reference: str, at: datetime | None = None) -> Self:
        """Settle somebody's objection, as a record elsewhere shows (解决异议)."""
        return self.record(ObjectionSettled(at=self.when(at), by=by, about=about, reference=reference))

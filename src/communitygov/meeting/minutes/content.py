"""What minutes consist of, in the vocabulary of Akoma Ntoso, and what follows from it.

======================  ==================================================================
part of the minutes     element of Akoma Ntoso 1.0
======================  ==================================================================
``roll``                ``rollCall``
``quorum``              ``quorumVerification``, with ``count``
``sections``            ``debateSection``, one an item of the agenda
an event                ``communication``, ``proceduralMotions``, ``noticesOfMotion`` and others
a speech                ``speech`` in ``speechGroup``, or in ``pointOfOrder``
a vote                  ``declarationOfVote``, and ``voting`` with ``count``
``conclusions``         ``communication``
``resolutions``         ``resolutions``
======================  ==================================================================

This module puts nothing into words.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple, TypeVar

import attrs

from communitygov.core.checks import as_tuple, aware, counted, each_of, one_of, optional
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.minutes.conclusion_record import ConclusionRecord
from communitygov.meeting.minutes.heading import MinutesHeading
from communitygov.meeting.minutes.record import (
    AttendanceLine,
    Event,
    LogMark,
    MinutesRecord,
    MotionRecord,
    QuorumCheck,
    ResolutionRecord,
    SpeechRecord,
    Texts,
    as_texts,
)
from communitygov.meeting.minutes.section import Section
from communitygov.meeting.minutes.vote_record import VoteRecord
from communitygov.meeting.sitting.entry import ObjectionRaised, ObjectionSettled

R = TypeVar("R", bound=MinutesRecord)


class ObjectionLine(NamedTuple):
    """An objection, when it was raised, and how and when it was settled, if it was.

    Examples
    --------
    >>> from datetime import UTC
    >>> line = ObjectionLine("d-2", "m-1", raised_at=datetime(2023, 5, 4, 9, tzinfo=UTC))
    >>> line.settled_at is None  # it still stands
    True
    """

    by: str
    about: str
    raised_at: datetime
    settled_at: datetime | None = None
    reference: str | None = None


@attrs.frozen(kw_only=True)
class MinutesContent(Value):
    """The facts of minutes; see `communitygov.meeting.minutes.minutes`."""

    heading: MinutesHeading = attrs.field(validator=one_of(MinutesHeading))
    roll: tuple[AttendanceLine, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(AttendanceLine), repr=counted
    )
    quorum: tuple[QuorumCheck, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(QuorumCheck), repr=counted
    )
    quorum_rule: DecisionRule | None = attrs.field(default=None, validator=optional(one_of((DecisionRule,))))
    sections: tuple[Section, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Section), repr=counted
    )
    motions: tuple[MotionRecord, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(MotionRecord), repr=counted
    )
    conclusions: tuple[ConclusionRecord, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(ConclusionRecord)
    )
    resolutions: tuple[ResolutionRecord, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(ResolutionRecord)
    )
    findings: tuple[Finding, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Finding), repr=counted
    )
    texts: Texts = attrs.field(default=Texts.HIDDEN, converter=as_texts)
    until: datetime = attrs.field(validator=aware)
    log: LogMark = attrs.field(validator=one_of(LogMark))

    @property
    def digest(self) -> str:
        """The SHA-256 of the canonical JSON, in hexadecimal: the same for the same facts, always."""
        return sha256(self.to_json()).hexdigest()

    def records(self, kind: type[R]) -> Iterator[R]:
        """Go through the records of one kind, section by section."""
        for section in self.sections:
            for record in section.records:
                if isinstance(record, kind):
                    yield record

    @property
    def votes(self) -> tuple[VoteRecord, ...]:
        """Every round of voting, section by section."""
        return tuple(self.records(VoteRecord))

    @property
    def decisions(self) -> tuple[VoteRecord, ...]:
        """The last round on each matter or motion, in the order in which they were opened."""
        rounds = sorted(self.votes, key=lambda vote: vote.places[0])
        last = {vote.about: vote for vote in rounds}
        return tuple(sorted(last.values(), key=lambda vote: vote.places[0]))

    @property
    def objections(self) -> tuple[ObjectionLine, ...]:
        """Every objection, with how it was settled; one that was raised anew is listed anew."""
        events = sorted(self.records(Event), key=lambda event: event.places[0])
        lines: list[ObjectionLine] = []
        for entry in (entry for event in events for entry in event.entries):
            match entry:
                case ObjectionRaised(by=by, about=about):
                    lines.append(ObjectionLine(by, about, entry.at))
                case ObjectionSettled(by=by, about=about):
                    lines = [_settled(line, entry) for line in lines]
                case _:
                    pass
        return tuple(lines)

    def speaking_time(self) -> Mapping[str, timedelta]:
        """Return how long each constituency spoke, by the codes of all; guests are left out."""
        times = {each.code: timedelta() for each in self.heading.constituencies}
        for record in self.records(SpeechRecord):
            if record.constituency in times:
                times[record.constituency] += record.lasts(self.until)
        return times

    def speeches_of(self, constituency: str) -> int:
        """Return how often a constituency spoke."""
        return sum(record.constituency == constituency for record in self.records(SpeechRecord))


def _settled(line: ObjectionLine, entry: ObjectionSettled) -> ObjectionLine:
    """Return an objection as it is after one was settled."""
    if line.settled_at is not None or (line.by, line.about) != (entry.by, entry.about):
        return line
    return line._replace(settled_at=entry.at, reference=entry.reference)

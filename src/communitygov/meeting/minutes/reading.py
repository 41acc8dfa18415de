"""Reading a log for minutes: every entry becomes part of one record, and every record stands under an item.

1. A record stands under the item that was under way when it began; what came before the first item, and what
   comes after the sitting was closed, stands by itself.
2. A vote stands where it was opened, with its ballots and what was declared, whenever that was.
3. The same thing happening to several people at one moment is one record.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import TypeAlias

import attrs

from communitygov.core.finding import Finding
from communitygov.meeting.minutes.conclusion_record import ConclusionRecord
from communitygov.meeting.minutes.record import Event, MinutesRecord, MotionRecord, SpeechRecord, Texts
from communitygov.meeting.minutes.secret_count import WithheldCount, is_telling, totals_of
from communitygov.meeting.minutes.section import Section, SectionPart
from communitygov.meeting.minutes.vote_record import BallotRecord, VoteRecord
from communitygov.meeting.sitting.attendance import SignedIn, SignedOut
from communitygov.meeting.sitting.entry import Adjourned, Closed, Entry, ObjectionRaised
from communitygov.meeting.sitting.motion import MotionMoved
from communitygov.meeting.sitting.proxy import ProxyDeclared
from communitygov.meeting.sitting.recusal import Recused
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.sitting.speech import SpeechBegun, SpeechEnded
from communitygov.meeting.sitting.vote import (
    BallotCast,
    CastingVoteGiven,
    ResultDeclared,
    VoteClosed,
    VoteMethod,
    VoteOpened,
    VoteRound,
)

#: The code by which `communitygov.meeting.validity` says that what was declared is not the lawful count.
NOT_AS_COUNTED = "TALLY_MISMATCH"
#: Entries of which several at one moment are told as one.
_Of: TypeAlias = SignedIn | SignedOut | Recused


def sections(sitting: Sitting, texts: Texts, *, findings: Iterable[Finding] = ()) -> tuple[Section, ...]:
    """Return what happened: before the first item, under each item of the agenda, and after the close."""
    under: dict[str | None, list[MinutesRecord]] = {None: []}
    after: list[MinutesRecord] = []
    contested = frozenset(each.subject for each in findings if each.code == NOT_AS_COUNTED)
    records = (_contested(record, contested) for record in _records(sitting, texts))
    for record in sorted(records, key=lambda record: record.places[0]):
        number = sitting.item_at(record.places[0])
        is_after = number is None and (len(under) > 1 or bool(after) or _closes(record))
        (after if is_after else under.setdefault(number, [])).append(record)
    states = sitting.item_states()
    return (
        Section(part=SectionPart.OPENING, records=under[None]),
        *(
            Section(
                part=SectionPart.ITEM,
                item=item,
                announced_at=sitting.announced_at(item.number),
                state=states[item.number],
                records=under.get(item.number, []),
            )
            for item in sitting.agenda.items
        ),
        Section(part=SectionPart.CLOSING, records=after),
    )


def _contested(record: MinutesRecord, contested: frozenset[str]) -> MinutesRecord:
    """Return a record, marked if it is of a vote that was declared otherwise than it was lawfully counted."""
    if isinstance(record, VoteRecord) and record.about in contested:
        return attrs.evolve(record, is_contested=record.declared is not None)
    return record


def _closes(record: MinutesRecord) -> bool:
    """Tell whether a record is that the sitting was closed."""
    return isinstance(record, Event) and isinstance(record.entries[0], Closed)


class _Sorter:
    """Sorts the places of a log by the records they belong to; serves once, inside `_records`."""

    def __init__(self) -> None:
        """Begin with none."""
        self.events: list[int] = []
        self.speeches: list[list[int]] = []
        self.votes: dict[int, list[int]] = {}
        self._speaking: dict[str, list[int]] = {}
        self._newest: dict[str, list[int]] = {}

    def read(self, place: int, entry: Entry) -> None:
        """Take in one entry."""
        match entry:
            case SpeechBegun(person=person):
                self._speaking[person] = [place]
                self.speeches.append(self._speaking[person])
            case SpeechEnded(person=person) if person in self._speaking:
                self._speaking.pop(person).append(place)
            case VoteOpened(about=about):
                self._newest[about] = self.votes[place] = [place]
            case BallotCast() | VoteClosed() | CastingVoteGiven() | ResultDeclared():
                self._newest[entry.about].append(place)
            case _:
                self.events.append(place)
                if isinstance(entry, Adjourned | Closed):
                    self._speaking.clear()


def _records(sitting: Sitting, texts: Texts) -> Iterator[MinutesRecord]:
    """Return every record of a log, in no order."""
    sorter = _Sorter()
    for place, entry in enumerate(sitting.entries):
        sorter.read(place, entry)
    for places, speech in zip(sorter.speeches, sitting.speeches, strict=True):
        yield SpeechRecord(places=places, speech=speech, constituency=sitting.constituency_of(speech.person))
    for about in sitting.voted_on:
        for number, held in enumerate(sitting.votes(about), start=1):
            yield _vote(sitting, held, number=number, places=sorter.votes[held.place])
    for places in _grouped(sitting.entries, sorter.events):
        yield Event(places=places, entries=[redacted(sitting.entries[place], texts) for place in places])


def _grouped(entries: tuple[Entry, ...], events: Iterable[int]) -> Iterable[list[int]]:
    """Return places of entries, those together that say the same of several people at one moment."""
    groups: list[list[int]] = []
    for place in events:
        if groups and place == groups[-1][-1] + 1 and _is_same(entries[place - 1], entries[place]):
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _is_same(before: Entry, entry: Entry) -> bool:
    """Tell whether two entries differ in the person alone."""
    if not isinstance(before, _Of) or not isinstance(entry, _Of):
        return False
    return attrs.evolve(before, person=entry.person) == entry


def redacted(entry: Entry, texts: Texts) -> Entry:
    """Return an entry without what people wrote, unless that is shown; how a proxy is to vote never is."""
    match entry:
        case ProxyDeclared(proxy=proxy):
            return attrs.evolve(entry, proxy=attrs.evolve(proxy, instruction=None))
        case ObjectionRaised() if texts is Texts.HIDDEN:
            return attrs.evolve(entry, text="")
        case MotionMoved(motion=motion) if texts is Texts.HIDDEN:
            return attrs.evolve(entry, motion=attrs.evolve(motion, text=""))
        case _:
            return entry


# ------------------------------------------------------------------ votes and motions


def _vote(sitting: Sitting, held: VoteRound, *, number: int, places: list[int]) -> VoteRecord:
    """Return the record of one round of voting."""
    counted = sitting.counted(held)
    opened, entries = held.opened, [sitting.entries[place] for place in places]
    out = opened.electorate.excused | sitting.recused_after(held.place, held.about)
    cast = [entry for entry in entries if isinstance(entry, BallotCast)]
    record = VoteRecord(
        places=places,
        about=held.about,
        number=number,
        method=opened.method,
        opened_at=held.opened.at,
        closed_at=held.closed_at,
        closes_at=opened.closes_at,
        excused=sorted(out & opened.electorate.ids),
        rule=opened.rule,
        tally=sitting.tally_of(held),
        cast=len(cast),
        uncounted=len(cast) - len(counted),
        by_proxy=sum(each.ballot.on_behalf_of is not None for each in counted),
        ballots=_ballots(held, cast, counted) if opened.method is VoteMethod.NAMED else (),
        castings=[entry for entry in entries if isinstance(entry, CastingVoteGiven)],
        declarations=[entry for entry in entries if isinstance(entry, ResultDeclared)],
    )
    is_secret = opened.method is VoteMethod.SECRET
    return _withheld(record) if is_secret and is_telling(record.tally) else record


def _withheld(record: VoteRecord) -> VoteRecord:
    """Return a vote with its totals alone: what was declared by constituency is left out as well."""
    is_as_declared = not any(each.constituency for each in record.discrepancies())
    return attrs.evolve(
        record,
        tally=totals_of(record.tally),
        declarations=[
            attrs.evolve(said, counts=[each for each in said.counts if each.constituency is None])
            for said in record.declarations
        ],
        withheld=WithheldCount(
            outcome=record.decision.outcome if record.decision else None, is_as_declared=is_as_declared
        ),
    )


def conclusions(sitting: Sitting) -> Iterator[ConclusionRecord]:
    """Return every matter that was put without a vote, with who was there and who objected."""
    for put in sitting.conclusions:
        yield ConclusionRecord(
            about=put.about,
            place=put.place,
            at=sitting.entries[put.place].at,
            by=put.by,
            item=put.item,
            rule=put.rule,
            tally=sitting.tally_of(put),
        )


def _ballots(
    held: VoteRound, cast: Iterable[BallotCast], counted: Iterable[BallotCast]
) -> list[BallotRecord]:
    """Return every ballot of a round with whether it counts, by constituency and voter."""
    sides = {each.id: each.constituency for each in held.opened.electorate.voters}
    ranks = {each.code: at for at, each in enumerate(held.opened.electorate.constituencies)}
    standing, last = list(counted), len(ranks)
    records: list[BallotRecord] = []
    for each in reversed(tuple(cast)):  # of ballots that are alike in everything the last one stands
        is_counted = each in standing
        if is_counted:
            standing.remove(each)
        side = sides.get(each.ballot.voter)
        records.append(BallotRecord(ballot=each.ballot, constituency=side, is_counted=is_counted))
    records.reverse()
    return sorted(records, key=lambda each: (ranks.get(each.constituency or "", last), each.ballot.voter))


def motions(sitting: Sitting, texts: Texts) -> Iterator[MotionRecord]:
    """Return every motion with what became of it, in the order in which they were moved."""
    moved_at: Mapping[str, datetime] = {
        entry.motion.id: entry.at for entry in sitting.entries if isinstance(entry, MotionMoved)
    }
    for id, motion in sitting.motions.motions.items():
        order = () if motion.amends else sitting.order_of_vote(id)
        yield MotionRecord(
            motion=motion if texts is Texts.SHOWN else attrs.evolve(motion, text=""),
            moved_at=moved_at[id],
            seconders=sitting.motions.seconders.get(id, ()),
            status=sitting.motion_status(id),
            vote_order=[each.id for each in order],
        )

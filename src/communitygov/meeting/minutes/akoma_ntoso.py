"""Minutes as XML in the vocabulary of Akoma Ntoso 1.0 (OASIS LegalDocML): a ``debate``.

1. Who, which constituency, which choice and outcome are references; votes and checks of the quorum stand as
   analysis with their counts, and once more in words where they happened.
2. Every entry of the log stands in one element, which names its places in `eId`.
3. The tree is built element by element, so that no text is ever taken for markup.

Nothing is fetched and no schema is read.  Source: OASIS, Akoma Ntoso Version 1.0 Part 2: Specifications.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple, cast
from urllib.parse import quote
from xml.etree import ElementTree as ET

from communitygov.errors import Words
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.minutes.attendance_layout import lead, line_of
from communitygov.meeting.minutes.content import MinutesContent
from communitygov.meeting.minutes.decided_layout import concluded
from communitygov.meeting.minutes.layout import NOT_DEALT_WITH, page_title, spoken
from communitygov.meeting.minutes.record import Event, MinutesRecord, QuorumCheck, SpeechRecord
from communitygov.meeting.minutes.section import Section
from communitygov.meeting.minutes.vote_layout import vote_lines
from communitygov.meeting.minutes.vote_record import VoteRecord
from communitygov.meeting.minutes.wording import Tongue, sentence
from communitygov.meeting.sitting.agenda import ItemAdded, ItemTaken
from communitygov.meeting.sitting.attendance import SignedIn, SignedOut
from communitygov.meeting.sitting.entry import Adjourned, Closed, Entry, Opened, QuorumVerified, Resumed
from communitygov.meeting.sitting.motion import MotionMoved, MotionSeconded, MotionWithdrawn
from communitygov.meeting.sitting.notice import NoticeIssued
from communitygov.meeting.sitting.speech import Stance
from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.tally.tally import Tally

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_AUTHOR = "#council"
#: Kind of entry → the element in which it stands; every other one is a motion of procedure.
_ELEMENTS: Mapping[type[Entry], str] = MappingProxyType(
    {
        NoticeIssued: "communication",
        ItemAdded: "communication",
        ItemTaken: "communication",
        Opened: "communication",
        SignedIn: "rollCall",
        SignedOut: "rollCall",
        QuorumVerified: "rollCall",
        MotionMoved: "noticesOfMotion",
        MotionSeconded: "noticesOfMotion",
        MotionWithdrawn: "noticesOfMotion",
        Adjourned: "adjournment",
        Resumed: "adjournment",
        Closed: "adjournment",
    }
)
_LANGUAGES = {"zh": "zho", "en": "eng"}


def akoma_ntoso(minutes: MinutesContent, tongue: Tongue) -> str:
    """Return minutes as XML text, in one language."""
    root = ET.Element("akomaNtoso", {"xmlns": NAMESPACE})
    debate = ET.SubElement(root, "debate", {"name": "minutes"})
    persons = {person: f"person_{at}" for at, person in enumerate(_people(minutes), start=1)}
    _meta(debate, minutes, tongue, persons=persons)
    preface = ET.SubElement(debate, "preface")
    _text(preface, "p", page_title(minutes, tongue))
    for name, text in lead(minutes.heading, tongue).pairs:
        _text(preface, "p", f"{name}{tongue.either('：', ': ')}{text}")
    body = ET.SubElement(debate, "debateBody")
    _roll(body, minutes, tongue)
    write = _Writer(minutes, tongue, persons)
    for section in minutes.sections:
        if section.records or section.item or len(body) == 0:  # a body is never empty
            _section(body, section, write)
    for record in minutes.conclusions:
        part = ET.SubElement(body, "communication", {"eId": f"concluded_{record.place}"})
        said = "" if record.outcome is None else f" → {tongue.say(record.outcome)}"
        _text(part, "narrative", concluded(record, tongue) + said)
    if minutes.resolutions:
        resolutions = ET.SubElement(body, "resolutions", {"eId": "resolutions"})
        for resolution in minutes.resolutions:
            narrative = f"{resolution.id} ({resolution.about}) {resolution.text}".rstrip()
            _text(resolutions, "narrative", narrative)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _text(parent: ET.Element, tag: str, text: str, **attributes: str) -> ET.Element:
    """Add an element with text."""
    element = ET.SubElement(parent, tag, attributes)
    element.text = text
    return element


def _people(minutes: MinutesContent) -> list[str]:
    """Return everybody on the roll and everybody who spoke, by their identifiers."""
    people = {line.person for line in minutes.roll}
    return sorted(people | {record.speech.person for record in minutes.records(SpeechRecord)})


# ------------------------------------------------------------------ what stands before the text


def _meta(debate: ET.Element, minutes: MinutesContent, tongue: Tongue, *, persons: Mapping[str, str]) -> None:
    """Add identification, analysis and references."""
    meta = ET.SubElement(debate, "meta")
    _identification(meta, minutes, tongue)
    analysis = ET.SubElement(meta, "analysis", {"source": _AUTHOR})
    parliamentary = ET.SubElement(analysis, "parliamentary")
    for at, check in enumerate(minutes.quorum, start=1):
        _verified(parliamentary, check, f"quorum_{at}")
    for vote in minutes.votes:
        _voting(parliamentary, vote)
    if not len(parliamentary):
        meta.remove(analysis)
    references = ET.SubElement(meta, "references", {"source": _AUTHOR})
    for tag, id, path, words in _references(minutes):
        ET.SubElement(
            references, tag, {"eId": id, "href": f"/ontology/{quote(path)}", "showAs": tongue.say(words)}
        )
    for person, id in persons.items():
        shown = {"eId": id, "href": f"/ontology/person/{quote(person)}", "showAs": tongue.person(person)}
        ET.SubElement(references, "TLCPerson", shown)


def _identification(meta: ET.Element, minutes: MinutesContent, tongue: Tongue) -> None:
    """Add which work this is, in which expression and manifestation."""
    heading = minutes.heading
    council, sitting = quote(heading.council, safe=""), quote(heading.sitting, safe="")
    work = f"/akn/cn/debate/{council}/{heading.day.isoformat()}/{sitting}"
    language = _LANGUAGES[tongue.language]
    identification = ET.SubElement(meta, "identification", {"source": _AUTHOR})
    for tag, uri in (
        ("FRBRWork", work),
        ("FRBRExpression", f"{work}/{language}@"),
        ("FRBRManifestation", f"{work}/{language}@.xml"),
    ):
        level = ET.SubElement(identification, tag)
        ET.SubElement(level, "FRBRthis", {"value": f"{uri}/!main"})
        ET.SubElement(level, "FRBRuri", {"value": uri})
        ET.SubElement(level, "FRBRdate", {"date": heading.day.isoformat(), "name": "sitting"})
        ET.SubElement(level, "FRBRauthor", {"href": _AUTHOR})
        if tag == "FRBRWork":
            ET.SubElement(level, "FRBRcountry", {"value": "cn"})
        if tag == "FRBRExpression":
            ET.SubElement(level, "FRBRlanguage", {"language": language})


def _references(minutes: MinutesContent) -> Iterator[tuple[str, str, str, Words]]:
    """Return what is referred to beside people: element, identifier, path and words."""
    heading = minutes.heading
    yield "TLCOrganization", "council", f"organization/{heading.council}", heading.called
    sides = {side.code: side for side in heading.constituencies}
    tallies = (*(check.tally for check in minutes.quorum), *(vote.tally for vote in minutes.votes))
    sides |= {side.code: side for tally in tallies for side, _ in tally.groups}
    for side in sides.values():
        yield "TLCOrganization", _side(side.code), f"organization/{side.code}", side.words
    for choice in Choice:
        yield "TLCConcept", f"choice_{choice.value}", f"concept/choice/{choice.value}", choice.words
    for outcome in Outcome:
        yield "TLCConcept", f"outcome_{outcome.value}", f"concept/outcome/{outcome.value}", outcome.words
    for about in dict.fromkeys(vote.about for vote in minutes.votes):
        yield "TLCConcept", _matter(about), f"concept/matter/{about}", Words(about, about)
    yield "TLCConcept", "present", "concept/present", Words("到会", "present")


def _side(code: str) -> str:
    """Return the identifier of a constituency within the document."""
    return f"side_{_token(code)}"


def _matter(about: str) -> str:
    """Return the identifier of a matter or motion within the document."""
    return f"matter_{_token(about)}"


def _token(identifier: str) -> str:
    """Return an identifier as part of one of XML: what is no letter, digit, - or _ becomes its number."""
    return "".join(each if each.isalnum() or each in "-_" else f".{ord(each):02X}" for each in identifier)


def _verified(parliamentary: ET.Element, check: QuorumCheck, id: str) -> None:
    """Add a check of the quorum: who was there, by constituency."""
    attributes = {"eId": id}
    if check.is_reached is not None:
        attributes["outcome"] = f"#outcome_{'adopted' if check.is_reached else 'inquorate'}"
    verification = ET.SubElement(parliamentary, "quorumVerification", attributes)
    _count(verification, f"{id}__present", check.tally.total.present, "#present")
    for side, counts in check.tally.groups:
        _count(verification, f"{id}__{_side(side.code)}", counts.present, f"#{_side(side.code)}")


def _voting(parliamentary: ET.Element, vote: VoteRecord) -> None:
    """Add a vote: how many chose what, in all and by constituency."""
    id = _vote_id(vote)
    attributes = {"eId": f"voting_{vote.places[0]}", "refersTo": f"#{_matter(vote.about)}", "href": f"#{id}"}
    if vote.outcome is not None:
        attributes["outcome"] = f"#outcome_{vote.outcome.value}"
    voting = ET.SubElement(parliamentary, "voting", attributes)
    for choice in Choice:
        _count(voting, f"{id}__{choice.value}", _chosen(vote.tally, choice), f"#choice_{choice.value}")
    for side, counts in () if vote.withheld else vote.tally.groups:
        for choice in Choice:
            refers = f"#{_side(side.code)} #choice_{choice.value}"
            number = int(getattr(counts, choice.value))
            _count(voting, f"{id}__{_side(side.code)}__{choice.value}", number, refers)


def _chosen(tally: Tally, choice: Choice) -> int:
    """Return how many chose one thing."""
    return int(getattr(tally.total, choice.value))


def _count(parent: ET.Element, id: str, value: int, refers_to: str) -> None:
    """Add one count."""
    ET.SubElement(parent, "count", {"eId": id, "value": str(value), "refersTo": refers_to})


def _vote_id(vote: VoteRecord) -> str:
    """Return the identifier of the element in which a vote stands."""
    return f"vote_{vote.places[0]}"


# ------------------------------------------------------------------ the text


def _roll(body: ET.Element, minutes: MinutesContent, tongue: Tongue) -> None:
    """Add the roll, a paragraph a person."""
    if minutes.roll:
        roll = ET.SubElement(body, "rollCall", {"eId": "roll"})
        for line in minutes.roll:
            _text(roll, "p", tongue.clauses(line_of(line, minutes, tongue=tongue)))


def _section(body: ET.Element, section: Section, write: "_Writer") -> None:
    """Add one section, with what happened in it."""
    name = f"item_{section.item.number}" if section.item else section.part.value
    outer = ET.SubElement(body, "debateSection", {"eId": f"section_{name}", "name": section.part.value})
    if section.item:
        _text(outer, "num", section.item.number)
    _text(outer, "heading", section.item.title if section.item else write.tongue.say(section.part))
    for record in section.records:
        write.record(outer, record)
    if not section.records:
        _text(outer, "narrative", write.tongue.say(NOT_DEALT_WITH))


class _Writer(NamedTuple):
    """Adds records to a section."""

    minutes: MinutesContent
    tongue: Tongue
    persons: Mapping[str, str]

    def record(self, outer: ET.Element, record: MinutesRecord) -> None:
        """Add one record, in the element that is for its kind."""
        match record:
            case SpeechRecord():
                self.speech(outer, record)
            case VoteRecord():
                self.vote(outer, record)
            case _:
                entries = cast("Event", record).entries
                tag = _ELEMENTS.get(type(entries[0]), "proceduralMotions")
                part = ET.SubElement(outer, tag, {"eId": f"entry_{_placed(record)}"})
                self._narrated(part, record.at, sentence(entries, self.tongue))

    def speech(self, outer: ET.Element, record: SpeechRecord) -> None:
        """Add a speech: who spoke, when, and never what."""
        is_of_order = record.speech.stance is Stance.POINT_OF_ORDER
        by = f"#{self.persons[record.speech.person]}"
        group = ET.SubElement(outer, "pointOfOrder" if is_of_order else "speechGroup")
        group.set("eId", f"entry_{_placed(record)}")
        if not is_of_order:
            group.set("by", by)
        attributes = {"by": by, "startTime": record.at.isoformat()}
        if record.speech.ended is not None:
            attributes["endTime"] = record.speech.ended.isoformat()
        speech = ET.SubElement(group, "speech", attributes)
        _text(speech, "from", self.tongue.person(record.speech.person))
        _text(speech, "p", spoken(record, self.minutes, tongue=self.tongue))

    def vote(self, outer: ET.Element, vote: VoteRecord) -> None:
        """Add a vote: what it came to and why, paragraph by paragraph."""
        part = ET.SubElement(outer, "declarationOfVote", {"eId": _vote_id(vote)})
        title, facts, reasons = vote_lines(vote, self.tongue)
        _text(part, "heading", title)
        for name, text in facts:
            self._narrated(part, None, f"{name}{self.tongue.either('：', ': ')}{text}")
        for line in reasons:
            self._narrated(part, None, line)

    def _narrated(self, part: ET.Element, at: datetime | None, text: str) -> None:
        """Add a sentence, with its moment where that is known."""
        narrative = _text(part, "narrative", text)
        if at is not None:
            narrative.text = None
            time = _text(narrative, "recordedTime", self.tongue.clock(at), time=at.isoformat())
            time.tail = f" {text}"


def _placed(record: MinutesRecord) -> str:
    """Return the places of a record as part of an identifier."""
    return "_".join(map(str, record.places))

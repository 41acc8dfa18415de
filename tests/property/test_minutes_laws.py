"""Laws of minutes: a pure function of the log, nothing left out, nothing let in."""

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communitygov.core.document import Value
from communitygov.errors import Language, Words
from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.council.council import Council
from communitygov.meeting.council.delegate import Delegate
from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.minutes.minutes import Minutes, minutes_of
from communitygov.meeting.minutes.record import Event, SpeechRecord
from communitygov.meeting.minutes.secret_count import is_telling, totals_of
from communitygov.meeting.minutes.sign_in_sheet import sign_in_sheet
from communitygov.meeting.sitting.agenda import Agenda, AgendaItem
from communitygov.meeting.sitting.entry import Entry
from communitygov.meeting.sitting.motion import Motion
from communitygov.meeting.sitting.notice import Notice
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.sitting.vote import VoteMethod
from communitygov.testing.strategies.minutes import STRATEGIES, minutes
from communitygov.testing.strategies.sitting import BEGINNING, sittings

ROOT = Path(__file__).parents[2]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
VALUES = st.one_of(*(strategy() for strategy in STRATEGIES.values()))
slow = settings(suppress_health_check=[HealthCheck.too_slow])


class Page(HTMLParser):
    """Reads a page; keeps its tags, what is left open, and how many cells every row of a table has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.tables: list[list[int]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag != "meta":
            self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        if tag == "tr":
            self.tables[-1].append(0)
        if tag in {"td", "th"}:
            self.tables[-1][-1] += 1

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


KNOWN = {
    *("html", "head", "meta", "title", "style", "body", "main", "footer", "section", "p", "dl", "dt", "dd"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
    *("ul", "li", "div", "span"),
}


def pipes(line: str) -> int:
    """Count the pipes of a line of Markdown that are not escaped."""
    return line.replace("\\\\", "").replace("\\|", "").count("|")


def sound(page: str) -> Page:
    """Return a page of HTML, with whatever makes it unsound refused."""
    read = Page(page)
    assert read.open == []
    assert read.tags <= KNOWN
    assert all(len(set(rows)) == 1 for rows in read.tables)
    return read


def sound_markdown(text: str) -> None:
    """Refuse Markdown with HTML of its own, or with a row of another number of cells than its heading."""
    assert "<" not in text.replace("<br>", "")
    for block in text.split("\n\n"):
        if block.startswith("|"):
            assert len({pipes(line) for line in block.splitlines()}) == 1


@slow
@given(VALUES)
def test_every_value_of_minutes_is_read_back_from_its_document(value: Value) -> None:
    assert type(value).from_document(value.to_document()) == value
    assert type(value).from_json(value.to_json()) == value


@slow
@given(sittings())
def test_the_same_log_gives_the_same_minutes_to_the_byte(sitting: Sitting) -> None:
    again = Sitting.from_document(sitting.to_document())
    first, second = minutes_of(sitting), minutes_of(again)
    assert first.to_json() == second.to_json()
    assert first.digest == second.digest
    for language in LANGUAGES:
        assert first.to_markdown(language) == second.to_markdown(language)
        assert first.to_html(language) == second.to_html(language)
        assert first.to_akoma_ntoso(language) == second.to_akoma_ntoso(language)


@slow
@given(minutes())
def test_minutes_read_back_show_the_same(made: Minutes) -> None:
    read = Minutes.from_json(made.to_json())
    assert (read.to_markdown("zh"), read.to_html("en")) == (made.to_markdown("zh"), made.to_html("en"))


@slow
@given(sittings())
def test_every_entry_of_the_log_is_in_one_record_and_in_no_other(sitting: Sitting) -> None:
    sections = minutes_of(sitting).sections
    places = [place for section in sections for record in section.records for place in record.places]
    assert sorted(places) == list(range(len(sitting.entries)))


@slow
@given(sittings())
def test_every_event_is_told_in_words_of_its_own(sitting: Sitting) -> None:
    made = minutes_of(sitting, texts="shown")
    told = made.to_markdown("zh")
    for event in made.records(Event):
        for name in ("person", "by", "chair", "mover", "principal"):
            person = getattr(event.entries[0], name, None)
            assert person is None or person in told


@slow
@given(sittings())
def test_the_numbers_in_minutes_are_those_of_the_log(sitting: Sitting) -> None:
    made = minutes_of(sitting)
    rounds = [held for about in sitting.voted_on for held in sitting.votes(about)]
    by_place = {vote.places[0]: vote for vote in made.votes}
    assert sorted(by_place) == sorted(held.place for held in rounds)
    for held in rounds:
        vote = by_place[held.place]
        counted = sitting.tally_of(held)
        assert vote.tally == (totals_of(counted) if vote.withheld else counted)
        is_secret = held.opened.method is VoteMethod.SECRET
        assert (vote.withheld is not None) == (is_secret and is_telling(counted))
        assert vote.cast - vote.uncounted == len(sitting.counted(held)) == vote.tally.total.sums.participating
        if vote.ballots:
            assert sum(each.is_counted for each in vote.ballots) == vote.cast - vote.uncounted
    for about in sitting.voted_on:
        last = next(vote for vote in made.decisions if vote.about == about)
        assert last.tally.total == sitting.tally(about).total
        assert last.rule is None or last.outcome is sitting.decide(about).outcome
    assert [each.about for each in made.conclusions] == [each.about for each in sitting.conclusions]
    assert made.speaking_time() == sitting.speaking_time_by_constituency()
    assert {line.person for line in made.roll} >= set(sitting.attendance.people)
    assert len(list(made.records(SpeechRecord))) == len(sitting.speeches)


@slow
@given(sittings(), st.data())
def test_another_log_has_another_digest_and_does_not_match(sitting: Sitting, data: st.DataObject) -> None:
    made = minutes_of(sitting)
    assert made.matches(sitting)
    others = [
        attrs.evolve(sitting, id=f"x{sitting.id}"[:120]),
        attrs.evolve(sitting, held_at=sitting.held_at - timedelta(hours=1)),
        sitting.sign_in("d-1"),
    ]
    if sitting.entries:
        others.append(attrs.evolve(sitting, entries=sitting.entries[:-1]))
        others.append(attrs.evolve(sitting, entries=later(sitting.entries)))
    other = data.draw(st.sampled_from(others))
    if other != sitting:
        assert minutes_of(other).digest != made.digest
        assert not made.matches(other)


def later(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Return a log with its last entry a second later."""
    return (*entries[:-1], attrs.evolve(entries[-1], at=entries[-1].at + timedelta(seconds=1)))


@slow
@given(minutes())
def test_every_page_is_sound_and_every_export_is_xml(made: Minutes) -> None:
    for language in LANGUAGES:
        sound(made.to_html(language))
        sound_markdown(made.to_markdown(language))
        tree = ET.fromstring(made.to_akoma_ntoso(language))  # noqa: S314  made here
        ids = [element.get("eId") for element in tree.iter() if element.get("eId")]
        assert len(ids) == len(set(ids))


HOSTILE = "<script>alert(1)</script>|*_`#\\[x](y)&amp;\n| a | b |\n\n# up {0} {x} ]]> \"'$~"


@given(
    st.text(st.sampled_from("<>&|*_`#\\[]()\n\t-+!{}$~\"'a =1."), min_size=1, max_size=40) | st.just(HOSTILE)
)
def test_nothing_that_people_write_becomes_markup(text: str) -> None:
    sides = [Constituency("a", text, text), Constituency("b", text, text)]
    council = Council(id="c", constituencies=sides, delegates=[Delegate("d-1", "a"), Delegate("d-2", "b")])
    sitting = Sitting(id="s", council=council, held_at=BEGINNING)
    notice = Notice(convener="d-1", place=text, agenda=Agenda([AgendaItem("1", text, kind="decision")]))
    sitting = sitting.notify(notice, at=BEGINNING - timedelta(days=3)).sign_in("d-1", "d-2").open("d-1")
    sitting = sitting.take_item("1").move(Motion("m-1", "LQ-1", mover="d-1", text=text))
    sitting = sitting.object("d-2", "m-1", text=text).speak("d-2", about="m-1")
    sitting = sitting.open_vote("m-1", rule=FOUR_PARTY_DEFAULT, method=VoteMethod.NAMED)
    sitting = sitting.cast("d-1", "yes", about="m-1").declare("m-1", by="d-1").close()
    made = minutes_of(sitting, name=Words(text, text), texts="shown", quorum=FOUR_PARTY_DEFAULT)
    names = {"d-1": text}
    for language in LANGUAGES:
        assert text in sound(made.to_html(language, names=names)).text
        sound_markdown(made.to_markdown(language, names=names))
        tree = ET.fromstring(made.to_akoma_ntoso(language, names=names))  # noqa: S314  made here
        heading = tree.findall(".//{*}debateSection/{*}heading")[1].text
        assert heading == text
        for form in ("blank", "filled"):
            sheet = sign_in_sheet(sitting, form=form, name=Words(text, text))
            assert text in sound(sheet.to_html(language, names=names)).text
            sound_markdown(sheet.to_markdown(language, names=names))


PROGRAM = """
import sys
sys.path.insert(0, "examples")
from council_sitting import files_of, held, minutes_with_everything
from hashlib import sha256
import json
sitting = held()
files = files_of(sitting, minutes_with_everything(sitting), ("zh", "en"))
print(json.dumps({name: sha256(content).hexdigest() for name, content in files.items()}))
"""


@pytest.mark.determinism
def test_no_hash_seed_and_no_time_zone_changes_a_byte() -> None:
    said = set()
    for seed, zone in (("0", "UTC"), ("1", "Asia/Shanghai"), ("4242", "America/New_York")):
        ended = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": "src", "PATH": ""},
            capture_output=True,
            check=True,
        )
        said.add(ended.stdout)
    assert len(said) == 1
    assert len(json.loads(said.pop())) == 17

"""How minutes and sheets look: Markdown, HTML and Akoma Ntoso, in both languages."""

import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta, timezone

import attrs
import pytest

from communitygov.errors import InvalidValue, Words
from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.council.delegate import Delegate
from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.measure import AREA
from communitygov.meeting.minutes.akoma_ntoso import NAMESPACE
from communitygov.meeting.minutes.html import to_html
from communitygov.meeting.minutes.markdown import to_markdown
from communitygov.meeting.minutes.minutes import Minutes, minutes_of
from communitygov.meeting.minutes.page import Facts, Page, Part, Table
from communitygov.meeting.minutes.sign_in_sheet import sign_in_sheet
from communitygov.meeting.minutes.wording import SAYINGS, Tongue, sentence
from communitygov.meeting.sitting.attendance import Capacity
from communitygov.meeting.sitting.entry import Entry
from communitygov.meeting.sitting.recusal import Recused
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.sitting.speech import SpeechBegun
from communitygov.meeting.sitting.vote import (
    BallotCast,
    CastingVoteGiven,
    ResultDeclared,
    VoteClosed,
    VoteMethod,
    VoteOpened,
)
from communitygov.meeting.tally.electorate import Electorate, Voter
from communitygov.meeting.threshold import MoreThan

from .conftest import NINE, after  # noqa: TID252

#: Told as a speech or within a vote.
ELSEWHERE = {SpeechBegun, VoteOpened, BallotCast, CastingVoteGiven, VoteClosed, ResultDeclared}


def test_every_kind_of_entry_has_its_sentence() -> None:
    assert {*SAYINGS} | ELSEWHERE == {
        kind for kind in kinds(Entry) if kind.__module__.startswith("communitygov.")
    }


def kinds(of: type[Entry]) -> set[type[Entry]]:
    """Return every kind of entry below one."""
    below = set(of.__subclasses__())
    return below.union(*map(kinds, below))


def test_a_sentence_says_what_is_known_and_no_more(minutes: Minutes) -> None:
    tongue = Tongue.of(minutes.heading, "en")
    entry: Entry = Recused(at=NINE, person="d-1", about="LQ-1")
    assert sentence((entry,), tongue) == "d-1 kept out of LQ-1"


@pytest.mark.parametrize(("language", "mark"), [("zh", "zh-Hans"), ("en", "en")])
def test_the_page_is_whole_marked_with_its_language_and_asks_for_nothing(
    minutes: Minutes, language: str, mark: str
) -> None:
    page = minutes.to_html(language)  # type: ignore[arg-type]
    assert page.startswith(f'<!doctype html>\n<html lang="{mark}">')
    assert page.endswith("</html>\n")
    for asking in ("<script", "http://", "https://", "src=", "url(", "@import", "<link"):
        assert asking not in page
    assert page.count("<table>") == page.count("<thead>")
    assert '<th scope="col">' in page
    assert '<th scope="row">' in page


def test_markdown_is_the_same_document(minutes: Minutes) -> None:
    told = minutes.to_markdown("zh")
    assert told.startswith("# 四方会谈会议记录\n\n- **会议编号** M-1（定期会议）\n")
    titles = [line for line in told.splitlines() if line.startswith("## ")]
    assert titles == [
        "## 一、出席",
        "## 二、法定人数",
        "## 三、议程",
        "## 四、会议经过",
        "## 五、动议与表决次序",
        "## 六、议定事项",
        "## 七、异议",
        "## 八、发言时间",
        "## 九、签字",
    ]


def test_times_are_those_of_the_place_of_the_sitting(sitting: Sitting) -> None:
    bare = attrs.evolve(sitting, entries=()).object("d-1", "LQ-1", at=after(7).astimezone(UTC))
    bare = bare.object("d-2", "LQ-1", at=after(16 * 60))
    told = minutes_of(bare).to_markdown("en")
    assert "| 09:07 | d-1 objected to LQ-1 |" in told
    assert "| 5 May 2023 01:00 | d-2 objected to LQ-1 |" in told
    assert "**Scheduled for** 09:00 (UTC+08:00)" in told


def test_an_electorate_by_area_is_told_in_square_metres(sitting: Sitting) -> None:
    owners = Constituency("owners", "业主", "owners")
    voters = [
        Voter("d-1", "owners", weights={"area": 8950}, parts={"unit-3"}),
        Voter("d-2", "owners", weights={"area": 10000}),
    ]
    electorate = Electorate(constituencies=[owners], voters=voters, measures=[AREA])
    rule = Majority("area", base="all", threshold=MoreThan("1/2"))
    bare = attrs.evolve(sitting, entries=()).sign_in("d-1", "d-2")
    bare = bare.open_vote("LQ-1", rule=rule, electorate=electorate, method=VoteMethod.SHOW_OF_HANDS)
    made = minutes_of(bare.cast("d-1", "yes", about="LQ-1").close_vote("LQ-1"))
    told = made.to_markdown("en")
    assert "**Count (area)**" in told
    assert "**Count (area), part: unit-3**" in told
    assert "| owners | 189.50 m² | 0.00 m² | 189.50 m² | 89.50 m² |" in told
    assert "**计票（专有部分面积），部分：unit-3**" in made.to_markdown("zh")


def test_a_vote_tells_who_was_kept_out_when_it_was_to_end_and_how_a_tie_was_broken(sitting: Sitting) -> None:
    rule = Majority("heads", base="participating", threshold=MoreThan("1/2"), tie="casting_vote")
    bare = attrs.evolve(sitting, entries=()).sign_in("d-1", "d-2", "d-3").recuse("d-3", about="LQ-1")
    bare = bare.open_vote("LQ-1", rule=rule, closes_at=after(9)).cast("d-1", "yes", about="LQ-1")
    bare = (
        bare.cast("d-2", "no", about="LQ-1").close_vote("LQ-1").give_casting_vote("d-1", "yes", about="LQ-1")
    )
    made = minutes_of(bare)
    told, said = made.to_markdown("zh"), made.to_markdown("en")
    assert "- **回避** d-3" in told
    assert "- **截止** 09:09" in told
    assert "- **裁决票** d-1：赞成（09:00）" in told
    assert "- **Casting vote** d-1, yes (09:00)" in said
    assert "- **核对** 未宣布结果" in told


def test_an_open_vote_is_told_as_open(sitting: Sitting) -> None:
    rule = Majority("heads", base="participating", threshold=MoreThan("1/2"))
    bare = attrs.evolve(sitting, entries=()).sign_in("d-1").open_vote("LQ-1", rule=rule)
    assert "- **结果** … 未决" in minutes_of(bare).to_markdown("zh")
    undecided = attrs.evolve(sitting, entries=()).sign_in("d-1").open_vote("LQ-1")
    assert "- **结果** —" in minutes_of(undecided).to_markdown("zh")


def test_a_finding_differs_from_what_was_declared_by_the_outcome_alone(sitting: Sitting) -> None:
    bare = attrs.evolve(sitting, entries=()).sign_in("d-1").open_vote("LQ-1").close_vote("LQ-1")
    bare = bare.declare("LQ-1", by="d-1", outcome="adopted")
    assert "✓ 宣布与计票一致" in minutes_of(bare).to_markdown("zh")


def test_a_notebook_shows_both_languages(sitting: Sitting, minutes: Minutes) -> None:
    for shown in (minutes._repr_html_(), sign_in_sheet(sitting)._repr_html_()):
        assert shown.index('lang="zh-Hans"') < shown.index('lang="en"')
        assert "<style" not in shown


def test_a_table_without_caption_and_a_page_without_foot_have_none() -> None:
    table = Table("", ("a", "b"), (("1", "2"),), numbers=1)
    page = Page("en", "t", Facts((("a", "b"),)), (Part(2, "", (table,)),))
    assert to_markdown(page) == "# t\n\n- **a** b\n\n| a | b |\n| --- | ---: |\n| 1 | 2 |\n"
    html = to_html(page)
    assert "<caption>" not in html
    assert "<footer>" not in html
    assert "<h2>" not in html
    captioned = page._replace(parts=(Part(2, "", (table._replace(caption="c", foot=("x", "")),)),))
    assert "**c**" in to_markdown(captioned)
    assert "| **x** |  |" in to_markdown(captioned)
    assert "<caption>c</caption>" in to_html(captioned)


# ------------------------------------------------------------------ Akoma Ntoso


def test_the_export_uses_the_elements_of_akoma_ntoso(minutes: Minutes) -> None:
    tree = ET.fromstring(minutes.to_akoma_ntoso("zh"))  # noqa: S314  made here
    assert tree.tag == f"{{{NAMESPACE}}}akomaNtoso"
    tags = {element.tag.partition("}")[2] for element in tree.iter()}
    assert tags >= {
        *("debate", "meta", "identification", "analysis", "parliamentary", "quorumVerification", "voting"),
        *("count", "references", "TLCPerson", "preface", "debateBody", "debateSection", "rollCall"),
        *("communication", "noticesOfMotion", "proceduralMotions", "speechGroup", "speech", "pointOfOrder"),
        *("declarationOfVote", "adjournment", "narrative", "recordedTime"),
    }


def test_the_counts_of_the_export_are_those_of_the_vote(minutes: Minutes) -> None:
    tree = ET.fromstring(minutes.to_akoma_ntoso("en"))  # noqa: S314  made here
    counts = {
        element.get("refersTo"): int(element.get("value", ""))
        for element in tree.findall(".//{*}voting/{*}count")
    }
    assert (counts["#choice_yes"], counts["#choice_no"]) == (2, 1)
    assert counts["#side_retired_cadre_representatives #choice_no"] == 1
    voting = tree.find(".//{*}voting")
    assert voting is not None
    assert voting.get("outcome") == "#outcome_adopted"


def test_an_empty_sitting_exports_without_analysis(sitting: Sitting) -> None:
    bare = attrs.evolve(sitting, entries=(), council=attrs.evolve(sitting.council, delegates=()))
    tree = ET.fromstring(minutes_of(bare).to_akoma_ntoso("en"))  # noqa: S314  made here
    assert tree.find(".//{*}analysis") is None
    assert tree.find(".//{*}rollCall") is None
    assert "出席" not in minutes_of(bare).to_markdown("zh")


def test_a_speech_and_a_vote_that_go_on_have_no_end(sitting: Sitting) -> None:
    bare = attrs.evolve(sitting, entries=()).speak("d-1").open_vote("LQ-1")
    tree = ET.fromstring(minutes_of(bare).to_akoma_ntoso("en"))  # noqa: S314  made here
    speech = tree.find(".//{*}speech")
    assert speech is not None
    assert speech.get("endTime") is None
    voting = tree.find(".//{*}voting")
    assert voting is not None
    assert voting.get("outcome") is None


# ------------------------------------------------------------------ the sheet for signing in


def test_a_blank_sheet_has_a_line_for_everybody_entitled_and_who_is_in_reserve(sitting: Sitting) -> None:
    sheet = sign_in_sheet(sitting, form="blank")
    assert [(line.person, line.stands_for, line.stay) for line in sheet.lines] == [
        ("d-1", None, None),
        ("d-2", None, None),
        ("d-3", None, None),
        ("d-4", None, None),
        ("d-9", "d-4", None),
    ]
    assert sheet.heading.chair is sheet.heading.opened_at is sheet.heading.closed_at is None
    assert "候补（替 d-4）" in sheet.to_markdown("zh")
    assert "in reserve for d-4" in sheet.to_markdown("en")
    assert 'class="form"' in sheet.to_html("zh")


def test_a_filled_sheet_has_every_stay_with_its_reference(sitting: Sitting) -> None:
    sheet = sign_in_sheet(sitting, signatures={"d-9": "scan-12", "d-3": "scan-13"}, name=Words("会", "C"))
    lines = {line.person: (line.stands_for, line.reference) for line in sheet.lines}
    assert lines == {
        "d-1": (None, "entry-3"),
        "d-2": (None, "entry-4"),
        "d-3": (None, None),
        "d-4": (None, None),
        "d-9": ("d-4", "scan-12"),
        "w-1": (None, "entry-5"),
    }
    told = sheet.to_markdown("zh", names={"d-9": "某某"})
    assert told.startswith("# 会签到表\n")
    assert "| 某某 | 乡贤代表 | 替补 d-4 | 线上 | 09:02 | 09:20 | scan-12 |" in told
    assert "| d-3 | 老干部代表 | ✗ 缺席 | — | — | — | — |" in told


def test_a_stay_that_goes_on_has_no_end_on_the_sheet(sitting: Sitting) -> None:
    bare = attrs.evolve(sitting, entries=()).sign_in("d-1")
    assert "| d-1 | two-committee cadres | member | in person | 09:00 | — | entry-1 |" in sign_in_sheet(
        bare
    ).to_markdown("en")


def test_a_stay_after_a_break_goes_by_the_signature_before_it(sitting: Sitting) -> None:
    bare = attrs.evolve(sitting, entries=()).sign_in("d-1").open("d-1").adjourn().resume(at=after(9))
    assert [line.reference for line in sign_in_sheet(bare).lines if line.person == "d-1"] == ["entry-1"] * 2


def test_somebody_in_reserve_for_another_constituency_is_no_line_of_this_one(sitting: Sitting) -> None:
    second = Delegate("d-4", "two_committee_cadres")
    reserve = Delegate("d-8", "two_committee_cadres", substitute_of="d-4")
    council = attrs.evolve(sitting.council, delegates=(*sitting.council.delegates, second, reserve))
    bare = attrs.evolve(sitting, entries=(), council=council)
    lines = [(line.person, line.constituency) for line in sign_in_sheet(bare, form="blank").lines]
    assert lines.count(("d-8", "two_committee_cadres")) == 1
    assert ("d-8", "local_worthies") not in lines
    assert ("d-9", "local_worthies") in lines


def test_a_guest_and_a_stranger_to_the_council_are_on_the_roll(sitting: Sitting) -> None:
    strange = Delegate("d-7", "elsewhere", substitute_of="d-4")
    council = attrs.evolve(sitting.council, delegates=(*sitting.council.delegates, strange))
    bare = attrs.evolve(sitting, entries=(), council=council).sign_in("d-7", capacity=Capacity.OBSERVER)
    roll = {line.person: line.constituency for line in minutes_of(bare).roll}
    assert roll["d-7"] is None
    assert {line.person for line in sign_in_sheet(bare).lines} >= {"d-7"}


def test_only_a_sitting_has_a_sheet() -> None:
    with pytest.raises(InvalidValue, match="must be a sitting"):
        sign_in_sheet(None)  # type: ignore[arg-type]


@pytest.mark.parametrize("end", [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, tzinfo=UTC)])
@pytest.mark.parametrize("hours", [-12, 12])
def test_a_moment_at_either_end_of_the_calendar_is_told(minutes: Minutes, end: datetime, hours: int) -> None:
    held_at = NINE.replace(tzinfo=timezone(timedelta(hours=hours)))
    tongue = Tongue.of(attrs.evolve(minutes.heading, held_at=held_at), "en")
    assert tongue.clock(end).endswith(("00:00", "12:00", "23:00", "11:00"))


@pytest.mark.parametrize("signatures", [{"d-1": "一"}, {"": "scan-1"}, {"d-1": 5}, "x…", [("d-1", "scan-1")]])
def test_references_that_are_no_identifiers_are_refused(sitting: Sitting, signatures: object) -> None:
    with pytest.raises(InvalidValue, match="references"):
        sign_in_sheet(sitting, signatures=signatures)  # type: ignore[arg-type]


def test_a_length_of_time_is_told_in_minutes(minutes: Minutes) -> None:
    zh, en = (Tongue.of(minutes.heading, language, names={}) for language in ("zh", "en"))
    assert zh.lasts(timedelta(minutes=3)) == "3 分钟"
    assert en.lasts(timedelta(minutes=3)) == "3 min"
    assert zh.lasts(timedelta(minutes=3, seconds=7)) == "3 分 7 秒"
    assert en.lasts(timedelta(seconds=7)) == "0 min 7 s"

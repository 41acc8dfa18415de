"""What minutes hold: everything that happened, under its item, with what it came to; no names, no texts."""

import re
from datetime import timedelta

import attrs
import pytest

from communitygov.core.finding import Finding, Message
from communitygov.errors import DocumentError, InvalidValue, UnknownName, Words
from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES
from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.minutes.minutes import Minutes, minutes_of
from communitygov.meeting.minutes.record import Event, LogMark, MinutesRecord, SpeechRecord, Texts
from communitygov.meeting.minutes.section import SectionPart
from communitygov.meeting.minutes.vote_record import VoteRecord
from communitygov.meeting.resolution.publication import PublicationPolicy
from communitygov.meeting.resolution.resolution import Resolution
from communitygov.meeting.sitting.entry import Closed, ObjectionRaised, Opened, Resumed
from communitygov.meeting.sitting.motion import MotionStatus
from communitygov.meeting.sitting.proxy import ProxyDeclared
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.sitting.stage import StageShown
from communitygov.meeting.sitting.vote import DeclaredCount, VoteMethod
from communitygov.meeting.tally.counts import Counts
from communitygov.meeting.tally.tally import Tally
from communitygov.meeting.threshold import MoreThan

from .conftest import NINE, after  # noqa: TID252


def vote_in(minutes: Minutes) -> VoteRecord:
    """Return the one vote."""
    (vote,) = minutes.votes
    return vote


def test_the_heading_says_when_where_how_and_who(minutes: Minutes) -> None:
    heading = minutes.heading
    assert (heading.sitting, heading.council, heading.orders) == ("M-1", "four-party-council", "orders:1")
    assert (heading.chair, heading.convener, heading.place) == ("d-1", "d-1", "议事点")
    assert (heading.opened_at, heading.closed_at, heading.noticed_at) == (
        NINE,
        after(20),
        after(-3 * 24 * 60),
    )
    assert heading.channels == ("gate-3", "online")


def test_a_sitting_of_which_nothing_is_known_has_bare_minutes(sitting: Sitting) -> None:
    bare = minutes_of(attrs.evolve(sitting, entries=()))
    assert bare.heading.chair is bare.heading.closed_at is bare.heading.place is None
    assert [line.is_absent for line in bare.roll] == [True] * 4
    assert bare.quorum == bare.votes == bare.motions == bare.objections == bare.decisions == ()
    assert "会议通知** 未发出" in bare.to_markdown("zh")
    assert "会议经过" in bare.to_markdown("zh")


def test_each_item_of_the_agenda_has_its_section_in_order(minutes: Minutes) -> None:
    assert [(each.part, each.item and each.item.number) for each in minutes.sections] == [
        (SectionPart.OPENING, None),
        (SectionPart.ITEM, "1"),
        (SectionPart.ITEM, "1.1"),
        (SectionPart.ITEM, "2"),
        (SectionPart.CLOSING, None),
    ]
    assert [len(each.records) for each in minutes.sections] == [7, 1, 9, 0, 1]
    assert "本次未议" in minutes.to_markdown("zh")


def test_what_follows_the_close_stands_after_it_even_where_no_item_was_taken(sitting: Sitting) -> None:
    bare = attrs.evolve(sitting, entries=()).open("d-1").close(at=after(1)).object("d-2", "LQ-1")
    sections = minutes_of(bare).sections
    assert [len(each.records) for each in sections] == [1, 2]


def test_people_who_sign_in_together_are_told_together(minutes: Minutes) -> None:
    (together,) = [event for event in minutes.records(Event) if len(event.entries) > 1]
    assert [entry.person for entry in together.entries] == ["d-1", "d-2"]
    assert "d-1、d-2 签到（现场）" in minutes.to_markdown("zh")


def test_the_roll_names_who_came_who_did_not_and_who_sat_for_them(minutes: Minutes) -> None:
    assert [(line.person, line.is_absent, line.proxy_holder) for line in minutes.roll] == [
        ("d-1", False, None),
        ("d-2", False, None),
        ("d-3", True, "d-2"),
        ("d-4", True, None),
        ("d-9", False, None),
        ("w-1", False, None),
    ]
    told = minutes.to_markdown("zh")
    assert "✗ 缺席，委托 d-2" in told
    assert "✗ 缺席，由 d-9 替补" in told


def test_the_quorum_is_told_at_the_opening_when_verified_and_at_votes(minutes: Minutes) -> None:
    assert [(check.occasion.value, check.is_reached, check.declared) for check in minutes.quorum] == [
        ("opening", False, None),
        ("verification", False, False),
    ]
    rows = [line for line in minutes.to_markdown("zh").splitlines() if "/4 |" in line]
    assert [row.split(" | ")[1:3] for row in rows] == [["开会", "2/4"], ["核验", "2/4"], ["表决 m-2", "4/4"]]


def test_without_a_rule_it_is_left_open_whether_the_quorum_was_reached(sitting: Sitting) -> None:
    assert {check.is_reached for check in minutes_of(sitting).quorum} == {None}


def test_a_vote_is_told_with_its_count_its_ballots_and_what_it_came_to(minutes: Minutes) -> None:
    vote = vote_in(minutes)
    assert (vote.cast, vote.uncounted, vote.by_proxy, vote.outcome) == (4, 1, 1, Outcome.ADOPTED)
    assert [(each.ballot.voter, each.constituency, each.is_counted) for each in vote.ballots] == [
        ("d-1", "two_committee_cadres", True),
        ("d-2", "residents_representatives", True),
        ("d-3", "retired_cadre_representatives", True),
        ("x-1", None, False),
    ]
    assert (vote.tally.total.yes, vote.tally.total.no) == (2, 1)


def test_what_was_declared_is_held_against_what_was_counted(minutes: Minutes) -> None:
    assert not vote_in(minutes).is_as_declared
    assert "✗ 宣布未通过，计得通过；赞成：宣布 9，计得 2" in minutes.to_markdown("zh")
    assert "✗ declared rejected, counted adopted; yes: declared 9, counted 2" in minutes.to_markdown("en")


@pytest.mark.parametrize("method", [each for each in VoteMethod if each is not VoteMethod.NAMED])
def test_only_a_named_vote_lists_its_ballots(sitting: Sitting, method: VoteMethod) -> None:
    bare = attrs.evolve(sitting, entries=()).sign_in("d-1").open_vote("LQ-1", method=method)
    made = minutes_of(bare.cast("d-1", "yes", about="LQ-1"))
    assert (vote_in(made).ballots, vote_in(made).cast) == ((), 1)


def test_a_matter_put_again_is_another_round_and_the_last_one_decides(sitting: Sitting) -> None:
    bare = attrs.evolve(sitting, entries=()).sign_in("d-1")
    for choice in ("no", "yes"):
        bare = bare.open_vote("LQ-1", method=VoteMethod.SECRET).cast("d-1", choice, about="LQ-1")
        bare = bare.close_vote("LQ-1")
    made = minutes_of(bare)
    assert [vote.number for vote in made.votes] == [1, 2]
    assert [vote.tally.total.yes for vote in made.decisions] == [1]
    assert "LQ-1（第 2 轮）" in made.to_markdown("zh")


def test_of_two_ballots_alike_in_everything_one_counts(sitting: Sitting) -> None:
    bare = attrs.evolve(sitting, entries=()).sign_in("d-1").open_vote("LQ-1", method=VoteMethod.NAMED)
    bare = bare.cast("d-1", "yes", about="LQ-1")
    made = minutes_of(bare.record(bare.entries[-1]))
    assert [each.is_counted for each in vote_in(made).ballots] == [False, True]


def test_motions_are_told_with_seconders_status_and_order_of_voting(minutes: Minutes) -> None:
    assert [(each.motion.id, each.seconders, each.status, each.vote_order) for each in minutes.motions] == [
        ("m-1", ("d-2",), MotionStatus.AMENDED, ("m-2", "m-1")),
        ("m-2", (), MotionStatus.ADOPTED, ()),
    ]
    assert "表决次序：m-2 → m-1" in minutes.to_markdown("zh")


def test_an_objection_is_told_with_how_it_was_settled(minutes: Minutes) -> None:
    assert minutes.objections == (("d-2", "m-1", after(5), after(10), "N-7"),)


def test_an_objection_raised_anew_is_not_settled_by_what_settled_the_first(sitting: Sitting) -> None:
    bare = attrs.evolve(sitting, entries=()).object("d-2", "LQ-1").object("d-1", "LQ-1")
    bare = bare.settle("d-2", "LQ-1", reference="N-1").object("d-2", "LQ-1")
    made = minutes_of(bare)
    assert [(each.by, each.reference) for each in made.objections] == [
        ("d-2", "N-1"),
        ("d-1", None),
        ("d-2", None),
    ]
    assert made.to_markdown("zh").count("✗ 未解决") == 2


def test_speaking_time_is_exact_and_what_goes_on_is_counted_to_the_close(minutes: Minutes) -> None:
    times = minutes.speaking_time()
    assert times["residents_representatives"] == timedelta(seconds=90)
    assert times["two_committee_cadres"] == timedelta(minutes=12)
    assert minutes.speeches_of("two_committee_cadres") == 1
    assert "1 分 30 秒" in minutes.to_markdown("zh")


def test_a_speech_that_goes_on_is_counted_to_the_last_entry(sitting: Sitting) -> None:
    bare = attrs.evolve(sitting, entries=()).speak("d-1", at=NINE).object("d-2", "LQ-1", at=after(7))
    made = minutes_of(bare)
    (speech,) = made.records(SpeechRecord)
    assert speech.speech.ended is None
    assert speech.lasts(made.until) == timedelta(minutes=7)
    assert "7 分钟" in made.to_markdown("zh")


def test_a_guest_who_speaks_is_told_and_counted_for_no_constituency(sitting: Sitting) -> None:
    made = minutes_of(attrs.evolve(sitting, entries=()).speak("w-1", lasts=timedelta(minutes=5)))
    assert set(made.speaking_time().values()) == {timedelta()}
    assert "w-1 发言，中立，5 分钟" in made.to_markdown("zh")


def test_what_people_wrote_is_left_out_unless_it_is_asked_for(sitting: Sitting, minutes: Minutes) -> None:
    written = ("先改东区", "并设照明", "怕停电")
    hidden = minutes_of(sitting)
    assert hidden.texts is Texts.HIDDEN
    for text in written:
        for said in (hidden.to_markdown("zh"), hidden.to_html("zh"), hidden.to_akoma_ntoso("zh")):
            assert text not in said
        assert text not in hidden.to_json().decode()
        assert text in minutes.to_markdown("zh")


def test_how_a_proxy_was_told_to_vote_is_never_told(sitting: Sitting) -> None:
    bare = attrs.evolve(sitting, entries=()).appoint_proxy("d-3", "d-2", instruction="no")
    made = minutes_of(bare, texts="shown")
    (event,) = made.records(Event)
    (entry,) = event.entries
    assert isinstance(entry, ProxyDeclared)
    assert entry.proxy.instruction is None


def test_names_are_shown_and_kept_nowhere(minutes: Minutes) -> None:
    names = {"d-1": "甲某", "d-9": "乙某"}
    for said in (minutes.to_markdown("zh", names=names), minutes.to_html("en", names=names)):
        assert "甲某" in said
        assert "乙某" in said
        assert "d-9" not in re.sub(r"[0-9a-f]{64}", "", said)
    assert 'showAs="甲某"' in minutes.to_akoma_ntoso("zh", names=names)
    assert "甲某" not in minutes.to_json().decode()
    assert "甲某" not in minutes.to_markdown("zh")


@pytest.mark.parametrize("names", [["d-1"], {"d-1": ""}, {"d-1": 7}, {"甲": "甲"}, {"d-1": "a\u202eb"}])
def test_names_that_are_none_are_refused(minutes: Minutes, names: object) -> None:
    with pytest.raises(InvalidValue, match="names"):
        minutes.to_markdown("zh", names=names)  # type: ignore[arg-type]


def test_a_language_that_is_not_there_is_refused(minutes: Minutes) -> None:
    with pytest.raises(UnknownName, match="'fr'"):
        minutes.to_html("fr")  # type: ignore[arg-type]


def test_findings_that_are_handed_in_stand_in_the_minutes(sitting: Sitting) -> None:
    message = Message("NOTICE_LATE", Words("通知过迟", "notice was late"), Words("早发", "send it earlier"))
    finding: Finding = message.finding("M-1", {})
    made = minutes_of(sitting, findings=[finding])
    assert "| NOTICE\\_LATE | M-1 | 通知过迟 | 早发 |" in made.to_markdown("zh")
    assert "Findings" in made.to_markdown("en")
    assert "核查发现" not in minutes_of(sitting).to_markdown("zh")
    assert made.matches(sitting)


@pytest.mark.parametrize(("texts", "is_shown"), [("hidden", False), ("shown", True)])
def test_a_resolution_that_came_of_it_stands_in_the_minutes(
    sitting: Sitting,
    texts: str,
    is_shown: bool,  # noqa: FBT001  what is expected
) -> None:
    resolution = Resolution(
        id="R-1",
        about="LQ-1",
        motion="m-2",
        text="并设照明灯",
        decision=sitting.decide("m-2"),
        adopted_at=after(12),
        policy=PublicationPolicy(days=7),
    )
    made = minutes_of(sitting, resolutions=[resolution], texts=texts)
    assert "决议 R-1（LQ-1，动议 m-2）" in made.to_markdown("zh")
    assert "Resolution R-1 (LQ-1, motion m-2)" in made.to_markdown("en")
    plain = attrs.evolve(resolution, about="m-2", motion=None)
    assert "决议 R-1（m-2）" in minutes_of(sitting, resolutions=[plain]).to_markdown("zh")
    for said in (made.to_markdown("zh"), made.to_akoma_ntoso("zh"), made.to_json().decode()):
        assert ("并设照明灯" in said) is is_shown
    assert "<resolutions" in made.to_akoma_ntoso("zh")
    assert made.matches(sitting)


def test_minutes_match_their_log_and_no_other(sitting: Sitting, minutes: Minutes) -> None:
    assert minutes.matches(sitting)
    assert minutes.log.entries == len(sitting.entries)
    assert minutes.log.head == sitting.journal().head
    assert not minutes.matches(sitting.object("d-1", "LQ-1"))
    forged = attrs.evolve(minutes, roll=minutes.roll[1:])
    assert not forged.matches(sitting)
    assert forged.digest != minutes.digest


def test_the_digest_and_the_head_stand_at_the_end(minutes: Minutes) -> None:
    for language in ("zh", "en"):
        foot = minutes.to_markdown(language).rpartition("---")[2]
        assert minutes.digest in foot
        assert minutes.log.head in foot


def test_only_a_sitting_has_minutes() -> None:
    with pytest.raises(InvalidValue, match="must be a sitting"):
        minutes_of("M-1")  # type: ignore[arg-type]


def test_a_rule_that_does_not_fit_its_vote_is_refused(sitting: Sitting) -> None:
    rule = Majority("area", base="all", threshold=MoreThan("1/2"))
    with pytest.raises(UnknownName, match="area"):
        minutes_of(attrs.evolve(sitting, entries=()).open_vote("LQ-1", rule=rule))


def test_a_record_without_its_entries_is_refused() -> None:
    closed = Closed(at=NINE)
    with pytest.raises(InvalidValue, match="one for each place"):
        Event(places=[1, 2], entries=[closed])
    for places in ([], [2, 1], [1, 1], [-1], [True]):
        with pytest.raises(InvalidValue, match="places in a log"):
            Event(places=places, entries=[closed])
    with pytest.raises(NotImplementedError):
        MinutesRecord(places=[1]).at  # noqa: B018  each kind says it


def test_a_vote_written_down_with_a_rule_that_does_not_fit_is_not_read(minutes: Minutes) -> None:
    document = vote_in(minutes).to_document()
    document["rule"] = Majority("area", base="all", threshold=MoreThan("1/2")).to_document()
    with pytest.raises(DocumentError):
        VoteRecord.from_document(document)


def test_a_number_declared_for_a_constituency_that_is_not_there_counts_for_nothing(sitting: Sitting) -> None:

    bare = attrs.evolve(sitting, entries=()).sign_in("d-1").open_vote("LQ-1")
    counts = [DeclaredCount("yes", 2, constituency="nobody"), DeclaredCount("no", 0, constituency="nobody")]
    bare = bare.declare("LQ-1", by="d-1", outcome="adopted", counts=counts)
    made = minutes_of(bare)
    assert [(each.constituency, each.counted) for each in vote_in(made).discrepancies()] == [("nobody", 0)]
    assert "✗ nobody赞成：宣布 2，计得 0" in made.to_markdown("zh")
    assert vote_in(made).outcome is Outcome.ADOPTED


def test_an_entry_of_an_unknown_kind_is_told_by_its_label_and_what_it_does_not_hide(sitting: Sitting) -> None:
    class Rested(Opened):
        label = Words("小憩", "a rest")

    class Objected(ObjectionRaised):
        label = Words("另有异议", "objected besides")

    bare = attrs.evolve(sitting, entries=())
    made = minutes_of(bare.record(Rested(at=NINE, chair="d-1")))
    assert "| 09:00 | 小憩：d-1 |" in made.to_markdown("zh")
    made = minutes_of(bare.record(Objected(at=NINE, by="d-1", about="LQ-1", text="私事")), texts="shown")
    assert "| 09:00 | 另有异议：d-1、LQ-1 |" in made.to_markdown("zh")


def test_an_entry_of_an_unknown_kind_without_fields_is_told_by_its_label_alone(sitting: Sitting) -> None:
    class Paused(Resumed):
        label = Words("稍歇", "a pause")

    bare = attrs.evolve(sitting, entries=()).open("d-1", at=NINE).adjourn().record(Paused(at=NINE))
    assert "| 09:00 | 稍歇 |" in minutes_of(bare).to_markdown("zh")


def test_a_stage_that_was_shown_is_told_with_its_matter_and_where_it_is_kept(sitting: Sitting) -> None:
    shown = StageShown(at=NINE, stage="party_study", about="LQ-1", reference="minutes-7")
    made = minutes_of(attrs.evolve(sitting, entries=()).record(shown))
    assert "出示 LQ-1 的前置环节 party\\_study（见 minutes-7）" in made.to_markdown("zh")
    assert "stage party_study of LQ-1 was shown (see minutes-7)" in made.to_akoma_ntoso("en")


@pytest.mark.parametrize(
    "further",
    [
        {"quorum": 1.5},
        {"resolutions": ["R-1"]},
        {"resolutions": 5},
        {"findings": ["NOTICE_LATE"]},
        {"findings": None},
        {"name": "四方会谈"},
    ],
)
def test_what_is_handed_in_must_be_of_its_kind(sitting: Sitting, further: dict[str, object]) -> None:
    with pytest.raises(InvalidValue):
        minutes_of(sitting, **further)  # type: ignore[arg-type]


def test_a_log_mark_is_of_a_log() -> None:
    with pytest.raises(InvalidValue, match="entries"):
        LogMark(entries=-1, head="e3")


def test_a_vote_without_rule_and_declaration_has_no_outcome() -> None:
    tally = Tally.from_counts({"local_worthies": Counts(entitled=1)}, constituencies=FOUR_CONSTITUENCIES)
    vote = VoteRecord(places=[0], about="LQ-1", number=1, method="secret", opened_at=NINE, tally=tally)
    assert (vote.outcome, vote.declared, vote.is_as_declared) == (None, None, True)

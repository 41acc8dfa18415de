"""The minutes as a page in one language: who was there, what happened, and what came of it."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import cast

from communitygov.errors import Words
from communitygov.meeting.minutes.attendance_layout import attendance, lead, quorum
from communitygov.meeting.minutes.content import MinutesContent
from communitygov.meeting.minutes.decided_layout import decided
from communitygov.meeting.minutes.page import Blanks, Block, Note, Page, Part, Table
from communitygov.meeting.minutes.record import Event, MinutesRecord, SpeechRecord
from communitygov.meeting.minutes.section import Section
from communitygov.meeting.minutes.vote_layout import vote_part
from communitygov.meeting.minutes.vote_record import VoteRecord
from communitygov.meeting.minutes.wording import DASH, Tongue, sentence

NOT_DEALT_WITH = Words("本次未议。", "Not dealt with at this sitting.")
_NUMERALS = "一二三四五六七八九十"
#: Highest heading under the title, and deepest that HTML and Markdown know.
_TOP, _DEEPEST = 2, 6


def page_of(minutes: MinutesContent, tongue: Tongue) -> Page:
    """Return minutes as a page."""
    chapters: list[tuple[Part, ...]] = [
        tuple(_chapter(title, make(minutes, tongue), tongue)) for title, make in _CHAPTERS
    ]
    chapters.insert(
        _COURSE, (Part(_TOP, tongue.say(Words("会议经过", "Proceedings")), ()), *_course(minutes, tongue))
    )
    shown = [chapter for chapter in chapters if chapter]
    parts: list[Part] = []
    for at, (first, *others) in enumerate(shown):
        number = tongue.either(f"{_NUMERALS[at]}、", "")
        parts += [first._replace(title=number + first.title), *others]
    return Page(
        tongue.language,
        page_title(minutes, tongue),
        lead(minutes.heading, tongue),
        tuple(parts),
        tuple(_foot(minutes, tongue)),
    )


def page_title(minutes: MinutesContent, tongue: Tongue) -> str:
    """Return the title of the minutes: what the council is called."""
    return tongue.say(minutes.heading.called) + tongue.either("会议记录", ": minutes")


def _chapter(title: Words, blocks: Iterable[Block], tongue: Tongue) -> Iterator[Part]:
    """Return a part under a heading, unless nothing stands in it."""
    listed = tuple(blocks)
    if listed:
        yield Part(_TOP, tongue.say(title), listed)


# ------------------------------------------------------------------ agenda and course


def _agenda(minutes: MinutesContent, tongue: Tongue) -> Iterator[Block]:
    """Return the agenda, with what was announced and how far each item came."""
    rows: list[tuple[str, ...]] = []
    for section in minutes.sections:
        if section.item is not None and section.state is not None:
            announced = section.announced_at
            rows.append(
                (
                    section.item.number,
                    section.item.title,
                    section.item.about or DASH,
                    tongue.say(section.item.kind),
                    tongue.clock(announced)
                    if announced
                    else tongue.either("会上增加", "added at the sitting"),
                    tongue.say(section.state),
                )
            )
    if rows:
        head = (
            Words("编号", "number"),
            Words("议题", "item"),
            Words("事项", "matter"),
            Words("类别", "kind"),
            Words("通知于", "announced"),
            Words("进度", "state"),
        )
        yield Table("", tuple(map(tongue.say, head)), tuple(rows))


def _course(minutes: MinutesContent, tongue: Tongue) -> Iterator[Part]:
    """Return what happened, section by section: what is not a vote as a table, and each vote by itself."""
    for section in minutes.sections:
        if section.records or section.item:
            level = min(_TOP + 1 + (section.item.depth if section.item else 0), _DEEPEST)
            yield from _section(section, tongue, minutes, level=level)


def _section(section: Section, tongue: Tongue, minutes: MinutesContent, *, level: int) -> Iterator[Part]:
    """Return one section: events and speeches as tables, and between them the votes."""
    item = section.item
    title = f"{item.number}　{item.title}" if item else tongue.say(section.part)
    yield Part(level, title, () if section.records else (Note(tongue.say(NOT_DEALT_WITH)),))
    for is_vote, group in groupby(section.records, key=lambda record: isinstance(record, VoteRecord)):
        if is_vote:
            votes = cast("Iterable[VoteRecord]", group)
            yield from (vote_part(vote, tongue, level=min(level + 1, _DEEPEST)) for vote in votes)
        else:
            yield Part(level, "", (_told(group, tongue, minutes),))


def _told(records: Iterable[MinutesRecord], tongue: Tongue, minutes: MinutesContent) -> Table:
    """Return records as a table of when and what."""
    rows = tuple((tongue.clock(record.at), _said(record, tongue, minutes)) for record in records)
    return Table("", (tongue.either("时间", "time"), tongue.either("经过", "what happened")), rows)


def _said(record: MinutesRecord, tongue: Tongue, minutes: MinutesContent) -> str:
    """Say what a record tells that is no vote."""
    if isinstance(record, SpeechRecord):
        return spoken(record, minutes, tongue=tongue)
    return sentence(cast("Event", record).entries, tongue)


def spoken(record: SpeechRecord, minutes: MinutesContent, *, tongue: Tongue) -> str:
    """Say who spoke, on what, for or against it, and for how long; never what was said."""
    speech = record.speech
    person, stance = tongue.person(speech.person), tongue.say(speech.stance)
    lasts = tongue.lasts(record.lasts(minutes.until))
    zh, en = (f"（{speech.about}）", f" on {speech.about}") if speech.about else ("", "")
    return tongue.either(f"{person} 发言{zh}，{stance}，{lasts}", f"{person} spoke{en}, {stance}, {lasts}")


# ------------------------------------------------------------------ what came of it


def _motions(minutes: MinutesContent, tongue: Tongue) -> Iterator[Block]:
    """Return the motions, and in which order they are voted on."""
    head = (
        Words("动议", "motion"),
        Words("事项", "matter"),
        Words("提出", "moved by"),
        Words("附议", "seconded by"),
        Words("修正", "amends"),
        Words("进度", "status"),
    )
    if minutes.motions:
        rows = (
            (
                record.motion.id,
                record.motion.about,
                tongue.person(record.motion.mover),
                tongue.people(record.seconders),
                record.motion.amends or DASH,
                tongue.say(record.status),
            )
            for record in minutes.motions
        )
        yield Table("", tuple(map(tongue.say, head)), tuple(rows))
    for record in minutes.motions:
        if len(record.vote_order) > 1:
            order = " → ".join(record.vote_order)
            yield Note(tongue.either(f"表决次序：{order}", f"Order of voting: {order}"))


def _objections(minutes: MinutesContent, tongue: Tongue) -> Iterator[Block]:
    """Return every objection, and how it was settled."""
    head = (
        Words("异议人", "objector"),
        Words("事项", "matter"),
        Words("提出", "raised"),
        Words("解决", "settled"),
        Words("记录", "record"),
    )
    rows = tuple(
        (
            tongue.person(each.by),
            each.about,
            tongue.clock(each.raised_at),
            tongue.clock(each.settled_at) if each.settled_at else tongue.either("✗ 未解决", "✗ not settled"),
            each.reference or DASH,
        )
        for each in minutes.objections
    )
    if rows:
        yield Table("", tuple(map(tongue.say, head)), rows)


def _speaking(minutes: MinutesContent, tongue: Tongue) -> Iterator[Block]:
    """Return how long and how often each constituency spoke, if anybody did."""
    rows = tuple(
        (
            tongue.say(side.words),
            str(minutes.speeches_of(side.code)),
            tongue.lasts(minutes.speaking_time()[side.code]),
        )
        for side in minutes.heading.constituencies
    )
    if any(minutes.records(SpeechRecord)):
        head = (Words("方", "constituency"), Words("次数", "speeches"), Words("时间", "time"))
        yield Table("", tuple(map(tongue.say, head)), rows, numbers=2)


def _findings(minutes: MinutesContent, tongue: Tongue) -> Iterator[Block]:
    """Return what was found amiss, with what would mend it."""
    rows = tuple(
        (each.code, each.subject, each.text(tongue.language), each.advice(tongue.language))
        for each in minutes.findings
    )
    if rows:
        head = (
            Words("代码", "code"),
            Words("对象", "subject"),
            Words("发现", "finding"),
            Words("办法", "remedy"),
        )
        yield Table("", tuple(map(tongue.say, head)), rows)


def _signatures(_minutes: MinutesContent, tongue: Tongue) -> Iterator[Block]:
    """Return the lines to sign on."""
    labels = (
        Words("主持人", "Chair"),
        Words("日期", "Date"),
        Words("记录人", "Clerk"),
        Words("日期", "Date"),
    )
    yield Blanks(tuple(map(tongue.say, labels)))


def _foot(minutes: MinutesContent, tongue: Tongue) -> Iterator[str]:
    """Return against what the minutes can be checked."""
    log = minutes.log
    yield tongue.either(
        f"本记录由会议日志生成：{log.entries} 条，哈希链末端 {log.head}。",
        f"Made from the log of the sitting: {log.entries} entries, head of its hash chain {log.head}.",
    )
    yield tongue.either(
        f"记录摘要（SHA-256）：{minutes.digest}。", f"Digest of these minutes (SHA-256): {minutes.digest}."
    )


#: Every chapter but the course of the sitting, and what stands in it; one with nothing in it is left out.
_CHAPTERS: tuple[tuple[Words, Callable[[MinutesContent, Tongue], Iterator[Block]]], ...] = (
    (Words("出席", "Attendance"), attendance),
    (Words("法定人数", "Quorum"), quorum),
    (Words("议程", "Agenda"), _agenda),
    (Words("动议与表决次序", "Motions and order of voting"), _motions),
    (Words("议定事项", "What was decided"), decided),
    (Words("异议", "Objections"), _objections),
    (Words("发言时间", "Speaking time"), _speaking),
    (Words("核查发现", "Findings"), _findings),
    (Words("签字", "Signatures"), _signatures),
)
#: At which place among them the course of the sitting stands.
_COURSE = 3

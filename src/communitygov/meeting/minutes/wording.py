"""How minutes put facts into words: people, times, amounts, and a sentence for every kind of entry.

1. A sentence is a row of a table: words with gaps that are the fields of the entry, and further words for
   fields that may be empty.
2. People go by their identifiers; whoever has the right to names hands them in when the minutes are shown,
   and they are kept nowhere.
3. All times are shown at the distance from UTC of the scheduled beginning.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta, tzinfo
from types import MappingProxyType
from typing import NamedTuple, cast

import attrs

from communitygov.core.checks import TITLE_LENGTH, is_identifier, is_text
from communitygov.core.document import Value
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Language, Words
from communitygov.meeting.minutes.heading import MinutesHeading
from communitygov.meeting.resolution.publication import PostingPlace
from communitygov.meeting.sitting.agenda import AgendaItem, ItemAdded, ItemTaken
from communitygov.meeting.sitting.attendance import Capacity, SignedIn, SignedOut
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
from communitygov.meeting.sitting.notice import Notice, NoticeIssued
from communitygov.meeting.sitting.proxy import Proxy, ProxyDeclared, ProxyRevoked
from communitygov.meeting.sitting.recusal import ConflictDeclared, RecusalLifted, Recused
from communitygov.meeting.sitting.speech import SpeechEnded
from communitygov.meeting.sitting.stage import StageShown

_NAMES = Words(
    f"须为人员标识与其姓名（1 至 {TITLE_LENGTH} 字）的映射",
    f"must map identifiers of people to names of 1 to {TITLE_LENGTH} characters",
)
_REACHED = {True: Words("达到", "reached"), False: Words("未达到", "not reached")}
_MINUTE, _SECOND = timedelta(minutes=1), timedelta(seconds=1)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
DASH = "—"


def as_names(names: object) -> Mapping[str, str]:
    """Return names by the identifiers of people, refused if something else is among them."""
    if names is None:
        return {}
    if not isinstance(names, Mapping):
        raise InvalidValue("names", type(names).__name__, _NAMES)
    for person, name in cast("Mapping[object, object]", names).items():
        if not (is_identifier(person) and is_text(name, longest=TITLE_LENGTH) and name):
            raise InvalidValue("names", person, _NAMES)
    return cast("Mapping[str, str]", names)


class Tongue(NamedTuple):
    """A language, and what else it takes to put facts into words."""

    language: Language
    zone: tzinfo
    day: date
    names: Mapping[str, str]

    @classmethod
    def of(cls, heading: MinutesHeading, language: Language, *, names: object = None) -> "Tongue":
        """Return what it takes for one sitting; a language that is not there is refused."""
        Words("", "").say(language)
        return cls(language, heading.zone, heading.day, as_names(names))

    def say(self, words: Words | TermEnum) -> str:
        """Return one saying."""
        return words.zh if self.language == "zh" else words.en

    def either(self, zh: str, en: str) -> str:
        """Return one of two sayings."""
        return zh if self.language == "zh" else en

    def listed(self, texts: Iterable[str]) -> str:
        """Return several texts as a list."""
        return self.either("、", ", ").join(texts)

    def clauses(self, texts: Iterable[str]) -> str:
        """Return several clauses as one text."""
        return self.either("；", "; ").join(texts)

    def person(self, person: str) -> str:
        """Return the name of a person where it was handed in, or their identifier."""
        return self.names.get(person, person)

    def people(self, people: Iterable[str]) -> str:
        """Return the names of several people, or that there is nobody."""
        return self.listed(map(self.person, people)) or self.either("无", "none")

    def date(self, day: date) -> str:
        """Return a day."""
        return self.either(
            f"{day.year}年{day.month}月{day.day}日", f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
        )

    def clock(self, moment: datetime) -> str:
        """Return a time of day; with the day, if it is not that of the sitting."""
        there = _at_place(moment, self.zone)
        time = f"{there.hour:02}:{there.minute:02}"
        if there.date() == self.day:
            return time
        return f"{self.date(there.date())} {time}"

    def span(self, begun: datetime, ended: datetime | None) -> str:
        """Return from when to when."""
        return f"{self.clock(begun)}–{self.clock(ended) if ended else ''}"

    def lasts(self, length: timedelta) -> str:
        """Return a length of time in minutes, and seconds where there are some."""
        minutes, rest = divmod(length, _MINUTE)
        seconds = rest // _SECOND
        if not seconds:
            return self.either(f"{minutes} 分钟", f"{minutes} min")
        return self.either(f"{minutes} 分 {seconds} 秒", f"{minutes} min {seconds} s")

    def ways(self, channels: Iterable[str]) -> str:
        """Return by which ways a notice went out, in words where the code has some."""
        return self.listed(self.say(PostingPlace.words_of(each)) for each in sorted(channels))

    def reached(self, is_reached: bool | None) -> str:  # noqa: FBT001  what was found
        """Return whether a quorum was reached, as far as that is known."""
        return DASH if is_reached is None else self.say(_REACHED[is_reached])


def _at_place(moment: datetime, zone: tzinfo) -> datetime:
    """Return a moment in a zone; as it is where the calendar ends before that."""
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment


class Saying(NamedTuple):
    """The sentence for one kind of entry, with what follows for each field that is not empty."""

    words: Words
    more: tuple[tuple[str, Words], ...] = ()


_TEXT = ("text", Words("：“{text}”", ": “{text}”"))
#: Kind of entry → its sentence.
SAYINGS: Mapping[type[Entry], Saying] = MappingProxyType(
    {
        NoticeIssued: Saying(
            Words("{convener} 发出会议通知", "{convener} issued the notice of the sitting"),
            (
                ("place", Words("，地点：{place}", ", place: {place}")),
                ("channels", Words("，途径：{channels}", ", by way of {channels}")),
            ),
        ),
        ItemAdded: Saying(Words("增加议题 {number} {title}", "item {number} was added: {title}")),
        ItemTaken: Saying(Words("进入议题 {number}", "item {number} was taken up")),
        SignedIn: Saying(
            Words("{person} 签到（{channel}）", "{person} signed in ({channel})"),
            (
                ("sits_for", Words("，替补 {sits_for}", ", in the place of {sits_for}")),
                ("capacity", Words("，身份：{capacity}", ", as {capacity}")),
            ),
        ),
        SignedOut: Saying(Words("{person} 签退", "{person} left")),
        Opened: Saying(Words("{chair} 主持并宣布开会", "{chair} took the chair and opened the sitting")),
        Adjourned: Saying(
            Words("休会", "the sitting was adjourned"), (("until", Words("，至 {until}", " until {until}")),)
        ),
        Resumed: Saying(Words("复会", "the sitting was resumed")),
        Closed: Saying(Words("闭会", "the sitting was closed")),
        QuorumVerified: Saying(
            Words("{by} 核验法定人数：{is_reached}", "{by} verified the quorum: {is_reached}"),
            (("present", Words("，到会 {present} 人", ", {present} present")),),
        ),
        ObjectionRaised: Saying(Words("{by} 对 {about} 提出异议", "{by} objected to {about}"), (_TEXT,)),
        ObjectionSettled: Saying(
            Words(
                "{by} 对 {about} 的异议已解决（见 {reference}）",
                "the objection of {by} to {about} was settled (see {reference})",
            )
        ),
        StageShown: Saying(
            Words(
                "出示 {about} 的前置环节 {stage}（见 {reference}）",
                "stage {stage} of {about} was shown (see {reference})",
            )
        ),
        Concluded: Saying(
            Words("{about} 未经表决议决", "deliberation on {about} was concluded without a vote"),
            (("by", Words("，由 {by} 宣布", ", by {by}")),),
        ),
        SpeechEnded: Saying(Words("{person} 结束发言", "{person} ended a speech")),
        MotionMoved: Saying(
            Words("{mover} 就 {about} 提出动议 {id}", "{mover} moved {id} on {about}"),
            (("amends", Words("，修正 {amends}", ", amending {amends}")), _TEXT),
        ),
        MotionSeconded: Saying(Words("{by} 附议 {motion}", "{by} seconded {motion}")),
        MotionWithdrawn: Saying(Words("{by} 撤回 {motion}", "{by} withdrew {motion}")),
        ProxyDeclared: Saying(
            Words(
                "{principal} 委托 {holder} 代为表决（{form}）",
                "{principal} gave {holder} a proxy ({form})",
            ),
            (("matters", Words("，限于 {matters}", " for {matters}")),),
        ),
        ProxyRevoked: Saying(
            Words("{principal} 撤销对 {holder} 的委托", "{principal} revoked what was entrusted to {holder}")
        ),
        ConflictDeclared: Saying(
            Words(
                "{person} 与 {about} 有利害关系（{ground}）",
                "an interest of {person} in {about} was declared ({ground})",
            ),
            (("declared_by", Words("，由 {declared_by} 提出", " by {declared_by}")),),
        ),
        Recused: Saying(Words("{person} 就 {about} 回避", "{person} kept out of {about}")),
        RecusalLifted: Saying(Words("{person} 就 {about} 解除回避", "{person} was let in again on {about}")),
    }
)

#: Fields that name a person.
_PEOPLE = frozenset(
    {"by", "chair", "convener", "declared_by", "holder", "mover", "person", "principal", "sits_for"}
)
#: Values within entries whose fields are those of the sentence.
_WITHIN = (AgendaItem, Motion, Notice, Proxy)
#: What goes without saying: a member, and a substitute in whose place it is said.
_UNSAID = frozenset({Capacity.MEMBER, Capacity.SUBSTITUTE})


def sentence(entries: tuple[Entry, ...], tongue: Tongue) -> str:
    """Say what an entry tells, or several that differ in the person alone; of an unknown kind, its fields."""
    entry = entries[0]
    saying = SAYINGS.get(type(entry))
    if saying is None:
        return _plainly(entry, tongue)
    gaps = dict(_gaps(entry, tongue))
    if len(entries) > 1:
        gaps["person"] = tongue.people(str(getattr(each, "person", "")) for each in entries)
    said = (saying.words, *(words for field, words in saying.more if gaps.get(field)))
    return "".join(tongue.say(words).format_map(gaps) for words in said)


def _plainly(entry: Entry, tongue: Tongue) -> str:
    """Say what an entry of an unknown kind is called, and what its fields hold but for those that hide it."""
    kinds = attrs.fields(cast("type[attrs.AttrsInstance]", type(entry)))
    shown = (field.name for field in kinds if field.name != "at" and field.repr is True)
    told = [text for text in (_told(name, getattr(entry, name), tongue) for name in shown) if text]
    label = tongue.say(entry.label)
    return tongue.either("：", ": ").join((label, tongue.listed(told))) if told else label


def _gaps(value: Value, tongue: Tongue) -> Iterable[tuple[str, str]]:
    """Return what fills the gaps of a sentence, field by field."""
    for field in attrs.fields(cast("type[attrs.AttrsInstance]", type(value))):
        content = getattr(value, field.name)
        if isinstance(content, _WITHIN):
            yield from _gaps(content, tongue)
        else:
            yield field.name, _told(field.name, content, tongue)


#: What a field may hold → how that is said.
_TOLD: tuple[tuple[type, Callable[[object, Tongue], str]], ...] = (
    (bool, lambda content, tongue: tongue.reached(cast("bool", content))),
    (Capacity, lambda content, tongue: "" if content in _UNSAID else tongue.say(cast("Capacity", content))),
    (TermEnum, lambda content, tongue: tongue.say(cast("TermEnum", content))),
    (datetime, lambda content, tongue: tongue.clock(cast("datetime", content))),
    (frozenset, lambda content, tongue: tongue.listed(sorted(cast("frozenset[str]", content)))),
    (str, lambda content, _tongue: cast("str", content)),
    (int, lambda content, _tongue: str(content)),
)


def _told(name: str, content: object, tongue: Tongue) -> str:
    """Say what one field holds; nothing of what is empty or no part of a sentence."""
    if name in _PEOPLE and isinstance(content, str):
        return tongue.person(content)
    if name == "channels":
        return tongue.ways(cast("frozenset[str]", content))
    say = next((say for kind, say in _TOLD if isinstance(content, kind)), None)
    return say(content, tongue) if say else ""

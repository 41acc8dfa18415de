"""Whether a sitting was called as it must be: notice, its channels, its items, who convened it."""

from collections.abc import Iterable

from communitygov.core.finding import Detail, Message
from communitygov.core.source import Citation
from communitygov.core.worktime import Period
from communitygov.errors import Words
from communitygov.meeting.standing_orders.notice_rule import NoticeRule
from communitygov.meeting.validity.consequence import BEFORE, EVERYTHING, Found
from communitygov.meeting.validity.put import Put
from communitygov.meeting.validity.reading import Reading, announced_as

NOTICE_MISSING = Message(
    "NOTICE_MISSING",
    Words("{sitting} 没有会议通知（{kind}）", "no notice of {sitting} went out ({kind})"),
    Words("请重新通知并另行开会", "give notice, and meet again"),
)
NOTICE_LATE = Message(
    "NOTICE_LATE",
    Words(
        "{sitting} 的通知提前 {have}，须提前 {need}，差 {shortfall}（{unit}）",
        "notice of {sitting} went out {have} {unit} before, {need} needed, {shortfall} short",
    ),
    Words("下次请于 {need} {unit}前发出通知", "give notice {need} {unit} before, next time"),
)
NOTICE_CHANNEL = Message(
    "NOTICE_CHANNEL",
    Words("{sitting} 的通知未经 {channel} 发出", "notice of {sitting} did not go out by {channel}"),
    Words("请同时经 {channel} 通知", "give notice by {channel} as well"),
)
NOTICE_ITEM_MISSING = Message(
    "NOTICE_ITEM_MISSING",
    Words(
        "议题 {item} 提前告知 {have}，须提前 {need}，差 {shortfall}（{unit}）",
        "item {item} was told {have} {unit} before, {need} needed, {shortfall} short",
    ),
    Words("请将议题 {item} 列入下次会议通知", "put item {item} into the notice of the next sitting"),
)
CONVENER = Message(
    "CONVENER",
    Words("{convener} 无权召集 {sitting}", "{convener} may not convene {sitting}"),
    Words("请由有权者召集：{able}", "let one of these convene: {able}"),
)
NOT_ANNOUNCED = Message(
    "NOT_ANNOUNCED",
    Words(
        "{about} 未在会前通知，不得表决（{kind}）",
        "{about} was not announced before and may not be voted on ({kind})",
    ),
    Words("请将 {about} 列入下次会议通知", "put {about} into the notice of the next sitting"),
)


def notice_findings(reading: Reading) -> Iterable[Found]:
    """Judge the notice of the sitting, or name that there is none."""
    rule = reading.notice_rule
    if rule is None:
        return
    source = reading.orders.source_of(rule)
    if not reading.notices:
        details: dict[str, Detail] = {"sitting": reading.sitting.id, "kind": reading.kind.term}
        yield reading.found(
            NOTICE_MISSING,
            BEFORE,
            subject=reading.sitting.id,
            details=details,
            source=source,
            reach=EVERYTHING,
        )
        return
    yield from _late(reading, rule, source)
    yield from _channels(reading, rule, source)
    yield from _conveners(reading, rule, source)
    yield from _items(reading, rule, source)


def _lacks(need: Period, have: int) -> dict[str, Detail]:
    """Return how many days there were and had to be, as details."""
    return {"have": have, "need": need.amount, "shortfall": need.amount - have, "unit": need.unit.term}


def _late(reading: Reading, rule: NoticeRule, source: Citation | None) -> Iterable[Found]:
    """Name a first notice that went out too late."""
    place, first = reading.notices[0]
    have = reading.days_before(first.at, rule.days) if rule.days else 0
    if rule.days and have < rule.days.amount:
        details: dict[str, Detail] = {"sitting": reading.sitting.id, **_lacks(rule.days, have)}
        yield reading.found(NOTICE_LATE, place, subject=reading.sitting.id, details=details, source=source)


def _channels(reading: Reading, rule: NoticeRule, source: Citation | None) -> Iterable[Found]:
    """Name each channel by which no notice went out."""
    used = frozenset[str]().union(*(entry.notice.channels for _, entry in reading.notices))
    for channel in sorted(rule.channels - used):
        details = {"sitting": reading.sitting.id, "channel": channel}
        yield reading.found(
            NOTICE_CHANNEL, reading.notices[0][0], subject=channel, details=details, source=source
        )


def _conveners(reading: Reading, rule: NoticeRule, source: Citation | None) -> Iterable[Found]:
    """Name each who convened and may not."""
    seen = set[str]()
    for place, entry in reading.notices if rule.conveners else ():
        convener = entry.notice.convener
        known = {convener} | reading.sides.get(convener, frozenset())
        if convener not in seen and rule.conveners.isdisjoint(known):
            details = {
                "convener": convener,
                "sitting": reading.sitting.id,
                "able": ", ".join(sorted(rule.conveners)),
            }
            yield reading.found(
                CONVENER, place, subject=convener, details=details, source=source, reach=EVERYTHING
            )
        seen.add(convener)


def _items(reading: Reading, rule: NoticeRule, source: Citation | None) -> Iterable[Found]:
    """Name each item taken up of which the delegates were not told in time, or not at all."""
    for number, place in reading.takings.items() if rule.items_days else ():
        need = rule.items_days
        told = reading.announced.get(announced_as(reading.sitting.agenda[number]))
        have = reading.days_before(told, need) if need and told else 0
        if need and have < need.amount:
            details: dict[str, Detail] = {"item": number, **_lacks(need, have)}
            yield reading.found(NOTICE_ITEM_MISSING, place, subject=number, details=details, source=source)


def agenda_findings(reading: Reading) -> Iterable[Found]:
    """Name each question that was put though it was not announced, where only announced ones may be.

    Where notice is asked for and none went out at all, that alone is named.
    """
    is_named = reading.notice_rule is not None and not reading.notices
    if reading.kind not in reading.orders.closed_agendas or is_named:
        return
    for put in reading.puts:
        if not _is_announced(reading, put):
            details: dict[str, Detail] = {"about": put.about, "kind": reading.kind.term}
            yield reading.found(
                NOT_ANNOUNCED,
                put.place,
                subject=put.about,
                details=details,
                source=reading.orders.source,
                reach=put.key,
            )


def _is_announced(reading: Reading, put: Put) -> bool:
    """Tell whether the item of a question was announced, as it is, before the sitting was opened."""
    return put.item is not None and announced_as(put.item) in reading.announced

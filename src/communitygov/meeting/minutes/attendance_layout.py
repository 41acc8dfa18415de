"""The heading, the attendance and the quorum of minutes, in words."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from communitygov.errors import Words
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.minutes.content import MinutesContent
from communitygov.meeting.minutes.heading import MinutesHeading
from communitygov.meeting.minutes.page import Block, Facts, Note, Table
from communitygov.meeting.minutes.record import AttendanceLine
from communitygov.meeting.minutes.vote_layout import named
from communitygov.meeting.minutes.wording import DASH, Tongue
from communitygov.meeting.sitting.attendance import Attendance, Capacity
from communitygov.meeting.tally.tally import Tally

_GUESTS = Words("列席与其他", "guests and others")
_NO_QUORUM = frozenset({Outcome.VOID, Outcome.INQUORATE})


def side_of(heading: MinutesHeading, code: str | None, *, tongue: Tongue) -> str:
    """Return what a constituency is called; guests belong to none."""
    called = {side.code: side.words for side in heading.constituencies}
    return tongue.say(called.get(code or "", _GUESTS))


def lead(heading: MinutesHeading, tongue: Tongue) -> Facts:
    """Return what stands under the title: what is known of when, where, how and who."""
    kind = f"（{heading.kind.zh}）" if heading.kind else "", f" ({heading.kind.en})" if heading.kind else ""
    pairs = (
        (Words("会议编号", "Sitting"), heading.sitting + tongue.either(*kind)),
        (Words("日期", "Day"), tongue.date(heading.day)),
        (
            Words("预定时间", "Scheduled for"),
            tongue.clock(heading.held_at) + tongue.either(f"（{heading.zone}）", f" ({heading.zone})"),
        ),
        (Words("实际起止", "Held"), _held(heading, tongue)),
        (Words("地点", "Place"), heading.place or ""),
        (Words("形式", "Mode"), tongue.say(heading.mode)),
        (Words("召集人", "Convened by"), tongue.person(heading.convener) if heading.convener else ""),
        (Words("会议通知", "Notice"), _notice(heading, tongue)),
        (Words("主持人", "Chair"), tongue.person(heading.chair) if heading.chair else ""),
        (Words("议事规则", "Standing orders"), heading.orders or ""),
    )
    return Facts(tuple((tongue.say(name), text) for name, text in pairs if text))


def _held(heading: MinutesHeading, tongue: Tongue) -> str:
    """Return from when to when the sitting was held, as far as it was."""
    return tongue.span(heading.opened_at, heading.closed_at) if heading.opened_at else ""


def _notice(heading: MinutesHeading, tongue: Tongue) -> str:
    """Return when the notice went out, and by which ways."""
    if heading.noticed_at is None:
        return tongue.either("未发出", "none was issued")
    ways = tongue.ways(heading.channels)
    issued = tongue.clock(heading.noticed_at)
    return tongue.either(f"{issued} 发出", f"issued {issued}") + (
        tongue.either(f"（{ways}）", f" ({ways})") if ways else ""
    )


# ------------------------------------------------------------------ attendance


def attendance(minutes: MinutesContent, tongue: Tongue) -> Iterator[Block]:
    """Return the roll: how many of each constituency came, and everybody with every stay."""
    head = (
        Words("人员", "person"),
        Words("方", "constituency"),
        Words("身份", "capacity"),
        Words("途径", "way"),
        Words("到会 – 离会", "from – to"),
        Words("时长", "time there"),
    )
    if minutes.roll:
        yield Note(_summary(minutes, tongue))
        rows = (line_of(line, minutes, tongue=tongue) for line in minutes.roll)
        yield Table("", tuple(map(tongue.say, head)), tuple(rows), numbers=1)


def _summary(minutes: MinutesContent, tongue: Tongue) -> str:
    """Say how many of each constituency came at some time."""
    came = Counter(line.constituency for line in minutes.roll if _is_seated(line))
    sides = (
        tongue.say(side.words) + tongue.either(f" {came[side.code]} 人", f" {came[side.code]}")
        for side in minutes.heading.constituencies
    )
    absent = sum(line.is_absent for line in minutes.roll)
    said = tongue.either("曾到会：", "Came at some time: ") + tongue.listed(sides)
    return said + tongue.either(f"；缺席 {absent} 人。", f"; absent: {absent}.")


def _is_seated(line: AttendanceLine) -> bool:
    """Tell whether somebody came as a member or in a member's place."""
    seated = {Capacity.MEMBER, Capacity.SUBSTITUTE}
    return any(stay.capacity in seated for stay in line.stays)


def line_of(line: AttendanceLine, minutes: MinutesContent, *, tongue: Tongue) -> tuple[str, ...]:
    """Return one person of the roll."""
    who = tongue.person(line.person), side_of(minutes.heading, line.constituency, tongue=tongue)
    if line.is_absent:
        return (*who, _absent(line, minutes, tongue), DASH, DASH, DASH)
    lengths = ((stay.ended or minutes.until) - stay.begun for stay in line.stays)
    return (
        *who,
        tongue.clauses(dict.fromkeys(capacity(stay, tongue) for stay in line.stays)),
        tongue.clauses(dict.fromkeys(tongue.say(stay.channel) for stay in line.stays)),
        tongue.clauses(tongue.span(stay.begun, stay.ended) for stay in line.stays),
        tongue.lasts(sum(lengths, timedelta())),
    )


def capacity(stay: Attendance, tongue: Tongue) -> str:
    """Return as what somebody came, and in whose place."""
    if stay.sits_for is None:
        return tongue.say(stay.capacity)
    principal = tongue.person(stay.sits_for)
    return tongue.either(f"替补 {principal}", f"in the place of {principal}")


def _absent(line: AttendanceLine, minutes: MinutesContent, tongue: Tongue) -> str:
    """Say that somebody was absent, and who sat or held a proxy for them."""
    seated = sorted(
        {each.person for each in minutes.roll for stay in each.stays if stay.sits_for == line.person}
    )
    said = [tongue.either("✗ 缺席", "✗ absent")]
    if seated:
        who = tongue.people(seated)
        said.append(tongue.either(f"由 {who} 替补", f"{who} sat in their place"))
    if line.proxy_holder:
        who = tongue.person(line.proxy_holder)
        said.append(tongue.either(f"委托 {who}", f"proxy given to {who}"))
    return tongue.either("，", ", ").join(said)


# ------------------------------------------------------------------ quorum


def quorum(minutes: MinutesContent, tongue: Tongue) -> Iterator[Block]:
    """Return who was there at the opening, whenever the quorum was verified, and at every vote."""
    rows = [
        (
            tongue.clock(check.at),
            tongue.say(check.occasion),
            *_present(check.tally, tongue),
            tongue.reached(check.is_reached),
            tongue.reached(check.declared),
        )
        for check in minutes.quorum
    ]
    rows += [
        (
            tongue.clock(vote.at),
            tongue.either("表决 ", "vote ") + named(vote, tongue),
            *_present(vote.tally, tongue),
            tongue.reached(None if vote.rule is None else vote.outcome not in _NO_QUORUM),
            DASH,
        )
        for vote in sorted(minutes.votes, key=lambda vote: vote.places[0])
    ]
    head = (
        Words("时间", "time"),
        Words("时机", "occasion"),
        Words("到会", "present"),
        Words("各方到会", "by constituency"),
        Words("按规则", "by the rule"),
        Words("所宣布", "as declared"),
    )
    if rows:
        yield Table("", tuple(map(tongue.say, head)), tuple(rows))


def _present(tally: Tally, tongue: Tongue) -> tuple[str, str]:
    """Return how many of how many are there, in all and by constituency; who is excused is left out."""
    total = tally.total
    sides = (
        f"{tongue.say(side.words)} {counts.present}/{counts.sums.eligible}" for side, counts in tally.groups
    )
    return f"{total.present}/{total.sums.eligible}", tongue.listed(sides)

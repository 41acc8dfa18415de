"""What came of a sitting, in words: every vote, every matter put without a vote, and the resolutions."""

from collections.abc import Iterator

from communitygov.errors import Words
from communitygov.meeting.minutes.conclusion_record import ConclusionRecord
from communitygov.meeting.minutes.content import MinutesContent
from communitygov.meeting.minutes.page import Block, Note, Table
from communitygov.meeting.minutes.record import ResolutionRecord
from communitygov.meeting.minutes.vote_layout import came_to, compared, named, outline
from communitygov.meeting.minutes.vote_record import VoteRecord
from communitygov.meeting.minutes.wording import DASH, Tongue
from communitygov.meeting.tally.counts import Sums

_HEAD = (
    Words("事项", "matter"),
    Words("结果", "outcome"),
    Words("核对", "compared"),
    Words("赞成", "yes"),
    Words("反对", "no"),
    Words("弃权", "abstain"),
)
#: Where in the counts the votes in favour stand, before those against and the abstentions.
_YES = Sums._fields.index("yes")
_AS_LOGGED = Words(
    "计票与结果均依会议日志得出，未作合法性判断。",
    "Counts and outcomes are those of the log; whether the votes were lawful is not judged here.",
)


def decided(minutes: MinutesContent, tongue: Tongue) -> Iterator[Block]:
    """Return what every matter and motion came to at last, and the resolutions."""
    rows = [(vote.places[0], _voted(vote, tongue)) for vote in minutes.decisions]
    rows += [(record.place, _concluded(record, tongue)) for record in minutes.conclusions]
    if rows:
        listed = tuple(row for _, row in sorted(rows))
        yield Table("", tuple(map(tongue.say, _HEAD)), listed, numbers=3)
        yield Note(tongue.say(_AS_LOGGED))
    for record in minutes.conclusions:
        yield Note(concluded(record, tongue))
        if record.decision is not None:
            yield outline(record.decision.explanation, tongue)
    yield from (Note(_resolved(resolution, tongue)) for resolution in minutes.resolutions)


def _voted(vote: VoteRecord, tongue: Tongue) -> tuple[str, ...]:
    """Return the row of a vote."""
    numbers = vote.tally.total.sums[_YES : _YES + 3]
    return named(vote, tongue), came_to(vote.outcome, tongue), compared(vote, tongue), *map(str, numbers)


def _concluded(record: ConclusionRecord, tongue: Tongue) -> tuple[str, ...]:
    """Return the row of a matter that was put without a vote."""
    without = tongue.either("未经表决", "no vote was taken")
    return record.about, came_to(record.outcome, tongue), without, DASH, DASH, DASH


def concluded(record: ConclusionRecord, tongue: Tongue) -> str:
    """Say when and how a matter was put without a vote, who was there, and how many objected."""
    at, total = tongue.clock(record.at), record.tally.total
    there = f"{total.present}/{total.sums.eligible}"
    zh, en = "议决", "it was concluded"
    if record.item is not None:
        zh, en = f"议题 {record.item} 议毕", f"item {record.item} ended"
    zh += "" if record.rule else "，未定表决规则"
    en += "" if record.rule else " and no rule was named"
    return tongue.either(
        f"{record.about} 未经表决：{at} {zh}；到会 {there}，未解决的异议 {total.objections} 项。",
        f"{record.about} was put without a vote: at {at} {en}; present {there}, unsettled objections "
        f"{total.objections}.",
    )


def _resolved(resolution: ResolutionRecord, tongue: Tongue) -> str:
    """Return a resolution with its matter, the motion if it was decided by one, and its text if shown."""
    id, about, motion = resolution.id, resolution.about, resolution.motion
    zh, en = (f"，动议 {motion}", f", motion {motion}") if motion else ("", "")
    said = tongue.either(f"决议 {id}（{about}{zh}）", f"Resolution {id} ({about}{en})")
    return said + (tongue.either("：", ": ") + resolution.text if resolution.text else "")

"""Whether questions were put as they must be, and whether what was declared is what was counted (表决程序).

They are put in their order, after what must come before, for long enough, and under the rule of the orders.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta

from communitygov.core.finding import Detail, Message
from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.worktime import Period
from communitygov.errors import Words
from communitygov.meeting.sitting.motion import MotionMoved, MotionWithdrawn
from communitygov.meeting.sitting.stage import StageShown
from communitygov.meeting.sitting.vote import ResultDeclared, VoteRound
from communitygov.meeting.standing_orders.notice_rule import days_ahead
from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.tally.counts import Counts
from communitygov.meeting.validity.consequence import Found
from communitygov.meeting.validity.counting import lawful_tally
from communitygov.meeting.validity.put import Put
from communitygov.meeting.validity.reading import Reading

STAGE_SKIPPED = Message(
    "STAGE_SKIPPED",
    Words("{about} 未经前置环节 {stage} 即付表决", "{about} was put before it had been through: {stage}"),
    Words(
        "请先完成 {stage}，并在会上出示记录",
        "go through it first, and show the record to the sitting: {stage}",
    ),
)
ORDER_OF_VOTE = Message(
    "ORDER_OF_VOTE",
    Words("{about} 先于其修正案 {amendment} 付表决", "{about} was put before its amendment {amendment}"),
    Words("请先表决 {amendment}，再表决 {about}", "put {amendment} first, and {about} after it"),
)
VOTE_WINDOW_SHORT = Message(
    "VOTE_WINDOW_SHORT",
    Words(
        "{about} 的表决期限 {have}，须至少 {need}，差 {shortfall}（{unit}）",
        "the vote on {about} was open for {have} {unit}, at least {need} needed, {shortfall} short",
    ),
    Words("请重新表决，期限至少 {need} {unit}", "put it again, for at least {need} {unit}"),
)
VOTE_WINDOW_LONG = Message(
    "VOTE_WINDOW_LONG",
    Words(
        "{about} 的表决期限 {have}，至多 {most}，超出 {excess}（{unit}）",
        "the vote on {about} was open for {have} {unit}, {most} is the most, {excess} too many",
    ),
    Words("下次请在 {most} {unit}内结束表决", "close the vote within {most} {unit}, next time"),
)
RULE_DIFFERS = Message(
    "RULE_DIFFERS",
    Words(
        "{about} 的表决规则与议事规则 {orders} 所定不同",
        "{about} was put under another rule than the standing orders {orders} give",
    ),
    Words("请按议事规则计票，或先修订议事规则", "decide it by the standing orders, or change them first"),
)
TALLY_MISMATCH = Message(
    "TALLY_MISMATCH",
    Words(
        "{about} 宣布的{what}为 {declared}，实计为 {counted}",
        "{what} on {about}: declared {declared}, counted {counted}",
    ),
    Words("请核对票与记录，并更正宣布的结果", "check ballots and record, and correct what was declared"),
)
#: What is counted for a constituency that there is not.
_NOBODY = Counts(entitled=0)
_MOMENT = timedelta(microseconds=1)


def stage_findings(reading: Reading) -> Iterable[Found]:
    """Name each stage through which a question had not been, as far as was shown to the sitting."""
    shown: dict[tuple[str, str], int] = {}
    for place, entry in enumerate(reading.entries):
        if isinstance(entry, StageShown):
            shown.setdefault((entry.stage, entry.about), place)
    for put in reading.puts:
        for stage in reading.orders.stages_for(put.matter):
            if not any(shown.get((stage, about), put.bound) < put.bound for about in put.line):
                details = {"about": put.about, "stage": stage}
                yield reading.found(
                    STAGE_SKIPPED,
                    put.place,
                    subject=put.about,
                    details=details,
                    source=reading.orders.source,
                    reach=put.key,
                )


def order_findings(reading: Reading) -> Iterable[Found]:
    """Name each amendment that was to be voted on before what it would change."""
    moved: dict[str, dict[str, int]] = {}
    withdrawn: dict[str, int] = {}
    for place, entry in enumerate(reading.entries):
        match entry:
            case MotionMoved(motion=motion) if motion.amends:
                moved.setdefault(motion.amends, {})[motion.id] = place
            case MotionWithdrawn(motion=name):
                withdrawn.setdefault(name, place)
            case _:
                pass
    first: dict[str, int] = {}
    for put in reading.puts if moved else ():
        first.setdefault(put.about, put.place)
        for amendment, place in moved.get(put.about, {}).items():
            is_open = place < put.place <= withdrawn.get(amendment, put.place)
            if is_open and amendment not in first:
                details = {"about": put.about, "amendment": amendment}
                yield reading.found(
                    ORDER_OF_VOTE,
                    put.place,
                    subject=put.about,
                    details=details,
                    source=LIBRARY_DEFAULT,
                    reach=put.key,
                )


def rule_findings(reading: Reading) -> Iterable[Found]:
    """Name each question that was put under another rule than the orders give."""
    for put in reading.puts:
        if put.rule is not None and put.rule != reading.rule_of(put):
            details = {"about": put.about, "orders": reading.orders.name}
            yield reading.found(
                RULE_DIFFERS,
                put.place,
                subject=put.about,
                details=details,
                source=reading.orders.source,
                reach=put.key,
            )


# ---------------------------------------------------------------------- how long


def window_findings(reading: Reading) -> Iterable[Found]:
    """Name each vote in writing that was open too short or too long."""
    window = reading.orders.window
    for put in reading.puts:
        if window and put.vote and put.is_written:
            source = reading.orders.source_of(window)
            for message, details in _lengths(reading, put.vote, window.least, window.most):
                said: dict[str, Detail] = {"about": put.about, **details}
                yield reading.found(
                    message, put.place, subject=put.about, details=said, source=source, reach=put.key
                )


def _lengths(
    reading: Reading, vote: VoteRound, least: Period | None, most: Period | None
) -> Iterable[tuple[Message, Mapping[str, Detail]]]:
    """Return how a vote is too short or too long; one that goes on without an end is neither yet."""
    ends = [moment for moment in (vote.opened.closes_at, vote.closed_at) if moment is not None]
    if not ends:
        return
    first, last = reading.day_of(vote.opened.at), reading.day_of(min(ends) - _MOMENT)
    if least is not None:
        have = days_ahead(first, last, unit=least.unit, calendar=reading.calendar)
        if have < least.amount:
            short = least.amount - have
            yield (
                VOTE_WINDOW_SHORT,
                {"have": have, "need": least.amount, "shortfall": short, "unit": least.unit.term},
            )
    if most is not None:
        have = days_ahead(first, last, unit=most.unit, calendar=reading.calendar)
        if have > most.amount:
            excess = have - most.amount
            yield (
                VOTE_WINDOW_LONG,
                {"have": have, "most": most.amount, "excess": excess, "unit": most.unit.term},
            )


# ---------------------------------------------------------------------- what was declared


def declared_findings(reading: Reading) -> Iterable[Found]:
    """Name everything that was declared of a vote and is not what was counted."""
    for put in reading.puts:
        declared = put.vote.declared if put.vote else None
        if put.vote and declared:
            place = reading.declarations[put.place]
            for what, said, counted in _mismatches(reading, put, declared):
                details: dict[str, Detail] = {
                    "about": put.about,
                    "what": what,
                    "declared": said,
                    "counted": counted,
                }
                yield reading.found(TALLY_MISMATCH, place, subject=put.about, details=details, reach=put.key)


def _mismatches(
    reading: Reading, put: Put, declared: ResultDeclared
) -> Iterable[tuple[Words, Detail, Detail]]:
    """Return what was declared otherwise than it was counted: the outcome, and each number given."""
    tally = lawful_tally(reading, put)
    outcome = reading.rule_of(put).decide(tally).outcome
    if declared.outcome is not outcome:
        yield Words("结果", "the outcome"), declared.outcome.term, outcome.term
    names = {side.code: side.words for side, _ in tally.groups} | {"": Words("全体", "all")}
    sides = {side.code: counts for side, counts in tally.groups}
    for each in declared.counts:
        counts = sides.get(each.constituency, _NOBODY) if each.constituency else tally.total
        counted = {
            Choice.YES: counts.yes,
            Choice.NO: counts.no,
            Choice.ABSTAIN: counts.abstain,
            Choice.INVALID: counts.invalid,
        }[each.choice]
        if counted != each.votes:
            who = names.get(each.constituency or "", Words(str(each.constituency), str(each.constituency)))
            what = Words(f"{who.zh}{each.choice.zh}票数", f"votes of {who.en}, {each.choice.en}")
            yield what, each.votes, counted

"""How a vote stands in the minutes: what it came to, the count by constituency, who voted how, and why."""

from collections.abc import Iterator

from communitygov.core.source import Citation
from communitygov.errors import Words
from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.decision.explanation import Explanation
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.measure import HEADS, Measure
from communitygov.meeting.minutes.page import Block, Facts, Note, Outline, Part, Table
from communitygov.meeting.minutes.vote_record import BallotRecord, VoteRecord
from communitygov.meeting.minutes.wording import DASH, Tongue
from communitygov.meeting.tally.counts import Counts, Sums, added
from communitygov.meeting.tally.tally import Tally

_MARKS = {Outcome.ADOPTED: "✓", Outcome.OPEN: "…"}
_COLUMNS: tuple[tuple[str, Words], ...] = (
    ("entitled", Words("应到", "entitled")),
    ("excused", Words("回避", "excused")),
    ("present", Words("实到", "present")),
    ("yes", Words("赞成", "yes")),
    ("no", Words("反对", "no")),
    ("abstain", Words("弃权", "abstain")),
    ("invalid", Words("无效", "invalid")),
    ("not_voting", Words("未表决", "not voting")),
)


def came_to(outcome: Outcome | None, tongue: Tongue) -> str:
    """Say what something came to, with a sign; a dash where neither a rule nor anybody says so."""
    return DASH if outcome is None else f"{_MARKS.get(outcome, '✗')} {tongue.say(outcome)}"


def named(vote: VoteRecord, tongue: Tongue) -> str:
    """Return on what a vote was, and in which round if it was not the first."""
    if vote.number == 1:
        return vote.about
    return tongue.either(f"{vote.about}（第 {vote.number} 轮）", f"{vote.about} (round {vote.number})")


def vote_part(vote: VoteRecord, tongue: Tongue, *, level: int) -> Part:
    """Return the whole of one round of voting."""
    return Part(level, _title(vote, tongue), tuple(_blocks(vote, tongue)))


def vote_lines(vote: VoteRecord, tongue: Tongue) -> tuple[str, tuple[tuple[str, str], ...], tuple[str, ...]]:
    """Return a vote without its tables: its heading, its facts, and why it came to what it did."""
    reasons = () if vote.decision is None else _flat(outline(vote.decision.explanation, tongue))
    return _title(vote, tongue), tuple(_facts(vote, tongue)), tuple(reasons)


def _flat(outline: Outline) -> Iterator[str]:
    """Return a text, and all under it."""
    yield outline.text
    for inner in outline.items:
        yield from _flat(inner)


def _title(vote: VoteRecord, tongue: Tongue) -> str:
    """Return the heading of a vote."""
    return tongue.either("表决：", "Vote: ") + named(vote, tongue)


def _blocks(vote: VoteRecord, tongue: Tongue) -> Iterator[Block]:
    """Return what stands under the heading of a vote."""
    yield Facts(tuple(_facts(vote, tongue)))
    yield from tallies(vote.tally, tongue)
    if vote.ballots:
        yield _ballots(vote, tongue)
    if vote.decision is not None:
        yield Note(tongue.either("结果的由来：", "How the outcome came about:"))
        yield outline(vote.decision.explanation, tongue)


def _facts(vote: VoteRecord, tongue: Tongue) -> Iterator[tuple[str, str]]:
    """Return what is said of a vote beside its numbers."""
    yield tongue.either("结果", "Outcome"), came_to(vote.outcome, tongue)
    yield tongue.either("方式", "Method"), tongue.say(vote.method)
    yield tongue.either("起止", "From – to"), tongue.span(vote.opened_at, vote.closed_at)
    if vote.closes_at is not None:
        yield tongue.either("截止", "Ballots until"), tongue.clock(vote.closes_at)
    voters = vote.tally.total.entitled
    yield tongue.either("表决主体", "Electorate"), tongue.either(f"{voters} 人", f"{voters} voters")
    if vote.excused:
        yield tongue.either("回避", "Excused"), tongue.people(vote.excused)
    yield tongue.either("选票", "Ballots"), _cast(vote, tongue)
    if vote.withheld:
        yield (
            tongue.either("各方票数", "By constituency"),
            tongue.either("不列，以免知悉谁如何投票", "left out, since it would tell who voted how"),
        )
    for casting in vote.castings:
        said = f"{tongue.person(casting.by)}：{tongue.say(casting.choice)}（{tongue.clock(casting.at)}）"
        yield (
            tongue.either("裁决票", "Casting vote"),
            tongue.either(
                said,
                f"{tongue.person(casting.by)}, {tongue.say(casting.choice)} ({tongue.clock(casting.at)})",
            ),
        )
    for declared in vote.declarations:
        numbers = tongue.listed(
            f"{_side(vote.tally, each.constituency, tongue)}{tongue.say(each.choice)} {each.votes}"
            for each in declared.counts
        )
        by, at, outcome = tongue.person(declared.by), tongue.clock(declared.at), tongue.say(declared.outcome)
        more = tongue.either("，", ", ") + numbers if numbers else ""
        yield (
            tongue.either("宣布", "Declared"),
            tongue.either(f"{by} 于 {at} 宣布{outcome}{more}", f"{outcome}, by {by} at {at}{more}"),
        )
    yield tongue.either("核对", "Compared"), compared(vote, tongue)


def _cast(vote: VoteRecord, tongue: Tongue) -> str:
    """Say how many ballots there are, how many do not count, and how many came by proxy."""
    said = [tongue.either(f"投出 {vote.cast} 张", f"{vote.cast} cast")]
    if vote.uncounted:
        said.append(tongue.either(f"不计 {vote.uncounted} 张", f"{vote.uncounted} not counted"))
    if vote.by_proxy:
        said.append(tongue.either(f"委托代投 {vote.by_proxy} 张", f"{vote.by_proxy} by proxy"))
    return tongue.listed(said)


def compared(vote: VoteRecord, tongue: Tongue) -> str:
    """Say whether what was declared is what was counted, and every number that is not."""
    if vote.declared is None:
        return tongue.either("未宣布结果", "no result was declared")
    if vote.is_as_declared:
        return tongue.either("✓ 宣布与计票一致", "✓ as declared")
    return "✗ " + tongue.clauses(_differing(vote, tongue))


def _differing(vote: VoteRecord, tongue: Tongue) -> Iterator[str]:
    """Say in what a declared result differs from the count, or that a finding says so."""
    if vote.declared and vote.outcome and vote.declared.outcome is not vote.outcome:
        yield tongue.either(
            f"宣布{vote.declared.outcome.zh}，计得{vote.outcome.zh}",
            f"declared {vote.declared.outcome.en}, counted {vote.outcome.en}",
        )
    for each in vote.discrepancies():
        side = _side(vote.tally, each.constituency, tongue)
        yield tongue.either(
            f"{side}{each.choice.zh}：宣布 {each.declared}，计得 {each.counted}",
            f"{side}{each.choice.en}: declared {each.declared}, counted {each.counted}",
        )
    if vote.withheld and not vote.withheld.is_as_declared:
        yield tongue.either("各方票数与宣布不符", "votes by constituency are not as declared")
    if vote.is_contested:
        yield tongue.either("宣布与依规计票不符，见核查发现", "not the lawful count, see the findings")


def _side(tally: Tally, code: str | None, tongue: Tongue) -> str:
    """Return a constituency before a number that is of it; nothing where the number is of all."""
    if code is None:
        return ""
    words = {side.code: side.words for side, _ in tally.groups}.get(code, Words(code, code))
    return tongue.say(words) + tongue.either("", " ")


def tallies(tally: Tally, tongue: Tongue) -> Iterator[Table]:
    """Return the count by constituency, in every measure, of the whole and of every part."""
    for name, each in (("", tally), *tally.parts):
        sides = tuple(side for side, _ in each.groups)
        counts = tuple(counts for _, counts in each.groups)
        for measure, weighed in ((HEADS, counts), *each.weighed):
            yield _counted(measure, sides, weighed, name=name, tongue=tongue)


def _counted(
    measure: Measure,
    sides: tuple[Constituency, ...],
    counts: tuple[Counts, ...],
    *,
    name: str,
    tongue: Tongue,
) -> Table:
    """Return the count of one measure."""
    rows = [
        (tongue.say(side.words), *_amounts(each.sums, measure, tongue))
        for side, each in zip(sides, counts, strict=True)
    ]
    total = added(each.sums for each in counts)
    caption = tongue.either("计票（", "Count (") + tongue.say(measure.words) + tongue.either("）", ")")
    part = tongue.either(f"，部分：{name}", f", part: {name}") if name else ""
    return Table(
        caption + part,
        (tongue.either("方", "constituency"), *(tongue.say(words) for _, words in _COLUMNS)),
        tuple(rows),
        (tongue.either("合计", "total"), *_amounts(total, measure, tongue)),
        len(_COLUMNS),
    )


def _amounts(sums: Sums, measure: Measure, tongue: Tongue) -> Iterator[str]:
    """Return the numbers of one row; heads bare, other amounts with their unit."""
    for name, _ in _COLUMNS:
        amount = sums.present - sums.participating if name == "not_voting" else getattr(sums, name)
        yield str(amount) if measure == HEADS else tongue.say(measure.written(amount))


def _ballots(vote: VoteRecord, tongue: Tongue) -> Table:
    """Return who voted how, in a named vote."""
    sides = {side.code: side.words for side, _ in vote.tally.groups}
    return Table(
        tongue.either("记名", "By name"),
        (
            tongue.either("表决人", "voter"),
            tongue.either("方", "constituency"),
            tongue.either("票", "ballot"),
            tongue.either("途径", "way"),
            tongue.either("备注", "remarks"),
        ),
        tuple(
            (
                tongue.person(each.ballot.voter),
                tongue.say(sides.get(each.constituency or "", Words(DASH, DASH))),
                tongue.say(each.ballot.choice),
                tongue.say(each.ballot.channel),
                _remarks(each, tongue),
            )
            for each in vote.ballots
        ),
    )


def _remarks(record: BallotRecord, tongue: Tongue) -> str:
    """Say by whom a ballot was cast for another, and whether it does not count."""
    said: list[str] = []
    if record.ballot.on_behalf_of is not None:
        by = tongue.person(record.ballot.by)
        said.append(tongue.either(f"由 {by} 代投", f"cast by {by}"))
    if not record.is_counted:
        said.append(tongue.either("✗ 不计", "✗ not counted"))
    return tongue.clauses(said)


def outline(part: Explanation, tongue: Tongue, *, around: Citation | None = None) -> Outline:
    """Return why a rule came to what it did, with where each part stands unless that is said above it."""
    said = f"{'✓' if part.holds else '✗'} {tongue.say(part.words)}"
    if part.source is not None and part.source != around:
        is_default = part.source.is_library_default
        source = tongue.either("本库默认", "library default") if is_default else str(part.source)
        said += tongue.either(f"（依据：{source}）", f" [{source}]")
    return Outline(said, tuple(outline(each, tongue, around=part.source or around) for each in part.parts))

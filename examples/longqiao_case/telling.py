"""What is said of the run, in both languages; terminal and page only lay it out."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import Enum
from fractions import Fraction

import attrs

from communitygov.core import Quantity, Share
from communitygov.deliberation import FactKind
from communitygov.errors import Words
from communitygov.grid import GridHierarchy
from communitygov.meeting import Decision, Outcome
from communitygov.organisation import Role
from communitygov.procedure import Due, Fact, Procedure
from longqiao_case.dossier import Dossier
from longqiao_case.neighbourhood import Figure
from longqiao_case.records import HeldSitting
from longqiao_case.running import Course, Refused, Run, Taken
from longqiao_case.showing import decision_of

#: Most persons who are named one by one, and most characters of a reference.
MOST_NAMED = 4
MOST_REFERENCE = 20

_RATINGS: Mapping[str, Words] = {
    "satisfied": Words("满意", "satisfied"),
    "dissatisfied": Words("不满意", "dissatisfied"),
}


@attrs.frozen(kw_only=True)
class Story:
    """Everything that is told: what was read, by which procedure, what happened."""

    dossier: Dossier
    procedure: Procedure
    run: Run


class Mark(Enum):
    """How a matter stands to a step: it was there, it is there now, it has not been there."""

    PASSED = "passed"
    CURRENT = "current"
    UNTOUCHED = "untouched"


@attrs.frozen
class Chapter:
    """What happened while a matter stood in one step."""

    step: Words
    entries: tuple[Taken | Refused, ...]


def marks(course: Course, procedure: Procedure) -> tuple[tuple[Words, Mark], ...]:
    """Return each of the steps in their order with how the matter stands to it."""
    records = course.case.history if course.case else ()
    visited = {procedure.table.state(record.target).step for record in records}
    here = course.case.step if course.case and not course.case.is_closed else None
    return tuple(
        (
            step.words,
            Mark.CURRENT if step.code == here else Mark.PASSED if step.code in visited else Mark.UNTOUCHED,
        )
        for step in procedure.steps
    )


def chapters(course: Course, procedure: Procedure) -> tuple[Chapter, ...]:
    """Return the course in chapters: a new one begins whenever the matter comes to another step."""
    found: list[tuple[str, list[Taken | Refused]]] = []
    here = procedure.table.state(procedure.table.opening.target).step
    for entry in course.entries:
        if not found or found[-1][0] != here:
            found.append((here, []))
        found[-1][1].append(entry)
        if isinstance(entry, Taken):
            here = procedure.table.state(entry.record.target).step
    return tuple(Chapter(procedure.table.step(code).words, tuple(entries)) for code, entries in found)


def standing(course: Course, procedure: Procedure) -> Words:
    """Return where a matter stands, in words."""
    return procedure.state_of(course.case).words if course.case else Words("未立案", "not raised")


def path(grid: GridHierarchy, code: str) -> Words:
    """Return the path to a grid from the root: the names in 中文, the codes in English."""
    codes = grid.path(code)
    names = " › ".join(grid[each].name for each in codes)
    return Words(f"{names}（{code}）", f"{' › '.join(codes)} ({grid.level(code).en})")


def shown(fact: Fact) -> Words:
    """Return what a fact shows: its kind, where it is kept, and what it comes to if that is a question."""
    kind = FactKind(fact.kind)
    if kind is FactKind.RATING:
        rating = _RATINGS[fact.outcome]
        return Words(f"{kind.zh}：{rating.zh}", f"{kind.en}: {rating.en}")
    if kind is FactKind.ASSIGNMENT:
        return Words(f"{kind.zh}：{fact.giver}", f"{kind.en}: {fact.giver}")
    result = Outcome(fact.outcome).words if kind is FactKind.DECISION else Words("", "")
    reference = brief(fact.reference)
    return Words(f"{kind.zh} {reference} {result.zh}".strip(), f"{kind.en} {reference} {result.en}".strip())


def brief(reference: str) -> str:
    """Return a reference, a long one without its tail."""
    return reference if len(reference) <= MOST_REFERENCE else f"{reference[: MOST_REFERENCE - 1]}…"


def named(identifiers: tuple[str, ...]) -> Words:
    """Return a list of persons, the tail as a count."""
    head = ", ".join(identifiers[:MOST_NAMED])
    more = len(identifiers) - MOST_NAMED
    if more <= 0:
        return Words(head, head)
    return Words(f"{head} 等 {len(identifiers)} 人", f"{head} and {more} more")


def instead(refused: Refused) -> Words:
    """Return who could act instead: the roles, the persons, and what this actor may do now."""
    words = refused.instead
    if not refused.able:
        return words
    who = named(refused.able)
    return Words(f"{words.zh}；可办理者：{who.zh}", f"{words.en}; those who could: {who.en}")


def moment(at: datetime) -> str:
    """Return a time as it is read: month, day, hour and minute."""
    return at.strftime("%m-%d %H:%M")


def last_day(due: Due) -> date:
    """Return the last day on which a matter is in time; it ends at midnight."""
    return (due.until - timedelta(microseconds=1)).date()


def time_left(due: Due) -> Words:
    """Return whether a matter is in time, and its last day."""
    last = last_day(due)
    return Words(f"{due.status.zh}，末日 {last}", f"{due.status.en}, last day {last}")


def figure(each: Figure) -> Words:
    """Return a figure as it was written; of a rounded share also of what, and between what it lies."""
    written = str(each.value)
    if isinstance(each.value, Quantity) and each.value.high is None:
        return Words(written, f"{written} (more than {each.value.low})")
    if not isinstance(each.value, Share):
        return Words(written, written)
    low, high = map(_percent, each.value.bounds())
    base = each.value.base or "?"
    return Words(f"{written}（以{base}计，{low}～{high}）", f"{written} (of {base}; {low} to {high})")


def _percent(part: Fraction) -> str:
    """Return a part of the whole as a percentage with one decimal."""
    tenths = round(part * 1000)
    return f"{tenths // 10}.{tenths % 10}%"


def staffing(dossier: Dossier) -> Words:
    """Return how many grid workers there are, whether the document agrees, and how many grids they serve."""
    workers = [actor for actor in dossier.actors.values() if Role.GRID_WORKER in actor.roles]
    said = dossier.neighbourhood.quantity("grid_workers")
    agrees = said is not None and said.is_exactly(len(workers)) is True
    zh, en = ("一致", "the same") if agrees else ("不一致", "not the same")
    loads = sorted(len(worker.grids.intersection(dossier.grid.leaves)) for worker in workers) or [0]
    return Words(
        f"网格员 {len(workers)} 人，文件所载 {said or '无'}：{zh}；"
        f"一员多格，每人 {loads[0]} 至 {loads[-1]} 格",
        f"{len(workers)} grid workers, the document has {said or 'none'}: {en}; "
        f"each serves {loads[0]} to {loads[-1]} grids",
    )


def levels(grid: GridHierarchy) -> tuple[tuple[Words, int], ...]:
    """Return how many grids there are of each level, the highest first."""
    counted = Counter(grid[code].level for code in grid)
    return tuple((level.term.words, counted[level.code]) for level in grid.scheme if counted[level.code])


def sittings(dossier: Dossier) -> tuple[tuple[HeldSitting, Decision | None], ...]:
    """Return the sittings in the order of their times, with what they came to; nothing if yet to be held."""
    ordered = sorted(dossier.sittings.values(), key=lambda held: (held.sitting.held_at, held.sitting.id))
    return tuple(
        (held, decision_of(held) if held.sitting.held_at <= dossier.now else None) for held in ordered
    )


#: Said of a sitting that is yet to be held.
TO_COME = Words("尚未召开", "yet to be held")


def figures(run: Run) -> tuple[tuple[Words, int], ...]:
    """Return the counts of the run, in the order in which they are shown."""
    closed = sum(case.is_closed for case in run.cases)
    later = (
        ((Words("晚于截止时刻、未计入", "later than now, left out"), run.left_out),) if run.left_out else ()
    )
    return (
        (Words("事项", "matters"), len(run.courses)),
        (Words("事件", "events"), len(run.taken) + len(run.refused)),
        (Words("接受", "accepted"), len(run.taken)),
        (Words("未被接受", "refused"), len(run.refused)),
        (Words("办结", "closed"), closed),
        (Words("未结", "open"), len(run.cases) - closed),
        (Words("其中逾期", "of these overdue"), len(run.overdue)),
        *later,
    )


def journal(run: Run) -> tuple[Words, ...]:
    """Return what following the chain of the journal shows, and what refusals changed."""
    verified = run.journal.verify()
    unchanged = sum(each.is_unchanged for each in run.refused)
    chain = verified.finding.words if verified.finding else Words("哈希链完整", "the hash chain is intact")
    return (
        Words(f"{verified.version} 条记录，{chain.zh}", f"{verified.version} entries, {chain.en}"),
        Words(f"末端摘要 {verified.head}", f"head {verified.head}"),
        Words(
            f"{len(run.refused)} 次未被接受，其中 {unchanged} 次前后的事项与记录逐字节相同",
            f"{len(run.refused)} refusals; {unchanged} left case and journal byte for byte as they were",
        ),
    )

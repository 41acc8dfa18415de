"""What is wrong with dated edges: grids that are not there, two parents at once, orphaned days, circles.

Each rule reads one overlay and costs as much as that has edges.  Circles are looked for only where some grid
lies under one that is no level above it, for without such an edge there is none.  The search then climbs
from what changes, day by day, and stops after `MOST_STEPS` steps with a finding that says from which day on
nothing was looked at: chains of a hundred thousand grids that change on a thousand days are no community's.
"""

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from itertools import chain, groupby, repeat
from operator import itemgetter

from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.forest import listed
from communitygov.core.forest_rule import GUESSED
from communitygov.core.level_order import Pair
from communitygov.errors import Words
from communitygov.grid.hierarchy.day_error import span_words
from communitygov.grid.hierarchy.edge import EdgeRow
from communitygov.grid.hierarchy.level_rule import level_findings
from communitygov.grid.hierarchy.register import Row, near_codes
from communitygov.grid.hierarchy.timeline import ABSENT, Lane, Timeline, ring_of
from communitygov.quotation import SHOWN_LENGTH

#: Most steps of all climbs of one overlay in search of circles.
MOST_STEPS = 5_000_000

EDGE_CODE_UNKNOWN = Message(
    "EDGE_CODE_UNKNOWN",
    Words(
        "{overlay}：隶属关系 {child} → {parent} 所指的 {missing} 不存在",
        "in {overlay} an edge puts {child} under {parent}, but {missing} is not there",
    ),
    Words("请补上 {missing}，或{near}", "add {missing}, or {near}"),
)
EDGES_OVERLAP = Message(
    "EDGES_OVERLAP",
    Words(
        "{overlay}：网格 {grid} {span}{parents}",
        "in {overlay} grid {grid} lies under {parents}, {span}",
    ),
    Words("请为其一补上终止日，使两段不重叠", "end one of them before the other begins"),
)
GRID_OUTLASTS_PARENT = Message(
    "GRID_OUTLASTS_PARENT",
    Words(
        "{overlay}：网格 {grid} 在 {day} 隶属 {parent}，而 {parent} 当日不在其中",
        "in {overlay} grid {grid} lies under {parent} on {day}, when {parent} takes no part",
    ),
    Words(
        "请改定该段隶属关系，或补上 {parent} 的隶属关系",
        "end the edge before that day, or give {parent} an edge then",
    ),
)
EDGE_CYCLE = Message(
    "EDGE_CYCLE",
    Words(
        "{overlay}：{since}，{times} 个网格互为上级，首尾相接：{members}",
        "in {overlay} each grid here hangs under the next, {since}, in a circle of {times}: {members}",
    ),
    Words("请为其中之一改定上级", "give one of them another parent"),
)
CYCLES_UNCHECKED = Message(
    "CYCLES_UNCHECKED",
    Words(
        "{overlay}：自 {day} 起未再检查是否首尾相接，已查 {steps} 步",
        "in {overlay} circles were not looked for from {day} on, after {steps} steps",
    ),
    Words(
        "请拆分体系，或改正层级不合的隶属关系后重查",
        "mend the edges against the levels first, then ask again",
    ),
)

_ROOT = Words("（无上级）", "nothing")
_ANOTHER = Words("改为已有的编码", "change it to a code that is there")


def edge_findings(
    timeline: Timeline, edges: Sequence[EdgeRow], *, rows: Sequence[Row]
) -> tuple[Finding, ...]:
    """Name all that is wrong in one overlay: its `edges`, and all `rows` with their levels in the base.

    Examples
    --------
    >>> from communitygov.grid.hierarchy.overlay import PARTY_OVERLAY
    >>> rows = [("DS", None, "street", "东升街道"), ("SL", None, "district", "双流区")]
    >>> edges = [("DS", "S-L", "party", None, None)]
    >>> timeline = Timeline.of(PARTY_OVERLAY, edges, known={"SL", "DS"}, standing={})
    >>> for finding in edge_findings(timeline, edges, rows=rows):
    ...     print(finding, "→", finding.advice())
    in linkage of Party organisations an edge puts DS under S-L, but S-L is not there [EDGE_CODE_UNKNOWN] → \
add S-L, or change it to SL
    """
    overlay, scheme = timeline.overlay.term.words, timeline.overlay.scheme
    level_of = {code: timeline.overlay.level_of(level) for code, _, level, _ in reversed(rows)}
    ranks = {level.code: rank for rank, level in enumerate(scheme)}
    rank_of = {code: ranks[level] for code, level in level_of.items() if level in ranks}
    pairs = dict.fromkeys(edge[:2] for edge in edges)
    placed = [(child, parent, level_of[child], "") for child, parent in pairs if child in level_of]
    return (
        *_unknown_codes(pairs, overlay=overlay, rows=rows),
        *_overlaps(edges, overlay=overlay),
        *_orphaned_days(timeline, overlay=overlay, known=level_of),
        *_circles(timeline, overlay=overlay, rank_of=rank_of),
        *level_findings(placed, scheme, level_of=level_of),
    )


def _unknown_codes(pairs: Iterable[Pair], *, overlay: Words, rows: Sequence[Row]) -> Iterator[Finding]:
    """Name each edge of a grid that is not there, or to one; with a near code for the first few."""
    known = {row[0] for row in rows}
    guesses: dict[str, Words] = {}
    for child, parent in pairs:
        for code in (child, parent):
            if code is None or code in known:
                continue
            if code not in guesses and len(guesses) < GUESSED:
                guesses[code] = _near(code, rows)
            details: Mapping[str, Detail] = {
                "overlay": overlay,
                "child": child,
                "parent": _named(parent),
                "missing": code,
                "near": guesses.get(code, _ANOTHER),
            }
            yield EDGE_CODE_UNKNOWN.finding(child, details)


def _near(code: str, rows: Sequence[Row]) -> Words:
    """Suggest a code that is there."""
    near = get_close_matches(code[:SHOWN_LENGTH], near_codes(rows, code), n=1)
    return Words(f"改为 {near[0]}", f"change it to {near[0]}") if near else _ANOTHER


def _named(parent: str | None) -> Words:
    """Return a parent as read."""
    return _ROOT if parent is None else Words(parent, parent)


def _both(one: str | None, other: str | None) -> Words:
    """Return two parents of one time as read; perhaps they are the same."""
    first, second = _named(one), _named(other)
    if one == other:
        return Words(f"重复隶属 {first.zh}", f"{first.en} twice over")
    return Words(f"同时隶属 {first.zh} 与 {second.zh}", f"{first.en} and {second.en} at once")


def _overlaps(edges: Iterable[EdgeRow], *, overlay: Words) -> Iterator[Finding]:
    """Name each edge that begins while another of the same grid still holds."""
    for child, group in groupby(edges, key=itemgetter(0)):
        (_, longest, _, _, end), *later = group
        for _, parent, _, since, until in later:
            if end is None or (since or date.min) < end:
                first_end = min((day for day in (end, until) if day), default=None)
                details: Mapping[str, Detail] = {
                    "overlay": overlay,
                    "grid": child,
                    "parents": _both(longest, parent),
                    "span": span_words((since, first_end)),
                }
                yield EDGES_OVERLAP.finding(child, details)
            if end is not None and (until is None or until > end):
                longest, end = parent, until


def _orphaned_days(timeline: Timeline, *, overlay: Words, known: Container[str]) -> Iterator[Finding]:
    """Name each grid that lies under a known one on days on which that one takes no part."""
    presence: dict[str, list[tuple[date, date]]] = {}
    for child, parent, since, until in _stretches(timeline):
        if parent not in known or parent in timeline.standing:
            continue
        if parent not in presence:
            presence[parent] = [(low or date.min, high or date.max) for low, high in timeline.spans(parent)]
        day = _first_absence(presence[parent], since, until)
        if day is not None:
            details: Mapping[str, Detail] = {
                "overlay": overlay,
                "grid": child,
                "parent": parent,
                "day": Words("始终", "every day") if day == date.min else day.isoformat(),
            }
            yield GRID_OUTLASTS_PARENT.finding(child, details)


def _stretches(timeline: Timeline) -> Iterator[tuple[str, str, date, date]]:
    """Yield child, parent, first day and end of all that is under anything, child by child."""
    lanes: dict[str, Lane] = {code: ((date.min,), (above,)) for code, above in timeline.standing.items()}
    lanes.update(timeline.lanes)
    for child in sorted(lanes):
        days, parents = lanes[child]
        for since, until, parent in zip(days, (*days[1:], date.max), parents, strict=True):
            if parent:
                yield child, parent, since, until


def _first_absence(presence: Sequence[tuple[date, date]], since: date, until: date) -> date | None:
    """Return the first day of an interval that lies in none of `presence`."""
    at = bisect_right(presence, since, key=itemgetter(0)) - 1
    if at < 0 or presence[at][1] <= since:
        return since
    end = presence[at][1]
    return end if end < until else None


def _circles(timeline: Timeline, *, overlay: Words, rank_of: Mapping[str, int]) -> Iterator[Finding]:
    """Name each circle with the day on which it closes."""
    if _descends(timeline, rank_of):
        return
    steps = 0
    now: dict[str, str | None] = {}
    for day, changes in _changes(timeline):
        since = Words("始终", "always") if day == date.min else Words(f"自 {day} 起", f"from {day} on")
        if steps > MOST_STEPS:
            first: Mapping[str, Detail] = {"overlay": overlay, "day": day.isoformat(), "steps": steps}
            yield CYCLES_UNCHECKED.finding(changes[0][0], first)
            return
        now.update(changes)
        done: set[str] = set()
        for ring in sorted(_rings(now, changes, done=done)):
            details: Mapping[str, Detail] = {
                "overlay": overlay,
                "since": since,
                "times": len(ring),
                "members": listed((*ring, ring[0])),
            }
            yield EDGE_CYCLE.finding(ring[0], details)
        steps += len(done)


def _descends(timeline: Timeline, rank_of: Mapping[str, int]) -> bool:
    """Tell whether every grid lies under one of an earlier level: then nothing is a circle."""
    lanes = chain.from_iterable(zip(repeat(code), parents) for code, (_, parents) in timeline.lanes.items())
    return all(
        not parent or rank_of.get(parent, len(rank_of)) < rank_of.get(code, -1)
        for code, parent in chain(timeline.standing.items(), lanes)
    )


def _changes(timeline: Timeline) -> Iterator[tuple[date, list[tuple[str, str | None]]]]:
    """Yield day by day which grids lie under what from then on; before all days, all of them."""
    by_day: dict[date, list[tuple[str, str | None]]] = {date.min: list(timeline.standing.items())}
    for code, (days, parents) in timeline.lanes.items():
        for day, parent in zip(days, parents, strict=True):
            by_day.setdefault(day, []).append((code, parent))
    for day in sorted(by_day):
        yield day, by_day[day]


def _rings(
    now: Mapping[str, str | None], changes: Iterable[tuple[str, str | None]], *, done: set[str]
) -> Iterator[tuple[str, ...]]:
    """Climb from what has changed; yield each circle that it closes, and leave in `done` what was passed."""
    changed = dict(changes)
    for code in changed:
        trail: dict[str, None] = {}
        at = code
        while at and at not in done and at not in trail:
            trail[at] = None
            at = now.get(at) or ABSENT
        done.update(trail)
        if at in trail and not changed.keys().isdisjoint(ring := ring_of([*trail, at])):
            yield ring

"""What is wrong with things that hang under one another: a code twice, a parent missing, a circle.

The same three rules hold for grids, for bodies, and for whatever else is kept as a `Forest`; the topics add
their own about levels.  This module knows no topic.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from itertools import islice

from communitygov.core.finding import Detail, Finding, Message, joined
from communitygov.core.forest import LISTED, Forest, listed
from communitygov.errors import Words
from communitygov.quotation import SHOWN_LENGTH

#: For how many missing parents a near code is looked for: each look takes time.
GUESSED = 20

CODE_TWICE = Message(
    "CODE_TWICE",
    Words(
        "{kind} {code} 出现 {times} 次，上级：{parents}",
        "{kind} {code} stands {times} times, under {parents}",
    ),
    Words("请只留一条", "keep one of them"),
)
PARENT_UNKNOWN = Message(
    "PARENT_UNKNOWN",
    Words("{kind} {code} 的上级 {parent} 不存在", "{kind} {code} hangs under {parent}, which is not there"),
    Words("请补上 {parent}，或{near}", "add {parent}, or {near}"),
)
PARENT_CYCLE = Message(
    "PARENT_CYCLE",
    Words(
        "{times} 个{kind}互为上级，首尾相接：{members}",
        "each {kind} here hangs under the next, in a circle of {times}: {members}",
    ),
    Words("请为其中之一改定上级", "give one of them another parent"),
)

_NOTHING = Words("无", "nothing")
_ANOTHER = Words("改为已有的编码", "change it to a code that is there")


def forest_findings(forest: Forest) -> tuple[Finding, ...]:
    """Name each code that stands twice, each parent that is not there, and each circle, in this order.

    Examples
    --------
    >>> forest = Forest.of([("LQ", None), ("LQ-1", "L-Q")], kind=Words("网格", "grid"))
    >>> for finding in forest_findings(forest):
    ...     print(finding, "→", finding.advice())
    grid LQ-1 hangs under L-Q, which is not there [PARENT_UNKNOWN] → add L-Q, or change it to LQ
    """
    return (*_twice(forest), *_unknown_parents(forest), *_circles(forest))


def _twice(forest: Forest) -> Iterator[Finding]:
    """Name each code that stands more than once, and what it hangs under."""
    parents: dict[str, list[str]] = {}
    for code, parent in forest.rivals:
        parents.setdefault(code, []).append(parent or "")
    for code, above in sorted(parents.items()):
        named = tuple(Words(up, up) if up else _NOTHING for up in sorted(set(above))[:LISTED])
        details: Mapping[str, Detail] = {
            "kind": forest.kind,
            "code": code,
            "times": len(above),
            "parents": joined(named),
        }
        yield CODE_TWICE.finding(code, details)


def _unknown_parents(forest: Forest) -> Iterator[Finding]:
    """Name each thing whose parent is not there, and for the first few parents a near code."""
    missing = dict.fromkeys(parent for _, parent in forest.strangers)
    guesses = {
        parent: get_close_matches(parent[:SHOWN_LENGTH], forest.near(parent), n=1)
        for parent in islice(missing, GUESSED)
    }
    for code, parent in forest.strangers:
        guess = guesses.get(parent)
        near = Words(f"改为 {guess[0]}", f"change it to {guess[0]}") if guess else _ANOTHER
        details: Mapping[str, Detail] = {"kind": forest.kind, "code": code, "parent": parent, "near": near}
        yield PARENT_UNKNOWN.finding(code, details)


def _circles(forest: Forest) -> Iterator[Finding]:
    """Name each circle once, with its members in order."""
    for ring in forest.cycles():
        details: Mapping[str, Detail] = {
            "kind": forest.kind,
            "times": len(ring),
            "members": listed((*ring, ring[0])),
        }
        yield PARENT_CYCLE.finding(ring[0], details)

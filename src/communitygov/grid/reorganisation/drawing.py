"""A lineage as a picture: text for Mermaid and for Graphviz, and a table for notebooks.

Codes stand in quotes with what a format reads as its own written out.  Each stops after some hundred changes
and says how many more there are.  This module decides nothing.
"""

from collections.abc import Callable, Iterator
from html import escape

from communitygov.errors import InvalidValue, Language, Words
from communitygov.grid.reorganisation.succession import Succession

#: Most changes that a picture shows.
SHOWN_CHANGES = 300


def text(successions: tuple[Succession, ...], *, language: Language = "en", most: int = SHOWN_CHANGES) -> str:
    """Return one line a change.

    Examples
    --------
    >>> text(())
    ''
    """
    lines = [f"{each.on} {each.words.say(language)}" for each in _first(successions, most)]
    return "\n".join([*lines, *(said.say(language) for said in _more(successions, most))])


def mermaid(successions: tuple[Succession, ...], *, most: int = SHOWN_CHANGES) -> str:
    """Return the lineage as a Mermaid flowchart: old grids on the left, and what they became to the right.

    Examples
    --------
    >>> from datetime import date
    >>> from communitygov.grid.reorganisation.succession import SuccessionKind
    >>> merged = Succession(
    ...     on=date(2024, 3, 1), kind=SuccessionKind.MERGED, before={"LQ-01", "LQ-02"}, after={"LQ-12"}
    ... )
    >>> print(mermaid((merged,)))
    flowchart LR
        g0["LQ-01"]
        g1["LQ-02"]
        g2["LQ-12"]
        g0 -->|"2024-03-01 合并"| g2
        g1 -->|"2024-03-01 合并"| g2
    """
    lines = _drawn("flowchart LR", _first(successions, most), _mermaid, _mermaid_edge)
    return "\n".join([*lines, *(f"    %% {said.en}" for said in _more(successions, most))])


def dot(successions: tuple[Succession, ...], *, most: int = SHOWN_CHANGES) -> str:
    """Return the lineage as text for Graphviz.

    Examples
    --------
    >>> from datetime import date
    >>> from communitygov.grid.reorganisation.succession import SuccessionKind
    >>> closed = Succession(on=date(2024, 3, 1), kind=SuccessionKind.CLOSED, before={"A"}, after={"B"})
    >>> print(dot((closed,)))
    digraph lineage {
        rankdir=LR
        g0 [label="A"]
        g1 [label="B"]
        g0 -> g1 [label="2024-03-01 撤销"]
    }
    """
    lines = _drawn("digraph lineage {\n    rankdir=LR", _first(successions, most), _dot, _dot_edge)
    return "\n".join([*lines, *(f"    // {said.en}" for said in _more(successions, most)), "}"])


def table(successions: tuple[Succession, ...], *, most: int = SHOWN_CHANGES) -> str:
    """Return the lineage as an HTML table, one row a change.

    Examples
    --------
    >>> table(()).count("<tr>")
    1
    """
    rows = "".join(
        f"<tr><td>{each.on}</td><td>{each.kind.zh} {each.kind.en}</td><td>{_listed(each.before)}</td>"
        f"<td>{_listed(each.after)}</td></tr>"
        for each in _first(successions, most)
    )
    tail = "".join(f'<tr><td colspan="4">{said.zh} {said.en}</td></tr>' for said in _more(successions, most))
    head = "<tr><th>日期 day</th><th>变更 change</th><th>原网格 before</th><th>现网格 after</th></tr>"
    return f'<table class="communitygov-lineage"><thead>{head}</thead><tbody>{rows}{tail}</tbody></table>'


def _first(successions: tuple[Succession, ...], most: int) -> tuple[Succession, ...]:
    """Return the first changes, as many as are shown at most."""
    if type(most) is not int or most < 0:
        bound = Words("须为不小于 0 的整数", "must be a whole number of at least 0")
        raise InvalidValue("most", most, bound)
    return successions[: min(most, len(successions))]


def _listed(codes: frozenset[str]) -> str:
    """Return codes in order, safe in HTML."""
    return escape(", ".join(sorted(codes)))


def _more(successions: tuple[Succession, ...], most: int) -> Iterator[Words]:
    """Say how many changes are not shown, if any."""
    if len(successions) > most:
        more = len(successions) - most
        yield Words(f"…… 另有 {more} 项", f"... {more} more")


def _drawn(
    head: str,
    successions: tuple[Succession, ...],
    node: Callable[[int, str], str],
    edge: Callable[[int, int, str], str],
) -> list[str]:
    """Return the lines of a picture: every code once, in the order in which it comes, then the arrows."""
    codes: dict[str, int] = {}
    edges: list[str] = []
    for each in successions:
        for code in (*sorted(each.before), *sorted(each.after)):
            codes.setdefault(code, len(codes))
        edges += [
            edge(codes[old], codes[new], f"{each.on} {each.kind.zh}")
            for old in sorted(each.before)
            for new in sorted(each.after)
        ]
    return [
        head,
        *(f"    {node(at, code)}" for code, at in codes.items()),
        *(f"    {line}" for line in edges),
    ]


def _mermaid(at: int, code: str) -> str:
    """Return a node; a sharp sign would begin an entity."""
    return f'g{at}["{code.replace("#", "#35;")}"]'


def _mermaid_edge(old: int, new: int, said: str) -> str:
    """Return an arrow."""
    return f'g{old} -->|"{said}"| g{new}'


def _dot(at: int, code: str) -> str:
    """Return a node."""
    return f'g{at} [label="{code}"]'


def _dot_edge(old: int, new: int, said: str) -> str:
    """Return an arrow."""
    return f'g{old} -> g{new} [label="{said}"]'

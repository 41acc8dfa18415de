"""A hierarchy of grids as text that other programs draw: Mermaid and DOT.

Nothing is drawn here.  Codes and names are quoted so that neither language reads them as its own, and no more
grids are written than `communitygov.grid.hierarchy.outline` shows.
"""

from collections.abc import Iterator, Sequence

from communitygov.grid.hierarchy.outline import Entry

#: What Mermaid would read as its own inside quotation marks.
_MERMAID = str.maketrans({mark: f"#{ord(mark)};" for mark in '#"<>&`[]{}()|\\'})
_DOT = str.maketrans({"\\": "\\\\", '"': '\\"'})


def as_mermaid(entries: Sequence[Entry], *, last: str) -> str:
    """Return the entries as a Mermaid flowchart from left to right; `last` becomes a comment.

    Examples
    --------
    >>> entries = [Entry(0, "LQ", "general grid", "龙桥"), Entry(1, "LQ-1", "micro-grid", 'a "b"')]
    >>> print(as_mermaid(entries, last=""))
    flowchart LR
        g0["LQ 龙桥"]
        g1["LQ-1 a #34;b#34;"]
        g0 --> g1
    """
    lines = ["flowchart LR"]
    for at, above, label in _nodes(entries):
        lines.append(f'    g{at}["{label.translate(_MERMAID)}"]')
        if above is not None:
            lines.append(f"    g{above} --> g{at}")
    return "\n".join([*lines, f"    %% {last}"] if last else lines)


def as_dot(entries: Sequence[Entry], *, last: str) -> str:
    r"""Return the entries as a DOT digraph from left to right; `last` becomes a comment.

    Examples
    --------
    >>> entries = [Entry(0, "LQ", "general grid", "龙桥"), Entry(1, "LQ-1", "micro-grid", 'a "b"')]
    >>> print(as_dot(entries, last=""))
    digraph grids {
        rankdir=LR;
        g0 [label="LQ 龙桥"];
        g1 [label="LQ-1 a \"b\""];
        g0 -> g1;
    }
    """
    lines = ["digraph grids {", "    rankdir=LR;"]
    for at, above, label in _nodes(entries):
        lines.append(f'    g{at} [label="{label.translate(_DOT)}"];')
        if above is not None:
            lines.append(f"    g{above} -> g{at};")
    return "\n".join([*lines, f"    // {last}", "}"] if last else [*lines, "}"])


def _nodes(entries: Sequence[Entry]) -> Iterator[tuple[int, int | None, str]]:
    """Yield number, number of what it lies under, and label of each entry, on one line."""
    way: list[int] = []
    for at, each in enumerate(entries):
        del way[each.depth :]
        beside = f": {each.beside}" if each.beside else ""
        yield at, way[-1] if way else None, " ".join(f"{each.code} {each.name}{beside}".split())
        way.append(at)

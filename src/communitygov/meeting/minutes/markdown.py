"""A page as Markdown: CommonMark with the tables of GitHub; whatever people wrote is escaped."""

from collections.abc import Iterable, Iterator

from communitygov.meeting.minutes.page import Block, Facts, Note, Outline, Page, Part, Table

#: What has a meaning in Markdown, or would open HTML or a table cell.
_SPECIAL = {ord(each): f"\\{each}" for each in "\\`*_[]|~$#"} | {
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
    ord("\t"): " ",
    ord("\n"): "<br>",
}


def plain(text: str) -> str:
    r"""Return text that reads as it was written, in one line.

    Examples
    --------
    >>> print(plain("a|b <i>*c*"))
    a\|b &lt;i&gt;\*c\*
    """
    return text.translate(_SPECIAL)


def to_markdown(page: Page) -> str:
    """Return a page as Markdown text."""
    chunks = [f"# {plain(page.title)}", *_block(page.lead)]
    for part in page.parts:
        chunks += _part(part)
    if page.foot:
        chunks += ["---", *(plain(line) for line in page.foot)]
    return "\n\n".join(chunks) + "\n"


def _part(part: Part) -> Iterator[str]:
    """Return the chunks of one part."""
    if part.title:
        yield f"{'#' * part.level} {plain(part.title)}"
    for block in part.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    """Return the chunks of one block."""
    match block:
        case Note(text):
            yield plain(text)
        case Facts(pairs):
            yield "\n".join(f"- **{plain(name)}** {plain(text)}" for name, text in pairs)
        case Table():
            yield from _table(block)
        case Outline():
            yield "\n".join(_outline(block, ""))
        case _:  # Blanks
            yield "\n".join(f"- {plain(label)} ＿＿＿＿＿＿＿＿＿＿" for label in block.labels)


def _table(table: Table) -> Iterator[str]:
    """Return a table under its caption."""
    if table.caption:
        yield f"**{plain(table.caption)}**"
    words = len(table.head) - table.numbers
    rule = ["---"] * words + ["---:"] * table.numbers
    foot = [tuple(f"**{plain(cell)}**" if cell else "" for cell in table.foot)] if table.foot else []
    body = [tuple(plain(cell) for cell in row) for row in table.rows]
    yield "\n".join(_row(row) for row in (tuple(map(plain, table.head)), rule, *body, *foot))


def _row(cells: Iterable[str]) -> str:
    """Return one row."""
    return f"| {' | '.join(cells)} |"


def _outline(outline: Outline, margin: str) -> Iterator[str]:
    """Return a text as a list item, and those under it further in."""
    yield f"{margin}- {plain(outline.text)}"
    for inner in outline.items:
        yield from _outline(inner, f"{margin}  ")

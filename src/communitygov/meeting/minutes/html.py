"""A page as HTML: whole, needing nothing from elsewhere, fit for a screen reader and for paper.

Every text is escaped.  Tables have headings of columns and rows; nothing is said by colour alone; the
language is marked.
"""

from collections.abc import Iterable
from html import escape

from communitygov.meeting.minutes.page import Block, Facts, Note, Outline, Page, Part, Table

#: Nothing is loaded from anywhere, and nothing is run.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"

_LANGUAGES = {"zh": "zh-Hans", "en": "en"}

_STYLE = """
@page { size: A4; margin: 20mm 18mm; }
* { box-sizing: border-box; }
body { margin: 0; background: #eceff1; color: #1b1b1b; font: 15px/1.65 "Noto Sans CJK SC", "Noto Sans SC",
  "PingFang SC", "Microsoft YaHei", system-ui, sans-serif; overflow-wrap: break-word; }
main { max-width: 210mm; margin: 16px auto; padding: 44px 52px 36px; background: #fff;
  box-shadow: 0 1px 4px #0003; }
h1 { margin: 0 0 14px; padding-bottom: 12px; border-bottom: 3px double #8a1f11; color: #8a1f11;
  font-size: 26px; line-height: 1.35; text-align: center; letter-spacing: .04em; }
:lang(en) h1 { letter-spacing: 0; }
h2 { margin: 30px 0 8px; font-size: 18px; line-height: 1.4; }
h3 { margin: 20px 0 6px; font-size: 16px; line-height: 1.45; }
h4, h5, h6 { margin: 14px 0 4px; font-size: 15px; }
p { margin: 6px 0; white-space: pre-line; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 2px 14px; margin: 8px 0; }
dt { color: #555; } dt::after { content: "："; } :lang(en) dt::after { content: ":"; } dd { margin: 0; }
table { width: 100%; margin: 8px 0 12px; border-collapse: collapse; font-size: 14px; line-height: 1.5; }
caption { padding: 2px 0 4px; text-align: left; font-weight: 600; }
th, td { padding: 4px 8px; border: 1px solid #b9bfc4; text-align: left; vertical-align: top;
  white-space: pre-line; }
thead th { background: #f1f3f4; font-weight: 600; white-space: nowrap; }
th:first-child:nth-last-child(2) { width: 8.6em; } .form td, .form tbody th { height: 2.9em; }
tbody th { font-weight: 400; } tfoot th, tfoot td { font-weight: 600; border-top: 2px solid #777; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
ul { margin: 4px 0 10px; padding-left: 20px; list-style: none; font-size: 14px; } .tree { padding-left: 0; }
.blanks { display: flex; flex-wrap: wrap; gap: 30px 40px; margin-top: 26px; }
.blanks p { flex: 1 1 40%; } .blanks span { display: inline-block; min-width: 11em; height: 1.6em;
  margin-left: 6px; border-bottom: 1px solid #333; vertical-align: bottom; }
footer { margin-top: 28px; padding-top: 8px; border-top: 1px solid #b9bfc4; color: #555; font-size: 12px; }
@media (max-width: 640px) { .wide { overflow-x: auto; } main { margin: 0; padding: 20px 14px; }
  table { min-width: 34em; font-size: 13px; } table:not(:has(thead :nth-child(3))) { min-width: 0; }
  th, td { padding: 3px 4px; } }
@media print { body { background: none; font-size: 11pt; } main { max-width: none; margin: 0; padding: 0;
  box-shadow: none; } h2, h3, h4, caption { break-after: avoid; } tr, .blanks { break-inside: avoid; }
  thead { display: table-header-group; } }
"""


def to_html(page: Page) -> str:
    """Return a page as a complete HTML document."""
    parts = "".join(_part(part) for part in page.parts)
    foot = "".join(f"<p>{escape(line)}</p>" for line in page.foot)
    return (
        f'<!doctype html>\n<html lang="{_LANGUAGES[page.language]}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(page.title)}</title><style>{_STYLE}</style></head>"
        f"<body><main><h1>{escape(page.title)}</h1>{_block(page.lead)}{parts}"
        f"{f'<footer>{foot}</footer>' if foot else ''}</main></body></html>\n"
    )


def to_fragment(page: Page) -> str:
    """Return a page as HTML for a notebook: without a head of its own."""
    parts = "".join(_part(part) for part in page.parts)
    return (
        f'<article lang="{_LANGUAGES[page.language]}"><h1>{escape(page.title)}</h1>{_block(page.lead)}{parts}'
        "</article>"
    )


def _part(part: Part) -> str:
    """Return a section with its heading."""
    inside = "".join(map(_block, part.blocks))
    title = f"<h{part.level}>{escape(part.title)}</h{part.level}>" if part.title else ""
    return f"<section>{title}{inside}</section>"


def _block(block: Block) -> str:
    """Return one block."""
    match block:
        case Note(text):
            return f"<p>{escape(text)}</p>"
        case Facts(pairs):
            rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in pairs)
            return f"<dl>{rows}</dl>"
        case Table():
            return _table(block)
        case Outline():
            return f'<ul class="tree">{_outline(block)}</ul>'
        case _:  # Blanks
            lines = "".join(f"<p>{escape(label)}<span></span></p>" for label in block.labels)
            return f'<div class="blanks">{lines}</div>'


def _table(table: Table) -> str:
    """Return a table."""
    first = len(table.head) - table.numbers
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    head = "".join(
        f'<th scope="col"{_number(at >= first)}>{escape(cell)}</th>' for at, cell in enumerate(table.head)
    )
    rows = "".join(_row(row, first) for row in table.rows)
    foot = f"<tfoot>{_row(table.foot, first)}</tfoot>" if table.foot else ""
    kind = ' class="form"' if table.is_form else ""
    inside = f"{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>{foot}"
    return f'<div class="wide" tabindex="0"><table{kind}>{inside}</table></div>'


def _number(is_number: bool) -> str:  # noqa: FBT001  what a column holds
    """Return the class of a cell."""
    return ' class="number"' if is_number else ""


def _row(cells: Iterable[str], first: int) -> str:
    """Return a row; its first cell names it."""
    name, *others = cells
    tail = "".join(
        f"<td{_number(at >= first)}>{escape(cell)}</td>" for at, cell in enumerate(others, start=1)
    )
    return f'<tr><th scope="row">{escape(name)}</th>{tail}</tr>'


def _outline(outline: Outline) -> str:
    """Return a text as a list item, with those under it as a list in it."""
    inner = "".join(map(_outline, outline.items))
    return f"<li>{escape(outline.text)}{f'<ul>{inner}</ul>' if inner else ''}</li>"

"""The catalogue of procedures as people read it, and every table that has no page of its own."""

from collections.abc import Mapping
from typing import NamedTuple

from tools.pages.package import MADE, table
from tools.pages.procedure import deadlines, lines, numbers, standing

from communitygov.core.document import Value
from communitygov.core.source import Citation
from communitygov.deliberation.catalogue import CatalogueEntry, catalogue
from communitygov.deliberation.mediation import MEDIATION_DEFAULT
from communitygov.deliberation.snap_report import SNAP_REPORT_DEFAULT
from communitygov.deliberation.three_tier import THREE_TIER_DEFAULT
from communitygov.deliberation.village_policy import FIGURE_SOURCES, VILLAGE_DEFAULT


class Figures(NamedTuple):
    """The policy of a procedure, and where its defaults were read."""

    policy: Value
    sources: Mapping[str, Citation]


#: The policies of the procedures that have no page of their own.
POLICIES: Mapping[str, Figures] = {
    "snap_report": Figures(SNAP_REPORT_DEFAULT, {}),
    "three_tier": Figures(THREE_TIER_DEFAULT, {}),
    "mediation": Figures(MEDIATION_DEFAULT, {}),
    "village_resolution": Figures(VILLAGE_DEFAULT, FIGURE_SOURCES),
}

_HEAD = """\
Which procedures come with the library, what each is for, and how much of it is a document's.

`catalogue()` lists them, `catalogued(code)` finds one, `entry.procedure()` makes it.  The code is also the
name of the function that takes a policy of your own.  Which to choose, and why they are separate tables:
[the catalogue explained](../explanation/catalogue.md).

The basis is that of the line.  None of the five documents states a condition.
所列依据是该行的依据；五份文件均未载明条件。

"""

_WHERE = {"five_step": "five-step.md", "five_step_literal": "five-step.md"}


def catalogue_page() -> str:
    """Return the list, and the tables, pictures, numbers and deadlines of those without a page."""
    rows = [_listed(entry) for entry in catalogue()]
    heads = ["code", "程序", "procedure", "用途", "what it is for", "how much is a document's", "source"]
    text = f"{MADE}\n# The catalogue\n\n{_HEAD}{table(heads, rows)}"
    return text + "".join(_section(entry) for entry in catalogue() if entry.code in POLICIES)


def _listed(entry: CatalogueEntry) -> tuple[str, ...]:
    """Return the row of an entry, with a link to its tables."""
    link = _WHERE.get(entry.code, f"#{_heading(entry).lower().replace(' ', '-')}")
    return (
        f"[`{entry.code}`]({link})",
        *entry.words,
        *entry.purpose,
        f"{entry.provenance.en} {entry.provenance.zh}",
        standing(entry.source).en,
    )


def _heading(entry: CatalogueEntry) -> str:
    """Return the heading of a procedure."""
    return f"{entry.words.en[0].upper()}{entry.words.en[1:]}"


def _section(entry: CatalogueEntry) -> str:
    """Return everything about one procedure."""
    procedure, figures = entry.procedure(), POLICIES[entry.code]
    ends = [state for state in procedure.table.states if state.is_final]
    return (
        f"\n## {_heading(entry)}\n\n"
        f"{entry.words.zh}：{entry.purpose.zh}。终态：{'；'.join(state.zh for state in ends)}。\n\n"
        f"For {entry.purpose.en}. Ends: {'; '.join(state.en for state in ends)}.\n"
        f"{lines(procedure, call=entry.code, level=3)}"
        f"\n### Numbers of `{type(figures.policy).__name__}`\n\n{numbers(*figures)}"
        f"\n### Deadlines of `{entry.code}`\n\n{deadlines(procedure)}"
    )

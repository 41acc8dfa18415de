"""The tables of the five steps as people read them, in both languages, with their pictures and numbers."""

from tools.pages.package import MADE
from tools.pages.procedure import deadlines, lines, numbers

from communitygov.deliberation.five_step import five_step, five_step_literal
from communitygov.deliberation.five_step_policy import DEFAULT_POLICY

_HEAD = """\
Which move leads from where to where, by whom, and on what condition.

The basis is that of the move.  No document states a condition: each is a library default, in the literal
table too.  所列依据是该步的依据；条件均为本库默认，原文表亦然。

The other procedures that come with the library: [the catalogue](catalogue.md).
"""

_NUMBERS = """
## The numbers (`FiveStepPolicy`)

No document gives any of them; each is a parameter.

"""

_DEADLINES = """
## Deadlines

A deadline moves nothing; `Procedure.due` says what is due or overdue.

"""


def five_step_page() -> str:
    """Return both tables in both languages, their pictures, and the numbers of the policy."""
    text = f"{MADE}\n# The five steps\n\n{_HEAD}"
    text += lines(five_step(), call="five_step") + lines(five_step_literal(), call="five_step_literal")
    text += f"{_NUMBERS}{numbers(DEFAULT_POLICY, {})}"
    return f"{text}{_DEADLINES}{deadlines(five_step())}"

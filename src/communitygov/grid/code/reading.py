"""Read an official code: as a division of 6, 9 or 12 digits, or as a grid of 15 or 20.

There is no tolerant reading.  Spaces, full-width digits and letters that look like digits are refused with
their place; whoever wants them put right decides it and writes the code again.
"""

from typing import TypeAlias

from communitygov.grid.code.division import DivisionCode
from communitygov.grid.code.fault import DIVISION_DIGITS, CodeUnreadable, fault_of
from communitygov.grid.code.standard import CodeStandard
from communitygov.grid.code.unit_grid import GridCode

#: What an official code may be.
Code: TypeAlias = DivisionCode | GridCode


def read_code(text: str, *, standard: CodeStandard | None = None) -> Code:
    """Return the code that a text is, of `standard` if one is given.

    Raises
    ------
    CodeUnreadable
        If it is none: wrong length, something else than digits, a province that there is not.
    InvalidValue
        If it is not even text, or the standard is none.

    Examples
    --------
    >>> read_code("510116"), read_code("01020351011600100102").parent
    (DivisionCode(digits='510116'), DivisionCode(digits='510116001001'))
    >>> read_code("５10116")
    Traceback (most recent call last):
        ...
    communitygov.grid.code.fault.CodeUnreadable: No code can be read: at position 1 of the code '５10116' \
stands '５', which is no ASCII digit; write '5'. [CODE_UNREADABLE]
    """
    fault = fault_of(text, standard=standard)
    if fault:
        raise CodeUnreadable((fault,))
    return DivisionCode(text) if len(text) <= DIVISION_DIGITS else GridCode(text)

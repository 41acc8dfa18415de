"""A grid code of fifteen or twenty digits: the unit grids of Beijing, the community grids of CJ/T 349.

Fifteen: county 6, street 3, community 3, number 3, counted within the community from west to east and from
north to south.  Twenty: kind of object 6, county 6, street 3, community 3, number 2.  There a community part
from 601 stands for a grid that was merged from several communities, and the number 00 for a community that is
one grid undivided.

That the community parts are the same numbers as in the statistical codes, no source says.
"""

from typing import ClassVar

import attrs

from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message
from communitygov.errors import Words
from communitygov.grid.code.division import DivisionCode
from communitygov.grid.code.fault import (
    BY_LENGTH,
    DIVISION_DIGITS,
    GRIDS,
    CodeUnreadable,
    division_of,
    fault_among,
)
from communitygov.grid.code.standard import CodeStandard

#: From here on a community part of CJ/T 349 stands for a grid of several communities.
_MERGED_FROM = 601
_BEIJING = "11"

GRID_OUTSIDE_BEIJING = Message(
    "GRID_OUTSIDE_BEIJING",
    Words(
        "15 位编码 {code} 属{province}，而 15 位结构见于北京市地方标准",
        "the code {code} of fifteen digits is of {province}; that structure is a local standard of Beijing",
    ),
    Words("请查对当地的编码规则", "look up the rule of that place"),
    CodeStandard.BEIJING_UNIT_GRID.source,
)


@attrs.frozen(order=True)
class GridCode(Value):
    """A code of a grid, with its parts by name.

    Examples
    --------
    >>> grid = GridCode("01020351011600100102")
    >>> grid.object_kind, grid.county, grid.street, grid.community, grid.number, str(grid.parent)
    ('010203', '510116', '001', '001', '02', '510116001001')
    >>> merged = GridCode("01020351011600160100")
    >>> merged.is_merged, str(merged.parent)
    (True, '510116001')
    >>> GridCode("510116")
    Traceback (most recent call last):
        ...
    communitygov.grid.code.fault.CodeUnreadable: No code can be read: the code '510116' has 6 digits; a code \
has one of 15, 20 digits. [CODE_UNREADABLE]
    """

    document_kind: ClassVar[str] = "grid-code"
    digits: str = attrs.field()

    def __attrs_post_init__(self) -> None:
        """Refuse what is no code of a grid."""
        fault = fault_among(self.digits, GRIDS)
        if fault:
            raise CodeUnreadable((fault,))

    @property
    def standard(self) -> CodeStandard:
        """By which standard it is written."""
        return BY_LENGTH[len(self.digits)]

    @property
    def division(self) -> str:
        """Twelve digits of county, street and community."""
        return division_of(self.digits, self.standard)

    @property
    def object_kind(self) -> str | None:
        """Six digits of the kind of object (CJ/T 348); none in Beijing's codes."""
        return self.digits[:6] if self.standard is CodeStandard.CJ_T_349 else None

    @property
    def county(self) -> str:
        """Six digits of the county."""
        return self.division[:6]

    @property
    def street(self) -> str:
        """Three digits of the town or street."""
        return self.division[6:9]

    @property
    def community(self) -> str:
        """Three digits of the community, or of a grid of several communities."""
        return self.division[9:]

    @property
    def number(self) -> str:
        """The digits that tell the grids of a community apart."""
        return self.digits[len(self.object_kind or "") + DIVISION_DIGITS :]

    @property
    def is_merged(self) -> bool:
        """Whether it is a grid of several communities, by CJ/T 349."""
        return self.standard is CodeStandard.CJ_T_349 and int(self.community) >= _MERGED_FROM

    @property
    def is_whole_community(self) -> bool:
        """Whether it is a community that is one grid undivided, by CJ/T 349."""
        return self.standard is CodeStandard.CJ_T_349 and not self.number.strip("0") and not self.is_merged

    @property
    def parent(self) -> DivisionCode:
        """The community it lies in; the town or street, for a grid of several communities."""
        return DivisionCode(self.division[:9] if self.is_merged else self.division)

    def caveats(self) -> tuple[Finding, ...]:
        """Tell what the code does not make certain.

        Examples
        --------
        >>> [finding.code for finding in GridCode("510116001001001").caveats()]
        ['GRID_OUTSIDE_BEIJING']
        """
        if self.standard is CodeStandard.CJ_T_349 or self.division.startswith(_BEIJING):
            return ()
        facts: dict[str, Detail] = {"code": self.digits, "province": DivisionCode(self.county).province_words}
        return (GRID_OUTSIDE_BEIJING.finding(self.digits, facts),)

    def __str__(self) -> str:
        """Return the digits."""
        return self.digits

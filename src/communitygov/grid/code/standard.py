"""The standards by which divisions and grids are numbered, and how many digits each has.

What a digit means, `communitygov.grid.code.division` and `communitygov.grid.code.unit_grid` say.  Earth grids
and BeiDou grids (GB/T 40087, GB/T 39409) number squares of the earth's surface, are another thing than grids
of governance, and are not read here.
"""

from types import MappingProxyType

from communitygov.core.source import Citation
from communitygov.core.terms import TermEnum


class CodeStandard(TermEnum):
    """What a code of so many digits is.

    Examples
    --------
    >>> [(standard.value, standard.digits) for standard in CodeStandard]
    [('gb-t-2260', 6), ('gb-t-10114', 9), ('statistical', 12), ('beijing-unit-grid', 15), ('cj-t-349', 20)]
    >>> print(CodeStandard.CJ_T_349.source)
    wnwk.com, doc/48162 (CJ/T 349-2010)
    """

    GB_T_2260 = "gb-t-2260", "行政区划代码", "division code of GB/T 2260"
    GB_T_10114 = "gb-t-10114", "县级以下行政区划代码", "division code with the township part of GB/T 10114"
    STATISTICAL = "statistical", "统计用区划代码", "statistical division code"
    BEIJING_UNIT_GRID = "beijing-unit-grid", "北京市单元网格代码", "unit grid code of Beijing"
    CJ_T_349 = "cj-t-349", "数字社区网格代码", "grid code of CJ/T 349"

    @property
    def digits(self) -> int:
        """How many digits such a code has."""
        return _DIGITS[self]

    @property
    def source(self) -> Citation:
        """Where the structure was read; the texts of the standards themselves were not at hand."""
        return _SOURCES[self]


_DIGITS = MappingProxyType(
    {
        CodeStandard.GB_T_2260: 6,
        CodeStandard.GB_T_10114: 9,
        CodeStandard.STATISTICAL: 12,
        CodeStandard.BEIJING_UNIT_GRID: 15,
        CodeStandard.CJ_T_349: 20,
    }
)
#: The rules of 国统字〔2009〕91号, as a provincial bureau of statistics prints them.
STATISTICAL_RULES = Citation(document="tjj.gansu.gov.cn", article="国统字〔2009〕91号")
_SOURCES = MappingProxyType(
    {
        CodeStandard.GB_T_2260: STATISTICAL_RULES,
        CodeStandard.GB_T_10114: STATISTICAL_RULES,
        CodeStandard.STATISTICAL: STATISTICAL_RULES,
        CodeStandard.BEIJING_UNIT_GRID: Citation(
            document="renrendoc.com", article="paper/357496345 (DB11, 单元网格划分)"
        ),
        CodeStandard.CJ_T_349: Citation(document="wnwk.com", article="doc/48162 (CJ/T 349-2010)"),
    }
)

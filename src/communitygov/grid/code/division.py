"""A division code of six, nine or twelve digits, with its parts by name.

Two digits for the province, two for the prefecture, two for the county (GB/T 2260), three for the township
(GB/T 10114), three for the village (the rules of 国统字〔2009〕91号).  What follows the last part that is not
all zeros only fills up: ``510116000000`` is the county ``510116``.

`DivisionCode.caveats` tells what such a code does not make certain.
"""

from typing import ClassVar

import attrs

from communitygov.core.document import Value
from communitygov.core.finding import Finding, Message
from communitygov.core.source import Citation
from communitygov.errors import Words
from communitygov.grid.code.fault import BY_LENGTH, DIVISIONS, CodeUnreadable, fault_among
from communitygov.grid.code.part import (
    PROVINCES,
    TOWNSHIP_RANGES,
    VILLAGE_RANGES,
    CodeRange,
    DivisionLevel,
    range_of,
)
from communitygov.grid.code.standard import CodeStandard

#: Level → how many digits tell a division of it.
_DEPTHS = {
    DivisionLevel.PROVINCE: 2,
    DivisionLevel.PREFECTURE: 4,
    DivisionLevel.COUNTY: 6,
    DivisionLevel.TOWNSHIP: 9,
    DivisionLevel.VILLAGE: 12,
}
_COUNTY_DIGITS = 6

COUNTY_PART_UNCERTAIN = Message(
    "COUNTY_PART_UNCERTAIN",
    Words(
        "统计用代码 {code} 的前六位 {county} 不一定是 GB/T 2260 的代码：开发区等另有代码",
        "the first six digits {county} of the statistical code {code} need not be a code of GB/T 2260: "
        "development zones have their own",
    ),
    Words("请查对 GB/T 2260 的名录", "look it up in the list of GB/T 2260"),
    Citation(document="wangzhen.pro"),
)
TOWNSHIP_UNDER_PROVINCE = Message(
    "TOWNSHIP_UNDER_PROVINCE",
    Words(
        "编码 {code} 的乡级代码 {part} 直接接在省级代码 {province} 之后",
        "the township part {part} of the code {code} stands right under the province {province}",
    ),
    Words(
        "请核对地级与县级代码；直接管乡镇的是少数地级市",
        "look at the digits of prefecture and county: a few prefectures have townships right under them",
    ),
)
TOWNSHIP_PART_UNKNOWN = Message(
    "TOWNSHIP_PART_UNKNOWN",
    Words(
        "编码 {code} 的乡级代码 {part} 不在已知区间内",
        "the township part {part} of the code {code} lies in no known range",
    ),
    Words("请查对名录", "look it up in the published list"),
)
VILLAGE_PART_UNKNOWN = Message(
    "VILLAGE_PART_UNKNOWN",
    Words(
        "编码 {code} 的村级代码 {part} 不在已知区间内",
        "the village part {part} of the code {code} lies in no known range",
    ),
    Words("请查对名录", "look it up in the published list"),
)
VILLAGE_KIND_UNVERIFIED = Message(
    "VILLAGE_KIND_UNVERIFIED",
    Words(
        "编码 {code} 的村级代码 {part} 据称为{kind}，此区间未经核实",
        "the village part {part} of the code {code} is said to be a {kind}; that range is not verified",
    ),
    Words("请查对名录", "look it up in the published list"),
)


@attrs.frozen(order=True)
class DivisionCode(Value):
    """A code of a province, prefecture, county, township or village.

    Examples
    --------
    >>> village = DivisionCode("510116002201")
    >>> village.county, village.township, village.village, village.level.zh
    ('510116', '002', '201', '村级')
    >>> village.parent, village.parent.parent, village.parent.parent.parent
    (DivisionCode(digits='510116002'), DivisionCode(digits='510116'), DivisionCode(digits='510100'))
    >>> village.township_range.kind.zh, village.village_range.kind.zh, village.village_range.is_verified
    ('街道', '村民委员会', False)
    >>> DivisionCode("51011600220")
    Traceback (most recent call last):
        ...
    communitygov.grid.code.fault.CodeUnreadable: No code can be read: the code '51011600220' has 11 digits; \
a code has one of 6, 9, 12 digits. [CODE_UNREADABLE]
    """

    document_kind: ClassVar[str] = "division-code"
    digits: str = attrs.field()

    def __attrs_post_init__(self) -> None:
        """Refuse what is no code of a division."""
        fault = fault_among(self.digits, DIVISIONS)
        if fault:
            raise CodeUnreadable((fault,))

    @property
    def standard(self) -> CodeStandard:
        """By which standard it is written."""
        return BY_LENGTH[len(self.digits)]

    @property
    def province(self) -> str:
        """First two digits; `communitygov.grid.code.part.PROVINCES` has the names."""
        return self.digits[:2]

    @property
    def province_words(self) -> Words:
        """The name of the province."""
        return PROVINCES[self.province]

    @property
    def prefecture(self) -> str:
        """First four digits."""
        return self.digits[:4]

    @property
    def county(self) -> str:
        """First six digits."""
        return self.digits[:_COUNTY_DIGITS]

    @property
    def township(self) -> str | None:
        """Three digits of the township, if it has them and they are not all zero."""
        return _part(self.digits[6:9])

    @property
    def village(self) -> str | None:
        """Three digits of the village, if it has them and they are not all zero."""
        return _part(self.digits[9:12])

    @property
    def township_range(self) -> CodeRange | None:
        """In which range the township part lies: what kind it is, and where that was read."""
        return range_of(self.township, TOWNSHIP_RANGES) if self.township else None

    @property
    def village_range(self) -> CodeRange | None:
        """In which range the village part lies; none of these ranges is verified."""
        return range_of(self.village, VILLAGE_RANGES) if self.village else None

    @property
    def level(self) -> DivisionLevel:
        """Down to which level it tells a division."""
        if self.village:
            return DivisionLevel.VILLAGE
        if self.township:
            return DivisionLevel.TOWNSHIP
        if self.digits[4:6] != "00":
            return DivisionLevel.COUNTY
        return DivisionLevel.PROVINCE if self.digits[2:4] == "00" else DivisionLevel.PREFECTURE

    @property
    def stem(self) -> str:
        """The digits that tell the division, without those that only fill up.

        Examples
        --------
        >>> DivisionCode("510116000000").stem, DivisionCode("510100").stem
        ('510116', '5101')
        """
        return self.digits[: _DEPTHS[self.level]]

    @property
    def parent(self) -> "DivisionCode | None":
        """The division right above, written as short as can be; none above a province.

        A township may lie right under a prefecture, and a county right under a province.  A township right
        under a province is read as it stands, and is a caveat.
        """
        if self.level is DivisionLevel.PROVINCE:
            return None
        lengths = sorted(depth for depth in _DEPTHS.values() if depth < len(self.stem))
        return DivisionCode(self.digits[: lengths[-1]].ljust(_COUNTY_DIGITS, "0"))

    def caveats(self) -> tuple[Finding, ...]:
        """Tell what the code does not make certain.

        Examples
        --------
        >>> for finding in DivisionCode("510116002201").caveats():
        ...     print(finding.code, finding.source)
        COUNTY_PART_UNCERTAIN wangzhen.pro
        VILLAGE_KIND_UNVERIFIED zh.wikipedia.org, 机器人建立条目小组/中华人民共和国行政区划/机器人维护手册
        """
        found: list[Finding] = []
        if self.standard is CodeStandard.STATISTICAL:
            found.append(
                COUNTY_PART_UNCERTAIN.finding(self.digits, {"code": self.digits, "county": self.county})
            )
        if self.township and self.digits[2:_COUNTY_DIGITS] == "0000":
            details = {"code": self.digits, "part": self.township, "province": self.digits[:2]}
            found.append(TOWNSHIP_UNDER_PROVINCE.finding(self.digits, details))
        if self.township and self.township_range is None:
            found.append(
                TOWNSHIP_PART_UNKNOWN.finding(self.digits, {"code": self.digits, "part": self.township})
            )
        if self.village:
            found.append(self._village_caveat(self.village))
        return tuple(found)

    def _village_caveat(self, part: str) -> Finding:
        """Tell how little is known of a village part."""
        facts = {"code": self.digits, "part": part}
        read = self.village_range
        if read is None:
            return VILLAGE_PART_UNKNOWN.finding(self.digits, facts)
        finding = VILLAGE_KIND_UNVERIFIED.finding(self.digits, {**facts, "kind": read.kind.words})
        return attrs.evolve(finding, source=read.source)

    def __str__(self) -> str:
        """Return the digits."""
        return self.digits


def _part(digits: str) -> str | None:
    """Return the digits of a part, unless there are none or they are all zero."""
    return digits if digits.strip("0") else None

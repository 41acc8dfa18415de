"""Why a text is no code of a division or a grid: named with its place, and with what was perhaps meant.

Nothing is put right in silence.  A full-width digit, an O in place of a 0, a digit too many: each is told,
and the text stays unread until somebody has decided.  The codes cannot be checked further: they carry no
check digit, and whether a number has been given to a place, only the published lists say.
"""

from typing import TYPE_CHECKING, ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import IDENTIFIER_LENGTH, is_identifier, is_text
from communitygov.core.finding import Detail, Finding, Message
from communitygov.errors import CommunityGovError, Words
from communitygov.grid.code.part import PROVINCES
from communitygov.grid.code.standard import CodeStandard
from communitygov.quotation import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Digits → the standard whose codes have so many.
BY_LENGTH: "Mapping[int, CodeStandard]" = {standard.digits: standard for standard in CodeStandard}
_DIGITS = frozenset("0123456789")
#: Letters and marks that are taken for digits.
_TAKEN_FOR = {"O": "0", "o": "0", "l": "1", "I": "1", "i": "1", "|": "1"}
#: The standards of divisions, and those of grids.
DIVISIONS = (CodeStandard.GB_T_2260, CodeStandard.GB_T_10114, CodeStandard.STATISTICAL)
GRIDS = (CodeStandard.BEIJING_UNIT_GRID, CodeStandard.CJ_T_349)
#: Where the division begins in the codes of a standard, if not at the front.
_OFFSETS = {CodeStandard.CJ_T_349: 6}
#: Digits of county, township and village together.
DIVISION_DIGITS = 12

CODE_WRONG_LENGTH = Message(
    "CODE_WRONG_LENGTH",
    Words("编码 {code} 有 {length} 位", "the code {code} has {length} digits"),
    Words("位数须为 {lengths} 之一", "a code has one of {lengths} digits"),
)
CODE_OF_ANOTHER_STANDARD = Message(
    "CODE_OF_ANOTHER_STANDARD",
    Words(
        "编码 {code} 有 {length} 位，不是{standard}",
        "the code {code} has {length} digits and is no {standard}",
    ),
    Words("须为 {digits} 位", "write all {digits} digits"),
)
CODE_WIDE_DIGIT = Message(
    "CODE_WIDE_DIGIT",
    Words(
        "编码 {code} 第 {position} 位 {character} 不是半角数字",
        "at position {position} of the code {code} stands {character}, which is no ASCII digit",
    ),
    Words("请写作 {meant}", "write {meant}"),
)
CODE_LETTER_FOR_DIGIT = Message(
    "CODE_LETTER_FOR_DIGIT",
    Words(
        "编码 {code} 第 {position} 位是 {character}，不是数字",
        "at position {position} of the code {code} stands {character}, which only looks like a digit",
    ),
    Words("是否应为 {meant}？请核对原件", "is {meant} meant? look at the original"),
)
CODE_NOT_DIGITS = Message(
    "CODE_NOT_DIGITS",
    Words(
        "编码 {code} 第 {position} 位是 {character}",
        "at position {position} of the code {code} stands {character}",
    ),
    Words("编码只含数字，不含空格与标点", "a code is digits alone, without spaces or marks"),
)
CODE_PROVINCE_UNKNOWN = Message(
    "CODE_PROVINCE_UNKNOWN",
    Words(
        "编码 {code} 的省级代码 {province} 不存在",
        "the code {code} names the province {province}, which there is not",
    ),
    Words("请核对编码的 {digits} 位及其次序", "look at its {digits} digits and their order"),
)
CODE_PART_SKIPPED = Message(
    "CODE_PART_SKIPPED",
    Words(
        "编码 {code} 有村级代码 {village}，而乡级代码为 000",
        "the code {code} has the village part {village} and no township part",
    ),
    Words("请补上乡级代码", "add the township part"),
)


@attrs.frozen(str=False)
class CodeUnreadable(CommunityGovError, ValueError):
    """A text was to be read as a code and is none; `findings` says why.

    Examples
    --------
    >>> from communitygov.grid.code.reading import read_code
    >>> read_code("51O116")
    Traceback (most recent call last):
        ...
    communitygov.grid.code.fault.CodeUnreadable: No code can be read: at position 3 of the code '51O116' \
stands 'O', which only looks like a digit; is '0' meant? look at the original. [CODE_UNREADABLE]
    """

    code: ClassVar[str] = "CODE_UNREADABLE"
    findings: tuple[Finding, ...]

    def words(self) -> Words:
        """Say what is wrong and what to do."""
        zh = "；".join(f"{each.text('zh')}，{each.advice('zh')}" for each in self.findings)
        en = "; ".join(f"{each.text()}; {each.advice()}" for each in self.findings)
        return Words(f"无法读取编码：{zh}。", f"No code can be read: {en}.")


def told(text: str) -> str:
    """Return a text as a finding may repeat it; characters that only look like others are spelled out.

    Examples
    --------
    >>> told("51O116"), "2f00" in told(chr(0x2F00))
    ("'51O116'", True)
    """
    quoted = shown(text)
    return quoted if is_text(quoted) else ascii(quoted)[1:-1]


def subject(text: str) -> str:
    """Return what a finding about a text is about: the text itself where it can serve as an identifier.

    Examples
    --------
    >>> subject("510116"), subject("５１０１１６")
    ('510116', 'code')
    """
    return text if is_identifier(text) else "code"


def fault_of(text: str, *, standard: CodeStandard | None = None) -> Finding | None:
    """Return why a text is no code, or no code of `standard`; ``None`` if it is one.

    Raises
    ------
    InvalidValue
        If it is not even text, or the standard is none.

    Examples
    --------
    >>> print(fault_of("5101161"))
    the code '5101161' has 7 digits [CODE_WRONG_LENGTH]
    >>> print(fault_of("990116"))
    the code '990116' names the province '99', which there is not [CODE_PROVINCE_UNKNOWN]
    >>> print(fault_of("510116", standard=CodeStandard.STATISTICAL))
    the code '510116' has 6 digits and is no statistical division code [CODE_OF_ANOTHER_STANDARD]
    >>> fault_of("510116") is None
    True
    """
    if standard is None:
        return fault_among(text, (*DIVISIONS, *GRIDS))
    require("standard", standard, kind=CodeStandard)
    return fault_among(text, (standard,))


def fault_among(text: str, standards: tuple[CodeStandard, ...]) -> Finding | None:
    """Return why a text is no code of any of these standards; ``None`` if it is one."""
    require("code", text, kind=str)
    facts: dict[str, Detail] = {"code": told(text), "length": len(text)}
    stranger = _character_fault(text, facts)
    if stranger:
        return stranger
    found = BY_LENGTH.get(len(text))
    if found and found in standards:
        return _part_fault(text, found, facts)
    if found and len(standards) == 1:
        expected: dict[str, Detail] = {"standard": standards[0].words, "digits": standards[0].digits}
        return CODE_OF_ANOTHER_STANDARD.finding(text, {**facts, **expected})
    lengths = ", ".join(str(each.digits) for each in standards)
    return CODE_WRONG_LENGTH.finding(subject(text), {**facts, "lengths": lengths})


def division_of(text: str, standard: CodeStandard) -> str:
    """Return the digits of county, township and village of a code, as many as it has.

    Examples
    --------
    >>> division_of("01020351011600100102", CodeStandard.CJ_T_349)
    '510116001001'
    """
    return text[_OFFSETS.get(standard, 0) :][:DIVISION_DIGITS]


def _character_fault(text: str, facts: dict[str, Detail]) -> Finding | None:
    """Return what is wrong with the first character that is no ASCII digit."""
    for position, character in enumerate(text[:IDENTIFIER_LENGTH], 1):
        if character in _DIGITS:
            continue
        place: dict[str, Detail] = {**facts, "position": position, "character": told(character)}
        if character in _TAKEN_FOR:
            meant = told(_TAKEN_FOR[character])
            return CODE_LETTER_FOR_DIGIT.finding(subject(text), {**place, "meant": meant})
        if character.isdecimal():
            return CODE_WIDE_DIGIT.finding(subject(text), {**place, "meant": told(str(int(character)))})
        return CODE_NOT_DIGITS.finding(subject(text), place)
    return None


def _part_fault(text: str, standard: CodeStandard, facts: dict[str, Detail]) -> Finding | None:
    """Return what is wrong with the parts of a code of the right length."""
    division = division_of(text, standard)
    if division[:2] not in PROVINCES:
        place: dict[str, Detail] = {"province": told(division[:2]), "digits": len(text)}
        return CODE_PROVINCE_UNKNOWN.finding(text, {**facts, **place})
    if division[6:9] == "000" and division[9:].strip("0"):
        return CODE_PART_SKIPPED.finding(text, {**facts, "village": told(division[9:])})
    return None

"""What is wrong among codes and the codes that they hang under.

A code says itself where its place lies: that of a village begins as that of its township.  So codes and
parents can be held against each other without any list of places.
"""

from collections import Counter
from collections.abc import Iterable
from typing import TypeAlias

from communitygov.core.finding import Detail, Finding, Message
from communitygov.errors import InvalidValue, Words
from communitygov.grid.code.confusable import CODE_STANDS_TWICE
from communitygov.grid.code.division import DivisionCode
from communitygov.grid.code.fault import fault_of, subject, told
from communitygov.grid.code.reading import Code, read_code
from communitygov.quotation import listed

#: A code and the code that it hangs under; none for a root.
Pair: TypeAlias = tuple[str, str | None]

CODE_NOT_UNDER_PARENT = Message(
    "CODE_NOT_UNDER_PARENT",
    Words(
        "编码 {code} 不以其上级 {parent} 的 {stem} 开头",
        "the code {code} hangs under {parent} and does not lie within {stem}",
    ),
    Words("按编码，其上级应为 {own}", "by its digits it lies under {own}"),
)
CODE_UNDER_A_GRID = Message(
    "CODE_UNDER_A_GRID",
    Words(
        "编码 {code} 挂在网格编码 {parent}（{standard}）之下，此类编码不再细分",
        "the code {code} hangs under the grid {parent} ({standard}), whose codes do not go deeper",
    ),
    Words("按编码，其上级应为 {own}", "by its digits it lies under {own}"),
)
CODES_OF_ONE_DIVISION = Message(
    "CODES_OF_ONE_DIVISION",
    Words("这些编码指同一区划：{codes}", "these codes are of one division: {codes}"),
    Words("请保留一个", "keep one of them"),
)
_PAIR = Words("须为编码与其上级编码（或 None）两项", "must be a code and the code of its parent, or None")
_PAIRS = Words("须为若干对编码与上级编码", "must be pairs of a code and the code of its parent")


def code_findings(pairs: Iterable[Pair]) -> tuple[Finding, ...]:
    """Name the codes that cannot be read, that stand twice, and that do not lie where they hang.

    A parent may be any division further up.  The order of the pairs does not matter.

    Raises
    ------
    InvalidValue
        If something else than pairs of texts is among them.

    Examples
    --------
    >>> pairs = [("510116", None), ("510116002", "510116"), ("510117001", "510116"), ("51O116003", "510116")]
    >>> for finding in code_findings(pairs):
    ...     print(finding)
    at position 3 of the code '51O116003' stands 'O', which only looks like a digit [CODE_LETTER_FOR_DIGIT]
    the code 510117001 hangs under 510116 and does not lie within 510116 [CODE_NOT_UNDER_PARENT]
    """
    given = _pairs(pairs)
    times = Counter(code for code, _ in given)
    faults = {text: fault_of(text) for text in sorted({*times, *(up for _, up in given if up is not None)})}
    read = {text: read_code(text) for text, fault in faults.items() if fault is None}
    found = [fault for fault in faults.values() if fault]
    found += [
        CODE_STANDS_TWICE.finding(subject(code), {"code": told(code), "times": number})
        for code, number in times.items()
        if number > 1
    ]
    found += _same_divisions(read[code] for code in times if code in read)
    placed = (_place_finding(read[code], read[up]) for code, up in given if code in read and up in read)
    return (*found, *(finding for finding in placed if finding))


def _pairs(pairs: Iterable[Pair]) -> list[Pair]:
    """Return the pairs in order; anything else is refused."""
    if not isinstance(pairs, Iterable):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidValue("pairs", type(pairs).__name__, _PAIRS)
    return sorted((_pair(pair) for pair in pairs), key=lambda pair: (pair[0], pair[1] or ""))


def _pair(pair: object) -> Pair:
    """Return one pair; anything else is refused."""
    match pair:
        case (str() as code, None | str() as parent):
            return code, parent
        case _:
            raise InvalidValue("pairs", pair, _PAIR)


def _same_divisions(codes: Iterable[Code]) -> list[Finding]:
    """Name the codes that are of one division, written in several ways."""
    written: dict[str, list[str]] = {}
    for code in codes:
        if isinstance(code, DivisionCode):
            written.setdefault(code.stem, []).append(code.digits)
    return [
        CODES_OF_ONE_DIVISION.finding(several[0], {"codes": listed(several)})
        for several in written.values()
        if len(several) > 1
    ]


def _place_finding(code: Code, parent: Code) -> Finding | None:
    """Return what is wrong with the place of a code under another, if anything is."""
    above = code.parent
    if isinstance(parent, DivisionCode) and above and above.stem.startswith(parent.stem):
        return None
    own = above.digits if above else Words("无上级", "nothing")
    facts: dict[str, Detail] = {"code": code.digits, "parent": parent.digits, "own": own}
    if isinstance(parent, DivisionCode):
        return CODE_NOT_UNDER_PARENT.finding(code.digits, {**facts, "stem": parent.stem})
    return CODE_UNDER_A_GRID.finding(code.digits, {**facts, "standard": parent.standard.words})

"""Codes that look alike: ``LQ-O1`` and ``LQ-01``, ``A-l`` and ``A-1``, ``lq`` and ``LQ``.

People copy codes by eye.  Two codes of one register should not differ only by what the eye does not tell
apart: the letter O and 0, the letters l and I and 1, capitals and small letters, full-width and plain digits.

Each code is brought to what it looks like, and those that come out the same are named together: as many steps
as there are characters, however many codes look alike.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from itertools import islice

from communitygov.core.argument import each_required
from communitygov.core.finding import Finding, Message
from communitygov.errors import Words
from communitygov.grid.code.fault import subject, told

#: Characters that look like another, after capitals are gone.
_ALIKE = str.maketrans({"o": "0", "l": "1", "i": "1", "|": "1"})
#: Most groups of look-alikes that are named one by one.
MOST_NAMED = 100
#: Most codes of a group that its finding lists.
_SHOWN = 8
#: Longest code of other characters than ASCII whose forms are looked at: putting them in order takes long.
_LONGEST = 120

CODES_LOOK_ALIKE = Message(
    "CODES_LOOK_ALIKE",
    Words("这些编码只差易混字符：{codes}", "these codes differ only by characters that look alike: {codes}"),
    Words("请改定其中之一", "give all but one of them another code"),
)
CODE_STANDS_TWICE = Message(
    "CODE_STANDS_TWICE",
    Words("编码 {code} 出现 {times} 次", "the code {code} stands {times} times"),
    Words("请保留一个", "keep one of them"),
)
MORE_CODES_LOOK_ALIKE = Message(
    "MORE_CODES_LOOK_ALIKE",
    Words("另有 {groups} 组相同或易混的编码", "{groups} more groups of codes are the same or look alike"),
    Words("请先改正已列出的各组", "mend those that are named, and ask again"),
)


def appearance(code: str) -> str:
    """Return what a code looks like: equal for codes that the eye does not tell apart.

    Examples
    --------
    >>> appearance("LQ-O1") == appearance("lq-0l"), appearance("LQ-02") == appearance("LQ-01")
    (True, False)
    """
    is_plain = code.isascii() or len(code) > _LONGEST
    plain = code if is_plain else unicodedata.normalize("NFKC", code)
    return plain.casefold().translate(_ALIKE)


def confusable_findings(codes: Iterable[str]) -> tuple[Finding, ...]:
    """Name the codes that stand twice, and those that only look like others.

    Of many groups the first hundred are named, and the rest counted.

    Raises
    ------
    InvalidValue
        If something else than text is among the codes.

    Examples
    --------
    >>> for finding in confusable_findings(["LQ-01", "LQ-O1", "LQ-02"]):
    ...     print(finding)
    these codes differ only by characters that look alike: 'LQ-01', 'LQ-O1' [CODES_LOOK_ALIKE]
    """
    groups: dict[str, dict[str, int]] = {}
    given = each_required("codes", codes, kind=str)
    if _all_differ(given):
        return ()
    for code in given:
        alike = groups.setdefault(appearance(code), {})
        alike[code] = alike.get(code, 0) + 1
    suspects = sorted(
        sorted(alike.items()) for alike in groups.values() if len(alike) > 1 or max(alike.values()) > 1
    )
    found = [finding for alike in islice(suspects, MOST_NAMED) for finding in _group_findings(alike)]
    left = len(suspects) - MOST_NAMED
    if left > 0:
        found.append(MORE_CODES_LOOK_ALIKE.finding("codes", {"groups": left}))
    return tuple(found)


def _all_differ(codes: Sequence[str]) -> bool:
    """Tell, for all codes together and so in little time, whether no two look the same; none but ASCII."""
    text = "\n".join(codes)
    if not text.isascii():
        return False
    looks = text.casefold().translate(_ALIKE).split("\n")
    return len(looks) == len(codes) == len(set(looks))


def _group_findings(alike: list[tuple[str, int]]) -> list[Finding]:
    """Return what is wrong in one group of codes that look the same."""
    found = [
        CODE_STANDS_TWICE.finding(subject(code), {"code": told(code), "times": times})
        for code, times in islice(alike, MOST_NAMED)
        if times > 1
    ]
    if len(alike) > 1:
        codes = ", ".join(told(code) for code, _ in alike[:_SHOWN]) + (", …" if len(alike) > _SHOWN else "")
        found.append(CODES_LOOK_ALIKE.finding(subject(alike[0][0]), {"codes": codes}))
    return found

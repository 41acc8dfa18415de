"""What is wrong with official codes in a hierarchy whose levels have a standard of codes.

Codes of levels without a standard are the host's own, and are not looked at.
"""

from collections.abc import Sequence
from operator import itemgetter

from communitygov.core.argument import require
from communitygov.core.finding import Finding
from communitygov.grid.code.fault import fault_of
from communitygov.grid.code.under_rule import code_findings
from communitygov.grid.level.row import Row, check_rows
from communitygov.grid.level.scheme import LevelScheme


def official_code_findings(rows: Sequence[Row], scheme: LevelScheme) -> tuple[Finding, ...]:
    """Name each code that is none of the standard of its level, and each that does not lie where it hangs.

    Raises
    ------
    InvalidValue
        If the scheme is none, or something else than rows stands among those that are looked at.

    Examples
    --------
    >>> from communitygov.grid.level.divisions import STATISTICAL_DIVISIONS
    >>> rows = [
    ...     ("510116", None, "county", "双流区"),
    ...     ("510117002", "510116", "township", "甲"),
    ...     ("5101160O3", "510116", "township", "乙"),
    ... ]
    >>> for finding in official_code_findings(rows, STATISTICAL_DIVISIONS):
    ...     print(finding)
    at position 8 of the code '5101160O3' stands 'O', which only looks like a digit [CODE_LETTER_FOR_DIGIT]
    the code 510117002 hangs under 510116 and does not lie within 510116 [CODE_NOT_UNDER_PARENT]
    """
    require("scheme", scheme, kind=LevelScheme)
    standards = {level.code: level.code_standard for level in scheme if level.code_standard}
    if not standards:
        return ()
    check_rows(rows)
    official = [row for row in rows if row[2] in standards]
    in_order = sorted(official, key=itemgetter(0, 2))  # the parents of a code that stands twice may be none
    faults = {row[0]: fault_of(row[0], standard=standards[row[2]]) for row in in_order}
    sound = {code for code, fault in faults.items() if fault is None}
    pairs = [(code, up if up in sound else None) for code, up, _, _ in official if code in sound]
    return (*(fault for fault in faults.values() if fault), *code_findings(pairs))

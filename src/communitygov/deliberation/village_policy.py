"""The figures of 四议两公开, and what is known of each.

四议两公开 is practice and no statute, and none of the five documents mentions it.  Its figures were read on
secondary pages and not checked against an official text: take them for what is common, and put your own
village's rules in their place.  `FIGURE_SOURCES` names the page for each; what it does not name is a library
default.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil
from types import MappingProxyType
from typing import ClassVar

import attrs

from communitygov.core.checks import at_least, one_of
from communitygov.core.document import Value
from communitygov.core.source import Citation
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Words


class ConsentBase(TermEnum):
    """Of whom the consenting members are counted.

    The pages say 应到会党员半数以上, of those who ought to come; others tell it as of those who came.

    Examples
    --------
    >>> ConsentBase.ENTITLED.zh
    '应到会党员'
    """

    ENTITLED = "entitled", "应到会党员", "all Party members"
    PRESENT = "present", "到会党员", "the Party members present"


def _share(_owner: object, field: "attrs.Attribute[Fraction]", value: object) -> None:
    """Refuse what is no share above 0, up to the whole."""
    if not isinstance(value, Fraction) or not 0 < value <= 1:
        bound = Words("须为大于 0、不大于 1 的 Fraction", "must be a Fraction above 0, at most 1")
        raise InvalidValue(field.name, value, bound)


def _whole(name: str, number: object) -> int:
    """Return a number of people, or refuse what is none."""
    if isinstance(number, bool) or not isinstance(number, int) or number < 0:
        raise InvalidValue(name, number, Words("须为不小于 0 的整数", "must be a whole number, 0 or more"))
    return number


@attrs.frozen(kw_only=True)
class VillagePolicy(Value):
    """The figures of 四议两公开; `FIGURE_SOURCES` says where each was read.

    Parameters
    ----------
    members_present
        Share of the Party members who must be present, itself included (2/3以上).
    members_consenting, consent_base
        Share that must agree, itself included (半数以上), and of whom.
    notice_days
        Calendar days between sending the plan to all Party members and their meeting.
    publication_days
        Calendar days for which the resolution, and later the results, are posted.
    answer_days
        Deadline, in calendar days, for the answer to a comment.
    revisions, comments
        Most revisions of a proposal, and most comments on a posted resolution.

    Examples
    --------
    >>> policy = VillagePolicy()
    >>> policy.least_present(members=30), policy.least_consenting(members=30, present=20)
    (20, 15)
    >>> policy = VillagePolicy(consent_base=ConsentBase.PRESENT)
    >>> policy.least_consenting(members=30, present=20)
    10
    >>> VillagePolicy(members_present=Fraction(3, 2))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: members_present: Fraction(3, 2) will not do; it must be a Fraction \
above 0, at most 1. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "village-policy"
    members_present: Fraction = attrs.field(default=Fraction(2, 3), validator=_share)
    members_consenting: Fraction = attrs.field(default=Fraction(1, 2), validator=_share)
    consent_base: ConsentBase = attrs.field(default=ConsentBase.ENTITLED, validator=one_of(ConsentBase))
    notice_days: int = attrs.field(default=3, validator=at_least(1))
    publication_days: int = attrs.field(default=7, validator=at_least(1))
    answer_days: int = attrs.field(default=3, validator=at_least(1))
    revisions: int = attrs.field(default=2, validator=at_least(1))
    comments: int = attrs.field(default=3, validator=at_least(1))

    def least_present(self, *, members: int) -> int:
        """Return how many of so many Party members must be present at the least."""
        return ceil(self.members_present * _whole("members", members))

    def least_consenting(self, *, members: int, present: int) -> int:
        """Return how many must agree at the least, when so many of so many Party members are present."""
        entitled, came = _whole("members", members), _whole("present", present)
        base = entitled if self.consent_base is ConsentBase.ENTITLED else came
        return ceil(self.members_consenting * base)


#: The policy that applies unless another is given.
VILLAGE_DEFAULT = VillagePolicy()

_LAW_PAGE = Citation(document="tunchang.fytlaw.com", article="news 202501/09/5929")
_WALL_CHART = Citation(document="m.70edu.com", article="wenku 1168442_15")
_FLOW_CHART = Citation(document="dy1993.cn", article="8GdG")

#: On which secondary page each figure was read; none of them was checked against an official text.
FIGURE_SOURCES: Mapping[str, Citation] = MappingProxyType(
    {
        "members_present": _LAW_PAGE,
        "members_consenting": _LAW_PAGE,
        "consent_base": _LAW_PAGE,
        "notice_days": _WALL_CHART,
        "publication_days": _FLOW_CHART,
        "answer_days": _FLOW_CHART,
    }
)

"""四议两公开, the meeting of the Party members: practice, read on secondary pages, and no law.

The pages say 半数以上, which includes the half itself; some say it of all who ought to come, others of those
who came.  Both readings are here.  Then the villagers' assembly or that of their representatives resolves, by
law.  No day makes a practice binding, so that it is never chosen by date.
"""

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from communitygov.core.source import Citation
from communitygov.errors import Words
from communitygov.meeting.decision.combination import All
from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.decision.quorum import Quorum
from communitygov.meeting.statute.statute import Statute, StatutePeriod
from communitygov.meeting.statute.terms import DecidingBody, MatterClass, Verification, chosen
from communitygov.meeting.tally.counts import Base
from communitygov.meeting.threshold import AtLeast

_PAGE = Citation(document="tunchang.fytlaw.com", article="news 202501/09/5929")


def _agreed(base: Base) -> All:
    """Return two thirds present, and half of a whole in favour, the half included."""
    return All(
        Quorum("heads", AtLeast("2/3"), source=_PAGE),
        Majority("heads", base=base, threshold=AtLeast("1/2"), source=_PAGE),
        source=_PAGE,
    )


_ENTITLED = Statute(
    id="practice-four-deliberations-entitled",
    title=Words(
        "四议两公开：党员大会审议（应到半数以上）", "Four deliberations: Party members (half of all)"
    ),
    body=DecidingBody.PARTY_MEMBERS,
    matter=MatterClass.MAJOR,
    source=_PAGE,
    verification=Verification.PRACTICE,
    rule=_agreed(Base.ALL),
    periods=(
        StatutePeriod("items_ahead", 3),
        StatutePeriod("posted_for", 7),
        StatutePeriod("answer_within", 3),
    ),
    remarks=(
        Words(
            "期限见于另外两页：m.70edu.com（提前送达），dy1993.cn（公示与答复，社区版）",
            "the periods are of two other pages: m.70edu.com (sent ahead), dy1993.cn (posting and answers, "
            "for communities)",
        ),
        Words(
            "其后由村民会议或者村民代表会议依法决议；未解决的意见回到党员大会",
            "the villagers' assembly or their representatives then resolve by law; what stays unresolved "
            "goes back to the Party members",
        ),
    ),
)
_READINGS: Mapping[str, Statute] = MappingProxyType(
    {
        "entitled": _ENTITLED,
        "present": attrs.evolve(
            _ENTITLED,
            id="practice-four-deliberations-present",
            title=Words(
                "四议两公开：党员大会审议（到会半数以上）",
                "Four deliberations: Party members (half of those there)",
            ),
            rule=_agreed(Base.PRESENT),
        ),
    }
)
PRACTICES = tuple(_READINGS.values())


def four_deliberations(*, consent_base: str = "entitled") -> Statute:
    """Return how Party members commonly review a plan in 四议两公开.

    Parameters
    ----------
    consent_base
        Of whom half must agree: ``"entitled"`` (应到会党员) or ``"present"`` (到会党员).

    Raises
    ------
    UnknownName
        If there is no such reading.

    Examples
    --------
    >>> four_deliberations(consent_base="present").verification.label("zh")
    '实践做法，见于二手网页'
    """
    return chosen(Words("同意的基数", "base of the consent"), consent_base, among=_READINGS)

"""四议两公开, the meeting of the Party members: practice, read on secondary pages, and no law.

The pages say 半数以上, which includes the half itself.  They disagree of whom: one says it of all who ought
to come; it is also told of those who came.  Both readings are here, and neither is a default: whoever takes
one names it.  Then the villagers' assembly or that of their representatives resolves, by law.  No day makes a
practice binding, so that it is never chosen by date.
"""

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from communitygov.core.source import Citation
from communitygov.errors import Words
from communitygov.meeting.decision.combination import All
from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.decision.quorum import Quorum
from communitygov.meeting.statute.provision import StatutePeriod
from communitygov.meeting.statute.statute import Statute
from communitygov.meeting.statute.terms import DecidingBody, MatterClass, Verification, chosen
from communitygov.meeting.tally.counts import Base
from communitygov.meeting.threshold import AtLeast

_PAGE = Citation(document="tunchang.fytlaw.com", article="news 202501/09/5929")
_WALL_CHART = Citation(document="m.70edu.com", article="wenku 1168442_15")
_FLOW_CHART = Citation(document="dy1993.cn", article="8GdG")
#: The reading of those who came was noted without the page on which it stands.
_UNNOTED = Citation(document="secondary-page", article="which one was not noted")


def _agreed(base: Base, source: Citation) -> All:
    """Return two thirds present, and half of a whole in favour, the half included."""
    return All(
        Quorum("heads", AtLeast("2/3"), source=_PAGE),
        Majority("heads", base=base, threshold=AtLeast("1/2"), source=source),
        source=source,
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
    rule=_agreed(Base.ALL, _PAGE),
    periods=(
        StatutePeriod("items_ahead", 3, source=_WALL_CHART),
        StatutePeriod("posted_for", 7, source=_FLOW_CHART),
        StatutePeriod("answer_within", 3, source=_FLOW_CHART),
    ),
    remarks=(
        Words(
            "各网页说法不一：一处为应到会党员半数以上，另有到会党员半数以上之说（未记所在网页）；请查本地规定",
            "the pages disagree: one says half of all Party members, it is also told of those present (the "
            "page was not noted); look at the rules of your place",
        ),
        Words(
            "公示与答复的期限见于社区版流程图",
            "the days of posting and of answers are those of a chart for communities",
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
            source=_UNNOTED,
            rule=_agreed(Base.PRESENT, _UNNOTED),
        ),
    }
)
PRACTICES = tuple(_READINGS.values())


def four_deliberations(*, consent_base: str) -> Statute:
    """Return how Party members commonly review a plan in 四议两公开, in one of two readings.

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

"""The five ones (五个一): one meeting, one event, one training, one collection of needs, one act of care.

They stand here, below every topic, because grids plan them (who has done which) and programmes list them.
The document does not say whether they are due from each guide or in each grid, nor how often.
"""

from communitygov.core.source import quoted
from communitygov.core.terms import TermEnum

#: Where the five are listed.
FIVE_ONES_LISTED = quoted(
    "003", "开展一次见面会、参加一场活动、组织一次培训、收集一次需求、送去一次关爱“五个一”"
)


class FiveOne(TermEnum):
    """One of the five activities, in the order of the document.

    Examples
    --------
    >>> [one.zh for one in FiveOne]
    ['开展一次见面会', '参加一场活动', '组织一次培训', '收集一次需求', '送去一次关爱']
    """

    MEETING = "meeting", "开展一次见面会", "hold one meeting with residents"
    EVENT = "event", "参加一场活动", "take part in one event"
    TRAINING = "training", "组织一次培训", "organise one training"
    NEEDS = "needs", "收集一次需求", "collect needs once"
    CARE = "care", "送去一次关爱", "bring one act of care"

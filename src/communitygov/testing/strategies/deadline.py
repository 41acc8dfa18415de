"""Hypothesis strategies for deadlines, and for answers about them that do not contradict themselves."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.core.worktime import Period, PeriodUnit
from communitygov.procedure.deadline import Deadline, Escalation
from communitygov.procedure.due import Due, DueStatus
from communitygov.testing.strategies.core import citations, identifiers, moments, words
from communitygov.testing.strategies.worktime import periods

#: In what a warning can be counted back.
_WARNING_UNITS = (PeriodUnit.HOURS, PeriodUnit.DAYS, PeriodUnit.WORKDAYS)


def warnings(*, longest: int = 60) -> st.SearchStrategy[Period]:
    """Return periods before an end: of one to `longest` hours, days or working days."""
    return st.builds(Period, st.integers(1, longest), st.sampled_from(_WARNING_UNITS))


def escalations(*, longest: int = 60) -> st.SearchStrategy[Escalation]:
    """Return to whom an overdue case goes up, and when: after one to `longest` of any unit."""
    return st.builds(Escalation, after=periods(longest=longest), to=identifiers())


@st.composite
def deadlines(draw: st.DrawFn) -> Deadline:
    """Return deadlines of any state: bare ones first, then with warnings, extensions and escalations."""
    is_extended = draw(st.booleans())
    return Deadline(
        state=draw(identifiers()),
        within=draw(periods()),
        warn_before=draw(st.none() | warnings()),
        extended_by=draw(identifiers()) if is_extended else None,
        extension=draw(periods()) if is_extended else None,
        escalates=draw(st.none() | escalations()),
        basis=draw(citations()),
    )


@st.composite
def dues(draw: st.DrawFn) -> Due:
    """Return how a case stands to its deadline."""
    spans = st.integers(1, 60 * 24 * 400).map(lambda minutes: timedelta(minutes=minutes))
    since = draw(moments())
    until = since + draw(spans)
    is_warned, is_escalated = draw(st.booleans()), draw(st.booleans())
    statuses = [DueStatus.PENDING, DueStatus.OVERDUE]
    statuses += [DueStatus.SOON] * is_warned + [DueStatus.ESCALATING] * is_escalated
    return Due(
        case_id=draw(identifiers()),
        state=draw(identifiers()),
        since=since,
        until=until,
        status=draw(st.sampled_from(statuses)),
        words=draw(words()),
        extensions=draw(st.integers(0, 9)),
        warns_at=until - draw(spans) if is_warned else None,
        escalates_at=until + draw(spans) if is_escalated else None,
        escalates_to=draw(identifiers()) if is_escalated else None,
    )


#: Every public value of the topic with its strategy.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {Deadline: deadlines, Due: dues, Escalation: escalations}
)

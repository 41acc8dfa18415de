"""Who makes the bodies that are audited, and what is read off a report."""

from collections.abc import Callable

from communitygov.meeting.council.council import Council
from communitygov.meeting.rule_audit.kind import Headcount
from communitygov.meeting.rule_audit.report import AuditReport
from communitygov.meeting.tally.electorate import Electorate

Owners = Callable[..., Electorate]
Councils = Callable[..., Council]


def codes(report: AuditReport) -> list[str]:
    return [each.code for each in report.findings]


def people(*groups: Headcount) -> list[dict[str, int]]:
    return [dict(each.by_constituency) for each in groups]

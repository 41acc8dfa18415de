"""What every topic is made of: words, figures, findings, sources, time, journals, documents, privacy."""

from communitygov.core.chain import JournalReport, verify_entries
from communitygov.core.document import Value
from communitygov.core.finding import Finding, Message, Reason
from communitygov.core.journal import Journal
from communitygov.core.merkle import ConsistencyProof, InclusionProof, verify_consistency, verify_inclusion
from communitygov.core.money import Money
from communitygov.core.privacy import Sensitive
from communitygov.core.quantity import Quantity, Share
from communitygov.core.shared_journal import SharedJournal
from communitygov.core.source import DOCUMENTS, LIBRARY_DEFAULT, Citation, SourceDocument
from communitygov.core.terms import Term, TermEnum
from communitygov.core.workcalendar import NoticeCalendar, WeekendCalendar, WorkCalendar
from communitygov.core.worktime import Period, PeriodUnit

__all__ = [
    "DOCUMENTS",
    "LIBRARY_DEFAULT",
    "Citation",
    "ConsistencyProof",
    "Finding",
    "InclusionProof",
    "Journal",
    "JournalReport",
    "Message",
    "Money",
    "NoticeCalendar",
    "Period",
    "PeriodUnit",
    "Quantity",
    "Reason",
    "Sensitive",
    "Share",
    "SharedJournal",
    "SourceDocument",
    "Term",
    "TermEnum",
    "Value",
    "WeekendCalendar",
    "WorkCalendar",
    "verify_consistency",
    "verify_entries",
    "verify_inclusion",
]

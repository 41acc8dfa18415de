"""Hypothesis strategies for what every topic is made of: identifiers, text, moments, words, findings.

Everything is built, nothing filtered, so that examples come fast and shrink to the plainest legal value:
an identifier and a title to ``"0"``, a moment to the earliest one.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.core.canonical import GREATEST_INTEGER, Json
from communitygov.core.chain import Entry, JournalReport, Payload
from communitygov.core.finding import Finding, Message, Reason
from communitygov.core.journal import Journal
from communitygov.core.merkle import ConsistencyProof, InclusionProof
from communitygov.core.privacy import Access, Disclosure, PublishedCounts, Sensitive, suppress
from communitygov.core.source import DOCUMENTS, LIBRARY_DEFAULT, Citation, SourceDocument
from communitygov.core.terms import Term
from communitygov.errors import Words

#: Between these the moments and days of examples lie, unless told otherwise.
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
_FIRST_DAY, _LAST_DAY = EARLIEST.date(), LATEST.date()

_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MARKS = "0123456789-_.:/@#"
#: Zones with a fixed offset: 北京时间 first, then Greenwich and some odd ones.
_ZONES = (
    timezone(timedelta(hours=8)),
    UTC,
    timezone(timedelta(hours=5, minutes=45)),
    timezone(timedelta(hours=-9, minutes=-30)),
)
#: Characters of every kind that text may hold: letters first, then what often breaks programs.
_PLAIN = "一二龙桥小区网格员議aZ09 ,.%{}'\"\\<>&=+@|、。“”（）é\U0001f3d8\U00020000"


def identifiers(*, longest: int = 12) -> st.SearchStrategy[str]:
    """Return identifiers: ASCII letters, digits and the marks that identifiers may hold."""
    return st.text(_LETTERS + _MARKS, min_size=1, max_size=longest)


def titles(*, longest: int = 20) -> st.SearchStrategy[str]:
    """Return names and headings of one character or more, on one line."""
    return st.text(_PLAIN, min_size=1, max_size=longest)


def texts(*, longest: int = 60) -> st.SearchStrategy[str]:
    """Return free text, possibly empty, with line breaks and tabs."""
    return st.text(_PLAIN + "\n\t", max_size=longest)


def moments(*, earliest: datetime = EARLIEST, latest: datetime = LATEST) -> st.SearchStrategy[datetime]:
    """Return moments from `earliest` to `latest`, both included, in several zones of fixed offset."""
    span = (latest - earliest) // timedelta(microseconds=1)
    whole_minutes = st.integers(0, span // 60_000_000).map(lambda minutes: minutes * 60_000_000)

    def moment(passed: int, zone: timezone) -> datetime:
        return (earliest + timedelta(microseconds=passed)).astimezone(zone)

    return st.builds(moment, whole_minutes | st.integers(0, span), st.sampled_from(_ZONES))


def days(*, earliest: date = _FIRST_DAY, latest: date = _LAST_DAY) -> st.SearchStrategy[date]:
    """Return days from `earliest` to `latest`, both included."""
    return st.integers(0, (latest - earliest).days).map(lambda passed: earliest + timedelta(days=passed))


def words() -> st.SearchStrategy[Words]:
    """Return sayings in both languages."""
    return st.builds(Words, titles(), titles())


def terms() -> st.SearchStrategy[Term]:
    """Return words of the field with a code."""
    return st.builds(Term, identifiers(), titles(), titles())


def source_documents() -> st.SearchStrategy[SourceDocument]:
    """Return documents that may be cited: the library's own, and others."""
    others = st.builds(SourceDocument, tag=identifiers(), title=titles(), place=texts(), dated=texts())
    return st.sampled_from(tuple(DOCUMENTS.values())) | others


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    """Return places in a document or a law, some of them in force for a while only."""
    begins = draw(st.none() | days())
    first = begins or EARLIEST.date()
    ends = draw(st.none() | days(earliest=first + timedelta(days=1), latest=first + timedelta(days=36_500)))
    document = draw(st.sampled_from((LIBRARY_DEFAULT.document, *DOCUMENTS)) | identifiers())
    return Citation(
        document=document,
        phrase=draw(texts()),
        article=draw(texts(longest=6)),
        in_force_from=begins,
        in_force_until=ends,
    )


def _facts() -> st.SearchStrategy[tuple[tuple[str, str], ...]]:
    """Return the facts behind a finding: names without repetition, in order."""
    return st.dictionaries(identifiers(), titles(), max_size=3).map(
        lambda facts: tuple(sorted(facts.items()))
    )


def findings() -> st.SearchStrategy[Finding]:
    """Return rules that are not kept."""
    return st.builds(
        Finding,
        code=identifiers(),
        subject=identifiers(),
        words=words(),
        remedy=words(),
        details=_facts(),
        source=st.none() | citations(),
    )


def reasons() -> st.SearchStrategy[Reason]:
    """Return unmet conditions of an action."""
    return st.builds(
        Reason,
        code=identifiers(),
        subject=identifiers(),
        words=words(),
        remedy=words(),
        details=_facts(),
        source=st.none() | citations(),
        could_act=st.lists(terms(), max_size=2).map(tuple),
    )


@st.composite
def messages(draw: st.DrawFn) -> Message:
    """Return the words of a code, with one gap ``{fact}`` in both languages or none."""
    gap = draw(st.sampled_from(("", "{fact}")))
    return Message(
        draw(identifiers()),
        Words(f"不合规{gap}", f"not kept{gap}"),
        Words("请改正", "mend it"),
        draw(st.none() | citations()),
    )


def _leaves() -> st.SearchStrategy[Json]:
    """Return what holds nothing else."""
    return st.none() | st.booleans() | st.integers(-GREATEST_INTEGER, GREATEST_INTEGER) | texts(longest=12)


def json_values() -> st.SearchStrategy[Json]:
    """Return any content that a document may hold, of a few levels."""
    return st.recursive(
        _leaves(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts(longest=6), inner, max_size=3),
        max_leaves=12,
    )


def documents() -> st.SearchStrategy[dict[str, Json]]:
    """Return small objects that a document may hold, such as the payload of a journal's entry."""
    return st.dictionaries(identifiers(longest=6), _leaves() | st.lists(_leaves(), max_size=2), max_size=3)


def payloads() -> st.SearchStrategy[Payload]:
    """Return what a journal records."""
    return documents().map(Payload.from_document)


@st.composite
def journals(draw: st.DrawFn, *, shortest: int = 0, longest: int = 5) -> Journal:
    """Return journals of a few entries."""
    journal = Journal()
    for payload in draw(st.lists(documents(), min_size=shortest, max_size=longest)):
        journal = journal.append(payload)
    return journal


def _digests() -> st.SearchStrategy[str]:
    """Return digests of nothing in particular."""
    return st.binary(min_size=32, max_size=32).map(bytes.hex)


def entries() -> st.SearchStrategy[Entry]:
    """Return stored entries, each for itself; those of `journals` fit together."""
    return st.builds(Entry, position=st.integers(0, 100), payload=payloads(), head=_digests())


def journal_reports() -> st.SearchStrategy[JournalReport]:
    """Return what following a chain can show."""
    return st.builds(
        JournalReport,
        version=st.integers(0, 100),
        head=_digests(),
        finding=st.none() | findings(),
        first_bad=st.none() | st.integers(0, 100),
    )


@st.composite
def inclusion_proofs(draw: st.DrawFn) -> InclusionProof:
    """Return proofs that an entry stands in a journal."""
    journal = draw(journals(shortest=1))
    return journal.inclusion_proof(draw(st.integers(0, journal.version - 1)))


@st.composite
def consistency_proofs(draw: st.DrawFn) -> ConsistencyProof:
    """Return proofs that an earlier journal is the beginning of a later one."""
    journal = draw(journals())
    return journal.consistency_proof(draw(st.integers(0, journal.version)))


def salts() -> st.SearchStrategy[bytes]:
    """Return salts for sensitive values."""
    return st.binary(min_size=16, max_size=32)


def sensitive_values() -> st.SearchStrategy[Sensitive]:
    """Return personal data, some of them erased."""
    sealed = st.builds(Sensitive.seal, texts(), salt=salts())
    return sealed | sealed.map(Sensitive.erased)


def accesses() -> st.SearchStrategy[Access]:
    """Return records of who saw what."""
    commitments = st.binary(min_size=32, max_size=32)
    return st.builds(Access, commitment=commitments, purpose=titles(), by=identifiers(), at=moments())


def disclosures() -> st.SearchStrategy[Disclosure]:
    """Return contents that were revealed."""
    return st.builds(Disclosure, content=texts(), access=accesses())


def counts() -> st.SearchStrategy[dict[str, int]]:
    """Return counts by code, many of them small."""
    return st.dictionaries(identifiers(longest=3), st.integers(0, 9) | st.integers(0, 10_000), max_size=6)


@st.composite
def published_counts(draw: st.DrawFn) -> PublishedCounts:
    """Return counts as they may be published."""
    found = draw(counts())
    total = draw(st.sampled_from((None, sum(found.values()))))
    return suppress(found, smallest=draw(st.integers(3, 8)), total=total)


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Words: words,
        Term: terms,
        SourceDocument: source_documents,
        Citation: citations,
        Finding: findings,
        Reason: reasons,
        Message: messages,
        Payload: payloads,
        Entry: entries,
        Journal: journals,
        JournalReport: journal_reports,
        InclusionProof: inclusion_proofs,
        ConsistencyProof: consistency_proofs,
        Sensitive: sensitive_values,
        Access: accesses,
        Disclosure: disclosures,
        PublishedCounts: published_counts,
    }
)

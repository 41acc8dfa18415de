"""Stored entries, each with a hash over all before it, and what following that chain shows.

An entry carries the head: the hash of the head before it together with its own content.  Who alters, inserts,
removes or moves a stored entry breaks the chain at that place, and `verify_entries` names the place.

The hashes are unkeyed.  They reveal accidents and later edits, not who made them; and what was cut off at the
end, or written anew from some place to the end, shows only against a head that was kept elsewhere.

This module knows no journal; `communitygov.core.journal` makes the entries.
"""

from collections.abc import Iterable, Mapping
from typing import ClassVar, Self, TypeAlias, cast

import attrs

from communitygov.core.canonical import LIMITS, Document, Json, Limits, fault, read, write
from communitygov.core.checks import at_least, hidden, one_of, optional
from communitygov.core.document import Value
from communitygov.core.finding import Finding, Message
from communitygov.core.merkle import EMPTY_HASH, chained, digest
from communitygov.errors import DocumentError, InvalidValue, Words

#: Entries that one journal holds at most; a new one may begin with the head of the old one.
LONGEST_JOURNAL = 1_000_000

#: In the document of a journal a payload begins at the fourth level, and must fit in there.
_PAYLOAD_LIMITS = Limits(depth=LIMITS.depth - 3)

ENTRY_UNREADABLE = Message(
    "JOURNAL_ENTRY_UNREADABLE",
    Words("第 {position} 条无法读取", "entry {position} cannot be read"),
    Words("请从备份恢复该条", "restore the entry from a copy"),
)
ENTRY_MISPLACED = Message(
    "JOURNAL_ENTRY_MISPLACED",
    Words(
        "第 {position} 条处是编号 {found} 的条目", "in the place of entry {position} stands number {found}"
    ),
    Words("请查明何处有删除、插入或调换", "find out what was removed, inserted or moved"),
)
ENTRY_ALTERED = Message(
    "JOURNAL_ENTRY_ALTERED",
    Words("第 {position} 条与哈希链不符", "entry {position} does not fit the hash chain"),
    Words("请与备份核对该条及其之前一条", "compare the entry and the one before it with a copy"),
)
HEAD_DIFFERS = Message(
    "JOURNAL_HEAD_DIFFERS",
    Words("{count} 条相符，末端与另存摘要不同", "{count} entries fit together, but not the head kept"),
    Words("请查明末尾是否被截去或改写", "find out whether the tail was cut off or written anew"),
)


@attrs.frozen
class Payload:
    """What an entry records: a document, frozen as its canonical bytes.

    Examples
    --------
    >>> payload = Payload.from_document({"action": "accept", "by": "w-07"})
    >>> payload.content
    b'{"action":"accept","by":"w-07"}'
    >>> payload
    Payload(content=‹hidden›)
    """

    content: bytes = attrs.field(validator=one_of(bytes), repr=hidden)

    def to_document(self) -> Document:
        """Return a fresh copy of the document."""
        return cast("Document", read(self.content, limits=_PAYLOAD_LIMITS))

    @classmethod
    def from_document(cls, document: object) -> Self:
        """Freeze a document."""
        return cls(frozen_content(document))


def frozen_content(document: object) -> bytes:
    """Return the canonical bytes of a document, refused if an entry cannot hold it.

    Raises
    ------
    DocumentError
        If `document` is no document, or too large or too deep for an entry.
    """
    if not isinstance(document, dict):
        raise fault("WRONG_TYPE", "$", value=type(document).__name__)
    content = write(cast("Json", document), limits=_PAYLOAD_LIMITS)
    if len(content) > _PAYLOAD_LIMITS.size:
        raise fault("TOO_LARGE", "$", value=f"more than {_PAYLOAD_LIMITS.size} bytes")
    return content


@attrs.frozen(kw_only=True)
class Entry(Value):
    """One entry as it is stored: a row.

    Parameters
    ----------
    position, payload
        Its place, counted from 0, and what it records.
    head
        The head of the journal with this entry as its last.

    Examples
    --------
    >>> Entry(position=0, payload=Payload.from_document({"votes": 12}), head="e3")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: head: 'e3' will not do; it must be a digest of 64 lower-case \
hexadecimal digits. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "journal-entry"
    position: int = attrs.field(validator=at_least(0))
    payload: Payload = attrs.field(validator=one_of(Payload))
    head: str = attrs.field(validator=digest)


@attrs.frozen(kw_only=True)
class JournalReport(Value):
    """What following the chain has shown.

    Parameters
    ----------
    version, head
        How many entries from the first on fit together, and the head they give.
    finding
        What is wrong; none when the journal is intact.
    first_bad
        Position of the first entry that does not fit; none when the journal is intact, or when all entries
        fit and only the head is not the one that was kept.

    Examples
    --------
    >>> report = verify_entries(())
    >>> report.is_intact, report.version
    (True, 0)
    """

    document_kind: ClassVar[str] = "journal-report"
    version: int = attrs.field(validator=at_least(0))
    head: str = attrs.field(validator=digest)
    finding: Finding | None = attrs.field(default=None, validator=optional(one_of(Finding)))
    first_bad: int | None = attrs.field(default=None, validator=optional(at_least(0)))

    @property
    def is_intact(self) -> bool:
        """Whether nothing is wrong."""
        return self.finding is None


def require_room(version: int) -> None:
    """Refuse one entry more than a journal holds."""
    if version >= LONGEST_JOURNAL:
        bound = Words(
            f"须不多于 {LONGEST_JOURNAL} 条；请另起一本，首条写明本册末端摘要",
            f"must hold at most {LONGEST_JOURNAL} entries; begin another whose first entry names this head",
        )
        raise InvalidValue("journal", version, bound)


#: What a stored entry may come as: the value, its document, or its canonical JSON.
Row: TypeAlias = "Entry | Document | bytes | str"


def verify_entries(rows: Iterable[Row], *, head: str | None = None) -> JournalReport:
    """Follow the chain through stored entries and name the first one that does not fit.

    Parameters
    ----------
    rows
        The entries in their order: values, or what `Entry.to_document` or `Entry.to_json` gave.
    head
        The head that was kept elsewhere, if one was; without it a cut tail does not show.

    Raises
    ------
    InvalidValue
        If there are more rows than a journal holds, or if `rows` or `head` is something else.

    Examples
    --------
    >>> from communitygov.core.journal import Journal
    >>> journal = Journal().append({"votes": 12}).append({"votes": 9})
    >>> rows = [entry.to_document() for entry in journal]
    >>> rows[0]["payload"] = {"votes": 21}
    >>> report = verify_entries(rows)
    >>> report.first_bad, report.finding.code
    (0, 'JOURNAL_ENTRY_ALTERED')
    >>> verify_entries(journal.entries[:1]).is_intact
    True
    >>> print(verify_entries(journal.entries[:1], head=journal.head).finding.text("zh"))
    1 条相符，末端与另存摘要不同
    """
    require_head(head)
    present, count = EMPTY_HASH, 0
    for row in stored_rows(rows):
        require_room(count)
        judged = _judged(row, count, present)
        if isinstance(judged, Finding):
            return JournalReport(version=count, head=present.hex(), finding=judged, first_bad=count)
        present, count = judged, count + 1
    differs = head is not None and head != present.hex()
    finding = HEAD_DIFFERS.finding("journal", {"count": count}) if differs else None
    return JournalReport(version=count, head=present.hex(), finding=finding)


def stored_rows(rows: object) -> Iterable[Row]:
    """Return `rows`, refused if there is nothing to go through; a text or a document is one row, not many."""
    found = type(rows).__name__
    if isinstance(rows, str | bytes | Mapping) or not isinstance(rows, Iterable):
        raise InvalidValue("rows", found, Words("须为一组条目", "must be a collection of entries"))
    return cast("Iterable[Row]", rows)


def require_head(head: str | None) -> None:
    """Refuse what cannot be a head that was kept."""
    if not isinstance(head, str | None):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidValue("head", type(head).__name__, Words("须为文字", "must be text"))


def _judged(row: object, position: int, present: bytes) -> bytes | Finding:
    """Return the head after a stored entry, or what is wrong with it."""
    subject = f"entry-{position}"
    try:
        entry = entry_in(row)
    except DocumentError:
        return ENTRY_UNREADABLE.finding(subject, {"position": position})
    if entry.position != position:
        return ENTRY_MISPLACED.finding(subject, {"position": position, "found": entry.position})
    head = chained(present, entry.payload.content)
    if entry.head != head.hex():
        return ENTRY_ALTERED.finding(subject, {"position": position})
    return head


def entry_in(row: object) -> Entry:
    """Return the entry that a row holds.

    Raises
    ------
    DocumentError
        If it holds none, or JSON that is not canonical: that has been touched.
    """
    if isinstance(row, Entry):
        return row
    if not isinstance(row, str | bytes):
        return Entry.from_document(row)
    entry = Entry.from_json(row)
    written = entry.to_json()
    if row != (written if isinstance(row, bytes) else written.decode()):
        raise fault("TAMPERED", "$", value="JSON")
    return entry

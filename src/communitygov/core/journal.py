"""An append-only log in which every later change shows.

1. `Journal.append` returns a new journal; what stands in the old one stands in the new one.
2. Each entry carries the head: a hash over the head before it and its own content.  Who alters, inserts,
   removes or moves a stored entry, breaks the chain at that place, and `verify_entries` names it.
3. `Journal.root` and the proofs of `communitygov.core.merkle` show that an entry stands in the journal, or
   that an earlier journal is the beginning of a later one, without handing out the rest.

What a journal does not show.  The hashes are unkeyed: they reveal accidents and later edits, not who made
them.  A tail that was cut off, and a journal that was written anew from some place to its end, are found only
by comparison with a head that was kept elsewhere, such as on a notice board.  Two readers who never compare
heads may have been given different journals.

Personal data belongs beside the journal, not in it: write `communitygov.core.privacy.Sensitive` values, which
can be erased while the chain stays whole.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, ClassVar, NamedTuple, Self

import attrs

from communitygov.core.canonical import Document, fault
from communitygov.core.chain import (
    LONGEST_JOURNAL,
    Entry,
    JournalReport,
    Payload,
    Row,
    entry_in,
    frozen_content,
    require_room,
    stored_rows,
    verify_entries,
)
from communitygov.core.codec import codec_of
from communitygov.core.document import Value, opened
from communitygov.core.merkle import (
    EMPTY_HASH,
    ConsistencyProof,
    InclusionProof,
    chained,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    tree_root,
)
from communitygov.errors import DocumentError, InvalidValue, StaleVersion, Words

_ENTRIES = codec_of(tuple[Entry, ...])


class _Link(NamedTuple):
    """An entry in memory, linked to the one before it, so that journals share what they have in common."""

    before: "_Link | None"
    position: int
    content: bytes
    head: bytes


def _head_of(newest: _Link | None) -> bytes:
    """Return the head that an entry gives."""
    return newest.head if newest else EMPTY_HASH


def _linked(contents: Iterable[bytes]) -> _Link | None:
    """Return the last link of `contents`."""
    newest: _Link | None = None
    for content in contents:
        newest = _link(newest, content)
    return newest


def _link(before: _Link | None, content: bytes) -> _Link:
    """Return the link with `content` that follows on `before`."""
    if before is None:
        return _Link(None, 0, content, chained(EMPTY_HASH, content))
    return _Link(before, before.position + 1, content, chained(before.head, content))


def _linked_only(_owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
    """Refuse what `Journal.append` did not make."""
    if value is not None and type(value) is not _Link:
        raise InvalidValue(
            field.name, type(value).__name__, Words("须经 append 写入", "must come from append")
        )


@attrs.frozen(repr=False)
class Journal(Value):
    """An append-only, hash-chained log; empty when made, compared by its head.

    Examples
    --------
    >>> first = Journal().append({"action": "raise", "by": "r-1"})
    >>> second = first.append({"action": "accept", "by": "w-07"}, expected_version=1)
    >>> second
    Journal(version=2, head='a8f1…')
    >>> [entry.payload.to_document()["by"] for entry in second]
    ['r-1', 'w-07']
    >>> second.verify().is_intact
    True
    >>> second.append({"action": "accept", "by": "w-08"}, expected_version=1)
    Traceback (most recent call last):
        ...
    communitygov.errors.StaleVersion: Expected version 1, found 2: somebody wrote in between. Load the \
newest and try again. [STALE_VERSION]
    """

    document_kind: ClassVar[str] = "journal"
    _newest: _Link | None = attrs.field(default=None, eq=_head_of, validator=_linked_only)

    @property
    def version(self) -> int:
        """How many entries there are."""
        return self._newest.position + 1 if self._newest else 0

    @property
    def head(self) -> str:
        """The hash over all entries, in hexadecimal; keep it elsewhere, and a cut tail shows."""
        return _head_of(self._newest).hex()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, the first one first."""
        return tuple(self)

    def append(self, payload: Document, *, expected_version: int | None = None) -> "Journal":
        """Return the journal with one entry more.

        Parameters
        ----------
        payload
            The document to record.
        expected_version
            The version that the writer has read; none to append whatever has come in between.

        Raises
        ------
        StaleVersion
            If the journal is no longer at `expected_version`.
        DocumentError
            If `payload` is no document, or too large or too deep for an entry.
        InvalidValue
            If the journal is full.
        """
        version = self.version
        if expected_version is not None and expected_version != version:
            raise StaleVersion(expected_version, version)
        require_room(version)
        return Journal(_link(self._newest, frozen_content(payload)))

    def verify(self, *, head: str | None = None) -> JournalReport:
        """Follow the chain through all entries; see `verify_entries`."""
        return verify_entries(self, head=head)

    def root(self) -> str:
        """Return the Merkle root over the payloads, in hexadecimal."""
        return tree_root(self._leaves()).hex()

    def inclusion_proof(self, position: int) -> InclusionProof:
        """Return the proof that the payload at `position` stands under the root."""
        return inclusion_proof(self._leaves(), position)

    def consistency_proof(self, earlier: int) -> ConsistencyProof:
        """Return the proof that the journal at version `earlier` is the beginning of this one."""
        return consistency_proof(self._leaves(), earlier)

    def to_document(self) -> Document:
        """Return the journal as plain JSON data, every entry with its head."""
        return {
            "$kind": self.document_kind,
            "schema": self.document_schema,
            "entries": [entry.to_document() for entry in self],
            "head": self.head,
        }

    @classmethod
    def from_document(cls, document: object) -> Self:
        """Read the journal back, refused at the first entry that does not fit the chain."""
        fields = opened(cls, document, keys=("entries", "head"))
        try:
            entries: tuple[Entry, ...] = _ENTRIES.decode(fields["entries"])
        except DocumentError as error:
            raise error.under(".entries") from error.__cause__
        return cls.from_entries(entries, head=str(fields["head"]))

    @classmethod
    def from_entries(cls, rows: Iterable[Row], *, head: str | None = None) -> Self:
        """Return the journal with these stored entries, refused at the first that does not fit the chain.

        Parameters
        ----------
        rows
            The entries in their order: values, or what `Entry.to_document` or `Entry.to_json` gave.
        head
            The head that was kept elsewhere, if one was; without it a cut tail does not show.

        Raises
        ------
        DocumentError
            If an entry cannot be read or does not fit; its `path` names the entry.
        InvalidValue
            If there are more rows than a journal holds, or if `rows` or `head` is something else.

        Examples
        --------
        >>> journal = Journal().append({"votes": 12}).append({"votes": 9})
        >>> rows = [entry.to_json() for entry in journal]
        >>> Journal.from_entries(rows, head=journal.head) == journal
        True
        >>> Journal.from_entries(rows[1:])
        Traceback (most recent call last):
            ...
        communitygov.errors.DocumentError: $.entries[0]: 'JOURNAL_ENTRY_MISPLACED' does not fit the hash \
chain; compare it with the original. [TAMPERED]
        """
        stored = tuple(islice(stored_rows(rows), LONGEST_JOURNAL + 1))
        report = verify_entries(stored, head=head)
        if report.finding:
            path = "$.head" if report.first_bad is None else f"$.entries[{report.first_bad}]"
            raise fault("TAMPERED", path, value=report.finding.code)
        return cls(_linked(entry_in(row).payload.content for row in stored))

    def __iter__(self) -> Iterator[Entry]:
        """Go through the entries, the first one first."""
        for link in self._links():
            yield Entry(position=link.position, payload=Payload(link.content), head=link.head.hex())

    def __repr__(self) -> str:
        """Name version and head, and show no entry."""
        return f"Journal(version={self.version}, head='{self.head[:4]}…')"

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle the payloads one after the other; the links would nest too deeply."""
        return _restored, tuple(link.content for link in self._links())

    def _links(self) -> list[_Link]:
        """Return the links, the first one first."""
        links: list[_Link] = []
        link = self._newest
        while link:
            links.append(link)
            link = link.before
        return links[::-1]

    def _leaves(self) -> list[bytes]:
        """Return the leaf hashes of the payloads."""
        return [leaf_hash(link.content) for link in self._links()]


def _restored(*contents: bytes) -> Journal:
    """Return the journal with these payloads, for `pickle`."""
    return Journal(_linked(contents))

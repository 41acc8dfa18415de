"""A case's file (案卷): a journal of what was done, and what people wrote beside it, where it can be erased.

1. Entry 0 of the journal is the cover (封面): identifier, grid, the procedure under which the case was
   opened, and a commitment to its title.  Entries 1 and on are the records.
2. The title itself is in no entry and in no document.  It can be erased (`Dossier.erased`); the chain, its
   heads and its proofs stay as they were.
3. `Dossier.restored` makes the case again from the entries alone, and takes every action again by the table
   under which it was made; a migration, by its plan.

What is not sealed: identifiers of actors, of grids and of givers of facts, and the words of facts.  They are
pseudonyms and minutes by convention; a name that somebody writes there stays there.

A journal shows that it was altered, not by whom, and a cut tail only against a head kept elsewhere
(`communitygov.core.journal`).
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import ClassVar, TypeVar

import attrs

from communitygov.core.argument import require
from communitygov.core.chain import Entry, JournalReport
from communitygov.core.checks import hidden, identifier, one_of
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.core.journal import Journal
from communitygov.core.privacy import Sensitive
from communitygov.errors import DocumentError, InvalidValue, StaleVersion, Words
from communitygov.procedure.case import Case, Matter, Record
from communitygov.procedure.history.migration_plan import Migration
from communitygov.procedure.history.shelf import Shelf
from communitygov.procedure.history.stretch import first_procedure, migration_of
from communitygov.procedure.history.verification import HistoryRefused, verify_records
from communitygov.procedure.procedure import Procedure

#: The title of a restored case whose own title is not kept in the dossier.
WITHHELD_TITLE = "（标题不在卷内 · title withheld）"


@attrs.frozen(kw_only=True)
class Cover(Value):
    """The first entry of a dossier: what never changes of a case.

    Parameters
    ----------
    id, grid
        Identifier of the case, and code of the grid in which the matter lies.
    procedure
        Identity of the procedure under which it was opened.
    title
        The commitment to its title.

    Examples
    --------
    >>> title = Sensitive.seal("ageing wiring", salt=bytes(range(16)))
    >>> Cover(id="LQ-1", grid="LQ-03", procedure="five_step@1#0", title=title)
    Cover(id='LQ-1', grid='LQ-03', procedure='five_step@1#0', title=Sensitive(commitment='...', \
content=‹hidden›))
    """

    document_kind: ClassVar[str] = "cover"
    id: str = attrs.field(validator=identifier)
    grid: str = attrs.field(validator=identifier)
    procedure: str = attrs.field(validator=identifier)
    title: Sensitive = attrs.field(validator=one_of(Sensitive))


@attrs.frozen(kw_only=True, repr=False)
class Dossier(Value):
    """A case's file: its title, sealed, and the journal of its records.

    Parameters
    ----------
    title
        What the case is about, in people's words; its content is never written down.
    journal
        The cover, and the records after it; complete and continuous, or the dossier is refused.

    Examples
    --------
    >>> from communitygov.deliberation.five_step import five_step
    >>> from communitygov.testing.walks import walked
    >>> case = walked(five_step(), (0, 3))
    >>> dossier = Dossier.open(case, salt=bytes(range(16)))
    >>> dossier
    Dossier(id='C-1', version=4, head='...', title=‹hidden›)
    >>> dossier.restored(five_step()) == case
    True
    >>> dossier.erased().restored(five_step()).title
    '（标题不在卷内 · title withheld）'
    >>> dossier.erased().journal == dossier.journal
    True
    """

    document_kind: ClassVar[str] = "dossier"
    title: Sensitive = attrs.field(validator=one_of(Sensitive))
    journal: Journal = attrs.field(validator=one_of(Journal))
    _cover: Cover = attrs.field(init=False, eq=False)
    _records: tuple[Record, ...] = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        """Refuse a journal that is not a cover and the records of one case, or another title."""
        cover, records = _read(self.journal)
        if cover.title != self.title:
            bound = Words("须与封面所载承诺值相符", "must be the title to which the cover is committed")
            raise InvalidValue("title", hidden(self.title), bound)
        object.__setattr__(self, "_cover", cover)
        object.__setattr__(self, "_records", records)

    # -------------------------------------------------------------- made, kept up

    @classmethod
    def open(cls, case: Case, *, salt: bytes) -> "Dossier":
        """Open the dossier of a case, with everything done so far.

        Parameters
        ----------
        case
            The case.
        salt
            At least 16 random bytes, drawn for this title alone and kept beside it.

        Raises
        ------
        InvalidValue
            If `salt` is too short.
        """
        require("case", case, kind=Case)
        title = Sensitive.seal(case.title, salt=salt)
        procedure = first_procedure(case.history, last=case.procedure)
        cover = Cover(id=case.id, grid=case.grid, procedure=procedure, title=title)
        journal = Journal().append(cover.to_document())
        for record in case.history:
            journal = journal.append(record.to_document())
        return cls(title=title, journal=journal)

    @classmethod
    def from_journal(cls, journal: Journal) -> "Dossier":
        """Return the dossier with this journal; its title is withheld until `with_title` puts it back.

        Raises
        ------
        InvalidValue
            If an entry is not what belongs in its place.
        """
        require("journal", journal, kind=Journal)
        cover, _records = _read(journal)
        return cls(title=cover.title, journal=journal)

    def continued(self, case: Case, *, expected_version: int | None = None) -> "Dossier":
        """Return the dossier with the records of `case` that it does not have yet.

        Parameters
        ----------
        case
            The case further on; its title is not compared.
        expected_version
            The version that the writer has read; none to append whatever has come in between.

        Raises
        ------
        StaleVersion
            If the dossier is no longer at `expected_version`, or is further on than `case`.
        InvalidValue
            If it is another case, or one whose history does not continue the dossier; the first record that
            differs is named.
        """
        require("case", case, kind=Case)
        if expected_version is not None and expected_version != self.version:
            raise StaleVersion(expected_version, self.version)
        self._require_continued_by(case)
        journal = self.journal
        for record in case.history[len(self._records) :]:
            journal = journal.append(record.to_document())
        return attrs.evolve(self, journal=journal)

    def _require_continued_by(self, case: Case) -> None:
        """Refuse another case, another course of the same one, and one that is behind."""
        cover, pin = self._cover, first_procedure(case.history, last=case.procedure)
        for what, found, mine in (
            ("case.id", case.id, cover.id),
            ("case.grid", case.grid, cover.grid),
            ("case.procedure", pin, cover.procedure),
        ):
            if found != mine:
                raise InvalidValue(
                    what, found, Words(f"须为卷内所载 {mine}", f"must be that of the dossier, {mine}")
                )
        for kept, record in zip(self._records, case.history, strict=False):
            if kept != record:
                bound = Words(
                    f"须与卷内第 {kept.seq + 1} 条相同", f"must be as in entry {kept.seq + 1} of the dossier"
                )
                raise InvalidValue("case.history", f"{record.seq}: {record.action}", bound)
        if len(case.history) < len(self._records):
            raise StaleVersion(len(case.history) + 1, self.version)

    # -------------------------------------------------------------- what stands in it

    @property
    def id(self) -> str:
        """Identifier of the case."""
        return self._cover.id

    @property
    def grid(self) -> str:
        """Code of the grid in which the matter lies."""
        return self._cover.grid

    @property
    def procedure(self) -> str:
        """Identity of the procedure under which the case was opened."""
        return self._cover.procedure

    @property
    def records(self) -> tuple[Record, ...]:
        """Every action taken, the opening first."""
        return self._records

    @property
    def version(self) -> int:
        """How many entries the journal has: one more than there are records."""
        return self.journal.version

    @property
    def head(self) -> str:
        """The head of the journal; keep it elsewhere, and a cut tail shows."""
        return self.journal.head

    # -------------------------------------------------------------- the title

    def erased(self) -> "Dossier":
        """Return the dossier without its title; entries, head and proofs are the same."""
        return attrs.evolve(self, title=self.title.erased())

    def with_title(self, content: str, *, salt: bytes) -> "Dossier":
        """Return the dossier with its title put back.

        Raises
        ------
        InvalidValue
            If this is not the title, or not its salt; neither is repeated in the error.
        """
        return attrs.evolve(self, title=Sensitive.seal(content, salt=salt))

    # -------------------------------------------------------------- proved, restored

    def verify(self, *, head: str | None = None) -> JournalReport:
        """Follow the chain through all entries; see `communitygov.core.chain.verify_entries`."""
        return self.journal.verify(head=head)

    def findings(self, *procedures: Procedure, plans: Iterable[Migration] = ()) -> tuple[Finding, ...]:
        """Return what in the records procedures and plans do not allow, as `verify_history` does."""
        return self._verified(Shelf.of(procedures, plans))

    def restored(self, *procedures: Procedure, plans: Iterable[Migration] = ()) -> Case:
        """Return the case, made again from the entries and taken again by the tables.

        A case holds its title in plain.  Where it is not kept here, a placeholder stands for it,
        `WITHHELD_TITLE`.

        Parameters
        ----------
        procedures
            The procedure under which the case was opened, and each one to which it was migrated.
        plans
            The plan of each migration.

        Raises
        ------
        InvalidValue
            If one of the procedures is not given.
        HistoryRefused
            If a plan is not given, or the records are not what procedures and plans allow; every bad one is
            named.
        """
        at_hand = Shelf.of(procedures, plans)
        for identity in self._pins():
            if identity not in at_hand.procedures:
                bound = Words(f"须含此事所依的 {identity}", f"must hold that of the case, {identity}")
                raise InvalidValue("procedures", ", ".join(sorted(at_hand.procedures)), bound)
        findings = self._verified(at_hand)
        if findings:
            raise HistoryRefused(self.id, findings)
        matter = self._matter()
        standing = at_hand.procedures[matter.procedure].table.state(self._records[-1].target)
        return Case(matter=matter, standing=standing, history=self._records)

    def _verified(self, at_hand: Shelf) -> tuple[Finding, ...]:
        """Take every action again."""
        return verify_records(self._matter(), self._records, at_hand=at_hand, first=self.procedure)

    def _pins(self) -> tuple[str, ...]:
        """Return the identities of the procedures under which the case was, the first one first."""
        pinned = (fact.outcome for record in self._records if (fact := migration_of(record)))
        return (self._cover.procedure, *pinned)

    def _matter(self) -> Matter:
        """Return what the case is about."""
        return Matter(id=self.id, title=self._words(), grid=self.grid, procedure=self._pins()[-1])

    def _words(self) -> str:
        """Return the title, or what stands for it; a case that is made again is shown to nobody yet."""
        if self.title.is_withheld:
            return WITHHELD_TITLE
        return self.title.reveal(purpose="restore", by=self.id, at=self._records[-1].at).content

    # -------------------------------------------------------------- shown

    def __repr__(self) -> str:
        """Name identifier, version and head, and show nothing of the title."""
        title = "‹withheld›" if self.title.is_withheld else hidden(None)
        return f"Dossier(id='{self.id}', version={self.version}, head='{self.head[:4]}…', title={title})"

    def _repr_html_(self) -> str:
        """Show the entries as a table in a notebook; the title stays hidden."""
        rows = "".join(
            _row(entry, record) for entry, record in zip(self.journal, (None, *self._records), strict=True)
        )
        caption = f"{escape(self.id)} · {escape(self.grid)} · {escape(self._pins()[-1])}"
        return (
            f"<table><caption>{caption}</caption>"
            "<thead><tr><th>#</th><th>at</th><th>action</th><th>by</th><th>state</th><th>head</th></tr></thead>"
            f"<tbody>{rows}</tbody></table>"
        )


def _row(entry: Entry, record: Record | None) -> str:
    """Return one entry as a row of a table."""
    if record is None:
        cells = ("", "cover", "", "")
    else:
        way = f"{record.source} → {record.target}"
        cells = (record.at.isoformat(), record.action, f"{record.by} ({record.role})", way)
    shown = (str(entry.position), *cells, f"{entry.head[:4]}…")
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in shown)}</tr>"


def _read(journal: Journal) -> tuple[Cover, tuple[Record, ...]]:
    """Return cover and records, or name the first entry that is not what belongs in its place."""
    entries = journal.entries
    if len(entries) < _FEWEST:
        bound = Words("须有封面与立案记录", "must hold a cover and the record of the opening")
        raise InvalidValue("journal", f"{len(entries)} entries", bound)
    cover = _entry_as(Cover, entries[0])
    records: list[Record] = []
    for entry in entries[1:]:
        record = _entry_as(Record, entry)
        _require_following(cover, records, record)
        records.append(record)
    return cover, tuple(records)


#: A cover and an opening.
_FEWEST = 2

V = TypeVar("V", Cover, Record)


def _entry_as(kind: type[V], entry: Entry) -> V:
    """Return what an entry records."""
    try:
        return kind.from_document(entry.payload.to_document())
    except DocumentError as error:
        place = f"entry {entry.position}, {error.path}"
        bound = Words(f"须为 {kind.__name__}（{error.code}）", f"must be a {kind.__name__} ({error.code})")
        raise InvalidValue("journal", place, bound) from error


def _require_following(cover: Cover, before: Sequence[Record], record: Record) -> None:
    """Refuse a record that does not follow on those before it."""
    source = before[-1].target if before else ""
    follows = record.seq == len(before) and record.source == source and record.case_id == cover.id
    if not follows or (before and record.at < before[-1].at):
        bound = Words("须与前一条相接", "must follow on the entry before it")
        raise InvalidValue("journal", f"entry {len(before) + 1}: {record.action}", bound)

"""One journal for several threads: who writes says what has been read, and nobody overwrites anybody.

1. `SharedJournal.append` compares and appends in one step: it appends to the version that the writer has
   read, or to none.
2. A writer who comes too late gets `StaleVersion`; nothing is written, and the newest journal can be read and
   tried again.
3. What was read stays as it was read: a `Journal` is a value.

It serves the threads of one process.  Between processes a database does the same, with a unique key on the
position of an entry.
"""

from threading import Lock

from communitygov.core.canonical import Document
from communitygov.core.journal import Journal
from communitygov.errors import InvalidValue, StaleVersion, Words


class SharedJournal:
    """Holds the newest journal for several threads.

    Examples
    --------
    >>> shared = SharedJournal()
    >>> mine = shared.newest
    >>> shared.append({"by": "w-08"}, expected_version=0)
    Journal(version=1, head='40cb…')
    >>> shared.append({"by": "w-07"}, expected_version=mine.version)
    Traceback (most recent call last):
        ...
    communitygov.errors.StaleVersion: Expected version 0, found 1: somebody wrote in between. Load the \
newest and try again. [STALE_VERSION]
    >>> shared.newest.version
    1
    """

    __slots__ = ("_lock", "_newest")

    def __init__(self, journal: Journal | None = None) -> None:
        """Begin with `journal`, or with an empty one."""
        if not isinstance(journal, Journal | None):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise InvalidValue("journal", type(journal).__name__, Words("须为 Journal", "must be a Journal"))
        self._lock = Lock()
        self._newest = journal or Journal()

    @property
    def newest(self) -> Journal:
        """The journal as it stands now."""
        return self._newest

    def append(self, payload: Document, *, expected_version: int) -> Journal:
        """Append one entry if nobody has written since `expected_version`, and return the journal with it.

        Raises
        ------
        StaleVersion
            If somebody has; nothing is written then.
        DocumentError
            If `payload` is no document, or too large or too deep for an entry.
        InvalidValue
            If the journal is full.
        """
        with self._lock:
            if expected_version != self._newest.version:
                raise StaleVersion(expected_version, self._newest.version)
            self._newest = self._newest.append(payload)
            return self._newest

    def __repr__(self) -> str:
        """Name version and head, and show no entry."""
        return f"SharedJournal({self._newest!r})"

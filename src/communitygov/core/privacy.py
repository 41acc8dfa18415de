"""Personal data: sealed, shown for a purpose only, erasable; and small counts that point at nobody.

1. A `Sensitive` value holds a content and a commitment to it.  What is written down, printed, compared,
   copied to another process or told in an error is the commitment alone.
2. `Sensitive.reveal` asks who, when and what for, and gives back a record of the access that the host appends
   to a journal.
3. `Sensitive.erased` drops the content.  The commitment stays, so that documents and journals that mention
   it stay whole.
4. `suppress` hides small counts, and as many others as it takes that no difference gives one away.

The salt comes from the caller, who draws it at random for each content (``secrets.token_bytes(16)``) and
keeps it beside the content: this module has no randomness.  Without the salt nobody can try out contents
against a commitment; who erases the content erases the salt too.

What this is not: a security border within a process.  Python code in the same process can read anything, a
frozen value included; it is leaks by accident that this module prevents.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from hmac import compare_digest
from typing import Any, ClassVar

import attrs

from communitygov.core.canonical import GREATEST_INTEGER
from communitygov.core.checks import (
    as_tuple,
    at_least,
    aware,
    hidden,
    identifier,
    is_identifier,
    is_text,
    one_of,
    optional,
    title,
)
from communitygov.core.document import Value
from communitygov.errors import InvalidValue, UnknownName, Withheld, Words

#: Bytes of a salt: fewer could be tried out, more serve nothing.
SHORTEST_SALT = 16
LONGEST_SALT = 1024

#: Counts below this one are hidden.  Library default: no document gives a threshold.
SMALLEST_COUNT = 5

_COMMITMENT_BYTES = 32
_PREFIX = b"communitygov sensitive 1\x00"


def _commitment(content: str, salt: object) -> bytes:
    """Return the commitment to `content`; the salt's length is hashed too, so that nothing moves across."""
    if not isinstance(salt, bytes) or not SHORTEST_SALT <= len(salt) <= LONGEST_SALT:
        bound = Words(
            f"须为 {SHORTEST_SALT} 至 {LONGEST_SALT} 个随机字节",
            f"must be {SHORTEST_SALT} to {LONGEST_SALT} random bytes",
        )
        raise InvalidValue("salt", hidden(salt), bound)
    return sha256(_PREFIX + len(salt).to_bytes(2, "big") + salt + content.encode()).digest()


def _commitment_only(_owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
    """Refuse anything but the bytes of a commitment."""
    if not isinstance(value, bytes) or len(value) != _COMMITMENT_BYTES:
        raise InvalidValue(
            field.name, value, Words("须为 32 字节的承诺值", "must be the 32 bytes of a commitment")
        )


@attrs.frozen(kw_only=True)
class Access(Value):
    """Who saw what, when and what for; it does not hold what was seen.

    Parameters
    ----------
    commitment
        The commitment of the value that was revealed.
    purpose
        What for, in words; they are recorded, so they name no resident.
    by, at
        Identifier of who asked, and the moment.

    Examples
    --------
    >>> from datetime import UTC
    >>> Access(commitment=bytes(32), purpose="", by="w-07", at=datetime(2023, 5, 4, tzinfo=UTC))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: purpose: '' will not do; it must be text of 1 to 200 characters \
without control or invisible ones. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "access"
    commitment: bytes = attrs.field(validator=_commitment_only)
    purpose: str = attrs.field(validator=title)
    by: str = attrs.field(validator=identifier)
    at: datetime = attrs.field(validator=aware)


@attrs.frozen(kw_only=True)
class Disclosure:
    """A content that was revealed, and the record of it.

    It is no `Value`: it cannot be written down.

    Examples
    --------
    >>> from datetime import UTC
    >>> phone = Sensitive.seal("555-0100", salt=bytes(range(16)))
    >>> phone.reveal(purpose="call", by="w-07", at=datetime(2023, 5, 4, tzinfo=UTC)).content
    '555-0100'
    """

    content: str = attrs.field(repr=hidden)
    access: Access = attrs.field(validator=one_of(Access))


class _Sealed(Value):
    """Keeps the content where no serialiser looks for it."""

    __slots__ = ("_content",)
    _content: str | None


@attrs.frozen
class Sensitive(_Sealed):
    """A personal datum: its commitment, and its content unless that was erased or never loaded.

    Two are equal when their commitments are, whether they hold the content or not.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> phone = Sensitive.seal("555-0100", salt=bytes(range(16)))
    >>> phone
    Sensitive(commitment='d847…', content=‹hidden›)
    >>> shown = phone.reveal(purpose="call about LQ-1", by="w-07", at=datetime(2023, 5, 4, tzinfo=UTC))
    >>> shown.content, shown.access.by
    ('555-0100', 'w-07')
    >>> kept = Sensitive.from_document(phone.to_document())
    >>> kept == phone, kept.matches("555-0100", salt=bytes(range(16)))
    (True, True)
    >>> kept.reveal(purpose="call about LQ-1", by="w-07", at=datetime(2023, 5, 4, tzinfo=UTC))
    Traceback (most recent call last):
        ...
    communitygov.errors.Withheld: The content of 'd847' is not kept here; ask the keeper of the original. \
[WITHHELD]
    """

    document_kind: ClassVar[str] = "sensitive"
    commitment: bytes = attrs.field(validator=_commitment_only)

    def __attrs_post_init__(self) -> None:
        """Begin without a content; `seal` adds it."""
        object.__setattr__(self, "_content", None)

    @classmethod
    def seal(cls, content: str, *, salt: bytes) -> "Sensitive":
        """Seal `content` with a `salt` of at least 16 random bytes.

        Raises
        ------
        InvalidValue
            If `content` is no text or `salt` too short; neither is repeated in the error.
        """
        if not is_text(content):
            raise InvalidValue("content", hidden(content), Words("须为可见文字", "must be visible text"))
        sealed = cls(_commitment(content, salt))
        object.__setattr__(sealed, "_content", content)
        return sealed

    @property
    def is_withheld(self) -> bool:
        """Whether the content is not kept here."""
        return self._content is None

    def reveal(self, *, purpose: str, by: str, at: datetime) -> Disclosure:
        """Return the content with a record of the access, which the host appends to a journal.

        Raises
        ------
        Withheld
            If the content was erased, or only the commitment was loaded.
        """
        access = Access(commitment=self.commitment, purpose=purpose, by=by, at=at)
        if self._content is None:
            raise Withheld(self.commitment.hex()[:4])
        return Disclosure(content=self._content, access=access)

    def matches(self, content: str, *, salt: bytes) -> bool:
        """Tell whether this is the commitment to `content` under `salt`."""
        return is_text(content) and compare_digest(self.commitment, _commitment(content, salt))

    def erased(self) -> "Sensitive":
        """Return the same commitment without the content."""
        return Sensitive(self.commitment)

    def __repr__(self) -> str:
        """Show the beginning of the commitment and nothing of the content."""
        content = "‹withheld›" if self.is_withheld else hidden(None)
        return f"Sensitive(commitment='{self.commitment.hex()[:4]}…', content={content})"

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle and copy the commitment alone."""
        return Sensitive, (self.commitment,)


# ------------------------------------------------------------------ small counts


def count_cells(_owner: object, field: "attrs.Attribute[Any]", value: tuple[object, ...]) -> None:
    """Refuse anything but counts by code, in the order of the codes, each code once."""
    before = ""
    for cell in value:
        match cell:
            case (str(code), None | int()) if is_identifier(code) and before < code:
                before = code
            case _:
                bound = Words(
                    "须为按代码排序、互不相同的（代码，计数）", "must hold pairs of code and count, by code"
                )
                raise InvalidValue(field.name, hidden(cell), bound)


def require_publishable(cells: Iterable[tuple[str, int | None]], smallest: int) -> None:
    """Refuse a small count among those that are told; it is not repeated."""
    for _, count in cells:
        if count is not None and not _is_publishable(count, smallest):
            bound = Words(f"须为 0 或不小于 {smallest}", f"must be 0 or at least {smallest}")
            raise InvalidValue("cells", hidden(count), bound)


@attrs.frozen(kw_only=True)
class PublishedCounts(Value):
    """Counts as they may be published: no small one among them, none to be found by difference.

    Parameters
    ----------
    cells
        Code and count, in the order of the codes; ``None`` for a hidden count.
    total
        The sum of all counts, the hidden ones included; ``None`` if it is not published.
    smallest
        Counts from 1 to below this one are hidden.

    Examples
    --------
    >>> PublishedCounts(cells=(("A", None), ("B", 40)), total=43, smallest=5)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: total: 43 will not do; it must not give hidden counts away; leave it \
out. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "published-counts"
    cells: tuple[tuple[str, int | None], ...] = attrs.field(converter=as_tuple, validator=count_cells)
    total: int | None = attrs.field(default=None, validator=optional(at_least(0)))
    smallest: int = attrs.field(default=SMALLEST_COUNT, validator=at_least(3))

    def __attrs_post_init__(self) -> None:
        """Refuse a small count, and a total from which one follows."""
        require_publishable(self.cells, self.smallest)
        if self.total is not None and not self.allows(self.total):
            bound = Words(
                "不得泄露被隐去的计数；请不公布总数", "must not give hidden counts away; leave it out"
            )
            raise InvalidValue("total", self.total, bound)

    def of(self, code: str) -> int | None:
        """Return one count; none if it is hidden.

        Raises
        ------
        UnknownName
            If there is no count of that code.

        Examples
        --------
        >>> counts = PublishedCounts(cells=(("A", None), ("B", 40)))
        >>> counts.of("A"), counts.of("B")
        (None, 40)
        >>> counts.of("C")
        Traceback (most recent call last):
            ...
        communitygov.errors.UnknownName: No code is called 'C'. Known: 'A', 'B'. [UNKNOWN_NAME]
        """
        try:
            return self._counts[code]
        except (KeyError, TypeError):
            raise UnknownName(Words("代码", "code"), code, tuple(self._counts)) from None

    @cached_property
    def _counts(self) -> dict[str, int | None]:
        return dict(self.cells)

    @property
    def hidden_codes(self) -> tuple[str, ...]:
        """The codes whose count is hidden."""
        return tuple(code for code, count in self.cells if count is None)

    def allows(self, total: int) -> bool:
        """Tell whether `total` may stand beside the counts.

        It must be the sum of all of them.  Counts of which one holds another, such as those of a tree of
        grids, have no such sum: their own totals stand among the cells already.
        """
        beyond = total - sum(count or 0 for _, count in self.cells)
        is_open = _is_open(len(self.hidden_codes), beyond, self.smallest)
        return is_open and _is_publishable(total, self.smallest)


def _is_publishable(count: object, smallest: int) -> bool:
    """Tell whether a count is zero or not small."""
    return type(count) is int and (count == 0 or smallest <= count <= GREATEST_INTEGER)


def _is_open(cells: int, together: int, smallest: int) -> bool:
    """Tell whether the sum of hidden counts leaves each of them open; each is at least 1.

    One alone is the sum; all are 1 if the sum is their number; all are the greatest small count if the sum
    is what that many of them make.
    """
    if cells == 0:
        return together == 0
    return cells > 1 and together > cells and together != cells * (smallest - 1)


def suppress(
    counts: Mapping[str, int], *, smallest: int = SMALLEST_COUNT, total: int | None = None
) -> PublishedCounts:
    """Hide small counts, and as many more as it takes that the total gives none of them away.

    Counts from 1 to ``smallest - 1`` are hidden.  If the total is to be published, the next smallest counts
    are hidden too, equal ones together, until the sum of the hidden ones leaves each of them open; if nothing
    is left to hide, or the total itself is small, the total is hidden.  A count of zero stays.

    What it does not know: other tables.  Counts that are published again in another grouping may give away
    what each table hides.

    Parameters
    ----------
    counts
        Code → count.
    smallest
        The smallest count above zero that may be published; at least 3.
    total
        The sum of the counts, if it is published, here or elsewhere; none otherwise.

    Raises
    ------
    InvalidValue
        If a count is no whole number from 0 on, a code no identifier, or `total` not the sum.

    Examples
    --------
    >>> suppress({"LQ-01": 2, "LQ-02": 9, "LQ-03": 31, "LQ-04": 0}, total=42).cells
    (('LQ-01', None), ('LQ-02', None), ('LQ-03', 31), ('LQ-04', 0))
    >>> suppress({"LQ-01": 2, "LQ-02": 9}).cells
    (('LQ-01', None), ('LQ-02', 9))
    """
    _require_counts(counts, total)
    published = PublishedCounts(cells=(), smallest=smallest)
    secret = {code for code, count in counts.items() if 0 < count < smallest}
    if total is not None:
        secret = _enough_hidden(counts, secret, smallest)
    cells = tuple((code, None if code in secret else counts[code]) for code in sorted(counts))
    published = attrs.evolve(published, cells=cells)
    return (
        attrs.evolve(published, total=total) if total is not None and published.allows(total) else published
    )


def _enough_hidden(counts: Mapping[str, int], secret: set[str], smallest: int) -> set[str]:
    """Return `secret` with the next smallest counts, until their sum leaves each of them open."""
    for least in sorted({count for count in counts.values() if count >= smallest}):
        if _is_open(len(secret), sum(counts[code] for code in secret), smallest):
            break
        secret = secret | {code for code, count in counts.items() if count == least}
    return secret


def _require_counts(counts: Mapping[str, int], total: int | None) -> None:
    """Refuse what are no counts by code, and a total that is not their sum."""
    for code, count in counts.items():
        if not is_identifier(code):
            raise InvalidValue("counts", code, Words("代码须为标识符", "must have identifiers as codes"))
        if type(count) is not int or count < 0:
            raise InvalidValue(
                "counts", hidden(count), Words("须为非负整数", "must be whole numbers from 0 on")
            )
    if total is not None and total != sum(counts.values()):
        raise InvalidValue("total", total, Words("须为各计数之和", "must be the sum of the counts"))

"""Who may vote for whom (委托), on what, and under which proxy a vote is cast at a given place in the log.

1. A proxy reaches from one principal to one holder and no further: what a holder gives away are the holder's
   own votes, never those entrusted to them.
2. It rests while the principal is present.
3. The latest proxy of a principal for a matter stands until it is revoked.
4. One holder may use so many and no more; those declared first are the ones that stand.

Nothing of this is in the documents; it is the library's default.  Whether a proxy was declared in time and in
the right form is judged elsewhere.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import ClassVar, NamedTuple

import attrs

from communitygov.core.checks import as_set, identifier, identifiers, one_of, optional, ordered
from communitygov.core.document import Value
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.sitting.attendance_register import AttendanceRegister
from communitygov.meeting.sitting.entry import Entry, Name
from communitygov.meeting.tally.ballot import Choice, as_choice


class ProxyForm(TermEnum):
    """In which form a proxy was declared.

    Examples
    --------
    >>> ProxyForm("written").label("zh")
    '书面'
    """

    WRITTEN = "written", "书面", "written"
    SPOKEN = "spoken", "口头", "spoken"
    ELECTRONIC = "electronic", "电子", "electronic"


def _form(value: object) -> ProxyForm:
    """Return the form with this code."""
    return ProxyForm.named(value)


def _instruction(value: object) -> Choice | None:
    """Return the choice with this code, if there is one."""
    return None if value is None else as_choice(value)


@attrs.frozen
class Proxy(Value):
    """A proxy (委托): one votes for another.

    Parameters
    ----------
    principal, holder
        Who gives it, and who is to vote.
    matters
        The matters or motions for which it is given; none for the whole sitting.
    instruction
        How the holder is told to vote, if at all.
    form
        In which form it was declared.
    relation
        Code of how the two are related, as it was declared; some places let only near relatives hold a proxy.

    Examples
    --------
    >>> proxy = Proxy("d-4", "d-5", matters={"LQ-1"})
    >>> proxy.covers({"LQ-1"}), proxy.covers({"LQ-2"}), Proxy("d-4", "d-5").covers({"LQ-2"})
    (True, False, True)
    >>> Proxy("d-4", "d-4")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: holder: 'd-4' will not do; it must be another person than the \
principal. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "proxy"
    principal: str = attrs.field(validator=identifier)
    holder: str = attrs.field(validator=identifier)
    matters: frozenset[str] = attrs.field(
        default=frozenset[str](), kw_only=True, converter=as_set, validator=identifiers, repr=ordered
    )
    instruction: Choice | None = attrs.field(default=None, kw_only=True, converter=_instruction)
    form: ProxyForm = attrs.field(default=ProxyForm.WRITTEN, kw_only=True, converter=_form)
    relation: str | None = attrs.field(default=None, kw_only=True, validator=optional(identifier))

    def __attrs_post_init__(self) -> None:
        """Refuse a proxy for oneself."""
        if self.holder == self.principal:
            bound = Words("须为委托人以外的人", "must be another person than the principal")
            raise InvalidValue("holder", self.holder, bound)

    def covers(self, matters: Collection[str]) -> bool:
        """Tell whether it is given for one of these matters."""
        return not self.matters or not self.matters.isdisjoint(matters)


@attrs.frozen(kw_only=True)
class ProxyDeclared(Entry):
    """A proxy was declared to those who lead the sitting.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from communitygov.meeting.council.council import four_party_council
    >>> from communitygov.meeting.sitting.sitting import Sitting
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> sitting = Sitting(id="LQ-M1", council=four_party_council(()), held_at=nine)
    >>> sitting = sitting.record(ProxyDeclared(at=nine, proxy=Proxy("d-4", "d-5", matters={"LQ-1"})))
    >>> [proxy.holder for proxy in sitting.proxies_in_force("LQ-1")], sitting.proxies_in_force("LQ-2")
    (['d-5'], ())
    """

    document_kind: ClassVar[str] = "proxy-declared"
    label: ClassVar[Words] = Words("委托", "proxy declared")
    proxy: Proxy = attrs.field(validator=one_of(Proxy))

    @property
    def gives(self) -> tuple[Name, ...]:
        """The proxy, which may be revoked."""
        return (("proxy", self.proxy.principal, self.proxy.holder),)


@attrs.frozen(kw_only=True)
class ProxyRevoked(Entry):
    """All that a principal had entrusted to a holder was revoked (撤销委托).

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from communitygov.meeting.council.council import four_party_council
    >>> from communitygov.meeting.sitting.sitting import Sitting
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> sitting = Sitting(id="LQ-M1", council=four_party_council(()), held_at=nine)
    >>> sitting = sitting.appoint_proxy("d-4", "d-5")
    >>> sitting.record(ProxyRevoked(at=nine, principal="d-4", holder="d-5")).proxies_in_force("LQ-1")
    ()
    >>> sitting.revoke_proxy("d-4", "d-6")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No proxy is called 'd-4 d-6'. Did you mean 'd-4 d-5'? [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "proxy-revoked"
    label: ClassVar[Words] = Words("撤销委托", "proxy revoked")
    principal: str = attrs.field(validator=identifier)
    holder: str = attrs.field(validator=identifier)

    @property
    def goes_by(self) -> Name | None:
        """The proxy that was declared."""
        return ("proxy", self.principal, self.holder)


class _Placed(NamedTuple):
    """A declaration or a revocation, with its place in the log."""

    place: int
    entry: ProxyDeclared | ProxyRevoked


class Standing(NamedTuple):
    """A proxy that stands, with the place in the log at which it was declared."""

    place: int
    proxy: Proxy


@attrs.frozen(repr=False)
class ProxyRegister:
    """All proxies of a sitting, and which of them are in force when.

    Examples
    --------
    A proxy rests while the principal is there:

    >>> from datetime import UTC, datetime
    >>> from communitygov.meeting.sitting.attendance import SignedIn
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> log = [ProxyDeclared(at=nine, proxy=Proxy("d-4", "d-5")), SignedIn(at=nine, person="d-4")]
    >>> register = ProxyRegister.of(log, AttendanceRegister.of(log))
    >>> [len(register.in_force({"LQ-1"}, after=place, most=1)) for place in (0, 1)]
    [1, 0]
    >>> register.standing("d-4", {"LQ-1"}, after=1).proxy.holder
    'd-5'
    """

    _by_principal: Mapping[str, tuple[_Placed, ...]]
    _by_holder: Mapping[str, tuple[str, ...]]
    _attendance: AttendanceRegister

    @classmethod
    def of(cls, entries: Sequence[Entry], attendance: AttendanceRegister) -> "ProxyRegister":
        """Read a log from its beginning."""
        by_principal: dict[str, list[_Placed]] = {}
        by_holder: dict[str, list[str]] = {}
        for place, entry in enumerate(entries):
            match entry:
                case ProxyDeclared(proxy=proxy):
                    by_principal.setdefault(proxy.principal, []).append(_Placed(place, entry))
                    by_holder.setdefault(proxy.holder, []).append(proxy.principal)
                case ProxyRevoked(principal=principal):
                    by_principal.setdefault(principal, []).append(_Placed(place, entry))
                case _:
                    pass
        return cls(
            {principal: tuple(placed) for principal, placed in by_principal.items()},
            {holder: tuple(dict.fromkeys(named)) for holder, named in by_holder.items()},
            attendance,
        )

    def standing(self, principal: str, matters: Collection[str], *, after: int) -> Standing | None:
        """Return the proxy that a principal has given for some matters, whether it rests or not."""
        found: Standing | None = None
        for place, entry in self._by_principal.get(principal, ()):
            if place > after:
                break
            if isinstance(entry, ProxyRevoked):
                is_over = found is not None and found.proxy.holder == entry.holder
                found = None if is_over else found
            elif entry.proxy.covers(matters):
                found = Standing(place, entry.proxy)
        return found

    def held(self, holder: str, matters: Collection[str], *, after: int, most: int) -> tuple[Proxy, ...]:
        """Return the proxies in force that one person holds, the first declared first, `most` at most."""
        standing = (
            self.standing(principal, matters, after=after)
            for principal in self._by_holder.get(holder, ())
            if self._attendance.stay_after(after, principal) is None
        )
        found = sorted(each for each in standing if each and each.proxy.holder == holder)
        return tuple(each.proxy for each in found[:most])

    def in_force(self, matters: Collection[str], *, after: int, most: int) -> tuple[Proxy, ...]:
        """Return every proxy in force for some matters, by holder."""
        return tuple(
            proxy
            for holder in sorted(self._by_holder)
            for proxy in self.held(holder, matters, after=after, most=most)
        )


def declared(entries: Iterable[Entry]) -> tuple[Proxy, ...]:
    """Return every proxy that was declared, in force or not."""
    return tuple(entry.proxy for entry in entries if isinstance(entry, ProxyDeclared))

"""Proxies: who may vote for whom, when."""

from datetime import UTC, datetime

import pytest

from communitygov.errors import InvalidValue
from communitygov.meeting.sitting.attendance import SignedIn, SignedOut
from communitygov.meeting.sitting.attendance_register import AttendanceRegister
from communitygov.meeting.sitting.entry import Entry
from communitygov.meeting.sitting.proxy import Proxy, ProxyDeclared, ProxyRegister, ProxyRevoked, declared
from communitygov.meeting.tally.ballot import Choice

NINE = datetime(2023, 5, 4, 9, tzinfo=UTC)


def entrusted(principal: str, holder: str, *matters: str) -> ProxyDeclared:
    return ProxyDeclared(at=NINE, proxy=Proxy(principal, holder, matters=matters))


def revoked(principal: str, holder: str) -> ProxyRevoked:
    return ProxyRevoked(at=NINE, principal=principal, holder=holder)


def in_force(*entries: Entry, most: int = 9, after: int | None = None) -> list[tuple[str, str]]:
    """Return the proxies in force for LQ-1, as pairs of principal and holder."""
    register = ProxyRegister.of(entries, AttendanceRegister.of(entries))
    place = len(entries) - 1 if after is None else after
    return [(each.principal, each.holder) for each in register.in_force({"LQ-1"}, after=place, most=most)]


def test_a_proxy_covers_the_whole_sitting_or_the_matters_it_names() -> None:
    assert in_force(entrusted("d-1", "d-2")) == [("d-1", "d-2")]
    assert in_force(entrusted("d-1", "d-2", "LQ-1")) == [("d-1", "d-2")]
    assert in_force(entrusted("d-1", "d-2", "LQ-2")) == []


def test_the_later_proxy_stands() -> None:
    assert in_force(entrusted("d-1", "d-2"), entrusted("d-1", "d-3")) == [("d-1", "d-3")]
    assert in_force(entrusted("d-1", "d-2"), entrusted("d-1", "d-3", "LQ-2")) == [("d-1", "d-2")]


def test_a_revoked_proxy_is_over_and_another_stands() -> None:
    entries = entrusted("d-1", "d-2"), entrusted("d-1", "d-3")
    assert in_force(*entries, revoked("d-1", "d-3")) == []
    assert in_force(*entries, revoked("d-1", "d-2")) == [("d-1", "d-3")]
    assert in_force(revoked("d-1", "d-2")) == []


def test_what_is_declared_later_is_not_in_force_before() -> None:
    assert in_force(entrusted("d-1", "d-2"), entrusted("d-1", "d-3"), after=0) == [("d-1", "d-2")]


def test_a_proxy_rests_while_the_principal_is_there() -> None:
    entries = entrusted("d-1", "d-2"), SignedIn(at=NINE, person="d-1"), SignedOut(at=NINE, person="d-1")
    assert [in_force(*entries, after=place) for place in (0, 1, 2)] == [
        [("d-1", "d-2")],
        [],
        [("d-1", "d-2")],
    ]


def test_nobody_uses_more_proxies_than_allowed_and_the_first_declared_stand() -> None:
    entries = [entrusted(f"d-{at}", "d-9") for at in (3, 1, 2)]
    assert in_force(*entries, most=2) == [("d-3", "d-9"), ("d-1", "d-9")]
    assert in_force(*entries, most=0) == []


def test_a_proxy_goes_no_further_than_its_holder() -> None:
    assert in_force(entrusted("d-1", "d-2"), entrusted("d-2", "d-3")) == [("d-1", "d-2"), ("d-2", "d-3")]


def test_every_declared_proxy_is_listed_in_force_or_not() -> None:
    entries = entrusted("d-1", "d-2"), revoked("d-1", "d-2")
    assert declared(entries) == (Proxy("d-1", "d-2"),)


def test_a_proxy_keeps_its_instruction_and_relation() -> None:
    proxy = Proxy("d-1", "d-2", instruction="no", relation="near_relative")
    assert (proxy.instruction, proxy.relation) == (Choice.NO, "near_relative")
    with pytest.raises(InvalidValue, match="another person"):
        Proxy("d-1", "d-1")

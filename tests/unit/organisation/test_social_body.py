"""Registers of social bodies: counted by kind, in one place."""

import pytest

from communitygov.core.quantity import Quantity
from communitygov.errors import InvalidValue, UnitMismatch, UnknownName
from communitygov.organisation.body import BodyKind
from communitygov.organisation.social_body import SocialBodyCount, SocialBodyRegister

COUNTED = {
    BodyKind.GUIDANCE_CENTRE: "1个",
    BodyKind.COMMUNITY_FOUNDATION: "1个",
    BodyKind.COMMUNITY_FUND: "7个",
    BodyKind.SOCIAL_ENTERPRISE: "3家",
    BodyKind.ASSOCIATION: "282个",
    BodyKind.SELF_ORGANISATION: "290个",
}


def register(place: str, counted: dict[BodyKind, str]) -> SocialBodyRegister:
    counts = [SocialBodyCount(kind=kind, count=Quantity.parse(count)) for kind, count in counted.items()]
    return SocialBodyRegister(place=place, counts=counts)


STREET = register("HY", COUNTED)


@pytest.mark.parametrize(("kind", "count"), COUNTED.items())
def test_each_kind_is_counted_by_itself(kind: BodyKind, count: str) -> None:
    assert STREET.count(kind) == Quantity.parse(count)


def test_kinds_that_look_alike_are_never_merged() -> None:
    assert STREET.count(BodyKind.ASSOCIATION) != STREET.count(BodyKind.SELF_ORGANISATION)
    with pytest.raises(UnknownName, match="kind in the register"):
        STREET.count(BodyKind.SELF_GOVERNING_BODY)
    with pytest.raises(UnknownName):
        STREET.count(["association"])  # type: ignore[arg-type]


def test_a_total_is_of_the_kinds_that_the_caller_names_in_one_unit() -> None:
    assert STREET.total([BodyKind.ASSOCIATION, BodyKind.SELF_ORGANISATION]) == Quantity.parse("572个")
    with pytest.raises(UnitMismatch, match="个 and 家"):
        STREET.total([BodyKind.COMMUNITY_FUND, BodyKind.SOCIAL_ENTERPRISE])
    for kinds in ([], [BodyKind.ASSOCIATION, BodyKind.ASSOCIATION]):
        with pytest.raises(InvalidValue, match="kinds"):
            STREET.total(kinds)


def test_registers_of_two_places_have_no_sum() -> None:
    with pytest.raises(InvalidValue, match="never summed"):
        STREET.joined(register("SL", {BodyKind.MERCHANT: "9家"}))
    with pytest.raises(InvalidValue, match="other register does not have"):
        STREET.joined(register("HY", {BodyKind.ASSOCIATION: "1个"}))
    joined = STREET.joined(register("HY", {BodyKind.MERCHANT: "9家"}))
    assert (len(joined.counts), joined.count(BodyKind.MERCHANT)) == (7, Quantity.parse("9家"))


def test_a_kind_is_counted_once() -> None:
    with pytest.raises(InvalidValue, match="each kind once"):
        SocialBodyRegister(place="HY", counts=[*STREET.counts, STREET.counts[2]])


def test_a_register_is_shown_as_a_table_with_a_row_for_each_kind() -> None:
    shown = STREET._repr_html_()
    assert shown.count("<tr>") == len(COUNTED)
    assert "282个" in shown

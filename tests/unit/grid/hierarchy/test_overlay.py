"""Overlays: their levels, and which of them a hierarchy has."""

import attrs
import pytest

from communitygov.errors import DocumentError, InvalidValue, UnknownName
from communitygov.grid import GridHierarchy
from communitygov.grid.hierarchy import PARTY_OVERLAY, PROPERTY_OVERLAY
from communitygov.organisation.level import LinkageLevel

ROWS = [("a", None, "general", "甲")]


def test_the_party_has_the_six_levels_of_the_document() -> None:
    assert [level.code for level in PARTY_OVERLAY.scheme] == [level.value for level in LinkageLevel]
    assert PARTY_OVERLAY.source is not None
    assert (PARTY_OVERLAY.term.code, PROPERTY_OVERLAY.term.zh) == ("party", "物业服务体系")


def test_a_level_that_no_pair_names_keeps_its_code() -> None:
    party = attrs.evolve(PARTY_OVERLAY, reads_as=[("general", "neighbourhood"), ("exclusive", "building")])
    assert [*map(party.level_of, ("general", "micro"))] == ["neighbourhood", "micro"]
    assert party.reads_as == (("exclusive", "building"), ("general", "neighbourhood"))


@pytest.mark.parametrize(
    "pairs", [[("a",)], [("a", 1)], ["ab"], [("general", "层")], [("层", "street")], [None]]
)
def test_what_is_no_pair_of_levels_is_refused(pairs: object) -> None:
    with pytest.raises(InvalidValue, match="must hold pairs of two codes of levels"):
        attrs.evolve(PARTY_OVERLAY, reads_as=pairs)


def test_a_level_read_as_two_is_refused() -> None:
    with pytest.raises(InvalidValue, match="must stand only once"):
        attrs.evolve(PARTY_OVERLAY, reads_as=[("general", "building"), ("general", "street")])


def test_an_overlay_twice_or_called_as_the_base_is_refused() -> None:
    for overlays in (
        [PARTY_OVERLAY, PARTY_OVERLAY],
        [attrs.evolve(PARTY_OVERLAY, code="administrative")],
    ):
        with pytest.raises(InvalidValue, match="must each have a code of its own, not administrative"):
            GridHierarchy.from_rows(ROWS, overlays=overlays)


@pytest.mark.parametrize("overlays", [["party"], [None], [1], "party", None])
def test_what_is_no_overlay_is_refused(overlays: object) -> None:
    with pytest.raises(InvalidValue):
        GridHierarchy.from_rows(ROWS, overlays=overlays)  # type: ignore[arg-type]


def test_the_order_of_overlays_does_not_matter() -> None:
    both = [PARTY_OVERLAY, PROPERTY_OVERLAY]
    one, other = (GridHierarchy.from_rows(ROWS, overlays=each) for each in (both, both[::-1]))
    assert one == other
    assert one.to_json() == other.to_json()
    assert repr(one) == "GridHierarchy(rows=‹1›, scheme=‹chengdu›, overlays=‹party, property›, edges=‹0›)"


def test_an_edge_of_an_overlay_that_is_not_there_is_refused_with_a_near_one() -> None:
    edge = {"child": "a", "parent": None, "overlay": "patry"}
    with pytest.raises(UnknownName, match="Did you mean 'party'"):
        GridHierarchy.from_rows(ROWS, overlays=[PARTY_OVERLAY], edges=[edge])
    document = GridHierarchy.from_rows(ROWS).to_document()
    with pytest.raises(DocumentError, match="No overlay is called 'party'"):
        GridHierarchy.from_document(document | {"edges": [["a", None, "party", None, None]]})

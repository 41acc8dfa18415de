"""Millions of people as columns of whole numbers."""

from array import array
from datetime import date

import pytest

from communitygov.errors import InvalidValue
from communitygov.grid import GridHierarchy
from communitygov.grid.index import GridIndex
from communitygov.grid.residency import Dwelling, PopulationColumns, Residency, Tenure, TenureRole
from communitygov.grid.residency.columns import CHUNK

INDEX = GridIndex.of([("LQ", None), ("LQ-1", "LQ"), ("LQ-2", "LQ")])


def test_columns_are_read_where_they_lie() -> None:
    people, dwellings = array("i", [0, 1, 1, -1]), array("i", [1, -1])
    columns = PopulationColumns(people, dwellings, index=INDEX)
    assert columns.dwelling_of.obj is people  # type: ignore[union-attr]
    assert len(columns) == 4
    assert list(columns.route([0, 1, 3, -1])) == [1, -1, -1, -1]
    assert list(columns.count()) == [0, 1, 0]
    assert columns.unbound == 3


def test_numpy_columns_are_read_where_they_lie() -> None:
    numpy = pytest.importorskip("numpy")
    people = numpy.array([0, 1, 0], dtype=numpy.int32)
    columns = PopulationColumns(people, numpy.array([2, 1]), index=INDEX)
    assert columns.dwelling_of.obj is people  # type: ignore[union-attr]
    assert list(columns.route(numpy.array([1, 0]))) == [1, 2]


def test_a_million_people_and_one_are_counted_in_parts() -> None:
    pytest.importorskip("numpy")
    people = array("i", [0, 1]) * (CHUNK // 2) + array("i", [0])
    columns = PopulationColumns(people, [1, 2], index=INDEX)
    assert list(columns.count(engine="numpy")) == [0, CHUNK // 2 + 1, CHUNK // 2]
    assert columns.totals().of("LQ") == {"people": CHUNK + 1}


@pytest.mark.parametrize("engine", ["stdlib", "numpy"])
def test_without_dwellings_everybody_is_unbound(engine: str) -> None:
    if engine == "numpy":
        pytest.importorskip("numpy")
    columns = PopulationColumns([-1, -1], [], index=INDEX)
    assert list(columns.route([0, 1], engine=engine)) == [-1, -1]
    assert list(columns.count(engine=engine)) == [0, 0, 0]


def test_a_worker_number_beyond_four_bytes_is_refused() -> None:
    columns = PopulationColumns([0], [1], index=INDEX)
    with pytest.raises(InvalidValue):
        columns.responsible([1], [2**40, -1, -1])


def test_wide_numbers_are_refused_where_nothing_has_them() -> None:
    with pytest.raises(InvalidValue, match="dwelling_of"):
        PopulationColumns([2**40], [1], index=INDEX)


@pytest.mark.parametrize("engine", ["stdlib", "numpy"])
def test_who_is_not_there_is_refused(engine: str) -> None:
    if engine == "numpy":
        pytest.importorskip("numpy")
    columns = PopulationColumns([0], [1], index=INDEX)
    with pytest.raises(InvalidValue, match="people"):
        columns.route([1], engine=engine)
    with pytest.raises(InvalidValue, match="places"):
        columns.responsible([3], [-1, -1, -1], engine=engine)


def test_a_place_that_is_not_there_is_refused() -> None:
    with pytest.raises(InvalidValue, match="place_of"):
        PopulationColumns([0], [3], index=INDEX)


@pytest.mark.parametrize("engine", ["stdlib", "numpy"])
def test_both_engines_fall_back_to_the_nearest_worker_above(engine: str) -> None:
    if engine == "numpy":
        pytest.importorskip("numpy")
    columns = PopulationColumns([0, 1, -1], [1, 2], index=INDEX)
    places = columns.route([0, 1, 2], engine=engine)
    assert list(columns.responsible(places, [70, -1, 72], engine=engine)) == [70, 72, -1]


def test_a_residency_gives_its_people_and_dwellings_in_their_order() -> None:
    grid = GridHierarchy.from_rows([("LQ", None, "general", "龙桥"), ("LQ-1", "LQ", "micro", "一组")])
    residency = Residency(
        grid,
        dwellings=[Dwelling("D-2", grid="LQ-9"), Dwelling("D-1", grid="LQ-1"), Dwelling("D-1", grid="LQ-2")],
        tenures=[
            Tenure("r-2", "D-1", role=TenureRole.HEAD, since=date(2024, 1, 1)),
            Tenure("r-1", "D-2", role=TenureRole.HEAD),
            Tenure("r-3", "D-1", role=TenureRole.MEMBER, until=date(2024, 1, 1)),
        ],
    )
    columns = PopulationColumns.of(residency, on=date(2024, 1, 1))
    assert list(columns.dwelling_of) == [-1, 0]
    assert list(columns.place_of) == [1, -1]
    assert columns.index.codes == ("LQ", "LQ-1")

"""From a person to their grid, and how many live where."""

from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.grid import GridHierarchy
from communitygov.grid.hierarchy.day_error import DatedHierarchy
from communitygov.grid.residency import (
    CareTag,
    Dwelling,
    HouseholdBasis,
    Missing,
    NoDwelling,
    PopulationColumns,
    Residency,
    Tenure,
    TenureRole,
)

HEAD, MEMBER, TENANT, OWNER = TenureRole
NEW_YEAR = date(2024, 1, 1)
NOON = datetime(2024, 1, 1, 12, tzinfo=UTC)
ASKED = {"purpose": "heat wave visit", "by": "w-07", "at": NOON}
ROWS = [
    ("SL", None, "district", "双流区"),
    ("DS", "SL", "street", "东升街道"),
    ("LQ", "DS", "community", "龙桥社区"),
    ("LQ-A", "LQ", "general", "一般网格"),
    ("LQ-1", "LQ-A", "micro", "一组"),
    ("LQ-2", "LQ-A", "micro", "二组"),
]
GRID = GridHierarchy.from_rows(ROWS)


class Duty:
    """A roster with a micro-grid worker and their grid worker, each as long as they serve."""

    def __init__(self, **workers: str) -> None:
        self.workers = {"LQ-1": "m-1", "LQ-A": "w-07"} | workers

    def in_charge(self, grid: str, *, on: date | None = None) -> str | None:
        return self.workers.get(grid) if on is None or on >= NEW_YEAR else None


def residency(*tenures: Tenure, care: tuple[CareTag, ...] = ()) -> Residency:
    dwellings = [
        Dwelling("D-1", grid="LQ-1"),
        Dwelling("D-2", grid="LQ-2"),
        Dwelling("D-3", grid="LQ-2"),
        Dwelling("D-7", grid=""),
        Dwelling("D-8", grid="LQ-9"),
    ]
    return Residency(GRID, dwellings=dwellings, tenures=tenures, care=care)


# ------------------------------------------------------------------------- locate


def test_a_resident_is_led_to_their_micro_grid_its_worker_and_the_grid_worker() -> None:
    located = residency(Tenure("r-1", "D-1", role=HEAD)).locate("r-1", roster=Duty())
    (home,) = located.homes
    assert located.grids == ("LQ-1",)
    assert home.path == ("SL", "DS", "LQ", "LQ-A", "LQ-1")
    assert home.in_charge[:2] == (("LQ-1", "m-1"), ("LQ-A", "w-07"))
    assert home.responsible == "m-1"
    assert home.vacant == ("LQ", "DS", "SL")
    assert located.findings == ()


def test_two_dwellings_are_both_shown_in_the_order_of_their_codes() -> None:
    held = residency(Tenure("r-1", "D-2", role=OWNER), Tenure("r-1", "D-1", role=HEAD))
    located = held.locate("r-1", roster=Duty())
    assert [(home.dwelling.id, home.roles) for home in located.homes] == [("D-1", (HEAD,)), ("D-2", (OWNER,))]
    assert located.grids == ("LQ-1", "LQ-2")
    assert [home.responsible for home in located.homes] == ["m-1", "w-07"]
    assert located.homes[1].vacant[0] == "LQ-2"


class Upwards(Duty):
    """The same, asked once; its grids may be others."""

    def __init__(self, *way: str) -> None:
        super().__init__()
        self.way = way

    def in_charge_upwards(self, grid: str, *, on: date | None = None) -> tuple[tuple[str, str | None], ...]:
        way = self.way[self.way.index(grid) :] if grid in self.way else (grid,)
        return tuple((code, self.in_charge(code, on=on)) for code in way)


@pytest.mark.parametrize("way", [("LQ-1", "LQ-A", "LQ", "DS", "SL"), ("LQ-1", "SL")], ids=len)
def test_a_roster_that_answers_at_once_gives_the_same(way: tuple[str, ...]) -> None:
    held = residency(Tenure("r-1", "D-1", role=HEAD))
    assert held.locate("r-1", roster=Upwards(*way)) == held.locate("r-1", roster=Duty())


@pytest.mark.parametrize("roster", [7, "w-1", Duty, {}], ids=str)
def test_what_cannot_be_asked_is_no_roster(roster: Any) -> None:  # noqa: ANN401  anything
    with pytest.raises(InvalidValue, match="in_charge"):
        residency(Tenure("r-1", "D-1", role=HEAD)).locate("r-1", roster=roster)


def test_the_grids_of_a_person_are_found_alone() -> None:
    held = residency(
        *(Tenure("r-1", code, role=OWNER) for code in ("D-2", "D-1", "D-3", "D-7", "D-8", "D-0"))
    )
    assert held.grids_of("r-1") == held.locate("r-1").grids == ("LQ-1", "LQ-2")
    for person in ("r-2", None, ["r-1"]):
        with pytest.raises(NoDwelling):
            held.grids_of(person)  # type: ignore[arg-type]


def test_several_roles_of_one_dwelling_make_one_home() -> None:
    held = residency(*(Tenure("r-1", "D-1", role=role) for role in (OWNER, HEAD)))
    assert [home.roles for home in held.locate("r-1").homes] == [(HEAD, OWNER)]


def test_the_day_goes_to_the_roster_too() -> None:
    held = residency(Tenure("r-1", "D-1", role=HEAD))
    assert held.locate("r-1", on=date(2023, 12, 31), roster=Duty()).homes[0].responsible is None
    assert held.locate("r-1", on=NEW_YEAR, roster=Duty()).homes[0].responsible == "m-1"


@pytest.mark.parametrize(
    ("tenures", "missing", "facts"),
    [
        ([], Missing.PERSON, {}),
        ([("D-1", {"until": NEW_YEAR})], Missing.TENURE_OVER, {"ended": NEW_YEAR}),
        ([("D-1", {"since": date(2025, 1, 1)})], Missing.TENURE_BEGUN, {}),
        ([("D-0", {})], Missing.DWELLING, {"dwelling": "D-0"}),
        ([("D-7", {})], Missing.GRID, {"dwelling": "D-7"}),
        ([("D-8", {}), ("D-7", {})], Missing.GRID_GONE, {"dwelling": "D-8", "grid": "LQ-9"}),
    ],
    ids=[each.value for each in (*Missing,)],
)
def test_without_a_home_the_refusal_says_which_link_is_missing(
    tenures: list[tuple[str, dict[str, date]]], missing: Missing, facts: dict[str, object]
) -> None:
    held = residency(*(Tenure("r-1", code, role=HEAD, **dates) for code, dates in tenures))
    with pytest.raises(NoDwelling) as refusal:
        held.locate("r-1", on=NEW_YEAR)
    error = refusal.value
    assert (error.person, error.missing, error.on) == ("r-1", missing, NEW_YEAR)
    assert {name: getattr(error, name) for name in facts} == facts
    assert [term.zh for term in error.could_help] == ["网格员"]
    assert error.code == "NO_DWELLING"


@pytest.mark.parametrize("person", ["r-2", "", 7, None, ["r-1"]], ids=str)
def test_nobody_else_is_suggested_for_an_unknown_person(person: object) -> None:
    held = residency(Tenure("r-1", "D-1", role=HEAD))
    with pytest.raises(NoDwelling) as refusal:
        held.locate(person)  # type: ignore[arg-type]
    assert refusal.value.missing is Missing.PERSON
    if person != ["r-1"]:
        assert "r-1" not in str(refusal.value)


def test_a_home_that_is_lost_is_a_finding_beside_one_that_is_found() -> None:
    held = residency(*(Tenure("r-1", code, role=OWNER) for code in ("D-1", "D-7", "D-8", "D-0")))
    located = held.locate("r-1")
    assert [home.dwelling.id for home in located.homes] == ["D-1"]
    assert [finding.code for finding in located.findings] == [
        "TENURE_DWELLING_UNKNOWN",
        "DWELLING_WITHOUT_GRID",
        "DWELLING_GRID_UNKNOWN",
    ]


def test_dates_ask_for_a_day() -> None:
    held = residency(Tenure("r-1", "D-1", role=HEAD, since=NEW_YEAR), Tenure("r-2", "D-1", role=MEMBER))
    with pytest.raises(InvalidValue, match="must be a day"):
        held.locate("r-1")
    assert held.locate("r-2").homes
    with pytest.raises(InvalidValue):
        held.locate("r-2", on=NOON)


# ------------------------------------------------------------------------- a hierarchy with days


def dated() -> Residency:
    grid = GridHierarchy(
        rows=[
            ("LQ", None, "general", "龙桥"),
            ("M", None, "general", "马家"),
            ("LQ-1", "LQ", "micro", "一组"),
        ],
        edges=[
            ("LQ", None, "administrative", None, None),
            ("M", None, "administrative", None, None),
            ("LQ-1", "LQ", "administrative", None, NEW_YEAR),
            ("LQ-1", "M", "administrative", NEW_YEAR, None),
        ],
    )
    assert grid.is_dated
    held = [Tenure("r-1", "D-1", role=HEAD)]
    return Residency(grid, dwellings=[Dwelling("D-1", grid="LQ-1")], tenures=held)


def test_the_path_is_that_of_the_day() -> None:
    held = dated()
    assert held.locate("r-1", on=date(2023, 12, 31)).homes[0].path == ("LQ", "LQ-1")
    assert held.locate("r-1", on=NEW_YEAR).homes[0].path == ("M", "LQ-1")
    assert [each.id for each in held.dwellings_of("M", on=NEW_YEAR)] == ["D-1"]
    assert held.findings(on=NEW_YEAR) == ()
    assert held.rebound({"LQ-1": "M"}).dwellings[0].grid == "M"


def test_a_hierarchy_with_days_asks_for_a_day() -> None:
    for ask in (dated().findings, lambda: dated().locate("r-1")):
        with pytest.raises(DatedHierarchy, match="2024-01-01"):
            ask()


def test_of_many_days_only_the_last_are_kept() -> None:
    held = dated()
    days = [date(2023, 1, each) for each in range(1, 20)]
    assert {held.residents(on=day)["LQ-1"] for day in days} == {1}
    assert held.grid_on(days[-1]) is held.grid_on(days[-1])


# ------------------------------------------------------------------------- counts


def test_each_person_counts_once_where_they_live() -> None:
    held = residency(
        Tenure("r-1", "D-1", role=OWNER),
        Tenure("r-1", "D-2", role=TENANT),
        Tenure("r-2", "D-3", role=OWNER),
        Tenure("r-2", "D-1", role=OWNER),
        Tenure("r-3", "D-8", role=HEAD),
    )
    assert held.residents() == {"LQ-1": 1, "LQ-2": 1}
    assert held.homes() == {"r-1": "D-2", "r-2": "D-1"}
    assert held.unbound() == ("r-3",)
    assert held.people() == ("r-1", "r-2", "r-3")
    assert GRID.roll_up(held.residents())["SL"] == 2


def test_what_a_household_is_the_caller_says() -> None:
    held = residency(
        Tenure("r-1", "D-1", role=OWNER), Tenure("r-2", "D-2", role=HEAD), Tenure("r-3", "D-2", role=HEAD)
    )
    assert held.households() == {"LQ-1": 1, "LQ-2": 1}
    assert held.households(basis=HouseholdBasis.DWELLINGS) == {"LQ-1": 1, "LQ-2": 2}
    assert held.households(basis=HouseholdBasis.HEADS) == {"LQ-1": 0, "LQ-2": 2}
    with pytest.raises(InvalidValue):
        held.households(basis="heads")  # type: ignore[arg-type]


def test_households_are_what_the_hierarchy_judges_by_size() -> None:
    held = residency(Tenure("r-1", "D-1", role=HEAD))
    assert {each.code for each in GRID.findings(households=held.households())} == {"GRID_TOO_SMALL"}


def test_dwellings_and_people_are_found_from_above() -> None:
    held = residency(Tenure("r-2", "D-2", role=HEAD), Tenure("r-1", "D-2", role=OWNER))
    assert [each.id for each in held.dwellings_of("LQ")] == ["D-1", "D-2", "D-3"]
    assert [each.id for each in held.dwellings_of("LQ-2")] == ["D-2", "D-3"]
    assert held.people_of("D-2") == ("r-1", "r-2")
    assert held.people_of("D-3") == ()
    assert held.dwelling("D-8").grid == "LQ-9"


@pytest.mark.parametrize("code", ["D-22", 7, None], ids=str)
def test_an_unknown_dwelling_is_named(code: object) -> None:
    with pytest.raises(UnknownName, match="No dwelling"):
        residency().people_of(code)  # type: ignore[arg-type]


def test_counts_may_be_made_fit_to_publish() -> None:
    held = residency(Tenure("r-1", "D-1", role=HEAD))
    assert held.publishable(held.residents()).of("SL") is None
    assert held.publishable(held.residents(), level="micro").hidden_codes == ("LQ-1",)
    assert [code for code, _ in held.publishable(held.residents(), grids=["LQ"]).cells] == ["LQ"]


# ------------------------------------------------------------------------- care

CARE = (CareTag("r-1", "lives-alone"), CareTag("r-2", "lives-alone", until=NEW_YEAR), CareTag("r-9", "b"))


def cared() -> Residency:
    return residency(Tenure("r-1", "D-1", role=HEAD), Tenure("r-2", "D-2", role=HEAD), care=CARE)


def test_care_is_told_for_a_purpose_and_the_access_is_recorded() -> None:
    shown = cared().care_of("r-1", **ASKED)  # type: ignore[arg-type]
    assert shown.content == ("lives-alone",)
    assert (shown.access.person, shown.access.by, shown.access.at) == ("r-1", "w-07", NOON)
    assert "lives-alone" not in repr(shown) + repr(shown.access) + str(shown.access.to_document())
    assert cared().care_of("r-2", **ASKED).content == ()  # type: ignore[arg-type]
    assert cared().care_of("r-8", **ASKED).content == ()  # type: ignore[arg-type]


def test_people_in_care_are_found_from_any_level() -> None:
    held = cared()
    assert held.people_in_care("SL", "lives-alone", **ASKED).content == ("r-1",)  # type: ignore[arg-type]
    assert held.people_in_care("LQ-2", "lives-alone", **ASKED).content == ()  # type: ignore[arg-type]
    lost = held.people_in_care(None, "b", **ASKED)  # type: ignore[arg-type]
    assert (lost.content, lost.access.grid, lost.access.group) == (("r-9",), None, "b")
    with pytest.raises(UnknownName):
        held.people_in_care("LQ-0", "b", **ASKED)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [{"purpose": ""}, {"by": "王"}, {"at": datetime(2024, 1, 1)}], ids=str)  # noqa: DTZ001  wrong on purpose
def test_without_a_purpose_nothing_is_told(wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidValue):
        cared().care_of("r-1", **(ASKED | wrong))  # type: ignore[arg-type]
    with pytest.raises(InvalidValue):
        cared().people_in_care("SL", "b", **(ASKED | wrong))  # type: ignore[arg-type]


def test_care_is_counted_at_every_level_and_the_choice_of_what_to_show_changes_no_count() -> None:
    people = [(f"r-{at}", "D-1" if at < 9 else "D-2") for at in range(20)]
    held = residency(
        *(Tenure(person, code, role=MEMBER) for person, code in people),
        care=tuple(CareTag(person, "a") for person, _ in people),
    )
    whole = dict(held.care_counts()["a"].cells)
    assert whole == {"SL": 20, "DS": 20, "LQ": 20, "LQ-A": 20, "LQ-1": 9, "LQ-2": 11}
    assert held.care_counts(level="micro")["a"].cells == (("LQ-1", 9), ("LQ-2", 11))
    assert held.care_counts(grids=["LQ", "LQ-1"])["a"].cells == (("LQ", 20), ("LQ-1", 9))
    assert held.care_counts(grids=["LQ", "LQ-1"], level="micro")["a"].cells == (("LQ-1", 9),)
    assert dict(held.care_counts(smallest=10)["a"].cells)["LQ-2"] is None
    with pytest.raises(UnknownName):
        held.care_counts(level="mirco")
    with pytest.raises(UnknownName):
        held.care_counts(grids=["LQ-0"])


def test_few_under_care_are_counted_nowhere() -> None:
    counts = cared().care_counts(on=date(2023, 12, 31))
    assert list(counts) == ["b", "lives-alone"]
    assert counts["lives-alone"].hidden_codes == ("DS", "LQ", "LQ-1", "LQ-2", "LQ-A", "SL")
    assert cared().care_counts(on=NEW_YEAR)["lives-alone"].cells[0] == ("DS", None)
    assert counts["b"].hidden_codes == ()  # whoever lives in no grid is counted in none


def test_a_residency_without_care_can_be_passed_on() -> None:
    bare = cared().without_care()
    assert bare.care == ()
    assert bare.tenures == cared().tenures
    assert "lives-alone" not in str(bare.to_document())


def test_a_notebook_shows_counts_and_nobody() -> None:
    shown = cared()._repr_html_()
    assert "<td>5</td>" in shown
    assert not any(each in shown for each in ("r-1", "D-1", "lives-alone"))
    assert repr(cared()) == "Residency(grid=‹6 grids›, dwellings=‹5›, tenures=‹2›, care=‹hidden›)"


# ------------------------------------------------------------------------- rebound


def test_dwellings_move_by_grid_or_one_by_one() -> None:
    held = residency(Tenure("r-1", "D-1", role=HEAD))
    grid = GridHierarchy.from_rows([*ROWS, ("LQ-9", "LQ-A", "micro", "九组")])
    moved = held.rebound({"LQ-2": "LQ-9", "D-1": "LQ-2"}, grid=grid, dwellings={"D-3": "LQ-1"})
    assert [(each.id, each.grid) for each in moved.dwellings] == [
        ("D-1", "LQ-2"),
        ("D-2", "LQ-9"),
        ("D-3", "LQ-1"),
        ("D-7", ""),
        ("D-8", "LQ-9"),
    ]
    assert moved.tenures == held.tenures
    assert moved.grid == grid


@pytest.mark.parametrize(
    ("moves", "dwellings"), [({"LQ-0": "LQ-1"}, {}), ({"LQ-1": "LQ-0"}, {}), ({}, {"LQ-1": "LQ-2"})], ids=str
)
def test_what_is_not_there_cannot_move_nor_take_in(moves: dict[str, str], dwellings: dict[str, str]) -> None:
    with pytest.raises(UnknownName):
        residency().rebound(moves, dwellings=dwellings)


def test_a_code_of_a_grid_and_a_dwelling_says_neither() -> None:
    held = attrs.evolve(residency(), dwellings=[Dwelling("LQ-1", grid="LQ-2")])
    with pytest.raises(InvalidValue, match="dwellings"):
        held.rebound({"LQ-1": "LQ-2"})
    assert held.rebound({}, dwellings={"LQ-1": "LQ-1"}).dwellings[0].grid == "LQ-1"


def test_what_a_residency_may_not_hold_is_refused_by_its_type_alone() -> None:
    with pytest.raises(InvalidValue) as refusal:
        Residency(GRID, dwellings=["王家"])  # type: ignore[list-item]
    assert "王家" not in str(refusal.value)
    with pytest.raises(InvalidValue):
        Residency("LQ", dwellings=())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "facts",
    [
        {"moves": None},
        {"moves": {"LQ-1": 3}},
        {"grid": "LQ"},
        {"dwellings": []},
        {"dwellings": {"D-1": None}},
    ],
    ids=str,
)
def test_what_are_no_moves_is_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(InvalidValue):
        residency().rebound(**{"moves": {}} | facts)


def test_counts_of_no_grids_are_refused() -> None:
    with pytest.raises(InvalidValue, match="grids"):
        residency().care_counts(grids=[3])  # type: ignore[list-item]
    with pytest.raises(InvalidValue, match="counts"):
        residency().publishable(None)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="residency"):
        PopulationColumns.of("LQ")  # type: ignore[arg-type]

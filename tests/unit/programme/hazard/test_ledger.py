"""The hazard ledger: what adds up, what stays unknown, what is left."""

from datetime import date

import pytest

from communitygov.core.quantity import Quantity
from communitygov.core.source import quoted
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, UnitMismatch, UnknownName
from communitygov.programme.date_span import DateSpan
from communitygov.programme.hazard import (
    Direction,
    HazardEntry,
    HazardKind,
    HazardLedger,
    HazardMeasure,
    HazardReading,
    HazardStatus,
    HazardSupply,
    HazardTrend,
    direction,
)

HUT, ROOF, GAS, ALARM = (
    HazardKind.ILLEGAL_HUT,
    HazardKind.WORN_ROOF,
    HazardKind.GAS_APPLIANCE,
    HazardKind.GAS_ALARM,
)
REMOVE, INSTALL, RENOVATE = HazardMeasure.REMOVE, HazardMeasure.INSTALL, HazardMeasure.RENOVATE
WIRES = HazardKind.FLYING_WIRE_CHARGING


def line(
    id: str,
    hazard: HazardKind,
    measure: HazardMeasure,
    done: str | None,
    *,
    grid: str | None = None,
    when: DateSpan | None = None,
) -> HazardEntry:
    figure = None if done is None else Quantity.parse(done)
    return HazardEntry(
        id=id, hazard=hazard, measure=measure, done=figure, is_complete=done is None, grid=grid, when=when
    )


#: The works of one neighbourhood, as document 001 counts them.
WORKS = HazardLedger(
    place="LQ",
    entries=[
        line("1", GAS, REMOVE, "360台"),
        line("2", ALARM, INSTALL, "88个"),
        line("3", HUT, REMOVE, "6674平方米"),
        line("4", ROOF, RENOVATE, "27155平方米"),
        line("5", HazardKind.OUTDOOR_UNIT, HazardMeasure.MOVE, "500余部"),
        line("6", HazardKind.AGEING_WIRING, HazardMeasure.TIDY, "441户"),
        line("7", HazardKind.STREET_PAVING, HazardMeasure.PAVE, None),
    ],
)


@pytest.mark.parametrize(
    ("hazard", "measure", "done"),
    [
        ("gas_appliance", "remove", "360台"),
        ("gas_alarm", "install", "88个"),
        ("illegal_hut", "remove", "6674平方米"),
        ("worn_roof", "renovate", "27155平方米"),
        ("ageing_wiring", "tidy", "441户"),
    ],
)
def test_the_totals_are_those_of_the_document(hazard: str, measure: str, done: str) -> None:
    assert WORKS.total(hazard, measure) == Quantity.parse(done)


def test_a_lower_bound_stays_one() -> None:
    moved = WORKS.total("outdoor_unit", "move")
    assert moved is not None
    assert (str(moved), moved.is_exactly(500), moved.at_least(400), moved.at_least(550)) == (
        "500余部",
        False,
        True,
        None,
    )


def test_different_units_do_not_mix() -> None:
    with pytest.raises(UnitMismatch, match="台 and 个"):
        WORKS.total_together([(GAS, REMOVE), (ALARM, INSTALL)])


def test_areas_of_two_works_come_to_a_total_only_if_the_caller_says_so() -> None:
    assert WORKS.total_together([(HUT, REMOVE), (ROOF, RENOVATE)]) == Quantity.parse("33829平方米")
    assert all(total.done != Quantity.parse("33829平方米") for total in WORKS.totals())


@pytest.mark.parametrize("works", [[], [("a",)], [(HUT, REMOVE), (HUT, REMOVE)], [(1, 2)], [(HUT, [])]])
def test_works_that_are_added_up_are_pairs_and_named_once(works: list[tuple[str, str]]) -> None:
    with pytest.raises(InvalidValue, match="works"):
        WORKS.total_together(works)


def test_a_work_may_be_complete_without_a_figure_and_stays_unknown() -> None:
    assert WORKS.is_complete("street_paving", "pave")
    assert WORKS.total("street_paving", "pave") is None
    assert WORKS.total_together([(HUT, REMOVE), (HazardKind.STREET_PAVING, HazardMeasure.PAVE)]) is None
    assert WORKS.is_complete(GAS, REMOVE) is None


def test_a_line_without_a_figure_makes_the_total_unknown_not_smaller() -> None:
    more = WORKS.with_entry(line("8", HUT, REMOVE, None))
    assert more.total(HUT, REMOVE) is None
    assert more.total(HUT, REMOVE, grid=None, within=None) is None
    totals = {(each.hazard.code, each.measure.code): each for each in more.totals()}
    assert (totals[HUT, REMOVE].done, totals[HUT, REMOVE].lines, totals[HUT, REMOVE].is_complete) == (
        None,
        2,
        True,
    )


def test_totals_come_in_the_order_of_the_codes() -> None:
    codes = [(each.hazard.code, each.measure.code) for each in WORKS.totals()]
    assert codes == sorted(codes)
    assert len(codes) == 7


@pytest.mark.parametrize(
    "work", [("gas_appliance", "install"), ("gas", "remove"), ({"a": 1}, "remove"), (1, 2)]
)
def test_a_work_that_is_not_there_is_named(work: tuple[str, str]) -> None:
    with pytest.raises(UnknownName, match="hazard with that measure"):
        WORKS.total(*work)
    with pytest.raises(UnknownName):
        WORKS.is_complete(*work)


def test_what_was_done_in_a_grid_and_in_a_time_is_added_up_where_every_line_says() -> None:
    ledger = HazardLedger(
        place="LQ",
        entries=[
            line("1", GAS, REMOVE, "10台", grid="G-1", when=DateSpan.month(2022, 5)),
            line("2", GAS, REMOVE, "20台", grid="G-2", when=DateSpan.month(2022, 6)),
            line("3", GAS, REMOVE, "40台", grid="G-1", when=DateSpan.month(2023, 1)),
        ],
    )
    year = DateSpan.year(2022)
    assert ledger.total(GAS, REMOVE, grid="G-1") == Quantity.parse("50台")
    assert ledger.total(GAS, REMOVE, within=year) == Quantity.parse("30台")
    assert ledger.total(GAS, REMOVE, grid="G-1", within=year) == Quantity.parse("10台")
    elsewhere = ledger.with_entry(line("5", ALARM, INSTALL, "1个", grid="G-3"))
    assert elsewhere.total(GAS, REMOVE, grid="G-3") == Quantity.parse("0台")
    assert ledger.total(GAS, REMOVE, within=DateSpan.on(date(2022, 5, 4))) is None
    vague = ledger.with_entry(line("4", GAS, REMOVE, "80台"))
    assert vague.total(GAS, REMOVE, grid="G-1") is None
    assert vague.total(GAS, REMOVE, within=year) is None
    assert vague.total(GAS, REMOVE) == Quantity.parse("150台")
    with pytest.raises(InvalidValue, match="within"):
        ledger.total(GAS, REMOVE, within=2022)  # type: ignore[arg-type]


def test_a_grid_that_nothing_in_the_ledger_names_is_unknown_and_not_none() -> None:
    supply = HazardSupply(hazard=WIRES, grid="LQ-01")
    ledger = HazardLedger(
        place="LQ", entries=[line("1", GAS, REMOVE, "10台", grid="LQ-02")], supplies=[supply]
    )
    for grid in ("LQ-O1", 7, []):
        for ask in (
            lambda grid: ledger.total(GAS, REMOVE, grid=grid),
            lambda grid: ledger.is_complete(GAS, REMOVE, grid=grid),
            lambda grid: ledger.status(WIRES, grid=grid),
            lambda grid: ledger.trend(WIRES, grid=grid),
        ):
            with pytest.raises(UnknownName, match="grid in the ledger"):
                ask(grid)
    assert ledger.status(WIRES, grid="LQ-02") is HazardStatus.UNKNOWN
    assert ledger.status(GAS) is HazardStatus.UNKNOWN
    for hazard in ("no_such_hazard", [], None):
        with pytest.raises(UnknownName, match="hazard in the ledger"):
            ledger.status(hazard)  # type: ignore[arg-type]


def test_two_codes_are_two_codes() -> None:
    for work in (("gas_appliance remove", None), ("gas_appliance remove", ""), ("gas_appliance", None)):
        with pytest.raises(UnknownName, match="hazard with that measure"):
            WORKS.total(*work)  # type: ignore[arg-type]


def test_what_is_complete_in_one_grid_need_not_be_in_the_place() -> None:
    entries = [line("1", ALARM, INSTALL, None, grid="LQ-01"), line("2", ALARM, INSTALL, "88个", grid="LQ-02")]
    ledger = HazardLedger(place="LQ", entries=entries)
    assert ledger.is_complete(ALARM, INSTALL) is None
    assert ledger.totals()[0].is_complete is None
    assert ledger.is_complete(ALARM, INSTALL, grid="LQ-01") is True
    assert ledger.is_complete(ALARM, INSTALL, grid="LQ-02") is None
    whole = ledger.with_entry(line("3", ALARM, INSTALL, None))
    assert whole.is_complete(ALARM, INSTALL) is whole.is_complete(ALARM, INSTALL, grid="LQ-02") is True


def test_a_set_of_works_has_no_order() -> None:
    with pytest.raises(InvalidValue, match="sort the set first"):
        WORKS.total_together({("a", "b"), ("c", "d")})


def test_what_was_written_down_is_hidden_and_never_repeated() -> None:
    written = "走访 13800000000 家中"
    seen = HazardReading(hazard=WIRES, when=DateSpan.year(2022), words=written)
    assert "138" not in repr(seen)
    with pytest.raises(InvalidValue) as caught:
        HazardReading(hazard=WIRES, when=DateSpan.year(2022), words=written * 5000)
    assert "138" not in str(caught.value)


def test_a_line_lies_in_a_grid_and_a_span() -> None:
    with pytest.raises(InvalidValue, match="within"):
        WORKS.entries[0].lies_in(grid=None, within=1.5)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="grid"):
        WORKS.entries[0].lies_in(grid=7, within=None)  # type: ignore[arg-type]


def test_ledgers_of_two_places_are_never_summed() -> None:
    with pytest.raises(InvalidValue, match="never summed"):
        WORKS.joined(HazardLedger(place="YG"))
    with pytest.raises(InvalidValue, match="entries"):
        WORKS.joined(WORKS)
    more = HazardLedger(place="LQ", entries=[line("9", GAS, REMOVE, "1台")])
    assert WORKS.joined(more).total(GAS, REMOVE) == Quantity.parse("361台")


def test_two_units_of_one_work_and_two_words_of_one_code_are_refused() -> None:
    with pytest.raises(UnitMismatch):
        WORKS.with_entry(line("8", GAS, REMOVE, "1个"))
    other = HazardEntry(
        id="8", hazard=Term("gas_appliance", "别的", "other"), measure=REMOVE, done=Quantity.parse("1台")
    )
    with pytest.raises(InvalidValue, match="same words"):
        WORKS.with_entry(other)


def test_a_hazard_of_scarcity_is_over_when_there_is_as_much_as_is_needed() -> None:
    def ledger(capacity: str | None, demand: str | None) -> HazardLedger:
        sides = [None if side is None else Quantity.parse(side) for side in (capacity, demand)]
        supply = HazardSupply(hazard=WIRES, grid="G-1", capacity=sides[0], demand=sides[1])
        return HazardLedger(place="HP", supplies=[supply])

    assert ledger("60个", "60个").status(WIRES, grid="G-1") is HazardStatus.RESOLVED
    assert ledger("59个", "60个").status(WIRES, grid="G-1") is HazardStatus.OPEN
    assert ledger("200余个", "180个").status(WIRES, grid="G-1") is HazardStatus.RESOLVED
    for unknown in (ledger(None, "60个"), ledger("60个", None), ledger("50余个", "60个")):
        assert unknown.status(WIRES, grid="G-1") is HazardStatus.UNKNOWN
    assert ledger("60个", "60个").status(WIRES) is HazardStatus.UNKNOWN
    assert ledger("60个", "60个").findings() == ()
    assert ledger("59个", "60个").findings()[0].text() == "charging by flying wires: 60个 needed, 59个 there"
    assert [each.code for each in ledger(None, "60个").findings()] == ["HAZARD_UNSETTLED"]
    assert "未清点" in ledger(None, "60个").findings()[0].text("zh")


def test_a_supply_stands_once_for_each_hazard_and_grid() -> None:
    supply = HazardSupply(hazard=WIRES, grid="G-1")
    with pytest.raises(InvalidValue, match="once"):
        HazardLedger(place="HP", supplies=[supply, supply])


def reading(seen: str | None, year: int, *, grid: str | None = None) -> HazardReading:
    figure = None if seen is None else Quantity.parse(seen)
    return HazardReading(hazard=WIRES, when=DateSpan.year(year), seen=figure, words="见", grid=grid)


def test_words_alone_are_kept_and_never_counted() -> None:
    ledger = HazardLedger(
        place="HP", readings=[reading(None, 2021), reading("9处", 2022), reading("3处", 2023)]
    )
    trend = ledger.trend(WIRES)
    assert (len(trend.readings), len(trend.counted)) == (3, 2)
    assert (trend.steps, trend.overall) == ((Direction.LESS,), Direction.LESS)


def test_a_trend_is_of_one_grid_and_in_the_order_of_time() -> None:
    ledger = HazardLedger(place="HP").with_reading(reading("3处", 2023, grid="G-1"))
    ledger = ledger.with_reading(reading("1处", 2022, grid="G-1")).with_reading(
        reading("9处", 2022, grid="G-2")
    )
    assert ledger.trend(WIRES, grid="G-1").steps == (Direction.MORE,)
    for hazard, grid in ((WIRES, None), ("illegal_hut", "G-1")):
        with pytest.raises(UnknownName, match="hazard with readings"):
            ledger.trend(hazard, grid=grid)
    shown = ledger.trend(WIRES, grid="G-1")._repr_html_()
    assert "飞线充电" in shown
    assert "总体 overall: 增加 more" in shown
    assert "见" not in shown
    assert (
        "whole place"
        in HazardTrend(hazard=WIRES.term, grid=None, readings=[reading(None, 2022)])._repr_html_()
    )
    first, last = ledger.readings[1], ledger.readings[0]
    with pytest.raises(InvalidValue, match="order"):
        HazardTrend(hazard=WIRES.term, grid="G-1", readings=[last, first])
    with pytest.raises(InvalidValue, match="this grid"):
        HazardTrend(hazard=WIRES.term, grid="G-2", readings=[first])


def test_a_trend_in_two_units_is_refused() -> None:
    with pytest.raises(UnitMismatch):
        HazardTrend(hazard=WIRES.term, grid=None, readings=[reading("1处", 2022), reading("1起", 2023)])


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("3处", "3处", Direction.SAME),
        ("3处", "4处", Direction.MORE),
        ("3处", "3余处", Direction.MORE),
        ("3余处", "3处", Direction.LESS),
        ("3余处", "4余处", Direction.UNKNOWN),
        ("3余处", "4处", Direction.UNKNOWN),
    ],
)
def test_a_direction_is_told_only_where_it_is_certain(before: str, after: str, expected: Direction) -> None:
    assert direction(reading(before, 2022), reading(after, 2023)) is expected


def test_readings_of_one_time_or_without_a_figure_have_no_direction() -> None:
    assert direction(reading("3处", 2022), reading("1处", 2022)) is Direction.UNKNOWN
    assert direction(reading(None, 2022), reading("1处", 2023)) is Direction.UNKNOWN
    assert direction(reading("1处", 2022), reading(None, 2023)) is Direction.UNKNOWN


def test_a_direction_is_of_two_readings() -> None:
    for wrong in ((None, reading("1处", 2022)), (reading("1处", 2022), None)):
        with pytest.raises(InvalidValue, match="HazardReading"):
            direction(*wrong)  # type: ignore[arg-type]


def test_a_reading_that_says_nothing_is_refused() -> None:
    with pytest.raises(InvalidValue, match="seen"):
        HazardReading(hazard=WIRES, when=DateSpan.year(2022))


def test_the_lines_are_shown_as_rows_and_as_a_table() -> None:
    cited = HazardEntry(
        id="8",
        hazard=HUT,
        measure=REMOVE,
        done=Quantity.parse("1平方米"),
        is_complete=True,
        grid="G-1",
        when=DateSpan.year(2022),
        citation=quoted("001", "拆除"),
    )
    rows = WORKS.with_entry(cited).rows(language="zh")
    assert rows[0] == ("1", "不合规燃气具", "拆除", "360台", "", "", "")
    assert rows[6][3] == "数量不详（已全部完成）"
    assert WORKS.rows()[6][1:4] == (
        "streets of the quarter",
        "repair and paving",
        "amount unknown (complete)",
    )
    assert "不合规燃气具 non-compliant gas appliances</td>" in WORKS._repr_html_()
    assert rows[7][3:] == ("1平方米（已全部完成）", "G-1", "2022", "001, “拆除”")
    assert "more" not in WORKS._repr_html_()
    evil = HazardEntry(id="1", hazard=Term("x", "<b>", "x"), measure=REMOVE, done=Quantity.parse("1台"))
    assert "<b>" not in HazardLedger(place="LQ", entries=[evil])._repr_html_()


def test_a_long_table_says_how_many_lines_it_leaves_out() -> None:
    many = [line(str(at), GAS, REMOVE, "1台") for at in range(203)]
    assert "3 more" in HazardLedger(place="LQ", entries=many)._repr_html_()

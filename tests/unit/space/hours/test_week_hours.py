"""Opening hours of a week: what is read, what is written, what is open when."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from communitygov.errors import InvalidValue
from communitygov.space.hours import ALWAYS, NEVER, WEEK, WeekHours

CHINA = timezone(timedelta(hours=8))
BERLIN = ZoneInfo("Europe/Berlin")
#: A Monday.
MONDAY = datetime(2023, 7, 3, tzinfo=CHINA)
SUNDAY = MONDAY + timedelta(days=6)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("24/7", "24/7"),
        ("off", "off"),
        ("Mo-Su off", "off"),
        ("Mo-Su 00:00-24:00", "24/7"),
        ("Mo-Fr 08:30-22:00; Sa 20:00-02:00", "Mo-Fr 08:30-22:00; Sa 20:00-02:00"),
        ("Su,Mo 9:00-10:00".replace("9:", "09:"), "Mo,Su 09:00-10:00"),
        ("Fr-Mo 09:00-10:00", "Mo,Fr-Su 09:00-10:00"),
        ("08:00-12:00,14:00-18:00; We closed", "Mo-Tu,Th-Su 08:00-12:00,14:00-18:00"),
        ("Mo 22:00-26:00", "Mo 22:00-02:00"),
        ("Mo 08:00-12:00; Mo 14:00-18:00", "Mo 14:00-18:00"),
        ("24/7; Su off", "Mo-Sa 00:00-24:00"),
        ("Mo 08:00-32:00", "Mo 08:00-24:00; Tu 00:00-08:00"),
        ("Mo 22:00-24:00; Tu 00:00-02:00", "Mo 22:00-02:00"),
        ("Su 20:00-02:00; Mo 08:00-09:00", "Mo 08:00-09:00; Su 20:00-02:00"),
        ("Su 00:00-24:00; Mo 00:00-24:00", "Mo,Su 00:00-24:00"),
        ("Mo-Fr 08:00-12:00, 14:00-18:00", "Mo-Fr 08:00-12:00,14:00-18:00"),
        ("Mo, We 08:00-12:00;", "Mo,We 08:00-12:00"),
        ("24/7; ", "24/7"),
    ],
)
def test_a_text_is_read_and_written_in_one_way(text: str, written: str) -> None:
    assert str(WeekHours.parse(text)) == written
    assert WeekHours.parse(written) == WeekHours.parse(text)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("PH off", "PH"),
        ("Mo-PH 08:00-10:00", "Mo-PH"),
        ("Jan-Mar 08:00-10:00", "Jan-Mar"),
        ("Mo sunrise-sunset", "sunrise"),
        ("Mo 08:00+", "08:00+"),
        ("Mo 8:00-10:00", "8:00"),
        ("Mo 08:60-10:00", "08:60"),
        ("Mo 08:00-48:01", "48:01"),
        ("Mo 24:00-26:00", "24:00-26:00"),
        ("Mo 08:00-08:00", "08:00-08:00"),
        ("Mo ０８:00-10:00", "０８:00"),
        ("Mo 08.00-10.00", "08.00"),
        ("Mo ab:cd-10:00", "ab:cd"),
        ("Mo 08:00-10:00 only in summer", "Mo 08:00-10:00 only in summer"),
        ("", ""),
        (";", ""),
        ("; Mo off", ""),
        ("Mo 08:00-12:00, We 14:00-18:00", "Mo 08:00-12:00,We 14:00-18:00"),
        ("Mo 08:00-10:00;;", ""),
        ("x" * 100_001, "x" * 80),
    ],
)
def test_what_is_not_read_is_refused_by_name(text: str, part: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        WeekHours.parse(text)
    assert refused.value.value == part


def test_what_is_no_text_is_refused_by_its_type() -> None:
    with pytest.raises(InvalidValue, match="int"):
        WeekHours.parse(24)  # type: ignore[arg-type]


def test_a_text_of_the_greatest_length_is_read_in_little_time() -> None:
    days = ",".join(["Mo-Su"] * 8_000)
    times = ",".join(f"{at % 24:02d}:00-{at % 24:02d}:01" for at in range(4_000))
    assert WeekHours.parse(f"{days} {times}").minutes == 7 * 24


def test_saturday_night_is_open_on_sunday_after_midnight() -> None:
    night = WeekHours.parse("Sa 20:00-02:00")
    assert night.is_open(SUNDAY + timedelta(hours=1, minutes=59, seconds=59))
    assert not night.is_open(SUNDAY + timedelta(hours=2))
    assert not night.is_open(SUNDAY - timedelta(hours=4, minutes=1))


def test_sunday_night_is_open_on_monday_after_midnight() -> None:
    night = WeekHours.parse("Su 20:00-02:00")
    assert night.is_open(MONDAY + timedelta(hours=1))
    assert night.covers(SUNDAY + timedelta(hours=20), SUNDAY + timedelta(hours=26))
    assert not night.covers(SUNDAY + timedelta(hours=20), SUNDAY + timedelta(hours=26, minutes=1))


def test_all_day_has_no_gap_across_midnight() -> None:
    assert WeekHours.parse("00:00-24:00") == ALWAYS
    assert ALWAYS.covers(MONDAY, MONDAY + timedelta(days=400))


def test_only_all_the_time_covers_a_week() -> None:
    almost = ALWAYS - WeekHours.of([(0, 1)])
    assert not almost.covers(MONDAY + timedelta(minutes=1), MONDAY + timedelta(days=7, minutes=1))
    assert almost.covers(MONDAY + timedelta(minutes=1), MONDAY + timedelta(days=7))


def test_a_minute_that_is_only_touched_must_be_open() -> None:
    hours = WeekHours.parse("Mo 08:00-09:00")
    begin = MONDAY + timedelta(hours=8, seconds=30)
    assert hours.covers(begin, MONDAY + timedelta(hours=9))
    assert not hours.covers(begin, MONDAY + timedelta(hours=9, seconds=1))


def test_a_moment_is_asked_for_by_the_clock_that_it_shows() -> None:
    hours = WeekHours.parse("Mo 08:00-09:00")
    at = MONDAY + timedelta(hours=8)
    assert hours.is_open(at)
    assert not hours.is_open(at.astimezone(UTC))
    assert hours.covers(at, (at + timedelta(minutes=30)).astimezone(UTC))


def test_a_night_on_which_clocks_are_put_back_is_asked_for_minute_by_minute() -> None:
    begin = datetime(2023, 10, 29, 1, 30, tzinfo=BERLIN)
    end = datetime(2023, 10, 29, 2, 30, fold=1, tzinfo=BERLIN)
    assert end.astimezone(UTC) - begin.astimezone(UTC) == timedelta(hours=2)
    assert WeekHours.parse("Su 01:30-03:00").covers(begin, end)
    assert not WeekHours.parse("Su 01:30-02:30").covers(begin, end)


def test_one_hour_twice_is_an_hour_of_time() -> None:
    begin = datetime(2023, 10, 29, 2, 30, tzinfo=BERLIN)
    assert WeekHours.parse("Su 02:00-03:00").covers(begin, begin.replace(fold=1))


def test_a_night_on_which_clocks_are_put_on_leaves_the_missing_hour_out() -> None:
    begin, end = datetime(2023, 3, 26, 1, 30, tzinfo=BERLIN), datetime(2023, 3, 26, 3, 30, tzinfo=BERLIN)
    assert WeekHours.parse("Su 01:30-02:00,03:00-03:30").covers(begin, end)


@pytest.mark.parametrize(
    ("since", "until", "named"),
    [
        (datetime(2023, 7, 3), MONDAY, "since"),  # noqa: DTZ001
        (MONDAY, "later", "until"),
        (MONDAY, MONDAY, "until"),
        (MONDAY, MONDAY - timedelta(hours=1), "until"),
        (datetime.min.replace(tzinfo=CHINA), MONDAY, "until"),
    ],
)
def test_a_time_that_is_none_is_refused(since: datetime, until: datetime, named: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        ALWAYS.covers(since, until)
    assert refused.value.what == named


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(InvalidValue, match="time zone"):
        ALWAYS.is_open(datetime(2023, 7, 3))  # noqa: DTZ001


def test_hours_are_joined_cut_and_subtracted() -> None:
    day, late = WeekHours.parse("Mo 08:00-18:00"), WeekHours.parse("Mo 16:00-20:00")
    assert str(day | late) == "Mo 08:00-20:00"
    assert str(day & late) == "Mo 16:00-18:00"
    assert str(day - late) == "Mo 08:00-16:00"
    assert (day - day) == NEVER
    assert (day | late).includes(day)
    assert not day.includes(late)


@pytest.mark.parametrize("operation", ["__and__", "__or__", "__sub__"])
def test_hours_and_something_else_do_not_mix(operation: str) -> None:
    assert getattr(ALWAYS, operation)("24/7") is NotImplemented


def test_what_is_included_must_be_hours() -> None:
    with pytest.raises(InvalidValue, match="WeekHours"):
        ALWAYS.includes("24/7")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "spans",
    [
        [(0, 0)],
        [(-1, 5)],
        [(0, WEEK + 1)],
        [(5, 10), (0, 3)],
        [(0, 5), (5, 10)],
        [(0, 5), (3, 10)],
        [(0, True)],
        [[0, 5]],
        [(0, 5, 7)],
        ["ab"],
    ],
)
def test_spans_that_are_not_in_order_and_apart_are_refused(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(InvalidValue, match="spans"):
        WeekHours(tuple(spans))


@pytest.mark.parametrize("pair", [(-1, 5), (WEEK, WEEK + 1), (5, 5), (5, 6 + WEEK), ("a", "b"), (1, 2, 3)])
def test_minutes_that_are_none_of_a_week_are_refused(pair: tuple[int, int]) -> None:
    with pytest.raises(InvalidValue, match="no longer than a week"):
        WeekHours.of([pair])


@pytest.mark.parametrize("mask", [-1, 1 << WEEK, True, "1", None])
def test_a_number_that_is_no_mask_is_refused(mask: int) -> None:
    with pytest.raises(InvalidValue, match="bits"):
        WeekHours.of_mask(mask)


def test_a_mask_has_a_bit_for_each_minute() -> None:
    assert WeekHours.parse("Mo 00:00-00:02").mask == 0b11
    assert WeekHours.parse("Su 23:59-24:00").mask == 1 << (WEEK - 1)
    assert ALWAYS.mask.bit_count() == ALWAYS.minutes == WEEK


def test_days_are_shown_with_what_begins_on_them() -> None:
    html = WeekHours.parse("Mo 08:00-09:00; Su 20:00-02:00")._repr_html_()
    assert "<tr><th>Mo</th><td>08:00-09:00</td></tr>" in html
    assert "<tr><th>Su</th><td>20:00-02:00</td></tr>" in html
    assert html.count("<td>off</td>") == 5


def test_hours_say_the_call_that_makes_them() -> None:
    assert repr(ALWAYS) == "WeekHours.parse('24/7')"


@pytest.mark.parametrize("spans", [None, 7, [(True, 5)], [(0, True)], [None]])
def test_spans_that_are_none_are_refused(spans: object) -> None:
    with pytest.raises(InvalidValue, match="spans"):
        WeekHours.of(spans)  # type: ignore[arg-type]


def test_a_clock_whose_offset_has_seconds_is_read_as_it_shows() -> None:
    begin = datetime(1880, 7, 5, 8, tzinfo=BERLIN)  # a Monday, by the sun of Berlin
    hours = WeekHours.parse("Mo 08:00-10:00")
    assert begin.utcoffset() == timedelta(seconds=3208)
    assert hours.covers(begin, begin + timedelta(hours=2))
    assert not hours.covers(begin, begin + timedelta(hours=2, seconds=1))


@pytest.mark.parametrize("mask", [0, 1, 1 << WEEK - 1, (1 << WEEK) - 1, 0b1011 << 600])
def test_a_number_gives_the_hours_of_its_bits(mask: int) -> None:
    assert WeekHours.of_mask(mask).mask == mask

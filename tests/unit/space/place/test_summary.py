"""How a place tells of itself: what is said, in which language, and how much of it."""

import pytest
from tests.unit.space.place.shorthand import CHANGE, EVENING, TWO_HOURS, square_metres

from communitygov.core.quantity import Quantity
from communitygov.space.hours import WeekHours
from communitygov.space.place import Channel, ChannelKind, Designation, Facility, Place, Transformation, Zone

FULL = Place(
    "gegewu",
    "“梦享南山”格格屋",
    district="华阳街道",
    area=Quantity.parse("600余平米"),
    former_use="架空层",
    transformations=[Transformation(CHANGE, old_use="架空层", new_use="共享活动中心")],
    zones=[Zone("bar", "阅读吧台", area=square_metres("40")), Zone("youth", "青创交流区")],
    facilities=[Facility("shelf", "书架", count=Quantity.parse("3个")), Facility("bench", "座椅")],
    functions={"library", "own:tea"},
    themes=["邻里"],
    hours=WeekHours.parse("24/7"),
    channels=[Channel(ChannelKind.ONLINE, "小程序预约", reference="app-1")],
    designations=[Designation("优秀小区", body="成都市", year=2022)],
    digital_twin="twin-1",
)


def test_a_summary_tells_what_is_told_in_either_language() -> None:
    assert FULL.summary("zh").splitlines() == [
        "“梦享南山”格格屋（gegewu）",
        "所在：华阳街道",
        "面积：600余平米",
        "用途沿革：架空层 → 共享活动中心",
        "改造方式：用途转换",
        "分区：阅读吧台 40平方米、青创交流区",
        "功能：图书室、own:tea",
        "设施：书架 3个、座椅",
        "主题：邻里",
        "开放时间：24/7",
        "渠道：小程序预约 (线上)",
        "称号：优秀小区 (成都市, 2022)",
        "数字孪生：twin-1",
    ]
    assert "functions: library, own:tea" in FULL.summary().splitlines()
    assert FULL.summary("en").startswith("“梦享南山”格格屋 (gegewu)\nlies in: 华阳街道")


def test_a_summary_says_nothing_of_what_is_not_told() -> None:
    assert Place("p", "空间").summary("zh") == "空间（p）"


def test_a_page_repeats_no_markup_of_a_name() -> None:
    html = Place("p", "<b>空间</b>", district="<i>")._repr_html_()
    assert "<caption>&lt;b&gt;空间&lt;/b&gt; · p</caption>" in html
    assert "<td>&lt;i&gt;</td>" in html


@pytest.mark.parametrize(
    ("body", "year", "said"),
    [
        ("成都市", 2022, "优秀 (成都市, 2022)"),
        ("", 2022, "优秀 (2022)"),
        ("成都市", None, "优秀 (成都市)"),
        ("", None, "优秀"),
    ],
)
def test_an_honour_is_said_with_what_is_known(body: str, year: int | None, said: str) -> None:
    assert str(Designation("优秀", body=body, year=year)) == said


def test_long_histories_and_hours_are_told_in_short() -> None:
    jagged = WeekHours.of([(at, at + 1) for at in range(0, 10_080, 2)])
    zone = Zone("z", "区", hours=WeekHours.parse("24/7"))
    change = [
        Transformation(CHANGE, old_use="甲" * 5_000, new_use="乙" * 9_000),
        Transformation(CHANGE, old_use="丙", new_use="丁"),
    ]
    place = Place("p", "空间", hours=jagged, zones=[zone], transformations=change)
    assert all(len(each.text("zh")) < 600 and len(each.text("en")) < 600 for each in place.findings())
    assert len(place.can_host(1, since=EVENING, until=EVENING + TWO_HOURS)[0].text()) < 600


def test_a_summary_tells_what_a_venue_is_chosen_by() -> None:
    hall = Place(
        "p",
        "处",
        occupancy_number_peak=Quantity.parse("60人"),
        publicly_accessible=True,
        handicap_accessible=False,
    )
    assert hall.summary("zh").splitlines()[1:] == ["同时容纳：60人", "对公众开放：是", "无障碍：否"]
    assert "without steps: no" in hall.summary()

"""What the documents say of grids, a sentence for each phrase, asked as a user of the library would."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import attrs
import pytest

from communitygov.casebook import (
    CHENGHUA_LANE_FIGURES,
    PIDU_FIGURES,
    SHUANGLIU_FIGURES,
    CommunityReading,
    Figure,
    FiguresOfDifferentPlaces,
    chenghua_lane,
    shuangliu,
)
from communitygov.core.quantity import Quantity
from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.terms import Term
from communitygov.core.workcalendar import WeekendCalendar
from communitygov.deliberation import snap_report
from communitygov.errors import ActionRefused, InvalidValue, UnknownName, Words
from communitygov.grid.board import (
    ActivityRecord,
    BoardRole,
    Contact,
    ContactCard,
    Directory,
    Entrance,
    FiveOne,
    FiveOnesPlan,
    Listing,
    training_coverage,
)
from communitygov.grid.diagnosis import diagnose
from communitygov.grid.hierarchy import PARTY_OVERLAY, GridHierarchy
from communitygov.grid.level import CHENGDU, GridKind
from communitygov.grid.posting import Duty, Posting, PostingRefused, Roster, Worker, WorkerKind
from communitygov.grid.residency import CareTag, Dwelling, NoDwelling, Residency, Tenure, TenureRole
from communitygov.grid.routing import Report, Router, handling, three_tier_policy
from communitygov.organisation import Actor, BodyKind, Role
from communitygov.procedure import CLOCK, Fact

EXCERPTS = Path(__file__).parent / "excerpts"
#: A Thursday.
AT = datetime(2023, 5, 4, 9, tzinfo=UTC)
DAY = AT.date()


def says(document: str, phrase: str) -> bool:
    """Tell whether a document says a phrase; the newspaper's columns broke its lines anywhere."""
    files = sorted(EXCERPTS.glob(f"{document}-*.txt"))
    said = "".join("".join(file.read_text(encoding="utf-8").split()) for file in files)
    return phrase in said


def village() -> GridHierarchy:
    """A community with two general grids, four micro-grids and an exclusive one."""
    return GridHierarchy.from_rows(
        [
            ("C", None, "community", "甲"),
            ("G-1", "C", "general", "东区"),
            ("G-2", "C", "general", "西区"),
            ("M-1", "G-1", "micro", "一组"),
            ("M-2", "G-1", "micro", "二组"),
            ("M-3", "G-2", "micro", "三组"),
            ("M-4", "G-2", "micro", "四组"),
            ("X-1", "G-2", "exclusive", "商场"),
        ]
    )


def worker(code: str, kind: WorkerKind = WorkerKind.MICRO_GRID_WORKER, *, home: str = "") -> Worker:
    """A worker."""
    return Worker(code, kind=kind, home=home)


def staffed(postings: Iterable[Posting]) -> Roster:
    """The roster of the village with these postings."""
    known = tuple(postings)
    workers = {each.worker for each in known}
    return Roster(village(), workers=map(worker, sorted(workers)), postings=known)


def served() -> Roster:
    """One micro-grid worker, one grid worker above, somebody of the street for the community."""
    return staffed([Posting("w-1", "M-1"), Posting("g-1", "G-1"), Posting("s-1", "C")])


def lived_in() -> Residency:
    """One person with one dwelling, one with two, one whose dwelling nobody has registered."""
    head = TenureRole.HEAD
    return Residency(
        village(),
        dwellings=[Dwelling("D-1", grid="M-1"), Dwelling("D-2", grid="M-3"), Dwelling("D-3", grid="X-1")],
        tenures=[
            Tenure("r-1", "D-1", role=head),
            Tenure("r-2", "D-2", role=head),
            Tenure("r-2", "D-3", role=TenureRole.OWNER),
            Tenure("r-3", "D-9", role=head),
        ],
        care=[CareTag("r-1", "lives-alone")],
    )


# ------------------------------------------------------------------ counts and levels


def test_shuangliu_has_its_four_kinds_of_grids_in_a_sound_hierarchy() -> None:
    case = shuangliu()
    for kind, count in (("INTEGRATED", 118), ("GENERAL", 786), ("EXCLUSIVE", 82), ("MICRO", 10_096)):
        assert says("002", f"{count}个{CHENGDU[kind.lower()].zh}")
        assert case.count(GridKind[kind]) == count
    grids = [SHUANGLIU_FIGURES[kind] for kind in ("integrated", "general", "exclusive", "micro")]
    entries = Words("四类网格（登记条目）", "grids of the four kinds, as entries of a register")
    assert Figure.total(grids, together=entries).quantity.is_exactly(11_082) is True
    assert case.grid.findings() == ()
    general, micro = (SHUANGLIU_FIGURES[kind].quantity.low for kind in ("general", "micro"))
    assert (round(general / 118, 2), round(micro / general, 2)) == (Fraction("6.66"), Fraction("12.84"))


def test_chenghua_lane_is_divided_as_the_caller_says_because_the_document_does_not() -> None:
    assert says("003", "成华巷被划分为3个一般网格、16个微网格")
    case = chenghua_lane(split=(6, 5, 5))
    assert (case.count(GridKind.GENERAL), case.count(GridKind.MICRO)) == (3, 16)
    assert len(case.grid.leaves) == 16
    with pytest.raises(InvalidValue):
        chenghua_lane(split=(5, 5, 5))


def test_every_household_lies_in_exactly_one_grid_that_nothing_lies_under() -> None:
    assert says("002", "“微网实格”织密城市治理“底网”")
    residency, grid = lived_in(), village()
    assert {each.grid for each in residency.dwellings} <= set(grid.leaves)
    households = residency.households()
    assert grid.roll_up(households)["C"] == sum(households.values()) == 3
    assert residency.findings() != ()  # D-9 is nowhere
    sound = attrs.evolve(residency, tenures=residency.tenures[:-1])
    assert sound.unbound() == ()


def test_the_grid_finds_hears_and_acts() -> None:
    assert says("002", "担当基层治理的“眼、耳、手”")
    assert says("002", "微网格发现上报")
    roster = served()
    found = Router(roster=roster, policy=three_tier_policy(), calendar=WeekendCalendar()).dispatch(
        Report("R-1", matter="lighting", at=AT, grid="M-1")
    )
    assert (found.grid, found.responsible, found.informed) == ("M-1", "w-1", ("g-1", "s-1"))


def test_a_street_sees_the_grids_under_it_and_no_other() -> None:
    assert says("003", "智慧蓉城肖家河街道城运中心")
    grid = shuangliu().grid
    streets = [code for code, _, level, _ in grid.rows if level == "street"]
    seen = [grid.within([street]) for street in streets]
    assert sum(map(len, seen)) == len(frozenset[str]().union(*seen)) == len(grid) - 1
    assert all(grid.covers([street], street) for street in streets)
    assert not grid.covers([streets[0]], streets[1])


def test_codes_go_out_and_come_in_unchanged() -> None:
    assert says("003", "融合“微网实格”和智慧社区等多个系统")
    grid = shuangliu().grid
    assert GridHierarchy.from_json(grid.to_json()) == grid
    assert list(GridHierarchy.from_networkx(grid.to_networkx())) == list(grid)


def test_figures_of_two_districts_are_never_added() -> None:
    assert says("003", "全区4570名网格指导员")
    guides = PIDU_FIGURES["guides"]
    assert (guides.place, guides.quantity.is_exactly(4_570)) == ("成都市郫都区", True)
    with pytest.raises(FiguresOfDifferentPlaces):
        _ = guides + SHUANGLIU_FIGURES["micro"]
    with pytest.raises(FiguresOfDifferentPlaces):
        Figure.total([SHUANGLIU_FIGURES["micro"], CHENGHUA_LANE_FIGURES["micro"]])


# ------------------------------------------------------------------ who serves


def test_each_of_the_three_duties_is_missed_for_itself() -> None:
    assert says("001", "“有人管、有人问、有人帮”")
    assert [duty.zh for duty in Duty] == ["有人管", "有人问", "有人帮"]
    every = [Posting("w-1", "C", duty=duty) for duty in Duty]
    for missing, code in zip(
        every, ("GRID_WITHOUT_IN_CHARGE", "GRID_WITHOUT_ENQUIRER", "GRID_WITHOUT_HELPER"), strict=True
    ):
        roster = staffed(each for each in every if each != missing)
        assert {each.code for each in roster.gaps()} == {code}
    assert staffed(every).gaps() == ()


def test_residents_per_grid_worker_is_a_division_that_the_caller_asks_for() -> None:
    assert says("001", "龙桥小区已组建由21名网格员组成的安全巡查队伍")
    assert says("001", "管理服务人口多达11298人")
    grid = GridHierarchy.from_rows([("LQ", None, "general", "龙桥")])
    workers = [worker(f"w-{at:02}", WorkerKind.GRID_WORKER) for at in range(1, 22)]
    roster = Roster(grid, workers=workers, postings=[Posting("w-01", "LQ")])
    assert Quantity.parse("11298人").low / len(roster.workers) == 538


def test_one_worker_has_many_grids_and_each_grid_one_in_charge() -> None:
    assert says("001", "推行“一员多格”模式试点")
    roster = staffed([*(Posting("w-1", code) for code in ("M-1", "M-2", "M-3")), Posting("w-2", "M-4")])
    assert roster.load("w-1").grids == 3
    assert [roster.in_charge(code) for code in ("M-1", "M-2", "M-3")] == ["w-1"] * 3
    with pytest.raises(PostingRefused) as refused:
        roster.posted(Posting("w-2", "M-1"))
    assert [each.code for each in refused.value.findings] == ["SECOND_IN_CHARGE"]


def test_staff_of_the_street_keep_their_home_when_posted_at_a_grid() -> None:
    assert says("004", "将街道基层治理力量下沉社区网格")
    sent = worker("s-1", WorkerKind.GRID_WORKER, home="HY-street")
    roster = Roster(village(), workers=[sent], postings=()).posted(Posting("s-1", "M-1"))
    assert roster.in_charge("M-1") == "s-1"
    assert roster.workers[0].home == "HY-street"


def test_a_guide_without_a_grid_is_named() -> None:
    assert says("003", "建立机关党员干部“微网实格”陪伴成长机制")
    guides = [worker(code, WorkerKind.GUIDE) for code in ("p-1", "p-2")]
    roster = Roster(village(), workers=guides, postings=[Posting("p-1", "M-1", duty=Duty.HELPS)])
    assert {each.subject for each in roster.unpaired()} == {"p-2"}


def test_three_names_for_workers_are_three_kinds_and_the_head_is_the_librarys_word() -> None:
    for kind in (WorkerKind.GRID_WORKER, WorkerKind.MICRO_GRID_WORKER, WorkerKind.GUIDE):
        assert says("003", kind.zh)
    assert says("003", "完成微网格员全覆盖培训”目标,全区4570名网格指导员")
    assert not any(says(document, WorkerKind.HEAD.zh) for document in ("001", "002", "003", "004"))


# ------------------------------------------------------------------ who lives where


def test_a_resident_leads_over_the_dwelling_to_the_grid_and_those_in_charge() -> None:
    assert says("003", "可以直接按人房关系对应到自己所属网格,有问题找网格员和微网格员")
    (home,) = lived_in().locate("r-1", roster=served()).homes
    assert home.path == ("C", "G-1", "M-1")
    assert home.in_charge[:2] == (("M-1", "w-1"), ("G-1", "g-1"))


def test_who_has_two_dwellings_gets_both_and_who_has_none_gets_a_reason() -> None:
    residency = lived_in()
    assert residency.locate("r-2").grids == ("M-3", "X-1")
    with pytest.raises(NoDwelling) as refused:
        residency.locate("r-3")
    assert refused.value.missing.value == "dwelling"
    assert "网格员" in refused.value.words().zh


def test_a_person_under_care_is_reached_with_a_purpose_and_shown_nowhere_else() -> None:
    assert says("003", "独居老人")
    assert says("003", "被纳入了“微网实格”治理体系中的特殊人群安全保障类别")
    residency = lived_in()
    shown = residency.care_of("r-1", purpose="heat wave visit", by="w-1", at=AT)
    assert (shown.content, shown.access.by) == (("lives-alone",), "w-1")
    with pytest.raises(InvalidValue):
        residency.care_of("r-1", purpose="", by="w-1", at=AT)
    for written in (repr(residency), repr(residency.care), repr(shown), str(residency.care_counts())):
        assert "lives-alone" not in written.replace("'lives-alone': ", "")
        assert "r-1" not in written
    counts = dict(residency.care_counts()["lives-alone"].cells)
    assert (counts["C"], counts["G-1"], counts["M-1"]) == (None, None, None)


# ------------------------------------------------------------------ reports


def test_a_report_goes_up_three_tiers_and_skips_none() -> None:
    chain = ("微网格发现上报", "小区党组织与自治组织即时处置", "镇街社区联动配合")
    assert says("002", "、".join(chain))
    policy = three_tier_policy()
    assert tuple(tier.zh for tier in policy.tiers) == chain
    procedure = handling(policy)
    found = Router(roster=served(), policy=policy, calendar=WeekendCalendar()).dispatch(
        Report("R-1", matter="lighting", at=AT, grid="M-1")
    )
    resident = Actor("r-1", roles={Role.RESIDENT})
    case = procedure.open("R-1", "a lamp is out", by=resident, at=AT, grid="M-1", facts=found.facts())
    case = procedure.apply(case, "accept", by=found.actor(), at=AT)
    stated = Fact(kind="ground", about="R-1", outcome="stated", reference="note-1")
    case = procedure.apply(case, "pass_on", by=found.actor(), at=AT, facts=[stated])
    assert case.state == "neighbourhood:assigned"
    with pytest.raises(ActionRefused):
        procedure.apply(case, "accept", by=found.actor("town_street_community"), at=AT)
    month = AT + timedelta(days=60)
    case = procedure.apply(case, "escalate", by=CLOCK, at=month)
    assert case.state == "town_street_community:assigned"


def test_a_snap_report_goes_to_the_worker_of_its_grid_and_is_rated_without_a_meeting() -> None:
    assert says("002", "居民可以通过“随手报”功能及时反馈问题，网格员使用手机及时处理问题")
    router = Router(
        roster=served(), residency=lived_in(), policy=three_tier_policy(), calendar=WeekendCalendar()
    )
    found = router.dispatch(Report("S-1", matter="lighting", at=AT, person="r-1"))
    assert (found.grid, found.responsible) == ("M-1", "w-1")
    procedure, resident = snap_report(), Actor("r-1", roles={Role.RESIDENT})
    case = procedure.open("S-1", "a lamp is out", by=resident, at=AT, grid="M-1")
    case = procedure.apply(case, "accept", by=found.actor(), at=AT)
    photograph = Fact(kind="evidence", about="S-1", outcome="attached", reference="sha256:9f2c")
    case = procedure.apply(case, "handle", by=found.actor(), at=AT, facts=[photograph])
    assert case.state == "awaiting_rating"
    assert [step.zh for step in procedure.steps] == ["居民提事", "网格理事", "居民评事"]


def test_what_is_asked_for_at_the_door_is_routed_by_grid() -> None:
    assert says("001", "以网格化治理为依托，建设智慧服务平台")
    router = Router(
        roster=served(), residency=lived_in(), policy=three_tier_policy(), calendar=WeekendCalendar()
    )
    routed = [
        router.route(Report(f"R-{dwelling}", matter="repairs", at=AT, dwelling=dwelling))
        for dwelling in ("D-1", "D-2", "D-3")
    ]
    assert [(each.grid, each.responsible) for each in routed] == [
        ("M-1", "w-1"),
        ("M-3", "s-1"),
        ("X-1", "s-1"),
    ]


# ------------------------------------------------------------------ boards, cards, what is due


def directory(*roles: BoardRole) -> Directory:
    """Contacts listed at the community, and one entrance in a micro-grid."""
    contact = Contact("值班", reach="028-0000-0101")
    return Directory(
        grid=village(),
        listings=[Listing(grid="C", role=role, contact=contact) for role in roles],
        entrances=[Entrance(code="U-1", grid="M-1"), Entrance(code="U-2", grid="M-1")],
    )


def test_a_board_at_each_entrance_names_five_roles() -> None:
    assert says("003", "每个单元门口都有“微网格”公示牌")
    assert says("003", "社区民警、社区消防员、社区律师、家庭医生、生活服务站负责人的联系方式一目了然")
    boards = list(directory(*BoardRole).boards(on=DAY))
    assert [board.entrance for board in boards] == ["U-1", "U-2"]
    assert all(board.is_complete and len(board.lines) == 5 for board in boards)
    without = directory(*(role for role in BoardRole if role is not BoardRole.FAMILY_DOCTOR))
    (gap,) = without.board("U-1", on=DAY).gaps
    assert gap.code == "CONTACT_MISSING"
    assert "家庭医生" in gap.text("zh")


def test_one_call_finds_help_or_the_gap_is_explained() -> None:
    assert says("003", "需要谁帮忙一个电话就能找得到")
    board = directory(BoardRole.FAMILY_DOCTOR).board("U-1", on=DAY)
    doctor = board.line("family_doctor").contact
    assert doctor is not None
    assert doctor.reach == "028-0000-0101"
    assert board.line("lawyer").is_vacant
    with pytest.raises(UnknownName):
        board.line("plumber")


def test_the_head_of_the_living_service_station_is_one_of_the_five() -> None:
    assert says("003", BoardRole.STATION_HEAD.zh)
    assert BoardRole.STATION_HEAD.zh == "生活服务站负责人"


def test_a_resource_of_a_grid_answers_for_all_that_lies_under_it() -> None:
    assert says("003", "通过各类专业资源“进网入格”")
    listed = directory(BoardRole.LAWYER)
    assert {listed.listed(code, "lawyer", on=DAY).listed_at for code in listed.grid.leaves} == {"C"}


def test_a_card_says_name_contact_and_duties_and_nothing_else() -> None:
    assert says("002", "本区域微网格员的姓名、联系方式以及职责范围")
    card = ContactCard(contact=Contact("值班", reach="028-0000-0107"), duties=[Words("走访", "visits")])
    assert [line.partition("：")[0] for line in card.text("zh").splitlines()] == [
        "姓名",
        "联系方式",
        "职责范围",
    ]
    assert {field.name for field in attrs.fields(ContactCard)} == {"contact", "duties"}


def test_one_of_ten_thousand_untrained_is_no_full_coverage() -> None:
    assert says("003", "成都大运会前完成微网格员全覆盖培训")
    everybody = [f"w-{at:05}" for at in range(10_096)]
    opening = date(2023, 7, 28)
    all_but_one = dict.fromkeys(everybody[1:], opening - timedelta(days=30))
    coverage = training_coverage(everybody, all_but_one, by=opening)
    assert coverage.share == Fraction(10_095, 10_096)
    assert not coverage.is_complete
    assert coverage.untrained == ("w-00000",)
    late = training_coverage(everybody, all_but_one | {"w-00000": opening}, by=opening - timedelta(days=1))
    assert late.untrained == ("w-00000",)


def test_four_of_the_five_ones_leave_one_and_two_meetings_are_no_training() -> None:
    assert says("003", "、".join(one.zh for one in FiveOne) + "“五个一”")
    plan = FiveOnesPlan(due_from=[f"p-{at:04}" for at in range(4_570)], first=DAY, last=date(2023, 7, 27))
    assert plan.activities_due == 22_850
    four = [ActivityRecord(who="p-0000", activity=one, on=DAY) for one in FiveOne if one is not FiveOne.CARE]
    twice = [
        ActivityRecord(who="p-0001", activity=FiveOne.MEETING, on=DAY + timedelta(days=at)) for at in (0, 1)
    ]
    progress = plan.progress([*four, *twice])
    assert (progress.done_by("p-0000"), progress.missing("p-0000")) == (4, (FiveOne.CARE,))
    assert FiveOne.TRAINING in progress.missing("p-0001")
    assert progress.share == Fraction(5, 22_850)


# ------------------------------------------------------------------ grids and the Party, and other bodies


def test_bodies_that_govern_themselves_and_those_that_organise_themselves_are_two_kinds() -> None:
    assert says("002", "以网格为核心，搭建小区党组织、自治组织与自组织联动桥梁")
    kinds = (BodyKind.PARTY_ORGANISATION, BodyKind.SELF_GOVERNING_BODY, BodyKind.SELF_ORGANISATION)
    assert [kind.zh for kind in kinds] == ["党组织", "自治组织", "自组织"]
    assert len({kind.value for kind in kinds}) == 3
    with pytest.raises(UnknownName):
        BodyKind.named("自治自组织")


def test_micro_grids_without_a_party_branch_are_named() -> None:
    assert says("003", "通过微网格与党支部相配套")
    branch = Term("party_branch", "党支部", "Party branch")
    share = diagnose(village(), covers={branch: {"M-1", "M-2"}}).cover("party_branch", "micro")
    assert share.without == ("M-3", "M-4")


def test_the_branch_of_a_grid_lies_under_the_community_party_committee() -> None:
    assert says("003", "通过社区党委引领、网格支部带头,建立起院落微网格工作机制")
    party = attrs.evolve(PARTY_OVERLAY, reads_as=[("general", "neighbourhood")])
    above = {"SL": None, "DS": "SL", "C": "DS", "G-1": "C"}
    grid = GridHierarchy.from_rows(
        [
            ("SL", None, "district", "区"),
            ("DS", "SL", "street", "街道"),
            ("C", "DS", "community", "甲"),
            ("G-1", "C", "general", "东区"),
            ("G-2", "C", "general", "西区"),
        ],
        overlays=[party],
        edges=[(code, parent, "party", None, None) for code, parent in above.items()],
    )
    led = grid.overlay("party")
    assert led.path("G-1") == ("SL", "DS", "C", "G-1")
    assert (led.level("G-1").code, led.findings()) == ("neighbourhood", ())
    assert grid.uncovered("party", level="general") == ("G-2",)


# ------------------------------------------------------------------ what the documents leave open


def test_a_neighbourhood_of_another_kind_is_no_level_until_somebody_says_so() -> None:
    for kind in ("商品房小区", "安置小区", "老旧小区"):
        assert says("002", kind)
    assert says("001", "划地自建、开放式小区")
    with pytest.raises(UnknownName):
        CHENGDU["self_built"]


def test_as_many_integrated_grids_as_communities_are_read_together_only_if_asked() -> None:
    assert says("002", "118个村（社区）")
    assert says("002", "118个综合网格")
    sizes = {reading: len(shuangliu(reading=reading).grid) for reading in CommunityReading}
    assert sizes == {
        CommunityReading.GRIDS_ONLY: 11_092,
        CommunityReading.ONE_NODE: 11_092,
        CommunityReading.TWO_NODES: 11_210,
    }


def test_exclusive_grids_lie_under_integrated_or_general_ones_and_hold_residents() -> None:
    level = CHENGDU["exclusive"]
    assert level.under == {"integrated", "general"}
    assert level.holds_residents
    assert CHENGDU.nesting == LIBRARY_DEFAULT


def test_no_most_of_grids_for_one_worker_is_made_up() -> None:
    roster = staffed(Posting("w-1", code) for code in village())
    assert roster.load("w-1").grids == 8
    assert roster.load("w-1").findings() == ()
    assert roster.load("w-1").capacity.grids is None


def test_more_than_five_hundred_is_never_five_hundred() -> None:
    assert says("001", "搬移违规设置空调外机500余部")
    moved = Quantity.parse("500余部")
    assert (moved.is_exactly(500), moved.at_least(400), moved.at_least(550)) == (False, True, None)
    with pytest.raises(InvalidValue):
        GridHierarchy.from_rows([("G", None, "general", "一")]).findings(households={"G": moved})  # type: ignore[dict-item]


def test_two_grids_of_one_name_are_two_grids() -> None:
    grid = GridHierarchy.from_rows([("A", None, "general", "嘉禾社区"), ("B", None, "general", "嘉禾社区")])
    assert len(grid) == 2
    assert grid.findings() == ()
    with pytest.raises(UnknownName):
        grid.path("嘉禾社区")


@pytest.mark.parametrize("due_from", [["p-1", "p-2"], ["M-1", "M-2", "M-3"]], ids=["guides", "grids"])
def test_from_whom_the_five_are_due_and_when_the_caller_says(due_from: list[str]) -> None:
    plan = FiveOnesPlan(due_from=due_from, first=DAY, last=DAY + timedelta(days=30))
    assert plan.activities_due == 5 * len(due_from)
    with pytest.raises(TypeError):
        FiveOnesPlan(due_from=due_from)  # type: ignore[call-arg]

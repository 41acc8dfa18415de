"""龙桥小区, the safety micro-governance (安全微治理) of document 001: what was removed, installed and moved.

Areas of different works are not added up here, nor are removed appliances set against installed alarms: the
document relates neither.  Which the eighteen stewards and four of the seven teams are, it does not say.
"""

from collections.abc import Iterator
from functools import cache

from communitygov.casebook.figure import row
from communitygov.casebook.programme_case import ProgrammeCase
from communitygov.core.quantity import Quantity, Share
from communitygov.core.source import Citation, quoted
from communitygov.errors import Words
from communitygov.organisation.volunteer import SEVEN_TEAMS, VolunteerTeam, VolunteerTeams
from communitygov.programme.checklist.presets import FIVE_SYNC, SIX_MICRO
from communitygov.programme.hazard.entry import HazardEntry
from communitygov.programme.hazard.kind import BUILDING_WORKS, GAS_WORKS, HazardKind, HazardMeasure
from communitygov.programme.hazard.ledger import HazardLedger
from communitygov.programme.hazard.standing import SafetyTask

_WHERE, _PLACE = "成都市双流区东升街道龙桥小区", "longqiao"
_PAVED = quoted("001", "街区道路整治铺设工作现已全部完成")
#: Hazard, measure, what the document counts, and where.
_LINES: tuple[tuple[HazardKind, HazardMeasure, str, Citation], ...] = (
    (HazardKind.GAS_APPLIANCE, HazardMeasure.REMOVE, "360台", GAS_WORKS),
    (HazardKind.GAS_ALARM, HazardMeasure.INSTALL, "88个", GAS_WORKS),
    (HazardKind.ILLEGAL_HUT, HazardMeasure.REMOVE, "6674平方米", BUILDING_WORKS),
    (HazardKind.WORN_ROOF, HazardMeasure.RENOVATE, "27155平方米", BUILDING_WORKS),
    (HazardKind.OUTDOOR_UNIT, HazardMeasure.MOVE, "500余部", BUILDING_WORKS),
    (HazardKind.AGEING_WIRING, HazardMeasure.TIDY, "441户", BUILDING_WORKS),
)
_TEAMS = (("party_flag", "党旗红"), ("hundred_things", "百事帮"), ("all_knowing", "万事通"))


@cache
def longqiao() -> ProgrammeCase:
    """Return what was done in 龙桥小区.

    Examples
    --------
    >>> case = longqiao()
    >>> print(case.hazards.total("gas_appliance", "remove"))
    360台
    >>> case.hazards.is_complete("street_paving", "pave")
    True
    >>> case.hazards.total_together([("gas_appliance", "remove"), ("gas_alarm", "install")])
    Traceback (most recent call last):
        ...
    communitygov.errors.UnitMismatch: 台 and 个 are different units and do not mix; convert one of them \
first. [UNIT_MISMATCH]
    """
    people = quoted("001", "管理服务人口多达11298人，租住户占比91%")
    return ProgrammeCase(
        code=_PLACE,
        where=_WHERE,
        figures=[
            row(_WHERE, "11298人", what=("管理服务人口", "population served, as many as"), citation=people),
            row(
                _WHERE,
                "21名",
                what=("网格员组成的安全巡查队伍", "grid workers of the patrol"),
                citation=quoted("001", "由21名网格员组成的安全巡查队伍"),
            ),
        ],
        hazards=HazardLedger(place=_PLACE, entries=list(_entries())),
        checklists=[FIVE_SYNC],
        unlisted=[SIX_MICRO],
        shares=[Share.parse("91%")],
        tasks=[task.term for task in SafetyTask],
        citations=[
            people,
            quoted("001", "龙桥小区是2002年建成的划地自建、开放式小区"),
            quoted("001", "这里曾经人车混杂、道路坑洼、管理散漫"),
            quoted("001", "龙桥小区实施常态化安全微整治计划"),
            quoted(
                "001",
                "自治组织运行机制完善、常态化巡查安全隐患重点区域、人流车流有序引导、多元治理力量整合",
            ),
        ],
        teams=VolunteerTeams(
            place=_PLACE,
            count=7,
            teams=[VolunteerTeam(id=code, name=name) for code, name in _TEAMS],
            citation=SEVEN_TEAMS,
        ),
        choices=[
            Words(
                "“多达”只说其多，不作上限；租住户占比 91% 的基数未说明，故不附基数",
                "as many as is no upper bound; of what the 91 % are a share is not told, so it has no base",
            )
        ],
    )


def _entries() -> Iterator[HazardEntry]:
    """Yield the lines of the ledger, the one without a figure last."""
    for number, (hazard, measure, written, citation) in enumerate(_LINES, start=1):
        yield HazardEntry(
            id=f"{_PLACE}-{number}",
            hazard=hazard.term,
            measure=measure.term,
            done=Quantity.parse(written),
            citation=citation,
        )
    yield HazardEntry(
        id=f"{_PLACE}-{len(_LINES) + 1}",
        hazard=HazardKind.STREET_PAVING.term,
        measure=HazardMeasure.PAVE.term,
        is_complete=True,
        citation=_PAVED,
    )

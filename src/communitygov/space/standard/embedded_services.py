"""社区嵌入式服务设施: what makes a complex, as an article repeats 国办函〔2023〕121号 and its trial guide."""

from communitygov.errors import Words
from communitygov.space.standard.figure import StandardFigure
from communitygov.space.standard.requirement import StandardRequirement
from communitygov.space.standard.standard import Standard
from communitygov.space.standard.term import FigureCheck, Force, RequirementKind

_COPY = "hmhjcl.com/93868"
_COMPLEX = "service_complex"
#: Which functions count as care for elders is the library's own reading.
_ELDERS = frozenset({"elder_station", "elder_day_care", "nursing_home"})
_INFANTS, _CHILDREN, _MEALS = frozenset({"nursery"}), frozenset({"after_school"}), frozenset({"canteen"})
#: What the guide allows where there is no complex.
_SCATTERED = Words(
    "达不到综合体条件的，可分散设置（“插花式”）", "scattered facilities may stand in its place"
)


def _least(low: int) -> StandardFigure:
    """Return a least figure that was read in the article."""
    return StandardFigure(low, read_at=_COPY, check=FigureCheck.COPY)


#: At least 600 m2 (800 where possible) and three functions, two of them among four.
EMBEDDED_SERVICES = Standard(
    "embedded-services-2023",
    "社区嵌入式服务设施建设导则（试行）",
    "Guide to embedded community services (trial)",
    number="国办函〔2023〕121号",
    requirements=(
        StandardRequirement(
            "complex.building",
            function=_COMPLEX,
            instead=_SCATTERED.zh,
            instead_en=_SCATTERED.en,
            kind=RequirementKind.BUILDING_AREA,
            figure=_least(600),
        ),
        StandardRequirement(
            "complex.building.better",
            function=_COMPLEX,
            instead=_SCATTERED.zh,
            instead_en=_SCATTERED.en,
            kind=RequirementKind.BUILDING_AREA,
            figure=_least(800),
            force=Force.SHOULD,
        ),
        StandardRequirement(
            "complex.functions",
            function=_COMPLEX,
            instead=_SCATTERED.zh,
            instead_en=_SCATTERED.en,
            kind=RequirementKind.FUNCTIONS,
            figure=_least(3),
        ),
        StandardRequirement(
            "complex.core-functions",
            function=_COMPLEX,
            instead=_SCATTERED.zh,
            instead_en=_SCATTERED.en,
            kind=RequirementKind.FUNCTIONS,
            figure=_least(2),
            among=(_ELDERS, _INFANTS, _CHILDREN, _MEALS),
        ),
        StandardRequirement(
            "complex.care",
            function=_COMPLEX,
            instead=_SCATTERED.zh,
            instead_en=_SCATTERED.en,
            kind=RequirementKind.FUNCTIONS,
            figure=_least(1),
            among=(_ELDERS, _INFANTS),
            force=Force.SHOULD,
        ),
    ),
    issued="2023",
    remarks="面积不设上限；达不到综合体条件的，可为分散设置（“插花式”）。",
)

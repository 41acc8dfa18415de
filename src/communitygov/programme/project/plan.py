"""The plan of a staged project: stages in their order, and the gates between them.

A gate opens for its evidence and for nothing else: 技术审查 is passed once the review says so, and the review
comes after the design is finished.  Two reviews that say the opposite, shown at once, open no gate.

Which stages a project has is data; `BUILDING_PROJECT` is the library's own list, whose two gates of design
and review stand in document 002, and `ROLLOUT` is the document's.

This module writes no table (`communitygov.programme.project.staged`).
"""

from typing import ClassVar

import attrs

from communitygov.core.argument import require_once
from communitygov.core.checks import as_tuple, at_least, each_of, identifier, one_of, optional, saying, title
from communitygov.core.document import Value
from communitygov.core.source import LIBRARY_DEFAULT, Citation, quoted
from communitygov.core.terms import Term
from communitygov.core.worktime import Period
from communitygov.errors import InvalidValue, Words
from communitygov.programme.sheet import both, sheet

#: Where design and review stand, in this order; the newspaper broke the line.
DESIGN_THEN_REVIEW = quoted("002", "九江未来公园社区已编制完成城市设计并通过市规自局技术审查会")
#: Where the three steps of a rollout stand.
POINTS_LINES_AREA = quoted("004", "布好点、拉成线、绘出面")

#: Codes that a stage cannot have: those of the ends and of the step that they belong to.
ENDS = ("completed", "stopped", "closing")
#: Most stages of a plan.
MOST_STAGES = 50
_STAGES = Words(f"须有 2 至 {MOST_STAGES} 个阶段", f"must have 2 to {MOST_STAGES} stages")
_RESERVED = Words(
    "不可为 completed、stopped 或 closing", "must not be completed, stopped or closing, which are the ends"
)


@attrs.frozen(kw_only=True)
class Gate(Value):
    """What must be shown before a stage is left.

    Parameters
    ----------
    evidence
        Kind of the fact that must be shown.
    words
        What it is, as it stands in a sentence.
    passed, failed
        Outcomes of the fact by which the gate is passed, and by which the project goes one stage back.

    Examples
    --------
    >>> Gate(evidence="technical_review", words=Words("技术审查意见", "a technical review")).passed
    'passed'
    """

    document_kind: ClassVar[str] = "project-gate"
    evidence: str = attrs.field(validator=identifier)
    words: Words = attrs.field(validator=saying)
    passed: str = attrs.field(default="passed", validator=identifier)
    failed: str = attrs.field(default="failed", validator=identifier)

    def __attrs_post_init__(self) -> None:
        """Refuse an outcome that means both."""
        if self.passed == self.failed:
            bound = Words("须不同于 passed", "must be another outcome than that which passes")
            raise InvalidValue("failed", self.failed, bound)


@attrs.frozen(kw_only=True)
class Stage(Value):
    """One stage of a project.

    Parameters
    ----------
    code, zh, en
        Code and names.
    gate
        What must be shown before it is left; none if nothing must.
    within
        How long it may take; no deadline unless given.
    basis
        Where it stands.

    Examples
    --------
    >>> Stage(code="design", zh="设计", en="design").gate is None
    True
    """

    document_kind: ClassVar[str] = "project-stage"
    code: str = attrs.field(validator=identifier)
    zh: str = attrs.field(validator=title)
    en: str = attrs.field(validator=title)
    gate: Gate | None = attrs.field(default=None, validator=optional(one_of(Gate)))
    within: Period | None = attrs.field(default=None, validator=optional(one_of(Period)))
    basis: Citation = attrs.field(default=LIBRARY_DEFAULT, validator=one_of(Citation))


@attrs.frozen(kw_only=True)
class ProjectPlan(Value):
    """Stages in their order.

    Parameters
    ----------
    name
        Code and names of the kind of project.
    stages
        The stages, the first one first.
    returns
        How often a project may be sent back in all (library default: 3).

    Examples
    --------
    >>> [stage.zh for stage in BUILDING_PROJECT.stages]
    ['立项', '设计', '审查', '施工', '验收', '移交']
    >>> [stage.zh for stage in ROLLOUT.stages]
    ['布好点', '拉成线', '绘出面']
    >>> ProjectPlan(name=Term("short", "短", "short"), stages=ROLLOUT.stages[:1])
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: stages: 1 will not do; it must have 2 to 50 stages. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "project-plan"
    name: Term = attrs.field(validator=one_of(Term))
    stages: tuple[Stage, ...] = attrs.field(converter=as_tuple, validator=each_of(Stage))
    returns: int = attrs.field(default=3, validator=at_least(1))

    def __attrs_post_init__(self) -> None:
        """Refuse too few stages or too many, one twice, and one with the code of an end."""
        if not 2 <= len(self.stages) <= MOST_STAGES:  # noqa: PLR2004  a beginning and an end
            raise InvalidValue("stages", len(self.stages), _STAGES)
        require_once("stages", (each.code for each in self.stages))
        for each in self.stages:
            if each.code in ENDS:
                raise InvalidValue("stages", each.code, _RESERVED)

    def _repr_html_(self) -> str:
        rows = [
            (
                f"{each.zh} {each.en}",
                "—" if each.gate is None else both(each.gate.words),
                "—" if each.within is None else both(Words(each.within.text("zh"), each.within.text("en"))),
                str(each.basis),
            )
            for each in self.stages
        ]
        heads = ("阶段 stage", "须出示 must be shown", "期限 within", "依据 source")
        return sheet("project-plan", both(self.name.words), heads=heads, rows=rows)


_DESIGNED = Gate(evidence="design", words=Words("编制完成的设计", "a finished design"), passed="completed")
_REVIEWED = Gate(evidence="technical_review", words=Words("技术审查会意见", "a technical review"))
_ACCEPTED = Gate(evidence="acceptance", words=Words("验收意见", "an acceptance"))

#: What is built or renovated: 立项 → 设计 → 审查 → 施工 → 验收 → 移交; the order is a library default.
BUILDING_PROJECT = ProjectPlan(
    name=Term("building_project", "建设项目", "building project"),
    stages=(
        Stage(code="initiation", zh="立项", en="initiation"),
        Stage(code="design", zh="设计", en="design", gate=_DESIGNED, basis=DESIGN_THEN_REVIEW),
        Stage(code="review", zh="审查", en="review", gate=_REVIEWED, basis=DESIGN_THEN_REVIEW),
        Stage(code="construction", zh="施工", en="construction"),
        Stage(code="acceptance", zh="验收", en="acceptance", gate=_ACCEPTED),
        Stage(code="handover", zh="移交", en="handover"),
    ),
)

#: How a practice spreads: points, then lines, then the whole area.
ROLLOUT = ProjectPlan(
    name=Term("rollout", "推广", "rollout"),
    stages=(
        Stage(code="points", zh="布好点", en="set the points", basis=POINTS_LINES_AREA),
        Stage(code="lines", zh="拉成线", en="draw them to lines", basis=POINTS_LINES_AREA),
        Stage(code="area", zh="绘出面", en="fill the area", basis=POINTS_LINES_AREA),
    ),
)

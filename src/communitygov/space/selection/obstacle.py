"""Why there is no plan: what stands already breaks a rule, or not even everything everywhere would do.

This module names what shows without a search; that nothing else stands in the way, only a search can tell.
"""

from collections.abc import Iterator, Sequence

from communitygov.core.finding import Detail, Finding, Message
from communitygov.errors import Words
from communitygov.space.bits import union_of
from communitygov.space.selection.candidate import Candidate, FunctionModule
from communitygov.space.selection.model import Model
from communitygov.space.selection.rule import SelectionRule

FIXED_FUNCTIONS_CLASH = Message(
    "FIXED_FUNCTIONS_CLASH",
    Words(
        "{site} 现有的 {one} 与 {other} 不可同处一处",
        "{one} and {other} stand in {site} already and may not be under one roof",
    ),
    Words("请移走其中之一，或取消该规则", "move one of them, or lift the rule"),
)
FIXED_AREA_EXCEEDED = Message(
    "FIXED_AREA_EXCEEDED",
    Words(
        "{site} 现有功能共需 {needed} 平方米，而只有 {area} 平方米",
        "what stands in {site} takes {needed} square metres, and there are {area}",
    ),
    Words("请核对面积，或移走一项", "check the areas, or move one of them"),
)
FLOOR_OUT_OF_REACH = Message(
    "FLOOR_OUT_OF_REACH",
    Words(
        "{function} 须覆盖 {least} 人，而处处设置也只覆盖 {most} 人",
        "{function} must cover {least} people; put everywhere it may be, it covers {most}",
    ),
    Words("请降低下限，或增加候选点位", "lower the floor, or add sites"),
)


def _rules_of_site(candidate: Candidate, rule: SelectionRule) -> Iterator[Finding]:
    """Yield the pairs that stand in a site and may not."""
    for one, other in rule.apart:
        if {one, other} <= candidate.existing:
            details = {"site": candidate.id, "one": one, "other": other}
            yield FIXED_FUNCTIONS_CLASH.finding(candidate.id, details)


def obstacles(
    candidates: Sequence[Candidate], modules: Sequence[FunctionModule], *, model: Model, rule: SelectionRule
) -> tuple[Finding, ...]:
    """Name the rules that no plan can keep, in the order of the sites and of the floors."""
    codes = [module.code for module in modules]
    found: list[Finding] = []
    for candidate, lot in zip(candidates, model.lots, strict=True):
        found += _rules_of_site(candidate, rule)
        if lot.free < 0:
            details: dict[str, Detail] = {
                "site": candidate.id,
                "needed": candidate.area - lot.free,
                "area": candidate.area,
            }
            found.append(FIXED_AREA_EXCEEDED.finding(candidate.id, details))
    found += _floors(codes, model)
    return tuple(found)


def _floors(codes: Sequence[str], model: Model) -> Iterator[Finding]:
    """Yield the floors that are out of reach."""
    for function, least in model.floors:
        covers = model.covers[model.circle_of[function]]
        anywhere = union_of(covers[s] for s in model.places if model.lots[s].allowed >> function & 1)
        most = model.people[function].count(anywhere | model.served[function])
        if most < least:
            details: dict[str, Detail] = {"function": codes[function], "least": least, "most": most}
            yield FLOOR_OUT_OF_REACH.finding(codes[function], details)

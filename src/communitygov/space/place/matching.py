"""Needs and scenes, matched: as many needs as possible get a scene of their own (精准匹配).

The document says that scenes and needs are matched precisely, and no more.  That a scene serves one need, and
when it fits, is the library's reading:

1. A scene is a zone, or a place with those of its functions that none of its zones has.  It fits a need if
   it has one of the functions that would meet the need, and is for all the ages of the need.
2. As many needs are met as can be; among those, needs that stand earlier come first.  The same needs and
   places in the same order always give the same answer.
3. A need that goes without is told with its rivals: needs that have fewer scenes between them than they are.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, NamedTuple

import attrs

from communitygov.core.argument import each_required
from communitygov.core.checks import (
    as_set,
    as_tuple,
    each_of,
    identifier,
    identifiers,
    optional,
    ordered,
    title,
)
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.source import Citation, quoted
from communitygov.errors import InvalidValue, Words
from communitygov.quotation import brief
from communitygov.space.place.place import Place

#: Where the matching is named.
SCENES_AND_NEEDS: Citation = quoted("004", "创新推进社区场景与美好生活需求精准匹配")

NEED_UNMET = Message(
    "NEED_UNMET",
    Words(
        "需求 {need} 没有场景：{rivals} 共 {needs} 项需求，只有 {scenes} 个合适的场景",
        "need {need} has no scene: {rivals} are {needs} needs, and the scenes that fit any of them number "
        "only {scenes}",
    ),
    Words("请为其中之一增设场景", "make a scene for one of them"),
    source=SCENES_AND_NEEDS,
)
NEED_UNFITTED = Message(
    "NEED_UNFITTED",
    Words("没有场景适合需求 {need}", "no scene fits need {need}"),
    Words("请增设场景，或放宽需求", "make a scene for it, or ask for less"),
    source=SCENES_AND_NEEDS,
)

_FUNCTIONS = Words("须至少有一项功能", "must name one function or more")
_CODES = Words("编码不可重复", "must have a code of its own each")


def _some(_owner: object, field: "attrs.Attribute[frozenset[str]]", value: frozenset[str]) -> None:
    """Refuse a need that nothing could meet."""
    if not value:
        raise InvalidValue(field.name, sorted(value), _FUNCTIONS)


@attrs.frozen
class SceneNeed(Value):
    """Something that people need.

    Parameters
    ----------
    code, name
        Code and name.
    functions
        Codes of functions, any of which would meet it.
    serves
        Codes of the age bands who need it; empty if it does not matter.

    Examples
    --------
    >>> SceneNeed("rest", "休憩需求", functions={"pocket_park", "teahouse"}).name
    '休憩需求'
    """

    document_kind: ClassVar[str] = "scene-need"
    code: str = attrs.field(validator=identifier)
    name: str = attrs.field(validator=title)
    functions: frozenset[str] = attrs.field(
        kw_only=True, converter=as_set, validator=[identifiers, _some], repr=ordered
    )
    serves: frozenset[str] = attrs.field(
        default=frozenset[str](), kw_only=True, converter=as_set, validator=identifiers, repr=ordered
    )


@attrs.frozen
class SceneMatch(Value):
    """A need, and the scene that it gets: a zone of a place, or the place itself.

    Examples
    --------
    >>> SceneMatch("rest", place="teahouse").zone is None
    True
    """

    document_kind: ClassVar[str] = "scene-match"
    need: str = attrs.field(validator=identifier)
    place: str = attrs.field(kw_only=True, validator=identifier)
    zone: str | None = attrs.field(default=None, kw_only=True, validator=optional(identifier))


@attrs.frozen(kw_only=True)
class SceneMatching(Value):
    """Which need gets which scene, and which needs get none.

    Parameters
    ----------
    matches
        In the order of the needs.
    findings
        Of each need without a scene, in their order, why it has none.

    Examples
    --------
    >>> SceneMatching(matches=[SceneMatch("rest", place="teahouse")]).unmet
    ()
    """

    document_kind: ClassVar[str] = "scene-matching"
    matches: tuple[SceneMatch, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(SceneMatch)
    )
    findings: tuple[Finding, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Finding))

    @property
    def unmet(self) -> tuple[str, ...]:
        """Codes of the needs without a scene, in their order."""
        return tuple(finding.subject for finding in self.findings)


class _Scene(NamedTuple):
    """A zone, or a place with the functions that none of its zones has."""

    place: str
    zone: str | None
    functions: frozenset[str]
    serves: frozenset[str]

    def fits(self, need: SceneNeed) -> bool:
        """Tell whether it would meet a need."""
        is_for_them = not self.serves or not need.serves or need.serves <= self.serves
        return is_for_them and not self.functions.isdisjoint(need.functions)


def _scenes(places: Iterable[Place]) -> list[_Scene]:
    """Return the scenes of places."""
    found: list[_Scene] = []
    for place in each_required("places", places, kind=Place):
        zones = [_Scene(place.id, zone.code, zone.functions, zone.serves) for zone in place.zones]
        others = place.functions.difference(*(zone.functions for zone in place.zones))
        found += [*zones, _Scene(place.id, None, others, frozenset())]
    return found


def match_needs(needs: Iterable[SceneNeed], places: Iterable[Place]) -> SceneMatching:
    """Give as many needs as possible a scene of their own.

    Raises
    ------
    InvalidValue
        If two needs, or two places, have one code, or something is neither.

    Examples
    --------
    >>> from communitygov.space.place.parts import Zone
    >>> reading = Zone("bar", "阅读吧台", functions={"study_room"})
    >>> needs = [
    ...     SceneNeed("learn", "学习", functions={"study_room", "library"}),
    ...     SceneNeed("read", "阅读", functions={"study_room"}),
    ... ]
    >>> result = match_needs(needs, [Place("gegewu", "格格屋", zones=[reading])])
    >>> [(each.need, each.zone) for each in result.matches], result.unmet
    ([('learn', 'bar')], ('read',))
    >>> print(result.findings[0])
    need read has no scene: learn, read are 2 needs, and the scenes that fit any of them number only 1 \
[NEED_UNMET]
    """
    asked = each_required("needs", needs, kind=SceneNeed)
    known = each_required("places", places, kind=Place)
    for name, codes in (("needs", [need.code for need in asked]), ("places", [each.id for each in known])):
        if len(set(codes)) < len(codes):
            raise InvalidValue(name, sorted(codes)[:20], _CODES)
    scenes = _scenes(known)
    fitting = [[at for at, scene in enumerate(scenes) if scene.fits(need)] for need in asked]
    holders: dict[int, int] = {}
    rivals: dict[int, set[int]] = {}
    for at in range(len(asked)):
        in_the_way = _augmented(at, fitting, holders)
        if in_the_way is not None:
            rivals[at] = in_the_way
    given = {need: scenes[scene] for scene, need in holders.items()}
    return SceneMatching(
        matches=[
            SceneMatch(asked[at].code, place=given[at].place, zone=given[at].zone) for at in sorted(given)
        ],
        findings=[_finding(asked, asked[at], rivals[at], fitting) for at in rivals],
    )


def _augmented(need: int, fitting: Sequence[Sequence[int]], holders: dict[int, int]) -> set[int] | None:
    """Give a need a scene, moving others; else return the needs that are in each other's way."""
    came: dict[int, int] = {}
    waiting = [need]
    for rival in waiting:
        for scene in fitting[rival]:
            if scene in came:
                continue
            came[scene] = rival
            if scene not in holders:
                _move(scene, came, fitting_for=need, holders=holders)
                return None
            waiting.append(holders[scene])
    return set(waiting)


def _move(scene: int, came: Mapping[int, int], *, fitting_for: int, holders: dict[int, int]) -> None:
    """Give each need on the way back the scene from which the next one was reached."""
    held = {holder: each for each, holder in holders.items()}
    while True:
        need = came[scene]
        holders[scene] = need
        if need == fitting_for:
            return
        scene = held[need]


def _finding(
    needs: Sequence[SceneNeed], need: SceneNeed, rivals: Iterable[int], fitting: Sequence[Sequence[int]]
) -> Finding:
    """Return why a need goes without."""
    codes = [needs[at].code for at in sorted(rivals)]
    scenes = {scene for at in rivals for scene in fitting[at]}
    if not scenes:
        return NEED_UNFITTED.finding(need.code, {"need": need.code})
    details: dict[str, Detail] = {
        "need": need.code,
        "rivals": brief(", ".join(codes)),
        "needs": len(codes),
        "scenes": len(scenes),
    }
    return NEED_UNMET.finding(need.code, details)

"""The Party organisations' linkage: bodies of six levels, each under one of the level above.

`Linkage.findings` names every edge that skips a level, with both bodies and what is missing between them.
The levels are those of `LinkageLevel`; the documents give the chain and nothing about who does what in it.
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, counted, each_of
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message, joined
from communitygov.core.forest import Forest
from communitygov.core.forest_rule import forest_findings
from communitygov.errors import Words
from communitygov.organisation.body import Body
from communitygov.organisation.level import SIX_LEVELS, LinkageLevel

#: What the things in the forest are.
KIND = Words("组织", "body")

LINKAGE_SKIPS_LEVEL = Message(
    "LINKAGE_SKIPS_LEVEL",
    Words(
        "{level} {body} 直接挂在{above} {parent} 之下，中间缺：{missing}",
        "{body} ({level}) hangs directly under {parent} ({above}); missing between them: {missing}",
    ),
    Words("请补上中间各级，逐级联动", "put a body of each missing level between them"),
    SIX_LEVELS,
)
LINKAGE_UPSIDE_DOWN = Message(
    "LINKAGE_UPSIDE_DOWN",
    Words(
        "{level} {body} 挂在{above} {parent} 之下，但{above}不是其上级",
        "{body} ({level}) hangs under {parent} ({above}), which is no higher level",
    ),
    Words("请将 {body} 挂在上一级组织之下", "put {body} under a body of the level above its own"),
    SIX_LEVELS,
)
LINKAGE_LOOSE = Message(
    "LINKAGE_LOOSE",
    Words(
        "{level} {body} 没有上级，其上缺：{missing}",
        "{body} ({level}) hangs under nothing; missing above it: {missing}",
    ),
    Words("请为 {body} 指定上一级组织", "put {body} under a body of the level above its own"),
    SIX_LEVELS,
)
LINKAGE_WITHOUT_LEVEL = Message(
    "LINKAGE_WITHOUT_LEVEL",
    Words("组织 {body} 未标明在六级中的层级", "body {body} has no level among the six"),
    Words("请标明其层级，或移出联动体系", "give it a level, or leave it out of the linkage"),
    SIX_LEVELS,
)


def _ordered(bodies: Iterable[Body]) -> tuple[Body, ...]:
    """Return bodies in the order of their identifiers; anything else as it comes, to be refused."""
    given = as_tuple(bodies)
    are_bodies = set(map(type, given)) <= {Body}
    return tuple(sorted(given, key=_rank)) if are_bodies else given


def _rank(body: Body) -> tuple[str, ...]:
    """Return all that tells bodies apart, the identifier first."""
    level = body.level.value if body.level else ""
    return body.id, body.parent or "", level, body.kind.value, body.name


@attrs.frozen
class Linkage(Value):
    """Bodies that hang under one another, from the district down to the hub household.

    Examples
    --------
    >>> from communitygov.organisation.body import BodyKind
    >>> party = BodyKind.PARTY_ORGANISATION
    >>> linkage = Linkage(
    ...     [
    ...         Body("SL", kind=party, name="双流区", level=LinkageLevel.DISTRICT),
    ...         Body("LQ", kind=party, name="龙桥小区", parent="SL", level=LinkageLevel.NEIGHBOURHOOD),
    ...     ]
    ... )
    >>> for finding in linkage.findings():
    ...     print(finding)
    LQ (neighbourhood or courtyard) hangs directly under SL (district); missing between them: town or \
street, village or community [LINKAGE_SKIPS_LEVEL]
    >>> linkage.path("LQ"), linkage.depth("LQ")
    (('SL', 'LQ'), 1)
    """

    document_kind: ClassVar[str] = "linkage"
    bodies: tuple[Body, ...] = attrs.field(converter=_ordered, validator=each_of(Body), repr=counted)

    def __len__(self) -> int:
        """Return how many identifiers there are."""
        return len(self._forest)

    def __contains__(self, body: object) -> bool:
        return body in self._forest

    def __iter__(self) -> Iterator[str]:
        """Iterate over the identifiers, each after that of its parent."""
        return iter(self._forest)

    def __getitem__(self, body: str) -> Body:
        """Return the body with this identifier."""
        if body not in self._forest:
            raise self._forest.absent(body)
        return self._by_id[body]

    def path(self, body: str) -> tuple[str, ...]:
        """Return the identifiers from the root down to `body`, both included.

        Raises
        ------
        UnknownName
            If there is no such body.
        HangsInCycle
            If it hangs in a circle or beneath one.
        """
        return self._forest.path(body)

    def depth(self, body: str) -> int:
        """Return how many steps `body` lies beneath its root; the root has 0."""
        return self._forest.depth(body)

    def children(self, body: str) -> tuple[str, ...]:
        """Return the identifiers of the bodies directly under `body`."""
        return self._forest.children(body)

    def at(self, level: LinkageLevel) -> tuple[Body, ...]:
        """Return the bodies of one level."""
        return tuple(body for body in self.bodies if body.level is level)

    def findings(self) -> tuple[Finding, ...]:
        """Name all that is wrong, in the same order every time.

        First identifiers that stand twice, parents that are not there and circles; then, body by body, what
        has no level, hangs loose, skips a level, or hangs under a level that is no higher.
        """
        found = (self._level_finding(body) for body in self.bodies)
        return (*forest_findings(self._forest), *(finding for finding in found if finding))

    def _level_finding(self, body: Body) -> Finding | None:
        """Return what is wrong with the place of one body among the levels, if anything is."""
        level = body.level
        if level is None:
            return LINKAGE_WITHOUT_LEVEL.finding(body.id, {"body": body.id})
        facts: dict[str, Detail] = {"body": body.id, "level": level.term}
        if body.parent is None:
            missing = _between(None, level)
            return LINKAGE_LOOSE.finding(body.id, {**facts, "missing": missing}) if missing.zh else None
        parent = self._by_id.get(body.parent)
        if parent is None or parent.level is None:
            return None  # named by another rule
        facts |= {"parent": parent.id, "above": parent.level.term}
        if parent.level.depth >= level.depth:
            return LINKAGE_UPSIDE_DOWN.finding(body.id, facts)
        missing = _between(parent.level, level)
        return LINKAGE_SKIPS_LEVEL.finding(body.id, {**facts, "missing": missing}) if missing.zh else None

    @cached_property
    def _by_id(self) -> dict[str, Body]:
        return {body.id: body for body in reversed(self.bodies)}

    @cached_property
    def _forest(self) -> Forest:
        return Forest.of(((body.id, body.parent) for body in self.bodies), kind=KIND)


def _between(above: LinkageLevel | None, below: LinkageLevel) -> Words:
    """Return the levels between two, or above one, as words; empty where there are none."""
    first = above.depth + 1 if above else 0
    return joined(tuple(level.words for level in tuple(LinkageLevel)[first : below.depth]))

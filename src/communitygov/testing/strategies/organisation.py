"""Hypothesis strategies for who acts, for bodies, and for the Party organisations' linkage."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.organisation.actor import Actor, Role
from communitygov.organisation.body import Body, BodyKind
from communitygov.organisation.level import LinkageLevel
from communitygov.organisation.linkage import Linkage
from communitygov.testing.strategies.core import identifiers, titles
from communitygov.testing.strategies.forest import Draft, layers

#: Most bodies of each level of the linkage, in its order, unless told otherwise.
MOST = (1, 2, 3, 4, 5, 6)
_NAMES = ("党组织", "龙桥小区党组织", "<b>& 'x'")


def actors(
    *, roles: st.SearchStrategy[Iterable[str]] | None = None, grids: Sequence[str] = ()
) -> st.SearchStrategy[Actor]:
    """Return actors, with sets of roles from `roles` and serving some of `grids`; any, unless told."""
    served = st.sets(st.sampled_from(grids)) if grids else st.sets(identifiers(), max_size=3)
    held = _any_roles() if roles is None else roles
    people = st.lists(identifiers(), min_size=1, max_size=2, unique=True)
    return st.builds(_actor, people, roles=held, grids=served)


def _actor(people: Sequence[str], *, roles: Iterable[str], grids: Iterable[str]) -> Actor:
    """Return the first of one or two people as an actor, on behalf of the second if there is one."""
    who, *whom = people
    return Actor(who, roles=roles, grids=grids, on_behalf_of=whom[0] if whom else None)


def bodies() -> st.SearchStrategy[Body]:
    """Return bodies of any kind, inside and outside of the linkage."""
    return st.builds(
        Body,
        identifiers(),
        kind=st.sampled_from(BodyKind),
        name=titles(),
        parent=st.none() | identifiers(),
        level=st.none() | st.sampled_from(LinkageLevel),
    )


def linkages(*, most: Sequence[int] = MOST) -> st.SearchStrategy[Linkage]:
    """Return linkages without findings, with up to `most` bodies of each level and one of the first."""
    return layers(most).map(_sound)


def broken_linkages(*, most: int = 12) -> st.SearchStrategy[Linkage]:
    """Return linkages in which identifiers stand twice, parents are missing and levels out of place."""
    names = ("a", "b", "c", "d", "e", "f")
    body = st.builds(
        Body,
        st.sampled_from(names),
        kind=st.sampled_from((BodyKind.PARTY_ORGANISATION, BodyKind.HUB_HOUSEHOLD)),
        name=st.just(_NAMES[0]),
        parent=st.none() | st.sampled_from((*names, "nowhere")),
        level=st.none() | st.sampled_from(LinkageLevel),
    )
    return st.lists(body, max_size=most).map(Linkage)


def _any_roles() -> st.SearchStrategy[set[str]]:
    """Return sets of roles: the library's own, and codes as a caller's table has them."""
    return st.sets(st.sampled_from(Role) | identifiers(), max_size=3)


def _sound(drafts: tuple[tuple[Draft, ...], ...]) -> Linkage:
    """Give the drafts identifiers, and parents of the level above."""
    made: list[Body] = []
    above: tuple[str | None, ...] = (None,)
    for at, level in enumerate(LinkageLevel):
        chosen = drafts[at] if at else drafts[at] or (Draft(0, 0),)
        here = [
            Body(
                f"{level.value}-{number}",
                kind=BodyKind.PARTY_ORGANISATION,
                name=_NAMES[draft.extra % len(_NAMES)],
                parent=above[draft.parent % len(above)],
                level=level,
            )
            for number, draft in enumerate(chosen if above else ())
        ]
        made += here
        above = tuple(body.id for body in here)
    return Linkage(made)


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Actor: actors,
        Body: bodies,
        Linkage: linkages,
    }
)

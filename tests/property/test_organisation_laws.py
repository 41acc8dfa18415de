"""What holds of every actor, every body and every linkage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitygov.core.document import Value
from communitygov.core.forest import HangsInCycle
from communitygov.organisation import Linkage, LinkageLevel
from communitygov.testing.strategies.organisation import STRATEGIES, actors, broken_linkages, linkages

LEVELS = tuple(LinkageLevel)


@pytest.mark.parametrize("kind", STRATEGIES, ids=lambda kind: kind.__name__)
@given(data=st.data())
def test_every_value_comes_back_from_its_document(kind: type[Value], data: st.DataObject) -> None:
    value = data.draw(STRATEGIES[kind]())
    assert type(value) is kind
    assert kind.from_document(value.to_document()) == value
    assert kind.from_json(value.to_json()) == value


@given(data=st.data())
def test_an_actor_is_drawn_with_the_roles_and_grids_asked_for(data: st.DataObject) -> None:
    actor = data.draw(actors(roles=st.just({"resident"}), grids=("LQ-1", "LQ-2")))
    assert actor.roles == {"resident"}
    assert actor.grids <= {"LQ-1", "LQ-2"}


@given(linkage=linkages())
def test_the_depth_of_a_body_is_that_of_its_level(linkage: Linkage) -> None:
    assert linkage.findings() == ()
    for body in linkage:
        assert linkage.depth(body) == LEVELS.index(linkage[body].level)  # type: ignore[arg-type]
        assert [linkage[step].level for step in linkage.path(body)] == list(LEVELS[: linkage.depth(body) + 1])


@given(linkage=linkages())
def test_the_levels_divide_the_bodies(linkage: Linkage) -> None:
    divided = [body.id for level in LEVELS for body in linkage.at(level)]
    assert sorted(divided) == sorted(linkage)


@given(linkage=broken_linkages())
def test_a_linkage_without_findings_is_a_chain_of_levels_everywhere(linkage: Linkage) -> None:
    is_sound = len(linkage) == len(linkage.bodies)
    for body in linkage.bodies:
        try:
            path = linkage.path(body.id)
        except HangsInCycle:
            is_sound = False
        else:
            parents = [linkage[step].level for step in path]
            is_sound &= parents == list(LEVELS[: len(path)]) and (
                body.parent is None or body.parent in linkage
            )
    assert is_sound == (linkage.findings() == ())


@given(linkage=broken_linkages(), data=st.data())
def test_what_is_wrong_does_not_depend_on_the_order_of_bodies(linkage: Linkage, data: st.DataObject) -> None:
    other = Linkage(data.draw(st.permutations(linkage.bodies)))
    assert other == linkage
    assert other.findings() == linkage.findings()

"""The face of a procedure: its identity, its pictures, what it is as data."""

import attrs

from communitygov.deliberation import five_step
from communitygov.procedure import Procedure

PROCEDURE = five_step()


def test_the_identity_names_code_version_and_content() -> None:
    code, _, rest = PROCEDURE.identity.partition("@")
    version, _, digest = rest.partition("#")
    assert (code, version, len(digest)) == ("five_step", "1", 16)
    renamed = attrs.evolve(PROCEDURE.table, states=(*PROCEDURE.table.states[:-1], PROCEDURE.table.states[-1]))
    assert Procedure(table=renamed).identity == PROCEDURE.identity
    second = attrs.evolve(PROCEDURE.table, version=2)
    assert Procedure(table=second).identity != PROCEDURE.identity


def test_a_procedure_shows_itself() -> None:
    assert PROCEDURE._repr_svg_() == PROCEDURE.to_svg()
    assert PROCEDURE.to_svg(language="zh").startswith("<svg")
    assert "居民提事" in PROCEDURE.to_mermaid(language="zh")
    assert PROCEDURE.to_dot(language="en").startswith("digraph")


def test_a_procedure_is_data() -> None:
    again = Procedure.from_json(PROCEDURE.to_json())
    assert again == PROCEDURE
    assert again.identity == PROCEDURE.identity
    assert again.to_json() == PROCEDURE.to_json()

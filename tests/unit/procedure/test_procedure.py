"""The face of a procedure: its identity, its pictures, what it is as data."""

from datetime import UTC, datetime
from typing import Any

import attrs
import pytest

from communitygov.deliberation import five_step, five_step_literal
from communitygov.errors import DocumentError, InvalidValue
from communitygov.procedure import Procedure
from communitygov.procedure.soundness.report import faults
from communitygov.testing.walks import opened

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


def test_a_rejected_document_names_every_fault_of_its_table() -> None:
    table = five_step_literal().table
    document = five_step_literal().to_document()
    document["table"] = attrs.evolve(table, moves=table.moves[:-2]).to_document()
    with pytest.raises(DocumentError) as caught:
        Procedure.from_document(document)
    codes = [finding.code for finding in caught.value.findings]
    assert codes == [finding.code for finding in faults(attrs.evolve(table, moves=table.moves[:-2]))]
    assert len(codes) > 3
    assert caught.value.under(".procedures[0]").findings == caught.value.findings


@pytest.mark.parametrize("case", [None, 5, "LQ-1"])
def test_where_something_stands_that_is_no_case_is_no_question(case: Any) -> None:  # noqa: ANN401  wrong on purpose
    for ask in (PROCEDURE.step_of, PROCEDURE.state_of):
        with pytest.raises(InvalidValue, match="must be a Case"):
            ask(case)


@pytest.mark.parametrize("among", [None, "w-07", 3])
def test_who_could_act_is_asked_of_several(among: Any) -> None:  # noqa: ANN401  wrong on purpose
    with pytest.raises(InvalidValue, match=r"among: .* must be a collection"):
        PROCEDURE.could_act(opened(PROCEDURE), "accept", among=among, at=datetime(2023, 5, 4, tzinfo=UTC))

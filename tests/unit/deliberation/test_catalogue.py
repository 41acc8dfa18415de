"""The catalogue: every procedure that comes with the library, and what each entry promises of it."""

from importlib import import_module

import attrs
import pytest

from communitygov.core.source import DOCUMENTS
from communitygov.deliberation.catalogue import CatalogueEntry, Provenance, catalogue, catalogued
from communitygov.deliberation.condition import FactKind
from communitygov.deliberation.five_step import five_step
from communitygov.errors import DocumentError, UnknownName, Words
from communitygov.procedure import HadNoHand, Procedure, Shows

each_entry = pytest.mark.parametrize("entry", catalogue(), ids=[entry.code for entry in catalogue()])


def bases(procedure: Procedure) -> list[str]:
    """Return the document of each line, the opening first."""
    lines = (procedure.table.opening, *procedure.table.moves)
    return [line.basis.document for line in lines if line.basis is not None]


def test_the_procedures_are_these_in_this_order() -> None:
    assert [entry.code for entry in catalogue()] == [
        "five_step",
        "five_step_literal",
        "snap_report",
        "three_tier",
        "mediation",
        "village_resolution",
    ]


@each_entry
def test_an_entry_is_named_as_its_table_is(entry: CatalogueEntry) -> None:
    name = entry.procedure().table.name
    assert (entry.code, entry.words) == (name.code, name.words)
    assert (entry.label(), entry.label("zh")) == (name.en, name.zh)


@each_entry
def test_an_entry_is_named_as_the_function_that_makes_its_procedure(entry: CatalogueEntry) -> None:
    module = import_module("communitygov.deliberation.catalogue")
    assert getattr(module, entry.code)() is entry.procedure()


@each_entry
def test_every_procedure_is_sound_and_reads_back_as_it_was(entry: CatalogueEntry) -> None:
    procedure = entry.procedure()
    assert procedure.check().is_sound
    assert Procedure.from_json(procedure.to_json()) == procedure
    assert CatalogueEntry.from_json(entry.to_json()) == entry


@each_entry
def test_an_entry_says_truly_how_much_is_a_documents(entry: CatalogueEntry) -> None:
    documents, own = set(DOCUMENTS), set(bases(entry.procedure()))
    assert {
        Provenance.LITERAL: own <= documents,
        Provenance.EXTENDED: own & documents and "library-default" in own,
        Provenance.NAMED: own == {"library-default"} and entry.source.document in documents,
        Provenance.PRACTICE: own.isdisjoint(documents) and entry.source.document == "practice",
    }[entry.provenance]


@each_entry
def test_where_residents_rate_what_nobody_rated_ends_apart(entry: CatalogueEntry) -> None:
    table = entry.procedure().table
    ends = {state.code for state in table.states if state.is_final}
    is_rated = any(action.code == "rate_well" for action in table.actions)
    assert is_rated == ({"rated", "unrated"} <= ends)
    assert [move.roles for move in table.moves if move.target == "unrated"] == [("clock",)] * is_rated


@each_entry
def test_where_residents_rate_nobody_rates_own_work(entry: CatalogueEntry) -> None:
    table = entry.procedure().table
    for move in table.moves:
        if move.action in {"rate", "rate_well", "rate_badly"}:
            barred = [each.actions for each in move.requires if isinstance(each, HadNoHand)]
            assert set(barred[0]) & {"handle", "report_done", "resolve"}


def test_the_entries_are_found_by_their_codes() -> None:
    assert [catalogued(entry.code) for entry in catalogue()] == list(catalogue())
    for wrong in ("snap", None, ["five_step"]):
        with pytest.raises(UnknownName, match="procedure"):
            catalogued(wrong)  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(UnknownName, match="Did you mean 'five_step'"):
        catalogued("five_steps")


def test_an_entry_of_a_procedure_that_does_not_come_with_the_library_cannot_be_made() -> None:
    entry = catalogued("mediation")
    for wrong in ("arbitration", ["mediation"]):
        with pytest.raises(UnknownName, match="procedure"):
            attrs.evolve(entry, code=wrong)
    document = entry.to_document()
    document["code"] = "arbitration"
    with pytest.raises(DocumentError, match="arbitration"):
        CatalogueEntry.from_document(document)


def test_every_procedure_has_a_name_a_purpose_and_an_identity_of_its_own() -> None:
    made: list[set[object]] = [
        {entry.words for entry in catalogue()},
        {entry.purpose for entry in catalogue()},
        {entry.procedure().identity for entry in catalogue()},
    ]
    assert [len(each) for each in made] == [len(catalogue())] * 3
    assert all(isinstance(entry.purpose, Words) for entry in catalogue())


def test_every_fact_that_some_procedure_asks_for_has_a_name_and_every_name_is_asked_for() -> None:
    asked = {
        requirement.kind
        for entry in catalogue()
        for line in (entry.procedure().table.opening, *entry.procedure().table.moves)
        for requirement in line.requires
        if isinstance(requirement, Shows)
    }
    # The effect is asked for under a policy of the five steps that wants it, and not by default.
    read_by_others = {FactKind.RECUSAL, FactKind.COUNTERSIGNATURE, FactKind.EFFECT}
    assert asked | read_by_others == {kind.value for kind in FactKind}


def test_a_case_of_one_procedure_is_no_case_of_another() -> None:
    identities = {entry.procedure().identity for entry in catalogue()}
    assert five_step().identity in identities
    assert len(identities) == len(catalogue())

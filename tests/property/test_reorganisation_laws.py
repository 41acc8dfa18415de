"""Laws of reorganisations: what is conserved, what can be taken back, what a code of any day leads to."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.property.grid_ledger import Ledger

from communitygov.core.canonical import read
from communitygov.core.document import Value
from communitygov.errors import CommunityGovError
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.index.running_totals import RunningTotals
from communitygov.grid.reorganisation import (
    Change,
    ChangeRefused,
    Chronicle,
    Closed,
    Holdings,
    Lineage,
    Merge,
    Move,
    Opened,
    Part,
    Rename,
    Split,
    preview,
)
from communitygov.testing.strategies.fitting_change import FIRST_DAY
from communitygov.testing.strategies.reorganisation import (
    STRATEGIES,
    Furniture,
    changes,
    chronicles,
    fitting_changes,
    furnished,
    holdings,
    lineages,
)

DAYS = st.integers(-3, 8).map(lambda later: FIRST_DAY + timedelta(days=later))


# ------------------------------------------------------------------------------------- documents


@pytest.mark.parametrize("kind", STRATEGIES, ids=lambda kind: kind.document_kind)
@given(data=st.data())
def test_every_record_is_written_read_back_and_written_the_same(
    kind: type[Value], data: st.DataObject
) -> None:
    value = data.draw(STRATEGIES[kind]())
    assert kind.from_document(value.to_document()) == value
    assert kind.from_json(value.to_json()).to_json() == value.to_json()
    assert hash(kind.from_json(value.to_json())) == hash(value)


@given(change=changes())
def test_a_change_is_read_back_without_knowing_its_kind(change: Change) -> None:
    assert Change.from_document(read(change.to_json())) == change


# ------------------------------------------------------------------------------------- one change


@given(held=holdings(), data=st.data())
def test_a_change_that_fits_conserves_everything_at_every_level(held: Holdings, data: st.DataObject) -> None:
    change = data.draw(fitting_changes(held))
    assert held.explain(change) == ()
    after, ledger = held.after(change), Ledger(held)
    ledger.apply(change)
    assert list(after.grid.rows) == ledger.rows()
    assert after.totals.dwellings == held.totals.dwellings
    assert after.totals.tenures == held.totals.tenures
    assert after.totals.matters == held.totals.matters
    counts = after.counts()
    for code in after.grid:
        grids, dwellings, _, matters = ledger.count(code)
        assert (counts[code].grids, counts[code].dwellings, counts[code].matters) == (
            grids,
            dwellings,
            matters,
        )


@given(held=holdings(), data=st.data())
def test_what_runs_goes_on_and_what_is_over_is_named(held: Holdings, data: st.DataObject) -> None:
    change = data.draw(fitting_changes(held))
    after, notes = held.after(change), held.notes(change)
    assert held.roster is not None
    assert after.roster is not None
    left = [note for note in notes if note.code == "POSTING_LEFT_BEHIND"]
    joined = sum(int(dict(note.details)["times"]) - 1 for note in notes if note.code == "POSTINGS_JOINED")
    assert len(after.roster.postings) == len(held.roster.postings) - len(left) - joined
    assert set(after.totals.services) <= set(held.totals.services)
    if not left:
        assert after.totals.services == held.totals.services
    assert not any(each.grid in change.ended for each in after.roster.postings)


MICROS = ("M-1", "M-2", "M-3", "M-4")
VILLAGE = GridHierarchy.from_rows(
    [("G", None, "general", "龙桥"), *((code, "G", "micro", f"{code}组") for code in MICROS)]
)


def villages() -> st.SearchStrategy[Holdings]:
    """Return four micro-grids with something in each."""
    numbers = st.builds(
        Furniture,
        st.binary(min_size=4, max_size=10).map(lambda raw: bytes(range(4)) + raw),
        st.binary(max_size=6),
        st.binary(min_size=4, max_size=12),
    )
    return st.builds(furnished, st.just(VILLAGE), numbers)


@given(held=villages(), codes=st.sets(st.sampled_from(MICROS), min_size=2), data=st.data())
def test_a_merger_has_one_in_charge_and_the_others_stand_behind(
    held: Holdings, codes: set[str], data: st.DataObject
) -> None:
    change = Merge(codes=codes, into="M-9", name="新组", on=FIRST_DAY, basis="3 号")
    contested = [each for each in held.explain(change) if each.code == "MERGE_IN_CHARGE_CONTESTED"]
    assert held.explain(change) == tuple(contested)
    if not contested:
        return
    workers = dict(contested[0].details)["workers"].split(", ")
    chosen = data.draw(st.sampled_from(workers))
    after, notes = held.after(change.led_by(chosen)), held.notes(change.led_by(chosen))
    assert after.roster is not None
    there = [each for each in after.roster.postings if each.grid == "M-9"]
    assert {each.worker for each in there if each.is_first} == {chosen}
    assert {each.worker for each in there if not each.is_first} >= set(workers) - {chosen}
    assert {note.subject for note in notes if note.code == "IN_CHARGE_NOW_DEPUTY"} >= set(workers) - {chosen}
    assert after.roster.appointed("M-9", on=FIRST_DAY) in {chosen, None}


@given(held=holdings(), data=st.data())
def test_sums_from_scratch_by_either_engine_and_kept_running_are_the_same(
    held: Holdings, data: st.DataObject
) -> None:
    change = data.draw(fitting_changes(held))
    after = held.after(change)
    counts = {code: number.dwellings for code, number in after.counts().items()}
    homes = after.situation.homes or {}
    own = {"dwellings": {code: sum(grid == code for grid in homes.values()) for code in after.grid}}
    for engine in ("stdlib", "numpy"):
        totals = after.grid.index.totals(after.grid.index.measures(own), engine=engine)
        assert {code: totals.of(code)["dwellings"] for code in after.grid} == counts
    if isinstance(change, Move):
        running = RunningTotals(held.grid.index.measures(own))
        running.move(change.code, change.to)
        assert {code: running.of(code)["dwellings"] for code in after.grid} == counts


@given(held=villages(), code=st.sampled_from((*MICROS, "G")), data=st.data())
def test_a_split_grid_that_is_merged_again_is_the_old_one_up_to_its_code(
    held: Holdings, code: str, data: st.DataObject
) -> None:
    things = sorted({*held.situation.dwellings_of(code), *held.grid.children(code)})
    assume(len(things) > 1)
    cut = data.draw(st.integers(1, len(things) - 1))
    beneath = set(held.grid.children(code))
    parts = [
        Part(to, name="半", dwellings=set(piece) - beneath, grids=set(piece) & beneath)
        for to, piece in (("east", things[:cut]), ("west", things[cut:]))
    ]
    change = Split(code=code, parts=parts, rest="east", on=FIRST_DAY, basis="3 号")
    name = held.grid[change.code].name
    whole = Merge(codes=change.begun, into="whole", name=name, on=change.on, basis="再合")
    back = held.after(change).after(whole)

    def renamed(code: str | None) -> str | None:
        return "whole" if code == change.code else code

    assert set(back.grid.rows) == {
        (renamed(code), renamed(parent), level, said) for code, parent, level, said in held.grid.rows
    }
    homes = held.situation.homes or {}
    assert back.situation.homes == {dwelling: renamed(grid) for dwelling, grid in homes.items()}
    assert {each.id: each.grid for each in back.matters} == {
        each.id: renamed(each.grid) for each in held.matters
    }
    assert held.roster is not None
    assert back.roster is not None
    if not held.notes(change):
        assert sorted(map(repr, back.roster.postings)) == sorted(
            repr(attrs.evolve(each, grid=renamed(each.grid))) for each in held.roster.postings
        )


@given(held=holdings(), data=st.data())
def test_a_preview_tells_what_then_happens_and_does_nothing(held: Holdings, data: st.DataObject) -> None:
    change = data.draw(fitting_changes(held))
    before = held.to_json()
    told = preview(change, held)
    assert held.to_json() == before
    was, becomes = held.counts(on=change.on), held.after(change).counts(on=change.on)
    differ = {code for code in {*was, *becomes} if was.get(code) != becomes.get(code)}
    assert {line.grid for line in told.lines} == differ
    assert all(
        (line.before, line.after) == (was.get(line.grid), becomes.get(line.grid)) for line in told.lines
    )
    assert change.ended | change.begun <= differ
    assert set(told.made).isdisjoint(held.findings(on=change.on))
    assert set(told.mended) <= set(held.findings(on=change.on))
    assert told.text(language="zh").startswith(change.words.zh)


# ------------------------------------------------------------------------------------- refusals


CODES = st.sampled_from(
    [
        "district-0-0",
        "street-1-0",
        "general-4-0",
        "micro-5-0",
        "micro-5-1",
        "exclusive-6-0",
        "new",
        "NEW",
        "a",
    ]
)


@st.composite
def loose_changes(draw: st.DrawFn) -> Change:
    """Return changes of codes that may stand, which may fit or not."""
    on, basis, two = draw(DAYS), "3 号", st.sets(CODES, min_size=2, max_size=3)
    kind = draw(st.sampled_from(("merge", "split", "move", "rename", "open", "close")))
    match kind:
        case "merge":
            worker = draw(st.none() | st.just("w-1"))
            return Merge(codes=draw(two), into=draw(CODES), name="丙", in_charge=worker, on=on, basis=basis)
        case "split":
            codes = sorted(draw(two))
            things = draw(st.lists(st.sampled_from(["D-0", "D-1", "D-2", "m-0", "w-1"]), unique=True))
            parts = [
                Part(
                    code,
                    name="丙",
                    dwellings=things[at:2:2],
                    grids=things[2 + at : 3 + at],
                    workers=things[4 + at : 5 + at],
                )
                for at, code in enumerate(codes)
            ]
            return Split(
                code=draw(CODES), parts=parts, rest=draw(st.sampled_from([None, *codes])), on=on, basis=basis
            )
        case "move":
            return Move(code=draw(CODES), to=draw(st.none() | CODES), on=on, basis=basis)
        case "rename":
            return Rename(code=draw(CODES), name="网格", on=on, basis=basis)
        case "open":
            level = draw(st.sampled_from(["district", "general", "micro", "no-level"]))
            parent = draw(st.none() | CODES)
            return Opened(code=draw(CODES), parent=parent, level=level, name="丙", on=on, basis=basis)
        case _:
            return Closed(code=draw(CODES), successor=draw(st.none() | CODES), on=on, basis=basis)


@given(held=holdings(), change=loose_changes() | changes())
def test_a_change_is_done_whole_or_refused_with_every_reason_and_nothing_else(
    held: Holdings, change: Change
) -> None:
    before, reasons = held.to_json(), held.explain(change)
    if reasons:
        with pytest.raises(ChangeRefused) as refusal:
            held.after(change)
        assert refusal.value.reasons == reasons
        assert all(reason.text("zh") in refusal.value.text("zh") for reason in reasons)
    else:
        after = held.after(change)
        assert not {f.code for f in after.grid.findings()} - {f.code for f in held.grid.findings()}
    assert held.to_json() == before


@given(chronicle=chronicles(), data=st.data())
def test_no_code_is_ever_given_again(chronicle: Chronicle, data: st.DataObject) -> None:
    held = chronicle.present
    used = sorted({*held.grid, *held.lineage.codes})
    code, codes = data.draw(st.sampled_from(used)), sorted(held.grid)
    change = Opened(
        code=code, parent=None, level="district", name="又", on=FIRST_DAY + timedelta(days=99), basis="9 号"
    )
    known = {reason.code for reason in held.explain(change)}
    assert known & {"CHANGE_CODE_STANDS", "CHANGE_CODE_GIVEN_BEFORE"}
    looks_alike = attrs.evolve(change, code=codes[0].upper())
    assert [reason.code for reason in held.explain(looks_alike)] == ["CHANGE_CODE_CONFUSABLE"]


# ------------------------------------------------------------------------------------- courses


@given(chronicle=chronicles())
def test_replay_gives_the_same_bytes_and_undoing_all_gives_the_beginning(chronicle: Chronicle) -> None:
    again = Chronicle.from_json(chronicle.to_json())
    assert again == chronicle
    assert again.present.to_json() == chronicle.present.to_json()
    assert [*chronicle.replay()][-1] == chronicle.present
    undone = chronicle.undo(len(chronicle))
    assert undone.present.to_json() == chronicle.initial.to_json()
    assert undone == Chronicle(chronicle.initial)


@given(chronicle=chronicles(), on=DAYS)
def test_the_state_of_a_day_is_that_after_the_last_change_until_then(chronicle: Chronicle, on: date) -> None:
    done = sum(change.on <= on for change in chronicle.changes)
    assert chronicle.as_of(on) == [*chronicle.replay()][done]


@given(chronicle=chronicles(), on=DAYS)
def test_the_dated_hierarchy_has_the_same_places_on_every_day(chronicle: Chronicle, on: date) -> None:
    then = chronicle.to_dated_hierarchy().as_of(on)
    assert [row[:3] for row in then.rows] == [row[:3] for row in chronicle.as_of(on).grid.rows]


@given(chronicle=chronicles(), on=DAYS)
def test_every_code_of_any_day_leads_to_grids_that_stand_on_every_other(
    chronicle: Chronicle, on: date
) -> None:
    codes = {code for held in chronicle.replay() for code in held.grid}
    closed = {each.code for each in chronicle.changes if isinstance(each, Closed)}
    opened = {each.code for each in chronicle.changes if isinstance(each, Opened)}
    for code in codes:
        found = chronicle.resolve(code, on=on)
        assert set(found) <= set(chronicle.as_of(on).grid)
        assert found or closed or opened
        assert (found == (code,)) is (code in chronicle.as_of(on).grid)
        now = chronicle.resolve(code)
        assert set(now) <= set(chronicle.present.grid)
        assert chronicle.resolve(code, on=date.max) == now


@given(chronicle=chronicles(), on=DAYS)
def test_a_dwelling_leads_to_exactly_one_grid(chronicle: Chronicle, on: date) -> None:
    homes = chronicle.initial.situation.homes or {}
    for dwelling, home in homes.items():
        for code in chronicle.initial.grid.path(home):
            (found,) = chronicle.resolve(code, on=on, dwelling=dwelling)
            then = chronicle.as_of(on)
            assert found in then.path_of(dwelling)
        (found,) = chronicle.present.resolve(home, dwelling=dwelling)
        assert found == chronicle.present.path_of(dwelling)[-1]


# ------------------------------------------------------------------------------------- lineage


@given(lineage=lineages())
def test_a_lineage_has_no_circle_and_both_directions_agree(lineage: Lineage) -> None:
    for code in lineage.codes:
        assert code not in lineage.ancestors(code)
        assert code not in lineage.descendants(code)
        assert all(code in lineage.predecessors(each) for each in lineage.successors(code))
        assert all(code in lineage.successors(each) for each in lineage.predecessors(code))
        assert all(code in lineage.descendants(each) for each in lineage.ancestors(code))
        assert set(lineage.resolve(code)) <= {code, *lineage.descendants(code)}


@given(lineage=lineages(), on=st.none() | DAYS)
def test_resolving_twice_is_resolving_once(lineage: Lineage, on: date | None) -> None:
    for code in lineage.codes:
        for each in lineage.resolve(code, on=on):
            assert lineage.resolve(each, on=on) == (each,)


@given(lineage=lineages(), most=st.integers(0, 4))
def test_pictures_name_every_code_up_to_a_bound(lineage: Lineage, most: int) -> None:
    shown = lineage.successions[:most]
    codes = {code for each in shown for code in each.before | each.after}
    for drawing in (lineage.to_mermaid(most=most), lineage.to_dot(most=most)):
        assert {code for code in lineage.codes if f'"{code}"' in drawing} == codes
    assert len(lineage.text(most=most).splitlines()) == min(most, len(lineage)) + (len(lineage) > most)


@pytest.mark.parametrize("kind", ["change-nothing", "holdings", "grid", "change", "", None, 3])
def test_a_change_of_an_unknown_kind_is_refused_with_its_place(kind: object) -> None:
    with pytest.raises(CommunityGovError, match=r"\$"):
        Change.from_document({"$kind": kind, "schema": 1})


# ------------------------------------------------------------------------------------- the same bytes

ROOT = Path(__file__).parents[2]
PROGRAM = """
import random
from communitygov.grid.hierarchy.hierarchy import GridHierarchy
from communitygov.grid.reorganisation import Chronicle, preview
from communitygov.testing.strategies.fitting_change import fitting
from communitygov.testing.strategies.reorganisation import Furniture, furnished
source = random.Random(7)
rows = [("C", None, "community", "c"), ("G-1", "C", "general", "g"), ("G-2", "C", "general", "g")]
rows += [(f"M-{at}", f"G-{1 + at % 2}", "micro", "m") for at in range(8)]
numbers = Furniture(source.randbytes(20), source.randbytes(8), source.randbytes(12))
chronicle = Chronicle(furnished(GridHierarchy.from_rows(rows), numbers))
for number in range(12):
    change = fitting(chronicle.present, choose=source.choice, number=number)
    print(preview(change, chronicle.present).text())
    chronicle = chronicle.after(change)
print(chronicle.to_json(), chronicle.lineage.to_mermaid(), chronicle.to_dated_hierarchy().to_json())
print(chronicle.present.counts(), repr(chronicle.changes))
"""


@pytest.mark.determinism
def test_no_hash_seed_changes_a_byte() -> None:
    said = set()
    for seed in ("0", "1", "4242"):
        ended = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "src", "PATH": "", "HYPOTHESIS_NO_PLUGINS": "1"},
            capture_output=True,
            check=True,
        )
        said.add(ended.stdout)
    assert len(said) == 1
    assert len(said.pop()) > 5_000

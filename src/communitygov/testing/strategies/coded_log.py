"""Hypothesis strategies for replay: tangled tables, records of many cases mixed, coded logs, refusals.

Tables need not be sound to be replayed, so those here have what sound ones seldom have: several roles a line,
one action from many states to many states, moves that stay where they are.  Logs are mostly in order, and
now and then something is tried that the table refuses, or does not know at all.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

from hypothesis import strategies as st

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.core.terms import Term
from communitygov.procedure.bulk.codebook import NOWHERE, Codebook
from communitygov.procedure.bulk.coded_log import CodedLog, ColumnLog, Pair
from communitygov.procedure.bulk.refusal import Refusal
from communitygov.procedure.bulk.replay import encode
from communitygov.procedure.case import Deed, Record
from communitygov.procedure.table import Move, Opening, State, Table
from communitygov.testing.strategies.core import EARLIEST, identifiers, words
from communitygov.testing.strategies.procedure import procedures, tables

#: What happens, in the order of the log: to which case, and which choice is taken there.
Choices: TypeAlias = Iterable[tuple[int, int]]
#: Choices below are lines from where the case stands; those between lines of elsewhere; those above no lines.
_FROM_HERE, _FROM_ELSEWHERE = 192, 224


def _some(names: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """Return one name or more of several, in their order."""
    chosen = st.sets(st.sampled_from(range(len(names))), min_size=1)
    return chosen.map(lambda places: tuple(names[at] for at in sorted(places)))


@st.composite
def tangled_tables(draw: st.DrawFn, *, longest: int = 5) -> Table:
    """Return tables of any moves between a few states, sound or not, some actions and roles unused."""
    states = tuple(f"s-{at}" for at in range(draw(st.integers(1, longest))))
    actions = tuple(f"act-{at}" for at in range(draw(st.integers(1, longest))))
    roles = ("role-0", "role-1", "role-2")
    lines = draw(
        st.dictionaries(
            st.tuples(st.sampled_from(states), st.sampled_from(actions)),
            st.tuples(st.sampled_from(states), _some(roles)),
            max_size=4 * longest,
        )
    )
    finals = draw(st.sets(st.sampled_from(states)))
    return Table(
        name=Term("tangle", "乱表", "tangle"),
        steps=[Term("step-1", "第一步", "step one")],
        states=[
            State(code, f"态{code}", f"state {code}", step="step-1", is_final=code in finals)
            for code in states
        ],
        actions=[Term(code, f"作{code}", f"do {code}") for code in actions],
        roles=[Term(code, f"员{code}", f"holder of {code}") for code in roles],
        opening=Opening(
            action=draw(st.sampled_from(actions)),
            target="s-0",
            roles=draw(_some(roles)),
            basis=LIBRARY_DEFAULT,
        ),
        moves=[
            Move(action=action, source=source, target=target, roles=entitled, basis=LIBRARY_DEFAULT)
            for (source, action), (target, entitled) in lines.items()
        ],
    )


def codebooks() -> st.SearchStrategy[Codebook]:
    """Return compiled tables: tangled ones, sound ones, those of the library."""
    small = st.builds(Codebook.of, tangled_tables() | tables(), identity=st.just("example@1#0"))
    shipped = procedures().map(lambda procedure: Codebook.of(procedure.table, identity=procedure.identity))
    return small | shipped


def choices(*, cases: int = 4, longest: int = 24) -> st.SearchStrategy[list[tuple[int, int]]]:
    """Return what happens in a log: number of a case and a choice; see `tried`."""
    return st.lists(st.tuples(st.integers(0, cases - 1), st.integers(0, 255)), max_size=longest)


def tried(book: Codebook, state: int, *, choice: int) -> Pair:
    """Return what is tried in a state: mostly a line from there, at times one of elsewhere, or of nowhere."""
    here = [pair for pair, target in zip(book.legend, book.targets[state], strict=False) if target != NOWHERE]
    if here and choice < _FROM_HERE:
        return here[choice % len(here)]
    if choice < _FROM_ELSEWHERE:
        return book.legend[choice % len(book.legend)]
    strangers = [(action.code, role.code) for action in book.table.actions for role in book.table.roles]
    strangers += [(book.legend[0][0], "nobody"), ("nothing", book.legend[0][1]), ("nothing", "nobody")]
    return strangers[choice % len(strangers)]


def logged(book: Codebook, happened: Choices) -> tuple[Record, ...]:
    """Return the records of what happened, in the order of the log."""
    standing: dict[int, int] = {}
    lengths: dict[int, int] = {}
    records: list[Record] = []
    for number, choice in happened:
        state, seq = standing.get(number, 0), lengths.get(number, 0)
        action, role = tried(book, state, choice=choice)
        target = book.targets[state][book.codes.get(action, {}).get(role, len(book.legend))]
        standing[number], lengths[number] = (state if target == NOWHERE else target), seq + 1
        deed = Deed(role, action, book.states[state], book.states[standing[number]] or "nowhere")
        records.append(Record(case_id=f"C-{number}", seq=seq, at=EARLIEST, by="somebody", deed=deed))
    return tuple(records)


def event_records(book: Codebook, *, longest: int = 24) -> st.SearchStrategy[tuple[Record, ...]]:
    """Return records of several cases, mixed, not all of them in order."""
    return choices(longest=longest).map(lambda happened: logged(book, happened))


@st.composite
def coded_logs(draw: st.DrawFn, *, book: Codebook | None = None) -> CodedLog:
    """Return coded logs of a table, or of any."""
    of = book or draw(codebooks())
    return encode(of, draw(event_records(of)))


def column_logs(*, book: Codebook | None = None) -> st.SearchStrategy[ColumnLog]:
    """Return coded logs as columns."""
    return coded_logs(book=book).map(CodedLog.columns)


def refusals() -> st.SearchStrategy[Refusal]:
    """Return refused events."""
    return st.builds(
        Refusal,
        case_id=identifiers(),
        position=st.integers(0, 4_999),
        state=st.just("") | identifiers(),
        action=identifiers(),
        role=identifiers(),
        codes=st.lists(identifiers(), min_size=1, max_size=2).map(tuple),
        words=words(),
        remedy=words(),
    )


#: Every public value of the topic with its strategy.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {CodedLog: coded_logs, ColumnLog: column_logs, Refusal: refusals}
)

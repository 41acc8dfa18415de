"""Hypothesis strategies for notice boards, cards, the five ones and training."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from communitygov.grid.board.contact import BoardRole, Contact, ContactCard
from communitygov.grid.board.directory import Directory, Entrance, Listing
from communitygov.grid.board.five_ones import ActivityRecord, FiveOnesPlan, FiveOnesProgress
from communitygov.grid.board.notice_board import BoardLine, NoticeBoard
from communitygov.grid.board.training import TrainingCoverage
from communitygov.organisation.five_ones import FiveOne
from communitygov.testing.strategies.core import days, identifiers, titles, words
from communitygov.testing.strategies.grid import hierarchies


def contacts() -> st.SearchStrategy[Contact]:
    """Return contacts."""
    return st.builds(Contact, titles(), reach=titles())


def contact_cards() -> st.SearchStrategy[ContactCard]:
    """Return cards of one to three duties."""
    return st.builds(ContactCard, contact=contacts(), duties=st.lists(words(), min_size=1, max_size=3))


def entrances(*, grids: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Entrance]:
    """Return entrances in one of `grids`, or in any."""
    return st.builds(Entrance, code=identifiers(), grid=identifiers() if grids is None else grids)


@st.composite
def listings(draw: st.DrawFn, *, grids: st.SearchStrategy[str] | None = None) -> Listing:
    """Return listings at one of `grids`, or at any, some with a first or a last day."""
    since = draw(st.none() | days())
    until = draw(st.none() | st.integers(1, 900)) if since else None
    return Listing(
        grid=draw(identifiers() if grids is None else grids),
        role=draw(st.sampled_from(BoardRole)),
        contact=draw(contacts()),
        since=since,
        until=since + timedelta(days=until) if since and until else None,
    )


@st.composite
def directories(draw: st.DrawFn) -> Directory:
    """Return directories of a sound hierarchy, with some codes that are not there."""
    grid = draw(hierarchies())
    codes = st.sampled_from([*grid, "nowhere"])
    return Directory(
        grid=grid,
        listings=draw(st.lists(listings(grids=codes), max_size=6)),
        entrances=draw(st.lists(entrances(grids=codes), max_size=4, unique_by=lambda each: each.code)),
    )


@st.composite
def board_lines(draw: st.DrawFn, *, role: BoardRole | None = None) -> BoardLine:
    """Return lines of a board, some of them vacant."""
    contact = draw(st.none() | contacts())
    return BoardLine(
        role=role or draw(st.sampled_from(BoardRole)),
        contact=contact,
        listed_at=draw(identifiers()) if contact else None,
    )


@st.composite
def notice_boards(draw: st.DrawFn) -> NoticeBoard:
    """Return boards of five lines."""
    lines = [draw(board_lines(role=role)) for role in BoardRole]
    return NoticeBoard(entrance=draw(identifiers()), grid=draw(identifiers()), on=draw(days()), lines=lines)


def activity_records(*, who: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[ActivityRecord]:
    """Return records of one of the five activities, of one of `who` or of anybody."""
    return st.builds(
        ActivityRecord,
        who=identifiers() if who is None else who,
        activity=st.sampled_from(FiveOne),
        on=st.dates(date(2023, 1, 1), date(2023, 12, 31)),
    )


@st.composite
def five_ones_plans(draw: st.DrawFn) -> FiveOnesPlan:
    """Return plans for one to five codes within 2023."""
    first, last = sorted(draw(st.tuples(*[st.dates(date(2023, 1, 1), date(2023, 12, 31))] * 2)))
    due_from = draw(st.lists(identifiers(), min_size=1, max_size=5, unique=True))
    return FiveOnesPlan(due_from=due_from, first=first, last=last)


@st.composite
def five_ones_progresses(draw: st.DrawFn) -> FiveOnesProgress:
    """Return plans with records, some of them of nobody it is due from."""
    plan = draw(five_ones_plans())
    who = st.sampled_from([*plan.due_from, "somebody-else"])
    return plan.progress(draw(st.lists(activity_records(who=who), max_size=12)))


@st.composite
def training_coverages(draw: st.DrawFn) -> TrainingCoverage:
    """Return coverages of one to six workers."""
    people = sorted(draw(st.sets(identifiers(), min_size=1, max_size=6)))
    done = draw(st.sets(st.sampled_from(people)))
    return TrainingCoverage(
        by=draw(days()),
        trained=[who for who in people if who in done],
        untrained=[who for who in people if who not in done],
    )


#: Value → the strategy that makes it.
STRATEGIES: Mapping[type, Callable[[], st.SearchStrategy[Any]]] = MappingProxyType(
    {
        Contact: contacts,
        ContactCard: contact_cards,
        Entrance: entrances,
        Listing: listings,
        Directory: directories,
        BoardLine: board_lines,
        NoticeBoard: notice_boards,
        ActivityRecord: activity_records,
        FiveOnesPlan: five_ones_plans,
        FiveOnesProgress: five_ones_progresses,
        TrainingCoverage: training_coverages,
    }
)

"""The tables of a street office, read into values: grids, actors, delegates, sittings, events.

Every code that a row speaks of must be known: a grid of the register, a role, a constituency, an actor, an
action of the procedure.  Whether an event is *legal* is no matter of reading; the procedure says.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import attrs

from communitygov.core import Term
from communitygov.errors import CommunityGovError, Words
from communitygov.grid import CHENGDU, Grid, GridHierarchy
from communitygov.meeting import FOUR_CONSTITUENCIES, Council, Delegate, Sitting, four_party_council
from communitygov.organisation import Actor, Role
from communitygov.procedure import Procedure
from longqiao_case.neighbourhood import Place
from longqiao_case.reading import Row, problem_of, read_table

GRID, LEVEL = Words("网格", "grid"), Words("网格层级", "grid level")
ACTOR, ROLE, ACTION = Words("人员", "actor"), Words("角色", "role"), Words("动作", "action")
SITTING, CONSTITUENCY, RATING = Words("会议", "sitting"), Words("方", "constituency"), Words("评议", "rating")
RATINGS = ("satisfied", "dissatisfied")
_NEEDED = Words("立案须填写；请补上", "is needed to raise a matter; fill it in")
_PAIRS = Words(
    "须写作 代表=记录编号，多项以 ; 隔开", "must be written delegate=reference, several with ; between"
)

#: What a row of the log may show for an action: the columns of its facts.
SHOWN = ("sitting", "assignee", "evidence", "rating", "ground", "duplicate_of", "answer")


@attrs.frozen(kw_only=True)
class HeldSitting:
    """A sitting, and the matter that it was held on."""

    matter: str
    sitting: Sitting


@attrs.frozen(kw_only=True)
class Event:
    """One row of the log: who did what in which matter and when, and what was shown for it.

    Parameters
    ----------
    subject
        What the matter is about, in both languages; only where it is raised.
    grid
        Code of its grid; only where it is raised.
    shown
        What was shown, by the names of the columns; empty cells are left out.
    """

    id: str
    at: datetime
    matter: str
    actor: str
    action: str
    subject: Term | None
    grid: str
    shown: Mapping[str, str]


def read_grids(folder: Path) -> GridHierarchy:
    """Read ``grids.csv``; an unknown parent is a finding of the hierarchy, a circle a fault of the file."""
    rows = read_table(folder / "grids.csv", ("code", "parent", "level", "name", "note"), unique=("code",))
    levels = tuple(level.code for level in CHENGDU)
    grids: list[Grid] = []
    for row in rows:
        row.known("level", row["level"], among=levels, kind=LEVEL)
        with row.at("code", {"parent": "parent", "name": "name"}):
            grids.append(
                Grid(row["code"], parent=row["parent"] or None, level=row["level"], name=row["name"])
            )
    hierarchy = GridHierarchy.from_rows(grids)
    for row in rows:
        with row.at("parent"):
            hierarchy.path(row["code"])
    return hierarchy


def read_actors(folder: Path, grid: GridHierarchy) -> dict[str, Actor]:
    """Read ``actors.csv``; who serves a grid serves all grids within it."""
    actors: dict[str, Actor] = {}
    roles = tuple(role.value for role in Role)
    for row in read_table(folder / "actors.csv", ("actor", "roles", "grids", "note"), unique=("actor",)):
        for role in row.many("roles"):
            row.known("roles", role, among=roles, kind=ROLE)
        with row.at("grids"):
            served = grid.within(row.many("grids"))
        with row.at("actor"):
            actors[row["actor"]] = Actor(row["actor"], roles=row.many("roles"), grids=served)
    return actors


def read_council(folder: Path, council: Place) -> Council:
    """Read ``delegates.csv``: who sits for which of the four constituencies, and from when to when."""
    columns = ("delegate", "constituency", "since", "until", "note")
    codes = tuple(each.code for each in FOUR_CONSTITUENCIES)
    delegates: list[Delegate] = []
    for row in read_table(folder / "delegates.csv", columns, unique=("delegate", "since")):
        code = row.known("constituency", row["constituency"], among=codes, kind=CONSTITUENCY)
        since, until = row.day("since"), row.day("until")
        with row.at("delegate", {"until": "until"}):
            delegates.append(Delegate(row["delegate"], code, since=since, until=until))
    try:
        return four_party_council(delegates, id=council.text())
    except CommunityGovError as error:
        raise council.bad(problem_of(error)) from error


def read_sittings(folder: Path, council: Council) -> dict[str, HeldSitting]:
    """Read ``sittings.csv``: who came, who objected, and which objections were settled."""
    columns = ("sitting", "matter", "held_at", "present", "objections", "settled")
    rows = read_table(folder / "sittings.csv", columns, unique=("sitting",))
    return {row["sitting"]: _sitting(row, council) for row in rows}


def _sitting(row: Row, council: Council) -> HeldSitting:
    """Return one sitting as the row records it; it ends with deliberation concluded, without a vote."""
    held_at = row.moment("held_at")
    _check_code(row, "matter")
    with row.at("sitting"):
        sitting = Sitting(id=row["sitting"], council=council, held_at=held_at)
    with row.at("present"):
        sitting = sitting.sign_in(*row.many("present"))
    with row.at("objections"):
        for person in row.many("objections"):
            sitting = sitting.object(person, row["matter"])
    for pair in row.many("settled"):
        person, equals, reference = pair.partition("=")
        if not equals:
            raise row.bad("settled", _PAIRS)
        with row.at("settled"):
            sitting = sitting.settle(person, row["matter"], reference=reference)
    return HeldSitting(matter=row["matter"], sitting=sitting.conclude(row["matter"]))


@attrs.frozen(kw_only=True)
class Known:
    """What the rows of the log may speak of."""

    procedure: Procedure
    grid: GridHierarchy
    actors: Mapping[str, Actor]
    sittings: Mapping[str, HeldSitting]


def read_events(folder: Path, known: Known) -> tuple[Event, ...]:
    """Read ``events.csv`` in the order of its rows, which is the order in which they were entered."""
    columns = ("event", "at", "matter", "title", "title_en", "grid", "actor", "action", *SHOWN)
    return tuple(_event(row, known) for row in read_table(folder / "events.csv", columns, unique=("event",)))


def _event(row: Row, known: Known) -> Event:
    """Return one event; its codes must be known."""
    actions = tuple(term.code for term in known.procedure.table.actions)
    action = row.known("action", row["action"], among=actions, kind=ACTION)
    _check_shown(row, known)
    opens = action == known.procedure.table.opening.action
    return Event(
        id=row["event"],
        at=row.moment("at"),
        matter=row["matter"],
        actor=row.known("actor", row["actor"], among=known.actors, kind=ACTOR),
        action=action,
        subject=_subject(row) if opens else None,
        grid=row.known("grid", row["grid"], among=known.grid, kind=GRID) if opens else "",
        shown={field: row[field] for field in SHOWN if row[field]},
    )


def _subject(row: Row) -> Term:
    """Return what a matter is about, with its identifier as the code."""
    for field in ("matter", "title", "title_en"):
        if not row[field]:
            raise row.bad(field, _NEEDED)
    with row.at("matter", {"zh": "title", "en": "title_en"}):
        return Term(row["matter"], row["title"], row["title_en"])


def _check_shown(row: Row, known: Known) -> None:
    """Refuse what is shown if it names somebody or a sitting that is not there, or is no identifier."""
    if row["sitting"]:
        row.known("sitting", row["sitting"], among=known.sittings, kind=SITTING)
    if row["assignee"]:
        row.known("assignee", row["assignee"], among=known.actors, kind=ACTOR)
    if row["rating"]:
        row.known("rating", row["rating"], among=RATINGS, kind=RATING)
    for field in ("event", "matter", *SHOWN):
        if row[field] or field in {"event", "matter"}:
            _check_code(row, field)


def _check_code(row: Row, field: str) -> None:
    """Refuse what cannot be an identifier; nothing tells that better than a value that needs one."""
    with row.at(field):
        Actor(row[field], roles=())

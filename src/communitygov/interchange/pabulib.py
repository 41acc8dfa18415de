"""Votes on budgets as ``.pb`` files of Pabulib, the public collection of participatory budgets.

1. Read are votes by approval (``approval``, ``choose-1``); points and rankings are refused, not bent.
2. Of voters nothing is kept but what they approved, and the group that the caller makes of their row.  Ids,
   age and sex of voters are neither kept nor repeated in an error.
3. Numbers of money are taken as yuan, exactly; a third decimal is refused.
4. What is written of projects is id, cost and name in one line; kinds, sites and areas stay here.

A file may say what the original rule chose; that is passed over.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from io import StringIO
from typing import NamedTuple

from communitygov.core.argument import require, require_callable
from communitygov.core.canonical import Limits, fault
from communitygov.core.checks import is_identifier, is_text
from communitygov.core.money import Money
from communitygov.errors import DocumentError, InvalidValue, Words
from communitygov.space.vote.ballots import Ballots
from communitygov.space.vote.budget_vote import MOST_PROJECTS, BudgetVote
from communitygov.space.vote.outcome import BudgetOutcome
from communitygov.space.vote.project import MicroProject

#: A city's vote is a larger document than most.
LIMITS = Limits(size=64 * 1024 * 1024)
#: Most voters whose ballots are written, a line each.
MOST_VOTERS = 10_000_000
#: Fewer digits than this has the longest number that is taken for one.
_DIGITS = 10
#: Kinds of vote that are approvals.
_APPROVALS = ("approval", "choose-1")
_SECTIONS = ("META", "PROJECTS", "VOTES")
#: Columns that each must have.
_NEEDED = {"META": ("key", "value"), "PROJECTS": ("project_id", "cost"), "VOTES": ("vote",)}
_MONEY = Words("须为不超过两位小数的数", "must be a number with two decimals at most")

#: A row by the names of its columns, as a file has it.
Row = Mapping[str, str]
#: What makes the code of a group of a voter's row, which holds neither the id nor the vote.
Grouping = Callable[[Row], str]


def _nobody(_row: Row) -> str:
    """Tell no voters apart."""
    return ""


# ------------------------------------------------------------------------- in


def vote_from_pabulib(
    source: str | bytes, *, group: Grouping = _nobody, limits: Limits = LIMITS
) -> BudgetVote:
    """Return the vote of a ``.pb`` file.

    Parameters
    ----------
    source
        The text, or its bytes in UTF-8.
    group
        Makes the code of a group of each voter's row; voters are not told apart unless given.
    limits
        How much is read at most.

    Raises
    ------
    DocumentError
        If `source` is no such file, exceeds `limits`, is not by approval, or a ballot is no ballot of it; the
        error says in which line.

    Examples
    --------
    >>> text = '''META
    ... key;value
    ... num_projects;2
    ... num_votes;3
    ... budget;100
    ... vote_type;approval
    ... PROJECTS
    ... project_id;cost;name
    ... garden;60;花园
    ... shed;50;充电棚
    ... VOTES
    ... voter_id;sex;vote
    ... 1;f;garden
    ... 2;m;garden,shed
    ... 3;f;
    ... '''
    >>> vote = vote_from_pabulib(text, group=lambda row: row["sex"])
    >>> vote.support("garden"), vote.groups, str(vote.budget)
    (2, ('f', 'm'), '¥100.00')
    >>> vote_from_pabulib(text.replace("approval", "cumulative"))
    Traceback (most recent call last):
        ...
    communitygov.errors.DocumentError: META.vote_type: 'cumulative' is not among what this place may hold; \
see its description. [WRONG_VALUE]
    """
    require("limits", limits, kind=Limits)
    require_callable("group", group)
    tables = _Tables.read(_text(source, limits))
    meta = _told(tables.meta)
    _check_counts(meta, tables)
    projects: dict[str, MicroProject] = {}
    for line, row in tables.projects:
        project = _project(line, row)
        if project.id in projects:
            raise fault("DUPLICATE_KEY", f"line {line}.project_id", value=project.id)
        projects[project.id] = project
    ballot = _Ballot(frozenset(projects), meta, group)
    cast = [ballot.read(line, row) for line, row in tables.votes]
    return BudgetVote.of(projects.values(), budget=_budget(meta), ballots=cast)


def _told(rows: Sequence[tuple[int, Row]]) -> Row:
    """Return what the first section tells, each thing once."""
    told: dict[str, str] = {}
    for line, row in rows:
        if row["key"] in told:
            raise fault("DUPLICATE_KEY", f"line {line}", value=row["key"])
        told[row["key"]] = row.get("value", "")
    return told


def _check_counts(meta: Row, tables: "_Tables") -> None:
    """Refuse another kind of vote, and other numbers of projects or votes than are told."""
    if meta.get("vote_type") not in _APPROVALS:
        raise fault("WRONG_VALUE", "META.vote_type", value=meta.get("vote_type", ""))
    for key, rows in (("num_projects", tables.projects), ("num_votes", tables.votes)):
        if meta.get(key, str(len(rows))) != str(len(rows)):
            raise fault("WRONG_VALUE", f"META.{key}", value=meta[key])
    if len(tables.projects) > MOST_PROJECTS:
        raise fault("TOO_LONG", "PROJECTS", value=len(tables.projects))


def _budget(meta: Row) -> Money:
    """Return how much there is."""
    budget = _money(meta.get("budget", ""), "META.budget")
    if budget.fen < 0:
        raise fault("WRONG_VALUE", "META.budget", value=meta["budget"])
    return budget


class _Tables(NamedTuple):
    """The rows of the three sections, each with its line."""

    meta: Sequence[tuple[int, Row]]
    projects: Sequence[tuple[int, Row]]
    votes: Sequence[tuple[int, Row]]

    @classmethod
    def read(cls, text: str) -> "_Tables":
        """Read the sections; each begins with its name and the names of its columns."""
        found: dict[str, list[tuple[int, Row]]] = {}
        columns: list[str] = []
        section = ""
        for line, cells in _lines(text):
            if len(cells) == 1 and cells[0] in _SECTIONS:
                section, columns = cells[0], []
                if section in found:
                    raise fault("DUPLICATE_KEY", f"line {line}", value=section)
                found[section] = []
            elif not section:
                raise fault("WRONG_VALUE", f"line {line}", value="META")
            elif not columns:
                columns = _columns(line, cells, section)
            else:
                found[section].append((line, _row(line, columns, cells)))
        for name in _SECTIONS:
            if name not in found:
                raise fault("MISSING_FIELD", "$", value=name)
        return cls(*(found[name] for name in _SECTIONS))


def _text(source: object, limits: Limits) -> str:
    """Return the text of a source of a bounded size."""
    if not isinstance(source, str | bytes):
        raise fault("WRONG_TYPE", "$", value=type(source).__name__)
    if len(source) > limits.size:
        raise fault("TOO_LARGE", "$", value=f"more than {limits.size} bytes")
    try:
        text = source if isinstance(source, str) else source.decode("utf-8")
    except UnicodeDecodeError as error:
        raise fault("NOT_UTF8", "$", value=f"byte {error.start}") from error
    return text.removeprefix("\ufeff")


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each line that is not empty, without the blanks around them."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=";", skipinitialspace=True, strict=True)
    try:
        for cells in reader:
            if any(cells):
                yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise fault("WRONG_VALUE", f"line {reader.line_num}", value="cells") from error


def _columns(line: int, cells: list[str], section: str) -> list[str]:
    """Return the names of columns, refused if one stands twice, is none, or a needed one is missing."""
    if len(set(cells)) < len(cells) or not all(cells):
        raise fault("DUPLICATE_KEY", f"line {line}", value=len(cells))
    for name in _NEEDED[section]:
        if name not in cells:
            raise fault("MISSING_FIELD", f"line {line}", value=name)
    return cells


def _row(line: int, columns: Sequence[str], cells: Sequence[str]) -> Row:
    """Return the cells of a line by the names of their columns; cells at the end may be missing."""
    if len(cells) > len(columns):
        raise fault("TOO_LONG", f"line {line}", value=len(cells))
    return dict(zip(columns, cells, strict=False))


def _project(line: int, row: Row) -> MicroProject:
    """Return the project of a row."""
    code, name = row.get("project_id", ""), row.get("name", "")
    if not is_identifier(code):
        raise fault("WRONG_VALUE", f"line {line}.project_id", value=code)
    if not is_text(name):
        raise fault("WRONG_VALUE", f"line {line}.name", value=code)
    cost = _money(row.get("cost", ""), f"line {line}.cost")
    with suppress(InvalidValue):
        return MicroProject(code, name, cost=cost)
    raise fault("WRONG_VALUE", f"line {line}.cost", value=str(cost))


class _Ballot(NamedTuple):
    """How the rows of ballots are read."""

    projects: frozenset[str]
    meta: Row
    group: Grouping

    @property
    def most(self) -> int:
        """How many projects a ballot may approve."""
        if self.meta["vote_type"] == "choose-1":
            return 1
        told = self.meta.get("max_length", "")
        return int(told) if told.isascii() and told.isdigit() and len(told) < _DIGITS else len(self.projects)

    def read(self, line: int, row: Row) -> Ballots:
        """Return the ballot of a row, without whose it is."""
        path = f"line {line}.vote"
        approved = [each.strip() for each in row.get("vote", "").split(",") if each.strip()]
        if len(set(approved)) < len(approved):
            raise fault("DUPLICATE_KEY", path, value=len(approved))
        if len(approved) > self.most:
            raise fault("TOO_LONG", path, value=len(approved))
        if not self.projects.issuperset(approved):
            raise fault("WRONG_VALUE", path, value=min(set(approved) - self.projects))
        return Ballots(sorted(approved), group=self._group(line, row))

    def _group(self, line: int, row: Row) -> str:
        """Return the group of whoever cast it."""
        rest = {name: cell for name, cell in row.items() if name not in ("voter_id", "vote")}
        try:
            group = self.group(rest)
        except KeyError as error:
            raise fault("MISSING_FIELD", f"line {line}", value=str(error.args[0])) from error
        if not (group == "" or is_identifier(group)):
            raise fault("WRONG_VALUE", f"line {line}.group", value=type(group).__name__)
        return group


def _money(written: str, path: str) -> Money:
    """Return an amount; a file may write more noughts than there are fen."""
    whole, _, part = written.partition(".")
    try:
        return Money.yuan(f"{whole}.{part.rstrip('0').ljust(2, '0')}" if part else whole)
    except InvalidValue as error:
        raise DocumentError("WRONG_VALUE", path, written, _MONEY) from error


# ------------------------------------------------------------------------- out


def vote_to_pabulib(
    vote: BudgetVote, *, meta: Mapping[str, str] | None = None, outcome: BudgetOutcome | None = None
) -> str:
    """Return a vote as a ``.pb`` file; voters are numbered in the order of the ballots.

    Parameters
    ----------
    vote
        The vote.
    meta
        What else is told of it: ``description``, ``country``, ``unit``, ``instance``, ``date_begin`` ….
    outcome
        What was chosen of it, for the column ``selected``; without it there is none.

    Raises
    ------
    InvalidValue
        If `meta` says what the vote says itself or is no text of one line, or there are more voters than
        `MOST_VOTERS`.

    Examples
    --------
    >>> vote = BudgetVote.of(
    ...     [MicroProject("shed", "充电棚", cost=Money.yuan(50))],
    ...     budget=Money.yuan(60),
    ...     ballots=[["shed"], []],
    ... )
    >>> print(vote_to_pabulib(vote, meta={"unit": "LQ"}))
    META
    key;value
    unit;LQ
    num_projects;1
    num_votes;2
    budget;60.00
    vote_type;approval
    PROJECTS
    project_id;cost;votes;name
    shed;50.00;1;充电棚
    VOTES
    voter_id;vote
    1;
    2;shed
    <BLANKLINE>
    >>> vote_from_pabulib(vote_to_pabulib(vote)) == vote
    True
    """
    require("vote", vote, kind=BudgetVote)
    if outcome is not None:
        _check_outcome(vote, outcome)
    told: Mapping[str, str] = meta if meta is not None else {}
    require("meta", told, kind=Mapping)
    if vote.voters > MOST_VOTERS:
        raise InvalidValue(
            "vote", vote.voters, Words(f"至多 {MOST_VOTERS} 人", f"must be {MOST_VOTERS} at most")
        )
    rows: list[Iterable[str]] = [["META"], ["key", "value"], *_meta(vote, told)]
    rows += [["PROJECTS"], *_projects(vote, outcome), ["VOTES"], *_votes(vote)]
    text = StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\n").writerows(rows)
    return text.getvalue()


def _check_outcome(vote: BudgetVote, outcome: BudgetOutcome) -> None:
    """Refuse the outcome of another vote."""
    require("outcome", outcome, kind=BudgetOutcome)
    fates = sorted((*outcome.projects, *(each.project for each in outcome.not_chosen)))
    same = [project.id for project in vote.projects] == fates and outcome.voters == vote.voters
    if not same or outcome.budget != vote.budget:
        bound = Words("须为此次投票的结果", "must be what this vote came to")
        raise InvalidValue("outcome", f"{len(fates)} projects", bound)


def _meta(vote: BudgetVote, told: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what is told of a vote."""
    own = {
        "num_projects": str(len(vote.projects)),
        "num_votes": str(vote.voters),
        "budget": _yuan(vote.budget),
        "vote_type": "approval",
    }
    for key, value in told.items():
        if key in own or not is_identifier(key) or not is_text(value) or "\n" in value:
            bound = Words("须为他项的单行文字", "must be one line of text about something else")
            raise InvalidValue("meta", key, bound)
    yield from (*told.items(), *own.items())


def _projects(vote: BudgetVote, outcome: BudgetOutcome | None) -> Iterator[list[str]]:
    """Yield the head and the rows of the projects."""
    taken = () if outcome is None else outcome.projects
    yield ["project_id", "cost", "votes", "name", *(() if outcome is None else ["selected"])]
    for project in vote.projects:
        row = [project.id, _yuan(project.cost), str(vote.support(project.id)), _one_line(project.name)]
        yield row if outcome is None else [*row, str(int(project.id in taken))]


def _votes(vote: BudgetVote) -> Iterator[list[str]]:
    """Yield the head and the rows of the ballots."""
    is_grouped = vote.groups not in ((), ("",))
    yield ["voter_id", *(["group"] if is_grouped else []), "vote"]
    voter = 0
    for each in vote.ballots:
        for _ in range(each.voters):
            voter += 1
            yield [str(voter), *([each.group] if is_grouped else []), ",".join(each.approved)]


def _one_line(name: str) -> str:
    """Return a name in one line."""
    return " ".join(name.split())


def _yuan(money: Money) -> str:
    """Return an amount of yuan with two decimals."""
    return f"{money.fen // 100}.{money.fen % 100:02}"

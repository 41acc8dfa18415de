"""Votes on budgets as files of Pabulib."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from communitygov.core.canonical import Limits
from communitygov.core.money import Money
from communitygov.errors import DocumentError, InvalidValue
from communitygov.interchange import pabulib
from communitygov.interchange.pabulib import vote_from_pabulib, vote_to_pabulib
from communitygov.space.vote import Ballots, BudgetVote, MicroProject, greedy
from communitygov.testing.strategies.vote import budget_votes

EXAMPLE = (Path(__file__).parents[2] / "data" / "pabulib-example.pb").read_text(encoding="utf-8")
PLAIN = """META
key;value
budget;100
vote_type;approval
PROJECTS
project_id;cost;name
a;60;"灯; ""二期"" 道"
b;50.5;
VOTES
voter_id;sex;vote
secret-1;f;a
secret-2;m;a,b
"""


def plain(vote: BudgetVote) -> BudgetVote:
    """The vote without what no file holds."""
    projects = [MicroProject(each.id, " ".join(each.name.split()), cost=each.cost) for each in vote.projects]
    return BudgetVote(projects=projects, budget=vote.budget, ballots=vote.ballots)


@given(budget_votes())
def test_what_is_written_is_read_back(vote: BudgetVote) -> None:
    read = vote_from_pabulib(vote_to_pabulib(vote).encode(), group=lambda row: row.get("group", ""))
    assert read == plain(vote)


def test_the_published_example_is_read_with_groups_by_any_column() -> None:
    vote = vote_from_pabulib(EXAMPLE, group=lambda row: row["sex"])
    assert (vote.voters, vote.groups, str(vote.budget)) == (10, ("f", "m"), "¥2,500.00")
    assert greedy(vote).projects == ("4", "5")


def test_quotes_half_yuan_and_a_byte_order_mark_are_read() -> None:
    vote = vote_from_pabulib("\ufeff" + PLAIN)
    assert vote["a"].name == '灯; "二期" 道'
    assert vote["b"].cost == Money(5_050)
    assert vote_from_pabulib(PLAIN.replace("50.5", "50.5000")) == vote
    assert vote_from_pabulib(PLAIN.replace("VOTES", "\nVOTES")) == vote


def test_a_grouping_never_sees_who_voted_for_what() -> None:
    rows: list[dict[str, str]] = []
    vote_from_pabulib(PLAIN, group=lambda row: rows.append(dict(row)) or "")  # type: ignore[func-returns-value]
    assert rows == [{"sex": "f"}, {"sex": "m"}]


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("approval", "ordinal", "META.vote_type"),
        ("vote_type;approval\n", "", "META.vote_type"),
        ("budget;100", "budget;ten", "META.budget"),
        ("budget;100", "budget;1.005", "META.budget"),
        ("budget;100\n", "", "META.budget"),
        ("budget;100", "budget;100\nnum_votes;3", "META.num_votes"),
        ("budget;100", "budget;100\nnum_projects;1", "META.num_projects"),
        ("budget;100", "budget;-100", "META.budget"),
        ("budget;100", "budget;100\nbudget;5", "line 4"),
        ("key;value", "foo;value", "line 2"),
        ("vote_type;approval", "vote_type;choose-1", "line 12.vote"),
        ("vote_type;approval", "vote_type;approval\nmax_length;1", "line 13.vote"),
        ("m;a,b", "m;a,a", "line 12.vote"),
        ("META\n", "", "line 1"),
        ("PROJECTS\n", "", "line 5"),
        ("VOTES\nvoter_id;sex;vote\nsecret-1;f;a\nsecret-2;m;a,b\n", "", r"\$"),
        ("VOTES\n", "META\n", "line 9"),
        ("a;60;", "灯;60;", "line 7.project_id"),
        ("a;60;", "a;0;", "line 7.cost"),
        ("a;60;", "a;x;", "line 7.cost"),
        ('"灯; ""二期"" 道"', "\u200b", "line 7.name"),
        ("b;50.5;", "a;50.5;", "line 8.project_id"),
        ("b;50.5;", "b;50.5;x;y", "line 8"),
        ("project_id;cost;name", "project_id;cost;cost", "line 6"),
        ("project_id;cost;name", "project_id;;name", "line 6"),
        ("voter_id;sex;vote", "voter_id;sex;points", "line 10"),
        ("m;a,b", "m;灯", "line 12.vote"),
        ("m;a,b", "m;c", "line 12.vote"),
        ('"灯', '"灯" 灯', "line 7"),
    ],
)
def test_a_file_that_is_none_is_refused_and_says_where(old: str, new: str, path: str) -> None:
    assert old in PLAIN
    with pytest.raises(DocumentError, match=path) as caught:
        vote_from_pabulib(PLAIN.replace(old, new, 1))
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("source", "code"),
    [(7, "WRONG_TYPE"), (b"\xff", "NOT_UTF8"), ("x" * 2_000, "TOO_LARGE"), ("", "MISSING_FIELD")],
)
def test_what_is_no_text_or_too_much_is_refused(source: str, code: str) -> None:
    with pytest.raises(DocumentError, match=code):
        vote_from_pabulib(source, limits=Limits(size=1_000))


def test_a_group_that_is_no_code_is_refused_by_its_line() -> None:
    with pytest.raises(DocumentError, match=r"line 11\.group"):
        vote_from_pabulib(PLAIN, group=lambda _row: "北 片")
    with pytest.raises(DocumentError, match="'age' is missing"):
        vote_from_pabulib(PLAIN, group=lambda row: row["age"])


def test_what_was_chosen_is_written_beside_the_projects() -> None:
    vote = vote_from_pabulib(PLAIN)
    text = vote_to_pabulib(vote, meta={"unit": "LQ"}, outcome=greedy(vote))
    assert "unit;LQ\n" in text
    assert 'a;60.00;2;"灯; ""二期"" 道";1\nb;50.50;1;;0\n' in text


@pytest.mark.parametrize("meta", [{"budget": "1"}, {"单位": "x"}, {"unit": "a\nb"}, {"unit": "\u200b"}])
def test_what_a_vote_says_itself_is_not_told_otherwise(meta: dict[str, str]) -> None:
    with pytest.raises(InvalidValue, match="meta"):
        vote_to_pabulib(vote_from_pabulib(PLAIN), meta=meta)


def test_a_line_is_written_for_each_of_so_many_voters_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pabulib, "MOST_VOTERS", 3)
    vote = BudgetVote.of([], budget=Money(1), ballots=[Ballots([], 4)])
    with pytest.raises(InvalidValue, match="3 at most"):
        vote_to_pabulib(vote)


@pytest.mark.parametrize("arguments", [(None, None), ("vote", None)])
def test_only_votes_and_outcomes_are_written(arguments: tuple[object, object]) -> None:
    with pytest.raises(InvalidValue, match="vote"):
        vote_to_pabulib(arguments[0])  # type: ignore[arg-type]
    vote = vote_from_pabulib(PLAIN)
    other = BudgetVote.of(vote.projects, budget=Money(1), ballots=vote.ballots)
    for outcome in (3, greedy(other)):
        with pytest.raises(InvalidValue, match="outcome"):
            vote_to_pabulib(vote, outcome=outcome)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="meta"):
        vote_to_pabulib(vote, meta=["unit"])  # type: ignore[arg-type]


def test_too_many_projects_are_refused_before_they_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pabulib, "MOST_PROJECTS", 1)
    with pytest.raises(DocumentError, match="PROJECTS"):
        vote_from_pabulib(PLAIN)


@pytest.mark.parametrize("arguments", [{"limits": None}, {"group": None}])
def test_how_a_file_is_read_must_be_said_properly(arguments: dict[str, Any]) -> None:
    with pytest.raises(InvalidValue, match=next(iter(arguments))):
        vote_from_pabulib(PLAIN, **arguments)

"""Who may vote, what they weigh, to which parts they belong."""

from datetime import date

import pytest

from communitygov.errors import DocumentError, InvalidValue, UnknownName
from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES, Constituency
from communitygov.meeting.council.council import Council, four_party_council
from communitygov.meeting.council.delegate import Delegate
from communitygov.meeting.measure import AREA, HEADS, HOUSEHOLDS
from communitygov.meeting.tally.electorate import Cell, Electorate, Voter

OWNERS = Constituency("owners", "业主", "owners")
MERCHANTS = Constituency("merchants", "商户", "merchants")
VOTERS = (
    Voter("o-1", "owners", weights={"area": 8950}, parts={"unit-3"}),
    Voter("o-2", "owners", weights={"area": 12000, "households": 1}),
    Voter("m-1", "merchants"),
)


def electorate(**changes: object) -> Electorate:
    given = {"constituencies": [OWNERS, MERCHANTS], "voters": VOTERS, "measures": [AREA, HOUSEHOLDS]}
    return Electorate(**{**given, **changes})


def test_those_who_serve_on_a_day_may_vote(council: Council) -> None:
    over = council.with_delegate(Delegate("d-9", "local_worthies", until=date(2023, 1, 1)))
    assert "d-9" in Electorate.of(over, on=date(2022, 5, 4))
    on_that_day = Electorate.of(over, on=date(2023, 5, 4), excused=["d-2"])
    assert [each.id for each in on_that_day.voters] == ["d-1", "d-2", "d-3", "d-4"]
    assert (on_that_day.council, on_that_day.excused) == (council.id, {"d-2"})
    assert on_that_day.constituencies == FOUR_CONSTITUENCIES


@pytest.mark.parametrize("term", [{"since": date(2023, 1, 1)}, {"until": date(2023, 1, 1)}], ids=str)
def test_where_anybody_has_a_term_the_day_must_be_said(council: Council, term: dict[str, date]) -> None:
    with pytest.raises(InvalidValue, match="must be a day, because some delegates have a term"):
        Electorate.of(council.with_delegate(Delegate("d-9", "local_worthies", **term)))


@pytest.mark.parametrize("wrong", [None, "council", 3], ids=repr)
def test_only_a_council_has_an_electorate(wrong: Council) -> None:
    with pytest.raises(InvalidValue, match="must be a Council"):
        Electorate.of(wrong)


def test_what_is_wrong_with_a_roster_goes_along_and_vacancies_show_in_the_counts(council: Council) -> None:
    doubled = four_party_council([*council.delegates[:3], Delegate("d-1", "residents_representatives")])
    assert [each.code for each in Electorate.of(doubled).flaws] == ["SEAT_DOUBLED"]


def test_voters_stand_side_by_side_with_what_they_have_in_common_named_once() -> None:
    columns = electorate(excused={"m-1"}).columns
    assert columns.ids == ("o-1", "o-2", "m-1")
    assert columns.weights == {"area": (8950, 12000, 0), "households": (0, 1, 0)}
    assert [columns.cells[place] for place in columns.places] == [
        Cell(0, frozenset({"unit-3"}), is_excused=False),
        Cell(0, frozenset(), is_excused=False),
        Cell(1, frozenset(), is_excused=True),
    ]


def test_heads_are_always_counted_and_first() -> None:
    assert electorate().measures == (HEADS, AREA, HOUSEHOLDS)
    assert electorate(measures=["area", "households"]) == electorate()
    assert electorate(measures=[AREA, HEADS, HOUSEHOLDS]).measures == (AREA, HEADS, HOUSEHOLDS)


def test_an_electorate_knows_its_parts_and_its_people() -> None:
    known = electorate()
    assert known.parts == ("unit-3",)
    assert "o-2" in known
    assert "x-1" not in known
    assert [] not in known
    assert None not in known
    assert known.ids == {"o-1", "o-2", "m-1"}


def test_a_part_may_be_declared_to_which_nobody_belongs() -> None:
    known = electorate(parts=["unit-3", "interested", "attic"])
    assert known.parts == ("attic", "interested", "unit-3")
    assert electorate(parts=known.parts) == known
    assert electorate() != known
    assert Electorate.from_json(known.to_json()) == known
    assert electorate(parts=["unit-3"]) == electorate()
    with pytest.raises(InvalidValue, match="parts"):
        electorate(parts=["三单元"])


@pytest.mark.parametrize(
    ("strange", "first"),
    [({"ü", "é", "o-1", "龙", "桥"}, "'é'"), ({"é", 7, "ü", "o-1"}, "'é'"), ({7, 30}, "30")],
    ids=["text", "text and a number", "numbers"],
)
def test_strange_identifiers_are_told_in_the_order_of_their_text(strange: set[object], first: str) -> None:
    with pytest.raises(InvalidValue, match=f"excused: {first} will not do"):
        electorate(excused=strange)


def test_more_may_be_excused_and_stay_voters() -> None:
    known = electorate(excused={"o-1"}).with_excused(["m-1"])
    assert known.excused == {"o-1", "m-1"}
    assert "m-1" in known


def test_one_person_may_vote_for_two_constituencies_and_is_excused_in_both() -> None:
    voters = [Voter("p", "owners"), Voter("p", "merchants")]
    known = electorate(voters=voters, excused={"p"})
    assert [cell.is_excused for cell in known.columns.cells] == [True, True]


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"constituencies": []}, InvalidValue, "one or more, and none twice"),
        ({"constituencies": [OWNERS, MERCHANTS, OWNERS]}, InvalidValue, "none twice"),
        ({"constituencies": ["owners"]}, InvalidValue, "Constituency"),
        ({"voters": [*VOTERS, VOTERS[0]]}, InvalidValue, "must list nobody twice"),
        ({"voters": ["o-1"]}, InvalidValue, "Voter"),
        ({"voters": [Voter("o-1", "owner")]}, UnknownName, "Did you mean 'owners'"),
        ({"measures": [AREA]}, UnknownName, "No measure of the electorate is called 'households'"),
        ({"measures": [AREA, AREA, HOUSEHOLDS]}, InvalidValue, "none twice"),
        ({"measures": ["aera"]}, UnknownName, "Did you mean 'area'"),
        ({"excused": {"o-3"}}, UnknownName, "No voter is called 'o-3'"),
        ({"flaws": ["none"]}, InvalidValue, "Finding"),
        (
            {"voters": [Voter(f"o-{at}", "owners", weights={"area": 2**52}) for at in range(2)]},
            InvalidValue,
            "must come to at most 2",
        ),
    ],
    ids=[
        "no constituency",
        "a constituency twice",
        "no constituencies",
        "a voter twice",
        "no voters",
        "an unknown constituency",
        "an unknown measure",
        "a measure twice",
        "no measures",
        "a stranger excused",
        "no flaws",
        "too much together",
    ],
)
def test_an_electorate_that_cannot_be_is_refused(
    changes: dict[str, object], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        electorate(**changes)


@pytest.mark.parametrize(
    "weights",
    [
        {"area": -1},
        {"area": 1.5},
        {"area": True},
        {"area": 2**53},
        {"heads": 1},
        {"面积": 1},
        ["area"],
        "area",
        3,
        [("area", 1), ("area", 2)],
        [("area", 1, 2)],
        [("area", [])],
    ],
    ids=str,
)
def test_a_weight_that_cannot_be_is_refused(weights: object) -> None:
    with pytest.raises(InvalidValue):
        Voter("o-1", "owners", weights=weights)


def test_weights_have_one_order() -> None:
    one = Voter("o-1", "owners", weights={"area": 1, "households": 1})
    assert one == Voter("o-1", "owners", weights=[("households", 1), ("area", 1)])


@pytest.mark.parametrize("key", ["measures", "parts"])
def test_a_document_without_what_is_always_written_is_refused(key: str) -> None:
    voter = Voter("o-1", "owners", weights={"area": 100}, parts={"unit-3"})
    document = Electorate(constituencies=[OWNERS], voters=[voter], measures=["area"]).to_document()
    listed = document[key]
    assert isinstance(listed, list)
    with pytest.raises(DocumentError) as caught:
        Electorate.from_document({**document, key: listed[1:]})
    assert caught.value.path == f"$.{key}"


def test_weights_in_another_order_than_they_are_written_are_refused() -> None:
    document = Voter("o-1", "owners", weights={"area": 100, "households": 1}).to_document()
    weights = document["weights"]
    assert isinstance(weights, list)
    with pytest.raises(DocumentError):
        Voter.from_document({**document, "weights": weights[::-1]})

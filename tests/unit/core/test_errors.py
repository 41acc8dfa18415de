"""Every error says the same in both languages, keeps its facts, and repeats little of what it was given."""

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, tzinfo
from fractions import Fraction
from itertools import count
from types import SimpleNamespace
from typing import NamedTuple

import pytest

from communitygov.casebook.figure import (
    FiguresOfDifferentDocuments,
    FiguresOfDifferentPlaces,
    FiguresOfDifferentThings,
)
from communitygov.core.finding import Finding, Message, Reason
from communitygov.core.forest import HangsInCycle
from communitygov.core.terms import Term
from communitygov.errors import (
    ActionRefused,
    CommunityGovError,
    DocumentError,
    InvalidValue,
    MissingExtra,
    ProcedureRejected,
    StaleVersion,
    UnitMismatch,
    UnknownName,
    UnknownYear,
    Withheld,
    Words,
)
from communitygov.geometry.plane import Degrees
from communitygov.grid.code import CodeOfSeveralGrids, CodeUnreadable
from communitygov.grid.hierarchy.day_error import AbsentThen, DatedHierarchy
from communitygov.grid.posting.refusal import PostingRefused
from communitygov.grid.reorganisation.refusal import ChangeRefused
from communitygov.grid.residency.location import Missing, NoDwelling
from communitygov.procedure import HistoryRefused, MigrationRefused
from communitygov.programme.checklist.unlisted import MembersNotListed
from communitygov.programme.hazard.parted import PartsDoNotAddUp
from communitygov.programme.opportunity import OpportunityNotOpen, OpportunityStatus
from communitygov.quotation import SHOWN_LENGTH, shown
from communitygov.space.circle.circle import CirclesDoNotMix
from communitygov.space.mix.balance import MixRefused
from communitygov.space.operation.refusal import OperationRefused

BOUND = Words("须为短", "must be short")
KIND = Words("动作", "action")
ELSE = Words("此人现可：撤回", "this actor may now: withdraw")


def finding() -> Finding:
    return Message("GRID_GONE", Words("已撤", "it is gone"), Words("请换", "take another")).finding(
        "LQ-1", {}
    )


def reason() -> Reason:
    message = Message("ROLE_NOT_ENTITLED", Words("无权", "the role may not"), Words("请换人", "ask another"))
    return message.reason("LQ-1", {}, could_act=(Term("resident", "居民", "resident"),))


#: Error → how one is made around a text of the caller.
MADE: dict[type[CommunityGovError], Callable[[str], CommunityGovError]] = {
    CommunityGovError: lambda _: CommunityGovError(),
    InvalidValue: lambda text: InvalidValue("title", text, BOUND),
    UnknownName: lambda text: UnknownName(KIND, text, ("accept", "decide")),
    UnitMismatch: lambda text: UnitMismatch(text, text),
    DocumentError: lambda text: DocumentError("WRONG_TYPE", f"$.{text}", text, BOUND),
    ActionRefused: lambda text: ActionRefused(text, text, (reason(),), ("resident",), (), ELSE),
    ProcedureRejected: lambda text: ProcedureRejected(text, (reason(),)),
    HistoryRefused: lambda text: HistoryRefused(text, (reason(),)),
    MigrationRefused: lambda text: MigrationRefused(text, (reason(),)),
    StaleVersion: lambda _: StaleVersion(3, 5),
    UnknownYear: lambda _: UnknownYear(2031, (2025, 2026)),
    Withheld: Withheld,
    HangsInCycle: lambda text: HangsInCycle(KIND, text, ("a", "b")),
    MissingExtra: lambda _: MissingExtra("chinese_calendar", "calendar"),
    DatedHierarchy: lambda text: DatedHierarchy(text, (date(2024, 3, 1),) * 9),
    AbsentThen: lambda text: AbsentThen(text, text, date(2024, 2, 1), ((date(2024, 3, 1), None),)),
    CodeOfSeveralGrids: lambda text: CodeOfSeveralGrids(text, (text, "LQ-2")),
    CodeUnreadable: lambda _: CodeUnreadable((finding(),)),
    NoDwelling: lambda text: NoDwelling(text, Missing.DWELLING, dwelling=text),
    PostingRefused: lambda text: PostingRefused(text, text, (finding(),)),
    ChangeRefused: lambda _: ChangeRefused(KIND, (finding(),)),
    FiguresOfDifferentPlaces: lambda text: FiguresOfDifferentPlaces(text, text),
    FiguresOfDifferentThings: lambda text: FiguresOfDifferentThings(Words("甲", text), Words(text, "b")),
    FiguresOfDifferentDocuments: lambda text: FiguresOfDifferentDocuments(text, text),
    CirclesDoNotMix: lambda _: CirclesDoNotMix(KIND, BOUND),
    MixRefused: lambda text: MixRefused(text, (finding(),)),
    OperationRefused: lambda text: OperationRefused(text, (reason(),)),
    MembersNotListed: lambda text: MembersNotListed(KIND, 6, text),
    OpportunityNotOpen: lambda text: OpportunityNotOpen(text, date(2020, 12, 1), OpportunityStatus.EXPIRED),
    PartsDoNotAddUp: lambda text: PartsDoNotAddUp(text, text, Fraction(1)),
}
every_error = pytest.mark.parametrize("make", MADE.values(), ids=[kind.__name__ for kind in MADE])


def all_errors(base: type[CommunityGovError] = CommunityGovError) -> set[type[CommunityGovError]]:
    return {base}.union(*(all_errors(kind) for kind in base.__subclasses__()))


def test_every_error_of_the_library_is_among_the_examples() -> None:
    assert {kind for kind in all_errors() if kind.__module__.startswith("communitygov.")} == set(MADE)


@every_error
def test_an_error_survives_pickling_with_its_facts(make: Callable[[str], CommunityGovError]) -> None:
    error = make("LQ-1")
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  made one line above
    assert type(again) is type(error)
    assert again.args == error.args
    assert str(again) == str(error)


@every_error
def test_an_error_speaks_both_languages_and_ends_with_its_code(
    make: Callable[[str], CommunityGovError],
) -> None:
    error = make("LQ-1")
    assert any("\u4e00" <= character <= "\u9fff" for character in error.text("zh"))
    assert str(error) == f"{error.text('en')} [{error.code}]"
    assert error.code.replace("_", "").isalpha()
    assert error.code.isupper()
    assert error.text() == error.words().en


@every_error
def test_an_error_repeats_no_more_than_eighty_characters(make: Callable[[str], CommunityGovError]) -> None:
    error = make("龙" * 5_000)
    for language in ("zh", "en"):
        assert "龙" * (SHOWN_LENGTH + 1) not in error.text(language)  # type: ignore[arg-type]
        assert len(error.text(language)) < 700  # type: ignore[arg-type]


@every_error
def test_an_error_can_pass_through_a_context_manager_and_take_a_note(
    make: Callable[[str], CommunityGovError],
) -> None:
    @contextmanager
    def passing() -> Iterator[None]:
        yield

    error = make("LQ-1")
    error.add_note("seen on the way")
    with pytest.raises(type(error)) as caught, passing():
        raise error from ValueError("a cause")
    assert caught.value is error
    assert isinstance(error.__cause__, ValueError)


def test_errors_of_the_library_are_also_errors_of_their_python_kind() -> None:
    assert issubclass(InvalidValue, ValueError)
    assert issubclass(UnknownName, LookupError)
    assert issubclass(UnitMismatch, TypeError)
    assert issubclass(MissingExtra, ImportError)


# ------------------------------------------------------------------ what a message repeats


class Loud:
    def __repr__(self) -> str:
        return "first line\nsecond line\r\nthird " + "a" * 200


class Tagged(str):
    __slots__ = ()

    def __repr__(self) -> str:
        return "personal"


class LoudList(list[object]):
    """What a host's collection says of itself, and how it lets itself be read."""

    def __repr__(self) -> str:
        return "personal"

    def __iter__(self) -> Iterator[object]:
        raise RuntimeError


class LoudMap(dict[str, object]):
    def __repr__(self) -> str:
        return "personal"


class LoudZone(tzinfo):
    def __repr__(self) -> str:
        return "personal"


class LoudRow(NamedTuple):
    name: str


class LoudBytes(bytes):
    def __repr__(self) -> str:
        return "personal"


class Broken:
    def __repr__(self) -> str:
        raise RuntimeError


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12, "12"),
        ("龙桥", "'龙桥'"),
        ("a\nb", "'a\\nb'"),
        ("a" * 80, "'" + "a" * 80 + "'"),
        ("a" * 81, "'" + "a" * 80 + "…'"),
        (b"a" * 81, "b'" + "a" * 78 + "…"),
        ("\x00" * 80, "'" + "\\x00" * 19 + "\\x0…"),
        (Broken(), "‹Broken›"),
        (10**5_000, "<int>"),
        (None, "None"),
    ],
    ids=count(),
)
def test_a_value_is_shown_short_quoted_and_on_one_line(value: object, text: str) -> None:
    assert shown(value) == text


def test_what_a_foreign_object_says_of_itself_is_not_repeated() -> None:
    for value in (Loud(), [Loud()], {"row": Loud()}, (1, [Loud()]), SimpleNamespace(title="personal")):
        assert shown(value) == f"‹{type(value).__name__}›"
    assert shown({"row": [1, "a"]}) == "{'row': [1, 'a']}"
    assert shown(Tagged("a")) == "'a'"


@pytest.mark.parametrize(
    "value",
    [
        LoudList(),
        LoudMap(a=1),
        LoudRow("personal"),
        LoudBytes(b"personal"),
        datetime(2024, 3, 1, tzinfo=LoudZone()),
        time(9, tzinfo=LoudZone()),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_host_s_own_kind_of_something_plain_is_named_and_not_read(value: object) -> None:
    assert shown(value) == f"‹{type(value).__name__}›"
    assert shown([value]) == "‹list›"


def test_what_cannot_be_written_the_same_twice_is_named() -> None:
    assert shown(object()) == "‹object›"
    assert shown(each for each in ()) == "‹generator›"


def test_a_set_is_written_in_order() -> None:
    assert shown({"b", "a"}) == "{'a', 'b'}"
    assert shown(frozenset({"b", "a"})) == "frozenset({'a', 'b'})"
    assert (shown(set()), shown(frozenset())) == ("set()", "frozenset()")


def test_days_and_rows_of_the_library_are_written_out() -> None:
    assert (
        shown(datetime(2024, 3, 1, tzinfo=UTC))
        == "datetime.datetime(2024, 3, 1, 0, 0, tzinfo=datetime.timezone.utc)"
    )
    assert shown(Degrees(1, 2)) == "Degrees(longitude=1, latitude=2)"
    assert shown(Degrees(Loud(), 2)) == "‹Degrees›"  # type: ignore[arg-type]


def test_a_list_that_holds_itself_is_named() -> None:
    ring: list[object] = []
    ring.append(ring)
    assert shown(ring) == "‹list›"


# ------------------------------------------------------------------ words


def test_words_are_said_in_the_language_asked_for() -> None:
    assert Words("居民", "resident").say("zh") == "居民"
    assert Words("居民", "resident").say() == "resident"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownName, match="No language is called 'fr'"):
        Words("居民", "resident").say("fr")  # type: ignore[arg-type]


# ------------------------------------------------------------------ hints


@pytest.mark.parametrize(
    ("name", "known", "hint"),
    [
        ("acept", ("accept", "decide"), "Did you mean 'accept'?"),
        ("zzz", ("b", "a"), "Known: 'a', 'b'."),
        ("zzz", (), "There are none."),
        (7, ("accept",), "Known: 'accept'."),
        ("zzz", tuple("abcdefghij"), "'h', … (10)."),
    ],
    ids=count(),
)
def test_an_unknown_name_gets_a_hint(name: object, known: tuple[str, ...], hint: str) -> None:
    assert str(UnknownName(KIND, name, known)).endswith(f"{hint} [UNKNOWN_NAME]")


def test_a_refusal_names_every_reason_and_what_else_could_be_done() -> None:
    refusal = ActionRefused("LQ-1", "accept", (reason(), reason()), ("resident",), ("withdraw",), ELSE)
    assert refusal.text("en").count("the role may not") == 2
    assert refusal.text("en").endswith("this actor may now: withdraw.")
    assert refusal.text("zh").endswith("此人现可：撤回。")


def test_a_calendar_without_any_year_says_so() -> None:
    error = UnknownYear(2031, ())
    assert "knows no year, not 2031" in error.text("en")
    assert "任何年份均无" in error.text("zh")


def test_a_fault_is_seen_from_further_out_with_a_longer_path() -> None:
    error = DocumentError("WRONG_TYPE", "$.id", 7, BOUND).under("[3]").under(".entries")
    assert error.path == "$.entries[3].id"
    assert error.code == "WRONG_TYPE"
    assert str(error) == "$.entries[3].id: 7 must be short. [WRONG_TYPE]"


def test_eighty_characters_are_told_whole_and_more_with_their_two_ends() -> None:
    assert "a" * 80 + " and" in str(UnitMismatch("a" * 80, "b"))
    assert str(UnitMismatch("a" * 40 + "x" + "b" * 40, "b")).startswith("a" * 40 + "…" + "b" * 40 + " and")


def test_eight_known_names_are_told_without_a_count() -> None:
    assert "'h'. [" in str(UnknownName(KIND, "zzz", tuple("abcdefgh")))
    assert "'h', … (9). [" in str(UnknownName(KIND, "zzz", tuple("abcdefghi")))


def test_a_long_path_keeps_its_two_ends() -> None:
    error = DocumentError("WRONG_TYPE", "$.first" + ".x" * 500 + ".last", 7, BOUND)
    assert error.text("en").startswith("$.first")
    assert ".last: 7" in error.text("en")
    assert len(error.text("en")) < 120

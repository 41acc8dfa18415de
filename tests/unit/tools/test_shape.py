"""The shape gate: green on a clean package, red on each planted breach."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from tools.shape import Limits, Shape, main, measure

CLEAN = '''\
"""Votes of one sitting."""

from typing import overload

import attrs


@attrs.frozen(kw_only=True)
class Vote:
    """One vote."""

    seat: str
    weight: int = 1

    @property
    def is_heavy(self) -> bool:
        """Whether it counts more than once."""
        return self.weight > 1

    if True:

        def raised(self, weight: int, source: str, _reason: str) -> "Vote":
            """Return the same vote with another weight."""
            return attrs.evolve(self, weight=weight, seat=source)

    def __len__(self) -> int:
        return self.weight


class _Hidden:
    def open(self, door: str, key: str, hour: int) -> None:
        self.door, self.key, self.hour = door, key, hour


@overload
def total(votes: tuple[Vote, ...], *, floor: int) -> int: ...
@overload
def total(votes: tuple[Vote, ...]) -> int: ...
def total(votes: tuple[Vote, ...], *, floor: int = 0) -> int:
    """Return the weight of `votes`, at least `floor`."""

    def heavier(left: int, right: int) -> int:
        return max(left, right)

    try:
        return heavier(sum(vote.weight for vote in votes), floor)
    except OverflowError as _:
        return floor


if __name__ == "__main__":
    print(total(()))
'''

FUNCTION = '"""Votes."""\n\n\ndef tally({parameters}) -> int:\n    """Count."""\n{body}'
CLASS = '"""Votes."""\n\n\n{decorator}\nclass Vote:\n    """One vote."""\n'


def shape_of(folder: Path, files: Mapping[str, str]) -> Shape:
    """Write a package called village and measure it."""
    for name, text in {"__init__.py": '"""A village."""\n', **files}.items():
        path = folder / "village" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return measure(folder / "village")


def breaches_of(folder: Path, files: Mapping[str, str]) -> list[str]:
    """Return the breaches as they are printed, from the file's name on."""
    return [str(breach).rpartition("/")[2] for breach in shape_of(folder, files).breaches]


def function(parameters: str = "votes: int", body: str = "    return 0\n") -> str:
    """Return a module with one public function, defined in line 4."""
    return FUNCTION.format(parameters=parameters, body=body)


def test_a_clean_package_has_no_breach(tmp_path: Path) -> None:
    shape = shape_of(tmp_path, {"vote.py": CLEAN})
    assert shape.breaches == ()
    assert (shape.files, shape.functions) == (2, 6)


def test_the_tool_is_in_shape_itself() -> None:
    shape = measure(Path(__file__).parents[3] / "tools")
    assert shape.breaches == ()
    assert shape.files > 0


@pytest.mark.parametrize(
    ("source", "breach"),
    [
        (function(body="    votes += 1\n" * 49), "vote.py:4: tally has 50 lines; allowed: 49"),
        (
            function("a: int, b: int, *c: int, d: int, e: int, f: int, g: int"),
            "vote.py:4: tally has 7 parameters; allowed: 6",
        ),
        (function("a: int, b: int, c: int"), "vote.py:4: tally takes 3 by position; allowed: 2"),
        (function("a: int, /, b: int, c: int"), "vote.py:4: tally takes 3 by position; allowed: 2"),
        (function("**votes: int"), "vote.py:4: tally takes **votes; allowed: named parameters"),
        (
            function("*, strict: bool = False"),
            "vote.py:4: tally is switched by a boolean; allowed: a named value",
        ),
        (
            function("strict: bool = True"),
            "vote.py:4: tally is switched by a boolean; allowed: a named value",
        ),
        (function("votes"), "vote.py:4: tally leaves unannotated: votes; allowed: nothing"),
        (
            '"""Votes."""\n\n\nasync def _tally(*votes):\n    await votes\n',
            "vote.py:4: _tally leaves unannotated: votes, its answer; allowed: nothing",
        ),
        (
            function(body="    return " + " or ".join("votes" for _ in range(11)) + "\n"),
            "vote.py:4: tally has 11 ways through; allowed: 10",
        ),
        (
            function(body="    if votes:\n        pass\n" * 10),
            "vote.py:4: tally has 11 ways through; allowed: 10",
        ),
        (
            function(body="    return sum(v for v in [] " + "if v " * 10 + ")\n"),
            "vote.py:4: tally has 11 ways through; allowed: 10",
        ),
        ("votes = 1\n", "vote.py:1: vote has no docstring; allowed: none without"),
        (
            '"""Votes."""\n\n\ndef tally() -> int:\n    return 0\n',
            "vote.py:4: tally has no docstring; allowed: none without",
        ),
        (
            '"""Votes."""\n\n\nclass Vote:\n    seat: int\n',
            "vote.py:4: Vote has no docstring; allowed: none without",
        ),
        ('"""Votes."""\n' + "#\n" * 400, "vote.py:1: the file has 401 lines; allowed: 400"),
    ],
)
def test_a_breach_is_named_with_its_place_and_its_bound(tmp_path: Path, source: str, breach: str) -> None:
    limits = Limits(function=49)
    (tmp_path / "vote.py").write_text(source, encoding="utf-8")
    found = [str(each).rpartition("/")[2] for each in measure(tmp_path, limits).breaches]
    assert breach in found


@pytest.mark.parametrize(
    "decorator",
    [
        "@attrs.define",
        "@attrs.frozen(frozen=False)",
        "@attr.s(slots=True)",
        "@dataclass",
        "@dataclass(eq=True)",
    ],
)
def test_a_data_class_that_can_change_is_named(tmp_path: Path, decorator: str) -> None:
    found = breaches_of(tmp_path, {"vote.py": CLASS.format(decorator=decorator)})
    assert found == ["vote.py:5: Vote can be changed once made; allowed: frozen values"]


@pytest.mark.parametrize(
    "decorator", ["@attrs.frozen", "@frozen(kw_only=True)", "@define(frozen=True)", "@dataclass(frozen=True)"]
)
def test_a_frozen_data_class_is_no_breach(tmp_path: Path, decorator: str) -> None:
    assert breaches_of(tmp_path, {"vote.py": CLASS.format(decorator=decorator)}) == []


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "manager", "base", "models"])
def test_a_vague_name_is_refused_for_a_module_and_for_a_package(tmp_path: Path, name: str) -> None:
    text = '"""Odds and ends."""\n'
    breach = f":1: a module is called {name}; allowed: a noun of the field"
    assert breaches_of(tmp_path / "file", {f"{name}.py": text}) == [f"{name}.py{breach}"]
    assert breaches_of(tmp_path / "folder", {f"{name}/__init__.py": text}) == [f"__init__.py{breach}"]


@pytest.mark.parametrize(
    "back",
    [
        "import village.vote\n",
        "from village.vote import Vote\n",
        "from village import vote\n",
        "from . import vote\n",
        "from .vote import Vote\n",
        "def lazily() -> None:\n    import village.vote\n",
        "if TYPE_CHECKING:\n    from village.vote import Vote\n",
    ],
    ids=["import", "from", "module", "sibling", "relative", "lazy", "typing"],
)
def test_an_import_cycle_is_named_however_the_import_is_written(tmp_path: Path, back: str) -> None:
    vote = '"""Votes."""\n\nfrom village.seat import Seat\n'
    found = breaches_of(tmp_path, {"vote.py": vote, "seat.py": f'"""Seats."""\n\n{back}'})
    (cycle,) = (breach for breach in found if "cycle" in breach)
    assert "village.seat imports village.vote" in cycle
    assert "village.vote imports village.seat" in cycle


def test_two_import_cycles_are_two_breaches(tmp_path: Path) -> None:
    names = {"a": "b", "b": "a", "c": "d", "d": "c"}
    files = {f"{name}.py": f'"""{name}."""\nimport village.{other}\n' for name, other in names.items()}
    assert sum("cycle" in breach for breach in breaches_of(tmp_path, files)) == 2


def test_a_package_inside_is_reached_by_relative_imports(tmp_path: Path) -> None:
    files = {
        "hall/__init__.py": '"""The hall."""\n\nfrom .room import Room\n',
        "hall/room.py": '"""A room."""\n\nfrom ..hall import door\n',
    }
    (cycle,) = breaches_of(tmp_path, files)
    assert cycle.startswith(("room.py:3: an import cycle: ", "__init__.py:3: an import cycle: "))


def test_modules_in_a_row_are_no_cycle(tmp_path: Path) -> None:
    files = {
        "a.py": '"""A."""\n\nimport village.b\nfrom os import path\n',
        "b.py": '"""B."""\n\nfrom village.c import name\n',
        "c.py": '"""C."""\n',
    }
    assert breaches_of(tmp_path, files) == []


def test_tests_for_texts_are_counted_over_the_whole_package(tmp_path: Path) -> None:
    one = '"""Votes."""\n\nfor kind in ():\n    kind == "open"\n'
    other = '"""Seats."""\n\nfor kind in ():\n    "paper" != kind\n'
    assert breaches_of(tmp_path, {"vote.py": one}) == []
    assert breaches_of(tmp_path, {"vote.py": one, "seat.py": other}) == [
        "seat.py:4: a test for 'paper'; allowed: 1 such",
        "vote.py:4: a test for 'open'; allowed: 1 such",
    ]


def test_a_comparison_of_another_kind_is_no_test_for_a_text(tmp_path: Path) -> None:
    source = '"""Votes."""\n\nfor kind in ():\n    "a" in kind\n    "b" < kind\n    kind == 1\n'
    assert breaches_of(tmp_path, {"vote.py": source}) == []


def test_long_functions_may_be_rare(tmp_path: Path) -> None:
    long = '\n\ndef _long() -> None:\n    """Do it."""\n' + "    ...\n" * 25
    short = "\n\ndef _short() -> None: ...\n"
    rare = f'"""Votes."""\n{long}{short * 19}'
    often = f'"""Votes."""\n{long}{short * 18}'
    assert breaches_of(tmp_path, {"vote.py": rare}) == []
    assert breaches_of(tmp_path, {"vote.py": often}) == [
        "village:1: 19 of 20 functions have up to 26 lines; allowed: 25"
    ]


def test_a_file_is_read_in_its_own_encoding(tmp_path: Path) -> None:
    text = '# coding: gb18030\n"""议事。"""\n'
    (tmp_path / "vote.py").write_bytes(text.encode("gb18030"))
    assert measure(tmp_path).breaches == ()


def test_the_command_prints_each_breach_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "vote.py").write_text("votes = 1\n", encoding="utf-8")
    assert main([str(tmp_path)]) == 1
    breach, figures = capsys.readouterr().out.splitlines()
    assert breach == f"{(tmp_path / 'vote.py').as_posix()}:1: vote has no docstring; allowed: none without"
    assert figures.startswith(f"{tmp_path}: 1 files, 0 functions")


def test_the_command_succeeds_on_a_clean_package(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "vote.py").write_text(CLEAN, encoding="utf-8")
    assert main([str(tmp_path)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_a_folder_without_sources_does_not_pass(tmp_path: Path) -> None:
    assert main([str(tmp_path / "nowhere")]) == 1

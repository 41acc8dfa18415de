"""Rules of the house, kept by a machine: what is public is documented, written down and redacted."""

import ast
import importlib
import inspect
import pkgutil
import string
import subprocess
import sys
from collections import Counter
from copy import copy
from enum import Enum
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import communitygov
from communitygov.core.checks import hidden
from communitygov.core.document import Value, kinds
from communitygov.core.finding import Message
from communitygov.errors import CommunityGovError
from communitygov.testing.registration import strategy_table

STRATEGIES = strategy_table()
ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "src" / "communitygov"
PAGES = ROOT / "docs" / "reference" / "codes"
SNAPSHOT = Path(__file__).parent / "public_names.txt"

MODULES = [
    importlib.import_module(found.name)
    for found in pkgutil.walk_packages(communitygov.__path__, "communitygov.")
]
FRONTS = [module for module in MODULES if hasattr(module, "__path__") and hasattr(module, "__all__")]
PUBLIC = sorted({(front.__name__, name) for front in FRONTS for name in front.__all__})
OBJECTS = {f"{front}.{name}": getattr(importlib.import_module(front), name) for front, name in PUBLIC}
NAMED = {name: each for name, each in OBJECTS.items() if inspect.isclass(each) or inspect.isfunction(each)}
OWN_KINDS = [kind for kind in kinds().values() if kind.__module__.startswith("communitygov.")]
MESSAGES = {
    (module.__name__, name): each
    for module in MODULES
    for name, each in vars(module).items()
    if isinstance(each, Message)
}


def all_errors(base: type[CommunityGovError] = CommunityGovError) -> list[type[CommunityGovError]]:
    """Return every error class of the library."""
    return [base, *(each for child in base.__subclasses__() for each in all_errors(child))]


# ------------------------------------------------------------------ names


def test_the_public_names_are_those_of_the_snapshot() -> None:
    top = [("communitygov", name) for name in communitygov.__all__]
    lines = [f"{front}.{name}" for front, name in sorted({*PUBLIC, *top})]
    assert "\n".join(lines) + "\n" == SNAPSHOT.read_text(encoding="utf-8")


def test_the_front_door_is_small_and_each_name_is_found_at_its_home() -> None:
    assert len(communitygov.__all__) <= 25
    for name in communitygov.__all__:
        each = getattr(communitygov, name)
        assert each.__module__.startswith("communitygov.")
        assert each.__name__ == name
    assert dir(communitygov) == communitygov.__all__
    with pytest.raises(AttributeError, match="nowhere"):
        communitygov.nowhere  # noqa: B018  the access is the test


@pytest.mark.parametrize("name", sorted(NAMED))
def test_every_public_name_is_documented_with_an_example(name: str) -> None:
    doc = inspect.getdoc(NAMED[name]) or ""
    assert doc.split("\n")[0].endswith((".", ":")), f"{name}: the first line is a sentence"
    is_protocol = getattr(NAMED[name], "_is_protocol", False)
    assert ">>>" in doc or is_protocol, f"{name} has no example"


def test_every_public_name_comes_from_inside_the_house() -> None:
    for name, each in NAMED.items():
        assert each.__module__.startswith("communitygov."), name


# ------------------------------------------------------------------ values


@pytest.mark.parametrize("kind", OWN_KINDS, ids=lambda kind: kind.document_kind)
def test_every_value_has_a_strategy(kind: type[Value]) -> None:
    assert kind in STRATEGIES, f"{kind.__module__}.{kind.__name__} has no strategy"


def test_every_public_value_is_frozen_and_has_a_kind_of_its_own() -> None:
    for name, each in NAMED.items():
        if inspect.isclass(each) and issubclass(each, Value) and each is not Value:
            assert attrs.has(each), name
            assert "document_kind" in vars(each) or inspect.isabstract(each) or each.__subclasses__(), name
    assert max(Counter(kind.document_kind for kind in OWN_KINDS).values()) == 1


@pytest.mark.parametrize(
    "kind",
    sorted(STRATEGIES, key=lambda kind: (kind.__qualname__, kind.__module__)),
    ids=lambda kind: f"{kind.__module__.split('.')[1]}.{kind.__name__}",
)
@settings(max_examples=25)  # each law of a topic tries more; here every kind is tried
@given(data=st.data())
def test_every_value_is_written_down_read_back_and_redacted(kind: type[Any], data: st.DataObject) -> None:
    value = data.draw(st.from_type(kind) if issubclass(kind, Value) else STRATEGIES[kind]())
    assert isinstance(value, kind)
    if isinstance(value, Value):
        assert type(value).from_document(value.to_document()) == value
        assert Value.from_json(value.to_json()) == value
        assert Value.from_json(value.to_json()).to_json() == value.to_json()
    assert len(repr(value)) < 40_000
    assert CANARY not in repr(with_canary(value))


#: What stands in every hidden field of a value while it is printed.
CANARY = "金丝雀 canary 13800000000"


def with_canary(value: object) -> object:
    """Return a copy of the value with the canary in each field that its class declares hidden."""
    if not attrs.has(type(value)):
        return value
    marked = copy(value)
    for field in attrs.fields(type(value)):
        if field.repr is hidden and isinstance(getattr(value, field.name), str):
            object.__setattr__(marked, field.name, CANARY)
    return marked


def test_the_canary_would_be_seen() -> None:
    seen = [kind for kind in OWN_KINDS if any(field.repr is hidden for field in attrs.fields(kind))]
    assert {kind.document_kind for kind in seen} >= {"matter"}


# ------------------------------------------------------------------ words


def test_every_code_has_one_meaning() -> None:
    by_code: dict[str, set[int]] = {}
    for message in MESSAGES.values():
        by_code.setdefault(message.code, set()).add(id(message))
    assert [code for code, found in by_code.items() if len(found) > 1] == []


@pytest.mark.parametrize("message", {m.code: m for m in MESSAGES.values()}.values(), ids=lambda m: m.code)
def test_every_code_speaks_both_languages_and_has_a_page(message: Message) -> None:
    for words in (message.words, message.remedy):
        assert any("\u4e00" <= character <= "\u9fff" for character in words.zh)
        assert words.en.isascii() or "’" in words.en
        assert gaps(words.zh) == gaps(words.en)
    page = (PAGES / f"{message.code}.md").read_text(encoding="utf-8")
    for words in (message.words, message.remedy):
        assert words.zh in page
        assert words.en in page


def gaps(template: str) -> set[str]:
    """Return the names of a template's gaps."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def test_every_error_has_a_code_and_a_page() -> None:
    codes = [error.code for error in all_errors() if isinstance(error.code, str)]
    assert len(codes) == len(set(codes))
    for code in codes:
        assert (PAGES / f"{code}.md").exists(), code


def test_every_term_is_in_the_glossary() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    lists = [each for each in NAMED.values() if inspect.isclass(each) and issubclass(each, Enum)]
    for each in lists:
        for member in each:
            if hasattr(member, "zh"):
                assert member.zh in glossary, member
                assert member.en in glossary, member


@pytest.mark.parametrize(
    "program",
    [
        "import communitygov.testing",
        "from communitygov.testing import strategies",
        "import communitygov.testing.strategies.grid",
        "import communitygov.testing.registration",
        "import communitygov; communitygov.five_step(); import hypothesis",
        "from hypothesis.strategies import from_type as f; from communitygov import Case; f(Case).validate()",
    ],
)
def test_the_test_kit_may_be_imported_before_hypothesis_or_after(program: str) -> None:
    run_alone(program)


WITHOUT_HYPOTHESIS = """
import sys
sys.modules["hypothesis"] = None
from communitygov.errors import MissingExtra
try:
    import communitygov.testing
except MissingExtra as error:
    assert "communitygov[testing]" in str(error)
else:
    raise AssertionError("nothing was said")
"""


def test_the_test_kit_without_hypothesis_names_the_extra() -> None:
    run_alone(WITHOUT_HYPOTHESIS)


# ------------------------------------------------------------------ purity

ALLOWED_AT_IMPORT = """
import sys
opened = []
def watch(event, arguments):
    if event == "open":
        opened.append(str(arguments[0]))
    elif event.startswith(("socket.", "subprocess.", "os.exec", "os.system", "urllib.", "shutil.")):
        opened.append(event)
sys.addaudithook(watch)
import communitygov
assert not [path for path in opened if not path.endswith((".py", ".pyc"))], opened
for heavy in ("networkx", "numpy", "transitions", "transitions.extensions", "hypothesis"):
    assert heavy not in sys.modules, heavy
from communitygov import *
for heavy in ("networkx", "numpy", "transitions.extensions", "hypothesis"):
    assert heavy not in sys.modules, heavy
"""


def test_importing_reads_nothing_and_loads_nothing_heavy() -> None:
    run_alone(ALLOWED_AT_IMPORT)


AT_WORK = """
import os, sys, time
from datetime import UTC, datetime
from communitygov.core import Journal, Quantity, Sensitive, WeekendCalendar
from communitygov.deliberation import five_step
from communitygov.errors import CommunityGovError
from communitygov.grid import GridHierarchy
from communitygov.meeting import Delegate, four_party_council
from communitygov.procedure import Case, Procedure
from communitygov.testing.walks import walked

def work():
    procedure = five_step()
    case = walked(procedure, (0, 3, 0, 0, 0, 0))
    journal = Journal()
    for record in case.history:
        journal = journal.append(record.to_document())
    assert Journal.from_json(journal.to_json()) == journal
    assert Case.from_json(case.to_json()) == case
    assert Procedure.from_json(procedure.to_json()) == procedure
    procedure.due([case], now=case.since, calendar=WeekendCalendar())
    procedure.check(), procedure.to_svg(), procedure.to_mermaid(), repr(case), case._repr_html_()
    four_party_council((Delegate("d-1", constituency="local_worthies"),)).findings()
    grid = GridHierarchy.from_rows([("A", None, "community", "a")])
    grid.findings(), grid.path("A")
    Quantity.parse("500余部").at_least(400)
    for hostile in ("[" * 5000, '{"$kind": "case"}', '{"a": NaN}', b"\\xff", "1" * 5000):
        try:
            Case.from_json(hostile)
        except CommunityGovError:
            continue
        raise AssertionError(hostile[:20])

class Tripwire(dict):
    def __getitem__(self, name): raise AssertionError(f"the environment was read: {name}")
    get = __contains__ = __iter__ = __getitem__

def forbidden(*_arguments, **_options):
    raise AssertionError("the clock was read")

work()  # what is loaded when first used is loaded now
seen = []
armed = False
def watch(event, arguments):
    if armed and (event in {"open", "exec", "compile", "import"} or event.split(".")[0] in
                  {"os", "socket", "subprocess", "shutil", "glob", "tempfile", "urllib", "random"}):
        seen.append((event, str(arguments)[:80]))
sys.addaudithook(watch)
os.environ = Tripwire()
for name in ("time", "time_ns", "monotonic", "perf_counter", "localtime", "gmtime"):
    setattr(time, name, forbidden)
armed = True
work()
armed = False
assert not seen, seen
"""


def test_the_core_at_work_reads_no_file_no_environment_and_no_clock() -> None:
    run_alone(AT_WORK)


#: What reads a clock without anybody noticing, so that only the source shows it.
CLOCKS = {"now", "utcnow", "today", "fromtimestamp", "time", "monotonic", "perf_counter", "localtime"}
BANNED = {"pickle", "yaml", "marshal", "shelve", "re", "random", "secrets", "uuid", "os", "time", "logging"}
#: Where a search draws from a seed that the caller gives: the same seed, the same answer.
SEEDED = (
    "communitygov/grid/delineation",
    "communitygov/space/brief/timetable",
    "communitygov/space/cover",
    "communitygov/space/selection",
)


def test_no_source_calls_a_clock_or_imports_what_the_core_may_not_know() -> None:
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            place = f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = ast.unparse(node.func.value)
                assert not (owner in {"datetime", "date", "time"} and node.func.attr in CLOCKS), place
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"eval", "exec", "open", "hash", "input", "print"}, place
            names = imported(node)
            is_seeded = any(place in path.as_posix() for place in SEEDED)
            banned = BANNED - {"random"} if is_seeded else BANNED
            assert not {name.split(".")[0] for name in names} & banned, place
            assert "random" not in names or ast.unparse(node) == "from random import Random", place


def imported(node: ast.AST) -> list[str]:
    """Return the modules that an import statement names."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module else []


def run_alone(program: str) -> None:
    """Run a program in an interpreter of its own; what it prints on failure is the message."""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_set_shows_its_members_in_order_or_only_their_number() -> None:
    """The repr of a set follows the hash seed; that of a value must not."""
    sets = {
        (kind.__name__, field.name): field.repr
        for kind in OWN_KINDS
        for field in attrs.fields(kind)
        if "frozenset" in str(field.type)
    }
    assert sets
    assert {place for place, shown in sets.items() if shown is True} == set()

"""The examples are scripts beside the library; their folder is put on the path as running one would."""

import shutil
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest

EXAMPLES = Path(__file__).parents[3] / "examples"
sys.path.insert(0, str(EXAMPLES))


class Ended(NamedTuple):
    """How a run of the example ended."""

    status: int
    out: str
    err: str


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a copy of the data that a test may spoil."""
    return Path(shutil.copytree(EXAMPLES / "data" / "longqiao", tmp_path / "data"))


def runner(name: str, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Return what runs an example in this process."""
    main = import_module(name).main

    def run(*arguments: object) -> Ended:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        return Ended(status, *capsys.readouterr())

    return run


@pytest.fixture
def example(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Return what runs the main example."""
    return runner("longqiao", capsys)


@pytest.fixture
def council_sitting(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Return what runs the example of a sitting."""
    return runner("council_sitting", capsys)


@pytest.fixture
def quarter_grids(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Return what runs the example of a quarter."""
    return runner("quarter_grids", capsys)


@pytest.fixture
def idle_corner(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Return what runs the example of an idle corner."""
    return runner("idle_corner", capsys)

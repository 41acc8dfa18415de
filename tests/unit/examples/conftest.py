"""The example is a script beside the library; its folder is put on the path as running it would."""

import shutil
import sys
from collections.abc import Callable
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


@pytest.fixture
def example(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Return what runs the example in this process."""
    from longqiao import main  # noqa: PLC0415  found only once the path is set

    def run(*arguments: object) -> Ended:
        capsys.readouterr()
        status = main([str(argument) for argument in arguments])
        return Ended(status, *capsys.readouterr())

    return run

"""Run the Python blocks of README.md and of every page under docs.

The blocks of a page stand on one another, as a reader meets them.  So a page is one test: neither a random
order of tests nor several workers can take it apart.  It stops at the first block that does not hold.
"""

from collections.abc import Iterator
from doctest import DONT_ACCEPT_TRUE_FOR_1, ELLIPSIS
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.example import SybilFailure
from sybil.parsers.markdown import PythonCodeBlockParser

ROOT = Path(__file__).parent
READER = Sybil(parsers=[PythonCodeBlockParser(doctest_optionflags=ELLIPSIS | DONT_ACCEPT_TRUE_FOR_1)])


class Page(pytest.File):
    """A page of the documentation."""

    def collect(self) -> Iterator[pytest.Item]:
        """Return its one test, if there is anything to run."""
        if any(READER.parse(self.path)):
            yield Examples.from_parent(self, name="examples")


class Examples(pytest.Item):
    """All blocks of a page, in their order."""

    def runtest(self) -> None:
        """Run them in one namespace."""
        for example in READER.parse(self.path):
            example.evaluate()

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException]) -> object:  # type: ignore[override]
        """Name the place and the difference, without the machinery around it."""
        if isinstance(excinfo.value, SybilFailure):
            return str(excinfo.value)
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Name the page."""
        return self.path, 0, str(self.path.relative_to(ROOT))


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Page | None:
    """Take README.md and the pages under docs."""
    place = file_path.relative_to(ROOT) if file_path.is_relative_to(ROOT) else Path()
    is_page = place == Path("README.md") or (place.suffix == ".md" and place.parts[0] == "docs")
    return Page.from_parent(parent, path=file_path) if is_page else None

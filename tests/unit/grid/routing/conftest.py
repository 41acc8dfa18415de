"""The small town of `routed`, fresh for each test."""

import pytest
from tests.unit.grid.routing.routed import Parts, town

from communitygov.grid.routing.router import Router


@pytest.fixture
def parts() -> Parts:
    """Make the parts of the town."""
    return town()


@pytest.fixture
def router(parts: Parts) -> Router:
    """Make the router of the town."""
    return parts.router()

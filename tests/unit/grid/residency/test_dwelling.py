"""A dwelling is a code that lies in a grid."""

import pytest

from communitygov.errors import InvalidValue
from communitygov.grid.residency import Dwelling


def test_a_dwelling_may_lie_in_no_grid_yet() -> None:
    assert Dwelling("D-1", grid="").grid == ""


@pytest.mark.parametrize(
    "wrong",
    [{"grid": "龙桥"}, {"grid": None}, {"building": chr(0x202E)}, {"entrance": 1}, {"at": (1, 2)}],
    ids=str,
)
def test_what_a_dwelling_may_not_hold_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidValue) as refusal:
        Dwelling("D-1", **{"grid": "LQ-1", **wrong})  # type: ignore[arg-type]
    assert refusal.value.what == next(iter(wrong))

"""Where somebody lives, and why nobody can say."""

from datetime import date

import pytest

from communitygov.errors import InvalidValue, Words
from communitygov.grid.residency import Dwelling, Home, Missing, NoDwelling, TenureRole


def home(**changes: object) -> Home:
    fields = {
        "dwelling": Dwelling("D-1", grid="LQ-1"),
        "path": ("LQ", "LQ-1"),
        "roles": (TenureRole.HEAD,),
        **changes,
    }
    return Home(**fields)  # type: ignore[arg-type]


def test_vacancies_are_said_and_not_left_out() -> None:
    vacant = home(in_charge=[("LQ-1", None), ("LQ", None)])
    assert vacant.vacant == ("LQ-1", "LQ")
    assert vacant.responsible is None


def test_without_a_roster_nothing_is_said_of_who_is_in_charge() -> None:
    assert (home().in_charge, home().vacant, home().responsible) == ((), (), None)


@pytest.mark.parametrize("pair", ["LQ-1", ("LQ-1", 7), ("龙桥", None), ("LQ-1", "王")], ids=str)
def test_what_is_no_grid_with_somebody_or_nobody_is_refused(pair: object) -> None:
    with pytest.raises(InvalidValue) as refusal:
        home(in_charge=[pair])
    assert refusal.value.what == "in_charge"


@pytest.mark.parametrize("missing", Missing)
def test_each_missing_link_is_said_with_a_remedy_in_both_languages(missing: Missing) -> None:
    error = NoDwelling("r-1", missing)
    for language in ("zh", "en"):
        text = error.text(language)  # type: ignore[arg-type]
        assert missing.label(language) in text  # type: ignore[arg-type]
        assert error.suggestion.say(language) in text  # type: ignore[arg-type]
    assert "网格员" in error.text("zh")


def test_the_facts_behind_are_named() -> None:
    ended = NoDwelling("r-1", Missing.TENURE_OVER, ended=date(2024, 1, 1))
    assert ended.words() == Words(
        "'r-1' 在网格上没有住所：人房关系已终止（2024-01-01）。请登记现住房屋；可找网格员。",
        "'r-1' has no dwelling on the grid: the tenure has ended (2024-01-01). Register where they live now; "
        "the grid worker can help.",
    )
    assert "'D-1'" in str(NoDwelling("r-1", Missing.GRID, dwelling="D-1"))
    assert "'LQ-9'" in str(NoDwelling("r-1", Missing.GRID_GONE, dwelling="D-1", grid="LQ-9"))

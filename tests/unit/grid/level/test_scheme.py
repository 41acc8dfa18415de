"""Schemes: how they are changed, and the presets."""

import attrs
import pytest

from communitygov.core.source import LIBRARY_DEFAULT, Citation
from communitygov.errors import InvalidValue, UnknownName
from communitygov.grid.code.standard import CodeStandard
from communitygov.grid.level import (
    ADMINISTRATIVE,
    CHENGDU,
    PARTY_LINKAGE,
    PROPERTY,
    STATISTICAL_DIVISIONS,
    THREE_PLUS_ONE,
    GridKind,
    Level,
    LevelScheme,
)

PRESETS = (ADMINISTRATIVE, CHENGDU, PARTY_LINKAGE, PROPERTY, STATISTICAL_DIVISIONS, THREE_PLUS_ONE)
OURS = Citation(document="our-street", article="2024-07")
every_preset = pytest.mark.parametrize("scheme", PRESETS, ids=lambda scheme: scheme.code)


@every_preset
def test_a_preset_says_where_each_level_and_the_nesting_stand(scheme: LevelScheme) -> None:
    assert scheme.nesting is not None
    assert all(level.source for level in scheme)
    assert LevelScheme.from_json(scheme.to_json()) == scheme


@every_preset
def test_no_two_presets_share_a_code(scheme: LevelScheme) -> None:
    assert [each.code for each in PRESETS].count(scheme.code) == 1


def test_grids_have_a_kind_and_districts_bodies_and_buildings_have_none() -> None:
    kinds = {level.code: level.kind for level in CHENGDU}
    assert {kind: code for code, kind in kinds.items() if kind} == {
        GridKind.INTEGRATED: "integrated",
        GridKind.GENERAL: "general",
        GridKind.EXCLUSIVE: "exclusive",
        GridKind.MICRO: "micro",
    }
    assert {level.code: level.kind for level in THREE_PLUS_ONE if level.kind} == {
        "community": GridKind.INTEGRATED,
        "general": GridKind.GENERAL,
        "micro": GridKind.MICRO,
        "exclusive": GridKind.EXCLUSIVE,
    }
    for scheme in (ADMINISTRATIVE, PARTY_LINKAGE, PROPERTY, STATISTICAL_DIVISIONS):
        assert not any(level.kind for level in scheme)


def test_three_plus_one_leaves_nothing_loose_beneath_a_community() -> None:
    assert THREE_PLUS_ONE.legal == {
        ("district", None),
        ("street", None),
        ("street", "district"),
        ("community", None),
        ("community", "street"),
        ("general", "community"),
        ("micro", "general"),
        ("exclusive", "community"),
    }
    assert {(each.bounds.least, each.bounds.most) for each in THREE_PLUS_ONE if each.bounds} == {
        (300, 500),
        (30, 100),
    }


def test_the_linkage_is_one_chain_of_bodies() -> None:
    codes = [level.code for level in PARTY_LINKAGE]
    assert PARTY_LINKAGE.legal == {(codes[0], None), *zip(codes[1:], codes, strict=False)}
    assert not any(level.holds_residents for level in PARTY_LINKAGE)


def test_official_divisions_are_numbered_and_others_are_not() -> None:
    assert [level.code_standard for level in STATISTICAL_DIVISIONS] == [
        CodeStandard.GB_T_2260,
        CodeStandard.GB_T_2260,
        CodeStandard.GB_T_2260,
        CodeStandard.GB_T_10114,
        CodeStandard.STATISTICAL,
    ]
    assert not any(level.code_standard for level in ADMINISTRATIVE)


def test_bounds_are_changed_and_taken_away_in_a_new_scheme() -> None:
    ours = CHENGDU.with_bounds("micro", least=50, most=100, source=OURS)
    ours = ours.with_children("general", least=2, source=OURS)
    assert ours["micro"].bounds.least == 50  # type: ignore[union-attr]
    assert ours["general"].children.most is None  # type: ignore[union-attr]
    assert ours["general"].bounds == CHENGDU["general"].bounds
    bare = ours.without_bounds()
    assert not any(level.bounds or level.children for level in bare)
    assert CHENGDU["micro"].bounds.least == 30  # type: ignore[union-attr]
    assert CHENGDU["general"].children is None


@pytest.mark.parametrize("change", ["with_bounds", "with_children"])
def test_bounds_of_a_level_that_is_not_there_are_refused(change: str) -> None:
    with pytest.raises(UnknownName, match="Did you mean 'micro'"):
        getattr(CHENGDU, change)("mirco", least=1, source=OURS)


def test_a_scheme_is_extended_at_its_end() -> None:
    lane = Level(code="lane", zh="巷", en="lane", under={"micro"}, stands_alone=False)
    assert [level.code for level in CHENGDU.extended(lane)][-2:] == ["exclusive", "lane"]
    with pytest.raises(InvalidValue, match="only once"):
        CHENGDU.extended(CHENGDU["micro"])


def test_every_grid_belongs_to_a_community_and_none_to_a_street() -> None:
    strict = CHENGDU.within("community")
    assert {pair for pair in strict.legal if strict[pair[0]].kind} == {
        ("integrated", "community"),
        ("general", "community"),
        ("general", "integrated"),
        ("micro", "general"),
        ("exclusive", "integrated"),
        ("exclusive", "general"),
    }
    assert {pair for pair in strict.legal if not strict[pair[0]].kind} == {
        pair for pair in CHENGDU.legal if not CHENGDU[pair[0]].kind
    }
    assert strict.within("community") == strict


def test_grids_may_belong_to_a_level_that_is_a_grid_itself() -> None:
    strict = THREE_PLUS_ONE.within("community")
    assert strict == THREE_PLUS_ONE


def test_grids_cannot_belong_to_what_is_not_there_or_comes_later() -> None:
    with pytest.raises(UnknownName):
        CHENGDU.within("village")
    late = LevelScheme(
        "late",
        (
            Level(code="grid", zh="网格", en="grid", kind=GridKind.GENERAL),
            Level(code="home", zh="村", en="village"),
        ),
    )
    with pytest.raises(InvalidValue, match="listed before 'grid'"):
        late.within("home")


def test_the_nesting_is_cited_or_nobody_says() -> None:
    assert CHENGDU.nesting == LIBRARY_DEFAULT
    assert LevelScheme("ours", CHENGDU.levels).nesting is None
    with pytest.raises(InvalidValue, match="Citation"):
        attrs.evolve(CHENGDU, nesting="002")


def test_what_is_no_level_is_allowed_nowhere_and_cannot_be_put_in() -> None:
    assert not CHENGDU.allows([], "general")  # type: ignore[arg-type]
    assert not CHENGDU.allows("micro", {})  # type: ignore[arg-type]
    for level in (None, "micro", {"code": "micro"}):
        with pytest.raises(InvalidValue):
            CHENGDU.with_level(level)  # type: ignore[arg-type]
        with pytest.raises(InvalidValue):
            CHENGDU.extended(level)  # type: ignore[arg-type]

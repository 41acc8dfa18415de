"""What the documents say of places: kinds, moves, co-creators and channels, typed a second time."""

from tests.source.tables import said

from communitygov.space.place import (
    CO_CREATORS,
    RENEWAL_MOVES,
    SCENES_AND_NEEDS,
    TRANSFORMATION_SOURCES,
    ChannelKind,
    CoCreator,
    RenewalMove,
    TransformationKind,
)


def test_three_ways_of_transformation_are_those_of_the_document_in_its_order() -> None:
    ways = said("004-three-ways.txt")
    kinds = [
        TransformationKind.REGENERATION,
        TransformationKind.ACTIVATION,
        TransformationKind.CHANGE_OF_USE,
    ]
    assert "、".join(kind.zh for kind in kinds) == "小区再生、存量活动、用途转换"
    assert "“小区再生、存量活动、用途转换”" in ways
    assert {TRANSFORMATION_SOURCES[kind].phrase for kind in kinds} == {"小区再生、存量活动、用途转换"}
    assert {TRANSFORMATION_SOURCES[kind].document for kind in kinds} == {"004"}


def test_the_upgrade_is_of_what_is_there() -> None:
    source = TRANSFORMATION_SOURCES[TransformationKind.UPGRADE]
    assert (source.document, source.phrase) == ("000", "对原有设施进行提档升级改造")
    assert source.phrase in said("000-upgrade.txt")
    assert TransformationKind.UPGRADE.zh in source.phrase
    assert set(TRANSFORMATION_SOURCES) == set(TransformationKind)


def test_the_three_moves_are_those_of_the_document_in_its_order() -> None:
    assert (
        "、".join(move.zh for move in RenewalMove) == RENEWAL_MOVES.phrase == "空间美化、功能再造、业态更新"
    )
    assert RENEWAL_MOVES.phrase in said("000-renewal-moves.txt")


def test_the_three_co_creators_are_those_of_the_document_in_its_order() -> None:
    community, residents, team = (kind.zh for kind in CoCreator)
    assert CO_CREATORS.phrase == f"{community}、{residents}以及{team}一同策划、动手"
    assert CO_CREATORS.phrase in said("003-roof.txt")


def test_channels_are_on_line_and_on_site() -> None:
    assert "".join(kind.zh for kind in ChannelKind) == "线上线下"
    assert "“线上线下”" in said("000-channels.txt")
    assert "采用线上线下的模式" in said("003-canteen.txt")
    assert "保温自提柜" in said("003-canteen.txt")


def test_scenes_and_needs_are_matched_precisely() -> None:
    assert SCENES_AND_NEEDS.phrase in said("004-scenes-and-needs.txt")
    assert SCENES_AND_NEEDS.phrase.endswith("精准匹配")

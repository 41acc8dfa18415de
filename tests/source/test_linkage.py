"""The six levels of the linkage and the kinds of bodies, typed a second time from the documents."""

from pathlib import Path

import pytest

from communitygov.organisation import SIX_LEVELS, BodyKind, LinkageLevel

EXCERPTS = Path(__file__).parent / "excerpts"


def words(document: str) -> str:
    """All that is excerpted of a document; the newspaper's columns broke its lines anywhere."""
    files = sorted(EXCERPTS.glob(f"{document}-*.txt"))
    return "".join("".join(file.read_text(encoding="utf-8").split()) for file in files)


LEVELS = (
    ("district", "区"),
    ("street", "镇（街道）"),
    ("community", "村（社区）"),
    ("neighbourhood", "小区（院落）"),
    ("building", "楼栋"),
    ("hub_household", "党员中心户"),
)

#: Kind, its word, the documents that name it.
KINDS = (
    ("party_committee", "党委", "001 003"),
    ("party_branch", "党支部", "003"),
    ("party_organisation", "党组织", "002 003"),
    ("hub_household", "党员中心户", "002"),
    ("social_governance_commission", "社治委", "002"),
    ("youth_league_committee", "团委", "002"),
    ("residents_committee", "居委会", "001"),
    ("courtyard_committee", "院委会", "002"),
    ("governance_committee", "社区治理委员会", "004"),
    ("safety_committee", "安全微治理委员会", "001"),
    ("emergency_squad", "应急分队", "001"),
    ("volunteer_team", "志愿队伍", "001"),
    ("self_governing_body", "自治组织", "001 002"),
    ("self_organisation", "自组织", "001 002 004"),
    ("association", "社群组织", "004"),
    ("social_organisation", "社会组织", "004"),
    ("guidance_centre", "社会组织指导中心", "004"),
    ("management_service_centre", "小区管理服务中心", "002"),
    ("support_centre", "物业服务与小区治理支持中心", "002"),
    ("community_foundation", "社区发展基金会", "004"),
    ("community_fund", "社区基金", "004"),
    ("social_work_agency", "专业社工机构", "002"),
    ("social_enterprise", "社会企业", "002 004"),
    ("property_company", "物业企业", "002"),
    ("property_association", "物业行业协会", "002"),
    ("resident_unit", "驻街单位", "004"),
    ("merchant", "商家", "004"),
)


def test_the_levels_are_what_the_document_names_in_its_order() -> None:
    assert tuple((level.value, level.zh) for level in LinkageLevel) == LEVELS
    assert SIX_LEVELS.document == "002"
    assert SIX_LEVELS.phrase in words("002")
    listed = SIX_LEVELS.phrase.partition("“")[2].partition("”")[0]
    assert listed.split("-") == [zh for _, zh in LEVELS]
    assert SIX_LEVELS.phrase.endswith("六级党组织联动体系")


def test_the_kinds_are_these_and_no_other() -> None:
    assert tuple((kind.value, kind.zh) for kind in BodyKind) == tuple((code, zh) for code, zh, _ in KINDS)


@pytest.mark.parametrize(("zh", "documents"), [pytest.param(zh, tags, id=code) for code, zh, tags in KINDS])
def test_each_kind_is_named_by_the_documents(zh: str, documents: str) -> None:
    for document in documents.split():
        assert zh in words(document)


def test_self_governing_and_self_organised_bodies_stand_beside_each_other() -> None:
    assert "自治组织与自组织联动桥梁" in words("002")
    assert "社群组织282个、自组织290个" in words("004")

"""What the setting of functions goes by: typed a second time from the document."""

from pathlib import Path

from communitygov.space.brief.provision import SIZE_AGES_LOCATION

EXCERPTS = Path(__file__).parent / "excerpts"


def test_functions_are_set_by_size_ages_and_location_as_the_document_says() -> None:
    said = "".join((EXCERPTS / "000-setting-of-functions.txt").read_text(encoding="utf-8").split())
    assert SIZE_AGES_LOCATION.phrase == "结合社区规模、人口结构、地理位置等特点"
    assert SIZE_AGES_LOCATION.phrase in said
    assert said.endswith("科学合理设置相应功能")

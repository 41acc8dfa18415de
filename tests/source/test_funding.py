"""The sources of money: typed a second time from the document."""

from pathlib import Path

from communitygov.space.funding import THREE_SOURCES, FundingKind

EXCERPTS = Path(__file__).parent / "excerpts"


def said(name: str) -> str:
    """Return an excerpt without its line breaks."""
    return "".join((EXCERPTS / name).read_text(encoding="utf-8").split())


def test_the_three_kinds_are_those_of_the_document_in_its_order() -> None:
    assert [kind.zh for kind in FundingKind] == ["保障资金", "居民自筹", "企业捐赠"]
    places = [THREE_SOURCES.phrase.index(kind.zh) for kind in FundingKind]
    assert places == sorted(places)
    assert THREE_SOURCES.phrase in said("004-funding.txt")


def test_the_document_gives_no_amount_no_ratio_and_no_order() -> None:
    sentence = said("004-funding.txt").split("。")[1]
    assert THREE_SOURCES.phrase in sentence
    assert not any(each in sentence for each in ("元", "%", "％", "比例", "优先", "先后", "首先"))

"""What the documents say of circles of minutes, typed a second time."""

from pathlib import Path

from communitygov.space.circle import QUARTER_HOUR, STRAIGHT_WALK

EXCERPTS = Path(__file__).parent / "excerpts"


def said(name: str) -> str:
    """Return an excerpt without its line breaks."""
    return "".join((EXCERPTS / name).read_text(encoding="utf-8").split())


def test_one_document_measures_minutes_in_a_straight_line() -> None:
    assert (STRAIGHT_WALK.document, STRAIGHT_WALK.phrase) == ("003", "5分钟的直线步行距离")
    assert STRAIGHT_WALK.phrase in said("003-r29.txt")


def test_two_documents_speak_of_a_quarter_of_an_hour_and_name_no_speed() -> None:
    assert (QUARTER_HOUR.document, QUARTER_HOUR.phrase) == ("001", "15分钟便民生活服务圈")
    for name in ("001-quarter-hour.txt", "003-quarter-hour.txt"):
        assert "15分钟便民生活" in said(name)
        assert "米/分" not in said(name)
        assert "公里/小时" not in said(name)
    assert QUARTER_HOUR.phrase in said("001-quarter-hour.txt")

"""The notice board, the card, the five ones and the training: typed a second time from the documents."""

from pathlib import Path

from communitygov.grid.board import (
    CONTACT_CARD,
    FIVE_ONES_LISTED,
    FULL_COVERAGE,
    NOTICE_BOARD,
    BoardRole,
    FiveOne,
)
from communitygov.grid.board.contact import ONE_AN_ENTRANCE

EXCERPTS = Path(__file__).parent / "excerpts"


def said(name: str) -> str:
    """Return an excerpt without its line breaks."""
    return "".join((EXCERPTS / name).read_text(encoding="utf-8").split())


def test_the_five_roles_are_those_of_the_notice_board_in_its_order() -> None:
    assert "、".join(role.zh for role in BoardRole) == NOTICE_BOARD.phrase
    assert NOTICE_BOARD.phrase in said("003-notice-board.txt")
    assert ONE_AN_ENTRANCE.phrase in said("003-notice-board.txt")


def test_the_five_ones_are_those_of_the_document_in_its_order() -> None:
    assert "、".join(one.zh for one in FiveOne) + "“五个一”" == FIVE_ONES_LISTED.phrase
    assert FIVE_ONES_LISTED.phrase in said("003-five-ones.txt")
    assert FULL_COVERAGE.phrase in said("003-five-ones.txt")


def test_the_card_says_name_contact_and_duties() -> None:
    assert CONTACT_CARD.phrase in said("002-contact-card.txt")

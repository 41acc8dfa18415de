"""What residents see: notice boards (公示牌) and cards; and what is due: the five ones (五个一), training."""

from communitygov.grid.board.contact import CONTACT_CARD, NOTICE_BOARD, BoardRole, Contact, ContactCard
from communitygov.grid.board.directory import Directory, Entrance, Listing
from communitygov.grid.board.five_ones import ActivityRecord, FiveOnesPlan, FiveOnesProgress
from communitygov.grid.board.notice_board import BoardLine, NoticeBoard
from communitygov.grid.board.training import FULL_COVERAGE, TrainingCoverage, training_coverage
from communitygov.organisation.five_ones import FIVE_ONES_LISTED, FiveOne

__all__ = [
    "CONTACT_CARD",
    "FIVE_ONES_LISTED",
    "FULL_COVERAGE",
    "NOTICE_BOARD",
    "ActivityRecord",
    "BoardLine",
    "BoardRole",
    "Contact",
    "ContactCard",
    "Directory",
    "Entrance",
    "FiveOne",
    "FiveOnesPlan",
    "FiveOnesProgress",
    "Listing",
    "NoticeBoard",
    "TrainingCoverage",
    "training_coverage",
]

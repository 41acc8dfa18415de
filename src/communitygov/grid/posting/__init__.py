"""Front door of the postings (一格一员、一员多格): who serves which grid, with which duty, and how much.

Read in this order: `worker`, `posting`, `questions`, `roster`; then, for the division of grids, `flow`.
"""

from communitygov.grid.posting.duty import Duty, Inheritance, WorkerKind
from communitygov.grid.posting.load import Load
from communitygov.grid.posting.move import AreaBalance, GridMove, MoveReason
from communitygov.grid.posting.outcome import BalanceStatus
from communitygov.grid.posting.posting import Absence, Posting
from communitygov.grid.posting.rebalance_rule import Engine, Objective, RebalanceRule
from communitygov.grid.posting.refusal import PostingRefused
from communitygov.grid.posting.roster import Rebalance, Roster
from communitygov.grid.posting.rule import PostingRule
from communitygov.grid.posting.worker import Capacity, Worker

__all__ = [
    "Absence",
    "AreaBalance",
    "BalanceStatus",
    "Capacity",
    "Duty",
    "Engine",
    "GridMove",
    "Inheritance",
    "Load",
    "MoveReason",
    "Objective",
    "Posting",
    "PostingRefused",
    "PostingRule",
    "Rebalance",
    "RebalanceRule",
    "Roster",
    "Worker",
    "WorkerKind",
]

"""Front door of the tally: who may vote, what each says and weighs, and what is counted."""

from communitygov.meeting.tally.ballot import Ballot, Channel, Choice
from communitygov.meeting.tally.counts import Base, Count, Counts, Sums
from communitygov.meeting.tally.electorate import Electorate, Voter
from communitygov.meeting.tally.scope import Scope
from communitygov.meeting.tally.tally import Tally

__all__ = [
    "Ballot",
    "Base",
    "Channel",
    "Choice",
    "Count",
    "Counts",
    "Electorate",
    "Scope",
    "Sums",
    "Tally",
    "Voter",
]

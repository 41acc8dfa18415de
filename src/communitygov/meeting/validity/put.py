"""A question that was put (交付议决的事项): a round of voting, or a conclusion without a vote."""

from typing import NamedTuple

from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.sitting.agenda import AgendaItem
from communitygov.meeting.sitting.conclusion import Conclusion
from communitygov.meeting.sitting.vote import VoteMethod, VoteRound
from communitygov.meeting.validity.consequence import Key


class Put(NamedTuple):
    """A question that was put: how, with what it belongs to, and its item if there is one."""

    how: VoteRound | Conclusion
    line: frozenset[str]
    item: AgendaItem | None

    @property
    def place(self) -> int:
        """Where in the log: at the opening of the vote, or the last entry before the conclusion."""
        return self.how.place

    @property
    def about(self) -> str:
        """The matter or motion."""
        return self.how.about

    @property
    def vote(self) -> VoteRound | None:
        """The round of voting, if it was put to the vote."""
        return self.how if isinstance(self.how, VoteRound) else None

    @property
    def rule(self) -> DecisionRule | None:
        """The rule that was frozen when it was put, if one was."""
        return self.how.opened.rule if isinstance(self.how, VoteRound) else self.how.rule

    @property
    def is_written(self) -> bool:
        """Whether it was voted on in writing, so that nobody need be there."""
        return self.vote is not None and self.vote.opened.method is VoteMethod.WRITTEN

    @property
    def bound(self) -> int:
        """The place before which everything lies that came before it."""
        return self.place if self.vote else self.place + 1

    @property
    def key(self) -> Key:
        """What findings about it go by."""
        return (self.place, self.about)

    @property
    def matter(self) -> str | None:
        """Code of the class of matters, if its item has one."""
        return self.item.matter if self.item else None

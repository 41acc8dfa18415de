"""One sitting of a council (会谈) as a log: what happened is added at the end, and the rest is read from it.

1. A sitting is a value; each thing that happens gives a new one.  Nothing is changed or taken back.
2. What makes no sense is an error: an unknown motion, a vote closed that was never opened, a step back in
   time.  What breaks a rule is recorded all the same, and found when the log is judged.
3. No clock is read.  Where no moment is given, it is the scheduled beginning, or that of the last entry if
   it is later.

How the log is read: `communitygov.meeting.sitting.proceedings` (attendance, agenda, speeches, motions,
proxies, recusals) and `communitygov.meeting.sitting.voting` (electorate, ballots, tally, decision, quorum).
How it grows: `communitygov.meeting.sitting.recording`, and the votes here.  A matter is an identifier.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import ClassVar, Self, TypeVar

import attrs

from communitygov.core.canonical import fault
from communitygov.core.journal import Journal
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.sitting.notice import MeetingMode
from communitygov.meeting.sitting.recording import Recording
from communitygov.meeting.sitting.timeline import timeline
from communitygov.meeting.sitting.vote import (
    BallotCast,
    CastingVoteGiven,
    DeclaredCount,
    ResultDeclared,
    VoteClosed,
    VoteMethod,
    VoteOpened,
)
from communitygov.meeting.tally.ballot import Ballot, Channel, Choice
from communitygov.meeting.tally.electorate import Electorate

_T = TypeVar("_T")

#: How a vote is taken where nothing is said; a library default.
_METHODS: Mapping[MeetingMode, VoteMethod] = MappingProxyType(
    {
        MeetingMode.IN_PERSON: VoteMethod.SHOW_OF_HANDS,
        MeetingMode.ONLINE: VoteMethod.ONLINE,
        MeetingMode.HYBRID: VoteMethod.NAMED,
        MeetingMode.WRITTEN: VoteMethod.WRITTEN,
    }
)


def _of_kind(what: str, value: _T, kind: type) -> _T:
    """Return a value; refuse one of another kind."""
    if isinstance(value, kind):
        return value
    name = kind.__name__
    raise InvalidValue(what, value, Words(f"须为 {name}", f"must be of type {name}"))


@attrs.frozen(kw_only=True)
class Sitting(Recording):
    """One meeting of a council.

    Parameters
    ----------
    id
        Identifier given by the host application.
    council
        The council as it stood; its roster is asked for the day of the sitting.
    held_at
        When it is to begin; the day is that of its own time zone.
    mode
        How it is held: in person, online, hybrid or in writing.
    orders
        Identifier of the standing orders (议事规则) under which it is held, with their version.
    proxies_per_holder
        Under how many proxies one person may vote on a matter.  One is a library default.
    entries
        The log.

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.meeting.council.council import four_party_council
    >>> from communitygov.meeting.council.delegate import Delegate
    >>> from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
    >>> council = four_party_council(
    ...     [
    ...         Delegate("d-1", "two_committee_cadres"),
    ...         Delegate("d-2", "residents_representatives"),
    ...         Delegate("d-3", "retired_cadre_representatives"),
    ...         Delegate("d-4", "local_worthies"),
    ...     ]
    ... )
    >>> sitting = Sitting(id="LQ-M1", council=council, held_at=datetime(2023, 5, 4, 9, tzinfo=UTC))
    >>> sitting = sitting.open("d-1").sign_in("d-1", "d-2", "d-3")
    >>> for finding in sitting.findings():
    ...     print(finding, "-", finding.advice())
    nobody came for the local-worthy representatives [CONSTITUENCY_ABSENT] - meet again with d-4 present
    >>> sitting = sitting.sign_in("d-4").open_vote("LQ-1", rule=FOUR_PARTY_DEFAULT)
    >>> sitting = sitting.cast_all({"d-1": "yes", "d-2": "yes", "d-3": "abstain"}, about="LQ-1")
    >>> sitting = sitting.close_vote("LQ-1")
    >>> sitting.tally("LQ-1").total.yes, sitting.decide("LQ-1").outcome
    (2, Outcome.ADOPTED)
    >>> sitting.cast("d-4", "yes", about="LQ-2")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No vote is called 'LQ-2'. Did you mean 'LQ-1'? [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "sitting"

    # ------------------------------------------------------------------ votes

    def open_vote(
        self,
        about: str,
        *,
        rule: DecisionRule | None = None,
        method: VoteMethod | None = None,
        electorate: Electorate | None = None,
        closes_at: datetime | None = None,
        at: datetime | None = None,
    ) -> Self:
        """Open a vote on a matter or motion (开始表决), and freeze who may vote and by which rule.

        Parameters
        ----------
        rule
            By which it will be decided; without it, `decide` must be given one.
        method
            In which way it is taken; without it, as the sitting is held.
        electorate
            Who may vote; without it, the council as it is after the last entry.
        closes_at
            From when on no ballot counts.
        """
        moment = self.when(at)
        return self.record(
            VoteOpened(
                at=moment,
                about=about,
                electorate=self._voters_of(about, moment) if electorate is None else electorate,
                rule=rule,
                method=_METHODS[self.mode] if method is None else method,
                closes_at=closes_at,
            )
        )

    def _voters_of(self, about: str, moment: datetime) -> Electorate:
        """Return who may vote as things are after the last entry, serving on the day of a moment."""
        return self.electorate_after(self.place_at(), about, on=self.day_of(moment))

    def cast(
        self,
        by: str,
        choice: Choice | str,
        *,
        about: str,
        on_behalf_of: str | None = None,
        channel: Channel | None = None,
        at: datetime | None = None,
    ) -> Self:
        """Cast a ballot (投票), for oneself or under a proxy, whether it counts or not."""
        ballot = Ballot(by, choice, on_behalf_of=on_behalf_of, channel=self.way(channel))
        return self.record(BallotCast(at=self.when(at), about=about, ballot=ballot))

    def cast_all(
        self,
        choices: Mapping[str, Choice | str],
        *,
        about: str,
        channel: Channel | None = None,
        at: datetime | None = None,
    ) -> Self:
        """Cast the ballots of several people, each for themselves."""
        moment, way = self.when(at), self.way(channel)
        return self.record_all(
            BallotCast(at=moment, about=about, ballot=Ballot(by, choice, channel=way))
            for by, choice in _of_kind("choices", choices, Mapping).items()
        )

    def give_casting_vote(
        self, by: str, choice: Choice | str, *, about: str, at: datetime | None = None
    ) -> Self:
        """Break a tie (投裁决票), if there is one and the rule leaves it to the chair."""
        return self.record(CastingVoteGiven(at=self.when(at), about=about, by=by, choice=choice))

    def close_vote(self, about: str, *, at: datetime | None = None) -> Self:
        """Close a vote (结束表决)."""
        return self.record(VoteClosed(at=self.when(at), about=about))

    def declare(
        self,
        about: str,
        *,
        by: str,
        outcome: Outcome | str | None = None,
        counts: Iterable[DeclaredCount] = (),
        at: datetime | None = None,
    ) -> Self:
        """Declare a result (宣布结果): what is said, or without it what the ballots give by the frozen rule.

        Raises
        ------
        UnknownName
            If no vote was opened on the matter.
        InvalidValue
            If no outcome is given and no rule was frozen.
        """
        said = self.decide(about).outcome if outcome is None else outcome
        return self.record(ResultDeclared(at=self.when(at), about=about, by=by, outcome=said, counts=counts))

    # ------------------------------------------------------------------ the log elsewhere

    def journal(self) -> Journal:
        """Return the log as a hash-chained journal: what the sitting is first, then every entry.

        Examples
        --------
        >>> from datetime import UTC
        >>> from communitygov.meeting.council.council import four_party_council
        >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
        >>> sitting = Sitting(id="LQ-M1", council=four_party_council(()), held_at=nine).open("d-1")
        >>> sitting.journal().version, Sitting.from_journal(sitting.journal()) == sitting
        (2, True)
        """
        journal = Journal().append(attrs.evolve(self, entries=()).to_document())
        for entry in self.entries:
            journal = journal.append(entry.to_document())
        return journal

    @classmethod
    def from_journal(cls, journal: Journal) -> Self:
        """Read a sitting back from what `journal` gave.

        Raises
        ------
        DocumentError
            If the journal does not begin with a sitting, or holds something else than entries that fit.
        InvalidValue
            If it is no journal.
        """
        documents = [row.payload.to_document() for row in _of_kind("journal", journal, Journal)]
        if not documents or documents[0].get("entries") != []:
            raise fault("WRONG_VALUE", "$", value=f"a journal of {len(documents)} entries")
        return cls.from_document({**documents[0], "entries": documents[1:]})

    def _repr_html_(self) -> str:
        """Show the log as a table in a notebook."""
        return timeline(self.id, self.entries)

"""The count of a question by the orders (合规计票): lawful ballots, and the casting vote if there is one.

A casting vote counts if the chair who opened the sitting gives it, once the vote has ended in a tie, being
there (but in writing) and not kept out; the first one.  That is a library default.
"""

from collections.abc import Iterable

from communitygov.core.finding import Message
from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.errors import Words
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.sitting.vote import PlacedCasting, VoteMethod, VoteRound
from communitygov.meeting.tally.tally import Tally
from communitygov.meeting.validity.ballots import lawful_ballots
from communitygov.meeting.validity.consequence import Found
from communitygov.meeting.validity.put import Put
from communitygov.meeting.validity.reading import Reading

CASTING_NOT_ENTITLED = Message(
    "CASTING_NOT_ENTITLED",
    Words(
        "{person} 就 {about} 投的裁决票不计：{why}",
        "the casting vote of {person} on {about} does not count: {why}",
    ),
    Words(
        "请由会议主持人在表决结束且平票后投一次裁决票",
        "let the chair give it, once, after the vote has ended in a tie",
    ),
)
_NOT_CHAIR = Words("不是会议主持人", "they do not chair the sitting")
_TOO_EARLY = Words("表决尚未结束", "the vote had not ended")
_OUT = Words("已就其回避", "they are recused")
_AWAY = Words("不在场", "they were not there")
_NO_TIE = Words("没有平票，或规则未交由主持人裁决", "there was no tie that the rule leaves to the chair")
_TWICE = Words("已有一张裁决票", "there was one already")


def lawful_tally(reading: Reading, put: Put) -> Tally:
    """Return the count of a question by the orders; without a vote, of who was there and who objected."""
    return reading.once(("tally", put.key), lambda: _tally(reading, put))


def _tally(reading: Reading, put: Put) -> Tally:
    """Count a question, with the casting vote if one counts."""
    if put.vote is None:
        return reading.sitting.tally_of(put.how)
    tally = _polled(reading, put.vote)
    for placed, fault in judged_castings(reading, put):
        if fault is None:
            tally = tally.with_casting_vote(placed.given.choice)
    return tally


def _polled(reading: Reading, vote: VoteRound) -> Tally:
    """Count the lawful ballots of a round, with objections as they stood at its end."""
    choices = {cast.ballot.voter: cast.ballot.choice for cast in lawful_ballots(reading, vote)}
    there = {stay.person for stay in reading.sitting.seated_after(vote.place)}
    end = min(reading.end_of(vote), len(reading.entries) - 1)
    electorate = vote.opened.electorate
    tally = Tally.count(
        electorate,
        choices,
        about=vote.about,
        present=(there & electorate.ids) | choices.keys(),
        objectors=reading.sitting.unsettled_after(end, vote.about) & electorate.ids,
    )
    return tally.while_open() if vote.is_open else tally


def judged_castings(reading: Reading, put: Put) -> tuple[tuple[PlacedCasting, Words | None], ...]:
    """Return every casting vote on a question, with why it does not count; one at most does."""
    vote = put.vote
    if vote is None or not vote.castings:
        return ()
    is_tied = reading.rule_of(put).outcome(_polled(reading, vote).scope) is Outcome.TIED
    judged: list[tuple[PlacedCasting, Words | None]] = []
    for placed in vote.castings:
        fault = _unable(reading, vote, placed) or (None if is_tied else _NO_TIE)
        is_given = any(before is None for _, before in judged)
        judged.append((placed, fault or (_TWICE if is_given else None)))
    return tuple(judged)


def _unable(reading: Reading, vote: VoteRound, placed: PlacedCasting) -> Words | None:
    """Return why somebody may not give a casting vote where they did, if they may not."""
    place, given = placed
    if given.by != reading.chair:
        return _NOT_CHAIR
    if place <= reading.end_of(vote):
        return _TOO_EARLY
    sitting = reading.sitting
    if given.by in vote.opened.electorate.excused | sitting.recused_after(place, vote.about):
        return _OUT
    is_there = vote.opened.method is VoteMethod.WRITTEN or reading.seated(place, given.by) is not None
    return None if is_there else _AWAY


def casting_findings(reading: Reading) -> Iterable[Found]:
    """Name every casting vote that does not count, and why."""
    for put in reading.puts:
        for placed, why in judged_castings(reading, put):
            if why is not None:
                given = placed.given
                yield reading.found(
                    CASTING_NOT_ENTITLED,
                    placed.place,
                    subject=given.by,
                    details={"person": given.by, "about": put.about, "why": why},
                    source=LIBRARY_DEFAULT,
                    reach=put.key,
                )

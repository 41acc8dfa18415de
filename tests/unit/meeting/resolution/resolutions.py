"""Resolutions of nine owners, what happens to them, and how they stand on a day."""

from datetime import UTC, date, datetime

from communitygov.core.workcalendar import WeekendCalendar
from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.decision.decision import Decision
from communitygov.meeting.decision.quorum import Minimum
from communitygov.meeting.resolution.challenge import Challenge, Ruling, RulingOutcome
from communitygov.meeting.resolution.effect import Effect
from communitygov.meeting.resolution.public_objection import AnswerOutcome, PublicObjection, WrittenAnswer
from communitygov.meeting.resolution.publication import Publication, PublicationPolicy
from communitygov.meeting.resolution.resolution import Resolution
from communitygov.meeting.tally.counts import Counts
from communitygov.meeting.tally.tally import Tally

WEEKENDS = WeekendCalendar()
OWNERS = Constituency("owners", "业主", "owners")
#: Posted on Tuesday the 9th for seven days, until Tuesday the 16th; in effect from the 17th.
POSTING = Publication(id="P-1", places={"notice_board"}, posted_on=date(2023, 5, 9))


def may(day: int) -> date:
    """Return a day of May 2023."""
    return date(2023, 5, day)


def decision(yes: int = 6, about: str | None = None) -> Decision:
    """Return the decision of nine owners, of whom five must agree."""
    counts = Counts(entitled=9, present=7, yes=yes)
    tally = Tally.from_counts({"owners": counts}, constituencies=[OWNERS], about=about)
    return Minimum("yes", 5).decide(tally)


def adopted(policy: PublicationPolicy | None = None, **further: object) -> Resolution:
    """Return a resolution of Monday 8 May 2023, under a policy of seven days unless given."""
    fields = {
        "id": "R-1",
        "about": "LQ-1",
        "text": "a drying rack",
        "decision": decision(),
        "adopted_at": datetime(2023, 5, 8, 15, tzinfo=UTC),
        "policy": policy or PublicationPolicy(days=7),
    }
    return Resolution(**{**fields, **further})  # type: ignore[arg-type]


def successor() -> Resolution:
    """Return a resolution that takes the place of the other, in effect from the 17th."""
    return adopted(id="R-2", supersedes=("R-1",)).with_publication(POSTING)


def effect(resolution: Resolution, on: date) -> Effect:
    """Return how a resolution stands on a day."""
    return resolution.effect(on=on, calendar=WEEKENDS)


def reasons(resolution: Resolution, on: date) -> list[str]:
    """Return the codes of what stands against the effect."""
    return [each.code for each in effect(resolution, on).reasons]


def codes(resolution: Resolution, on: date) -> list[str]:
    """Return the codes of what was not kept."""
    return [each.code for each in resolution.findings(on=on, calendar=WEEKENDS)]


def objection(number: str = "O-1", *, on: int = 10, by: str = "r-9") -> PublicObjection:
    """Return an objection of a day in May."""
    return PublicObjection(id=number, by=by, on=may(on))


def answer(on: int, outcome: AnswerOutcome = AnswerOutcome.MAINTAINED, *, by: str = "c-1") -> WrittenAnswer:
    """Return an answer of a day in May."""
    return WrittenAnswer(by=by, on=may(on), reference=f"L-{on}", outcome=outcome)


def challenged(role: str = "resident", on: date = date(2023, 6, 1), **terms: object) -> Resolution:
    """Return a resolution that was challenged."""
    policy = PublicationPolicy(days=7, **terms)  # type: ignore[arg-type]
    challenge = Challenge(id="X-1", by="r-9", role=role, on=on)
    return adopted(policy).with_publication(POSTING).with_challenge(challenge)


def ruled(outcome: RulingOutcome) -> Ruling:
    """Return a ruling of September."""
    return Ruling(by="court-1", on=date(2023, 9, 1), reference="J-12", outcome=outcome)

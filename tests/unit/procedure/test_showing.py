"""What must be shown: when a fact is too old, and when it came too soon."""

from datetime import UTC, datetime, timedelta, timezone
from types import SimpleNamespace
from typing import Any

import attrs
import pytest

from communitygov.errors import InvalidValue, Words
from communitygov.organisation.actor import Actor
from communitygov.procedure.fact import Fact
from communitygov.procedure.requirement import Attempt
from communitygov.procedure.showing import Shows

CHINA = timezone(timedelta(hours=8))
#: The last minute of a Thursday in China, the afternoon of it in UTC.
SENT = datetime(2023, 5, 4, 23, 59, tzinfo=CHINA)
DECISION = Shows("decision", ("adopted",), words=Words("决定", "a decision"), since=("send",), days_after=3)
#: Three whole days are over: Friday to Sunday.
OVER = datetime(2023, 5, 8, tzinfo=CHINA)


def matter_sent(*sent: datetime) -> Any:  # noqa: ANN401  stands for a case
    """Return a matter with a plan sent at these times."""
    history = [SimpleNamespace(action="send", at=each, facts=()) for each in sent]
    return SimpleNamespace(id="V-1", grid="G-1", history=history)


def codes(asked: Shows, at: datetime | None, *, sent: tuple[datetime, ...] = (SENT,)) -> list[str]:
    """Return why a decision of a time does not serve, long after it."""
    matter = matter_sent(*sent)
    fact = Fact(kind="decision", about="V-1", outcome="adopted", reference="M-1", at=at)
    attempt = Attempt("endorse", Actor("p-1", roles=()), datetime(2024, 1, 1, tzinfo=UTC), (fact,))
    return [reason.code for reason in asked.unmet(matter, attempt, names={})]


def test_days_are_counted_to_midnight_in_the_zone_of_the_entry_the_first_one_not() -> None:
    assert codes(DECISION, SENT) == ["FACT_TOO_SOON"]
    assert codes(DECISION, OVER - timedelta(microseconds=1)) == ["FACT_TOO_SOON"]
    assert codes(DECISION, OVER) == []
    assert codes(DECISION, OVER.astimezone(UTC)) == []


def test_they_are_counted_from_the_last_time() -> None:
    assert codes(DECISION, OVER, sent=(SENT, SENT + timedelta(days=1))) == ["FACT_TOO_SOON"]


def test_what_is_older_or_bears_no_time_is_stale_and_not_too_soon() -> None:
    assert codes(DECISION, SENT - timedelta(seconds=1)) == ["FACT_STALE"]
    assert codes(DECISION, None) == ["FACT_STALE"]


def test_without_days_what_is_of_the_same_moment_serves() -> None:
    assert codes(attrs.evolve(DECISION, days_after=0), SENT) == []


def test_what_was_never_done_asks_for_nothing() -> None:
    assert codes(DECISION, None, sent=()) == []


def test_days_past_the_calendar_never_end() -> None:
    last = datetime(9999, 12, 30, tzinfo=UTC)
    matter = matter_sent(last)
    fact = Fact(kind="decision", about="V-1", outcome="adopted", reference="M-1", at=last)
    attempt = Attempt("endorse", Actor("p-1", roles=()), last, (fact,))
    (reason,) = DECISION.unmet(matter, attempt, names={})
    assert (reason.code, dict(reason.details)["until"]) == ("FACT_TOO_SOON", "9999-12-31")


def test_the_reason_says_the_days_both_times_and_what_to_do() -> None:
    matter = matter_sent(SENT)
    fact = Fact(kind="decision", about="V-1", outcome="adopted", reference="M-1", at=SENT)
    attempt = Attempt("endorse", Actor("p-1", roles=()), OVER, (fact,))
    (reason,) = DECISION.unmet(matter, attempt, names={"send": Words("送交", "send")})
    assert str(reason) == (
        "a decision from 3 whole days after the last time to send must be shown; M-1 is of "
        "2023-05-04 23:59+08:00, before 2023-05-08 00:00+08:00 [FACT_TOO_SOON]"
    )
    assert "满 3 日后的决定" in reason.text("zh")
    assert reason.advice() == "show a decision from after 2023-05-08 00:00+08:00"


def test_the_table_says_the_days() -> None:
    names = {"send": Words("送交", "send")}
    assert DECISION.asks(names=names).zh == "出示“送交”满 3 日后的决定"
    assert attrs.evolve(DECISION, days_after=0).asks(names=names).zh == "出示“送交”之后的决定"
    assert attrs.evolve(DECISION, since=(), days_after=0).asks(names=names).zh == "出示决定"


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("outcomes", ()),
        ("outcomes", ("通过",)),
        ("days_after", -1),
        ("days_after", True),
        ("days_after", 100_001),
    ],
)
def test_what_no_fact_could_meet_is_refused(field: str, wrong: object) -> None:
    with pytest.raises(InvalidValue, match=f"^{field}: "):
        attrs.evolve(DECISION, **{field: wrong})


def test_days_need_something_to_be_counted_from() -> None:
    with pytest.raises(InvalidValue, match=r"^days_after: 3 "):
        attrs.evolve(DECISION, since=())


def test_it_reads_back() -> None:
    assert Shows.from_document(DECISION.to_document()) == DECISION
    assert Shows.from_json(DECISION.to_json()) == DECISION

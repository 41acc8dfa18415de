"""One small sitting with everything in it that minutes tell of, and its minutes."""

from datetime import datetime, timedelta, timezone

import pytest

from communitygov.errors import Words
from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES
from communitygov.meeting.council.council import Council, four_party_council
from communitygov.meeting.council.delegate import Delegate
from communitygov.meeting.decision.combination import All, EachOf
from communitygov.meeting.decision.consent import NoUnsettledObjection
from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.decision.quorum import Constituted, Minimum
from communitygov.meeting.minutes.minutes import Minutes, minutes_of
from communitygov.meeting.sitting.agenda import Agenda, AgendaItem
from communitygov.meeting.sitting.attendance import Capacity
from communitygov.meeting.sitting.motion import Motion
from communitygov.meeting.sitting.notice import Notice
from communitygov.meeting.sitting.sitting import Sitting
from communitygov.meeting.sitting.speech import Stance
from communitygov.meeting.sitting.vote import DeclaredCount, VoteMethod
from communitygov.meeting.tally.ballot import Channel

#: Somebody of every constituency is there, whoever votes against.
EVERY_SIDE_CAME = All(Constituted(), EachOf(Minimum("present", 1)), NoUnsettledObjection())
NINE = datetime(2023, 5, 4, 9, tzinfo=timezone(timedelta(hours=8)))


def after(minutes: int) -> datetime:
    """Return a moment so many minutes after nine."""
    return NINE + timedelta(minutes=minutes)


@pytest.fixture
def manned() -> Council:
    """Return a council of one delegate each, with one in reserve for the last."""
    seats = [Delegate(f"d-{at}", each.code) for at, each in enumerate(FOUR_CONSTITUENCIES, start=1)]
    return four_party_council([*seats, Delegate("d-9", "local_worthies", substitute_of="d-4")])


@pytest.fixture
def sitting(manned: Council) -> Sitting:
    """Return a sitting from its notice to its close."""
    agenda = Agenda(
        [AgendaItem("1", "线路", about="LQ-1"), AgendaItem("1.1", "分期"), AgendaItem("2", "停车")]
    )
    notice = Notice(convener="d-1", agenda=agenda, place="议事点", channels={"online", "gate-3"})
    sitting = Sitting(id="M-1", council=manned, held_at=NINE, orders="orders:1")
    sitting = sitting.notify(notice, at=after(-3 * 24 * 60)).appoint_proxy("d-3", "d-2", at=after(-5))
    sitting = sitting.sign_in("d-1", "d-2", at=after(-4)).sign_in("w-1", capacity=Capacity.OBSERVER)
    sitting = sitting.open("d-1", at=NINE).verify_quorum("d-1", rule=FOUR_PARTY_DEFAULT, at=after(1))
    sitting = sitting.sign_in(
        "d-9", channel=Channel.ONLINE, capacity=Capacity.SUBSTITUTE, sits_for="d-4", at=after(2)
    )
    sitting = sitting.take_item("1", at=after(3)).take_item("1.1", at=after(4))
    sitting = sitting.move(Motion("m-1", "LQ-1", mover="d-1", text="先改东区"), at=after(5)).second(
        "m-1", "d-2"
    )
    sitting = sitting.amend("m-1", "m-2", mover="d-2", text="并设照明").object("d-2", "m-1", text="怕停电")
    sitting = sitting.speak(
        "d-2", about="m-1", stance=Stance.CONTRA, lasts=timedelta(seconds=90), at=after(6)
    )
    sitting = sitting.speak("d-1", stance=Stance.POINT_OF_ORDER, at=after(8))
    sitting = sitting.settle("d-2", "m-1", reference="N-7", at=after(10))
    sitting = sitting.open_vote("m-2", rule=EVERY_SIDE_CAME, method=VoteMethod.NAMED, at=after(11))
    sitting = sitting.cast("d-1", "yes", about="m-2").cast("d-2", "yes", about="m-2")
    sitting = sitting.cast("d-2", "no", about="m-2", on_behalf_of="d-3").cast("x-1", "yes", about="m-2")
    sitting = sitting.close_vote("m-2", at=after(12))
    sitting = sitting.declare("m-2", by="d-1", outcome="rejected", counts=[DeclaredCount("yes", 9)])
    return sitting.close(at=after(20))


@pytest.fixture
def minutes(sitting: Sitting) -> Minutes:
    """Return its minutes, with the texts."""
    name = Words("四方会谈", "four-party council")
    return minutes_of(sitting, name=name, quorum=FOUR_PARTY_DEFAULT, texts="shown")

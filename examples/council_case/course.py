"""What happens at the sitting, from the notice to the close; all of it is invented.

Each function takes the sitting as it is and gives it as it is afterwards.
"""

from datetime import datetime, timedelta, timezone

from communitygov.meeting import (
    Agenda,
    AgendaItem,
    Capacity,
    Channel,
    ConflictGround,
    DeclaredCount,
    MeetingMode,
    Motion,
    Notice,
    Sitting,
    Stance,
    VoteMethod,
)
from council_case.rules import CONSENT, FOUR_AGREE, MOST_AGREE, ORDERS, QUORUM, council

CHINA = timezone(timedelta(hours=8))
#: The matters, as the example `longqiao.py` numbers them, and what the first one brings with it.
WIRING, CHARGING = "LQ-2023-001", "LQ-2023-003"
POWER = "LQ-2023-001-P"
#: The motion on the wiring, and the amendment to it.
MOTION, AMENDMENT = "M-1", "M-2"


def at(hour: int, minute: int, *, day: int = 16) -> datetime:
    """Return a moment of May 2023."""
    return datetime(2023, 5, day, hour, minute, tzinfo=CHINA)


def held() -> Sitting:
    """Return the whole sitting."""
    sitting = Sitting(
        id="LQ-H-2023-05",
        council=council(),
        held_at=at(14, 30),
        mode=MeetingMode.HYBRID,
        orders=ORDERS.name,
        proxies_per_holder=1,
    )
    for step in (_convened, _opened, _reported, _wiring_debated, _wiring_voted, _charging, _closed):
        sitting = step(sitting)
    return sitting


def _convened(sitting: Sitting) -> Sitting:
    """Five days before, the notice goes out; the day before, d-24 gives a proxy."""
    agenda = Agenda(
        [
            AgendaItem("1", "上次议定事项办理情况 Report on what was decided last", kind="information"),
            AgendaItem("2", "楼道老旧线路改造 Rewiring the stairwells", about=WIRING, minutes=45),
            AgendaItem("2.1", "改造范围与分期 Extent and stages", kind="decision", about=WIRING),
            AgendaItem(
                "2.2",
                "施工期间用电安排 Power during the works",
                kind="decision",
                about=POWER,
                matter="arrangement",
            ),
            AgendaItem(
                "3",
                "电动车充电棚选址 Where to charge e-bikes",
                kind="decision",
                about=CHARGING,
                matter="siting",
            ),
        ]
    )
    notice = Notice(
        convener="d-11",
        agenda=agenda,
        channels={"notice_board", "online"},
        place="龙桥小区议事点（示例） Longqiao meeting point (example)",
        mode=MeetingMode.HYBRID,
    )
    sitting = sitting.notify(notice, at=at(10, 0, day=11))
    return sitting.appoint_proxy("d-24", "d-23", matters={WIRING}, at=at(16, 0, day=15))


def _opened(sitting: Sitting) -> Sitting:
    """People come, in the room and by wire; the residents are too few until two more arrive."""
    sitting = sitting.sign_in("d-11", "d-12", "d-21", at=at(14, 20)).sign_in("d-31", at=at(14, 24))
    sitting = sitting.sign_in("d-39", capacity=Capacity.SUBSTITUTE, sits_for="d-32", at=at(14, 25))
    sitting = sitting.sign_in("d-41", channel=Channel.ONLINE, at=at(14, 27))
    sitting = sitting.sign_in("w-07", capacity=Capacity.OBSERVER, at=at(14, 28))
    sitting = sitting.open("d-11", at=at(14, 30)).verify_quorum("d-11", rule=QUORUM, at=at(14, 31))
    sitting = sitting.sign_in("d-22", "d-23", at=at(14, 38))
    return sitting.verify_quorum("d-11", rule=QUORUM, at=at(14, 39))


def _reported(sitting: Sitting) -> Sitting:
    """Take the first item."""
    sitting = sitting.take_item("1", at=at(14, 40))
    return sitting.speak("d-12", lasts=timedelta(minutes=4), at=at(14, 41))


def _wiring_debated(sitting: Sitting) -> Sitting:
    """Debate: a motion, a late delegate with an interest, an objection, an amendment that settles it."""
    sitting = sitting.take_item("2", at=at(14, 46)).take_item("2.1", at=at(14, 47))
    text = "先改造 3 栋、5 栋，其余分两年完成。 Buildings 3 and 5 first, the others within two years."
    sitting = sitting.move(Motion(MOTION, WIRING, mover="d-12", text=text), at=at(14, 48))
    sitting = sitting.second(MOTION, "d-21", at=at(14, 49))
    sitting = sitting.sign_in("d-42", channel=Channel.ONLINE, at=at(14, 52))
    sitting = sitting.declare_conflict("d-42", WIRING, ground=ConflictGround.PROPERTY, at=at(14, 53))
    sitting = sitting.recuse("d-42", about=WIRING, at=at(14, 54))
    sitting = sitting.speak(
        "d-21", about=MOTION, stance=Stance.PRO, lasts=timedelta(minutes=3), at=at(14, 55)
    )
    length = timedelta(minutes=4, seconds=30)
    sitting = sitting.speak("d-31", about=MOTION, stance=Stance.CONTRA, lasts=length, at=at(14, 59))
    text = "停电会影响老人。 Cutting the power would hurt the elderly."
    sitting = sitting.object("d-31", MOTION, text=text, at=at(15, 4))
    sitting = sitting.speak("d-41", stance=Stance.POINT_OF_ORDER, lasts=timedelta(minutes=1), at=at(15, 5))
    text = "施工期间提供临时照明和联系人。 With temporary light, and somebody to call."
    sitting = sitting.amend(MOTION, AMENDMENT, mover="d-22", text=text, at=at(15, 7))
    sitting = sitting.second(AMENDMENT, "d-41", at=at(15, 8))
    sitting = sitting.speak(
        "d-22", about=AMENDMENT, stance=Stance.PRO, lasts=timedelta(minutes=2), at=at(15, 9)
    )
    return sitting.settle("d-31", MOTION, reference="N-2023-07", at=at(15, 12))


def _wiring_voted(sitting: Sitting) -> Sitting:
    """Vote on the amendment first, then on the motion, each constituency by name; agree on the rest."""
    choices = dict.fromkeys(("d-11", "d-12", "d-21", "d-22", "d-23", "d-31", "d-39"), "yes")
    sitting = sitting.open_vote(AMENDMENT, rule=FOUR_AGREE, method=VoteMethod.NAMED, at=at(15, 13))
    sitting = sitting.cast_all(choices, about=AMENDMENT, at=at(15, 14))
    sitting = sitting.cast("d-41", "yes", about=AMENDMENT, channel=Channel.ONLINE)
    sitting = sitting.cast("d-23", "yes", about=AMENDMENT, on_behalf_of="d-24")
    sitting = sitting.close_vote(AMENDMENT, at=at(15, 15)).declare(AMENDMENT, by="d-11", at=at(15, 16))
    sitting = sitting.open_vote(MOTION, rule=FOUR_AGREE, method=VoteMethod.NAMED, at=at(15, 18))
    sitting = sitting.cast_all({**choices, "d-21": "no", "d-31": "abstain"}, about=MOTION, at=at(15, 19))
    sitting = sitting.cast("d-41", "yes", about=MOTION, channel=Channel.ONLINE)
    sitting = sitting.cast("d-23", "yes", about=MOTION, on_behalf_of="d-24").close_vote(MOTION, at=at(15, 21))
    counts = (DeclaredCount("yes", 7), DeclaredCount("no", 1), DeclaredCount("abstain", 1))
    sitting = sitting.declare(MOTION, by="d-11", counts=counts, at=at(15, 22)).take_item("2.2", at=at(15, 23))
    sitting = sitting.speak("d-23", about=POWER, lasts=timedelta(minutes=5), at=at(15, 24))
    return sitting.conclude(POWER, rule=CONSENT, by="d-11", at=at(15, 30))


def _charging(sitting: Sitting) -> Sitting:
    """Vote without a quorum, break off, vote again, and let the chair break a tie."""
    sitting = sitting.take_item("3", at=at(15, 31))
    sitting = sitting.speak(
        "d-12", about=CHARGING, stance=Stance.PRO, lasts=timedelta(minutes=3), at=at(15, 32)
    )
    sitting = sitting.sign_out("d-31", at=at(15, 36)).sign_out("d-39", at=at(15, 37))
    hands = VoteMethod.SHOW_OF_HANDS
    sitting = sitting.open_vote(CHARGING, rule=MOST_AGREE, method=hands, at=at(15, 38))
    first = {"d-11": "yes", "d-12": "yes", "d-21": "no", "d-22": "no"}
    sitting = sitting.cast_all(first, about=CHARGING)
    sitting = sitting.cast("d-41", "yes", about=CHARGING, channel=Channel.ONLINE)
    sitting = sitting.close_vote(CHARGING, at=at(15, 40))
    sitting = sitting.declare(CHARGING, by="d-11", at=at(15, 40)).adjourn(until=at(15, 50), at=at(15, 41))
    sitting = sitting.resume(at=at(15, 50))
    sitting = sitting.sign_in("d-39", capacity=Capacity.SUBSTITUTE, sits_for="d-32", at=at(15, 51))
    sitting = sitting.open_vote(CHARGING, rule=MOST_AGREE, method=hands, at=at(15, 53))
    sitting = sitting.cast_all({**first, "d-23": "no", "d-39": "yes"}, about=CHARGING, at=at(15, 54))
    by_wire = {"d-41": "yes", "d-42": "no"}
    sitting = sitting.cast_all(by_wire, about=CHARGING, channel=Channel.ONLINE)
    sitting = sitting.close_vote(CHARGING, at=at(15, 55))
    sitting = sitting.give_casting_vote("d-11", "yes", about=CHARGING, at=at(15, 56))
    return sitting.declare(CHARGING, by="d-11", at=at(15, 57))


def _closed(sitting: Sitting) -> Sitting:
    """Tell of an item that was not announced, without a vote; then close the sitting."""
    title = "夜间巡查排班 Who patrols at night"
    sitting = sitting.add_item(AgendaItem("4", title, kind="information"), at=at(15, 58))
    sitting = sitting.take_item("4", at=at(15, 58)).speak("w-07", lasts=timedelta(minutes=2), at=at(15, 59))
    return sitting.close(at=at(16, 2))

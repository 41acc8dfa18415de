"""Who stands on the roll, what the heading says, and who was there at the opening."""

import attrs

from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.minutes.minutes import minutes_of
from communitygov.meeting.sitting.notice import Notice
from communitygov.meeting.sitting.sitting import Sitting

from .conftest import NINE, after  # noqa: TID252


def test_a_proxy_that_was_revoked_stands_on_the_roll_no_longer(sitting: Sitting) -> None:
    def holders(given: Sitting) -> list[str | None]:
        return [line.proxy_holder for line in minutes_of(given).roll]

    bare = attrs.evolve(sitting, entries=()).appoint_proxy("d-3", "d-2")
    assert holders(bare) == [None, None, "d-2", None]
    assert holders(bare.appoint_proxy("d-3", "d-1").revoke_proxy("d-3", "d-1")) == [None, None, "d-2", None]
    assert holders(bare.revoke_proxy("d-3", "d-2")) == [None] * 4


def test_the_heading_is_that_of_one_notice_the_last(sitting: Sitting) -> None:
    bare = attrs.evolve(sitting, entries=())
    for days, place in ((5, "旧处"), (3, "新处")):
        bare = bare.notify(Notice(convener="d-1", agenda=[], place=place), at=after(-days * 24 * 60))
    heading = minutes_of(bare).heading
    assert (heading.place, heading.noticed_at) == ("新处", after(-3 * 24 * 60))


def test_where_all_is_logged_at_one_moment_the_quorum_is_that_of_the_opening(sitting: Sitting) -> None:
    bare = attrs.evolve(sitting, entries=()).sign_in("d-1", "d-2", at=NINE).open("d-1").sign_in("d-3", "d-4")
    (check,) = minutes_of(bare.sign_out("d-1").close(), quorum=FOUR_PARTY_DEFAULT).quorum
    assert (check.tally.total.present, check.is_reached) == (4, True)
    late = bare.sign_out("d-4").sign_in("d-4", at=after(1)).close()
    assert minutes_of(late, quorum=FOUR_PARTY_DEFAULT).quorum[0].is_reached

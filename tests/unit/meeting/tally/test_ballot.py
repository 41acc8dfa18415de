"""What a ballot says and whose it is."""

import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.meeting.tally.ballot import Ballot, Channel, Choice


def test_a_ballot_is_the_vote_of_who_cast_it_or_for_whom() -> None:
    assert Ballot("d-1", "yes").voter == "d-1"
    assert Ballot("d-1", Choice.NO, on_behalf_of="d-2").voter == "d-2"


def test_a_ballot_comes_in_person_unless_it_says_how() -> None:
    assert Ballot("d-1", "yes").channel is Channel.IN_PERSON
    assert Ballot("d-1", "yes", channel="written").channel is Channel.WRITTEN


def test_the_choices_and_channels_are_these() -> None:
    assert [each.zh for each in Choice] == ["赞成", "反对", "弃权", "无效票"]
    assert [each.zh for each in Channel] == ["现场", "线上", "书面"]


@pytest.mark.parametrize("wrong", [{"choice": "maybe"}, {"choice": None}, {"channel": "fax"}])
def test_an_unknown_choice_or_channel_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(UnknownName):
        Ballot(**{"by": "d-1", "choice": "yes", **wrong})


@pytest.mark.parametrize("wrong", [{"by": ""}, {"by": "张三"}, {"on_behalf_of": ""}])
def test_who_votes_is_an_identifier(wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidValue):
        Ballot(**{"by": "d-1", "choice": "yes", **wrong})

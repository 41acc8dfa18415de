"""Rules about everybody."""

import pytest

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.errors import UnknownName
from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES, Constituency
from communitygov.meeting.decision.consent import NoUnsettledObjection, NoVoteAgainst, Unanimous
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.tally.counts import Counts
from communitygov.meeting.tally.tally import Tally

OWNERS = Constituency("owners", "业主", "owners")
HERE, OBJECTING = Counts(entitled=2, present=2), Counts(entitled=2, present=2, objections=1)


def four(*counts: Counts) -> Tally:
    named = dict(zip((each.code for each in FOUR_CONSTITUENCIES), counts, strict=True))
    return Tally.from_counts(named, constituencies=FOUR_CONSTITUENCIES)


def one(**counts: int) -> Tally:
    return Tally.from_counts({"owners": Counts(**counts)}, constituencies=[OWNERS])


@pytest.mark.parametrize(
    ("base", "outcome"),
    [
        ("all", "rejected"),
        ("eligible", "rejected"),
        ("present", "rejected"),
        ("participating", "rejected"),
        ("valid", "rejected"),
        ("yes_no", "adopted"),
    ],
)
def test_all_agree_of_whom_the_base_names(base: str, outcome: str) -> None:
    tally = one(entitled=9, excused=1, present=6, yes=3, abstain=1, invalid=1)
    assert Unanimous(base).decide(tally).outcome == outcome


def test_all_who_are_not_excused_may_agree() -> None:
    tally = one(entitled=4, excused=1, present=3, yes=3)
    assert Unanimous("eligible").decide(tally).outcome is Outcome.ADOPTED
    (finding,) = Unanimous("all", source=LIBRARY_DEFAULT).decide(tally).findings
    assert finding.text("zh") == "业主赞成 3 人，须至少 4 人，差 1 人"
    assert finding.source == LIBRARY_DEFAULT


def test_nobody_is_not_everybody() -> None:
    decision = Unanimous("participating").decide(one(entitled=3))
    assert decision.outcome is Outcome.REJECTED
    assert decision.explanation.need == 1


def test_all_of_an_unknown_base_is_refused() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'present'"):
        Unanimous("presents")


def test_an_objection_is_told_how_many_object_and_what_would_mend_it() -> None:
    rule = NoUnsettledObjection(source=LIBRARY_DEFAULT)
    (finding,) = rule.decide(four(HERE, OBJECTING, HERE, HERE)).findings
    assert finding.text("zh") == "群众代表有 1 人的异议未解决"
    assert finding.text() == "residents' representatives: 1 with an unsettled objection"
    assert "settle it" in finding.advice()
    assert finding.source == LIBRARY_DEFAULT


def test_the_figures_of_objections_are_seats_that_do_not_object() -> None:
    explanation = NoUnsettledObjection().decide(four(OBJECTING, HERE, HERE, OBJECTING)).explanation
    assert (explanation.have, explanation.need, explanation.shortfall) == (6, 8, 2)
    said = "unsettled objections of the two-committee cadres, local-worthy representatives"
    assert explanation.words.en == said


def test_no_objection_says_so() -> None:
    decision = NoUnsettledObjection().decide(four(HERE, HERE, HERE, HERE))
    assert decision.explain("zh") == "通过\n✓ 没有未解决的异议"
    assert decision.findings == ()


def test_one_vote_against_is_enough_and_is_told_where_it_was_cast() -> None:
    against = Counts(entitled=3, present=3, yes=1, no=2)
    decision = NoVoteAgainst(source=LIBRARY_DEFAULT).decide(four(HERE, against, HERE, HERE))
    (finding,) = decision.findings
    assert decision.outcome is Outcome.REJECTED
    assert finding.text("zh") == "群众代表有 2 人反对"
    assert finding.text() == "residents' representatives: 2 against"
    assert "put it to the vote again" in finding.advice()
    assert finding.source == LIBRARY_DEFAULT
    explanation = decision.explanation
    assert (explanation.have, explanation.need, explanation.shortfall) == (7, 9, 2)
    assert explanation.words.en == "votes against of the residents' representatives"


def test_to_abstain_not_to_vote_and_to_object_is_not_against() -> None:
    neither = Counts(entitled=4, present=3, abstain=1, invalid=1, objections=1)
    decision = NoVoteAgainst().decide(four(neither, HERE, OBJECTING, HERE))
    assert decision.explain("zh") == "通过\n✓ 无人反对"
    assert NoVoteAgainst().decide(four(neither, HERE, HERE, HERE).while_open()).outcome is Outcome.OPEN


def test_a_vote_against_is_no_objection() -> None:
    against = Counts(entitled=2, present=2, no=2)
    assert NoUnsettledObjection().decide(four(HERE, against, HERE, HERE)).outcome is Outcome.ADOPTED


def test_of_very_many_who_object_twenty_are_named_and_all_are_found() -> None:
    sides = [Constituency(f"group-{at}", f"第{at}组", f"group {at}") for at in range(50)]
    tally = Tally.from_counts({each.code: OBJECTING for each in sides}, constituencies=sides)
    decision = NoUnsettledObjection().decide(tally)
    assert decision.explanation.words.en.endswith("group 19 and 30 more")
    assert decision.explanation.words.zh.endswith("第19组及另外 30 方有未解决的异议")
    assert len(decision.findings) == 50

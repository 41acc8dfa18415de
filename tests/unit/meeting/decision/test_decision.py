"""What a decision tells, what a procedure makes of it, and when an open vote is decided."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import ClassVar

import attrs
import pytest

from communitygov.errors import DocumentError, InvalidValue, UnknownName, Words
from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.council.council import Council
from communitygov.meeting.decision.combination import All, AtLeastOf, In
from communitygov.meeting.decision.consent import NoUnsettledObjection
from communitygov.meeting.decision.decision import Decision, DecisionRule, Prospect
from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.decision.quorum import Minimum, Quorum
from communitygov.meeting.measure import HEADS
from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.tally.counts import Counts
from communitygov.meeting.tally.electorate import Electorate
from communitygov.meeting.tally.scope import Scope
from communitygov.meeting.tally.tally import Tally
from communitygov.meeting.threshold import AtLeast, MoreThan
from communitygov.organisation.actor import Actor, Role
from communitygov.procedure.fact import Fact
from communitygov.procedure.requirement import Attempt
from communitygov.procedure.showing import Shows

AT = datetime(2023, 5, 4, 9, tzinfo=UTC)
OWNERS = Constituency("owners", "<业主>", "<owners>")
HALF = MoreThan("1/2")


def decided(council: Council, *present: str) -> Decision:
    tally = Tally.count(Electorate.of(council), {}, present=present, about="LQ-1")
    return FOUR_PARTY_DEFAULT.decide(tally)


def owners(**counts: int) -> Tally:
    return Tally.from_counts({"owners": Counts(**counts)}, constituencies=[OWNERS])


def refusal(fact: Fact) -> list[tuple[str, str]]:
    """Ask a procedure's own requirement what it says to the decision."""
    matter = SimpleNamespace(id="LQ-1", grid="LQ-03", history=())
    convener = Actor("c-1", roles={Role.CONVENER})
    wanted = Shows("decision", ("adopted",), words=Words("决定", "a decision"))
    reasons = wanted.unmet(matter, Attempt("decide", convener, AT, (fact,)), names={})
    return [(reason.code, reason.subject) for reason in reasons]


def test_an_adopted_decision_is_accepted_by_a_procedure(council: Council) -> None:
    decision = decided(council, "d-1", "d-2", "d-3", "d-4")
    fact = decision.as_fact(about="LQ-1", reference="minutes-7")
    assert fact == Fact(
        kind="decision",
        about="LQ-1",
        outcome="adopted",
        reference="minutes-7",
        words=Outcome.ADOPTED.words,
    )
    assert decision.as_fact(about="LQ-1", reference="minutes-7", at=AT).at == AT
    assert refusal(fact) == []


def test_a_procedure_refuses_a_council_of_three_and_names_the_fourth(council: Council) -> None:
    three = attrs.evolve(council, delegates=council.delegates[:3])
    fact = decided(three, "d-1", "d-2", "d-3").as_fact(about="LQ-1", reference="minutes-7")
    assert fact.outcome == "void"
    assert refusal(fact) == [("FACT_SHORT", "LQ-1"), ("CONSTITUENCY_VACANT", "local_worthies")]


def test_a_procedure_refuses_a_meeting_of_three_and_names_the_fourth(council: Council) -> None:
    fact = decided(council, "d-1", "d-2", "d-3").as_fact(about="LQ-1", reference="minutes-7")
    assert fact.outcome == "inquorate"
    assert refusal(fact) == [("FACT_SHORT", "LQ-1"), ("CONSTITUENCY_ABSENT", "local_worthies")]
    assert "乡贤代表" in fact.because[0].text("zh")


def test_a_decision_on_one_matter_does_not_serve_another(council: Council) -> None:
    with pytest.raises(InvalidValue, match="must be what was decided on, LQ-1"):
        decided(council).as_fact(about="LQ-2", reference="minutes-7")


def test_counts_taken_for_whatever_is_presented_serve_any_matter() -> None:
    decision = Minimum("present", 2).decide(owners(entitled=3, present=3))
    assert decision.as_fact(about="LQ-9", reference="m").outcome == "adopted"


def test_an_outcome_that_the_rule_does_not_come_to_is_refused(council: Council) -> None:
    document = {**decided(council, "d-1").to_document(), "outcome": "adopted"}
    with pytest.raises(DocumentError, match="must be what the rule comes to, inquorate"):
        Decision.from_document(document)


def test_a_fault_inside_a_written_decision_is_named_with_its_place(council: Council) -> None:
    document = decided(council, "d-1").to_document()
    with pytest.raises(DocumentError, match=r"\$\.tally\.council"):
        Decision.from_document({**document, "tally": {**document["tally"], "council": ""}})


def test_a_written_rule_that_does_not_fit_the_tally_is_refused(council: Council) -> None:
    document = decided(council, "d-1").to_document()
    elsewhere = In("merchants", Minimum("yes", 1)).to_document()
    with pytest.raises(
        DocumentError, match=r"\$\.rule: 'in' does not fit the tally: No constituency is called"
    ):
        Decision.from_document({**document, "rule": elsewhere})


def test_only_rules_and_tallies_make_a_decision(council: Council) -> None:
    decision = decided(council)
    for field, wrong in (("rule", "none objects"), ("tally", None)):
        with pytest.raises(InvalidValue, match=field):
            attrs.evolve(decision, **{field: wrong})


def test_votes_are_counted_before_they_are_decided_on(council: Council) -> None:
    with pytest.raises(InvalidValue, match=r"must be a Tally, such as Tally\.count"):
        FOUR_PARTY_DEFAULT.decide(Electorate.of(council))


def test_the_explanation_says_every_part_in_both_languages(council: Council) -> None:
    decision = decided(council, "d-1", "d-2", "d-3")
    assert decision.explain().splitlines() == [
        "inquorate",
        "✗ all of these: [library default]",
        f"  ✓ the council is constituted: 4 of 4 seated [{FOUR_PARTY_DEFAULT.of[0].source}]",
        "  ✗ in each constituency:",
        "    ✓ two-committee cadres: 1 present, 1 needed",
        "    ✓ residents' representatives: 1 present, 1 needed",
        "    ✓ retired-cadre representatives: 1 present, 1 needed",
        "    ✗ local-worthy representatives: 0 present, 1 needed, 1 short",
        "  ✓ nobody votes against",
        "  ✓ no unsettled objection",
    ]
    assert len(decision.explain("zh").splitlines()) == 10


def test_the_picture_holds_the_outcome_and_every_part(council: Council) -> None:
    picture = decided(council, "d-1")._repr_html_()
    assert picture.startswith("<p><b>未达法定人数 inquorate</b></p><table>")
    assert picture.count("<tr>") == picture.count("</tr>") == 10
    assert picture.count("✗") == 5


# ------------------------------------------------------------------ while the vote is open

YES_OF_ALL = Majority("heads", base="all", threshold=HALF)


def test_an_open_vote_is_decided_as_soon_as_no_vote_can_change_it() -> None:
    for yes, outcome in ((2, Outcome.OPEN), (3, Outcome.ADOPTED)):
        assert YES_OF_ALL.decide(owners(entitled=5, present=yes, yes=yes).while_open()).outcome is outcome
    for no, outcome in ((2, Outcome.OPEN), (3, Outcome.REJECTED)):
        decision = YES_OF_ALL.decide(owners(entitled=5, present=no, no=no).while_open())
        assert decision.outcome is outcome
        assert decision.is_settled == (outcome is not Outcome.OPEN)


def test_a_majority_of_those_who_come_is_open_while_anybody_may_come() -> None:
    rule = Majority("heads", base="present", threshold=HALF)
    decision = rule.decide(owners(entitled=7, present=3, yes=3).while_open())
    assert decision.prospect == Prospect(Outcome.REJECTED, Outcome.ADOPTED)
    assert rule.decide(owners(entitled=7, present=4, yes=4).while_open()).outcome is Outcome.ADOPTED


def test_an_open_decision_says_what_it_may_come_to() -> None:
    decision = All(Quorum("heads", HALF), YES_OF_ALL).decide(owners(entitled=5).while_open())
    assert decision.explain().splitlines()[0] == "open (at worst inquorate, at best adopted; as it stands)"
    assert decision.explain("zh").splitlines()[0] == "未决（最差：未达法定人数；最好：通过；以下为目前情形）"


def test_a_vote_that_is_lost_whatever_comes_says_so_though_it_is_open() -> None:
    rule = All(Quorum("heads", AtLeast("2/3"), count="participating"), YES_OF_ALL)
    lost = rule.decide(owners(entitled=10, present=5, no=5).while_open())
    assert lost.outcome is Outcome.OPEN
    assert not lost.can_still_be_adopted
    assert lost.explain().splitlines()[0] == (
        "open (at worst inquorate, at best rejected; it cannot be adopted; as it stands)"
    )
    assert "；已不可能通过；" in lost.explain("zh").splitlines()[0]
    hopeful = rule.decide(owners(entitled=10, present=4, no=4).while_open())
    assert hopeful.can_still_be_adopted
    assert "cannot" not in hopeful.explain()


def test_a_closed_vote_can_be_adopted_only_if_it_is() -> None:
    assert YES_OF_ALL.decide(owners(entitled=1, present=1, yes=1)).can_still_be_adopted
    assert not YES_OF_ALL.decide(owners(entitled=1)).can_still_be_adopted


def test_while_a_vote_is_open_anybody_may_still_object() -> None:
    rule = All(YES_OF_ALL, NoUnsettledObjection())
    voted = owners(entitled=3, present=3, yes=3)
    assert rule.decide(voted.while_open()).outcome is Outcome.OPEN
    assert rule.decide(voted).outcome is Outcome.ADOPTED
    excused = owners(entitled=3, excused=3)
    assert NoUnsettledObjection().decide(excused.while_open()).outcome is Outcome.ADOPTED


def test_a_closed_decision_has_one_prospect() -> None:
    decision = YES_OF_ALL.decide(owners(entitled=5))
    assert decision.prospect == Prospect(Outcome.REJECTED, Outcome.REJECTED)


def test_a_tie_for_the_chair_is_open_until_the_chair_has_spoken() -> None:
    rule = Majority("heads", base="yes_no", threshold=HALF, tie="casting_vote")
    tally = owners(entitled=2, present=2, yes=1, no=1)
    assert rule.decide(tally.while_open()).outcome is Outcome.OPEN
    assert rule.decide(tally.while_open().with_casting_vote(Choice.YES)).outcome is Outcome.ADOPTED
    assert rule.decide(tally).outcome is Outcome.TIED


# ------------------------------------------------------------------ a rule of one's own


@attrs.frozen
class NobodyAgainst(DecisionRule):
    """Nobody votes against."""

    document_kind: ClassVar[str] = "test-nobody-against"

    def outcome(self, scope: Scope) -> Outcome:
        """Return rejected if anybody is against."""
        return Outcome.REJECTED if scope.total(HEADS).no else Outcome.ADOPTED

    def said(self, scope: Scope) -> Words:
        """Say how many are against."""
        against = scope.total(HEADS).no
        return Words(f"反对 {against} 人", f"{against} against")


def test_a_rule_of_ones_own_decides_explains_and_is_written_like_every_other() -> None:
    rule = All(NobodyAgainst(), Minimum("yes", 1))
    decision = rule.decide(owners(entitled=3, present=2, yes=1, no=1))
    assert decision.outcome is Outcome.REJECTED
    assert decision.explain("zh").splitlines()[2] == "  ✗ 反对 1 人"
    assert decision.explanation.parts[0].have is None
    assert Decision.from_json(decision.to_json()) == decision
    assert NobodyAgainst().rules == NobodyAgainst().causes(decision.tally.scope) == ()


def test_a_rule_of_ones_own_is_settled_when_its_corners_are() -> None:
    assert (
        NobodyAgainst().decide(owners(entitled=3, present=3, yes=3).while_open()).outcome is Outcome.ADOPTED
    )
    assert NobodyAgainst().decide(owners(entitled=3, present=3, yes=2).while_open()).outcome is Outcome.OPEN
    assert NobodyAgainst().decide(owners(entitled=3, present=1, no=1).while_open()).is_settled


def test_a_rule_knows_of_how_many_it_is_made() -> None:
    assert NobodyAgainst().extent == (1, 1)
    assert All(NobodyAgainst(), AtLeastOf(1, Minimum("yes", 1), NoUnsettledObjection())).extent == (3, 5)


def test_a_rule_for_a_constituency_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'owners'"):
        In("owner", NobodyAgainst()).decide(owners(entitled=1))

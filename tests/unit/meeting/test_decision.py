"""What a decision tells, and what a procedure makes of it."""

from datetime import UTC, datetime
from types import SimpleNamespace

import attrs
import pytest

from communitygov.errors import DocumentError, InvalidValue, Words
from communitygov.meeting.council import Constituency, Council
from communitygov.meeting.decision import Decision, Explanation, Outcome
from communitygov.meeting.rule import FOUR_PARTY_DEFAULT, Minimum
from communitygov.meeting.sitting import Sitting
from communitygov.meeting.tally import Counts, Tally
from communitygov.organisation.actor import Actor, Role
from communitygov.procedure.fact import Fact
from communitygov.procedure.requirement import Attempt
from communitygov.procedure.showing import Shows

AT = datetime(2023, 5, 4, 9, tzinfo=UTC)


def decided(council: Council, *present: str) -> Decision:
    sitting = Sitting(id="LQ-M1", council=council, held_at=AT, present=present)
    return FOUR_PARTY_DEFAULT.decide(Tally.of(sitting, about="LQ-1"))


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
    owners = Constituency("owners", "业主", "owners")
    tally = Tally.from_counts({"owners": Counts(entitled=3, present=3)}, constituencies=[owners])
    assert Minimum("present", 2).decide(tally).as_fact(about="LQ-9", reference="m").outcome == "adopted"


def test_an_outcome_that_the_rule_does_not_come_to_is_refused(council: Council) -> None:
    decision = decided(council, "d-1")
    with pytest.raises(
        InvalidValue, match="'adopted' will not do; it must be what the rule comes to, inquorate"
    ):
        attrs.evolve(decision, outcome=Outcome.ADOPTED)
    document = {**decision.to_document(), "outcome": "adopted"}
    with pytest.raises(DocumentError, match="must be what the rule comes to"):
        Decision.from_document(document)


def test_only_rules_tallies_and_outcomes_make_a_decision(council: Council) -> None:
    decision = decided(council)
    for field, wrong in (("rule", "none objects"), ("tally", None), ("outcome", "inquorate")):
        with pytest.raises(InvalidValue, match=field):
            attrs.evolve(decision, **{field: wrong})


def test_a_sitting_is_counted_before_it_is_decided_on(council: Council) -> None:
    with pytest.raises(InvalidValue, match=r"must be a Tally, such as Tally\.of"):
        FOUR_PARTY_DEFAULT.decide(Sitting(id="LQ-M1", council=council, held_at=AT))
    with pytest.raises(InvalidValue, match="must be a Sitting"):
        Tally.of(council, about="LQ-1")


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
        "  ✓ no unsettled objection",
    ]
    assert len(decision.explain("zh").splitlines()) == 9


def test_the_outcomes_have_an_order() -> None:
    ranked = ["void", "inquorate", "rejected", "tied", "open", "adopted"]
    for at, code in enumerate(ranked):
        assert Outcome.worst(map(Outcome, reversed(ranked[at:]))) is Outcome(code)
    assert Outcome.worst([]) is Outcome.ADOPTED


def test_nothing_counted_means_no_shortfall(council: Council) -> None:
    explanation = decided(council).explanation
    assert (explanation.have, explanation.shortfall) == (None, None)


def test_more_than_is_needed_is_no_negative_shortfall() -> None:
    owners = Constituency("owners", "业主", "owners")
    tally = Tally.from_counts({"owners": Counts(entitled=3, present=3)}, constituencies=[owners])
    assert Minimum("present", 1).decide(tally).explanation.shortfall == 0


def test_a_part_that_holds_passes_no_cause_on() -> None:
    inner = decided_in_words("rejected")
    outer = attrs.evolve(decided_in_words("adopted"), parts=(inner,))
    assert outer.findings == ()
    assert attrs.evolve(outer, outcome=Outcome.REJECTED).findings == inner.causes


def decided_in_words(outcome: str) -> Explanation:
    owners = Constituency("owners", "业主", "owners")
    tally = Tally.from_counts({"owners": Counts(entitled=3)}, constituencies=[owners])
    explanation = Minimum("yes", 1).decide(tally).explanation
    causes = explanation.causes if outcome == "rejected" else ()
    return attrs.evolve(explanation, outcome=Outcome(outcome), causes=causes)


def test_the_picture_is_a_tree_with_everything_escaped() -> None:
    owners = Constituency("owners", "<业主>", "<owners>")
    tally = Tally.from_counts({"owners": Counts(entitled=3)}, constituencies=[owners])
    decision = Minimum("yes", 1).decide(tally)
    picture = decision._repr_html_()
    assert picture == (
        "<b>未通过 rejected</b><ul><li>✗ &lt;业主&gt;赞成 0 人，须至少 1 人，差 1 人 "
        "&lt;owners&gt;: 0 in favour, 1 needed, 1 short</li></ul>"
    )
    assert decision.explanation._repr_html_() in picture


def test_the_picture_holds_every_part(council: Council) -> None:
    picture = decided(council, "d-1")._repr_html_()
    assert picture.count("<li>") == picture.count("</li>") == 8
    assert picture.count("✗") == 5

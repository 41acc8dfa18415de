"""What each rule asks, what it comes to, and what it names."""

from collections.abc import Callable

import pytest

from communitygov.core.source import LIBRARY_DEFAULT, quoted
from communitygov.errors import InvalidValue, UnknownName
from communitygov.meeting.council import FOUR_CONSTITUENCIES, Delegate, four_party_council
from communitygov.meeting.decision import Outcome
from communitygov.meeting.rule import (
    FOUR_PARTY_DEFAULT,
    All,
    Constituted,
    EachOf,
    Minimum,
    NoUnsettledObjection,
)
from communitygov.meeting.sitting import Sitting
from communitygov.meeting.tally import Counts, Tally

HERE, AWAY, EMPTY = Counts(entitled=2, present=2), Counts(entitled=2), Counts(entitled=0)
OBJECTING = Counts(entitled=2, present=2, objections=1)


def four(*counts: Counts) -> Tally:
    named = dict(zip((each.code for each in FOUR_CONSTITUENCIES), counts, strict=True))
    return Tally.from_counts(named, constituencies=FOUR_CONSTITUENCIES)


def causes(tally: Tally) -> list[tuple[str, str]]:
    decision = FOUR_PARTY_DEFAULT.decide(tally)
    return [(finding.code, finding.subject) for finding in decision.findings]


@pytest.mark.parametrize(
    ("tally", "outcome"),
    [
        (four(HERE, HERE, HERE, HERE), Outcome.ADOPTED),
        (four(HERE, HERE, HERE, Counts(entitled=9, present=1)), Outcome.ADOPTED),
        (four(HERE, HERE, AWAY, HERE), Outcome.INQUORATE),
        (four(AWAY, AWAY, AWAY, AWAY), Outcome.INQUORATE),
        (four(HERE, OBJECTING, HERE, HERE), Outcome.REJECTED),
        (four(HERE, OBJECTING, AWAY, HERE), Outcome.INQUORATE),
        (four(HERE, HERE, EMPTY, HERE), Outcome.VOID),
        (four(HERE, OBJECTING, EMPTY, AWAY), Outcome.VOID),
    ],
)
def test_the_default_tells_absence_objection_and_vacancy_apart(tally: Tally, outcome: Outcome) -> None:
    assert FOUR_PARTY_DEFAULT.decide(tally).outcome is outcome


def test_every_cause_is_named_once_and_in_order() -> None:
    assert causes(four(AWAY, OBJECTING, EMPTY, OBJECTING)) == [
        ("CONSTITUENCY_VACANT", "retired_cadre_representatives"),
        ("CONSTITUENCY_ABSENT", "two_committee_cadres"),
        ("OBJECTION_UNSETTLED", "residents_representatives"),
        ("OBJECTION_UNSETTLED", "local_worthies"),
    ]


def test_an_absent_constituency_is_told_how_many_it_lacks_and_where_that_stands() -> None:
    (finding,) = FOUR_PARTY_DEFAULT.decide(four(HERE, HERE, HERE, AWAY)).findings
    facts = dict(finding.details)
    assert (facts["have"], facts["need"], facts["shortfall"]) == ("0", "1", "1")
    assert finding.text("zh") == "乡贤代表一方无人到会"
    assert finding.advice("zh") == "请该方至少 1 人到会后再议"
    assert finding.source == LIBRARY_DEFAULT


def test_an_objection_is_told_how_many_object_and_what_would_mend_it() -> None:
    (finding,) = FOUR_PARTY_DEFAULT.decide(four(HERE, OBJECTING, HERE, HERE)).findings
    assert finding.text("zh") == "群众代表有 1 人的异议未解决"
    assert finding.text() == "residents' representatives: 1 with an unsettled objection"
    assert "settle it" in finding.advice()
    assert finding.source == LIBRARY_DEFAULT


def test_a_roster_that_is_not_sound_makes_the_decision_void(sitting: Sitting) -> None:
    council = sitting.council.with_delegate(Delegate("d-1", "local_worthies"))
    held = Sitting(id="m", council=council, held_at=sitting.held_at, present=["d-1", "d-2", "d-3", "d-4"])
    decision = FOUR_PARTY_DEFAULT.decide(Tally.of(held, about="LQ-1"))
    assert decision.outcome is Outcome.VOID
    assert [finding.code for finding in decision.findings] == ["SEAT_DOUBLED"]
    assert "4 of 4 seated, 1 faults beside" in decision.explain()
    assert "另有 1 处不合" in decision.explain("zh")


def test_a_rule_that_does_not_ask_for_a_constituted_council_is_never_void() -> None:
    rule = All(EachOf(Minimum("present", 1)), NoUnsettledObjection())
    decision = rule.decide(four(HERE, HERE, HERE, EMPTY))
    assert decision.outcome is Outcome.INQUORATE
    assert [(each.code, each.subject) for each in decision.findings] == [
        ("CONSTITUENCY_VACANT", "local_worthies")
    ]


@pytest.mark.parametrize(
    ("rule", "counts", "outcome", "code", "said"),
    [
        (
            Minimum("present", 3),
            HERE,
            Outcome.INQUORATE,
            "TOO_FEW_PRESENT",
            "乡贤代表到会 2 人，须至少 3 人，差 1 人",
        ),
        (Minimum("yes", 2), HERE, Outcome.REJECTED, "TOO_FEW_YES", "乡贤代表赞成 0 人，须至少 2 人，差 2 人"),
    ],
)
def test_a_minimum_names_who_falls_short_and_by_how_much(
    rule: Minimum, counts: Counts, outcome: Outcome, code: str, said: str
) -> None:
    tally = Tally.from_counts({"local_worthies": counts}, constituencies=FOUR_CONSTITUENCIES[3:])
    decision = rule.decide(tally)
    (finding,) = decision.findings
    assert (decision.outcome, finding.code, finding.subject) == (outcome, code, "local_worthies")
    assert finding.text("zh") == said
    assert decision.explanation.text("zh") == f"✗ {said}"


def test_a_minimum_over_the_whole_council_counts_all_and_names_the_council() -> None:
    whole = four(HERE, HERE, AWAY, AWAY)
    assert Minimum("present", 4).decide(whole).outcome is Outcome.ADOPTED
    (finding,) = Minimum("present", 5).decide(whole).findings
    assert (finding.code, finding.subject) == ("TOO_FEW_PRESENT", "council")
    assert finding.text() == "all constituencies: 4 present, 5 needed, 1 short"
    (nobody,) = Minimum("present", 1).decide(four(AWAY, AWAY, AWAY, AWAY)).findings
    assert nobody.code == "TOO_FEW_PRESENT"


def test_the_figures_of_objections_are_seats_that_do_not_object() -> None:
    explanation = NoUnsettledObjection().decide(four(OBJECTING, HERE, HERE, OBJECTING)).explanation
    assert (explanation.have, explanation.need, explanation.shortfall) == (6, 8, 2)
    assert (
        explanation.words.en
        == "unsettled objections of the two-committee cadres, local-worthy representatives"
    )


def test_the_figures_of_a_constituted_council_are_constituencies() -> None:
    explanation = Constituted().decide(four(HERE, EMPTY, EMPTY, HERE)).explanation
    assert (explanation.have, explanation.need, explanation.shortfall) == (2, 4, 2)


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: Minimum("present", 0), InvalidValue, "at least 1"),
        (lambda: Minimum("present", True), InvalidValue, "at least 1"),  # noqa: FBT003  the fault itself
        (lambda: Minimum("abstain", 1), UnknownName, "Known: 'present', 'yes'"),
        (All, InvalidValue, "one rule or more"),
        (lambda: All(of=[Minimum("present", 1), "none objects"]), InvalidValue, "DecisionRule"),
        (lambda: EachOf("present"), InvalidValue, "DecisionRule"),
        (lambda: Minimum("present", 1, source="document 001"), InvalidValue, "Citation"),
    ],
    ids=[
        "nobody",
        "no number",
        "not a minimum",
        "no parts",
        "no rule in all",
        "no rule in each",
        "no source",
    ],
)
def test_a_rule_that_asks_nothing_sensible_is_refused(
    make: Callable[[], object], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        make()


def test_the_default_says_what_the_document_says_and_what_the_library_chose() -> None:
    constituted, present, objection = FOUR_PARTY_DEFAULT.of
    assert constituted.source == quoted("001", "由“两委干部”、群众代表、老干部代表、乡贤代表组成的议事协商会")
    assert all(
        rule.source == LIBRARY_DEFAULT for rule in (FOUR_PARTY_DEFAULT, present, present.rule, objection)
    )


def test_an_empty_council_meets_the_default_in_nothing() -> None:
    assert four_party_council(()).findings() == FOUR_PARTY_DEFAULT.decide(four(*[EMPTY] * 4)).findings

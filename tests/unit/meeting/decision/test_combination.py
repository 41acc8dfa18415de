"""Rules made of rules."""

from collections.abc import Callable

import pytest

from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.decision.combination import All, Any, AtLeastOf, EachOf, In, Sub
from communitygov.meeting.decision.consent import NoUnsettledObjection, Unanimous
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.majority import Majority
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.decision.quorum import Constituted, Minimum
from communitygov.meeting.tally.counts import Counts
from communitygov.meeting.tally.electorate import Electorate, Voter
from communitygov.meeting.tally.tally import Tally
from communitygov.meeting.threshold import MoreThan

SIDES = [Constituency(f"c-{at}", f"第{at}方", f"side {at}") for at in (1, 2, 3)]
AGREES, AWAY = Counts(entitled=2, present=2, yes=2), Counts(entitled=2)
YES, HERE = Minimum("yes", 1), Minimum("present", 1)


def tally(*counts: Counts) -> Tally:
    named = {side.code: each for side, each in zip(SIDES, counts, strict=False)}
    return Tally.from_counts(named, constituencies=SIDES)


MIXED = tally(AGREES, AWAY)  # the third has no seat filled


@pytest.mark.parametrize(
    ("rule", "outcome"),
    [
        (All(YES, EachOf(HERE)), "inquorate"),
        (All(YES, EachOf(HERE), Constituted()), "void"),
        (Any(EachOf(HERE), YES), "adopted"),
        (Any(EachOf(HERE), Constituted()), "inquorate"),
        (AtLeastOf(1, YES, EachOf(YES), Constituted()), "adopted"),
        (AtLeastOf(2, YES, EachOf(YES), Constituted()), "rejected"),
        (AtLeastOf(3, YES, EachOf(YES), Constituted()), "void"),
        (EachOf(YES), "rejected"),
        (EachOf(YES, least=1), "adopted"),
        (EachOf(YES, least=2), "rejected"),
        (In("c-1", YES), "adopted"),
        (In("c-2", YES), "rejected"),
    ],
    ids=str,
)
def test_a_rule_of_rules_comes_to_what_stands_at_its_place(rule: DecisionRule, outcome: str) -> None:
    assert rule.decide(MIXED).outcome == outcome


def test_parts_may_be_given_one_by_one_together_or_both() -> None:
    assert All(YES, of=[HERE]) == All(YES, HERE) == All(of=iter([YES, HERE]))
    assert Any(YES, HERE).rules == (YES, HERE)
    assert AtLeastOf(1, of=[YES]) == AtLeastOf(1, YES)
    assert All(YES, source=LIBRARY_DEFAULT).source == LIBRARY_DEFAULT
    assert (All(YES, HERE).needed, Any(YES, HERE).needed, AtLeastOf(1, YES).needed) == (2, 1, 1)


def test_one_of_these_says_that_one_is_enough() -> None:
    assert Any(EachOf(YES), YES).decide(MIXED).explain("zh").splitlines()[1] == "✓ 以下须满足一项："


def test_a_rule_is_no_deeper_than_sixteen_levels() -> None:
    rule: DecisionRule = YES
    for _ in range(15):
        rule = All(rule)
    assert rule.decide(MIXED).explanation.levels == 16
    with pytest.raises(
        InvalidValue, match="'17 levels, 17 rules' will not do; it must have at most 16 levels"
    ):
        EachOf(rule)


def test_so_many_of_these_says_how_many_hold() -> None:
    explanation = AtLeastOf(2, YES, EachOf(YES), Constituted()).decide(MIXED).explanation
    assert explanation.words == ("以下 3 项须满足 2 项，现 1 项：", "2 of these 3, 1 hold:")
    assert [part.holds for part in explanation.parts] == [True, False, False]
    assert (explanation.have, explanation.need, explanation.whole, explanation.shortfall) == (1, 2, 3, 1)
    assert explanation.measure is None


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: EachOf(In("c-1", YES)), "must ask no constituency by name inside each"),
        (lambda: EachOf(All(YES, Sub("unit-3", In("c-1", YES))), least=1), "inside each"),
        (lambda: In("c-2", Any(HERE, In("c-1", YES))), "must ask no other constituency inside one"),
        (lambda: Sub("unit-3", Sub("interested", YES)), "must ask no part inside a part"),
        (lambda: Sub("unit-3", EachOf(All(HERE, Sub("unit-3", YES)))), "must ask no part inside a part"),
    ],
    ids=["each in", "each part in", "in another", "part of part", "deeper"],
)
def test_a_rule_that_could_never_be_asked_is_refused_when_it_is_made(
    make: Callable[[], object], message: str
) -> None:
    with pytest.raises(InvalidValue, match=message):
        make()


def test_a_part_to_which_nobody_belongs_is_explained() -> None:
    electorate = Electorate(constituencies=SIDES[:1], voters=[Voter("v-1", "c-1")], parts=["interested"])
    rule = Sub("interested", Unanimous("all"), words=Words("有利害关系的业主", "interested owners"))
    decision = rule.decide(Tally.count(electorate, {"v-1": "yes"}))
    assert decision.outcome is Outcome.REJECTED
    assert "among the interested owners (there is nobody):" in decision.explain()
    assert "其中有利害关系的业主（现无一人）须满足：" in decision.explain("zh")


def test_so_many_constituencies_says_in_how_many_it_holds() -> None:
    explanation = EachOf(YES, least=2).decide(MIXED).explanation
    assert explanation.words == ("3 方中须有 2 方满足，现 1 方：", "in 2 of 3 constituencies, it holds in 1:")
    assert (explanation.have, explanation.need, explanation.whole) == (1, 2, 3)
    assert [part.holds for part in explanation.parts] == [True, False, False]


def test_what_is_asked_of_each_is_told_of_each() -> None:
    assert EachOf(YES).rules == (YES,)
    assert [part.words.en for part in EachOf(YES).decide(MIXED).explanation.parts] == [
        "side 1: 2 in favour, 1 needed",
        "side 2: 0 in favour, 1 needed, 1 short",
        "side 3: 0 in favour, 1 needed, 1 short",
    ]


def test_more_constituencies_than_there_are_cannot_be_asked() -> None:
    with pytest.raises(InvalidValue, match="must be at most the number of constituencies, 3"):
        EachOf(YES, least=4).decide(MIXED)


def test_one_constituency_alone_is_named() -> None:
    explanation = In("c-1", YES).decide(MIXED).explanation
    assert explanation.words == ("第1方一方须满足：", "in the constituency side 1:")
    assert In("c-1", YES).rules == (YES,)
    with pytest.raises(UnknownName, match="Did you mean"):
        In("c-4", YES).decide(MIXED)


def test_a_part_of_the_voters_is_asked_alone() -> None:
    part = Tally(groups=[(SIDES[0], Counts(entitled=1, present=1, yes=1))])
    whole = Tally(
        groups=[(SIDES[0], Counts(entitled=3, present=3, yes=1, no=2))], parts=[("interested", part)]
    )
    assert Unanimous("all").decide(whole).outcome is Outcome.REJECTED
    rule = Sub("interested", Unanimous("all"))
    assert rule.rules == (Unanimous("all"),)
    assert rule.decide(whole).outcome is Outcome.ADOPTED
    assert rule.decide(whole).explanation.words == ("其中interested须满足：", "among the interested:")
    told = Sub("interested", YES, words=Words("有利害关系的业主", "interested owners")).decide(whole)
    assert told.explain("zh").splitlines()[1] == "✓ 其中有利害关系的业主须满足："
    with pytest.raises(UnknownName, match="No part of the voters is called 'unit-3'"):
        Sub("unit-3", YES).decide(whole)


def test_while_a_vote_is_open_every_kind_knows_its_worst() -> None:
    part = Tally(groups=[(side, AWAY) for side in SIDES])
    still = Tally(groups=[(side, AWAY) for side in SIDES], parts=[("interested", part)], is_open=True)
    for rule in (All(YES), Any(YES), AtLeastOf(1, YES), EachOf(YES), In("c-1", YES), Sub("interested", YES)):
        assert rule.decide(still).prospect == (Outcome.REJECTED, Outcome.ADOPTED)


def test_where_one_part_suffices_each_is_foreseen_at_its_own_worst() -> None:
    # If both who are left stay away, the second part holds; if both vote against, the first; else neither.
    either = Any(Minimum("participating", 4), Majority("heads", base="valid", threshold=MoreThan("2/3")))
    half_way = Tally(groups=[(SIDES[0], Counts(entitled=4, present=2, yes=2))], is_open=True)
    assert either.decide(half_way).prospect == (Outcome.REJECTED, Outcome.ADOPTED)


def test_what_is_asked_of_each_is_foreseen_at_its_worst_in_each() -> None:
    each = EachOf(Majority("heads", base="yes_no", threshold=MoreThan("1/2")))
    leading = Tally(groups=[(side, Counts(entitled=3, present=1, yes=1)) for side in SIDES], is_open=True)
    assert each.decide(leading).prospect == (Outcome.REJECTED, Outcome.ADOPTED)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (All, "one rule or more"),
        (Any, "one rule or more"),
        (lambda: AtLeastOf(1), "one rule or more"),
        (lambda: AtLeastOf(0, YES), "at least 1"),
        (lambda: AtLeastOf(2, YES), "must be at most the number of parts, 1"),
        (lambda: All(of=[YES, "none objects"]), "DecisionRule"),
        (lambda: All(YES, source="document 001"), "Citation"),
        (lambda: EachOf("present"), "DecisionRule"),
        (lambda: EachOf(YES, least=0), "at least 1"),
        (lambda: In("", YES), "constituency"),
        (lambda: In("c-1", None), "DecisionRule"),
        (lambda: Sub("三单元", YES), "part"),
        (lambda: Sub("unit-3", YES, words="unit 3"), "Words"),
        (lambda: Sub("unit-3", 1), "DecisionRule"),
    ],
    ids=range(14),
)
def test_a_rule_of_rules_that_asks_nothing_sensible_is_refused(
    make: Callable[[], object], message: str
) -> None:
    with pytest.raises(InvalidValue, match=message):
        make()


def test_every_rule_of_rules_is_written_and_read_like_every_other() -> None:
    rule = All(
        Any(YES, AtLeastOf(1, HERE, NoUnsettledObjection())),
        EachOf(YES, least=1),
        In("c-1", In("c-1", YES)),
        Sub("interested", HERE, words=Words("业主", "owners")),
        source=LIBRARY_DEFAULT,
    )
    assert DecisionRule.from_json(rule.to_json()) == rule

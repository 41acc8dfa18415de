"""Laws of legal presets: exact to the last vote, written down and read back, monotone, never silent."""

import os
import subprocess
import sys
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communitygov.core.document import Value
from communitygov.errors import InvalidValue
from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.statute import STATUTES, Gap, Statute, Verification, civil_code_278
from communitygov.meeting.tally.counts import Counts, Sums
from communitygov.meeting.tally.scope import Scope
from communitygov.meeting.threshold import AtLeast, MoreThan
from communitygov.testing.strategies.statute import STRATEGIES, proxy_limits, statute_periods, statutes

SIDE = Constituency("body", "全体", "the body")
#: Measures and parts that the presets of the library speak of.
MEASURES = ("heads", "households", "area")
PARTS = ("interested", "adults", "household_representatives", "group_representatives")
RULES = [preset.rule for preset in STATUTES if preset.rule]
shares = st.integers(1, 20).flatmap(lambda below: st.integers(1, below).map(lambda part: (part, below)))


@given(share=shares, whole=st.integers(1, 10**9), near=st.integers(-2, 2))
def test_a_share_is_reached_exactly_as_whole_numbers_say(
    share: tuple[int, int], whole: int, near: int
) -> None:
    above, below = share
    part = min(max(whole * above // below + near, 1), whole)
    text = f"{above}/{below}"
    assert AtLeast(text).is_met(part, whole) == (part * below >= whole * above)
    assert AtLeast(text).is_met(part, whole) == (Fraction(part, whole) >= Fraction(above, below))
    if above < below:
        assert MoreThan(text).is_met(part, whole) == (part * below > whole * above)


@given(share=shares, whole=st.integers(1, 10**9), near=st.integers(-2, 2))
def test_at_least_and_more_than_differ_only_where_the_part_is_the_share(
    share: tuple[int, int], whole: int, near: int
) -> None:
    above, below = share
    part = min(max(whole * above // below + near, 1), whole)
    if above < below:
        inclusive, strict = AtLeast(f"{above}/{below}"), MoreThan(f"{above}/{below}")
        differ = inclusive.is_met(part, whole) != strict.is_met(part, whole)
        assert differ == (part * below == whole * above)


@pytest.mark.parametrize("text", ["0.67", "0.667", "0.6667"])
def test_two_thirds_written_as_a_percentage_are_wrong_each_time_and_floats_are_refused(text: str) -> None:
    exact = [(whole * 2 // 3, whole) for whole in range(3, 101, 3)]
    assert len(exact) == 33
    assert all(AtLeast("2/3").is_met(part, whole) for part, whole in exact)
    assert sum(part / whole < float(text) for part, whole in exact) == 33
    assert not any(AtLeast(Fraction(text)).is_met(part, whole) for part, whole in exact)
    with pytest.raises(InvalidValue, match="floats are not exact"):
        AtLeast(float(text))


@given(entitled=st.integers(1, 10**9), data=st.data())
def test_article_278_is_the_inequalities_of_its_text(entitled: int, data: st.DataObject) -> None:
    took_part = data.draw(st.integers(0, entitled))
    yes = data.draw(st.integers(0, took_part))
    counts = Counts(entitled=entitled, present=took_part, yes=yes, no=took_part - yes).sums
    scope = Scope("owners", (SIDE,), {"heads": (counts,), "area": (counts,)})
    came = 3 * took_part >= 2 * entitled
    for matter, agreed in (("ordinary", 2 * yes > took_part), ("major", 4 * yes >= 3 * took_part)):
        expected = (Outcome.ADOPTED if agreed else Outcome.REJECTED) if came else Outcome.INQUORATE
        assert civil_code_278(matter=matter).decision_rule().outcome(scope) is expected


@st.composite
def turned(draw: st.DrawFn) -> tuple[Sums, Sums]:
    """Return counts, and the same after one who was against or away is in favour."""
    no, abstain = draw(st.integers(0, 6)), draw(st.integers(0, 3))
    yes, away = draw(st.integers(0, 9)), draw(st.integers(0, 6))
    before = Sums(
        entitled=yes + no + abstain + away + 1, present=yes + no + abstain + 1, yes=yes, no=no + 1
    )._replace(abstain=abstain)
    if draw(st.booleans()):
        return before, before._replace(yes=yes + 1, no=no)
    missing = before._replace(present=before.present - 1, no=no)
    return missing, missing._replace(present=before.present, yes=yes + 1)


def scope_of(sums: Sums) -> Scope:
    """Look at the same counts by every measure, and in every part of the voters."""
    parts = {part: {"heads": (sums,)} for part in PARTS}
    return Scope("council", (SIDE,), dict.fromkeys(MEASURES, (sums,)), (), parts)


@given(rule=st.sampled_from(RULES), pair=turned())
def test_one_more_in_favour_never_does_harm(rule: DecisionRule, pair: tuple[Sums, Sums]) -> None:
    before, after = (rule.outcome(scope_of(sums)) for sums in pair)
    assert Outcome.worst([before, after]) is before


@given(statutes())
def test_a_preset_is_written_down_and_read_back(preset: Statute) -> None:
    assert Statute.from_document(preset.to_document()) == preset
    assert Statute.from_json(preset.to_json()) == preset
    assert Value.from_json(preset.to_json()).to_json() == preset.to_json()


@given(st.one_of(statute_periods(), proxy_limits()))
def test_so_are_its_periods_and_limits(value: Value) -> None:
    assert type(value).from_json(value.to_json()) == value
    assert type(value) in STRATEGIES


@given(statutes())
def test_an_empty_rule_is_always_a_gap_and_never_handed_out(preset: Statute) -> None:
    assert (preset.rule is None) == (Gap.RULE in preset.unread)
    assert preset.unread <= preset.empty
    if preset.rule is None:
        with pytest.raises(InvalidValue):
            preset.decision_rule()


@given(statutes())
def test_what_was_not_read_gives_no_figure_and_an_excerpt_names_all_that_is_empty(preset: Statute) -> None:
    if preset.verification in {Verification.UNVERIFIED, Verification.EXCERPT}:
        assert preset.unread == preset.empty
    if preset.verification is Verification.UNVERIFIED:
        assert preset.empty >= set(Gap) - {Gap.FIRST_DAY}
        assert (preset.negative_consent, preset.items) == (None, ())


@given(statutes())
def test_a_first_day_always_says_what_it_rests_on(preset: Statute) -> None:
    assert (preset.dating is None) == (preset.in_force_from is None)
    if preset.dating:
        assert preset.dating.en in preset.text()


SHOWN = """
from communitygov.meeting.statute import STATUTES
print(ascii(STATUTES._repr_html_()))
for preset in STATUTES:
    print(ascii(preset.text("zh") + preset.text() + preset._repr_html_()), preset.to_json())
"""


@pytest.mark.determinism
def test_presets_show_themselves_the_same_under_every_hash_seed() -> None:
    shown = {
        subprocess.run(
            [sys.executable, "-c", SHOWN],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "20")
    }
    assert len(shown) == 1
    assert len(shown.pop()) > 10_000

"""Rules of the caller's own, audited."""

from typing import ClassVar

import attrs
import pytest
from tests.unit.meeting.rule_audit.audited import Owners, codes

from communitygov.errors import InvalidValue, Words
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.measure import HEADS
from communitygov.meeting.rule_audit.body import Position
from communitygov.meeting.rule_audit.power import shapley_shubik
from communitygov.meeting.rule_audit.report import audit
from communitygov.meeting.tally.counts import Count
from communitygov.meeting.tally.scope import Scope


@attrs.frozen
class AnOddNumber(DecisionRule):
    """A rule of the caller's own that does not grow with agreement: an odd number must agree."""

    document_kind: ClassVar[str] = "test-an-odd-number"

    def outcome(self, scope: Scope) -> Outcome:
        return Outcome.ADOPTED if scope.total(HEADS).counted(Count.YES) % 2 else Outcome.REJECTED

    def said(self, scope: Scope) -> Words:
        return Words(f"{scope.council} 的奇数", "an odd number")


@attrs.frozen
class Whatever(DecisionRule):
    """A rule of the caller's own that adopts everything."""

    document_kind: ClassVar[str] = "test-whatever"

    def outcome(self, scope: Scope) -> Outcome:
        assert scope.constituencies
        return Outcome.ADOPTED

    def said(self, scope: Scope) -> Words:
        return Words(f"{scope.council} 皆可", "whatever")


@attrs.frozen
class Wants(DecisionRule):
    """A rule of the caller's own that adopts as long as enough do something else than agree."""

    document_kind: ClassVar[str] = "test-wants"
    position: Position

    def outcome(self, scope: Scope) -> Outcome:
        sums = scope.total(HEADS)
        others = {
            Position.AGAINST: sums.no,
            Position.ABSTAINING: sums.abstain,
            Position.AWAY: sums.entitled - sums.present,
        }
        return Outcome.ADOPTED if others[self.position] else Outcome.REJECTED

    def said(self, scope: Scope) -> Words:
        return Words(f"{scope.council}：{self.position.zh}", f"somebody {self.position.en}")


@attrs.frozen
class WantsAnObjection(DecisionRule):
    """A rule of the caller's own that adopts only if somebody objects."""

    document_kind: ClassVar[str] = "test-wants-an-objection"

    def outcome(self, scope: Scope) -> Outcome:
        return Outcome.ADOPTED if scope.total(HEADS).objections else Outcome.REJECTED

    def said(self, scope: Scope) -> Words:
        return Words(f"{scope.council} 的异议", "an objection")


def test_a_rule_that_agreement_can_hurt_is_shown_where(owners: Owners) -> None:
    report = audit(AnOddNumber(), owners(equal=3))
    assert report.loss is not None
    assert (report.loss.before.yes.total, report.loss.after.yes.total) == (1, 2)
    assert "RULE_NOT_MONOTONE" in codes(report)
    with pytest.raises(InvalidValue, match="monotone"):
        shapley_shubik(AnOddNumber(), owners(equal=3))


@pytest.mark.parametrize(
    ("position", "before"),
    [(Position.AGAINST, (1, 0, 1)), (Position.ABSTAINING, (1, 0, 0)), (Position.AWAY, (1, 0, 0))],
)
def test_agreement_that_hurts_is_found_from_wherever_it_comes(
    owners: Owners, position: Position, before: tuple[int, int, int]
) -> None:
    found = audit(Wants(position), owners(equal=2)).loss
    assert found is not None
    assert (found.before.taking_part, found.before.yes.total, found.before.no.total) == before
    assert found.after.yes.total == found.before.yes.total + 1


def test_a_rule_that_adopts_everything_is_vacuous_and_nobody_has_a_veto(owners: Owners) -> None:
    report = audit(Whatever(), owners(equal=2))
    assert codes(report) == ["RULE_VACUOUS", "RULE_IMPROPER"]
    assert report.least is not None
    assert report.least.away.total == 2
    assert report.vetoes == ()
    assert report.deadlock is None
    assert report.binding_share == 0


def test_of_a_rule_of_ones_own_an_objection_may_bring_about_what_a_plain_no_does_not(owners: Owners) -> None:
    found = audit(WantsAnObjection(), owners(equal=2)).no_show
    assert found is not None
    assert (found.before.taking_part, found.after.objecting.total, found.after.no.total) == (0, 1, 0)

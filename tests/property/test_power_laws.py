"""What indices of power say, against everything tried person by person."""

from collections import Counter
from fractions import Fraction
from itertools import permutations
from math import factorial

from hypothesis import given
from hypothesis import strategies as st
from tests.property.electors import SLOW, Persons, looks

from communitygov.meeting.rule_audit.body import Position
from communitygov.meeting.rule_audit.game import Players
from communitygov.meeting.rule_audit.power import banzhaf, shapley_shubik
from communitygov.meeting.rule_audit.report import audit
from communitygov.testing.strategies.audit import Audited, audited


@SLOW
@given(audited())
def test_both_indices_are_those_of_persons(case: Audited) -> None:
    persons = Persons(*case)
    wins, ids = persons.wins, persons.ids
    shapley, absolute = shapley_shubik(*case), banzhaf(*case)
    found = looks([each.kind for each in shapley.shares], persons)
    by_look = {persons.kinds([who])[0][0]: who for who in ids}
    pivots = Counter[str]()
    for order in permutations(ids):
        before = [wins[frozenset(order[:at])] for at in range(len(ids) + 1)]
        pivots.update(who for at, who in enumerate(order) if before[at + 1] and not before[at])
    for share, power in zip(shapley.shares, absolute.shares, strict=True):
        who = by_look[found[share.kind.code]]
        swings = sum(wins[each | {who}] and not wins[each] for each in wins if who not in each)
        assert share.member == Fraction(pivots[who], factorial(len(ids)))
        assert power.member == Fraction(swings, 2 ** (len(ids) - 1))


@SLOW
@given(audited(), st.sampled_from(Players))
def test_shapley_sums_to_one_dummies_have_none_and_vetoes_most(case: Audited, players: Players) -> None:
    persons, report = Persons(*case), audit(*case)
    shapley, normal = (
        shapley_shubik(*case, players=players),
        banzhaf(*case, players=players).normalised(),
    )
    decides = persons.wins[frozenset(persons.ids)] and not persons.wins[frozenset()]
    assert shapley.total == normal.total == decides
    assert sum(shapley.per_constituency.values()) == shapley.total
    if players is Players.CONSTITUENCIES:
        return
    for index in (shapley, normal):
        assert {code for code, share in index.per_member.items() if not share} == {
            each.code for each in report.dummies
        }
        for veto in report.veto_members if decides else ():
            if Position.AGAINST in veto.by or Position.OBJECTING in veto.by:
                assert index.per_member[veto.who.of[0].kind.code] == max(index.per_member.values())

"""Policies as data: tiers in order, for which matters, how long."""

import attrs
import pytest

from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, UnknownName
from communitygov.grid.level.chengdu import CHENGDU
from communitygov.grid.routing.policy import (
    LONGEST_CODE,
    MOST_TIERS,
    NORMAL,
    URGENT,
    EscalationPolicy,
    Tier,
    policy_for,
    three_tier_policy,
)

ROLE = Term("worker", "员", "worker")


def tier(code: str = "t", **more: object) -> Tier:
    known = {"zh": "级", "en": "tier", "levels": {"lane"}, "roles": [ROLE], "within": NORMAL[0]}
    return Tier(code, **(known | more))  # type: ignore[arg-type]


def test_the_three_tiers_are_in_the_words_and_the_order_of_the_document() -> None:
    policy = three_tier_policy()
    assert policy.source.phrase == "、".join(each.zh for each in policy.tiers)
    assert policy.source.phrase == "、".join(each.basis.phrase for each in policy.tiers)
    assert {each.basis.document for each in policy.tiers} == {"002"}


@pytest.mark.parametrize(
    ("level", "code"),
    [
        ("micro", "micro_grid"),
        ("exclusive", "micro_grid"),
        ("general", "neighbourhood"),
        ("integrated", "town_street_community"),
        ("community", "town_street_community"),
        ("street", "town_street_community"),
    ],
)
def test_each_level_of_the_documents_belongs_to_one_tier(level: str, code: str) -> None:
    assert [each.code for each in three_tier_policy().tiers if each.stands_for(CHENGDU[level])] == [code]


def test_no_tier_stands_for_the_district() -> None:
    assert not any(each.stands_for(CHENGDU["district"]) for each in three_tier_policy().tiers)


def test_each_tier_goes_up_to_the_next_and_the_last_to_none() -> None:
    policy = three_tier_policy()
    after = [policy.after(each.code) for each in policy.tiers]
    assert after == [*policy.tiers[1:], None]
    with pytest.raises(UnknownName, match="Did you mean 'micro_grid'"):
        policy.after("micro_gird")


@pytest.mark.parametrize("tiers", [[], [tier(), tier()], [tier(f"t{at}") for at in range(MOST_TIERS + 1)]])
def test_no_tiers_too_many_and_one_twice_are_refused(tiers: list[Tier]) -> None:
    with pytest.raises(InvalidValue, match="1 to 8 tiers"):
        EscalationPolicy("p", tiers=tiers)


def test_a_tier_needs_a_grid_and_roles() -> None:
    with pytest.raises(InvalidValue, match="must name a kind"):
        tier(levels=())
    for roles in ((), (ROLE, ROLE)):
        with pytest.raises(InvalidValue, match="each once"):
            tier(roles=roles)
    with pytest.raises(InvalidValue, match="up to 100"):
        tier("t" * (LONGEST_CODE + 1))


def test_a_matter_belongs_to_the_policy_that_names_it_or_to_the_one_that_names_none() -> None:
    urgent = three_tier_policy(code="urgent", within=URGENT, matters={"gas"})
    normal = three_tier_policy()
    assert policy_for("gas", [urgent, normal]) is urgent
    assert policy_for("lighting", [urgent, normal]) is normal
    for policies in ((urgent, attrs.evolve(urgent, code="other"), normal), (normal, normal), ()):
        with pytest.raises(InvalidValue, match="exactly one policy"):
            policy_for("gas", policies)


def test_periods_that_are_not_three_are_refused() -> None:
    for within, says in (((), "three periods"), (None, "collection of Period"), ((1, 2, 3), "be a Period")):
        with pytest.raises(InvalidValue, match=f"^within: .*{says}"):
            three_tier_policy(within=within)  # type: ignore[arg-type]

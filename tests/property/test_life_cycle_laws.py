"""Laws of the life of a place, whatever its bounds: sound, never endless, never back without a reason."""

from hypothesis import given, settings

from communitygov.procedure import HadNoHand, Shows
from communitygov.space.life_cycle import LifeCyclePolicy, LifeStage, life_cycle
from communitygov.testing.strategies.life_cycle import life_cycle_policies

few = settings(max_examples=15, deadline=None)
ORDER = [stage.value for stage in LifeStage]


@few
@given(life_cycle_policies())
def test_every_policy_makes_a_sound_procedure(policy: LifeCyclePolicy) -> None:
    assert life_cycle(policy).check().is_sound


@few
@given(life_cycle_policies())
def test_a_place_never_goes_back_a_stage_without_a_reason_shown(policy: LifeCyclePolicy) -> None:
    table = life_cycle(policy).table
    back = [
        move
        for move in table.moves
        if not table.state(move.target).is_final
        and ORDER.index(table.state(move.target).step) < ORDER.index(table.state(move.source).step)
    ]
    assert {move.action for move in back} == {"redesign", "repurpose", "renew", "improve"}
    for move in back:
        reasons = [each for each in move.requires if isinstance(each, Shows)]
        assert {each.kind for each in reasons} & {"ground", "evaluation"}


@few
@given(life_cycle_policies())
def test_nobody_leaves_an_evaluation_who_opened_or_operates_the_place(policy: LifeCyclePolicy) -> None:
    for move in life_cycle(policy).table.moves_from("evaluating"):
        (apart,) = [each for each in move.requires if isinstance(each, HadNoHand)]
        assert "open" in apart.actions
        assert apart.named_in == ("operator",)


@few
@given(life_cycle_policies())
def test_a_policy_is_written_and_read_back(policy: LifeCyclePolicy) -> None:
    assert LifeCyclePolicy.from_json(policy.to_json()) == policy
    assert life_cycle(policy) is life_cycle(LifeCyclePolicy.from_document(policy.to_document()))

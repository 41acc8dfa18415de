"""The life of a place, typed a second time from its specification, and every cell of it tried."""

from dataclasses import dataclass
from datetime import datetime

from tests.source.tables import TypedTable, said

from communitygov.procedure import Fact
from communitygov.space.life_cycle import LIFE_CYCLE_SOURCES, LifeStage, life_cycle


@dataclass(frozen=True)
class TypedLife(TypedTable):
    """A table of which one action asks to be shown several things."""

    def facts(self, action: str, at: datetime) -> tuple[Fact, ...]:
        """Return a hand of each co-creator beside what is shown elsewhere."""
        hands = ("community_hand", "resident_hand", "team_hand") if action == "approve" else ()
        joined = tuple(
            Fact(kind=hand, about="C-1", outcome="joined", reference=f"H-{at:%Y%m%d}", at=at)
            for hand in hands
        )
        return joined + super().facts(action, at)


LIFE = TypedLife(
    procedure=life_cycle(),
    opening=("register", "idle", "community", "resident"),
    text="""
idle        / plan       -> designing   : community resident third_party
idle        / stop       -> stopped     : community
designing   / approve    -> designed    : community
designing   / stop       -> stopped     : community
designed    / redesign   -> designing   : community resident third_party
designed    / renovate   -> renovating  : community
designed    / stop       -> stopped     : community
renovating  / redesign   -> designing   : community
renovating  / suspend    -> suspended   : community
renovating  / complete   -> renovated   : community
renovating  / stop       -> stopped     : community
suspended   / resume     -> renovating  : community
suspended   / stop       -> stopped     : community
renovated   / open       -> operating   : community operator
renovated   / stop       -> stopped     : community
operating   / evaluate   -> evaluating  : community
operating   / repurpose  -> idle        : community
operating   / retire     -> retired     : community operator
evaluating  / renew      -> operating   : resident third_party
evaluating  / improve    -> operating   : resident third_party
evaluating  / redesign   -> designing   : resident third_party
evaluating  / repurpose  -> idle        : resident third_party
evaluating  / conclude   -> evaluated   : resident third_party
evaluating  / retire     -> retired     : resident third_party
""",
    steps="""
idle      : idle
design    : designing designed
renovate  : renovating suspended renovated stopped
operate   : operating retired
evaluate  : evaluating evaluated
""",
    ends=frozenset({"stopped", "retired", "evaluated"}),
    shown={
        "approve": ("design_review", "passed"),
        "renovate": ("funding", "met"),
        "complete": ("works", "accepted"),
        "open": ("operator", "named"),
        "stop": ("ground", "stated"),
        "redesign": ("ground", "stated"),
        "suspend": ("ground", "stated"),
        "repurpose": ("ground", "stated"),
        "renew": ("evaluation", "good"),
        "conclude": ("evaluation", "good"),
        "improve": ("evaluation", "poor"),
    },
    apart="""
evaluating/renew : open complete
evaluating/improve : open complete
evaluating/redesign : open complete
evaluating/repurpose : open complete
evaluating/conclude : open complete
evaluating/retire : open complete
""",
)


@dataclass(frozen=True)
class RetiringLife(TypedLife):
    """The same, where it is retired on a poor evaluation or with a ground, as the place stands."""

    def facts(self, action: str, at: datetime) -> tuple[Fact, ...]:
        """Return both where a place is retired: each line reads its own."""
        if action != "retire":
            return super().facts(action, at)
        return tuple(
            Fact(kind=kind, about="C-1", outcome=outcome, reference=f"T-{at:%Y%m%d}", at=at)
            for kind, outcome in (("ground", "stated"), ("evaluation", "poor"))
        )


RETIRING = RetiringLife(**vars(LIFE))


def test_the_table_is_the_one_typed_here() -> None:
    LIFE.check_lines()


def test_each_state_belongs_to_the_step_typed_here() -> None:
    LIFE.check_steps()


def test_the_ends_are_those_typed_here() -> None:
    LIFE.check_ends()


def test_every_state_is_reached_by_the_lines_typed_here() -> None:
    RETIRING.check_ways()


def test_every_line_closed_to_whoever_had_a_hand_is_typed_here() -> None:
    LIFE.check_apart()


def test_every_cell_of_state_action_and_role_is_decided_as_typed_here() -> None:
    RETIRING.check_cells()


def test_the_five_stages_are_those_of_the_specification() -> None:
    stages = ["idle", "design", "renovate", "operate", "evaluate"]
    assert [stage.value for stage in LifeStage] == stages
    assert [step.code for step in LIFE.procedure.steps] == stages


def test_five_lines_cite_an_example_and_no_other_line_does() -> None:
    assert LIFE.cited() == {
        ("", "register"): "003, “去年还是一处闲置空地”",
        ("idle", "plan"): "003, “社区、居民以及第三方团队一同策划、动手”",
        ("designing", "approve"): "002, “通过市规自局技术审查会”",
        ("designed", "renovate"): "001, “将社区闲置空间改造为“邻里社交和教育的优选场景””",
        ("renovated", "open"): "003, “正式开业”",
    }


def test_what_is_cited_stands_in_the_documents() -> None:
    assert LIFE_CYCLE_SOURCES["register"].phrase in said("003-roof.txt")
    assert LIFE_CYCLE_SOURCES["plan"].phrase in said("003-roof.txt")
    assert LIFE_CYCLE_SOURCES["approve"].phrase in said("002-design-review.txt")
    assert LIFE_CYCLE_SOURCES["renovate"].phrase in said("001-idle-space.txt")
    assert LIFE_CYCLE_SOURCES["open"].phrase in said("003-canteen.txt")


def test_the_documents_cited_say_nothing_of_an_evaluation() -> None:
    cited = ("003-roof", "002-design-review", "001-idle-space", "003-canteen")
    assert not any("评估" in said(f"{name}.txt") for name in cited)

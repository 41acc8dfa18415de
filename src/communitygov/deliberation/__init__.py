"""五步议事: the five-step deliberation as tables, literal and standard."""

from communitygov.deliberation.condition import FactKind
from communitygov.deliberation.five_step import (
    DEFAULT_POLICY,
    FiveStepPolicy,
    Step,
    five_step,
    five_step_literal,
)

__all__ = [
    "DEFAULT_POLICY",
    "FactKind",
    "FiveStepPolicy",
    "Step",
    "five_step",
    "five_step_literal",
]

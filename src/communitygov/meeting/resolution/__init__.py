"""Front door of the resolution: made public, objected to, answered, in effect, carried out."""

from communitygov.meeting.resolution.action_entry import (
    ActionReview,
    ActionStatus,
    Assignment,
    Completion,
    ReviewOutcome,
)
from communitygov.meeting.resolution.action_item import ActionItem, due_items
from communitygov.meeting.resolution.action_standing import ActionStanding
from communitygov.meeting.resolution.challenge import Challenge, Ruling, RulingOutcome
from communitygov.meeting.resolution.dissent import Dissent, DissentKind
from communitygov.meeting.resolution.effect import Effect, ResolutionStatus
from communitygov.meeting.resolution.negative_consent import ConsentPart, ConsentResult, NegativeConsent
from communitygov.meeting.resolution.public_objection import AnswerOutcome, PublicObjection, WrittenAnswer
from communitygov.meeting.resolution.publication import (
    ObjectionHold,
    PostingPlace,
    Publication,
    PublicationPolicy,
    closing_day,
)
from communitygov.meeting.resolution.resolution import Resolution
from communitygov.meeting.resolution.table import ResolutionRole, ResolutionStep, resolution_procedure
from communitygov.meeting.resolution.timeline import TimelineEntry

__all__ = [
    "ActionItem",
    "ActionReview",
    "ActionStanding",
    "ActionStatus",
    "AnswerOutcome",
    "Assignment",
    "Challenge",
    "Completion",
    "ConsentPart",
    "ConsentResult",
    "Dissent",
    "DissentKind",
    "Effect",
    "NegativeConsent",
    "ObjectionHold",
    "PostingPlace",
    "PublicObjection",
    "Publication",
    "PublicationPolicy",
    "Resolution",
    "ResolutionRole",
    "ResolutionStatus",
    "ResolutionStep",
    "ReviewOutcome",
    "Ruling",
    "RulingOutcome",
    "TimelineEntry",
    "WrittenAnswer",
    "closing_day",
    "due_items",
    "resolution_procedure",
]

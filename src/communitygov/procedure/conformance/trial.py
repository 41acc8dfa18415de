"""The trial of a case: what is amiss with its records, each in its place.

1. Cases whose records have the same words and roles have the same course, so a `Trial` is made once for all
   of them; what depends on the case alone, its identifier and its times, is added when it is told.
2. Only a case with something amiss is told, record by record.
3. A record that stands in the wrong place is told as one deviation, though it is missing in one place and
   superfluous in another.

This module reads no log and makes no report.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import attrs

from communitygov.core.finding import Detail, Message
from communitygov.core.source import Citation
from communitygov.core.terms import Term
from communitygov.errors import Words
from communitygov.organisation.actor import Actor
from communitygov.procedure.bound import TakenFewer
from communitygov.procedure.conduct import Blank
from communitygov.procedure.conformance.course import UNOPENED, Course, Leg, Overrun, Step, Wait
from communitygov.procedure.conformance.deviation import (
    ACTION_MISSING,
    ACTIVITY_UNKNOWN,
    BOUND_EXCEEDED,
    BOUND_NOT_MET,
    CASE_NOT_OPENED,
    RECORD_AFTER_END,
    RECORD_BEFORE_OPENING,
    RECORD_MISPLACED,
    RECORD_NOT_ENTITLED,
    RECORD_OUT_OF_PLACE,
    RECORD_TOO_EARLY,
    ROLE_UNKNOWN,
    TIME_BACKWARDS,
    Deviation,
    Lexicon,
    listed,
    numbered,
)
from communitygov.procedure.conformance.foreign_log import LogEvent
from communitygov.procedure.fact import Fact
from communitygov.procedure.requirement import attempted, clock_time


class Trial(NamedTuple):
    """What is amiss with records of certain words and roles, whatever their case and times.

    Parameters
    ----------
    course
        The course of least cost.
    actions, roles
        Code of each record's action and role; nothing where the word is none of the table, or not given.
    overruns, waits
        Bounds that are not kept, and days that must have passed.
    """

    course: Course
    actions: tuple[str | None, ...]
    roles: tuple[str | None, ...]
    overruns: tuple[Overrun, ...]
    waits: tuple[Wait, ...]


class _Arrival(NamedTuple):
    """The record that brought a case to its state, as a condition reads it."""

    at: datetime
    source: str
    target: str
    action: str
    by: str = ""
    facts: tuple[Fact, ...] = ()
    on_behalf_of: str | None = None


#: A condition on days asks for no actor.
_ANYBODY = Actor("anybody", roles=())


def hurried(wait: Wait, case_id: str, *, times: Sequence[datetime]) -> Words | None:
    """Return why a record came too early, if it did."""
    leg, since, at = wait.leg, times[wait.since], times[wait.record]
    if (at - since).days > wait.rule.days:
        return None  # so long after that no reading of a day matters
    arrival = _Arrival(since, source="", target=leg.source, action=leg.action)
    attempt = attempted(leg.action, _ANYBODY, at=at, facts=())
    reasons = wait.rule.unmet(Blank(case_id, "", (arrival,)), attempt, names={})
    return reasons[0].words if reasons else None


@attrs.frozen(kw_only=True, eq=False)
class Hearing:
    """One case on trial, with the words in which to tell it."""

    lexicon: Lexicon
    case_id: str
    events: Sequence[LogEvent]
    trial: Trial

    def deviations(self) -> tuple[Deviation, ...]:
        """Return everything that is amiss, in the order of the records."""
        found = (
            *self._places(),
            *self._strangers(),
            *self._roles(),
            *self._bounds(),
            *self._days(),
            *self._times(),
        )
        return tuple(sorted(found, key=lambda deviation: deviation.position))

    # -------------------------------------------------------------- in its place

    def _places(self) -> Iterator[Deviation]:
        """Tell what is missing, misplaced or superfluous."""
        course, actions = self.trial.course, self.trial.actions
        if course.state == UNOPENED:
            opening = self.lexicon.opening
            details: dict[str, Detail] = {"opening": opening, "count": len(actions)}
            yield self._told(CASE_NOT_OPENED, 0, details, actions=(opening.code,))
            return
        belongs, missing = _sorted_out(course, actions)
        for index, (step, action) in enumerate(zip(course.steps, actions, strict=True)):
            if index in missing:
                yield self._missing(index, missing[index])
            if step.taken is None and action is not None:
                yield self._superfluous(index, step, before=belongs.get(index))

    def _missing(self, index: int, legs: Sequence[Leg]) -> Deviation:
        """Tell what is missing before a record, and for whom it was."""
        said = listed([self.lexicon.owed[leg.source, leg.action] for leg in legs])
        return self._told(ACTION_MISSING, index, {"missing": said}, actions=tuple(leg.action for leg in legs))

    def _superfluous(self, index: int, step: Step, *, before: int | None) -> Deviation:
        """Tell where a record should be, or where the case stood and what was possible there."""
        opening, state = self.lexicon.opening, step.source
        if before is not None:
            details: dict[str, Detail] = {"before": before + 1, "next": self._said(before)}
            return self._told(RECORD_MISPLACED, index, details)
        if state == UNOPENED:
            return self._told(RECORD_BEFORE_OPENING, index, {"opening": opening})
        stood = self.lexicon.states[state]
        if stood.is_final:
            return self._told(RECORD_AFTER_END, index, {"state": stood.words})
        details = {"state": stood.words, "possible": self.lexicon.possible[state]}
        return self._told(RECORD_OUT_OF_PLACE, index, details)

    # -------------------------------------------------------------- words, roles, bounds, times

    def _strangers(self) -> Iterator[Deviation]:
        """Tell each word that is no action, and each that is no role, once."""
        activities = _unread([event.activity for event in self.events], self.trial.actions)
        for indices in activities.values():
            yield self._told(ACTIVITY_UNKNOWN, indices[0], {"positions": numbered(indices)})
        roles = _unread([event.role for event in self.events], self.trial.roles)
        for word, indices in roles.items():
            details: dict[str, Detail] = {"positions": numbered(indices), "role": word}
            yield self._told(ROLE_UNKNOWN, indices[0], details)

    def _roles(self) -> Iterator[Deviation]:
        """Tell each record of a role that is not entitled to its line."""
        for index, (step, role) in enumerate(zip(self.trial.course.steps, self.trial.roles, strict=True)):
            leg = step.taken
            if leg is not None and role is not None and role not in leg.admitted:
                details: dict[str, Detail] = {
                    "role": self.lexicon.roles[role],
                    "entitled": self.lexicon.entitled[leg.source, leg.action],
                }
                yield self._told(RECORD_NOT_ENTITLED, index, details, basis=leg.basis)

    def _bounds(self) -> Iterator[Deviation]:
        """Tell each bound that is not kept."""
        for index, leg, bound, taken in self.trial.overruns:
            counted = self.lexicon.actions[bound.action]
            details: dict[str, Detail] = {"counted": counted, "taken": taken}
            if isinstance(bound, TakenFewer):
                details["most"] = bound.than
                yield self._told(BOUND_EXCEEDED, index, details, basis=leg.basis)
            else:
                details["least"] = bound.times
                yield self._told(BOUND_NOT_MET, index, details, basis=leg.basis)

    def _days(self) -> Iterator[Deviation]:
        """Tell each record that came before the days had passed."""
        times = [event.at for event in self.events]
        for wait in self.trial.waits:
            reason = hurried(wait, self.case_id, times=times)
            if reason is not None:
                details: dict[str, Detail] = {"reason": reason}
                yield self._told(RECORD_TOO_EARLY, wait.record, details, basis=wait.leg.basis)

    def _times(self) -> Iterator[Deviation]:
        """Tell each record that is of an earlier time than the one before it."""
        for index in range(1, len(self.events)):
            last, at = self.events[index - 1].at, self.events[index].at
            if at < last:
                details: dict[str, Detail] = {
                    "at": clock_time(at),
                    "previous": index,
                    "last": clock_time(last),
                }
                yield self._told(TIME_BACKWARDS, index, details)

    # -------------------------------------------------------------- in words

    def _told(
        self,
        message: Message,
        index: int,
        details: Mapping[str, Detail],
        *,
        actions: tuple[str, ...] | None = None,
        basis: Citation | None = None,
    ) -> Deviation:
        """Return the deviation of a record, by default about its own action."""
        own = self.trial.actions[index]
        given: dict[str, Detail] = {
            "case": self.case_id,
            "position": index + 1,
            "activity": self._said(index),
            **details,
        }
        finding = message.finding(self.case_id, given)
        return Deviation(
            code=finding.code,
            subject=finding.subject,
            words=finding.words,
            remedy=finding.remedy,
            details=finding.details,
            source=basis,
            position=index + 1,
            actions=((own,) if own else ()) if actions is None else actions,
        )

    def _said(self, index: int) -> Words:
        """Return what a record says: the label of its action, with the log's own word where that differs."""
        word, code = self.events[index].activity, self.trial.actions[index]
        if code is None:
            return Words(word, word)
        term: Term = self.lexicon.actions[code]
        if word.strip() in (term.code, term.zh, term.en):
            return term.words
        return Words(f"{word}（{term.zh}）", f"{word}, {term.en}")


def _sorted_out(
    course: Course, actions: Sequence[str | None]
) -> tuple[dict[int, int], dict[int, tuple[Leg, ...]]]:
    """Match superfluous records with actions missing elsewhere.

    Return the record before which each misplaced record belongs, and what is still missing before each.
    """
    spare: dict[str, deque[int]] = {}
    for index, (step, action) in enumerate(zip(course.steps, actions, strict=True)):
        if step.taken is None and action is not None:
            spare.setdefault(action, deque()).append(index)
    belongs: dict[int, int] = {}
    missing: dict[int, tuple[Leg, ...]] = {}
    for index, step in enumerate(course.steps):
        for leg in step.missing:
            if spare.get(leg.action):
                belongs[spare[leg.action].popleft()] = index
            else:
                missing[index] = (*missing.get(index, ()), leg)
    return belongs, missing


def _unread(words: Sequence[str | None], codes: Sequence[str | None]) -> dict[str, list[int]]:
    """Return where each word stands that has no code, in the order in which they come."""
    found: dict[str, list[int]] = {}
    for index, (word, code) in enumerate(zip(words, codes, strict=True)):
        if word is not None and code is None:
            found.setdefault(word, []).append(index)
    return found

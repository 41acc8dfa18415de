"""The courses of the matters as plain text: step by step, each refusal with all its reasons."""

import attrs

from communitygov.core import Reason
from communitygov.errors import Words
from communitygov.procedure import Table
from longqiao_case import telling
from longqiao_case.running import Course, Refused, Taken
from longqiao_case.telling import Mark, Story
from longqiao_case.terminal import WIDTH, Speech, columns, padded, wrapped

_MARKS = {Mark.PASSED: "●", Mark.CURRENT: "◉", Mark.UNTOUCHED: "○"}
_REFUSED = Words("未被接受", "refused")
_INDENT = " " * 6


def course_lines(course: Course, story: Story, *, speech: Speech) -> list[str]:
    """Return the course of one matter."""
    lines = ["", *speech.lines(course.subject.words, first=f"{course.matter}  ", indent=" " * 13)]
    if course.case:
        lines += speech.lines(telling.path(story.dossier.grid, course.case.grid), indent="  ")
    steps = (f"{_MARKS[mark]} {speech.first(step)}" for step, mark in telling.marks(course, story.procedure))
    lines += [f"  {line}" for line in wrapped(" ─ ".join(steps), WIDTH - len("  "))]
    lines.append(f"  = {speech.say(telling.standing(course, story.procedure))}")
    scribe = Scribe.of(course, story.procedure.table, speech=speech)
    for chapter in telling.chapters(course, story.procedure):
        lines.append(f"  {speech.say(chapter.step)}")
        for entry in chapter.entries:
            lines += scribe.taken(entry) if isinstance(entry, Taken) else scribe.refused(entry)
    return lines


@attrs.frozen(kw_only=True)
class Scribe:
    """Writes the events of one matter, their actions in a column of one width."""

    table: Table
    speech: Speech
    width: int

    @classmethod
    def of(cls, course: Course, table: Table, *, speech: Speech) -> "Scribe":
        """Return the scribe of a matter."""
        said = (speech.say(table.action(entry.event.action).words) for entry in course.entries)
        return cls(table=table, speech=speech, width=max(map(columns, said)))

    def taken(self, entry: Taken) -> list[str]:
        """Return an event that was taken: when, who, what, where it led, what was shown."""
        target = self.speech.say(self.table.state(entry.record.target).words)
        lines = [f"{self._beginning('✓', entry)} → {target}"]
        for fact in entry.record.facts:
            lines += self.speech.lines(telling.shown(fact), indent=f"{_INDENT}  ")
        return lines

    def refused(self, entry: Refused) -> list[str]:
        """Return an event that was refused: every reason, what would mend it, who could act instead."""
        lines = [f"{self._beginning('✗', entry)} × {self.speech.say(_REFUSED)}"]
        for reason in entry.reasons:
            lines += self.speech.lines(_reason(reason), first=f"{_INDENT}· ", indent=f"{_INDENT}  ")
        return lines + self.speech.lines(telling.instead(entry), first=f"{_INDENT}⇒ ", indent=f"{_INDENT}  ")

    def _beginning(self, mark: str, entry: Taken | Refused) -> str:
        """Return mark, event, time, actor and action."""
        event = entry.event
        action = padded(self.speech.say(self.table.action(event.action).words), self.width)
        return f"    {mark} {event.id}  {telling.moment(event.at)}  {event.actor:<5}  {action}"


def _reason(reason: Reason) -> Words:
    """Return what is not met, its code, and what would mend it."""
    return Words(
        f"{reason.words.zh} [{reason.code}]；{reason.remedy.zh}",
        f"{reason.words.en} [{reason.code}]; {reason.remedy.en}",
    )

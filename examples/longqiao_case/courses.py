"""The courses of the matters as plain text: step by step, each refusal with all its reasons."""

from communitygov.core import Reason
from communitygov.errors import Words
from longqiao_case import telling
from longqiao_case.running import Course, Refused, Taken
from longqiao_case.telling import Mark, Story
from longqiao_case.terminal import Speech, columns, padded

_MARKS = {Mark.PASSED: "●", Mark.CURRENT: "◉", Mark.UNTOUCHED: "○"}
_REFUSED = Words("未被接受", "refused")
_INDENT = " " * 6


def course_lines(course: Course, story: Story, *, speech: Speech) -> list[str]:
    """Return the course of one matter."""
    lines = ["", *speech.lines(course.subject.words, first=f"{course.matter}  ", indent=" " * 13)]
    if course.case:
        lines += speech.lines(telling.path(story.dossier.grid, course.case.grid), indent="  ")
    steps = (f"{_MARKS[mark]} {speech.first(step)}" for step, mark in telling.marks(course, story.procedure))
    lines += [f"  {' ─ '.join(steps)}", f"  = {speech.say(telling.standing(course, story.procedure))}"]
    for chapter in telling.chapters(course, story.procedure):
        lines.append(f"  {speech.say(chapter.step)}")
        for entry in chapter.entries:
            lines += (
                _taken(entry, story, speech) if isinstance(entry, Taken) else _refused(entry, story, speech)
            )
    return lines


def _taken(entry: Taken, story: Story, speech: Speech) -> list[str]:
    """Return an event that was taken: when, who, what, where it led, what was shown."""
    target = speech.say(story.procedure.table.state(entry.record.target).words)
    lines = [f"{_beginning('✓', entry, story, speech)} → {target}"]
    for fact in entry.record.facts:
        lines += speech.lines(telling.shown(fact), indent=f"{_INDENT}  ")
    return lines


def _refused(entry: Refused, story: Story, speech: Speech) -> list[str]:
    """Return an event that was refused: every reason, what would mend it, who could act instead."""
    lines = [f"{_beginning('✗', entry, story, speech)} × {speech.say(_REFUSED)}"]
    for reason in entry.reasons:
        lines += speech.lines(_reason(reason), first=f"{_INDENT}· ", indent=f"{_INDENT}  ")
    return lines + speech.lines(telling.instead(entry), first=f"{_INDENT}⇒ ", indent=f"{_INDENT}  ")


def _reason(reason: Reason) -> Words:
    """Return what is not met, its code, and what would mend it."""
    return Words(
        f"{reason.words.zh} [{reason.code}]；{reason.remedy.zh}",
        f"{reason.words.en} [{reason.code}]; {reason.remedy.en}",
    )


def _beginning(mark: str, entry: Taken | Refused, story: Story, speech: Speech) -> str:
    """Return mark, event, time, actor and action, in columns of one width for all matters."""
    event, table = entry.event, story.procedure.table
    widest = max(columns(speech.say(action.words)) for action in table.actions)
    action = padded(speech.say(table.action(event.action).words), widest)
    return f"    {mark} {event.id}  {telling.moment(event.at)}  {event.actor:<5}  {action}"

"""The course of a resolution as a list of days and sayings, and as a table for a notebook.

Identifiers stand here, and no text that people wrote.  This module decides nothing.
"""

from collections.abc import Iterator
from datetime import date
from html import escape
from typing import NamedTuple

from communitygov.errors import Language, Words
from communitygov.meeting.resolution.challenge import Challenge
from communitygov.meeting.resolution.course import Course
from communitygov.meeting.resolution.public_objection import PublicObjection
from communitygov.meeting.resolution.publication import PostingPlace, Publication


class TimelineEntry(NamedTuple):
    """What happened on a day.

    Examples
    --------
    >>> TimelineEntry(date(2023, 5, 8), Words("通过", "adopted")).text("zh")
    '2023-05-08 通过'
    """

    on: date
    words: Words

    def text(self, language: Language = "en") -> str:
        """Say it in `language`."""
        return f"{self.on} {self.words.say(language)}"


def timeline(course: Course) -> tuple[TimelineEntry, ...]:
    """Return everything that happened to a resolution, the earliest day first."""
    return tuple(sorted(_entries(course), key=lambda entry: entry.on))


def timeline_html(course: Course) -> str:
    """Show the course of a resolution as a table."""
    rows = "".join(
        f"<tr><td>{each.on}</td><td>{escape(each.words.zh)}</td><td>{escape(each.words.en)}</td></tr>"
        for each in timeline(course)
    )
    return f"<table><caption>{escape(course.id)}</caption><tbody>{rows}</tbody></table>"


def _entries(course: Course) -> Iterator[TimelineEntry]:
    """Say what happened, one record after another."""
    yield TimelineEntry(course.adopted_on, Words("议决通过", "adopted"))
    for posting in course.publications:
        yield from _posting(posting)
    for objection in course.objections:
        yield from _objection(objection)
    for challenge in course.challenges:
        yield from _challenge(challenge)
    if course.successor is not None:
        number, on = course.successor
        yield TimelineEntry(on, Words(f"被决议 {number} 替代", f"superseded by {number}"))
    if course.lapses_on is not None:
        yield TimelineEntry(course.lapses_on, Words("有效期末日", "last day of its time"))


def _posting(posting: Publication) -> Iterator[TimelineEntry]:
    """Say when a posting was put up and taken down."""
    places = [PostingPlace.words_of(code) for code in sorted(posting.places)]
    zh, en = "、".join(each.zh for each in places), ", ".join(each.en for each in places)
    yield TimelineEntry(posting.posted_on, Words(f"公示 {posting.id}：{zh}", f"posted {posting.id}: {en}"))
    if posting.taken_down_on is not None:
        down = Words(f"公示 {posting.id} 撤下", f"taken down {posting.id}")
        yield TimelineEntry(posting.taken_down_on, down)


def _objection(objection: PublicObjection) -> Iterator[TimelineEntry]:
    """Say when an objection came in, was answered and was withdrawn."""
    number = objection.id
    yield TimelineEntry(objection.on, Words(f"异议 {number} 提出", f"objection {number}"))
    for each in objection.answers:
        zh, en = each.outcome.words
        said = Words(
            f"异议 {number} 答复 {each.reference}：{zh}",
            f"answer {each.reference} to objection {number}: {en}",
        )
        yield TimelineEntry(each.on, said)
    if objection.withdrawn_on is not None:
        gone = Words(f"异议 {number} 撤回", f"objection {number} withdrawn")
        yield TimelineEntry(objection.withdrawn_on, gone)


def _challenge(challenge: Challenge) -> Iterator[TimelineEntry]:
    """Say when a challenge was made and ruled on."""
    number = challenge.id
    yield TimelineEntry(challenge.on, Words(f"申请撤销 {number}", f"challenge {number}"))
    if challenge.ruling is not None:
        zh, en = challenge.ruling.outcome.words
        said = Words(f"申请 {number} 裁决：{zh}", f"ruling on challenge {number}: {en}")
        yield TimelineEntry(challenge.ruling.on, said)

"""A log as a table for a notebook: when, what, and who or what it names.

Only identifiers, codes and public titles are shown; what people wrote is not, nor who cast a ballot in a
secret vote.
"""

from collections.abc import Collection, Iterable, Iterator
from html import escape
from typing import cast

import attrs

from communitygov.core.checks import hidden
from communitygov.core.document import Value
from communitygov.core.terms import TermEnum
from communitygov.meeting.sitting.agenda import AgendaItem
from communitygov.meeting.sitting.entry import Entry
from communitygov.meeting.sitting.motion import Motion
from communitygov.meeting.sitting.notice import Notice
from communitygov.meeting.sitting.proxy import Proxy
from communitygov.meeting.sitting.vote import BallotCast, VoteMethod, VoteOpened
from communitygov.meeting.tally.ballot import Ballot

#: Values within entries that are shown with their own fields.
_SHOWN = (AgendaItem, Ballot, Motion, Notice, Proxy)


def timeline(caption: str, entries: Iterable[Entry]) -> str:
    """Return entries as an HTML table."""
    listed = tuple(entries)
    secret = {
        each.about for each in listed if isinstance(each, VoteOpened) and each.method is VoteMethod.SECRET
    }
    rows = "".join(_row(entry, secret) for entry in listed)
    return (
        f"<table><caption>{escape(caption)}</caption><thead><tr><th>时间 at</th><th>事项 entry</th>"
        f"<th>内容 what</th></tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(entry: Entry, secret: Collection[str]) -> str:
    """Show one entry; of a ballot in a secret vote only what it is about."""
    told: Iterable[str] = named(entry)
    if isinstance(entry, BallotCast) and entry.about in secret:
        told = (entry.about,)
    return (
        f"<tr><td>{entry.at.isoformat(' ', 'minutes')}</td><td>{entry.label.zh} {entry.label.en}</td>"
        f"<td>{escape('; '.join(told))}</td></tr>"
    )


def named(value: Value) -> Iterator[str]:
    """Go through the identifiers, codes and public titles of an entry, in the order of its fields."""
    for field in attrs.fields(cast("type[attrs.AttrsInstance]", type(value))):
        if field.repr is not hidden:
            yield from _told(getattr(value, field.name))


def _told(content: object) -> Iterator[str]:
    """Tell of one field what may be told."""
    match content:
        case TermEnum():
            yield f"{content.zh} {content.en}"
        case str():
            yield content
        case Value() if isinstance(content, _SHOWN):
            yield from named(content)
        case _:
            pass

"""A foreign event log: what another system recorded, one event an action, in that system's own words.

A log is any number of events of any number of cases, in any order but one: the events of a case come one
after another as they were recorded.  What its words stand for, a `Vocabulary` says.

This module knows no procedure: it cannot tell whether an event should have been there.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar, TypeAlias, cast

import attrs

from communitygov.core.checks import aware, hidden, identifier, optional, title
from communitygov.core.document import Value
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, UnknownName, Words


@attrs.frozen(kw_only=True)
class LogEvent(Value):
    """One event of a foreign log (事件).

    Parameters
    ----------
    case_id
        Which case, by the identifier that the log gives it.
    activity
        What was done, in the log's own word.
    at
        When, with a time zone.
    role
        In which role, in the log's own word; ``None`` where the log does not say.
    by
        Who; hidden from ``repr`` and never compared.

    Examples
    --------
    >>> from datetime import UTC
    >>> event = LogEvent(
    ...     case_id="LQ-1", activity="受理", at=datetime(2023, 5, 4, tzinfo=UTC), role="网格员", by="w-07"
    ... )
    >>> event.activity, event.role
    ('受理', '网格员')
    >>> LogEvent(case_id="LQ-1", activity="受理", at=datetime(2023, 5, 4))  # noqa: DTZ001
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: at: datetime.datetime(2023, 5, 4, 0, 0) will not do; it must be a \
datetime with a time zone. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "log-event"
    case_id: str = attrs.field(validator=identifier)
    activity: str = attrs.field(validator=title)
    at: datetime = attrs.field(validator=aware)
    role: str | None = attrs.field(default=None, validator=optional(title))
    by: str | None = attrs.field(default=None, validator=optional(title), repr=hidden)


def events_by_case(events: object) -> dict[str, list[LogEvent]]:
    """Return the events of each case, in the order in which they come.

    A `communitygov.procedure.case.Record` will do, and so will any object with ``case_id``, ``at`` and
    ``activity`` or ``action``, and perhaps ``role`` and ``by``.

    Raises
    ------
    InvalidValue
        If something is no event.

    Examples
    --------
    >>> from datetime import UTC
    >>> event = LogEvent(case_id="LQ-1", activity="raise", at=datetime(2023, 5, 4, tzinfo=UTC))
    >>> [*events_by_case([event, event])], len(events_by_case([event, event])["LQ-1"])
    (['LQ-1'], 2)
    """
    if not isinstance(events, Iterable):
        bound = Words("须为一组事件（LogEvent 或 Record）", "must be a collection of events")
        raise InvalidValue("events", type(events).__name__, bound)
    cases: dict[str, list[LogEvent]] = defaultdict(list)
    for each in cast("Iterable[object]", events):
        event = each if type(each) is LogEvent else _read(each)
        cases[event.case_id].append(event)
    return dict(cases)


def _read(each: object) -> LogEvent:
    """Return an event of another class as one of ours, checked like it."""
    if not hasattr(each, "case_id"):
        bound = Words("须为 LogEvent 或 Record", "must be a LogEvent or a Record")
        raise InvalidValue("event", type(each).__name__, bound)
    found: dict[str, Any] = {name: getattr(each, name, None) for name in ("case_id", "at", "role", "by")}
    activity: Any = getattr(each, "activity", None) or getattr(each, "action", None)
    return LogEvent(activity=activity, **found)


#: Words of a log and the codes for which they stand.
Meanings: TypeAlias = Mapping[str, str]


@attrs.frozen(kw_only=True, eq=False)
class Vocabulary:
    """What the words of a log stand for: a code stands for itself, a label for the term that has it.

    Parameters
    ----------
    kind
        What is named, such as an action.
    codes
        Every word that has one meaning.
    shared
        Every label that several terms have, with their codes.

    Examples
    --------
    >>> terms = (Term("accept", "受理", "accept"), Term("list", "列入议程", "list for a sitting"))
    >>> vocabulary = Vocabulary.of(terms, {"上会": "list"}, kind=Words("动作", "action"))
    >>> vocabulary.read(("accept", "受理", "上会", "开会"))
    ('accept', 'accept', 'list', None)
    """

    kind: Words
    codes: Mapping[str, str]
    shared: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, terms: Sequence[Term], names: Meanings, *, kind: Words) -> "Vocabulary":
        """Return the vocabulary of several terms; `names` go first, then codes, then labels.

        Raises
        ------
        InvalidValue
            If `names` is no mapping of words.
        UnknownName
            If one of `names` stands for a code that no term has.
        """
        owners: dict[str, list[str]] = {}
        for term in terms:
            for label in dict.fromkeys((term.zh, term.en)):
                owners.setdefault(label, []).append(term.code)
        given = {term.code: term.code for term in terms}
        given.update(_checked(names, tuple(given), kind))
        labels = {label: codes[0] for label, codes in owners.items() if len(codes) == 1}
        shared = {label: tuple(codes) for label, codes in owners.items() if len(codes) > 1}
        return cls(
            kind=kind,
            codes={**labels, **given},
            shared={label: codes for label, codes in shared.items() if label not in given},
        )

    def read(self, words: tuple[str | None, ...]) -> tuple[str | None, ...]:
        """Return the code of each word, nothing for a word that stands for none.

        Raises
        ------
        InvalidValue
            If a word may stand for several codes.
        """
        return tuple(None if word is None else self.code(word) for word in words)

    def code(self, word: str) -> str | None:
        """Return the code of a word, spaces around it aside, or nothing.

        Raises
        ------
        InvalidValue
            If the word may stand for several codes.
        """
        bare = word if word in self.codes else word.strip()
        if bare in self.shared:
            codes, kind = self.shared[bare], self.kind
            bound = Words(
                f"同时是几个{kind.zh}的名称（{'、'.join(codes)}），须在对照表中指明是哪一个",
                f"is the label of several {kind.en}s ({', '.join(codes)}) and must be mapped to one of them",
            )
            raise InvalidValue("events", word, bound)
        return self.codes.get(bare)


def _checked(names: object, codes: tuple[str, ...], kind: Words) -> Meanings:
    """Return names that stand for known codes."""
    if not isinstance(names, Mapping):
        bound = Words("须为由名称到代码的对照表", "must be a mapping from words to codes")
        raise InvalidValue("names", names, bound)
    given = cast("Mapping[object, object]", names)
    for word, code in given.items():
        if not isinstance(word, str):
            raise InvalidValue("names", word, Words("须为文字", "must be text"))
        if code not in codes:
            raise UnknownName(kind, code, codes)
    return cast("Meanings", given)

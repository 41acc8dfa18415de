"""Whether what was adopted contradicts a decision of a body above (上级决定), as far as those are given.

No log of a body shows what another has decided, and whether two decisions contradict each other is not for a
program to say.  So the caller gives the decisions of bodies above, each with the matters and motions that it
rules out.  What was adopted, or what it belongs to, either is among them or is not.

That such a decision changes nothing by itself and is reported is a library default.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

import attrs

from communitygov.core.checks import as_set, as_tuple, day, identifier, identifiers, one_of, optional, ordered
from communitygov.core.checks import title as titled
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Message
from communitygov.core.source import Citation
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.validity.consequence import Found
from communitygov.meeting.validity.put import Put
from communitygov.meeting.validity.reading import Reading

HIGHER_BODY_CONFLICT = Message(
    "HIGHER_BODY_CONFLICT",
    Words(
        "{body} 已就 {about} 作出决定（{reference}），排除 {what}；本次仍予通过",
        "{body} has decided on {about} ({reference}) and ruled out {what}, which was adopted here",
    ),
    Words(
        "请报 {body} 变更其决定，或撤回本次通过的事项",
        "ask {body} to change its decision, or take back what was adopted",
    ),
)


def _something(_owner: object, field: "attrs.Attribute[Any]", value: frozenset[str]) -> None:
    """Refuse a decision that rules out nothing."""
    if not value:
        raise InvalidValue(field.name, value, Words("须至少有一项", "must name one or more"))


#: A decision rules out the matter itself, unless it says otherwise.
_ITSELF: Any = attrs.Factory(lambda decided: (decided.about,), takes_self=True)


@attrs.frozen(kw_only=True)
class HigherDecision(Value):
    """What a body above has decided (上级决定), and what it rules out.

    Parameters
    ----------
    body
        Name of the body.
    reference
        Number of its decision.
    about
        Identifier of the matter on which it decided.
    on
        First day on which it holds.
    until
        First day on which it no longer does, if that is known.
    rules_out
        Matters and motions that it rules out; the matter itself, unless given.
    source
        Where it stands.

    Examples
    --------
    >>> decided = HigherDecision(body="镇党委会", reference="2023-7", about="LQ-1", on=date(2023, 4, 1))
    >>> decided.rules_out, decided.holds(date(2023, 3, 31)), decided.holds(date(2023, 4, 1))
    (frozenset({'LQ-1'}), False, True)
    >>> HigherDecision(body="镇党委会", reference="2023-7", about="LQ-1", on=date(2023, 4, 1), rules_out=[])
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: rules_out: frozenset() will not do; it must name one or more. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "higher-decision"
    body: str = attrs.field(validator=titled)
    reference: str = attrs.field(validator=identifier)
    about: str = attrs.field(validator=identifier)
    on: date = attrs.field(validator=day)
    until: date | None = attrs.field(default=None, validator=optional(day))
    rules_out: frozenset[str] = attrs.field(
        default=_ITSELF,
        converter=as_set,
        validator=[identifiers, _something],
        repr=ordered,
    )
    source: Citation | None = attrs.field(default=None, validator=optional(one_of(Citation)))

    def __attrs_post_init__(self) -> None:
        """Refuse an end before the beginning."""
        if self.until is not None and self.until <= self.on:
            bound = Words(f"须晚于起始日 {self.on}", f"must be later than the first day, {self.on}")
            raise InvalidValue("until", self.until.isoformat(), bound)

    def holds(self, on: date) -> bool:
        """Tell whether it holds on a day."""
        return self.on <= on and (self.until is None or on < self.until)


def as_higher(value: Iterable[object]) -> tuple[HigherDecision, ...]:
    """Return the decisions each once, in the order of their days; refuse what is none."""
    listed: tuple[object, ...] = as_tuple(value)
    found: list[HigherDecision] = []
    for each in listed:
        if not isinstance(each, HigherDecision):
            bound = Words("须为 HigherDecision", "must hold values of type HigherDecision")
            raise InvalidValue("higher", each, bound)
        found.append(each)
    return tuple(sorted(dict.fromkeys(found), key=_order))


def _order(decided: HigherDecision) -> tuple[date, bytes]:
    """Return by what decisions are put in order, whatever the order in which they were given."""
    return decided.on, decided.to_json()


def higher_findings(
    reading: Reading, adopted: Iterable[Put], *, higher: tuple[HigherDecision, ...]
) -> Iterable[Found]:
    """Name each adopted question that a decision of a body above rules out, on the day it was put."""
    ruling: dict[str, list[int]] = {}
    for at, decided in enumerate(higher):
        for matter in decided.rules_out:
            ruling.setdefault(matter, []).append(at)
    for put in adopted:
        put_on = reading.day_of(reading.moment(put.place))
        for at in sorted({each for matter in put.line for each in ruling.get(matter, ())}):
            if higher[at].holds(put_on):
                yield _conflict(reading, put, higher[at])


def _conflict(reading: Reading, put: Put, decided: HigherDecision) -> Found:
    """Return the finding that one decision rules out what was adopted."""
    details: dict[str, Detail] = {
        "body": decided.body,
        "about": decided.about,
        "reference": decided.reference,
        "what": ", ".join(sorted(decided.rules_out & put.line)),
    }
    return reading.found(
        HIGHER_BODY_CONFLICT,
        put.place,
        subject=put.about,
        details=details,
        source=decided.source,
        reach=put.key,
    )

"""Who spoke, for and against what, and for how long (发言): exact time, by person and by constituency.

A speech runs from its beginning until the same person ends it, begins another, or the sitting adjourns or
closes.  Speeches of different people may overlap, for people interrupt each other.  How much time anybody may
take is not known here, nor what was said.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import ClassVar

import attrs

from communitygov.core.checks import aware, identifier, optional
from communitygov.core.document import Value
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.sitting.entry import Adjourned, Closed, Entry


class Stance(TermEnum):
    """For or against what somebody speaks.

    Examples
    --------
    >>> Stance("contra").label("zh")
    '反对'
    """

    NEUTRAL = "neutral", "中立", "neutral"
    PRO = "pro", "赞成", "in favour"
    CONTRA = "contra", "反对", "against"
    POINT_OF_ORDER = "point_of_order", "程序性发言", "point of order"


def _stance(value: object) -> Stance:
    """Return the stance with this code."""
    return Stance.named(value)


@attrs.frozen(kw_only=True)
class SpeechBegun(Entry):
    """Somebody began to speak.

    Parameters
    ----------
    person
        Who speaks.
    about
        Identifier of the matter or motion, where it is known.
    stance
        For or against what they speak.

    Examples
    --------
    Who begins again has ended the speech before:

    >>> from datetime import UTC
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> begun = [SpeechBegun(at=nine + timedelta(minutes=at), person="d-1", stance="contra") for at in (0, 3)]
    >>> [str(speech.lasts) for speech in speeches(begun)]
    ['0:03:00', 'None']
    >>> SpeechBegun(at=nine, person="d-1", stance="against")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No Stance is called 'against'. Known: 'contra', 'neutral', \
'point_of_order', 'pro'. [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "speech-begun"
    label: ClassVar[Words] = Words("开始发言", "speech begun")
    person: str = attrs.field(validator=identifier)
    about: str | None = attrs.field(default=None, validator=optional(identifier))
    stance: Stance = attrs.field(default=Stance.NEUTRAL, converter=_stance)


@attrs.frozen(kw_only=True)
class SpeechEnded(Entry):
    """Somebody ended their speech.

    Examples
    --------
    It ends the speech of this person and of nobody else:

    >>> from datetime import UTC
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> begun = [SpeechBegun(at=nine, person=person) for person in ("d-1", "d-2")]
    >>> ended = SpeechEnded(at=nine + timedelta(minutes=3), person="d-1")
    >>> [(speech.person, str(speech.lasts)) for speech in speeches([*begun, ended])]
    [('d-1', '0:03:00'), ('d-2', 'None')]
    """

    document_kind: ClassVar[str] = "speech-ended"
    label: ClassVar[Words] = Words("结束发言", "speech ended")
    person: str = attrs.field(validator=identifier)


@attrs.frozen(kw_only=True)
class Speech(Value):
    """One speech (发言), from its beginning to its end; without an end it still goes on.

    Examples
    --------
    >>> from datetime import UTC
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> str(Speech(person="d-1", begun=nine, ended=nine + timedelta(minutes=3)).lasts)
    '0:03:00'
    """

    document_kind: ClassVar[str] = "speech"
    person: str = attrs.field(validator=identifier)
    begun: datetime = attrs.field(validator=aware)
    ended: datetime | None = attrs.field(default=None, validator=optional(aware))
    about: str | None = attrs.field(default=None, validator=optional(identifier))
    stance: Stance = attrs.field(default=Stance.NEUTRAL, converter=_stance)

    def __attrs_post_init__(self) -> None:
        """Refuse an end before the beginning."""
        if self.ended is not None and self.ended < self.begun:
            bound = Words(f"须不早于 {self.begun}", f"must not be earlier than {self.begun}")
            raise InvalidValue("ended", self.ended, bound)

    @property
    def lasts(self) -> timedelta | None:
        """How long; none while it goes on."""
        return None if self.ended is None else self.ended - self.begun


def _ended_by(entry: Entry, speaking: Iterable[str]) -> tuple[str, ...]:
    """Return whose speeches an entry ends."""
    match entry:
        case SpeechBegun(person=person) | SpeechEnded(person=person):
            return (person,)
        case Adjourned() | Closed():
            return tuple(speaking)
        case _:
            return ()


def speeches(entries: Sequence[Entry]) -> tuple[Speech, ...]:
    """Return the speeches in a log, in the order in which they began.

    Examples
    --------
    >>> from datetime import UTC
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> begun = SpeechBegun(at=nine, person="d-1", stance="pro")
    >>> speeches([begun])[0].lasts, speeches([begun, SpeechEnded(at=nine, person="d-1")])[0].lasts
    (None, datetime.timedelta(0))
    """
    held: list[Speech] = []
    speaking: dict[str, int] = {}
    for entry in entries:
        for person in _ended_by(entry, speaking):
            at = speaking.pop(person, None)
            if at is not None:
                held[at] = attrs.evolve(held[at], ended=entry.at)
        if isinstance(entry, SpeechBegun):
            speaking[entry.person] = len(held)
            held.append(Speech(person=entry.person, begun=entry.at, about=entry.about, stance=entry.stance))
    return tuple(held)

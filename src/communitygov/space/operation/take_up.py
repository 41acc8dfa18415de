"""How much of what may be adopted is adopted, and what a figure of a document says about that.

“认养农庄内的蔬菜水果40箱” says that 40 boxes are adopted.  Whether there are more, it does not say.  So a
figure comes with its reading, and only one of the readings gives a share.
"""

from datetime import date
from fractions import Fraction
from typing import ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import at_least, one_of, optional
from communitygov.core.document import Value
from communitygov.core.finding import Finding, Message
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Language, Words
from communitygov.space.operation.adoption import AdoptionRegister
from communitygov.space.operation.refusal import ADOPTED_BOXES

TAKE_UP_UNTOLD = Message(
    "TAKE_UP_UNTOLD",
    Words(
        "已认养 {taken}，总数未说明，认养率不可知",
        "{taken} are adopted; of how many is not told, nor is the share",
    ),
    Words("请补上总数，或注明按总数理解", "add how many there are, or say that it is read as all of them"),
    ADOPTED_BOXES,
)


class TakeUpReading(TermEnum):
    """How a figure of what is adopted is read.

    Examples
    --------
    >>> [reading.zh for reading in TakeUpReading]
    ['总数未说明', '按全部已认养理解', '据登记']
    """

    #: What the words say: so many are adopted, of how many is open.
    PART = "part", "总数未说明", "the total is not told"
    #: The figure is that of all there are; a reading, and not what the words say.
    WHOLE = "whole", "按全部已认养理解", "read as all there are"
    #: Counted in a register.
    REGISTERED = "registered", "据登记", "counted in a register"


@attrs.frozen(kw_only=True)
class TakeUp(Value):
    """How many are adopted, of how many, and how that is known.

    Examples
    --------
    >>> told = TakeUp(taken=40)
    >>> told.share, TakeUp(taken=40, total=40, reading=TakeUpReading.WHOLE).share
    (None, Fraction(1, 1))
    >>> print(told.text())
    40 adopted (the total is not told)
    >>> TakeUp(taken=40, total=50)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: total: 50 will not do; it must be left out where it is not told, the \
same where all are adopted, no less otherwise. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "take-up"
    taken: int = attrs.field(validator=at_least(0))
    total: int | None = attrs.field(default=None, validator=optional(at_least(0)))
    reading: TakeUpReading = attrs.field(default=TakeUpReading.PART, validator=one_of(TakeUpReading))

    def __attrs_post_init__(self) -> None:
        """Refuse a total that the reading does not give."""
        fits = {
            TakeUpReading.PART: self.total is None,
            TakeUpReading.WHOLE: self.total == self.taken,
            TakeUpReading.REGISTERED: self.total is not None and self.total >= self.taken,
        }
        if not fits[self.reading]:
            bound = Words(
                "总数未说明时须留空，按全部理解时须相等，据登记时不得小于已认养数",
                "must be left out where it is not told, the same where all are adopted, no less otherwise",
            )
            raise InvalidValue("total", self.total, bound)

    @property
    def share(self) -> Fraction | None:
        """The share that is adopted; none if it is not known, or there is nothing to adopt."""
        return Fraction(self.taken, self.total) if self.total else None

    def findings(self) -> tuple[Finding, ...]:
        """Say that the total is missing, if it is."""
        return () if self.total is not None else (TAKE_UP_UNTOLD.finding("take-up", {"taken": self.taken}),)

    def text(self, language: Language = "en") -> str:
        """Say it with its reading."""
        of = Words("", "") if self.total is None else Words(f"/{self.total}", f" of {self.total}")
        said = Words(
            f"已认养 {self.taken}{of.zh}（{self.reading.zh}）",
            f"{self.taken}{of.en} adopted ({self.reading.en})",
        )
        return said.say(language)


def take_up(register: AdoptionRegister, *, on: date) -> TakeUp:
    """Return how many plots of a register are adopted on a day.

    Examples
    --------
    >>> from communitygov.space.operation.adoption import Plot
    >>> register = AdoptionRegister([Plot("box-1"), Plot("box-2")])
    >>> take_up(register.adopt("box-1", by="r-1", on=date(2023, 5, 4)), on=date(2023, 5, 4)).share
    Fraction(1, 2)
    """
    require("register", register, kind=AdoptionRegister)
    return TakeUp(taken=register.taken(on=on), total=len(register.plots), reading=TakeUpReading.REGISTERED)

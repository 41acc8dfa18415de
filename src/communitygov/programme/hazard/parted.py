"""A figure and its parts: 26 = 13 + 13, or the difference is named.

What tells the parts apart (综合整治, 一般整治) the documents do not define; the words are the caller's.
"""

from fractions import Fraction
from typing import ClassVar

import attrs

from communitygov.core.argument import require_once
from communitygov.core.checks import as_tuple, each_of, one_of
from communitygov.core.document import Value
from communitygov.core.quantity import Quantity
from communitygov.core.terms import Term
from communitygov.errors import CommunityGovError, InvalidValue, Words
from communitygov.programme.sheet import both, sheet
from communitygov.quotation import brief

_PARTS = Words("须至少有一部分", "must have one part or more")


@attrs.frozen(str=False)
class PartsDoNotAddUp(CommunityGovError, ValueError):
    """The parts of a figure come to something else than the whole.

    Examples
    --------
    >>> print(PartsDoNotAddUp("26栋", "27栋", Fraction(1)))
    The parts come to 27栋 and the whole is 26栋: they differ by at least 1; mend a part or the whole. \
[PARTS_DO_NOT_ADD_UP]
    >>> print(PartsDoNotAddUp("500栋", "500余栋", Fraction(0)))
    The parts come to 500余栋 and the whole is 500栋: they differ by more than 0; mend a part or the whole. \
[PARTS_DO_NOT_ADD_UP]
    """

    code: ClassVar[str] = "PARTS_DO_NOT_ADD_UP"
    whole: str
    parts: str
    difference: Fraction

    def words(self) -> Words:
        """Name both and the difference; 500余 is more than 500, by nobody knows how much."""
        whole, parts = brief(self.whole), brief(self.parts)
        zh, en = ("至少", "at least") if self.difference else ("大于", "more than")
        return Words(
            f"各部分合计{parts}，总数为{whole}，相差{zh} {self.difference}；请更正其一。",
            f"The parts come to {parts} and the whole is {whole}: they differ by {en} "
            f"{self.difference}; mend a part or the whole.",
        )


@attrs.frozen
class Part(Value):
    """One part of a figure, and what it is.

    Examples
    --------
    >>> print(Part(Term("full", "综合整治", "full renovation"), Quantity.parse("13栋")).amount)
    13栋
    """

    document_kind: ClassVar[str] = "figure-part"
    what: Term = attrs.field(validator=one_of(Term))
    amount: Quantity = attrs.field(validator=one_of(Quantity))


@attrs.frozen
class PartedFigure(Value):
    """A whole and its parts, in one unit, which do not contradict each other.

    Examples
    --------
    >>> full, general = Term("full", "综合整治", "full"), Term("general", "一般整治", "general")
    >>> thirteen, whole = Quantity.parse("13栋"), Quantity.parse("26栋")
    >>> PartedFigure(whole, [Part(full, thirteen), Part(general, thirteen)]).adds_up
    True
    >>> PartedFigure(whole, [Part(full, Quantity.parse("14栋")), Part(general, thirteen)])
    Traceback (most recent call last):
        ...
    communitygov.programme.hazard.parted.PartsDoNotAddUp: The parts come to 27栋 and the whole is 26栋: they \
differ by at least 1; mend a part or the whole. [PARTS_DO_NOT_ADD_UP]
    """

    document_kind: ClassVar[str] = "parted-figure"
    whole: Quantity = attrs.field(validator=one_of(Quantity))
    parts: tuple[Part, ...] = attrs.field(converter=as_tuple, validator=each_of(Part))

    def __attrs_post_init__(self) -> None:
        """Refuse no part, a part twice, and parts that certainly do not come to the whole."""
        if not self.parts:
            raise InvalidValue("parts", self.parts, _PARTS)
        require_once("parts", (each.what.code for each in self.parts))
        if self.adds_up is False:
            raise PartsDoNotAddUp(str(self.whole), str(self.total), self._difference)

    def _repr_html_(self) -> str:
        rows = [(both(each.what.words), str(each.amount)) for each in self.parts]
        note = f"合计 parts: {self.total}" + (
            "" if self.adds_up else "（相符与否不明 may or may not add up）"
        )
        return sheet(
            "parted-figure", str(self.whole), heads=("部分 part", "数量 amount"), rows=rows, note=note
        )

    @property
    def total(self) -> Quantity:
        """What the parts come to."""
        return Quantity.total(each.amount for each in self.parts)

    @property
    def adds_up(self) -> bool | None:
        """Whether the parts come to the whole; ``None`` where 余 leaves it open."""
        return self.total.is_exactly(self.whole)

    @property
    def _difference(self) -> Fraction:
        """The least by which the two certainly differ; 0 where one is more by nobody knows how much."""
        one, other = self.total, self.whole
        low, high = (one, other) if one.at_most(other) else (other, one)
        return high.low - (low.high or low.low)  # what is certainly less has a high; nothing at all has 0

"""On what a place is rated: axes, their weights and the best mark; 三美, three values, what a survey asks.

The documents name the axes and no way to rate on them.  So equal weights and marks from 0 to 100 are the
library's own, and say so; whoever has other ones makes a `Rubric` with its source.
"""

from fractions import Fraction
from typing import Any, ClassVar

import attrs

from communitygov.core.checks import as_tuple, each_of, identifier, one_of, title
from communitygov.core.document import Value
from communitygov.core.source import LIBRARY_DEFAULT, Citation, quoted
from communitygov.errors import InvalidValue, UnknownName, Words

#: Most axes of one rubric.
MOST_AXES = 50
#: Longest numerator and denominator of a weight or a mark, in digits.
_MOST = 10**9

#: Where the three values, the three beauties and what a survey asks are named.
VALUES_NAMED: Citation = quoted("000", "深度黏合社会价值、生活价值与美学价值的社区空间场景")
BEAUTIES_NAMED: Citation = quoted("001", "实现社区综合体空间美、功能美、发展美的“三美”运营")
FEELINGS_NAMED: Citation = quoted("000", "居民群众的获得感安全感、幸福感不断提升")
BELONGING_NAMED: Citation = quoted("001", "切实增强他们对社区空间的归属感")


def exact(value: Any) -> Any:  # noqa: ANN401  whatever was given, to be checked
    """Return whole numbers as fractions, for attrs' ``converter``."""
    return Fraction(value) if type(value) is int else value


def is_mark(value: object) -> bool:
    """Tell whether something is an exact number from nothing on, of a bearable length.

    Examples
    --------
    >>> is_mark(Fraction(80)), is_mark(80), is_mark(0.5)
    (True, False, False)
    """
    return isinstance(value, Fraction) and 0 <= value <= _MOST and value.denominator <= _MOST


def _positive(_owner: object, field: "attrs.Attribute[Fraction]", value: object) -> None:
    """Refuse anything but an exact number above nothing."""
    if not is_mark(value) or value == 0:
        bound = Words("须为大于 0 的整数或 Fraction", "must be a whole number or a Fraction above 0")
        raise InvalidValue(field.name, value, bound)


@attrs.frozen
class Axis(Value):
    """One thing that a place is rated on.

    Parameters
    ----------
    code, zh, en
        Code and names.
    weight
        How much it counts beside the others.
    may_stay_open
        Whether nothing is said when it is not rated.
    source
        Where the axis is named.

    Examples
    --------
    >>> Axis("space", "空间美", "beauty of space").weight
    Fraction(1, 1)
    >>> Axis("space", "空间美", "beauty of space", weight=0.5)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: weight: 0.5 will not do; it must be a whole number or a Fraction \
above 0. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "rubric-axis"
    code: str = attrs.field(validator=identifier)
    zh: str = attrs.field(validator=title)
    en: str = attrs.field(validator=title)
    weight: Fraction = attrs.field(default=Fraction(1), kw_only=True, converter=exact, validator=_positive)
    may_stay_open: bool = attrs.field(default=False, kw_only=True, validator=one_of(bool))
    source: Citation = attrs.field(default=LIBRARY_DEFAULT, kw_only=True, validator=one_of(Citation))

    @property
    def words(self) -> Words:
        """The name in both languages."""
        return Words(self.zh, self.en)


@attrs.frozen
class Rubric(Value):
    """The axes on which something is rated.

    Parameters
    ----------
    code
        Code of the rubric.
    axes
        In the order in which they are read, each code once.
    best
        The best mark on every axis; the worst is 0.
    is_score
        Whether the marks on all axes come to one score.
    source
        Where the axes are named together.
    figures
        Where weights and best mark stand.

    Examples
    --------
    >>> [axis.zh for axis in THREE_BEAUTIES.axes], THREE_BEAUTIES.figures.is_library_default
    (['空间美', '功能美', '发展美'], True)
    >>> THREE_BEAUTIES["spase"]
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No axis is called 'spase'. Did you mean 'space'? [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "rubric"
    code: str = attrs.field(validator=identifier)
    axes: tuple[Axis, ...] = attrs.field(converter=as_tuple, validator=each_of(Axis))
    best: Fraction = attrs.field(default=Fraction(100), kw_only=True, converter=exact, validator=_positive)
    is_score: bool = attrs.field(default=True, kw_only=True, validator=one_of(bool))
    source: Citation = attrs.field(default=LIBRARY_DEFAULT, kw_only=True, validator=one_of(Citation))
    figures: Citation = attrs.field(default=LIBRARY_DEFAULT, kw_only=True, validator=one_of(Citation))

    def __attrs_post_init__(self) -> None:
        """Refuse no axis, too many, and one that stands twice."""
        if not 1 <= len(self.axes) <= MOST_AXES or len(set(self.codes)) < len(self.axes):
            bound = Words(
                f"须为 1 至 {MOST_AXES} 个不重复的维度", f"must be 1 to {MOST_AXES} axes, each once"
            )
            raise InvalidValue("axes", list(self.codes[:MOST_AXES]), bound)

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of the axes, in their order."""
        return tuple(axis.code for axis in self.axes)

    def require_score(self) -> None:
        """Refuse to add up what is no score together.

        Raises
        ------
        InvalidValue
            If the axes are no score together.
        """
        if not self.is_score:
            bound = Words("各维度须可合成一个总分", "must be one whose axes are a score together")
            raise InvalidValue("rubric", self.code, bound)

    def __getitem__(self, code: str) -> Axis:
        """Return the axis with a code."""
        for axis in self.axes:
            if axis.code == code:
                return axis
        raise UnknownName(Words("维度", "axis"), code, self.codes)


#: 三美: what the complex of document 001 is run for.
THREE_BEAUTIES = Rubric(
    "three_beauties",
    (
        Axis("space", "空间美", "beauty of space", source=BEAUTIES_NAMED),
        Axis("function", "功能美", "beauty of function", source=BEAUTIES_NAMED),
        Axis("development", "发展美", "beauty of development", source=BEAUTIES_NAMED),
    ),
    source=BEAUTIES_NAMED,
)

#: The three values that document 000 binds together.
THREE_VALUES = Rubric(
    "three_values",
    (
        Axis("social", "社会价值", "social value", source=VALUES_NAMED),
        Axis("living", "生活价值", "value for living", source=VALUES_NAMED),
        Axis("aesthetic", "美学价值", "aesthetic value", source=VALUES_NAMED),
    ),
    source=VALUES_NAMED,
)

#: What residents may be asked; each axis may stay open, and together they are no score.
FEELINGS = Rubric(
    "feelings",
    (
        Axis("gain", "获得感", "sense of gain", may_stay_open=True, source=FEELINGS_NAMED),
        Axis("security", "安全感", "sense of security", may_stay_open=True, source=FEELINGS_NAMED),
        Axis("happiness", "幸福感", "sense of happiness", may_stay_open=True, source=FEELINGS_NAMED),
        Axis("belonging", "归属感", "sense of belonging", may_stay_open=True, source=BELONGING_NAMED),
    ),
    is_score=False,
    source=FEELINGS_NAMED,
)

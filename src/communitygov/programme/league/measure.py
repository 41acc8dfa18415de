"""What a league compares: measures with a sense, on an axis perhaps, and the results of a quarter.

The documents say that streets and communities compare (比学赶超, 季度拉练) and give no measure and no score:
each is the caller's.
"""

from typing import ClassVar

import attrs

from communitygov.core.checks import identifier, one_of, optional, title
from communitygov.core.document import Value
from communitygov.core.quantity import Quantity
from communitygov.core.source import quoted
from communitygov.core.terms import TermEnum
from communitygov.programme.league.quarter import Quarter

#: Where comparing over quarters stands.
QUARTERLY = quoted("004", "常态化开展经验交流、季度拉练、现场观摩等互学互比活动，形成“比学赶超”的浓厚氛围")
#: Where the two axes stand: weighed alike, which is no sum.
TWO_AXES = quoted("004", "构建秩序和活力并重的城市现代化治理体系")


class Sense(TermEnum):
    """Which way a measure is better.

    Examples
    --------
    >>> Sense.LESS.zh
    '越少越好'
    """

    MORE = "more", "越多越好", "more is better"
    LESS = "less", "越少越好", "less is better"


class Axis(TermEnum):
    """The two axes that stand side by side and are never summed.

    Examples
    --------
    >>> [axis.zh for axis in Axis]
    ['秩序', '活力']
    """

    ORDER = "order", "秩序", "order"
    VITALITY = "vitality", "活力", "vitality"


@attrs.frozen(kw_only=True)
class LeagueMeasure(Value):
    """What is compared.

    Parameters
    ----------
    code, zh, en
        Code and names.
    sense
        Which way is better.
    unit
        In what every result is measured.
    axis
        Whether it tells of order or of vitality; none where nobody says.

    Examples
    --------
    >>> LeagueMeasure(code="hazards", zh="未消除隐患", en="open hazards", sense=Sense.LESS, unit="处").unit
    '处'
    """

    document_kind: ClassVar[str] = "league-measure"
    code: str = attrs.field(validator=identifier)
    zh: str = attrs.field(validator=title)
    en: str = attrs.field(validator=title)
    sense: Sense = attrs.field(validator=one_of(Sense))
    unit: str = attrs.field(validator=title)
    axis: Axis | None = attrs.field(default=None, validator=optional(one_of(Axis)))


@attrs.frozen(kw_only=True)
class LeagueResult(Value):
    """What one participant came to by one measure in one quarter.

    Examples
    --------
    >>> result = LeagueResult(
    ...     participant="c-1", measure="hazards", quarter=Quarter(2020, 4), figure=Quantity.parse("3处")
    ... )
    >>> str(result.figure)
    '3处'
    """

    document_kind: ClassVar[str] = "league-result"
    participant: str = attrs.field(validator=identifier)
    measure: str = attrs.field(validator=identifier)
    quarter: Quarter = attrs.field(validator=one_of(Quarter))
    figure: Quantity = attrs.field(validator=one_of(Quantity))

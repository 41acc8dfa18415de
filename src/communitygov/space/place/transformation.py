"""How a place became what it is: kinds of transformation, the moves in them, who planned them, what for.

The documents name three ways (小区再生、存量活动、用途转换), the upgrading of what is there (提档升级) and
three moves (空间美化、功能再造、业态更新), and define none of them.  That a change of use has an old and
a new use is the library's reading of the word.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby
from types import MappingProxyType
from typing import ClassVar

import attrs

from communitygov.core.checks import as_set, day, each_of, one_of, optional, ordered, text
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.source import LIBRARY_DEFAULT, Citation, quoted
from communitygov.core.span import check_span
from communitygov.core.terms import TermEnum
from communitygov.errors import Words
from communitygov.quotation import brief


class TransformationKind(TermEnum):
    """By which way a place was transformed.

    Examples
    --------
    >>> TransformationKind.CHANGE_OF_USE.zh, str(TransformationKind.UPGRADE.source)
    ('用途转换', '000, “对原有设施进行提档升级改造”')
    """

    REGENERATION = "regeneration", "小区再生", "regeneration of a neighbourhood"
    ACTIVATION = "activation", "存量活动", "activating what stands idle"
    CHANGE_OF_USE = "change_of_use", "用途转换", "change of use"
    UPGRADE = "upgrade", "提档升级", "upgrade"

    @property
    def source(self) -> Citation:
        """Where the word stands."""
        return TRANSFORMATION_SOURCES[self]


_THREE_WAYS = quoted("004", "小区再生、存量活动、用途转换")
#: Where each kind is named.
TRANSFORMATION_SOURCES: Mapping[TransformationKind, Citation] = MappingProxyType(
    {
        TransformationKind.REGENERATION: _THREE_WAYS,
        TransformationKind.ACTIVATION: _THREE_WAYS,
        TransformationKind.CHANGE_OF_USE: _THREE_WAYS,
        TransformationKind.UPGRADE: quoted("000", "对原有设施进行提档升级改造"),
    }
)


class RenewalMove(TermEnum):
    """What was done in a transformation; each on its own or together with the others.

    Examples
    --------
    >>> "、".join(move.zh for move in RenewalMove) == RENEWAL_MOVES.phrase
    True
    """

    BEAUTIFY = "beautify", "空间美化", "make the space beautiful"
    REMAKE_FUNCTION = "remake_function", "功能再造", "remake its function"
    RENEW_BUSINESS = "renew_business", "业态更新", "renew its mix of business"


#: Where the three moves stand.
RENEWAL_MOVES: Citation = quoted("000", "空间美化、功能再造、业态更新")


class CoCreator(TermEnum):
    """Who plans a place and lends a hand, by kind.

    Examples
    --------
    >>> [each.zh for each in CoCreator], CO_CREATORS.document
    (['社区', '居民', '第三方团队'], '003')
    """

    COMMUNITY = "community", "社区", "community"
    RESIDENTS = "residents", "居民", "residents"
    THIRD_PARTY = "third_party", "第三方团队", "third-party team"


#: Where the three kinds stand.
CO_CREATORS: Citation = quoted("003", "社区、居民以及第三方团队一同策划、动手")

#: No kinds, for fields that name some.
_NO_MOVES, _NOBODY = frozenset[RenewalMove](), frozenset[CoCreator]()


@attrs.frozen
class Transformation(Value):
    """One transformation of a place.

    Parameters
    ----------
    kind
        By which way.
    old_use, new_use
        What the place was used for before and after, in the words of whoever keeps the record; empty where
        that is not told.
    moves
        What was done.
    co_creators
        Who planned it and lent a hand.
    since, until
        The first day of the works, and the day on which they were done; none where it is not told.
    note
        What else is told, such as colours or themes.

    Examples
    --------
    >>> Transformation(TransformationKind.CHANGE_OF_USE, old_use="架空层").lacks
    ('new_use',)
    >>> Transformation(TransformationKind.CHANGE_OF_USE, since=date(2023, 7, 1), until=date(2023, 1, 1))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: until: '2023-01-01' will not do; it must be later than the first day, \
2023-07-01. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "transformation"
    kind: TransformationKind = attrs.field(validator=one_of(TransformationKind))
    old_use: str = attrs.field(default="", kw_only=True, validator=text)
    new_use: str = attrs.field(default="", kw_only=True, validator=text)
    moves: frozenset[RenewalMove] = attrs.field(
        default=_NO_MOVES, kw_only=True, converter=as_set, validator=each_of(RenewalMove), repr=ordered
    )
    co_creators: frozenset[CoCreator] = attrs.field(
        default=_NOBODY, kw_only=True, converter=as_set, validator=each_of(CoCreator), repr=ordered
    )
    since: date | None = attrs.field(default=None, kw_only=True, validator=optional(day))
    until: date | None = attrs.field(default=None, kw_only=True, validator=optional(day))
    note: str = attrs.field(default="", kw_only=True, validator=text)

    def __attrs_post_init__(self) -> None:
        """Refuse works that are done before they begin."""
        check_span(self)

    @property
    def lacks(self) -> tuple[str, ...]:
        """Names of the fields that this kind needs and that are not told."""
        needed = ("old_use", "new_use") if self.kind is TransformationKind.CHANGE_OF_USE else ()
        return tuple(name for name in needed if not getattr(self, name))


USE_UNTOLD = Message(
    "USE_UNTOLD",
    Words(
        "{place} 的第 {number} 次改造为用途转换，但{lacks}未记",
        "transformation {number} of {place} is a change of use, and its {lacks} is not told",
    ),
    Words("请补记{lacks}", "tell its {lacks}"),
    source=LIBRARY_DEFAULT,
)
USES_DISAGREE = Message(
    "USES_DISAGREE",
    Words(
        "{place} 的第 {number} 次改造记原用途为“{told}”，而此前用途为“{before}”",
        "transformation {number} of {place} tells the old use {told}, where the use before is {before}",
    ),
    Words("请改正其一，或补记其间的改造", "mend one of them, or tell the transformation in between"),
    source=LIBRARY_DEFAULT,
)
USE_UNCHANGED = Message(
    "USE_UNCHANGED",
    Words(
        "{place} 的第 {number} 次改造为用途转换，而前后用途同为“{use}”",
        "transformation {number} of {place} is a change of use, and the use before and after is {use}",
    ),
    Words("请改正用途，或改记改造方式", "mend the uses, or tell another kind of transformation"),
    source=LIBRARY_DEFAULT,
)
_FIELDS = {"old_use": Words("原用途", "old use"), "new_use": Words("新用途", "new use")}


def uses_of(former_use: str, transformations: Iterable[Transformation]) -> tuple[str, ...]:
    """Return what a place was used for, one use after the other, as far as it is told.

    Examples
    --------
    >>> uses_of(
    ...     "老电影院",
    ...     [Transformation(TransformationKind.CHANGE_OF_USE, old_use="老电影院", new_use="红色茶馆")],
    ... )
    ('老电影院', '红色茶馆')
    """
    told = (former_use, *(use for each in transformations for use in (each.old_use, each.new_use)))
    return tuple(use for use, _ in groupby(filter(None, told)))


def use_findings(
    place: str, *, former_use: str, transformations: Iterable[Transformation]
) -> tuple[Finding, ...]:
    """Return what the history of a place's uses lacks, or says in two ways."""
    found: list[Finding] = []
    use = former_use
    for number, each in enumerate(transformations, start=1):
        details: dict[str, Detail] = {"place": place, "number": number}
        found += [USE_UNTOLD.finding(place, {**details, "lacks": _FIELDS[name]}) for name in each.lacks]
        if use and each.old_use and each.old_use != use:
            found.append(
                USES_DISAGREE.finding(place, {**details, "told": brief(each.old_use), "before": brief(use)})
            )
        use = each.old_use or use
        if use and each.kind is TransformationKind.CHANGE_OF_USE and each.new_use == use:
            found.append(USE_UNCHANGED.finding(place, {**details, "use": brief(use)}))
        use = each.new_use or use
    return tuple(found)

"""Through which tiers a report goes up, who has it at each, and for how long: a policy is data.

微网格发现上报 → 小区党组织与自治组织即时处置 → 镇街社区联动配合

Document 002 gives three tiers, their order and what each does.  It gives no hours and no days, and does not
say which grid 小区 is: `three_tier_policy` reads it as the general grid; its periods are library defaults.
How many times a report may be returned, and a handling be refused, no document says either.

Which grid of a path a tier stands for is asked by kind of grid or by level, and in a named overlay if the
policy says so (六级党组织).  This module knows no grid and no worker.
"""

from collections.abc import Iterable
from typing import ClassVar

import attrs

from communitygov.core.argument import each_required
from communitygov.core.checks import (
    as_set,
    as_tuple,
    at_least,
    each_of,
    identifier,
    identifiers,
    is_identifier,
    one_of,
    ordered,
    title,
)
from communitygov.core.document import Value
from communitygov.core.source import LIBRARY_DEFAULT, Citation, quoted
from communitygov.core.terms import Term, TermEnum
from communitygov.core.worktime import Period, PeriodUnit
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.grid.level.kind import GridKind
from communitygov.grid.level.level import Level

#: The overlay in which a tier is looked for unless it names another.
BASE_OVERLAY = "administrative"
#: Most tiers of a policy, and longest code of one: the states of a handling are named after it.
MOST_TIERS = 8
LONGEST_CODE = 100


class Informed(TermEnum):
    """Who hears of a report beside the one who is responsible.

    Examples
    --------
    >>> [each.zh for each in Informed]
    ['副责任人', '上级责任人']
    """

    DEPUTIES = "deputies", "副责任人", "deputies"
    ABOVE = "above", "上级责任人", "those in charge above"


@attrs.frozen
class Tier(Value):
    """One tier of a policy.

    Parameters
    ----------
    code, zh, en
        Stable code and names.
    kinds, levels
        Which grid of the path it stands for, the nearest: by kind of grid, or by code of a level for those
        that have no kind.
    roles
        In which roles those who have a report there act.
    within
        How long the report may stay there.
    overlay
        In which order of the grids the path is read.
    basis
        Where the tier stands.

    Examples
    --------
    >>> tier = three_tier_policy().tiers[0]
    >>> tier.zh, tier.within.text("zh"), [role.zh for role in tier.roles]
    ('微网格发现上报', '1个工作日', ['微网格员', '网格员'])
    """

    document_kind: ClassVar[str] = "routing-tier"
    code: str = attrs.field(validator=identifier)
    zh: str = attrs.field(kw_only=True, validator=title)
    en: str = attrs.field(kw_only=True, validator=title)
    kinds: frozenset[GridKind] = attrs.field(
        kw_only=True,
        default=frozenset[GridKind](),
        converter=as_set,
        validator=each_of(GridKind),
        repr=ordered,
    )
    levels: frozenset[str] = attrs.field(
        kw_only=True, default=frozenset[str](), converter=as_set, validator=identifiers, repr=ordered
    )
    roles: tuple[Term, ...] = attrs.field(kw_only=True, converter=as_tuple, validator=each_of(Term))
    within: Period = attrs.field(kw_only=True, validator=one_of(Period))
    overlay: str = attrs.field(kw_only=True, default=BASE_OVERLAY, validator=identifier)
    basis: Citation = attrs.field(kw_only=True, default=LIBRARY_DEFAULT, validator=one_of(Citation))

    def __attrs_post_init__(self) -> None:
        """Refuse a tier with a long code, one that stands for no grid, or one at which nobody acts."""
        if len(self.code) > LONGEST_CODE:
            bound = Words(f"须不超过 {LONGEST_CODE} 个字符", f"must be of up to {LONGEST_CODE} characters")
            raise InvalidValue("code", self.code, bound)
        if not (self.kinds or self.levels):
            bound = Words("须给出网格类型或层级", "must name a kind of grid or a level, or `levels` must")
            raise InvalidValue("kinds", (), bound)
        if not self.roles or len({role.code for role in self.roles}) < len(self.roles):
            bound = Words("须有一个或多个不同的角色", "must hold one role or more, each once")
            raise InvalidValue("roles", [role.code for role in self.roles], bound)

    @property
    def words(self) -> Words:
        """The tier in both languages."""
        return Words(self.zh, self.en)

    def stands_for(self, level: Level) -> bool:
        """Tell whether a grid of a level is one that this tier stands for."""
        return level.kind in self.kinds or level.code in self.levels


def _tiers(_owner: object, field: "attrs.Attribute[tuple[Tier, ...]]", tiers: tuple[Tier, ...]) -> None:
    """Refuse no tier, too many, and one twice."""
    codes = [tier.code for tier in tiers]
    if not 1 <= len(codes) <= MOST_TIERS or len(set(codes)) < len(codes):
        bound = Words(f"须为 1 至 {MOST_TIERS} 个不同的层级", f"must be 1 to {MOST_TIERS} tiers, each once")
        raise InvalidValue(field.name, codes, bound)


@attrs.frozen
class EscalationPolicy(Value):
    """Through which tiers reports go up (逐级上报).

    Parameters
    ----------
    code
        Stable code.
    tiers
        The tiers in their order; none is skipped.
    matters
        Codes of the matters to which it applies; all that no other policy names, unless given.
    informs
        Who hears of a report beside the one who is responsible.
    returns, reopenings, redispatches
        How often a report may be returned as not one's own, a handling be refused, and a report be taken from
        who has it to be dispatched anew (library defaults).
    source
        Where the order of the tiers stands.

    Examples
    --------
    >>> policy = three_tier_policy()
    >>> "、".join(tier.zh for tier in policy.tiers)
    '微网格发现上报、小区党组织与自治组织即时处置、镇街社区联动配合'
    >>> policy.after("micro_grid").code
    'neighbourhood'
    >>> EscalationPolicy("none", tiers=())
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: tiers: [] will not do; it must be 1 to 8 tiers, each once. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "escalation-policy"
    code: str = attrs.field(validator=identifier)
    tiers: tuple[Tier, ...] = attrs.field(kw_only=True, converter=as_tuple, validator=[each_of(Tier), _tiers])
    matters: frozenset[str] = attrs.field(
        kw_only=True, default=frozenset[str](), converter=as_set, validator=identifiers, repr=ordered
    )
    informs: frozenset[Informed] = attrs.field(
        kw_only=True,
        default=frozenset(Informed),
        converter=as_set,
        validator=each_of(Informed),
        repr=ordered,
    )
    returns: int = attrs.field(kw_only=True, default=2, validator=at_least(1))
    reopenings: int = attrs.field(kw_only=True, default=2, validator=at_least(1))
    redispatches: int = attrs.field(kw_only=True, default=8, validator=at_least(1))
    source: Citation = attrs.field(kw_only=True, default=LIBRARY_DEFAULT, validator=one_of(Citation))

    def __getitem__(self, code: str) -> Tier:
        """Return the tier with `code`; raise `UnknownName` with the nearest one otherwise."""
        return self.tiers[self._place(code)]

    def after(self, code: str) -> Tier | None:
        """Return the tier to which a report goes up from another; none from the last."""
        at = self._place(code) + 1
        return self.tiers[at] if at < len(self.tiers) else None

    def _place(self, code: str) -> int:
        """Return at which place a tier stands."""
        codes = tuple(tier.code for tier in self.tiers)
        if code not in codes:
            raise UnknownName(Words("层级", "tier"), code, codes)
        return codes.index(code)


def as_policies(given: EscalationPolicy | Iterable[EscalationPolicy]) -> tuple[EscalationPolicy, ...]:
    """Return one policy or several as several."""
    if isinstance(given, EscalationPolicy):
        return (given,)
    policies = each_required("policy", given, kind=EscalationPolicy)
    named = [matter for each in policies for matter in sorted(each.matters)]
    if not policies or sum(not each.matters for each in policies) > 1 or len(set(named)) < len(named):
        bound = Words(
            "须至少一个，每个事项至多属一个，未列事项者至多一个",
            "must be one at least, each matter in one at most, and one at most without matters",
        )
        raise InvalidValue("policy", [each.code for each in policies], bound)
    return policies


def policy_for(matter: str, policies: Iterable[EscalationPolicy]) -> EscalationPolicy:
    """Return the policy of a matter: the one that names it, otherwise the one that names none.

    Raises
    ------
    InvalidValue
        If it is no code, no policy is for the matter, or more than one is.

    Examples
    --------
    >>> urgent = three_tier_policy(code="urgent", within=URGENT, matters={"gas"})
    >>> policy_for("gas", [three_tier_policy(), urgent]).code
    'urgent'
    >>> policy_for("lighting", [urgent])
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: policy: 'lighting' will not do; it must be a matter of exactly one \
policy. [INVALID_VALUE]
    """
    if not is_identifier(matter):
        raise InvalidValue("matter", matter, Words("须为事项代码", "must be the code of a matter"))
    given = tuple(policies)
    for found in (
        [each for each in given if matter in each.matters],
        [each for each in given if not each.matters],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            break
    raise InvalidValue("policy", matter, Words("须恰属一个方案", "must be a matter of exactly one policy"))


# ------------------------------------------------------------------ presets

#: Library defaults: how long each of the three tiers has a report, and how long an urgent one (急事).
NORMAL = (Period(1, PeriodUnit.WORKDAYS), Period(3, PeriodUnit.WORKDAYS), Period(15, PeriodUnit.WORKDAYS))
URGENT = (Period(2, PeriodUnit.HOURS), Period(4, PeriodUnit.HOURS), Period(24, PeriodUnit.HOURS))

_CHAIN = quoted("002", "微网格发现上报、小区党组织与自治组织即时处置、镇街社区联动配合")
_MICRO_GRID_WORKER = Term("micro_grid_worker", "微网格员", "micro-grid worker")
_GRID_WORKER = Term("grid_worker", "网格员", "grid worker")
_PARTY = Term("neighbourhood_party", "小区党组织", "neighbourhood Party organisation")
_SELF_GOVERNING = Term("self_governing_body", "自治组织", "self-governing body")
_TOWN = Term("town_street_community", "镇街社区", "town, street or community")


def three_tier_policy(
    *,
    code: str = "three_tier",
    within: tuple[Period, Period, Period] = NORMAL,
    matters: Iterable[str] = (),
) -> EscalationPolicy:
    """Return the three tiers of document 002; which grids they are, and for how long, is the library's.

    Parameters
    ----------
    code, matters
        Code of the policy, and the matters that it is for; all unless given.
    within
        How long each tier has a report; `NORMAL` unless given, `URGENT` for what cannot wait.

    Raises
    ------
    InvalidValue
        If `within` is not three periods.

    Examples
    --------
    >>> [str(three_tier_policy()[code].within.text()) for code in ("micro_grid", "neighbourhood")]
    ['1 workday', '3 workdays']
    """
    periods = each_required("within", within, kind=Period)
    if len(periods) != len(NORMAL):
        bound = Words("须为三个期限，每级一个", "must be three periods, one for each tier")
        raise InvalidValue("within", len(periods), bound)
    first, second, third = periods
    return EscalationPolicy(
        code,
        tiers=(
            Tier(
                "micro_grid",
                zh="微网格发现上报",
                en="the micro-grid reports",
                kinds={GridKind.MICRO, GridKind.EXCLUSIVE},
                roles=(_MICRO_GRID_WORKER, _GRID_WORKER),
                within=first,
                basis=quoted("002", "微网格发现上报"),
            ),
            Tier(
                "neighbourhood",
                zh="小区党组织与自治组织即时处置",
                en="the neighbourhood handles at once",
                kinds={GridKind.GENERAL},
                roles=(_PARTY, _SELF_GOVERNING),
                within=second,
                basis=quoted("002", "小区党组织与自治组织即时处置"),
            ),
            Tier(
                "town_street_community",
                zh="镇街社区联动配合",
                en="town, street and community join in",
                kinds={GridKind.INTEGRATED},
                levels={"community", "street"},
                roles=(_TOWN,),
                within=third,
                basis=quoted("002", "镇街社区联动配合"),
            ),
        ),
        matters=matters,
        source=_CHAIN,
    )

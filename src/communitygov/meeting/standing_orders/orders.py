"""The standing orders of a body (议事规则): everything its sittings must keep to, as one dated value.

1. A version is in force from a day on, and until another if that is known.  Changed orders are another
   version; a sitting is judged by the one that was in force on its day.
2.  What is not given is not asked for, but for three library defaults: matters are decided by
   `communitygov.meeting.decision.four_party.FOUR_PARTY_DEFAULT`, there are no proxies, and of several
   ballots of one voter the last stands.  The documents give no standing orders for 四方会谈; `left_open`
   says what a version leaves to the library.
3. What the quorum asks may be about presence alone.

Whether a sitting keeps to them, `communitygov.meeting.validity` judges.  This module knows no sitting.
"""

from collections.abc import Iterable
from datetime import date
from html import escape
from typing import Any, ClassVar, TypeAlias

import attrs

from communitygov.core.checks import (
    as_set,
    as_tuple,
    at_least,
    day,
    each_of,
    identifier,
    identifiers,
    one_of,
    optional,
    ordered,
)
from communitygov.core.document import Value
from communitygov.core.source import LIBRARY_DEFAULT, Citation
from communitygov.core.span import check_span, runs
from communitygov.core.workcalendar import plain_day
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.decision.four_party import FOUR_PARTY_DEFAULT
from communitygov.meeting.decision.quorum import Constituted, Minimum, Quorum
from communitygov.meeting.standing_orders.notice_rule import NoticeRule, SittingKind, as_kind
from communitygov.meeting.standing_orders.proxy_rule import ProxyRule
from communitygov.meeting.standing_orders.recusal_rule import RecusalRule
from communitygov.meeting.standing_orders.vote_rule import (
    DoubleBallot,
    MatterRule,
    VotingWindow,
    no_code_twice,
)
from communitygov.meeting.tally.counts import Count

_PRESENCE = Words(
    '须只问到会：可由 Quorum、Minimum("present") 与 Constituted 组成',
    'must ask for presence alone: made of Quorum, Minimum("present") and Constituted',
)


#: What has a source of its own.
_Part: TypeAlias = NoticeRule | ProxyRule | RecusalRule | VotingWindow | DecisionRule


def _kinds(value: Iterable[object]) -> frozenset[SittingKind]:
    """Return the kinds with these codes."""
    return frozenset(map(as_kind, as_set(value)))


def _ballots(value: object) -> DoubleBallot | None:
    """Return which ballot stands, if that is given."""
    return None if value is None else DoubleBallot.named(value)


def _about_presence(_owner: object, field: "attrs.Attribute[DecisionRule | None]", value: object) -> None:
    """Refuse a rule of quorum that asks how people vote or whether they object."""
    open_ones = [value]
    for rule in open_ones:
        match rule:
            case None | Constituted() | Quorum(count=Count.PRESENT) | Minimum(count=Count.PRESENT):
                continue
            case DecisionRule(rules=parts) if parts:
                open_ones.extend(parts)
            case _:
                raise InvalidValue(field.name, rule, _PRESENCE)


def _each_once(
    _owner: object, field: "attrs.Attribute[Any]", value: tuple[NoticeRule | MatterRule, ...]
) -> None:
    """Refuse two rules for one kind of sitting or one class of matter."""
    codes = [each.kind.value if isinstance(each, NoticeRule) else each.matter for each in value]
    if len(set(codes)) < len(codes):
        raise InvalidValue(field.name, ", ".join(codes), Words("不得重复", "must name none twice"))


@attrs.frozen(kw_only=True)
class StandingOrders(Value):
    """One version of the standing orders of a body.

    Parameters
    ----------
    id, version
        Which orders, and which version of them; `name` puts both together, as sittings go by it.
    since, until
        First day in force, and the first day after it; open where not given.
    notices
        What notice must keep to, for each kind of sitting once.
    closed_agendas
        Kinds of sittings at which only what was announced may be voted on.
    quorum
        Who must be there while the body deliberates and votes.
    default_rule, matters
        By what a matter is decided, and what some classes of matters ask for beside or instead.  Where no
        rule is given, the one that was frozen as a matter was put stands, or else the four-party rule.
    proxies, recusal
        What these must keep to; without the first there are no proxies.
    window
        How long a vote in writing is open.
    ballots
        Which of several ballots of one voter stands.
    stages
        Codes of what must have come before any matter is put.
    publication_days, publication_within_days
        For how many days a resolution is posted, and within how many after the decision: no sitting is judged
        by them; they are what `communitygov.meeting.resolution.PublicationPolicy` takes.
    source
        Where they stand.

    Examples
    --------
    >>> orders = StandingOrders(
    ...     id="lq-orders",
    ...     version="2",
    ...     since=date(2023, 1, 1),
    ...     notices=[NoticeRule(kind="regular", days=10)],
    ...     closed_agendas={"regular"},
    ... )
    >>> orders.name, orders.in_force(date(2022, 12, 31)), orders.rule_for("repair_fund") == FOUR_PARTY_DEFAULT
    ('lq-orders:2', False, True)
    >>> [words.en for words in orders.left_open]
    ['the four-party rule decides', 'no proxies', 'the last one stands']

    What they say of publication, a resolution is published by:

    >>> from communitygov.meeting.resolution.publication import PublicationPolicy
    >>> posted = attrs.evolve(orders, publication_days=7, publication_within_days=3)
    >>> policy = PublicationPolicy(days=posted.publication_days, within_days=posted.publication_within_days)
    >>> policy.days.text(), policy.within_days.text()
    ('7 days', '3 days')
    """

    document_kind: ClassVar[str] = "standing-orders"
    id: str = attrs.field(validator=identifier)
    version: str = attrs.field(validator=identifier)
    since: date | None = attrs.field(default=None, validator=optional(day))
    until: date | None = attrs.field(default=None, validator=optional(day))
    notices: tuple[NoticeRule, ...] = attrs.field(
        default=(), converter=as_tuple, validator=[each_of(NoticeRule), _each_once]
    )
    closed_agendas: frozenset[SittingKind] = attrs.field(
        default=frozenset[SittingKind](), converter=_kinds, repr=ordered
    )
    quorum: DecisionRule | None = attrs.field(default=None, validator=_about_presence)
    default_rule: DecisionRule | None = attrs.field(default=None, validator=optional(one_of((DecisionRule,))))
    matters: tuple[MatterRule, ...] = attrs.field(
        default=(), converter=as_tuple, validator=[each_of(MatterRule), _each_once]
    )
    proxies: ProxyRule | None = attrs.field(default=None, validator=optional(one_of(ProxyRule)))
    recusal: RecusalRule | None = attrs.field(default=None, validator=optional(one_of(RecusalRule)))
    window: VotingWindow | None = attrs.field(default=None, validator=optional(one_of(VotingWindow)))
    ballots: DoubleBallot | None = attrs.field(default=None, converter=_ballots)
    stages: tuple[str, ...] = attrs.field(
        default=(), converter=as_tuple, validator=[identifiers, no_code_twice]
    )
    publication_days: int | None = attrs.field(default=None, validator=optional(at_least(1)))
    publication_within_days: int | None = attrs.field(default=None, validator=optional(at_least(1)))
    source: Citation | None = attrs.field(default=None, validator=optional(one_of(Citation)))

    def __attrs_post_init__(self) -> None:
        """Refuse an end before the beginning, a stage twice, and a posting within days that never comes."""
        check_span(self)
        for each in self.matters:
            no_code_twice(self, attrs.fields(StandingOrders).stages, self.stages + each.stages)
        if self.publication_within_days and not self.publication_days:
            bound = Words("须同时给出公示天数", "must be given together with publication_days")
            raise InvalidValue("publication_within_days", self.publication_within_days, bound)

    # ------------------------------------------------------------------ what holds

    @property
    def name(self) -> str:
        """Identifier with version, as a sitting names the orders under which it is held."""
        return f"{self.id}:{self.version}"

    def in_force(self, on: date) -> bool:
        """Tell whether this version is in force on a day."""
        return runs(self, plain_day("on", on))

    def notice_for(self, kind: SittingKind) -> NoticeRule | None:
        """Return what the notice of a kind of sitting must keep to, if that is said."""
        return next((each for each in self.notices if each.kind is kind), None)

    def rule_for(self, matter: str | None) -> DecisionRule:
        """Return by what a class of matters is decided; where nothing is given, by the four-party rule.

        Examples
        --------
        >>> from communitygov.meeting.decision.consent import Unanimous
        >>> orders = StandingOrders(
        ...     id="o", version="1", matters=[MatterRule(matter="change_of_use", rule=Unanimous("all"))]
        ... )
        >>> orders.rule_for("change_of_use") == Unanimous("all"), orders.given_rule(None) is None
        (True, True)
        >>> orders.rule_for(None) == FOUR_PARTY_DEFAULT
        True
        """
        return self.given_rule(matter) or FOUR_PARTY_DEFAULT

    def given_rule(self, matter: str | None) -> DecisionRule | None:
        """Return the rule that the orders themselves give for a class of matters, if they do."""
        found = self._asked_of(matter)
        return self.default_rule if found is None or found.rule is None else found.rule

    def electorate_for(self, matter: str | None) -> str | None:
        """Return the identifier of the body that votes on a class of matters, if it is another."""
        found = self._asked_of(matter)
        return None if found is None else found.electorate

    def stages_for(self, matter: str | None) -> tuple[str, ...]:
        """Return the codes of what must have come before a class of matters is put."""
        found = self._asked_of(matter)
        return self.stages if found is None else self.stages + found.stages

    def _asked_of(self, matter: str | None) -> MatterRule | None:
        """Return what a class of matters asks for, if anything of its own."""
        return next((each for each in self.matters if each.matter == matter), None)

    @property
    def allows_proxies(self) -> bool:
        """Whether there are proxies at all; a library default says no."""
        return self.proxies is not None and self.proxies.allows_any

    @property
    def standing_ballot(self) -> DoubleBallot:
        """Which of several ballots of one voter stands; the last, a library default, if nothing is given."""
        return self.ballots or DoubleBallot.LAST

    @property
    def left_open(self) -> tuple[Words, ...]:
        """What these orders leave to the library, in words; each is a library default."""
        kept = {
            Words("由四方规则决定", "the four-party rule decides"): self.default_rule is None,
            Words("不许委托", "no proxies"): self.proxies is None,
            DoubleBallot.LAST.words: self.ballots is None,
        }
        return tuple(words for words, is_open in kept.items() if is_open)

    def source_of(self, part: _Part | None) -> Citation | None:
        """Return where a part stands: as it says, or as the orders do; a library default if none is given."""
        return LIBRARY_DEFAULT if part is None else part.source or self.source

    # ------------------------------------------------------------------ how they show

    def _repr_html_(self) -> str:
        """Show them as a table in a notebook."""
        rows = "".join(
            f"<tr><td>{escape(words.zh)} {escape(words.en)}</td><td>{escape(said)}</td></tr>"
            for words, said in self._said()
        )
        return f"<table><caption>议事规则 {escape(self.name)}</caption><tbody>{rows}</tbody></table>"

    def _said(self) -> Iterable[tuple[Words, str]]:
        """Say each setting in a few words."""
        yield Words("有效期", "in force"), f"{self.since or ''}–{self.until or ''}"
        for each in self.notices:
            days = each.days.text("zh") + " " + each.days.text() if each.days else "—"
            yield Words(f"{each.kind.zh}通知", f"notice, {each.kind.en}"), days
        closed = sorted(self.closed_agendas)
        yield (
            Words("仅表决已通知议题", "only what was announced"),
            ", ".join(each.zh for each in closed) or "—",
        )
        yield (
            Words("另有规则的事项", "classes of matters"),
            ", ".join(each.matter for each in self.matters) or "—",
        )
        yield Words("前置环节", "stages before"), ", ".join(self.stages) or "—"
        yield Words("每人受托", "proxies a holder"), str(self.proxies.most) if self.proxies else "—"
        yield Words("公示天数", "days posted"), str(self.publication_days or "—")
        yield (
            Words("本库默认", "library defaults"),
            ", ".join(f"{each.zh} {each.en}" for each in self.left_open),
        )


def orders_on(versions: Iterable[StandingOrders], on: date) -> StandingOrders:
    """Return the version that is in force on a day.

    Raises
    ------
    UnknownName
        If none is.
    InvalidValue
        If several are.

    Examples
    --------
    >>> old = StandingOrders(id="o", version="1", until=date(2023, 1, 1))
    >>> new = StandingOrders(id="o", version="2", since=date(2023, 1, 1))
    >>> orders_on([old, new], date(2023, 1, 1)).version
    '2'
    """
    listed: tuple[StandingOrders, ...] = as_tuple(versions)
    found = [each for each in listed if each.in_force(on)]
    if not found:
        names = tuple(each.name for each in listed)
        raise UnknownName(Words("当日有效的议事规则", "version in force on the day"), on.isoformat(), names)
    if len(found) > 1:
        bound = Words("同一日须只有一个版本有效", "must hold one version only for a day")
        raise InvalidValue("versions", ", ".join(each.name for each in found), bound)
    return found[0]

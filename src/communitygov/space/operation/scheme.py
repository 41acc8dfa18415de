"""产销者计划: who takes part, what is offered, under which rule.

A scheme whose offers break its own rule is a scheme with findings; a purchase of such an offer is refused by
the ledger.  This module keeps no account.
"""

from abc import abstractmethod
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import ClassVar, Protocol, TypeVar

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import as_tuple, counted, each_of, identifier, one_of
from communitygov.core.document import Value
from communitygov.core.finding import Finding, Message
from communitygov.errors import InvalidValue, Words
from communitygov.space.operation.offer import FREE_OR_LOW, Prosumer, ProsumerRule, ServiceOffer

#: Most members and offers of one scheme.
MOST_MEMBERS = 100_000

OFFER_OVER_CEILING = Message(
    "OFFER_OVER_CEILING",
    Words("服务 {offer} 标价 {price}，高于上限 {ceiling}", "{offer} is offered at {price}, over {ceiling}"),
    Words("请降至 {ceiling} 以内，或改为免费", "offer it at {ceiling} or less, or free"),
    FREE_OR_LOW,
)
OFFER_OF_NOBODY = Message(
    "OFFER_OF_NOBODY",
    Words("服务 {offer} 的提供者 {by} 不在计划内", "{offer} is offered by {by}, who is not in the scheme"),
    Words("请先登记 {by}", "enrol {by} first"),
)
OFFER_WITHOUT_SKILL = Message(
    "OFFER_WITHOUT_SKILL",
    Words("{by} 未登记服务 {offer} 所需技能 {skill}", "{by} has not the skill {skill} that {offer} takes"),
    Words("请登记该技能，或撤下服务", "add the skill, or withdraw the offer"),
    FREE_OR_LOW,
)


class _Identified(Protocol):
    """What has an identifier."""

    @property
    @abstractmethod
    def id(self) -> str:
        """The identifier."""


T = TypeVar("T", bound=_Identified)


def by_id(what: str, values: Iterable[T], *, most: int = MOST_MEMBERS) -> dict[str, T]:
    """Return values by their identifiers, refused if one stands twice or there are too many."""
    given = tuple(values)
    found = {each.id: each for each in given}
    if len(given) > most or len(found) < len(given):
        times = Counter(each.id for each in given)
        twice = next((code for code in sorted(times) if times[code] > 1), len(given))
        bound = Words(f"标识符须各不相同，至多 {most} 个", f"must have different ids, at most {most} of them")
        raise InvalidValue(what, twice, bound)
    return found


@attrs.frozen
class ProsumerScheme(Value):
    """Who takes part, what they offer, and the rule that holds.

    Parameters
    ----------
    id
        Identifier of the scheme.
    rule
        Ceilings of prices and the limit of credit.
    prosumers, offers
        Members and offers, each identifier once.

    Examples
    --------
    >>> from communitygov.core.money import Money
    >>> scheme = ProsumerScheme(
    ...     "north-gate",
    ...     rule=ProsumerRule(ceiling=Money.yuan(20)),
    ...     prosumers=[Prosumer("r-1", skills={"music"}), Prosumer("r-2")],
    ...     offers=[ServiceOffer("o-1", by="r-1", skill="music", price=Money.yuan(30))],
    ... )
    >>> print(*scheme.findings())
    o-1 is offered at ¥30.00, over ¥20.00 [OFFER_OVER_CEILING]
    >>> scheme.enrol(Prosumer("r-2"))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: prosumers: 'r-2' will not do; it must have different ids, at most \
100000 of them. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "prosumer-scheme"
    id: str = attrs.field(validator=identifier)
    rule: ProsumerRule = attrs.field(kw_only=True, validator=one_of(ProsumerRule))
    prosumers: tuple[Prosumer, ...] = attrs.field(
        default=(), kw_only=True, converter=as_tuple, validator=each_of(Prosumer), repr=counted
    )
    offers: tuple[ServiceOffer, ...] = attrs.field(
        default=(), kw_only=True, converter=as_tuple, validator=each_of(ServiceOffer), repr=counted
    )

    def __attrs_post_init__(self) -> None:
        """Refuse a member or an offer that stands twice."""
        by_id("prosumers", self.prosumers)
        by_id("offers", self.offers)

    @cached_property
    def _members(self) -> Mapping[str, Prosumer]:
        return by_id("prosumers", self.prosumers)

    @cached_property
    def _offers(self) -> Mapping[str, ServiceOffer]:
        return by_id("offers", self.offers)

    def has_member(self, id: str) -> bool:
        """Tell whether somebody takes part."""
        return self.member(id) is not None

    def member(self, id: str) -> Prosumer | None:
        """Return a member; none if nobody of that identifier takes part."""
        require("id", id, kind=str)
        return self._members.get(id)

    def offer(self, id: str) -> ServiceOffer | None:
        """Return an offer; none if there is none."""
        require("id", id, kind=str)
        return self._offers.get(id)

    def enrol(self, prosumer: Prosumer) -> "ProsumerScheme":
        """Return the scheme with one more member."""
        require("prosumer", prosumer, kind=Prosumer)
        return attrs.evolve(self, prosumers=(*self.prosumers, prosumer))

    def publish(self, offer: ServiceOffer) -> "ProsumerScheme":
        """Return the scheme with one more offer."""
        require("offer", offer, kind=ServiceOffer)
        return attrs.evolve(self, offers=(*self.offers, offer))

    def findings(self) -> tuple[Finding, ...]:
        """Name what is offered against the rule, in the order of the offers' identifiers."""
        ranked = sorted(self.offers, key=lambda each: each.id)
        return tuple(finding for offer in ranked for finding in self._against(offer))

    def _against(self, offer: ServiceOffer) -> Iterator[Finding]:
        """Yield what is wrong with one offer."""
        ceiling, member = self.rule.ceiling_of(offer.skill), self._members.get(offer.by)
        facts = {"offer": offer.id, "by": offer.by, "skill": offer.skill}
        if offer.price > ceiling:
            priced = {**facts, "price": str(offer.price), "ceiling": str(ceiling)}
            yield OFFER_OVER_CEILING.finding(offer.id, priced)
        if member is None:
            yield OFFER_OF_NOBODY.finding(offer.id, facts)
        elif offer.skill not in member.skills:
            yield OFFER_WITHOUT_SKILL.finding(offer.id, facts)

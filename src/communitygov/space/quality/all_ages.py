"""全龄: whom the offers of a place serve, and what a claim of being friendly to all ages must bear out.

Document 000 tells of theme play for children of every age, grounds for those who like sport, and rooms for
elders.  Read as a rule: all bands of children and of elders are served, and three groups at least.  That
three is the number, and that a group of users counts as one, is the library's own reading.

This module counts nobody: serving a group is having an offer for it.
"""

from collections.abc import Iterable
from typing import ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import (
    as_set,
    as_tuple,
    at_least,
    each_of,
    identifier,
    identifiers,
    one_of,
    ordered,
)
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message, joined
from communitygov.core.source import LIBRARY_DEFAULT, Citation, quoted
from communitygov.errors import InvalidValue, Words
from communitygov.space.audience.age_band import AGE_BANDS, AgeBands, AgeGroup
from communitygov.space.function.function import Function

#: Where the groups are told of.
ALL_AGES_SERVED: Citation = quoted(
    "000",
    "涵盖专属各年龄段儿童的主题娱乐，为热爱运动和健身的人群提供专业场地，为丰富老人们的茶余饭后休闲时光的长者专属空间",
)

#: Most offers of one place.
MOST_OFFERS = 10_000

AGES_NOT_SERVED = Message(
    "AGES_NOT_SERVED",
    Words(
        "{place} 称全龄友好，但未服务{group}：{bands}",
        "{place} claims all ages, and serves no {group} of {bands}",
    ),
    Words("请为其增设服务，或不再称全龄友好", "add an offer for them, or drop the claim"),
    ALL_AGES_SERVED,
)
GROUPS_TOO_FEW = Message(
    "GROUPS_TOO_FEW",
    Words(
        "{place} 称全龄友好，但只服务 {served} 类人群，须有 {fewest} 类",
        "{place} claims all ages, and serves {served} groups of {fewest}",
    ),
    Words("请增设服务，或不再称全龄友好", "add offers for others, or drop the claim"),
    ALL_AGES_SERVED,
)


@attrs.frozen
class AudienceOffer(Value):
    """Something that a place offers, and for whom.

    Parameters
    ----------
    id
        Identifier.
    serves
        Codes of the age bands that it is for; empty if for all.
    users
        Codes of other groups that it is for, such as ``sport``.

    Examples
    --------
    >>> swing = AudienceOffer("swing", serves={"18-34"})
    >>> swing.serves_band("18-34"), swing.serves_band("60plus"), AudienceOffer("park").serves_band("0-2")
    (True, False, True)
    """

    document_kind: ClassVar[str] = "audience-offer"
    id: str = attrs.field(validator=identifier)
    serves: frozenset[str] = attrs.field(
        default=frozenset[str](), kw_only=True, converter=as_set, validator=identifiers, repr=ordered
    )
    users: frozenset[str] = attrs.field(
        default=frozenset[str](), kw_only=True, converter=as_set, validator=identifiers, repr=ordered
    )

    @classmethod
    def of(cls, function: Function) -> "AudienceOffer":
        """Return a function as an offer to those whom it serves.

        Examples
        --------
        >>> from communitygov.space.function.catalogue import FUNCTIONS
        >>> sorted(AudienceOffer.of(FUNCTIONS["study_room"]).serves)
        ['18-34', '7-17']
        """
        require("function", function, kind=Function)
        return cls(function.code, serves=function.serves)

    def serves_band(self, code: str) -> bool:
        """Tell whether people of an age band are among those it is for."""
        require("code", code, kind=str)
        return not self.serves or code in self.serves


@attrs.frozen
class Audience(Value):
    """Whom the offers of a place serve.

    Parameters
    ----------
    place
        Identifier of the place, or of a set of offers.
    offers
        What there is, each identifier once.
    bands
        The division of ages.

    Examples
    --------
    >>> place = Audience("baihe", [AudienceOffer("play", serves={"0-2", "3-6", "7-17"})])
    >>> place.bands_missing, place.covers_all_ages
    (('18-34', '35-59', '60plus'), False)
    >>> Audience("baihe", [AudienceOffer("play", serves={"60pls"})])
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: offers: '60pls' will not do; it must be one of 0-2, 3-6, 7-17, 18-34, \
35-59, 60plus. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "audience"
    place: str = attrs.field(validator=identifier)
    offers: tuple[AudienceOffer, ...] = attrs.field(converter=as_tuple, validator=each_of(AudienceOffer))
    bands: AgeBands = attrs.field(default=AGE_BANDS, kw_only=True, validator=one_of(AgeBands))

    def __attrs_post_init__(self) -> None:
        """Refuse an offer twice, too many, and ages of another division."""
        if len({offer.id for offer in self.offers}) < len(self.offers) or len(self.offers) > MOST_OFFERS:
            bound = Words(
                f"标识符须各不相同，至多 {MOST_OFFERS} 个", f"must have different ids, {MOST_OFFERS} at most"
            )
            raise InvalidValue("offers", len(self.offers), bound)
        strange = (
            frozenset[str]().union(*(offer.serves for offer in self.offers)).difference(self.bands.codes)
        )
        if strange:
            known = ", ".join(self.bands.codes)
            raise InvalidValue("offers", min(strange), Words(f"须为 {known} 之一", f"must be one of {known}"))

    @property
    def bands_served(self) -> tuple[str, ...]:
        """Codes of the bands that some offer serves, the youngest first."""
        everybody = any(not offer.serves for offer in self.offers)
        named = frozenset[str]().union(*(offer.serves for offer in self.offers))
        return tuple(code for code in self.bands.codes if everybody or code in named)

    @property
    def bands_missing(self) -> tuple[str, ...]:
        """Codes of the bands that no offer serves, the youngest first."""
        served = self.bands_served
        return tuple(code for code in self.bands.codes if code not in served)

    @property
    def covers_all_ages(self) -> bool:
        """Whether every band is served."""
        return not self.bands_missing

    @property
    def groups(self) -> tuple[AgeGroup, ...]:
        """The age groups of which every band is served, the youngest first."""
        served = set(self.bands_served)
        codes = {group: {band.code for band in self.bands.of(group)} for group in AgeGroup}
        return tuple(group for group in AgeGroup if codes[group] and codes[group] <= served)

    @property
    def users(self) -> tuple[str, ...]:
        """Codes of the other groups that some offer is for, in order."""
        return tuple(sorted(frozenset[str]().union(*(offer.users for offer in self.offers))))

    def offers_for(self, group: AgeGroup) -> tuple[str, ...]:
        """Return the offers that serve a band of a group, in the order of their identifiers."""
        require("group", group, kind=AgeGroup)
        codes = [band.code for band in self.bands.of(group)]
        return tuple(sorted(offer.id for offer in self.offers if any(map(offer.serves_band, codes))))


@attrs.frozen(kw_only=True)
class AllAgesRule(Value):
    """What a place that claims to be friendly to all ages must bear out.

    Parameters
    ----------
    groups
        Age groups of which every band must be served.
    fewest
        How many groups must be served: age groups in full, and other groups of users.
    source
        Where the groups are told of.
    figure
        Where the number stands.

    Examples
    --------
    >>> rule = AllAgesRule()
    >>> elders = Audience("baihe", [AudienceOffer("tea", serves={"60plus"})])
    >>> [finding.code for finding in rule.findings(elders)]
    ['AGES_NOT_SERVED', 'GROUPS_TOO_FEW']
    >>> told = [
    ...     AudienceOffer("play", serves={"0-2", "3-6", "7-17"}),
    ...     AudienceOffer("ground", serves={"18-34", "35-59"}, users={"sport"}),
    ...     AudienceOffer("tea", serves={"60plus"}),
    ... ]
    >>> rule.findings(Audience("shuangliu", told))
    ()
    """

    document_kind: ClassVar[str] = "all-ages-rule"
    groups: frozenset[AgeGroup] = attrs.field(
        default=frozenset({AgeGroup.CHILDREN, AgeGroup.ELDERS}),
        converter=as_set,
        validator=each_of(AgeGroup),
        repr=ordered,
    )
    fewest: int = attrs.field(default=3, validator=at_least(0))
    source: Citation = attrs.field(default=ALL_AGES_SERVED, validator=one_of(Citation))
    figure: Citation = attrs.field(default=LIBRARY_DEFAULT, validator=one_of(Citation))

    def findings(self, audience: Audience) -> tuple[Finding, ...]:
        """Name the groups that are not served, the youngest first, and that there are too few of them.

        Raises
        ------
        InvalidValue
            If it is no audience.
        """
        require("audience", audience, kind=Audience)
        found = [
            self._unserved(audience, group)
            for group in AgeGroup
            if group in self.groups and group not in audience.groups
        ]
        served = len(audience.groups) + len(audience.users)
        if served < self.fewest:
            facts: dict[str, Detail] = {"place": audience.place, "served": served, "fewest": self.fewest}
            found.append(GROUPS_TOO_FEW.finding(audience.place, facts))
        return tuple(attrs.evolve(each, source=self.source) for each in found)

    @staticmethod
    def _unserved(audience: Audience, group: AgeGroup) -> Finding:
        """Return the finding about one group."""
        missing = [audience.bands[code] for code in audience.bands_missing]
        bands = _named([band.words for band in missing if band.group is group])
        facts: dict[str, Detail] = {"place": audience.place, "group": group.words, "bands": bands}
        return AGES_NOT_SERVED.finding(audience.place, facts)


def _named(bands: Iterable[Words]) -> Words:
    """Name bands; a group of which the division has none is named as such."""
    return joined(tuple(bands)) if bands else Words("（无此年龄段）", "no band")

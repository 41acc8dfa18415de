"""Overlays (叠加体系): further hierarchies of the same grids, such as the Party's and the property managers'.

The rows of a hierarchy stand under one another in the base overlay, ``"administrative"``.  Every other
overlay has levels of its own, and only the grids that an edge names take part in it.

The documents name six levels of the Party's linkage.  That general grids or buildings of the administrative
hierarchy are the same things as any of these levels, they do not say; `Overlay.reads_as` says it where it
is so.
"""

from collections.abc import Iterable
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, identifier, is_identifier, one_of, optional, title
from communitygov.core.document import Value
from communitygov.core.source import Citation
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, Words
from communitygov.grid.level.overlays import LINKED_BODIES, PARTY_LINKAGE, PROPERTY
from communitygov.grid.level.scheme import LevelScheme
from communitygov.organisation.level import SIX_LEVELS


def _pairs_in_order(given: Iterable[object]) -> tuple[tuple[str, str], ...]:
    """Put pairs of levels in order; what is no pair of codes is refused."""
    pairs = as_tuple(given)
    for pair in pairs:
        match pair:
            case (str() as one, str() as other) if is_identifier(one) and is_identifier(other):
                continue
            case _:
                bound = Words("须为两个层级编码", "must hold pairs of two codes of levels")
                raise InvalidValue("reads_as", pair, bound)
    return tuple(sorted((str.__str__(one), str.__str__(other)) for one, other in pairs))


@attrs.frozen(kw_only=True)
class Overlay(Value):
    """One further way in which grids lie under one another.

    Parameters
    ----------
    code, zh, en
        Stable code, and the name in both languages.
    scheme
        The levels of this overlay.
    reads_as
        Pairs of levels: a grid of the first counts here as one of the second.  A level that no pair names
        keeps its code.
    source
        Where the overlay is named.

    Examples
    --------
    >>> party = attrs.evolve(PARTY_OVERLAY, reads_as=[("general", "neighbourhood")])
    >>> party.level_of("general"), party.level_of("street"), party.term.zh
    ('neighbourhood', 'street', '党组织联动体系')
    >>> attrs.evolve(PARTY_OVERLAY, reads_as=[("general", "nieghbourhood")])
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No grid level is called 'nieghbourhood'. Did you mean \
'neighbourhood'? [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "grid-overlay"
    code: str = attrs.field(validator=identifier)
    zh: str = attrs.field(validator=title)
    en: str = attrs.field(validator=title)
    scheme: LevelScheme = attrs.field(validator=one_of(LevelScheme))
    reads_as: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_pairs_in_order)
    source: Citation | None = attrs.field(default=None, validator=optional(one_of(Citation)))

    def __attrs_post_init__(self) -> None:
        """Refuse a level that is read as two, and one that is read as something that is no level here."""
        read: set[str] = set()
        for level, here in self.reads_as:
            self.scheme[here]
            if level in read:
                raise InvalidValue("reads_as", level, Words("只能出现一次", "must stand only once"))
            read.add(level)

    @property
    def term(self) -> Term:
        """The overlay as a word of the field."""
        return Term(self.code, self.zh, self.en)

    def level_of(self, level: str) -> str:
        """Return as what a grid of `level` counts here."""
        return dict(self.reads_as).get(level, level)


#: The six levels of the Party organisations' linkage.
PARTY_OVERLAY = Overlay(
    code="party",
    zh="党组织联动体系",
    en="linkage of Party organisations",
    scheme=PARTY_LINKAGE,
    source=SIX_LEVELS,
)
#: Whom property services are given by.
PROPERTY_OVERLAY = Overlay(
    code="property", zh="物业服务体系", en="property services", scheme=PROPERTY, source=LINKED_BODIES
)

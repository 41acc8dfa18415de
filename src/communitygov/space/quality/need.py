"""Needs and the spaces that answer them: each need has a space, or a finding says which has none.

Document 001 names three needs and three spaces in one sentence, and does not say which answers which.  So the
pairs are a rule; the default takes them in the order in which they stand, and is the library's own reading.
"""

from collections.abc import Iterable, Mapping
from typing import ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import as_tuple, one_of
from communitygov.core.document import Value
from communitygov.core.finding import Finding, Message, joined
from communitygov.core.source import LIBRARY_DEFAULT, Citation, quoted
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Words

#: Where needs and spaces are named.
NEEDS_ANSWERED: Citation = quoted(
    "001", "回应居民审美需求、休憩需求、情感需求，打造社区美学空间、社交空间、文化空间"
)

NEED_UNANSWERED = Message(
    "NEED_UNANSWERED",
    Words("{place} 没有回应{need}的空间", "{place} has no space that answers the {need}"),
    Words("请设：{spaces}", "make one of these: {spaces}"),
    NEEDS_ANSWERED,
)


class Need(TermEnum):
    """What residents need of a place.

    Examples
    --------
    >>> [need.zh for need in Need]
    ['审美需求', '休憩需求', '情感需求']
    """

    AESTHETIC = "aesthetic", "审美需求", "need of beauty"
    REST = "rest", "休憩需求", "need of rest"
    EMOTIONAL = "emotional", "情感需求", "need of affection"


class SpaceKind(TermEnum):
    """What kind of space answers a need.

    Examples
    --------
    >>> [kind.zh for kind in SpaceKind]
    ['美学空间', '社交空间', '文化空间']
    """

    AESTHETIC = "aesthetic_space", "美学空间", "aesthetic space"
    SOCIAL = "social_space", "社交空间", "social space"
    CULTURAL = "cultural_space", "文化空间", "cultural space"


def _check_pairs(
    _owner: object, field: "attrs.Attribute[tuple[tuple[Need, SpaceKind], ...]]", pairs: tuple[object, ...]
) -> None:
    """Refuse anything but pairs of a need and a kind of space, none twice, every need once at least."""
    bound = Words(
        "须为（Need，SpaceKind），不重复，每种需求至少一对",
        "must be pairs of a Need and a SpaceKind, none twice, each need in one at least",
    )
    needs: list[Need] = []
    for pair in pairs:
        match pair:
            case (Need() as need, SpaceKind()):
                needs.append(need)
            case _:
                raise InvalidValue(field.name, type(pair).__name__, bound)
    if set(needs) != set(Need) or len(set(pairs)) < len(pairs):
        raise InvalidValue(field.name, [str(need) for need in needs[:9]], bound)


@attrs.frozen(kw_only=True)
class NeedRule(Value):
    """Which kinds of space answer which need.

    Parameters
    ----------
    pairs
        A need and a kind of space that answers it.
    source
        Where the pairs stand.

    Examples
    --------
    >>> rule = NeedRule()
    >>> rule.source.is_library_default, [kind.zh for kind in rule.answering(Need.REST)]
    (True, ['社交空间'])
    >>> found = rule.findings("caojiaxiang", {"digua": SpaceKind.SOCIAL, "dongzhou": SpaceKind.AESTHETIC})
    >>> print(*found)
    caojiaxiang has no space that answers the need of affection [NEED_UNANSWERED]
    >>> NeedRule(pairs=[(Need.REST, SpaceKind.SOCIAL)])
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: pairs: ['rest'] will not do; it must be pairs of a Need and a \
SpaceKind, none twice, each need in one at least. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "need-rule"
    pairs: tuple[tuple[Need, SpaceKind], ...] = attrs.field(
        default=tuple(zip(Need, SpaceKind, strict=True)), converter=as_tuple, validator=_check_pairs
    )
    source: Citation = attrs.field(default=LIBRARY_DEFAULT, validator=one_of(Citation))

    def answering(self, need: Need) -> tuple[SpaceKind, ...]:
        """Return the kinds of space that answer a need, in the order of the pairs."""
        require("need", need, kind=Need)
        return tuple(kind for known, kind in self.pairs if known is need)

    def answers(self, spaces: Mapping[str, SpaceKind]) -> Mapping[Need, tuple[str, ...]]:
        """Return which spaces answer each need, in the order of their identifiers.

        Raises
        ------
        InvalidValue
            If it is no mapping from identifiers to kinds of space.
        """
        require("spaces", spaces, kind=Mapping)
        for code, kind in spaces.items():
            require("spaces", code, kind=str)
            require("spaces", kind, kind=SpaceKind)
        return {need: self._among(spaces, self.answering(need)) for need in Need}

    @staticmethod
    def _among(spaces: Mapping[str, SpaceKind], kinds: Iterable[SpaceKind]) -> tuple[str, ...]:
        """Return the spaces of some kinds, in order."""
        wanted = set(kinds)
        return tuple(sorted(code for code, kind in spaces.items() if kind in wanted))

    def findings(self, place: str, spaces: Mapping[str, SpaceKind]) -> tuple[Finding, ...]:
        """Name the needs that no space of a place answers."""
        answers = self.answers(spaces)
        return tuple(
            NEED_UNANSWERED.finding(
                place,
                {
                    "place": place,
                    "need": need.words,
                    "spaces": joined(tuple(kind.words for kind in self.answering(need))),
                },
            )
            for need in Need
            if not answers[need]
        )

"""Who must keep out of a matter (回避规则): on which grounds, on whose word, and what they may still do.

What recusal does to the whole of which a share is asked is not said here but by the base of the decision
rule: ``all`` keeps those who are recused in it, ``eligible`` leaves them out.

This module knows no sitting.  No document speaks of recusal at 四方会谈: every setting is the caller's.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

import attrs

from communitygov.core.checks import as_set, one_of, optional, ordered
from communitygov.core.document import Value
from communitygov.core.source import Citation
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.sitting.recusal import ConflictGround

_SOME = Words("须至少有一项", "must hold one or more")


class RecusedMay(TermEnum):
    """What somebody who is recused may still do.

    Examples
    --------
    >>> RecusedMay("stay").label("zh")
    '可在场、不得发言'
    """

    SPEAK = "speak", "可在场并发言", "stay and speak"
    STAY = "stay", "可在场、不得发言", "stay and not speak"
    NOTHING = "nothing", "须退场", "must leave"


class Declarer(TermEnum):
    """On whose word a conflict of interest obliges.

    Examples
    --------
    >>> Declarer("self").label("zh")
    '本人'
    """

    SELF = "self", "本人", "the person themselves"
    CHAIR = "chair", "主持人", "the chair"
    ANYBODY = "anybody", "任何人", "anybody"


def _grounds(value: Iterable[object]) -> frozenset[ConflictGround]:
    """Return the grounds with these codes."""
    return frozenset(map(ConflictGround.named, as_set(value)))


def _declarers(value: Iterable[object]) -> frozenset[Declarer]:
    """Return the declarers with these codes."""
    return frozenset(map(Declarer.named, as_set(value)))


def _may(value: object) -> RecusedMay:
    """Return what is allowed under this code."""
    return RecusedMay.named(value)


def _some(_owner: object, field: "attrs.Attribute[Any]", value: frozenset[Any]) -> None:
    """Refuse an empty set, under which the rule would ask for nothing."""
    if not value:
        raise InvalidValue(field.name, (), _SOME)


@attrs.frozen(kw_only=True)
class RecusalRule(Value):
    """When somebody must be recused, and what that means.

    Parameters
    ----------
    grounds
        The grounds that oblige.  Library default: all that the library knows.
    declarers
        On whose word.  Library default: their own alone.
    may
        What those who are recused may still do.  Library default: stay and speak, for no document sends them
        out.
    source
        Where it stands.

    Examples
    --------
    >>> RecusalRule(grounds={"kinship", "property"}, may="nothing").may
    RecusedMay.NOTHING
    >>> RecusalRule(grounds=())
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: grounds: () will not do; it must hold one or more. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "recusal-rule"
    grounds: frozenset[ConflictGround] = attrs.field(
        default=frozenset(ConflictGround), converter=_grounds, validator=_some, repr=ordered
    )
    declarers: frozenset[Declarer] = attrs.field(
        default=frozenset({Declarer.SELF}), converter=_declarers, validator=_some, repr=ordered
    )
    may: RecusedMay = attrs.field(default=RecusedMay.SPEAK, converter=_may)
    source: Citation | None = attrs.field(default=None, validator=optional(one_of(Citation)))

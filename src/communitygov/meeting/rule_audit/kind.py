"""Kinds of voters, and how many of each: what an audit speaks of instead of persons.

Voters of one constituency, with the same weights and in the same parts, are interchangeable: whatever a rule
comes to, it comes to the same if two of them change places.  So an audit counts them and names nobody.

This module knows no rule.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, ClassVar

import attrs

from communitygov.core.checks import as_tuple, at_least, each_of, identifier, one_of, saying
from communitygov.core.document import Value
from communitygov.core.finding import joined
from communitygov.errors import InvalidValue, Language, Words

_NOBODY = Words("无人", "nobody")


@attrs.frozen(kw_only=True)
class VoterKind(Value):
    """Voters who are interchangeable: of one constituency, of the same weights, in the same parts.

    Parameters
    ----------
    code
        Code of the kind: that of its constituency, with a number where there are several.
    constituency
        Code of the constituency.
    words
        How the kind is called: its constituency, with the weights where there are any.
    size
        How many voters are of this kind.

    Examples
    --------
    >>> kind = VoterKind(code="owners#1", constituency="owners", words=Words("业主", "owners"), size=4)
    >>> kind.size, kind.words.zh
    (4, '业主')
    """

    document_kind: ClassVar[str] = "voter-kind"
    code: str = attrs.field(validator=identifier)
    constituency: str = attrs.field(validator=identifier)
    words: Words = attrs.field(validator=saying)
    size: int = attrs.field(validator=at_least(1))


@attrs.frozen
class Contingent(Value):
    """So many voters of one kind.

    Examples
    --------
    >>> kind = VoterKind(code="owners", constituency="owners", words=Words("业主", "owners"), size=4)
    >>> Contingent(kind, 5)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: people: 5 will not do; it must be at most the size of the kind, 4. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "contingent"
    kind: VoterKind = attrs.field(validator=one_of(VoterKind))
    people: int = attrs.field(validator=at_least(1))

    def __attrs_post_init__(self) -> None:
        """Refuse more than there are."""
        if self.people > self.kind.size:
            most = self.kind.size
            bound = Words(f"不得多于该类人数 {most}", f"must be at most the size of the kind, {most}")
            raise InvalidValue("people", self.people, bound)

    @property
    def words(self) -> Words:
        """Which of them, and how many."""
        return Words(f"{self.kind.words.zh} {self.people} 人", f"{self.people} of the {self.kind.words.en}")


def _distinct(_owner: object, field: "attrs.Attribute[Any]", value: tuple[Contingent, ...]) -> None:
    """Refuse a kind that is listed twice."""
    codes = [each.kind.code for each in value]
    if len(set(codes)) < len(codes):
        raise InvalidValue(field.name, ", ".join(codes), Words("不得重复", "must list no kind twice"))


@attrs.frozen
class Headcount(Value):
    """How many of each kind: a group of voters in which only the kinds and numbers matter.

    Examples
    --------
    >>> kind = VoterKind(code="owners", constituency="owners", words=Words("业主", "owners"), size=4)
    >>> group = Headcount([Contingent(kind, 3)])
    >>> group.total, group.by_constituency["owners"], group.text(), Headcount().text("zh")
    (3, 3, '3 of the owners', '无人')
    """

    document_kind: ClassVar[str] = "headcount"
    of: tuple[Contingent, ...] = attrs.field(
        default=(), converter=as_tuple, validator=[each_of(Contingent), _distinct]
    )

    @classmethod
    def counted(cls, kinds: tuple[VoterKind, ...], people: Sequence[int]) -> "Headcount":
        """Return so many of each kind; a kind with nobody is left out."""
        return cls([Contingent(kind, number) for kind, number in zip(kinds, people, strict=True) if number])

    @property
    def total(self) -> int:
        """How many there are together."""
        return sum(each.people for each in self.of)

    @property
    def by_constituency(self) -> Mapping[str, int]:
        """How many there are of each constituency that is concerned."""
        found: dict[str, int] = {}
        for each in self.of:
            found[each.kind.constituency] = found.get(each.kind.constituency, 0) + each.people
        return found

    def people(self, kind: VoterKind) -> int:
        """Return how many there are of one kind."""
        return self._people.get(kind.code, 0)

    @cached_property
    def _people(self) -> Mapping[str, int]:
        """How many there are of each kind, by its code."""
        return {each.kind.code: each.people for each in self.of}

    @property
    def words(self) -> Words:
        """Who they are, in both languages."""
        return joined(tuple(each.words for each in self.of)) if self.of else _NOBODY

    def text(self, language: Language = "en") -> str:
        """Say who they are in `language`."""
        return self.words.say(language)

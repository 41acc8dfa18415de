"""What a room or a place is for: a function with its tags of OpenStreetMap, its side and its users.

Tags are the vocabulary that points of interest come with, so that downloads drop in.  This module knows no
areas and no radii: those stand in standards, and in the programmes of places.
"""

from collections.abc import Mapping
from typing import ClassVar, cast

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import (
    as_set,
    as_tuple,
    identifier,
    identifiers,
    is_identifier,
    is_text,
    one_of,
    ordered,
    title,
)
from communitygov.core.document import Value
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, Words
from communitygov.space.function.side import Side

Tag = tuple[str, str]
#: Longest value of a tag, as in OpenStreetMap.
LONGEST_TAG = 255

_ALL_AGES = frozenset[str]()
_TAGS = Words(
    f"须为（键，值），键为 ASCII 标识符，值不超过 {LONGEST_TAG} 字，键不重复",
    f"must be pairs of an ASCII key and a value of at most {LONGEST_TAG} characters, no key twice",
)


def _is_tag(pair: object) -> bool:
    """Tell whether something is a tag."""
    if type(pair) is not tuple or len(cast("tuple[object, ...]", pair)) != len(("key", "value")):
        return False
    key, value = cast("tuple[object, object]", pair)
    return is_identifier(key) and value != "" and is_text(value, longest=LONGEST_TAG)


def check_tags(_owner: object, field: "attrs.Attribute[tuple[Tag, ...]]", tags: tuple[Tag, ...]) -> None:
    """Refuse anything but tags of different keys."""
    if not all(map(_is_tag, tags)) or len({key for key, _ in tags}) < len(tags):
        raise InvalidValue(field.name, [str(tag)[:40] for tag in tags[:5]], _TAGS)


@attrs.frozen
class Function(Value):
    """What something is for.

    Parameters
    ----------
    code, zh, en
        Code and names.
    side
        For everybody's good, or quality consumption.
    tags
        Tags of OpenStreetMap that mark it; a thing with all of them has this function.
    serves
        Codes of the age bands that it is for; empty if for all.

    Examples
    --------
    >>> books = Function("library", "图书室", "library", side=Side.WELFARE, tags=[("amenity", "library")])
    >>> books.is_tagged({"amenity": "library", "name": "阅享书吧"}), books.serves_band("60plus")
    (True, True)
    >>> Function("library", "图书室", "library", side=Side.WELFARE, tags=[("amenity", "")])
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: tags: ["('amenity', '')"] will not do; it must be pairs of an ASCII \
key and a value of at most 255 characters, no key twice. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "function"
    code: str = attrs.field(validator=identifier)
    zh: str = attrs.field(validator=title)
    en: str = attrs.field(validator=title)
    side: Side = attrs.field(kw_only=True, validator=one_of(Side))
    tags: tuple[Tag, ...] = attrs.field(default=(), kw_only=True, converter=as_tuple, validator=check_tags)
    serves: frozenset[str] = attrs.field(
        default=_ALL_AGES, kw_only=True, converter=as_set, validator=identifiers, repr=ordered
    )

    @property
    def words(self) -> Words:
        """The name in both languages."""
        return Words(self.zh, self.en)

    @property
    def term(self) -> Term:
        """The name as a term."""
        return Term(self.code, self.zh, self.en)

    def is_tagged(self, tags: Mapping[str, str]) -> bool:
        """Tell whether something with `tags` has this function; without tags of its own, nothing has."""
        require("tags", tags, kind=Mapping)
        return bool(self.tags) and all(tags.get(key) == value for key, value in self.tags)

    def serves_band(self, code: str) -> bool:
        """Tell whether people of an age band are among those it is for."""
        return not self.serves or code in self.serves

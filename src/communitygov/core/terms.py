"""The field's words: a stable ASCII code with its 中文 and its English.

The glossary of the documentation is made from the enumerations that use `TermEnum`; code and data carry
the ASCII code only, so that a column or a file never depends on a language.

This module knows no topic: each topic declares its own terms.
"""

from enum import EnumType, StrEnum
from typing import Any, ClassVar, Self, cast

import attrs

from communitygov.core.checks import identifier, is_identifier, title
from communitygov.core.document import Value
from communitygov.errors import InvalidValue, Language, UnknownName, Words


@attrs.frozen
class Term(Value):
    """One word of the field.

    Examples
    --------
    >>> Term("resident", "居民", "resident").label("zh")
    '居民'
    >>> Term("居民", "居民", "resident")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: code: '居民' will not do; it must be 1 to 120 ASCII letters, digits \
or any of - _ . : / @ #. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "term"
    code: str = attrs.field(validator=identifier)
    zh: str = attrs.field(validator=title)
    en: str = attrs.field(validator=title)

    @property
    def words(self) -> Words:
        """The term in both languages."""
        return Words(self.zh, self.en)

    def label(self, language: Language = "en") -> str:
        """Return the term in `language`."""
        return self.words.say(language)


class _TermList(EnumType):
    """Makes lists of terms; refuses one with a member that has no code or no words.

    The check stands here and not where a member is made, because some Pythons replace what is raised there.
    """

    def __new__(cls, *arguments: Any, **options: Any) -> "type[TermEnum]":  # noqa: ANN401
        """Make the list, then check its members."""
        made = cast("type[TermEnum]", super().__new__(cls, *arguments, **options))
        for member in made:
            if not (is_identifier(member.value) and member.zh and member.en):
                bound = Words("须有代码、中文与英文", "must have a code, 中文 and English")
                raise InvalidValue(made.__name__, (member.value, member.zh, member.en), bound)
        return made


class TermEnum(StrEnum, metaclass=_TermList):
    """Base of closed lists of terms: each member is its code, and knows its 中文 and English.

    Examples
    --------
    >>> class Tone(TermEnum):
    ...     CALM = "calm", "平和", "calm"
    >>> Tone("calm") is Tone.CALM, Tone.CALM == "calm", Tone.CALM.label("zh")
    (True, True, '平和')
    >>> Tone.named("clam")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No Tone is called 'clam'. Did you mean 'calm'? [UNKNOWN_NAME]
    """

    zh: str
    en: str

    def __new__(cls, code: str, zh: str = "", en: str = "") -> Self:
        """Make a member that is its code; the defaults only let ``Tone("calm")`` type-check."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.zh = zh
        member.en = en
        return member

    @classmethod
    def named(cls, code: object) -> Self:
        """Return the member with `code`; raise `UnknownName` with the nearest one otherwise."""
        for member in cls:
            if member.value == code:
                return member
        known = tuple(member.value for member in cls)
        raise UnknownName(Words(cls.__name__, cls.__name__), code, known)

    @property
    def words(self) -> Words:
        """The member in both languages."""
        return Words(self.zh, self.en)

    @property
    def term(self) -> Term:
        """The member as a value of its own."""
        return Term(self.value, self.zh, self.en)

    def label(self, language: Language = "en") -> str:
        """Return the member in `language`."""
        return self.words.say(language)

    def __repr__(self) -> str:
        """Name class and member."""
        return f"{type(self).__name__}.{self.name}"

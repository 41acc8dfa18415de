"""How a field is written and read, worked out from its annotation.

Text, whole numbers and booleans are JSON's own; bytes are written in hexadecimal, a `Fraction` as ``"2/3"``,
dates and aware datetimes in ISO form, members of enumerations by their value, `Words` as two sayings, other
values by their own `to_document`; tuples as lists, frozensets as lists in the order of their members'
canonical bytes; optional ones of all these as ``null`` where nothing is.

Nothing is coerced, and each content has one form only: what is read is what would be written.

This module knows no value of the library.
"""

import types
from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from itertools import repeat
from typing import Any, NamedTuple, Protocol, Self, Union, cast, get_args, get_origin

from communitygov.core.canonical import Document, Json, fault, write
from communitygov.errors import DocumentError, Words


class Codec(NamedTuple):
    """How one type of field is written and read."""

    encode: Callable[[Any], Json]
    decode: Callable[[Json], Any]


class _Documented(Protocol):
    """What writes and reads itself."""

    @abstractmethod
    def to_document(self) -> Document:
        """Return it as plain JSON data."""

    @classmethod
    @abstractmethod
    def from_document(cls, document: object) -> Self:
        """Read it back."""


def codec_of(annotation: Any) -> Codec:  # noqa: ANN401  an annotation is any object
    """Return how a field with `annotation` is written and read.

    Examples
    --------
    >>> shares = codec_of(tuple[Fraction, ...])
    >>> shares.encode((Fraction(2, 3), Fraction(1)))
    ['2/3', '1']
    >>> shares.decode(["2/3", "0.5"])
    Traceback (most recent call last):
        ...
    communitygov.errors.DocumentError: $[1]: '0.5' is not among what this place may hold; see its \
description. [WRONG_VALUE]
    """
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        return _tuple_codec(arguments)
    if origin is frozenset:
        return _set_codec(codec_of(arguments[0]))
    if origin in (types.UnionType, Union):
        return _union_codec(arguments)
    if annotation in _LEAVES:
        return _LEAVES[annotation]
    if issubclass(annotation, Enum):
        return _enum_codec(annotation)
    return Codec(_encode_value, annotation.from_document)


def _encode_value(value: _Documented) -> Json:
    """Write a value, of a subclass perhaps."""
    return value.to_document()


def _unchanged(value: Json) -> Json:
    """Write what JSON has itself."""
    return value


def _exactly(kind: type) -> Callable[[Json], Any]:
    """Make a decoder for JSON's own types, without coercion."""

    def decode(raw: Json) -> Json:
        if type(raw) is not kind:
            raise fault("WRONG_TYPE", "$", value=raw)
        return raw

    return decode


def _written(parse: Callable[[str], Any], show: Callable[[Any], str]) -> Codec:
    """Make a codec for what is written as text in exactly one form."""

    def decode(raw: Json) -> Any:  # noqa: ANN401  whatever `parse` makes
        if type(raw) is not str:
            raise fault("WRONG_TYPE", "$", value=raw)
        try:
            value = parse(raw)
        except (ValueError, ArithmeticError) as error:
            raise fault("WRONG_VALUE", "$", value=raw) from error
        if show(value) != raw:
            raise fault("WRONG_VALUE", "$", value=raw)
        return value

    return Codec(show, decode)


def _show_words(words: Words) -> Json:
    """Write a saying in both languages."""
    return {"zh": words.zh, "en": words.en}


def _parse_words(raw: Json) -> Words:
    """Read a saying in both languages."""
    if not isinstance(raw, dict) or raw.keys() != {"zh", "en"}:
        raise fault("WRONG_TYPE", "$", value=raw)
    zh, en = raw["zh"], raw["en"]
    if type(zh) is not str or type(en) is not str:
        raise fault("WRONG_TYPE", "$", value=raw)
    return Words(zh, en)


#: Bits of one side of a fraction; Python itself reads no more than 4,300 digits.
_FRACTION_BITS = 13_000


def _show_fraction(value: Fraction) -> str:
    """Write ``"2/3"``."""
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > _FRACTION_BITS:
        raise fault("TOO_LONG", "$", value="a fraction")
    return str(value)


def _parse_fraction(raw: str) -> Fraction:
    """Read ``"2/3"``: digits and a stroke alone, so that no exponent is ever computed."""
    above, _, below = raw.partition("/")
    return Fraction(int(above), int(below or "1"))


_LEAVES: Mapping[Any, Codec] = {
    # A member of an enumeration may stand for its text; what is written is text alone.
    str: Codec(str.__str__, _exactly(str)),
    int: Codec(_unchanged, _exactly(int)),
    bool: Codec(_unchanged, _exactly(bool)),
    bytes: _written(bytes.fromhex, bytes.hex),
    Fraction: _written(_parse_fraction, _show_fraction),
    date: _written(date.fromisoformat, date.isoformat),
    datetime: _written(datetime.fromisoformat, datetime.isoformat),
    Words: Codec(_show_words, _parse_words),
}


def _enum_codec(kind: type[Enum]) -> Codec:
    """Make a codec for the members of `kind`, by their values."""
    members: dict[object, Enum] = {member.value: member for member in kind}

    def encode(member: Enum) -> Json:
        return cast("str", member.value)

    def decode(raw: Json) -> Enum:
        if type(raw) is not str:
            raise fault("WRONG_TYPE", "$", value=raw)
        if raw not in members:
            raise fault("WRONG_VALUE", "$", value=raw)
        return members[raw]

    return Codec(encode, decode)


def _list_of(raw: Json) -> list[Json]:
    """Return `raw` if it is a list."""
    if not isinstance(raw, list):
        raise fault("WRONG_TYPE", "$", value=raw)
    return raw


def _decode_each(raw: list[Json], decoders: Iterable[Callable[[Json], Any]]) -> list[Any]:
    """Decode the members of a list, naming the place of the first that fails."""
    decoded: list[Any] = []
    for at, (member, decode) in enumerate(zip(raw, decoders, strict=False)):
        try:
            decoded.append(decode(member))
        except DocumentError as error:
            raise error.under(f"[{at}]") from error.__cause__
    return decoded


def _tuple_codec(arguments: tuple[Any, ...]) -> Codec:
    """Make a codec for ``tuple[X, ...]`` or for a tuple of fixed length."""
    if arguments[-1] is Ellipsis:
        return _sequence_codec(codec_of(arguments[0]))
    codecs = [codec_of(argument) for argument in arguments]

    def encode(value: tuple[Any, ...]) -> Json:
        return [codec.encode(each) for codec, each in zip(codecs, value, strict=True)]

    def decode(raw: Json) -> tuple[Any, ...]:
        if len(_list_of(raw)) != len(codecs):
            raise fault("WRONG_VALUE", "$", value=f"{len(_list_of(raw))} items")
        return tuple(_decode_each(_list_of(raw), [codec.decode for codec in codecs]))

    return Codec(encode, decode)


def _sequence_codec(member: Codec) -> Codec:
    """Make a codec for a tuple of any length."""

    def encode(value: tuple[Any, ...]) -> Json:
        return [member.encode(each) for each in value]

    def decode(raw: Json) -> tuple[Any, ...]:
        return tuple(_decode_each(_list_of(raw), repeat(member.decode)))

    return Codec(encode, decode)


def _set_codec(member: Codec) -> Codec:
    """Make a codec for a frozenset: a list in the order of its members' canonical bytes, none twice."""

    def encode(value: frozenset[Any]) -> Json:
        return sorted((member.encode(each) for each in value), key=write)

    def decode(raw: Json) -> frozenset[Any]:
        decoded = frozenset(_decode_each(_list_of(raw), repeat(member.decode)))
        if encode(decoded) != raw:
            raise fault("WRONG_VALUE", "$", value=raw)
        return decoded

    return Codec(encode, decode)


def _union_codec(arguments: tuple[Any, ...]) -> Codec:
    """Make a codec for an optional field, or for a choice of values told apart by their kind."""
    options = [argument for argument in arguments if argument is not types.NoneType]
    single = codec_of(options[0]) if len(options) == 1 else _choice_codec(options)
    if len(options) == len(arguments):
        return single

    def encode(value: object) -> Json:
        return None if value is None else single.encode(value)

    def decode(raw: Json) -> Any:  # noqa: ANN401  whatever the field holds, or nothing
        return None if raw is None else single.decode(raw)

    return Codec(encode, decode)


def _choice_codec(options: list[type[_Documented]]) -> Codec:
    """Make a codec for one of several kinds of value."""

    def decode(raw: Json) -> _Documented:
        for option in options:
            try:
                return option.from_document(raw)
            except DocumentError as error:
                if error.path != "$.$kind":
                    raise
        raise fault("WRONG_KIND", "$.$kind", value=cast("Document", raw).get("$kind"))

    return Codec(_encode_value, decode)

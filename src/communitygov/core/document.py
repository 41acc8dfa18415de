"""Every public value can be written down and read back.

1. `Value.to_document` gives plain JSON data with ``$kind`` and ``schema``; `Value.from_document` takes it
   back.  What comes back is equal to what went out.
2. Nothing is coerced: ``True`` is not 1, ``1.0`` is no whole number, a missing or a further field is
   refused with its place.
3. Old files load for ever: when the schema of a kind rises from n to n + 1, it gains one upcaster from n.

How a field is written follows from its annotation (`communitygov.core.codec`).

This module knows no kind of value; each registers itself when its class is made.
"""

import types
from collections.abc import Callable, Collection, Mapping
from typing import Any, ClassVar, NamedTuple, Self, TypeVar, cast, get_type_hints

import attrs

from communitygov.core.canonical import LIMITS, Document, Json, Limits, fault, path_step, read, write
from communitygov.core.checks import hidden, is_identifier
from communitygov.core.codec import Codec, codec_of
from communitygov.errors import CommunityGovError, DocumentError, InvalidValue, Words

Upcaster = Callable[[Document], Document]

#: kind → class; filled by `Value` as classes are made.
_KINDS: dict[str, "type[Value]"] = {}


class Value:
    """Base of all public values: frozen, checked when made, written to and read from documents.

    Examples
    --------
    >>> from communitygov.core.money import Money
    >>> Money(8630000).to_document()
    {'$kind': 'money', 'schema': 1, 'fen': 8630000}
    >>> Money.from_document({"$kind": "money", "schema": 1, "fen": True})
    Traceback (most recent call last):
        ...
    communitygov.errors.DocumentError: $.fen: True is of the wrong type; see the description of the field. \
[WRONG_TYPE]
    """

    __slots__ = ()

    #: Name of the kind in documents: stable, and unique in the library.
    document_kind: ClassVar[str] = ""
    #: Version of the kind's fields; raised by one with each change of them.
    document_schema: ClassVar[int] = 1
    #: From schema n to n + 1, for each n below `document_schema`.
    upcasters: ClassVar[Mapping[int, Upcaster]] = types.MappingProxyType({})

    @classmethod
    def __attrs_init_subclass__(cls) -> None:
        """Register a kind once its class is complete."""
        if "document_kind" in vars(cls):
            _register(cls)

    def to_document(self) -> Document:
        """Return the value as plain JSON data, with its kind and schema."""
        document: Document = {"$kind": self.document_kind, "schema": self.document_schema}
        try:
            for key, field in _fields(type(self)).items():
                document[key] = field.codec.encode(getattr(self, field.name))
        except RecursionError as error:
            raise fault("TOO_DEEP", "$", value=self.document_kind) from error
        return document

    @classmethod
    def from_document(cls, document: object) -> Self:
        """Read the value back from what `to_document` gave.

        Raises
        ------
        DocumentError
            If `document` is of another kind, lacks a field, has a further one, or holds what the field may
            not hold; its `path` says where.
        """
        if not isinstance(document, dict):
            raise fault("WRONG_TYPE", "$", value=type(document).__name__)
        fields = dict(cast("Document", document))
        kind = fields.pop("$kind", None)
        found = _KINDS.get(kind) if isinstance(kind, str) else None
        if found is None or not issubclass(found, cls):
            raise fault("WRONG_KIND", "$.$kind", value=kind)
        try:
            if found is not cls:
                return found.from_document(cast("Document", document))
            return _made(cls, _decoded(_fields(cls), _upcast(cls, fields)))
        except RecursionError as error:
            raise fault("TOO_DEEP", "$", value=kind) from error

    def to_json(self) -> bytes:
        """Return the canonical bytes of the document; the same fields give the same bytes, always."""
        return write(self.to_document())

    @classmethod
    def from_json(cls, source: str | bytes, *, limits: Limits = LIMITS) -> Self:
        """Read the value from JSON text, within `limits`."""
        return cls.from_document(read(source, limits=limits))


V = TypeVar("V", bound=Value)


def kinds() -> Mapping[str, type[Value]]:
    """Return every kind of value that has been defined, by its name in documents.

    Examples
    --------
    >>> from communitygov.core.money import Money
    >>> kinds()["money"] is Money
    True
    """
    return types.MappingProxyType(_KINDS)


def opened(kind: type[Value], document: object, *, keys: tuple[str, ...]) -> Document:
    """Return the fields of a document of `kind`, for kinds that read themselves.

    Raises
    ------
    DocumentError
        If `document` is of another kind or schema, or its fields are not exactly `keys`.
    """
    if not isinstance(document, dict):
        raise fault("WRONG_TYPE", "$", value=type(document).__name__)
    fields = dict(cast("Document", document))
    found = fields.pop("$kind", None)
    if found != kind.document_kind:
        raise fault("WRONG_KIND", "$.$kind", value=found)
    fields = _upcast(kind, fields)
    _require_exactly(keys, fields)
    return fields


def _register(kind: type[Value]) -> None:
    """Register a kind under its name, unless another class has it or a schema cannot be brought up."""
    name = kind.document_kind
    if not is_identifier(name) or _origin(_KINDS.get(name, kind)) != _origin(kind):
        bound = Words("须为标识符，且不与他类相同", "must be an identifier that no other class has")
        raise InvalidValue("document_kind", name, bound)
    if "schema" in (field.name for field in _attributes(kind)):
        bound = Words("不可用作字段名", "must not be the name of a field")
        raise InvalidValue(kind.__name__, "schema", bound)
    if set(kind.upcasters) != set(range(1, kind.document_schema)):
        bound = Words("须为每个旧版本各给出一个", "must hold one for each earlier schema")
        raise InvalidValue("upcasters", sorted(kind.upcasters), bound)
    _KINDS[name] = kind


def _origin(kind: type[Value]) -> tuple[str, str]:
    """Return module and name of a class; a module may be loaded again under a longer or shorter path."""
    return kind.__module__.rpartition(".")[2], kind.__qualname__


def _upcast(kind: type[Value], fields: Document) -> Document:
    """Bring the fields of an older schema up to the newest, one step at a time."""
    schema = fields.pop("schema", None)
    if type(schema) is not int or not 1 <= schema <= kind.document_schema:
        raise fault("UNKNOWN_SCHEMA", "$.schema", value=schema)
    try:
        for version in range(schema, kind.document_schema):
            fields = kind.upcasters[version](fields)
    except (LookupError, TypeError, AttributeError, ValueError, ArithmeticError) as error:
        raise fault("WRONG_VALUE", "$", value=kind.document_kind) from error
    return fields


class _Field(NamedTuple):
    """One field of a kind: its name in the value, how it is written, whether it is hidden in the repr."""

    name: str
    codec: Codec
    is_hidden: bool


def _require_exactly(keys: Collection[str], fields: Document) -> None:
    """Refuse a field that is missing, or one too many."""
    for key in fields:
        if key not in keys:
            raise fault("EXTRA_FIELD", f"${path_step(key)}", value=key)
    for key in keys:
        if key not in fields:
            raise fault("MISSING_FIELD", f"$.{key}", value=key)


def _decoded(known: Mapping[str, _Field], fields: Document) -> dict[str, Any]:
    """Decode exactly the fields of `known`."""
    _require_exactly(known.keys(), fields)
    decoded: dict[str, Any] = {}
    for key, field in known.items():
        try:
            decoded[key] = field.codec.decode(fields[key])
        except DocumentError as error:
            told = attrs.evolve(error, value=hidden(None)) if field.is_hidden else error
            raise told.under(f".{key}") from error.__cause__
    return decoded


def _made(kind: type[V], arguments: dict[str, Any]) -> V:
    """Make the value; what its own checks say becomes a fault of the document."""
    try:
        return kind(**arguments)
    except InvalidValue as error:
        path = f"${path_step(error.what)}" if error.what in arguments else "$"
        problem = Words(f"不可用，{error.bound.zh}", f"will not do; it {error.bound.en}")
        raise DocumentError("WRONG_VALUE", path, error.value, problem) from error
    except CommunityGovError as error:
        said = error.words()
        problem = Words(f"不可用：{said.zh.rstrip('。')}", f"will not do: {said.en.rstrip('.')}")
        findings = getattr(error, "findings", ())
        raise DocumentError("WRONG_VALUE", "$", kind.document_kind, problem, findings) from error


def _attributes(kind: type[Value]) -> tuple["attrs.Attribute[Any]", ...]:
    """Return the attributes that attrs knows of `kind`."""
    known = attrs.fields(cast("type[attrs.AttrsInstance]", kind))
    return cast("tuple[attrs.Attribute[Any], ...]", known)


_FIELDS: dict[type[Value], Mapping[str, _Field]] = {}


def _fields(kind: type[Value]) -> Mapping[str, _Field]:
    """Return the fields of `kind` by their names in documents, worked out once."""
    if kind not in _FIELDS:
        hints = get_type_hints(kind, localns={"Json": Json})  # the one name that an alias leaves open
        _FIELDS[kind] = {
            str(field.alias): _Field(field.name, codec_of(hints[field.name]), field.repr in (hidden, False))
            for field in _attributes(kind)
            if field.init
        }
    return _FIELDS[kind]

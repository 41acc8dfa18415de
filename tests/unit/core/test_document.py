"""Values are written down and read back; what does not fit is refused with its place."""

import pickle
from collections.abc import Callable, Mapping
from itertools import count
from types import MappingProxyType
from typing import Any, ClassVar

import attrs
import pytest

from communitygov.core.canonical import Document, Limits
from communitygov.core.checks import as_tuple, at_least, hidden, identifier, text, title
from communitygov.core.document import Value, kinds, opened
from communitygov.errors import DocumentError, InvalidValue, UnknownName, Words


@attrs.frozen(kw_only=True)
class Lamp(Value):
    """A kind that has changed twice."""

    document_kind: ClassVar[str] = "test-lamp"
    document_schema: ClassVar[int] = 3
    upcasters: ClassVar[Mapping[int, Callable[[Document], Document]]] = MappingProxyType(
        {
            1: lambda old: {"id": old["number"], "watts": old["watts"]},
            2: lambda old: {**old, "watts": int(old["watts"]) // 1},  # type: ignore[call-overload, dict-item]
        }
    )
    id: str = attrs.field(validator=identifier)
    watts: int = attrs.field(validator=at_least(1))


@attrs.frozen(kw_only=True)
class StreetLamp(Lamp):
    """A kind beneath another."""

    document_kind: ClassVar[str] = "test-street-lamp"
    document_schema: ClassVar[int] = 1
    upcasters: ClassVar[Mapping[int, Callable[[Document], Document]]] = MappingProxyType({})
    lane: str = attrs.field(validator=title)
    keeper: str = attrs.field(default="", repr=hidden, validator=text)
    _noted: int = attrs.field(default=0, repr=False)
    length: int = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "length", len(self.lane))


@attrs.frozen(kw_only=True)
class Box(Value):
    """A kind that holds itself."""

    document_kind: ClassVar[str] = "test-box"
    holds: "tuple[Box, ...]" = attrs.field(default=(), converter=as_tuple)


@attrs.frozen
class Choosy(Value):
    """A kind whose own check raises another error of the library."""

    document_kind: ClassVar[str] = "test-choosy"
    name: str

    def __attrs_post_init__(self) -> None:
        if self.name == "lost":
            raise UnknownName(Words("名称", "name"), self.name, ("found",))
        if self.name == "elsewhere":
            raise InvalidValue("somewhere", self.name, Words("须在此", "must be here"))


LAMP = StreetLamp(id="L-1", watts=60, lane="龙桥路", keeper="555-0100", noted=7)
DOCUMENT: Document = {
    "$kind": "test-street-lamp",
    "schema": 1,
    "id": "L-1",
    "watts": 60,
    "lane": "龙桥路",
    "keeper": "555-0100",
    "noted": 7,
}


def refused(document: object, kind: type[Value] = StreetLamp) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        kind.from_document(document)
    return caught.value


def test_a_value_is_written_with_its_kind_and_schema_and_read_back() -> None:
    assert LAMP.to_document() == DOCUMENT
    assert StreetLamp.from_document(DOCUMENT) == LAMP
    assert StreetLamp.from_json(LAMP.to_json()) == LAMP
    assert (
        LAMP.to_json()
        == (
            '{"$kind":"test-street-lamp","id":"L-1","keeper":"555-0100","lane":"龙桥路","noted":7,"schema":1,"watts":60}'
        ).encode()
    )


def test_a_document_is_read_by_the_classes_above_its_kind_too() -> None:
    assert Lamp.from_document(DOCUMENT) == LAMP
    assert type(Value.from_document(DOCUMENT)) is StreetLamp


def test_reading_leaves_the_document_as_it_was() -> None:
    before = dict(DOCUMENT)
    StreetLamp.from_document(DOCUMENT)
    assert before == DOCUMENT


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"$kind": "test-lamp"}, "WRONG_KIND", "$.$kind"),
        ({"$kind": "nothing"}, "WRONG_KIND", "$.$kind"),
        ({"$kind": None}, "WRONG_KIND", "$.$kind"),
        ({"$kind": ["test-lamp"]}, "WRONG_KIND", "$.$kind"),
        ({"schema": 0}, "UNKNOWN_SCHEMA", "$.schema"),
        ({"schema": 2}, "UNKNOWN_SCHEMA", "$.schema"),
        ({"schema": "1"}, "UNKNOWN_SCHEMA", "$.schema"),
        ({"schema": True}, "UNKNOWN_SCHEMA", "$.schema"),
        ({"colour": "red"}, "EXTRA_FIELD", "$.colour"),
        ({"a colour": "red"}, "EXTRA_FIELD", "$['a colour']"),
        ({7: "red"}, "EXTRA_FIELD", "$[7]"),
        ({"length": 3}, "EXTRA_FIELD", "$.length"),
        ({"watts": "60"}, "WRONG_TYPE", "$.watts"),
        ({"watts": True}, "WRONG_TYPE", "$.watts"),
        ({"watts": 60.0}, "WRONG_TYPE", "$.watts"),
        ({"watts": 0}, "WRONG_VALUE", "$.watts"),
        ({"id": "龙"}, "WRONG_VALUE", "$.id"),
        ({"lane": None}, "WRONG_TYPE", "$.lane"),
    ],
    ids=count(),
)
def test_what_does_not_fit_is_refused_with_its_place(
    change: dict[object, object], code: str, path: str
) -> None:
    error = refused({**DOCUMENT, **change})  # type: ignore[dict-item]
    assert (error.code, error.path) == (code, path)


@pytest.mark.parametrize("name", ["id", "watts", "lane", "keeper", "noted"])
def test_a_missing_field_is_named(name: str) -> None:
    error = refused({key: value for key, value in DOCUMENT.items() if key != name})
    assert (error.code, error.path) == ("MISSING_FIELD", f"$.{name}")


@pytest.mark.parametrize("document", [None, [], "lamp", 7, (("$kind", "test-lamp"),)], ids=count())
def test_what_is_no_object_is_refused(document: object) -> None:
    assert refused(document).code == "WRONG_TYPE"


def test_a_check_of_the_value_says_its_bound_in_both_languages() -> None:
    error = refused({**DOCUMENT, "watts": 0})
    assert str(error) == "$.watts: 0 will not do; it must be a whole number of at least 1. [WRONG_VALUE]"
    assert error.text("zh") == "$.watts：0 不可用，须为不小于 1 的整数。"
    assert isinstance(error.__cause__, InvalidValue)


@pytest.mark.parametrize("wrong", ["555-0100\x00", 5550100, ["555-0100"], "555-0100" * 2_000], ids=count())
def test_what_is_hidden_in_the_repr_is_hidden_in_the_refusal(wrong: object) -> None:
    error = refused({**DOCUMENT, "keeper": wrong})
    assert error.path == "$.keeper"
    assert "555" not in str(error) + error.text("zh") + repr(error.args)


def test_what_is_left_out_of_the_repr_is_hidden_in_the_refusal_and_the_rest_is_told() -> None:
    assert "hidden" in str(refused({**DOCUMENT, "noted": "7"}))
    assert "'60' is of the wrong type" in str(refused({**DOCUMENT, "watts": "60"}))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("lost", "$: 'test-choosy' will not do: No name is called 'lost'. Known: 'found'. [WRONG_VALUE]"),
        ("elsewhere", "$: 'elsewhere' will not do; it must be here. [WRONG_VALUE]"),
    ],
)
def test_any_error_of_the_library_becomes_a_fault_of_the_document(name: str, message: str) -> None:
    assert str(refused({"$kind": "test-choosy", "schema": 1, "name": name}, Choosy)) == message


# ------------------------------------------------------------------ older schemas


@pytest.mark.parametrize(
    "document",
    [
        {"$kind": "test-lamp", "schema": 1, "number": "L-1", "watts": 60},
        {"$kind": "test-lamp", "schema": 2, "id": "L-1", "watts": 60},
        {"$kind": "test-lamp", "schema": 3, "id": "L-1", "watts": 60},
    ],
    ids=["first", "second", "newest"],
)
def test_documents_of_every_schema_are_read(document: Document) -> None:
    assert Lamp.from_document(document) == Lamp(id="L-1", watts=60)


@pytest.mark.parametrize(
    "fields",
    [{}, {"number": 7, "watts": 60}, {"number": "L-1", "watts": None}, {"number": "L-1", "watts": "many"}],
    ids=count(),
)
def test_a_broken_document_of_an_older_schema_is_refused_like_any_other(fields: Document) -> None:
    error = refused({"$kind": "test-lamp", "schema": 1, **fields}, Lamp)
    assert error.code in {"WRONG_VALUE", "WRONG_TYPE"}


# ------------------------------------------------------------------ kinds


def test_kinds_are_known_by_their_names_and_cannot_be_changed() -> None:
    assert kinds()["test-lamp"] is Lamp
    with pytest.raises(TypeError):
        kinds()["test-lamp"] = StreetLamp  # type: ignore[index]


@pytest.mark.parametrize("name", ["test-lamp", "", "灯"])
def test_the_name_of_a_kind_is_an_identifier_of_its_own(name: str) -> None:
    with pytest.raises(InvalidValue, match="that no other class has"):

        @attrs.frozen
        class Other(Value):
            document_kind: ClassVar[str] = name

    assert kinds()["test-lamp"] is Lamp


def test_a_kind_that_is_loaded_again_takes_its_place() -> None:
    again = attrs.frozen(kw_only=True)(type("Box", (Value,), dict(vars_of_box())))
    try:
        assert kinds()["test-box"] is again
    finally:
        Box.__attrs_init_subclass__()
    assert kinds()["test-box"] is Box


def vars_of_box() -> dict[str, Any]:
    return {"document_kind": "test-box", "__module__": Box.__module__, "__qualname__": Box.__qualname__}


@pytest.mark.parametrize("steps", [{}, {2: dict}, {1: dict, 2: dict}, {0: dict, 1: dict}], ids=count())
def test_a_kind_has_one_upcaster_for_each_earlier_schema(steps: dict[int, Any]) -> None:
    with pytest.raises(InvalidValue, match="one for each earlier schema"):

        @attrs.frozen
        class Other(Value):
            document_kind: ClassVar[str] = "test-other"
            document_schema: ClassVar[int] = 2
            upcasters: ClassVar[Mapping[int, Callable[[Document], Document]]] = steps

    assert "test-other" not in kinds()


def test_no_field_is_called_as_the_version() -> None:
    with pytest.raises(InvalidValue, match="must not be the name of a field"):

        @attrs.frozen
        class Other(Value):
            document_kind: ClassVar[str] = "test-other"
            schema: int = 1


# ------------------------------------------------------------------ depth


def test_a_document_that_nests_without_end_is_refused() -> None:
    document: Document = {"$kind": "test-box", "schema": 1, "holds": []}
    for _ in range(20_000):
        document = {"$kind": "test-box", "schema": 1, "holds": [document]}
    error = refused(document, Box)
    assert error.code == "TOO_DEEP"
    assert len(str(error)) < 300


def test_a_value_that_nests_without_end_is_not_written() -> None:
    box = Box()
    for _ in range(20_000):
        box = Box(holds=(box,))
    with pytest.raises(DocumentError) as caught:
        box.to_document()
    assert caught.value.code == "TOO_DEEP"


def test_a_fault_within_is_told_with_the_whole_way_to_it_and_its_first_cause() -> None:
    inner = {"$kind": "test-box", "schema": 1, "holds": "none"}
    error = refused({"$kind": "test-box", "schema": 1, "holds": [Box().to_document(), inner]}, Box)
    assert (error.code, error.path) == ("WRONG_TYPE", "$.holds[1].holds")
    assert error.__cause__ is None


# ------------------------------------------------------------------ JSON


def test_json_is_read_within_limits() -> None:
    with pytest.raises(DocumentError, match="larger than the limit"):
        StreetLamp.from_json(LAMP.to_json(), limits=Limits(size=20))


@pytest.mark.determinism
def test_the_same_fields_give_the_same_bytes_whatever_their_order() -> None:
    backwards = dict(reversed(DOCUMENT.items()))
    assert StreetLamp.from_document(backwards).to_json() == LAMP.to_json()


def test_kinds_that_read_themselves_are_opened_with_the_same_checks() -> None:
    document = {"$kind": "test-lamp", "schema": 3, "a": 1}
    assert opened(Lamp, document, keys=("a",)) == {"a": 1}
    for broken, code in (
        ([], "WRONG_TYPE"),
        ({**document, "$kind": "test-box"}, "WRONG_KIND"),
        ({**document, "schema": 4}, "UNKNOWN_SCHEMA"),
        ({**document, "b": 1}, "EXTRA_FIELD"),
        ({"$kind": "test-lamp", "schema": 3}, "MISSING_FIELD"),
    ):
        with pytest.raises(DocumentError) as caught:
            opened(Lamp, broken, keys=("a",))
        assert caught.value.code == code


def test_values_are_pickled_like_any_other() -> None:
    assert pickle.loads(pickle.dumps(LAMP)) == LAMP  # noqa: S301  made here

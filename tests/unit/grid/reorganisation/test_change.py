"""Changes as records: complete when made."""

from datetime import UTC, date, datetime
from typing import Any, cast

import attrs
import pytest

from communitygov.core.canonical import write
from communitygov.errors import DocumentError, InvalidValue
from communitygov.grid.reorganisation import Change, Closed, Merge, Move, Opened, Part, Rename, Split, parted

ON = date(2024, 3, 1)
MERGE = Merge(codes={"A", "B"}, into="C", name="丙", on=ON, basis="3 号")
SPLIT = Split(code="A", parts=(Part("B", name="乙"), Part("C", name="丙")), on=ON, basis="3 号")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("codes", {"A"}),
        ("codes", {f"A{at}" for at in range(1_001)}),
        ("codes", "AB"),
        ("codes", {"A", "龙桥"}),
        ("into", ""),
        ("name", ""),
        ("in_charge", "王"),
        ("on", datetime(2024, 3, 1, tzinfo=UTC)),
        ("on", None),
        ("basis", ""),
        ("basis", "\u202e"),
    ],
)
def test_a_merger_that_says_too_little_or_too_much_is_refused(field: str, value: object) -> None:
    with pytest.raises(InvalidValue):
        attrs.evolve(MERGE, **{field: value})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "parts",
    [
        (),
        (Part("B", name="乙"),),
        (Part("B", name="乙"), Part("B", name="丙")),
        (Part("B", name="乙", dwellings={"D"}), Part("C", name="丙", dwellings={"D"})),
        (Part("B", name="乙", grids={"D"}), Part("C", name="丙", grids={"D"})),
        (Part("B", name="乙", matters={"D"}), Part("C", name="丙", matters={"D"})),
        (Part("B", name="乙", workers={"D"}), Part("C", name="丙", workers={"D"})),
        ("B", "C"),
        {Part("B", name="乙"), Part("C", name="丙")},
    ],
)
def test_a_split_needs_two_parts_that_share_nothing(parts: object) -> None:
    with pytest.raises(InvalidValue):
        attrs.evolve(SPLIT, parts=parts)  # type: ignore[arg-type]


def test_the_rest_goes_to_one_of_the_parts() -> None:
    assert attrs.evolve(SPLIT, rest="C").rest == "C"
    with pytest.raises(InvalidValue, match="one of the parts"):
        attrs.evolve(SPLIT, rest="A")


def test_a_change_says_which_codes_end_and_which_begin() -> None:
    on: dict[str, Any] = {"on": ON, "basis": "3 号"}
    told = {
        MERGE: ({"A", "B"}, {"C"}),
        SPLIT: ({"A"}, {"B", "C"}),
        Move(code="A", to="G", **on): (set(), set()),
        Rename(code="A", name="甲", **on): (set(), set()),
        Opened(code="A", parent=None, level="general", name="甲", **on): (set(), {"A"}),
        Closed(code="A", **on): ({"A"}, set()),
    }
    for change, (ended, begun) in told.items():
        assert (change.ended, change.begun) == (ended, begun)


def test_a_change_says_itself_in_both_languages() -> None:
    on: dict[str, Any] = {"on": ON, "basis": "3 号"}
    told = [
        (MERGE, "合并 A、B 为 C", "merge A, B into C"),
        (SPLIT, "拆分 A 为 B、C", "split A into B, C"),
        (Move(code="A", to="G", **on), "A 划归 G", "move A under G"),
        (Move(code="A", to=None, **on), "A 改为独立", "move A out, under nothing"),
        (Rename(code="A", name="甲", **on), "A 更名", "rename A"),
        (Opened(code="A", parent=None, level="general", name="甲", **on), "新设 A", "open A"),
        (Closed(code="A", **on), "撤销 A", "close A"),
        (Closed(code="A", successor="B", **on), "撤销 A，由 B 承接", "close A in favour of B"),
    ]
    assert [(change.words.zh, change.words.en) for change, _, _ in told] == [(zh, en) for _, zh, en in told]


def test_parts_come_from_what_each_dwelling_goes_to() -> None:
    parts = parted({"D-1": "B", "D-2": "C"}, names={"C": "丙", "B": "乙"}, grids={"M": "B"})
    assert parts == (
        Part("C", name="丙", dwellings={"D-2"}),
        Part("B", name="乙", dwellings={"D-1"}, grids={"M"}),
    )
    with pytest.raises(InvalidValue, match="'E'"):
        parted({}, names={"B": "乙"}, grids={"M": "E"})


def test_a_huge_split_is_written_and_read() -> None:
    parts = parted({f"D-{at}": "BC"[at % 2] for at in range(50_000)}, names={"B": "乙", "C": "丙"})
    change = attrs.evolve(SPLIT, parts=parts)
    assert Change.from_document(change.to_document()) == change


@pytest.mark.parametrize("kind", ["change", "change-swap", "finding", "", None])
def test_a_document_of_no_known_change_is_refused(kind: object) -> None:
    document = {**MERGE.to_document(), "$kind": kind}
    with pytest.raises(DocumentError) as refusal:
        Change.from_document(document)
    assert refusal.value.path == "$.$kind"


def test_a_document_that_would_be_written_otherwise_is_refused() -> None:
    document = MERGE.to_document()
    for codes in (["B", "A"], ["A", "B", "B"], ["A"]):
        with pytest.raises(DocumentError):
            Merge.from_json(write({**document, "codes": codes}))


@pytest.mark.parametrize("strange", [None, 7, "B", ["B"], {"D-1": ["B"]}, {"D-1": 7}], ids=repr)
def test_what_goes_to_which_part_is_a_mapping_of_codes(strange: object) -> None:
    given = cast("Any", strange)
    names = {"B": "乙", "C": "丙"}
    with pytest.raises(InvalidValue, match=r"^dwellings"):
        parted(given, names=names)
    if strange is not None:
        with pytest.raises(InvalidValue, match=r"^grids"):
            parted({}, names=names, grids=given)


@pytest.mark.parametrize("strange", [None, 7, "B", ["B"]], ids=repr)
def test_names_of_parts_are_a_mapping(strange: object) -> None:
    given = cast("Any", strange)
    with pytest.raises(InvalidValue, match=r"^names"):
        parted({"D-1": "B"}, names=given)

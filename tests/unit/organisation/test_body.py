"""Bodies and their kinds."""

from typing import Any

import pytest

from communitygov.errors import InvalidValue
from communitygov.organisation import Body, BodyKind, LinkageLevel


def test_a_body_has_an_identifier_a_kind_and_a_name() -> None:
    body = Body("LQ", kind=BodyKind.PARTY_BRANCH, name="龙桥小区党支部")
    assert (body.parent, body.level) == (None, None)
    assert Body.from_document(body.to_document()) == body


@pytest.mark.parametrize(
    "fields",
    [
        {"id": "龙桥"},
        {"id": ""},
        {"kind": "party_branch"},
        {"kind": None},
        {"name": ""},
        {"name": None},
        {"parent": "双流"},
        {"parent": ""},
        {"level": "district"},
        {"level": 0},
    ],
)
def test_a_body_that_makes_no_sense_is_refused(fields: dict[str, Any]) -> None:
    sound: dict[str, Any] = {"id": "LQ", "kind": BodyKind.PARTY_BRANCH, "name": "龙桥小区党支部"}
    assert Body(**sound).id == "LQ"
    with pytest.raises(InvalidValue) as caught:
        Body(**sound | fields)
    assert caught.value.what in fields


def test_kinds_that_sound_alike_are_different() -> None:
    alike = (BodyKind.SELF_GOVERNING_BODY, BodyKind.SELF_ORGANISATION, BodyKind.ASSOCIATION)
    assert [kind.zh for kind in alike] == ["自治组织", "自组织", "社群组织"]
    assert len(set(alike)) == 3


def test_every_kind_has_its_own_code_and_words() -> None:
    assert len({kind.value for kind in BodyKind}) == len({kind.zh for kind in BodyKind}) == len(BodyKind)
    assert len({kind.en for kind in BodyKind}) == len(BodyKind)


def test_the_depth_of_a_level_is_how_many_lie_above() -> None:
    assert [level.depth for level in LinkageLevel] == [0, 1, 2, 3, 4, 5]

"""Notice boards: five lines an entrance, inherited from above, gaps shown; cards of three things."""

from datetime import date
from typing import Any

import attrs
import pytest

from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.grid import GridHierarchy
from communitygov.grid.board import BoardLine, BoardRole, Contact, ContactCard, Directory, Entrance, Listing

DAY = date(2023, 7, 9)
GRID = GridHierarchy.from_rows(
    [
        ("CHM", None, "community", "城隍庙社区"),
        ("CHM-G1", "CHM", "general", "一般网格一"),
        ("CHM-01", "CHM-G1", "micro", "微网格一"),
        ("CHM-02", "CHM-G1", "micro", "微网格二"),
    ]
)


def contact(name: str) -> Contact:
    return Contact(name, reach=f"{name}-028-0000")


def listing(grid: str, role: BoardRole, name: str, **days: date) -> Listing:
    return Listing(grid=grid, role=role, contact=contact(name), **days)


COMMUNITY_WIDE = [listing("CHM", role, f"c-{role.value}") for role in BoardRole]


def directory(*extra: Listing, listings: list[Listing] | None = None) -> Directory:
    entrances = [Entrance(code="U2", grid="CHM-02"), Entrance(code="U1", grid="CHM-01")]
    known = COMMUNITY_WIDE if listings is None else listings
    return Directory(grid=GRID, listings=[*known, *extra], entrances=entrances)


def test_a_board_has_exactly_the_five_roles_in_the_order_of_the_document() -> None:
    board = directory().board("U1", on=DAY)
    assert [line.role.zh for line in board.lines] == [
        "社区民警",
        "社区消防员",
        "社区律师",
        "家庭医生",
        "生活服务站负责人",
    ]
    assert board.is_complete
    assert board.gaps == ()


def test_a_missing_family_doctor_is_the_one_gap() -> None:
    without = [each for each in COMMUNITY_WIDE if each.role is not BoardRole.FAMILY_DOCTOR]
    board = directory(listings=without).board("U1", on=DAY)
    assert [dict(gap.details)["role"] for gap in board.gaps] == ["family_doctor"]
    assert board.gaps[0].text("zh") == "单元 U1 的公示牌缺家庭医生"
    assert "家庭医生：（暂缺）" in board.text("zh")
    assert "family doctor: (vacant)" in board.text()


def test_there_is_one_board_an_entrance_in_the_order_of_their_codes() -> None:
    assert [board.entrance for board in directory().boards(on=DAY)] == ["U1", "U2"]


def test_the_nearest_listing_stands_before_the_one_of_the_whole_community() -> None:
    near = directory(listing("CHM-01", BoardRole.FAMILY_DOCTOR, "near"))
    assert near.board("U1", on=DAY).line("family_doctor").listed_at == "CHM-01"
    assert near.board("U2", on=DAY).line("family_doctor").listed_at == "CHM"
    assert near.listed("CHM-G1", "family_doctor", on=DAY).listed_at == "CHM"


def test_a_listing_holds_from_its_first_day_to_before_its_last() -> None:
    old = listing("CHM-01", BoardRole.LAWYER, "old", until=DAY)
    new = listing("CHM-01", BoardRole.LAWYER, "new", since=DAY)
    both = directory(old, new, listings=[])
    said = [both.listed("CHM-01", "lawyer", on=on).contact for on in (date(2023, 7, 8), DAY)]
    assert said == [old.contact, new.contact]
    assert both.findings(on=DAY) == ()


def test_two_contacts_of_a_role_at_one_grid_are_a_finding_and_the_first_is_shown() -> None:
    twice = directory(listing("CHM", BoardRole.LAWYER, "second"))
    assert [(each.code, each.subject) for each in twice.findings(on=DAY)] == [("LISTING_TWICE", "CHM")]
    assert twice.listed("CHM", "lawyer", on=DAY).contact == contact("c-lawyer")


def test_listings_and_entrances_at_grids_that_are_not_there_are_named() -> None:
    lost = Directory(
        grid=GRID,
        listings=[
            listing("CHM-9", BoardRole.LAWYER, "lost"),
            listing("X", BoardRole.LAWYER, "past", until=DAY),
        ],
        entrances=[Entrance(code="U9", grid="CHM-9")],
    )
    assert [each.code for each in lost.findings(on=DAY)] == ["LISTING_ELSEWHERE", "ENTRANCE_ELSEWHERE"]
    assert list(lost.boards(on=DAY)) == []
    with pytest.raises(UnknownName, match="No grid is called 'CHM-9'"):
        lost.board("U9", on=DAY)


def test_an_entrance_that_stands_twice_is_refused() -> None:
    one = Entrance(code="U1", grid="CHM-01")
    with pytest.raises(InvalidValue, match="entrances: 'U1' will not do; it must stand only once"):
        Directory(grid=GRID, entrances=[one, attrs.evolve(one, grid="CHM-02")])


def test_a_listing_that_holds_on_no_day_is_refused() -> None:
    with pytest.raises(
        InvalidValue, match="until: '2023-07-09' will not do; it must be later than the first day"
    ):
        listing("CHM", BoardRole.LAWYER, "never", since=DAY, until=DAY)


def test_a_board_without_one_of_the_roles_is_refused() -> None:
    board = directory().board("U1", on=DAY)
    with pytest.raises(InvalidValue, match="one line for each of the five roles"):
        attrs.evolve(board, lines=board.lines[1:])


def test_a_line_has_a_contact_and_a_place_or_neither() -> None:
    with pytest.raises(InvalidValue, match="listed_at"):
        BoardLine(role=BoardRole.LAWYER, contact=contact("a"))


def test_names_on_a_board_are_text_and_never_markup() -> None:
    page = directory(listing("CHM-01", BoardRole.LAWYER, "<script>")).board("U1", on=DAY)._repr_html_()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_contact_says_no_name_in_its_repr() -> None:
    assert "李" not in repr(contact("李医生"))
    assert "李" not in repr(directory(listing("CHM", BoardRole.LAWYER, "李律师")))


def test_a_card_says_name_contact_and_duties_and_nothing_else() -> None:
    card = ContactCard(contact=contact("王"), duties=[Words("走访", "visits"), Words("巡查", "rounds")])
    assert [field.name for field in attrs.fields(ContactCard)] == ["contact", "duties"]
    assert card.text("zh").splitlines() == ["姓名：王", "联系方式：王-028-0000", "职责范围：走访；巡查"]
    assert card.text().splitlines()[2] == "Duties: visits; rounds"


def test_a_card_of_no_contact_or_of_no_duty_is_refused() -> None:
    with pytest.raises(InvalidValue, match="contact: 'str' will not do; it must be a Contact"):
        ContactCard(contact="王", duties=[Words("走访", "visits")])  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="must name 1 to 30 duties"):
        ContactCard(contact=contact("王"), duties=[Words("走访", "visits")] * 31)


@pytest.mark.parametrize("entrance", [[], {}, None, 7, "U9"])
def test_the_board_of_an_entrance_that_is_not_there_is_refused(entrance: Any) -> None:  # noqa: ANN401
    with pytest.raises(UnknownName, match="Known: 'U1', 'U2'"):
        directory().board(entrance, on=DAY)


MERGED = GridHierarchy.from_rows(
    [
        ("CHM", None, "community", "城隍庙社区"),
        ("CHM-G1", "CHM", "general", "一般网格一"),
        ("CHM-12", "CHM-G1", "micro", "微网格一二"),
    ]
)


def test_after_a_merger_boards_and_listings_follow_their_grids() -> None:
    before = directory(listing("CHM-01", BoardRole.FAMILY_DOCTOR, "near"))
    after = before.rehung({"CHM-01": "CHM-12", "CHM-02": ("CHM-12",)}, grid=MERGED)
    assert [board.entrance for board in after.boards(on=DAY)] == ["U1", "U2"]
    assert after.board("U2", on=DAY).line("family_doctor").listed_at == "CHM-12"
    assert after.findings(on=DAY) == ()


def test_after_a_split_a_listing_serves_every_part_and_an_entrance_goes_where_it_is_told() -> None:
    one = Directory(
        grid=MERGED,
        listings=[listing("CHM-12", BoardRole.LAWYER, "l")],
        entrances=[Entrance(code="U1", grid="CHM-12"), Entrance(code="U2", grid="CHM-12")],
    )
    parts = one.rehung({"CHM-12": ["CHM-01", "CHM-02"]}, grid=GRID, entrances={"U1": "CHM-02"})
    assert [each.grid for each in parts.listings] == ["CHM-01", "CHM-02"]
    assert parts.board("U1", on=DAY).grid == "CHM-02"
    assert [(each.code, each.subject) for each in parts.findings(on=DAY)] == [("ENTRANCE_ELSEWHERE", "U2")]


def test_a_reorganisation_of_what_is_not_there_is_refused() -> None:
    known = directory()
    with pytest.raises(UnknownName, match="CHM-09"):
        known.rehung({"CHM-09": "CHM-12"}, grid=MERGED)
    with pytest.raises(UnknownName, match="CHM-13"):
        known.rehung({"CHM-01": "CHM-13"}, grid=MERGED)
    with pytest.raises(UnknownName, match="No entrance is called 'U9'"):
        known.rehung({}, grid=GRID, entrances={"U9": "CHM-01"})
    with pytest.raises(InvalidValue, match="heirs"):
        known.rehung(None, grid=GRID)  # type: ignore[arg-type]

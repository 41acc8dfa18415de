"""One line of a table."""

from communitygov.core import LIBRARY_DEFAULT
from communitygov.core.source import quoted
from communitygov.deliberation.row import row
from communitygov.procedure import Move, ServesGrid, TakenFewer


def test_a_line_is_the_librarys_own_unless_it_says_otherwise() -> None:
    made = row(("listed", "convene", "deliberating"), ("convener",))
    assert made == Move(
        action="convene",
        source="listed",
        target="deliberating",
        roles=("convener",),
        basis=LIBRARY_DEFAULT,
    )


def test_a_line_holds_its_conditions_its_basis_and_its_proxies() -> None:
    basis, conditions = quoted("001", "居民提事"), (ServesGrid(), TakenFewer("supplement", 2))
    made = row(
        ("returned", "supplement", "raised"),
        ("resident",),
        *conditions,
        basis=basis,
        proxies=("grid_worker",),
    )
    assert (made.requires, made.basis, made.proxies) == (conditions, basis, ("grid_worker",))

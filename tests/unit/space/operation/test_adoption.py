"""Who has which plot, and who waits."""

from collections.abc import Callable
from datetime import date

import pytest

from communitygov.errors import InvalidValue, UnknownName
from communitygov.space.operation import (
    Adoption,
    AdoptionRegister,
    OperationRefused,
    Plot,
    TakeUp,
    TakeUpReading,
    Waiting,
    adoption,
    take_up,
)
from communitygov.space.operation.page import SHOWN

MAY, JUNE, JULY = (date(2023, month, 1) for month in (5, 6, 7))


def refused(act: Callable[[], object]) -> list[str]:
    """Return the codes of every reason for which something is refused."""
    with pytest.raises(OperationRefused) as caught:
        act()
    return [reason.code for reason in caught.value.reasons]


def boxes(count: int, *, most_each: int | None = None) -> AdoptionRegister:
    """Make a register of so many boxes."""
    return AdoptionRegister([Plot(f"box-{number}") for number in range(1, count + 1)], most_each=most_each)


def test_a_plot_is_adopted_once() -> None:
    register = boxes(1).adopt("box-1", by="r-1", on=MAY)
    assert refused(lambda: register.adopt("box-1", by="r-2", on=JUNE)) == ["PLOT_TAKEN"]
    assert refused(lambda: register.adopt("box-1", by="r-1", on=JUNE)) == ["HAS_PLOT_ALREADY", "PLOT_TAKEN"]


def test_a_plot_that_was_given_back_is_free_from_that_day() -> None:
    register = boxes(1).adopt("box-1", by="r-1", on=MAY).give_back("box-1", by="r-1", on=JUNE)
    assert register.adopters("box-1", on=date(2023, 5, 31)) == ("r-1",)
    assert register.adopters("box-1", on=JUNE) == ()
    assert register.adopt("box-1", by="r-2", on=JUNE).adopters("box-1", on=JUNE) == ("r-2",)


def test_what_is_given_back_on_its_first_day_was_never_had() -> None:
    assert boxes(1).adopt("box-1", by="r-1", on=MAY).give_back("box-1", by="r-1", on=MAY).adoptions == ()


def test_what_is_given_back_is_not_had_later_again_and_what_was_before_stays() -> None:
    register = boxes(1).adopt("box-1", by="r-1", on=MAY, until=date(2023, 5, 9))
    register = register.adopt("box-1", by="r-1", on=JUNE, until=date(2023, 6, 9))
    register = register.adopt("box-1", by="r-1", on=JULY).give_back("box-1", by="r-1", on=date(2023, 6, 2))
    assert [(each.since, each.until) for each in register.adoptions] == [
        (MAY, date(2023, 5, 9)),
        (JUNE, date(2023, 6, 2)),
    ]


def test_what_one_does_not_have_cannot_be_given_back() -> None:
    register = boxes(1).adopt("box-1", by="r-1", on=JUNE)
    assert refused(lambda: register.give_back("box-1", by="r-2", on=JUNE)) == ["NOT_ADOPTED_BY"]
    assert refused(lambda: register.give_back("box-1", by="r-1", on=MAY)) == ["NOT_ADOPTED_BY"]


def test_a_later_adoption_keeps_the_plot_for_its_time() -> None:
    register = boxes(1).adopt("box-1", by="r-1", on=JUNE)
    assert refused(lambda: register.adopt("box-1", by="r-2", on=MAY)) == ["PLOT_TAKEN"]
    lent = register.adopt("box-1", by="r-2", on=MAY, until=JUNE)
    assert (lent.adopters("box-1", on=MAY), lent.adopters("box-1", on=JUNE)) == (("r-2",), ("r-1",))


def test_a_plot_for_two_takes_two() -> None:
    register = AdoptionRegister([Plot("bed", capacity=2)]).adopt("bed", by="r-1", on=MAY)
    register = register.adopt("bed", by="r-2", on=MAY)
    assert register.adopters("bed", on=MAY) == ("r-1", "r-2")
    assert refused(lambda: register.adopt("bed", by="r-3", on=MAY)) == ["PLOT_TAKEN"]
    assert refused(lambda: register.adopt("bed", by="r-1", on=MAY)) == ["HAS_PLOT_ALREADY", "PLOT_TAKEN"]


def test_two_who_never_meet_leave_room_for_a_third() -> None:
    register = AdoptionRegister([Plot("bed", capacity=2)])
    register = register.adopt("bed", by="r-1", on=MAY, until=JUNE).adopt("bed", by="r-2", on=JUNE)
    assert register.adopt("bed", by="r-3", on=MAY).adopters("bed", on=JULY) == ("r-2", "r-3")


def test_who_waits_longest_is_served_first() -> None:
    register = boxes(1).adopt("box-1", by="r-1", on=MAY).wait("r-2", on=MAY).wait("r-3", on=MAY)
    register = register.give_back("box-1", by="r-1", on=JUNE)
    assert refused(lambda: register.adopt("box-1", by="r-3", on=JUNE)) == ["PLOT_PROMISED"]
    assert refused(lambda: register.adopt("box-1", by="r-9", on=JUNE)) == ["PLOT_PROMISED"]
    served = register.adopt_next("box-1", on=JUNE)
    assert served.adopters("box-1", on=JUNE) == ("r-2",)
    assert [each.by for each in served.waiting] == ["r-3"]


def test_where_more_is_free_than_is_waited_for_nobody_is_passed_over() -> None:
    register = AdoptionRegister(boxes(2).plots, waiting=[Waiting(by="r-2", since=MAY)])
    assert register.adopt("box-1", by="r-9", on=MAY).held_by("r-9", on=MAY) == ("box-1",)


def test_nobody_waits_twice_or_while_something_is_free() -> None:
    register = boxes(1).adopt("box-1", by="r-1", on=MAY).wait("r-2", on=MAY)
    assert refused(lambda: register.wait("r-2", on=MAY)) == ["WAITS_ALREADY"]
    assert refused(lambda: boxes(1).wait("r-2", on=MAY)) == ["PLOTS_FREE"]
    assert register.leave("r-2").waiting == ()
    assert refused(lambda: register.leave("r-3")) == ["NOT_WAITING"]
    assert refused(lambda: boxes(1).adopt_next("box-1", on=MAY)) == ["NOBODY_WAITS"]


def test_nobody_has_more_plots_than_one_may_have() -> None:
    register = boxes(2, most_each=1).adopt("box-1", by="r-1", on=MAY)
    assert refused(lambda: register.adopt("box-2", by="r-1", on=MAY)) == ["ADOPTER_FULL"]
    told = AdoptionRegister(
        register.plots,
        adoptions=[*register.adoptions, Adoption(plot="box-2", by="r-1", since=JUNE)],
        most_each=1,
    )
    assert told.findings(on=MAY) == ()
    assert [finding.code for finding in told.findings(on=JUNE)] == ["ADOPTER_FULL"]
    assert boxes(2).adopt("box-1", by="r-1", on=MAY).findings(on=MAY) == ()


def test_a_plot_that_is_not_there_is_named() -> None:
    assert refused(lambda: boxes(1).adopt("box-9", by="r-1", on=MAY)) == ["PLOT_UNKNOWN"]
    with pytest.raises(UnknownName, match="No plot is called 'box-9'"):
        boxes(1).adopters("box-9", on=MAY)


def test_an_adoption_may_be_asked_about_first() -> None:
    register = boxes(1)
    asked = Adoption(plot="box-1", by="r-1", since=MAY)
    assert register.explain(asked) == ()
    reasons = register.adopt("box-1", by="r-2", on=MAY).explain(asked)
    assert reasons[0].text("zh") == "box-1 在这些日子已有 r-2 认养"
    with pytest.raises(InvalidValue, match="must be a Adoption"):
        register.explain("box-1")  # type: ignore[arg-type]


def test_a_register_that_cannot_be_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = Adoption(plot="box-1", by="r-1", since=MAY)
    for wrong in (
        [mine, Adoption(plot="box-1", by="r-2", since=JUNE)],
        [Adoption(plot="x", by="r", since=MAY)],
    ):
        with pytest.raises(InvalidValue, match="within their capacity"):
            AdoptionRegister([Plot("box-1")], adoptions=wrong)
    with pytest.raises(InvalidValue, match="twice at a time"):
        AdoptionRegister([Plot("box-1", capacity=2)], adoptions=[mine, mine])
    with pytest.raises(InvalidValue, match="waiting"):
        AdoptionRegister([Plot("box-1")], waiting=[Waiting(by="r-1", since=MAY)] * 2)
    with pytest.raises(InvalidValue, match="plots"):
        AdoptionRegister([Plot("box-1")] * 2)
    monkeypatch.setattr(adoption, "MOST_ADOPTIONS", 0)
    with pytest.raises(InvalidValue, match="at most 0"):
        AdoptionRegister([Plot("box-1")], adoptions=[mine])


def test_forty_boxes_may_be_all_or_a_part() -> None:
    part, whole = TakeUp(taken=40), TakeUp(taken=40, total=40, reading=TakeUpReading.WHOLE)
    assert (part.share, whole.share) == (None, 1)
    assert [finding.code for finding in part.findings()] == ["TAKE_UP_UNTOLD"]
    assert whole.findings() == ()
    assert whole.text("zh") == "已认养 40/40（按全部已认养理解）"
    assert TakeUp(taken=0, total=0, reading=TakeUpReading.REGISTERED).share is None
    for wrong in (TakeUp(taken=40), TakeUp(taken=39, total=50, reading=TakeUpReading.REGISTERED)):
        with pytest.raises(InvalidValue, match="total"):
            TakeUp(taken=wrong.taken, total=wrong.total, reading=TakeUpReading.WHOLE)


def test_a_register_tells_how_much_is_taken_up() -> None:
    register = boxes(2).adopt("box-1", by="r-1", on=MAY).adopt("box-2", by="r-1", on=MAY, until=JUNE)
    assert take_up(register, on=MAY).share == 1
    assert take_up(register, on=JUNE).text() == "1 of 2 adopted (counted in a register)"
    assert register.text(on=JUNE) == "On 2023-06-01: 1 of 2 adopted, 0 waiting"


def test_a_register_is_shown_as_a_table_that_is_cut() -> None:
    register = boxes(1).adopt("box-1", by="r-1", on=MAY)
    assert "<td>—</td>" in register._repr_html_()
    many = [
        Adoption(
            plot="box-1",
            by="r-1",
            since=date(2000 + number // 12, number % 12 + 1, 1),
            until=date(2000 + number // 12, number % 12 + 1, 2),
        )
        for number in range(SHOWN + 2)
    ]
    assert "2 more" in AdoptionRegister([Plot("box-1")], adoptions=many)._repr_html_()


def test_who_has_waited_longest_is_first_and_the_list_is_in_the_order_of_days() -> None:
    register = boxes(1).adopt("box-1", by="r-1", on=MAY).wait("r-2", on=JULY)
    assert refused(lambda: register.wait("r-3", on=JUNE)) == ["WAITS_BEFORE_LAST"]
    with pytest.raises(InvalidValue, match="in the order of the days"):
        AdoptionRegister(
            register.plots, waiting=[Waiting(by="r-2", since=JULY), Waiting(by="r-3", since=JUNE)]
        )


def test_places_are_counted_and_not_plots() -> None:
    bed = AdoptionRegister([Plot("bed", capacity=3)])
    for by in ("a", "b"):
        bed = bed.adopt("bed", by=by, on=MAY)
    assert bed.places(on=MAY) == 1
    full = bed.adopt("bed", by="c", on=MAY).wait("w", on=MAY)
    given = full.give_back("bed", by="a", on=JUNE).give_back("bed", by="b", on=JUNE)
    assert given.adopt("bed", by="z", on=JUNE).adopters("bed", on=JUNE) == ("c", "z")
    assert refused(lambda: given.wait("w2", on=JUNE)) == ["PLOTS_FREE"]


def test_who_may_not_have_a_plot_does_not_hold_up_the_list() -> None:
    register = AdoptionRegister(
        [Plot("box-1"), Plot("box-2")],
        adoptions=[Adoption(plot="box-1", by="r-1", since=MAY)],
        waiting=[Waiting(by="r-1", since=MAY), Waiting(by="r-2", since=MAY)],
        most_each=1,
    )
    served = register.adopt_next("box-2", on=MAY)
    assert served.adopters("box-2", on=MAY) == ("r-2",)
    assert refused(lambda: served.give_back("box-2", by="r-2", on=JUNE).adopt_next("box-2", on=JUNE)) == [
        "ADOPTER_FULL"
    ]
    full = boxes(1, most_each=1).adopt("box-1", by="r-1", on=MAY)
    assert refused(lambda: full.wait("r-1", on=MAY)) == ["ADOPTER_FULL"]


def test_codes_that_are_none_are_refused() -> None:
    for act in (
        lambda: boxes(1).held_by(None, on=MAY),  # type: ignore[arg-type]
        lambda: boxes(1).give_back([], by="r-1", on=MAY),  # type: ignore[arg-type]
        lambda: take_up(None, on=MAY),  # type: ignore[arg-type]
    ):
        with pytest.raises(InvalidValue):
            act()

"""The ledger of a scheme, entry by entry."""

import copy
import pickle
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import attrs
import pytest
from tests.unit.space.operation.neighbours import HOUR, NINE, scheme

from communitygov.core.canonical import LIMITS
from communitygov.core.money import Money
from communitygov.errors import DocumentError, InvalidValue, UnknownName
from communitygov.space.operation import (
    OperationRefused,
    Prosumer,
    ProsumerLedger,
    ProsumerRole,
    ProsumerRule,
    ProsumerScheme,
    Purchase,
    Reversal,
    ServiceOffer,
)
from communitygov.space.operation.page import SHOWN


def test_what_the_buyer_pays_the_giver_gets_to_the_fen() -> None:
    ledger = ProsumerLedger(scheme()).buy("e-1", offer="lesson", buyer="r-2", at=NINE, price=Money(1234))
    assert ledger.balance("r-1") == Money(1234)
    assert ledger.balance("r-2") == Money(-1234)
    assert ledger.balances() == (("r-1", Money(1234)), ("r-2", Money(-1234)), ("r-3", Money(0)))
    assert (ledger.minutes("r-1"), ledger.minutes("r-2"), ledger.minutes("r-3")) == (45, -45, 0)


def test_a_free_service_moves_minutes_and_no_money() -> None:
    ledger = ProsumerLedger(scheme()).buy("e-1", offer="bread", buyer="r-3", at=NINE)
    assert ledger.balance("r-2") == Money(0)
    assert ledger.entries == (Purchase("e-1", at=NINE, buyer="r-3", offer="bread", price=Money(0)),)


def test_a_reversal_takes_back_money_and_minutes_and_both_entries_stay() -> None:
    ledger = ProsumerLedger(scheme()).buy("e-1", offer="lesson", buyer="r-2", at=NINE)
    back = ledger.reverse("e-1", id="e-2", at=NINE + HOUR, because="fell out")
    assert (back.balance("r-1"), back.minutes("r-1"), len(back)) == (Money(0), 0, 2)
    assert ledger.balance("r-1") == Money.yuan(15)


def test_all_entries_are_made_or_none() -> None:
    ledger = ProsumerLedger(scheme())
    good = Purchase("e-1", at=NINE, buyer="r-2", offer="lesson", price=Money.yuan(15))
    with pytest.raises(OperationRefused, match="'e-1' is refused: the entry e-1 has been made already"):
        ledger.with_all([good, good])
    assert len(ledger) == 0
    assert len(ledger.with_all([good, attrs.evolve(good, id="e-2")])) == 2


def test_an_older_version_goes_on_by_itself() -> None:
    first = ProsumerLedger(scheme()).buy("e-1", offer="lesson", buyer="r-2", at=NINE)
    one = first.buy("e-2", offer="lesson", buyer="r-3", at=NINE)
    other = first.buy("e-2", offer="bread", buyer="r-1", at=NINE)
    assert one.balance("r-1") == Money.yuan(30)
    assert other.balance("r-1") == first.balance("r-1") == Money.yuan(15)
    assert first.explain(Reversal("e-3", at=NINE, of="e-2"))[0].code == "REVERSED_UNKNOWN"
    assert one != other
    assert other == first.buy("e-2", offer="bread", buyer="r-1", at=NINE)


def test_what_was_taken_back_in_a_later_version_still_stands_in_an_older_one() -> None:
    first = ProsumerLedger(scheme()).buy("e-1", offer="lesson", buyer="r-2", at=NINE)
    first.reverse("e-1", id="e-2", at=NINE)
    assert first.roles("r-1") == (ProsumerRole.PRODUCER,)
    assert first.explain(Reversal("e-2", at=NINE, of="e-1")) == ()


def test_one_is_producer_and_consumer_at_once_and_what_was_taken_back_does_not_count() -> None:
    ledger = ProsumerLedger(scheme()).buy("e-1", offer="lesson", buyer="r-2", at=NINE)
    ledger = ledger.buy("e-2", offer="bread", buyer="r-1", at=NINE)
    assert ledger.roles("r-1") == (ProsumerRole.PRODUCER, ProsumerRole.CONSUMER)
    assert ledger.roles("r-3") == ()
    assert ledger.reverse("e-2", id="e-3", at=NINE).roles("r-1") == (ProsumerRole.PRODUCER,)


def test_who_is_not_in_the_scheme_has_no_account() -> None:
    ledger = ProsumerLedger(scheme())
    with pytest.raises(UnknownName, match="No member is called 'r-4'"):
        ledger.balance("r-4")
    for wrong in ([], None, "r 1"):
        with pytest.raises(UnknownName):
            ledger.minutes(wrong)  # type: ignore[arg-type]


def test_members_and_offers_may_be_added_and_old_entries_stay() -> None:
    ledger = ProsumerLedger(scheme()).buy("e-1", offer="lesson", buyer="r-2", at=NINE)
    grown = ledger.enrol(Prosumer("r-9", skills={"music"})).buy("e-2", offer="foreign", buyer="r-1", at=NINE)
    assert len(grown) == 2
    assert len(ledger) == 1


def test_a_document_with_an_entry_against_the_rule_is_refused_with_the_reason() -> None:
    ledger = ProsumerLedger(scheme()).buy("e-1", offer="lesson", buyer="r-2", at=NINE)
    document = ledger.to_document()
    entries = document["entries"]
    assert isinstance(entries, list)
    assert isinstance(entries[0], dict)
    entries[0]["buyer"] = "r-1"
    with pytest.raises(DocumentError) as caught:
        ProsumerLedger.from_document(document)
    assert caught.value.path == "$.entries"
    assert [finding.code for finding in caught.value.findings] == ["SELF_PURCHASE"]


def test_a_fault_in_a_document_is_named_with_its_place() -> None:
    document = ProsumerLedger(scheme()).to_document()
    with pytest.raises(DocumentError) as caught:
        ProsumerLedger.from_document({**document, "scheme": 7})
    assert caught.value.path == "$.scheme"
    with pytest.raises(DocumentError) as caught:
        ProsumerLedger.from_document({**document, "entries": [7]})
    assert caught.value.path == "$.entries[0]"


def test_what_is_no_entry_is_refused() -> None:
    ledger = ProsumerLedger(scheme())
    for wrong in (7, ["e-1"], [None]):
        with pytest.raises(InvalidValue, match="entries"):
            ledger.with_all(wrong)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="Purchase or a Reversal"):
        ledger.explain("e-1")  # type: ignore[arg-type]
    with pytest.raises(InvalidValue, match="must come from buy"):
        ProsumerLedger(scheme(), pages=())  # type: ignore[arg-type]


def test_a_ledger_shows_no_entry_and_survives_being_copied() -> None:
    ledger = ProsumerLedger(scheme()).buy("e-1", offer="lesson", buyer="r-2", at=NINE)
    assert repr(ledger) == "ProsumerLedger('north-gate', entries=1)"
    assert pickle.loads(pickle.dumps(ledger)) == copy.deepcopy(ledger) == ledger  # noqa: S301  made here
    assert hash(copy.copy(ledger)) == hash(ledger)


def test_a_hundred_thousand_entries_share_one_list() -> None:
    ledger = ProsumerLedger(scheme())
    versions = [ledger]
    for number in range(2_000):
        versions.append(versions[-1].buy(f"e-{number}", offer="lesson", buyer="r-2", at=NINE))
    books = {id(version._pages.book) for version in versions}  # noqa: SLF001  that nothing is copied
    assert len(books) == 1
    assert versions[1_000].balance("r-1") == Money.yuan(15_000)


def test_a_long_ledger_is_read_with_wider_limits_and_refused_without() -> None:
    rows = [Purchase(f"e-{n}", at=NINE, buyer="r-2", offer="lesson", price=Money(0)) for n in range(300)]
    written = ProsumerLedger(scheme()).with_all(rows).to_json()
    narrow = attrs.evolve(LIMITS, size=len(written) - 1)
    with pytest.raises(DocumentError, match="TOO_LARGE"):
        ProsumerLedger.from_json(written, limits=narrow)
    wide = attrs.evolve(LIMITS, size=len(written))
    assert len(ProsumerLedger.from_json(written, limits=wide)) == 300


def test_a_batch_that_is_refused_leaves_no_trace_in_what_follows() -> None:
    first = ProsumerLedger(scheme())
    good = Purchase("e-1", at=NINE, buyer="r-2", offer="lesson", price=Money.yuan(15))
    with pytest.raises(OperationRefused):
        first.with_all([good, attrs.evolve(good, id="e-2", buyer="r-1")])
    assert first.balance("r-1") == Money(0)
    assert first.explain(good) == ()
    assert first.with_all([good]).balance("r-1") == Money.yuan(15)
    assert first.statement("r-1").lines == ()


def test_several_threads_that_append_to_one_version_do_not_mix() -> None:
    first = ProsumerLedger(scheme()).buy("e-0", offer="lesson", buyer="r-2", at=NINE)

    def grown(worker: int) -> ProsumerLedger:
        ledger = first
        for number in range(50):
            ledger = ledger.buy(f"w{worker}-{number}", offer="lesson", buyer="r-3", at=NINE)
        return ledger

    with ThreadPoolExecutor(4) as pool:
        for worker, ledger in enumerate(pool.map(grown, range(4))):
            assert [entry.id for entry in ledger.entries[1:]] == [f"w{worker}-{n}" for n in range(50)]
            assert ledger.balance("r-1") == Money.yuan(15 * 51)


# ------------------------------------------------------------------ one scheme, one ledger


def test_a_ledger_does_not_move_to_a_scheme_in_which_its_entries_could_not_be_made() -> None:
    ledger = ProsumerLedger(scheme()).buy("e-1", offer="lesson", buyer="r-2", at=NINE)
    other = ProsumerScheme("other", rule=ledger.scheme.rule, prosumers=[Prosumer("r-1")])
    cheap = attrs.evolve(ledger.scheme, rule=ProsumerRule(ceiling=Money.yuan(1)))
    for wrong in (other, cheap):
        with pytest.raises(InvalidValue, match=r"scheme: .*e-1"):
            attrs.evolve(ledger, scheme=wrong)
    wider = attrs.evolve(ledger.scheme, rule=ProsumerRule(ceiling=Money.yuan(40)))
    moved = attrs.evolve(ledger, scheme=wider)
    assert moved.entries == ledger.entries
    assert moved.buy("e-2", offer="dear", buyer="r-3", at=NINE).balance("r-1") == Money.yuan(45)
    assert ProsumerLedger(copy.deepcopy(ledger.scheme), pages=ledger._pages) == ledger  # noqa: SLF001


def test_a_refused_batch_leaves_nothing_behind() -> None:
    ledger = ProsumerLedger(scheme()).buy("e-1", offer="lesson", buyer="r-2", at=NINE)
    book = ledger._pages.book  # noqa: SLF001
    good = Purchase("e-2", at=NINE, buyer="r-3", offer="lesson", price=Money(100))
    back = Reversal("e-3", at=NINE, of="e-1")
    for last in (good, Reversal("e-4", at=NINE, of="e-9")):
        with pytest.raises(OperationRefused):
            ledger.with_all((good, back, last))
        assert len(book.rows) == 1
        assert book.reversals == {}
    with pytest.raises(RuntimeError, match="its own"):
        ledger.with_all(_broken(good))
    later = ledger.with_all((good, back))
    assert later._pages.book is book  # noqa: SLF001  nothing was copied
    with pytest.raises(OperationRefused):
        ledger.with_all((back, back))  # an older version, on a copy of its own
    assert later.balances() == (("r-1", Money(100)), ("r-2", Money(0)), ("r-3", Money(-100)))


def _broken(first: Purchase) -> Iterator[Purchase]:
    """Yield one entry, then fail."""
    yield first
    raise RuntimeError("its own")


# ------------------------------------------------------------------ in a notebook


def test_a_ledger_shows_accounts_and_entries_in_both_languages() -> None:
    shown = ProsumerLedger(scheme()).buy("e-1", offer="lesson", buyer="r-2", at=NINE)._repr_html_()
    assert "余额 balance" in shown
    assert "<tr><td>r-1</td><td>¥15.00</td><td>45</td></tr>" in shown
    assert "<td>e-1</td><td>2023-05-04</td><td>r-1</td><td>r-2</td><td>¥15.00</td><td>45</td>" in shown
    assert "more" not in shown


def test_a_long_table_is_cut_and_the_rest_counted() -> None:
    crowd = ProsumerScheme(
        "crowd",
        rule=ProsumerRule(ceiling=Money(0)),
        prosumers=[Prosumer(f"r-{number:03}") for number in range(SHOWN + 2)],
    )
    shown = ProsumerLedger(crowd)._repr_html_()
    assert shown.count("<tr><td>r-") == SHOWN
    assert "另有 2 … 2 more" in shown


def test_names_that_are_no_names_are_refused() -> None:
    ledger = ProsumerLedger(scheme())
    for act in (
        lambda: ledger.buy("e", offer=[], buyer="r-2", at=NINE),  # type: ignore[arg-type]
        lambda: ledger.scheme.has_member([]),  # type: ignore[arg-type]
        lambda: ledger.scheme.rule.price_class(None),  # type: ignore[arg-type]
        lambda: ledger.scheme.rule.ceiling_of([]),  # type: ignore[arg-type]
        lambda: ledger.scheme.offers[0].is_open("x"),  # type: ignore[arg-type]
    ):
        with pytest.raises(InvalidValue):
            act()


def test_a_name_in_place_of_an_identifier_is_not_repeated() -> None:
    name = "甲奶奶"
    for act in (
        lambda: Prosumer(name),
        lambda: ServiceOffer("o", by=name, skill="music"),
        lambda: Purchase("e", at=NINE, buyer=name, offer="o", price=Money(0)),
        lambda: ProsumerLedger(scheme()).balance(name),
    ):
        with pytest.raises((InvalidValue, UnknownName)) as caught:
            act()
        assert name not in str(caught.value)

"""What a preset is made of, what it says of itself, and how it refuses to be used where it is empty."""

from datetime import date, datetime

import attrs
import pytest

from communitygov.core.source import Citation
from communitygov.errors import DocumentError, InvalidValue, UnknownName, Words
from communitygov.meeting.decision.quorum import Constituted
from communitygov.meeting.statute import (
    DISCLAIMER,
    STATUTES,
    Dating,
    DecidingBody,
    Gap,
    ProxyLimit,
    Statute,
    StatutePeriod,
    Verification,
    civil_code_278,
    four_deliberations,
    named,
    residents_committee_law,
    villagers_committee_law,
)

LAW = Citation(document="cn-law", article="1", in_force_from=date(2020, 1, 1))
EMPTY = Statute(
    id="empty",
    title=Words("空", "empty"),
    body=DecidingBody.OWNERS_ASSEMBLY,
    source=LAW,
    verification=Verification.VERIFIED,
    dating=Dating.TEXT,
    unread={Gap.RULE},
)
#: Nothing was read of it but where it stands.
UNREAD = attrs.evolve(EMPTY, verification=Verification.UNVERIFIED, unread=set(Gap) - {Gap.FIRST_DAY})


def test_an_empty_rule_is_an_error_that_says_why_and_what_to_do() -> None:
    with pytest.raises(InvalidValue, match="not read for this preset") as refused:
        EMPTY.decision_rule()
    assert refused.value.what == "empty.rule"
    assert "未经核对" in refused.value.text("zh")
    assert "source" in refused.value.text("zh")


def test_a_rule_that_was_read_is_handed_out() -> None:
    assert civil_code_278().decision_rule() is civil_code_278().rule


def test_an_empty_rule_that_is_no_gap_is_refused() -> None:
    with pytest.raises(InvalidValue, match="must name rule, which is empty"):
        attrs.evolve(EMPTY, unread=())


def test_a_law_without_a_first_day_names_that_gap() -> None:
    undated = attrs.evolve(LAW, in_force_from=None)
    with pytest.raises(InvalidValue, match="must name first_day, which is empty"):
        attrs.evolve(EMPTY, source=undated, dating=None)
    preset = attrs.evolve(EMPTY, source=undated, dating=None, unread={Gap.RULE, Gap.FIRST_DAY})
    assert preset.span.zh == "施行日期未核对"
    assert not preset.is_in_force(date(2024, 1, 1))


def test_a_practice_needs_no_first_day_and_is_never_in_force() -> None:
    practice = four_deliberations(consent_base="entitled")
    assert practice.in_force_from is None
    assert Gap.FIRST_DAY not in practice.unread
    assert practice.span.en == "no law, no such days"
    assert not practice.is_in_force(date(2024, 1, 1))


@pytest.mark.parametrize(
    ("gap", "field", "value"),
    [
        (Gap.RULE, "rule", Constituted()),
        (Gap.PERIODS, "periods", [StatutePeriod("notice", 3, source=LAW)]),
        (Gap.REQUISITION, "requisition", residents_committee_law().requisition),
        (
            Gap.COMPOSITION,
            "composition",
            villagers_committee_law(vote="villagers_representatives").composition,
        ),
        (Gap.PROXIES, "proxies", ProxyLimit(holders="nobody", source=LAW)),
    ],
)
def test_what_is_given_is_no_gap(gap: Gap, field: str, value: object) -> None:
    with pytest.raises(InvalidValue, match=f"must not name {gap}, which is given"):
        attrs.evolve(EMPTY, unread={Gap.RULE, gap}, **{field: value})


def test_the_source_names_an_article() -> None:
    with pytest.raises(InvalidValue, match="must name the article"):
        attrs.evolve(EMPTY, source=Citation(document="cn-law"))
    with pytest.raises(InvalidValue, match="must be of type Citation"):
        attrs.evolve(EMPTY, source="cn-law, 1")


@pytest.mark.parametrize("item", [(0, Words("甲", "a")), (True, Words("甲", "a")), (1, "甲"), 1, (1,)])
def test_items_are_numbers_with_words(item: object) -> None:
    with pytest.raises(InvalidValue, match="numbers of items"):
        attrs.evolve(EMPTY, items=[item])


def test_the_same_number_of_an_item_is_given_once() -> None:
    with pytest.raises(InvalidValue, match="no number twice"):
        attrs.evolve(EMPTY, items=[(1, Words("甲", "a")), (1, Words("乙", "b"))])


def test_a_period_and_a_limit_of_proxies_name_their_article() -> None:
    nowhere = Citation(document="cn-law")
    with pytest.raises(InvalidValue, match="must name the article"):
        StatutePeriod("notice", 3, source=nowhere)
    with pytest.raises(InvalidValue, match="must name the article"):
        ProxyLimit(holders="nobody", source=nowhere)


def test_no_preset_supersedes_itself() -> None:
    with pytest.raises(InvalidValue, match="must not be the preset itself"):
        attrs.evolve(EMPTY, superseded_by="empty")


def test_a_first_day_says_what_it_rests_on_and_nothing_else_does() -> None:
    with pytest.raises(InvalidValue, match="together with a first day"):
        attrs.evolve(EMPTY, dating=None)
    practice = four_deliberations(consent_base="present")
    with pytest.raises(InvalidValue, match="together with a first day"):
        attrs.evolve(practice, dating=Dating.TEXT)
    assert EMPTY.span.zh == "自 2020-01-01（文本写明）起"
    older = residents_committee_law(edition="2018").span
    assert older.zh == "2018-12-29（取最后修改之日，非文本所写）至 2026-01-01（不含）"


@pytest.mark.parametrize(
    ("field", "value", "gap"),
    [
        ("rule", Constituted(), Gap.RULE),
        ("periods", [StatutePeriod("notice", 3, source=LAW)], Gap.PERIODS),
        ("requisition", residents_committee_law().requisition, Gap.REQUISITION),
        (
            "composition",
            residents_committee_law(vote="residents_representatives").composition,
            Gap.COMPOSITION,
        ),
        ("proxies", ProxyLimit(holders="nobody", source=LAW), Gap.PROXIES),
        ("negative_consent", named("lishui-property-regulation-delegates").negative_consent, None),
        ("items", [(1, Words("甲", "a"))], None),
    ],
)
def test_what_was_not_read_carries_no_figure(field: str, value: object, gap: Gap | None) -> None:
    with pytest.raises(InvalidValue, match="as nothing was read"):
        attrs.evolve(UNREAD, unread=UNREAD.unread - {gap}, **{field: value})


@pytest.mark.parametrize("verification", [Verification.UNVERIFIED, Verification.EXCERPT])
@pytest.mark.parametrize("gap", sorted(set(Gap) - {Gap.FIRST_DAY}))
def test_of_an_excerpt_and_of_what_was_not_read_every_gap_is_named(
    verification: Verification, gap: Gap
) -> None:
    with pytest.raises(InvalidValue, match=f"must name {gap}, which is empty"):
        attrs.evolve(UNREAD, verification=verification, unread=UNREAD.unread - {gap})


def test_a_preset_that_claims_figures_without_reading_is_no_document() -> None:
    document = residents_committee_law().to_document() | {"verification": "unverified"}
    with pytest.raises(DocumentError):
        Statute.from_document(document)


def test_the_same_interval_is_given_once() -> None:
    with pytest.raises(InvalidValue, match="no interval twice"):
        attrs.evolve(EMPTY, periods=[StatutePeriod("notice", days, source=LAW) for days in (3, 5)])


def test_days_are_found_by_the_name_of_the_interval() -> None:
    committee = named("beijing-property-regulation-committee")
    assert (committee.days("committee_told"), committee.days("notice")) == (5, None)
    with pytest.raises(UnknownName, match="Did you mean 'notice'"):
        committee.days("notise")


def test_the_last_day_is_the_one_before_the_next_text() -> None:
    preset = residents_committee_law(edition="2018")
    assert preset.is_in_force(date(2025, 12, 31))
    assert not preset.is_in_force(date(2026, 1, 1))
    assert not preset.is_in_force(date(2018, 12, 28))
    assert preset.in_force_until == date(2026, 1, 1)
    with pytest.raises(InvalidValue, match="must be a date"):
        preset.is_in_force(datetime(2024, 1, 1))  # noqa: DTZ001  no time of day is wanted, with a zone or without


@pytest.mark.parametrize("preset", STATUTES, ids=lambda preset: preset.id)
def test_every_preset_says_in_both_languages_that_it_is_a_model_and_no_legal_advice(preset: Statute) -> None:
    assert preset.text("zh").splitlines()[-1].strip() == DISCLAIMER.zh
    assert preset.text().splitlines()[-1].strip() == DISCLAIMER.en
    assert preset.text().splitlines()[0] == preset.title.en
    assert DISCLAIMER.zh in preset._repr_html_()
    assert DISCLAIMER.en in preset._repr_html_()
    assert preset.disclaimer == DISCLAIMER
    assert "不是法律意见" in DISCLAIMER.zh
    assert "not legal advice" in DISCLAIMER.en


@pytest.mark.parametrize("preset", STATUTES, ids=lambda preset: preset.id)
def test_every_gap_is_said_where_the_preset_is_shown(preset: Statute) -> None:
    assert len(preset.gaps) == len(preset.unread)
    for gap in preset.gaps:
        assert gap.zh in preset.text("zh")
        assert gap.en in preset.text()


def test_everything_that_is_given_is_shown() -> None:
    representatives = villagers_committee_law(vote="villagers_representatives", edition="2018").text()
    assert (
        "made of: villagers' representatives, at least 4/5 (cn-villagers-committee-law, 25)"
        in representatives
    )
    assert "asked for by: at least 1/5 by representatives" in representatives
    assert "superseded by: cn-villagers-committee-law-2025-representatives" in representatives
    assert "until before 2026-01-01" in representatives
    election_2018 = villagers_committee_law(vote="election", edition="2018").text()
    assert "ahead, at least 20 days (cn-villagers-committee-law, 14)" in election_2018
    assert "proxies: near relatives\n" in election_2018
    delegates = named("lishui-property-regulation-delegates").text("zh")
    assert "书面反对者达到则不生效：专有部分面积至少1/3，或人数至少1/3" in delegates
    assert "公示，至少 10 日" in delegates
    election = named("zhejiang-village-elections").text()
    assert "proxies: near relatives, at most 3 principals each, declared 3 days before" in election


def test_what_is_shown_is_escaped() -> None:
    shown = attrs.evolve(EMPTY, title=Words("<甲>", "<a>"), remarks=[Words("<乙>", "<b>")])._repr_html_()
    assert "&lt;甲&gt; &lt;a&gt;" in shown
    assert "&lt;乙&gt;" in shown
    assert "<a>" not in shown

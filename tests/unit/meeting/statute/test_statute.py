"""What a preset is made of, what it says of itself, and how it refuses to be used where it is empty."""

from datetime import date, datetime

import attrs
import pytest

from communitygov.core.source import Citation
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.meeting.decision.quorum import Constituted
from communitygov.meeting.statute import (
    DISCLAIMER,
    STATUTES,
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
    rule_lines,
    villagers_committee_law,
)

LAW = Citation(document="cn-law", article="1", in_force_from=date(2020, 1, 1))
EMPTY = Statute(
    id="empty",
    title=Words("空", "empty"),
    body=DecidingBody.OWNERS_ASSEMBLY,
    source=LAW,
    verification=Verification.UNVERIFIED,
    unread={Gap.RULE},
)


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
        attrs.evolve(EMPTY, source=undated)
    preset = attrs.evolve(EMPTY, source=undated, unread={Gap.RULE, Gap.FIRST_DAY})
    assert preset.span.zh == "施行日期未核对"
    assert not preset.is_in_force(date(2024, 1, 1))


def test_a_practice_needs_no_first_day_and_is_never_in_force() -> None:
    practice = four_deliberations()
    assert practice.in_force_from is None
    assert Gap.FIRST_DAY not in practice.unread
    assert practice.span.en == "no law, no such days"
    assert not practice.is_in_force(date(2024, 1, 1))


@pytest.mark.parametrize(
    ("gap", "field", "value"),
    [
        (Gap.RULE, "rule", Constituted()),
        (Gap.PERIODS, "periods", [StatutePeriod("notice", 3)]),
        (Gap.REQUISITION, "requisition", residents_committee_law().requisition),
        (
            Gap.COMPOSITION,
            "composition",
            villagers_committee_law(vote="villagers_representatives").composition,
        ),
        (Gap.PROXIES, "proxies", ProxyLimit(holders="nobody")),
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


def test_the_same_interval_is_given_once() -> None:
    with pytest.raises(InvalidValue, match="no interval twice"):
        attrs.evolve(EMPTY, periods=[StatutePeriod("notice", 3), StatutePeriod("notice", 5)])


def test_days_are_found_by_the_name_of_the_interval() -> None:
    committee = named("beijing-property-regulation-committee")
    assert (committee.days("committee_told"), committee.days("notice")) == (5, None)
    with pytest.raises(UnknownName, match="Did you mean 'notice'"):
        committee.days("notise")


def test_the_last_day_is_the_one_before_the_next_text() -> None:
    preset = residents_committee_law()
    assert preset.is_in_force(date(2025, 12, 31))
    assert not preset.is_in_force(date(2026, 1, 1))
    assert not preset.is_in_force(date(1989, 12, 31))
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
    representatives = villagers_committee_law(vote="villagers_representatives").text()
    assert "made of: villagers' representatives, at least 4/5" in representatives
    assert "asked for by: at least 1/5 by representatives" in representatives
    assert "superseded by: cn-villagers-committee-law-2025-representatives" in representatives
    assert "from 2018-12-29 until before 2026-01-01" in representatives
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


def test_a_rule_of_another_kind_is_told_by_its_kind() -> None:
    assert [line.en for line in rule_lines(Constituted())] == ["constituted"]


def test_each_kind_of_rule_is_told() -> None:
    assert [line.zh for line in rule_lines(named("cn-civil-code-279").decision_rule())] == [
        "其中有利害关系的业主须满足：",
        "  全体一致同意",
    ]
    said = [line.en for line in rule_lines(named("jinan-lifts-regulation").decision_rule())]
    assert said[-1] == "  no unsettled objection"
    first = next(rule_lines(residents_committee_law().decision_rule()))
    assert first.en == "one of these:"


def test_a_part_without_words_is_told_by_its_name() -> None:
    rule = attrs.evolve(named("cn-civil-code-279").decision_rule(), words=None)
    assert next(rule_lines(rule)).en == "among the interested:"

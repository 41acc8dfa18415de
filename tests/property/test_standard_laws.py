"""Laws of standards: what is said of loose knowledge holds of everything it may be; more never lacks more."""

from fractions import Fraction

import attrs
from hypothesis import given
from hypothesis import strategies as st

from communitygov.core.quantity import Quantity
from communitygov.core.terms import Term
from communitygov.space.standard import (
    FacilityRecord,
    FigureCheck,
    GapReport,
    RequirementKind,
    ServedCommunity,
    Standard,
    StandardFigure,
    StandardRequirement,
    classified,
    gaps,
)
from communitygov.testing.strategies.standard import (
    STRATEGIES,
    bounding_figures,
    facility_records,
    loose_quantities,
    numbers,
    served_communities,
    standards,
)


def levels_of(standard: Standard) -> list[Term]:
    """Return every level that a standard knows."""
    scales = [scale.level for scale in standard.scales]
    return [*scales, *(each.level for each in standard.requirements if each.level is not None)]


def report(standard: Standard, community: ServedCommunity) -> GapReport:
    """Judge by the first level, if there is one, so that a number of people changes no level."""
    known = levels_of(standard)
    return gaps(standard, community, level=known[0] if known else None)


def one_of_it(draw: st.DrawFn, quantity: Quantity | None) -> Quantity | None:
    """Return an exact amount that agrees with what is known."""
    if quantity is None:
        return None
    if quantity.high is None:
        return Quantity.exact(quantity.low + draw(numbers(most=3)) + Fraction(1, 2), quantity.unit)
    part = draw(st.sampled_from((Fraction(0), Fraction(1, 2), Fraction(1))))
    return Quantity.exact(quantity.low + (quantity.high - quantity.low) * part, quantity.unit)


#: Few kinds, so that what is asked for is often measured.
CLOSE = (
    RequirementKind.BUILDING_AREA,
    RequirementKind.WALKING_DISTANCE,
    RequirementKind.BUILDING_PER_THOUSAND,
)
MEASURED = CLOSE[:2]


@st.composite
def close_standards(draw: st.DrawFn) -> Standard:
    """Return standards that ask for clinics only, at every level."""
    asked = [
        StandardRequirement(
            f"r-{at}",
            function="clinic",
            kind=draw(st.sampled_from(CLOSE)),
            figure=draw(bounding_figures()),
        )
        for at in range(draw(st.integers(1, 3)))
    ]
    return Standard("close", "标准", "standard", requirements=asked)


@st.composite
def close_communities(draw: st.DrawFn) -> ServedCommunity:
    """Return communities of clinics of which much is measured."""
    clinics = [
        FacilityRecord.of(
            f"c-{at}",
            "clinic",
            measured={
                kind: draw(loose_quantities(unit=kind.unit)) for kind in MEASURED if draw(st.integers(0, 3))
            },
        )
        for at in range(draw(st.integers(1, 3)))
    ]
    people = draw(st.none() | st.integers(0, 4).map(lambda thousands: 1_000 * thousands))
    return ServedCommunity("LQ", people=people, facilities=clinics)


@st.composite
def known_better(draw: st.DrawFn) -> tuple[ServedCommunity, ServedCommunity]:
    """Return a community, and one that it may be, everything recorded being exact."""
    loose = draw(close_communities())
    facilities = [
        FacilityRecord.of(
            each.id,
            each.function,
            measured={kind: one_of_it(draw, each.measure(kind)) or draw(numbers()) for kind in MEASURED},
        )
        for each in loose.facilities
    ]
    exact = attrs.evolve(
        loose,
        people=one_of_it(draw, loose.people),
        households=one_of_it(draw, loose.households),
        facilities=facilities,
    )
    return loose, exact


@given(close_standards(), known_better())
def test_what_is_settled_stays_settled_when_more_is_known(
    standard: Standard, both: tuple[ServedCommunity, ServedCommunity]
) -> None:
    loose, exact = (report(standard, community) for community in both)
    assert loose.judged == exact.judged
    if loose.is_met is not None:
        assert exact.is_met is loose.is_met


@given(st.sampled_from(CLOSE), st.integers(0, 4), st.integers(0, 3), st.data())
def test_one_answer_about_one_facility_stays_when_it_is_measured(
    kind: RequirementKind, bound: int, thousands: int, data: st.DataObject
) -> None:
    figure = StandardFigure(
        None if kind.is_greatest else bound, bound, read_at="here", check=FigureCheck.PAPER
    )
    asked = StandardRequirement("one", function="clinic", kind=kind, figure=figure)
    standard = Standard("one", "标准", "standard", requirements=[asked])
    measured = RequirementKind.BUILDING_AREA if kind.is_summed else kind
    loose = data.draw(st.none() | loose_quantities(unit=measured.unit, most=4))
    exact = data.draw(st.composite(one_of_it)(loose)) or data.draw(numbers(most=8))
    answers = [
        gaps(
            standard,
            ServedCommunity(
                "LQ",
                people=1_000 * thousands,
                facilities=[
                    FacilityRecord.of("c", "clinic", measured={} if known is None else {measured: known})
                ],
            ),
        ).is_met
        for known in (loose, exact)
    ]
    assert answers[1] is not None
    assert answers[0] in {None, answers[1]}


@given(close_standards(), close_communities())
def test_the_order_of_facilities_changes_no_answer(standard: Standard, community: ServedCommunity) -> None:
    turned = attrs.evolve(community, facilities=community.facilities[::-1])
    one, two = report(standard, community), report(standard, turned)
    assert (one.is_met, len(one.gaps), len(one.unsettled)) == (two.is_met, len(two.gaps), len(two.unsettled))


@given(standards(), served_communities(), facility_records(id="more", hosts=()))
def test_another_facility_never_adds_a_gap(
    standard: Standard, community: ServedCommunity, more: FacilityRecord
) -> None:
    larger = attrs.evolve(community, facilities=[*community.facilities, more])
    assert len(report(standard, larger).gaps) <= len(report(standard, community).gaps)


@given(standards(), served_communities())
def test_every_unverified_figure_that_is_used_is_told_and_no_other(
    standard: Standard, community: ServedCommunity
) -> None:
    told = [
        finding.subject
        for finding in report(standard, community).notes
        if finding.code == "FIGURE_UNVERIFIED"
    ]
    assert set(told) <= {each.code for each in standard.unverified}
    checked = [
        attrs.evolve(each, figure=attrs.evolve(each.figure, check=FigureCheck.PAPER))
        for each in standard.requirements
    ]
    sure = report(attrs.evolve(standard, requirements=checked), community)
    assert not [finding for finding in sure.notes if finding.code == "FIGURE_UNVERIFIED"]
    guessed = [
        attrs.evolve(each, figure=attrs.evolve(each.figure, check=FigureCheck.UNVERIFIED))
        for each in standard.requirements
    ]
    unsure = report(attrs.evolve(standard, requirements=guessed), community)
    assert len([each for each in unsure.notes if each.code == "FIGURE_UNVERIFIED"]) == unsure.judged


@given(standards(), served_communities())
def test_the_same_standard_and_community_give_the_same_report(
    standard: Standard, community: ServedCommunity
) -> None:
    assert report(standard, community).to_json() == report(standard, community).to_json()


@given(standards(), served_communities())
def test_every_finding_names_the_standard_and_shows_itself(
    standard: Standard, community: ServedCommunity
) -> None:
    found = report(standard, community)
    for finding in (*found.gaps, *found.advice):
        assert finding.source is not None
        assert finding.source.document == standard.code
    assert len(found.rows()) == 1 + len(found.findings)
    assert found.text("zh").count("[") >= len(found.findings)


@given(standards())
def test_an_override_with_nothing_changes_no_requirement_and_remembers(standard: Standard) -> None:
    same = standard.overridden([], code="ours", region="龙桥街道")
    assert same.requirements == standard.requirements
    assert same.based_on == (standard.code, *standard.based_on)


@given(standards(), st.data())
def test_an_override_replaces_what_has_its_code_and_keeps_the_rest(
    standard: Standard, data: st.DataObject
) -> None:
    new = data.draw(STRATEGIES[type(standard.requirements[0])]()) if standard.requirements else None
    if new is None:
        return
    at = data.draw(st.integers(0, len(standard.requirements) - 1))
    new = attrs.evolve(new, code=standard.requirements[at].code)
    ours = standard.overridden([new], code="ours", region="龙桥街道")
    assert ours.requirements == (*standard.requirements[:at], new, *standard.requirements[at + 1 :])


@given(standards(), served_communities())
def test_a_level_is_one_whose_range_holds_what_is_known(
    standard: Standard, community: ServedCommunity
) -> None:
    found = classified(standard, community)
    for level, quantity, of in (
        (found.by_people, community.people, "people"),
        (found.by_households, community.households, "households"),
    ):
        if level is not None:
            scale = next(scale for scale in standard.scales if scale.level == level)
            figure: StandardFigure = getattr(scale, of)
            assert quantity is not None
            assert quantity.high is not None
            assert figure.holds(quantity.low)
            assert figure.holds(quantity.high)


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_distance_of_one_kind_is_never_judged_by_the_other(metres: int, limit: int) -> None:
    asked = StandardRequirement(
        "near",
        function="clinic",
        kind=RequirementKind.STRAIGHT_DISTANCE,
        figure=StandardFigure(None, limit, read_at="here", check=FigureCheck.PAPER),
    )
    standard = Standard("s", "标准", "standard", requirements=[asked])
    for kind, settled in (
        (RequirementKind.STRAIGHT_DISTANCE, True),
        (RequirementKind.WALKING_DISTANCE, False),
    ):
        clinic = FacilityRecord.of("c", "clinic", measured={kind: metres})
        found = gaps(standard, ServedCommunity("LQ", facilities=[clinic]))
        assert found.is_met == ((metres <= limit) if settled else None)

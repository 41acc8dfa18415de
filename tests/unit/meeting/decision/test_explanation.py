"""How an explanation is read, told and shown."""

import attrs
import pytest

from communitygov.core.source import LIBRARY_DEFAULT, quoted
from communitygov.errors import InvalidValue, Words
from communitygov.meeting.council.constituency import Constituency
from communitygov.meeting.decision.explanation import Explanation
from communitygov.meeting.decision.outcome import Outcome
from communitygov.meeting.decision.quorum import Minimum
from communitygov.meeting.tally.counts import Counts
from communitygov.meeting.tally.tally import Tally

SAID = Words("甲", "a")
OWNERS = Constituency("owners", "业主", "owners")


def part(outcome: Outcome = Outcome.ADOPTED, **given: object) -> Explanation:
    return Explanation(**{"words": SAID, "outcome": outcome, **given})


def rejected() -> Explanation:
    tally = Tally.from_counts({"owners": Counts(entitled=3)}, constituencies=[OWNERS])
    return Minimum("yes", 1).decide(tally).explanation


def test_what_is_lacking_is_what_is_needed_beyond_what_there_is() -> None:
    assert part(Outcome.REJECTED, have=2, need=5).shortfall == 3
    assert part(Outcome.REJECTED, have=7, need=5).shortfall == 0


def test_nothing_counted_means_no_shortfall() -> None:
    assert part(have=1).shortfall is None
    assert part(need=1).shortfall is None


def test_nothing_is_lacking_in_a_part_that_holds() -> None:
    assert part(have=4, need=5).shortfall == 0


def test_a_part_that_holds_passes_no_cause_on() -> None:
    inner = rejected()
    assert part(parts=[inner]).findings == ()
    assert part(Outcome.REJECTED, parts=[inner]).findings == inner.causes


def test_a_cause_is_named_once() -> None:
    inner = rejected()
    assert part(Outcome.REJECTED, parts=[inner, inner]).findings == inner.causes


def test_the_tree_is_told_a_line_a_part_with_where_each_stands() -> None:
    place = quoted("001", "四方会谈")
    inner = part(source=LIBRARY_DEFAULT)
    other = part(Outcome.REJECTED, source=place)
    tree = part(Outcome.REJECTED, source=place, parts=[inner, other])
    assert tree.text().splitlines() == [f"✗ a [{place}]", "  ✓ a [library default]", "  ✗ a"]
    assert tree.text("zh").splitlines()[1] == "  ✓ 甲（依据：本库默认）"


def test_the_picture_is_a_numbered_table_with_everything_escaped() -> None:
    hostile = part(Outcome.REJECTED, words=Words("<业主>", "<owners>"), have=1, need=3, measure="heads")
    picture = part(Outcome.REJECTED, parts=[part(), hostile])._repr_html_()
    assert "<td>1.2</td><td>✗ 未通过 rejected</td><td>&lt;业主&gt;</td><td>&lt;owners&gt;</td>" in picture
    assert picture.endswith("<td>1</td><td>3</td><td>2</td></tr></tbody></table>")
    assert "<td>1.1</td><td>✓ 满足 yes</td><td>甲</td><td>a</td><td>—</td><td>—</td><td>—</td>" in picture


def test_a_figure_is_written_in_its_measure() -> None:
    assert part(measure="area").figure(8950) == "89.50 m²"
    assert part(measure="own").figure(8950) == "—"
    assert part().figure(3) == "3"
    assert part().figure(None) == "—"
    for wrong in ("x", 1.5, [], -1):
        for measure in (None, "area"):
            with pytest.raises(InvalidValue):
                part(measure=measure).figure(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"words": "because"},
        {"outcome": "rejected"},
        {"have": -1},
        {"need": 1.0},
        {"whole": True},
        {"measure": "面积"},
        {"causes": ["late"]},
        {"parts": ["late"]},
        {"parts": 3},
        {"source": "document 001"},
    ],
    ids=str,
)
def test_an_explanation_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidValue):
        part(**wrong)


def test_nothing_stands_against_what_is_adopted() -> None:
    causes = rejected().causes
    assert causes
    with pytest.raises(InvalidValue, match=r"causes: \['TOO_FEW_YES'\] will not do; it must be empty"):
        part(causes=causes)
    assert part(Outcome.TIED, causes=causes).causes == causes


def test_levels_are_counted() -> None:
    assert part().levels == 1
    assert part(parts=[part(), part(parts=[part()])]).levels == 3
    assert attrs.evolve(part(parts=[part()]), parts=()).levels == 1


def test_a_tree_is_no_deeper_than_sixteen_levels() -> None:
    tree = part()
    for _ in range(15):
        tree = part(parts=[tree])
    with pytest.raises(InvalidValue, match="'17 levels' will not do; it must have at most 16 levels"):
        part(parts=[tree])

"""A programme of one place: what was wrong, what is done about it, what came of it; and the same elsewhere.

A programme that worked is rolled out (推广): the measures are copied to another place, the figures are not.
A figure that nobody gave is unknown, not none.
"""

from typing import ClassVar

import attrs

from communitygov.core.argument import require_once
from communitygov.core.checks import as_tuple, each_of, identifier, identifiers, one_of, optional
from communitygov.core.document import Value
from communitygov.core.quantity import Quantity
from communitygov.core.source import quoted
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, Words
from communitygov.programme.sheet import both, sheet

#: Where rolling out stands.
ROLLED_OUT = quoted("001", "社区将持续完善并推广龙桥小区治理经验")

_PROBLEMS = Words("须为基线所列问题", "must be problems of the baseline")
_ELSEWHERE = Words("须为另一地点", "must be another place")


@attrs.frozen(kw_only=True)
class ProgrammeMeasure(Value):
    """One measure of a programme.

    Parameters
    ----------
    what
        Code and names.
    answers
        Codes of the problems of the baseline that it is meant to answer.
    figure
        What came of it; none where nobody said.
    is_complete
        Whether it is said to be complete; a measure may be complete without a figure.

    Examples
    --------
    >>> paving = Term("paving", "街区道路整治铺设", "repair of the streets")
    >>> ProgrammeMeasure(what=paving, answers=["potholes"], is_complete=True).figure is None
    True
    """

    document_kind: ClassVar[str] = "programme-measure"
    what: Term = attrs.field(validator=one_of(Term))
    answers: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=identifiers)
    figure: Quantity | None = attrs.field(default=None, validator=optional(one_of(Quantity)))
    is_complete: bool = attrs.field(default=False, validator=one_of(bool))


@attrs.frozen(kw_only=True)
class Programme(Value):
    """The measures of one place.

    Parameters
    ----------
    place
        Code of the place.
    name
        Code and names of the programme.
    baseline
        What was wrong before.
    measures
        What is done.

    Examples
    --------
    >>> programme = Programme(
    ...     place="LQ",
    ...     name=Term("safety", "安全微治理", "safety micro-governance"),
    ...     baseline=[Term("potholes", "道路坑洼", "potholes"), Term("traffic", "人车混杂", "mixed traffic")],
    ...     measures=[
    ...         ProgrammeMeasure(
    ...             what=Term("paving", "街区道路整治铺设", "repair of the streets"),
    ...             answers=["potholes"],
    ...             is_complete=True,
    ...         )
    ...     ],
    ... )
    >>> [problem.zh for problem in programme.unanswered]
    ['人车混杂']
    >>> elsewhere = programme.clone_to("WJ")
    >>> elsewhere.place, elsewhere.measures[0].is_complete, elsewhere.measures[0].what.zh
    ('WJ', False, '街区道路整治铺设')
    >>> programme.clone_to("LQ")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: place: 'LQ' will not do; it must be another place. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "programme"
    place: str = attrs.field(validator=identifier)
    name: Term = attrs.field(validator=one_of(Term))
    baseline: tuple[Term, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Term))
    measures: tuple[ProgrammeMeasure, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(ProgrammeMeasure)
    )

    def __attrs_post_init__(self) -> None:
        """Refuse what stands twice, and an answer to no problem of the baseline."""
        require_once("baseline", (each.code for each in self.baseline))
        require_once("measures", (each.what.code for each in self.measures))
        known = {each.code for each in self.baseline}
        for measure in self.measures:
            for problem in measure.answers:
                if problem not in known:
                    raise InvalidValue("measures", problem, _PROBLEMS)

    @property
    def unanswered(self) -> tuple[Term, ...]:
        """The problems of the baseline that no measure is meant to answer."""
        answered = {problem for each in self.measures for problem in each.answers}
        return tuple(each for each in self.baseline if each.code not in answered)

    def clone_to(self, place: str) -> "Programme":
        """Return the same measures for another place: without figures, none complete, no baseline taken over.

        What was wrong here need not be wrong there, so the measures answer nothing until somebody says what.

        Raises
        ------
        InvalidValue
            If it is the same place, or no identifier.
        """
        if place == self.place:
            raise InvalidValue("place", place, _ELSEWHERE)
        measures = [ProgrammeMeasure(what=each.what) for each in self.measures]
        return Programme(place=place, name=self.name, measures=measures)

    def _repr_html_(self) -> str:
        problems = {each.code: both(each.words) for each in self.baseline}
        rows = [
            (
                both(each.what.words),
                "；".join(problems[code] for code in each.answers),
                "—" if each.figure is None else str(each.figure),
                "✓" if each.is_complete else "—",
            )
            for each in self.measures
        ]
        left = "；".join(both(each.words) for each in self.unanswered)
        return sheet(
            "programme",
            f"{both(self.name.words)} · {self.place}",
            heads=("措施 measure", "针对 answers", "数量 figure", "完成 complete"),
            rows=rows,
            note=f"尚无措施 unanswered: {left}" if left else "",
        )

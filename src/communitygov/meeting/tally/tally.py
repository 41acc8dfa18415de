"""The count of a matter (计票): for each constituency and measure, how many may vote, came, voted and object.

1. A tally holds counts and no person: two voters of one constituency and one weight may change places.
2. It comes from an electorate and its choices (`Tally.count`), or from counts that were taken elsewhere
   (`Tally.from_counts`).
3. While a vote is open, everybody who may vote and has not may still do so; what they could make of it are
   the tally's `corners` (`communitygov.meeting.tally.corner`).

This module knows no rule: what the counts come to, `communitygov.meeting.decision.decision` says.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from operator import gt, itemgetter
from typing import Any, ClassVar, TypeAlias, cast

import attrs

from communitygov.core.canonical import GREATEST_INTEGER
from communitygov.core.checks import as_set, as_tuple, each_of, identifier, is_identifier, one_of, optional
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.meeting.council.constituency import Constituency, vacancy
from communitygov.meeting.measure import HEADS, Measure, as_measure
from communitygov.meeting.tally.ballot import Choice
from communitygov.meeting.tally.corner import Corners, corners
from communitygov.meeting.tally.counting import count_voters
from communitygov.meeting.tally.counts import Counts, Sums
from communitygov.meeting.tally.electorate import Electorate
from communitygov.meeting.tally.scope import NO_PARTS, Measured, Scope

#: The counts of the constituencies, in the order of the council.
Groups: TypeAlias = tuple[tuple[Constituency, Counts], ...]
#: Further measures, each with the counts of all constituencies in that order.
Weighed: TypeAlias = tuple[tuple[Measure, tuple[Counts, ...]], ...]
#: Counts of one constituency: of heads, or by the codes of measures, heads among them.
Given: TypeAlias = "Counts | Mapping[str, Counts]"


#: Of a group, the constituency.
_CONSTITUENCY = itemgetter(0)
_ELECTORATE = Words("须为表决主体（Electorate）", "must be an Electorate")
_SIDE = Words("须为方（Constituency）", "must be constituencies")
_BY_CODE = Words(
    "须为各方代码与其计数（Counts），或与各计量的计数",
    "must map codes of constituencies to Counts, or to mappings of Counts by codes of measures",
)


def _breaking(_owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
    """Refuse a casting vote that breaks no tie."""
    if value is not Choice.YES and value is not Choice.NO:
        raise InvalidValue(field.name, value, Words("须为赞成或反对", "must be in favour or against"))


def _is_group(value: object) -> bool:
    """Tell whether this is a constituency with its counts."""
    return isinstance(value, tuple) and list(map(type, cast("Groups", value))) == [Constituency, Counts]


def _distinct(_owner: object, field: "attrs.Attribute[Groups]", value: Groups) -> None:
    """Refuse no group, one listed twice, too many seats, and what is no constituency with its counts."""
    for each in value:
        if not _is_group(each):
            bound = Words("须为方与其计数", "must be a constituency with its counts")
            raise InvalidValue(field.name, each, bound)
    codes = [constituency.code for constituency, _ in value]
    if not codes or len(set(codes)) < len(codes):
        bound = Words("须至少有一方，且不重复", "must name one constituency or more, and none twice")
        raise InvalidValue(field.name, ", ".join(codes), bound)
    _bounded(field.name, tuple(counts for _, counts in value))


def _bounded(name: str, counts: tuple[Counts, ...]) -> None:
    """Refuse counts that come to more than a document can hold."""
    total = sum(each.entitled for each in counts)
    if total > GREATEST_INTEGER:
        bound = Words("合计须不大于 2^53−1", "must come to at most 2^53−1 together")
        raise InvalidValue(name, total, bound)


def _named(owner: object, field: "attrs.Attribute[Any]", value: tuple[object, ...]) -> None:
    """Refuse parts that are no pairs of a name and a tally that fits, and a name given twice."""
    for pair in value:
        match pair:
            case (str() as name, Tally() as part) if is_identifier(name):
                _within(name, part, cast("Tally", owner))
            case _:
                bound = Words("须为名称与计票", "must hold names with tallies")
                raise InvalidValue(field.name, pair, bound)
    if len(dict(cast("tuple[tuple[str, Tally], ...]", value))) < len(value):
        raise InvalidValue(field.name, value, Words("名称不得重复", "must give no name twice"))


def _within(name: str, part: "Tally", whole: "Tally") -> None:
    """Refuse a part with other constituencies or measures, with more than the whole, or with parts itself."""
    ours, theirs = _measured(whole), _measured(part)
    sides = [tuple(map(_CONSTITUENCY, each.groups)) for each in (whole, part)]
    if part.parts or sides[0] != sides[1] or ours.keys() != theirs.keys():
        bound = Words(
            "须为同样的方与计量，且不再分", "must have the same constituencies and measures, no parts"
        )
        raise InvalidValue("parts", name, bound)
    for code, sums in theirs.items():
        for some, every in zip(sums, ours[code], strict=True):
            if any(map(gt, some, every)):
                bound = Words("不得多于整体的计数", "must not count more than the whole")
                raise InvalidValue("parts", name, bound)


def _is_weighed(value: object, needed: int) -> bool:
    """Tell whether this is a measure with so many counts."""
    if not isinstance(value, tuple):
        return False
    kinds = list(map(type, cast("tuple[object, ...]", value)))
    return kinds == [Measure, tuple] and len(cast("Weighed", (value,))[0][1]) == needed


def _aligned(owner: object, field: "attrs.Attribute[Any]", value: tuple[object, ...]) -> None:
    """Refuse measures whose counts are not one for each constituency, heads, and a measure given twice."""
    needed = len(cast("Tally", owner).groups)
    codes = [HEADS.code]
    for pair in cast("Weighed", value):
        if not _is_weighed(pair, needed):
            bound = Words(f"须为计量与其 {needed} 方的计数", f"must be a measure with its {needed} counts")
            raise InvalidValue(field.name, pair, bound)
        measure, counts = pair
        each_of(Counts)(owner, field, counts)
        _bounded(field.name, counts)
        codes.append(as_measure(measure).code)
    if len(set(codes)) < len(codes):
        bound = Words(
            "每种计量只给一次，人数在 groups 中", "must give no measure twice; heads are the groups"
        )
        raise InvalidValue(field.name, ", ".join(codes), bound)


@attrs.frozen(kw_only=True)
class Tally(Value):
    """The counts of one matter, by constituency.

    Parameters
    ----------
    groups
        Each constituency with its counts of heads, in the order of the council.
    weighed
        Further measures, each with the counts of all constituencies in that order.
    parts
        The same counts of parts of the electorate, by name.
    council
        Identifier of the council.
    about
        Identifier of the matter; none if the counts serve for whatever is presented.
    casting
        How the chair breaks a tie, where the rule leaves it to the chair and the chair has.
    is_open
        Whether the vote is still under way.
    flaws
        What is wrong with the council itself on that day, beside vacancies, which the counts show.

    Examples
    --------
    >>> from communitygov.meeting.council.constituency import FOUR_CONSTITUENCIES
    >>> two = Counts(entitled=2, present=2, yes=2)
    >>> tally = Tally.from_counts(
    ...     {"two_committee_cadres": two, "residents_representatives": two, "local_worthies": two},
    ...     constituencies=FOUR_CONSTITUENCIES,
    ... )
    >>> tally.total.present, [constituency.zh for constituency in tally.scope.vacant]
    (6, ['老干部代表'])
    >>> tally["local_worthies"].present
    2
    """

    document_kind: ClassVar[str] = "tally"
    groups: Groups = attrs.field(converter=as_tuple, validator=_distinct)
    weighed: Weighed = attrs.field(default=(), converter=as_tuple, validator=_aligned)
    parts: tuple[tuple[str, "Tally"], ...] = attrs.field(default=(), converter=as_tuple, validator=_named)
    council: str = attrs.field(default="council", validator=identifier)
    about: str | None = attrs.field(default=None, validator=optional(identifier))
    casting: Choice | None = attrs.field(default=None, validator=optional(_breaking))
    is_open: bool = attrs.field(default=False, validator=one_of(bool))
    flaws: tuple[Finding, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Finding))

    @classmethod
    def count(
        cls,
        electorate: Electorate,
        choices: Mapping[str, Choice],
        *,
        about: str | None = None,
        present: Iterable[str] | None = None,
        objectors: Iterable[str] = (),
    ) -> "Tally":
        """Count the choices of voters, each by the identifier of the voter whose vote it is.

        Who is excused counts neither as present nor as voting.  Where `present` is given, a vote of somebody
        who is not among them does not count; where it is not, who voted took part, and nobody else did.
        Guests and others who may not vote are not handed in.

        Raises
        ------
        UnknownName
            If one of the choices, of those present or of the objectors belongs to nobody of the electorate.

        Examples
        --------
        >>> from communitygov.meeting.tally.electorate import Voter
        >>> from communitygov.meeting.measure import AREA
        >>> electorate = Electorate(
        ...     constituencies=[Constituency("owners", "业主", "owners")],
        ...     voters=[Voter(f"o-{at}", "owners", weights={"area": 100 * at}) for at in (1, 2, 3)],
        ...     measures=[AREA],
        ... )
        >>> tally = Tally.count(electorate, {"o-1": Choice.YES, "o-3": Choice.NO})
        >>> tally["owners"].yes, tally.measured(AREA)["owners"].no
        (1, 300)
        """
        if not isinstance(electorate, Electorate):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise InvalidValue("electorate", electorate, _ELECTORATE)
        cast_by = _as_choices(electorate, choices)
        here = cast_by if present is None else _known(electorate, present)
        against = _known(electorate, objectors)
        counted = count_voters(electorate, cast_by, present=here, objectors=against)
        return cls(
            **_arranged(electorate.constituencies, counted.whole, electorate.measures),
            parts=[
                (name, cls(**_arranged(electorate.constituencies, part, electorate.measures)))
                for name, part in counted.parts.items()
            ],
            council=electorate.council,
            about=about,
            flaws=electorate.flaws,
        )

    @classmethod
    def from_counts(
        cls,
        counts: Mapping[str, Given],
        *,
        constituencies: Iterable[Constituency],
        council: str = "council",
        about: str | None = None,
    ) -> "Tally":
        """Take counts by the codes of their constituencies; one that is left out has no seat filled.

        The counts of a constituency are of heads, or a mapping of counts by the codes of measures.

        Raises
        ------
        UnknownName
            If a code is not that of one of the constituencies, or of a measure.

        Examples
        --------
        >>> owners = Constituency("owners", "业主", "owners")
        >>> heads, area = Counts(entitled=2, present=1, yes=1), Counts(entitled=20000, present=8950, yes=8950)
        >>> tally = Tally.from_counts({"owners": {"heads": heads, "area": area}}, constituencies=[owners])
        >>> [measure.code for measure, _ in tally.weighed]
        ['area']
        """
        if not isinstance(counts, Mapping):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise InvalidValue("counts", counts, _BY_CODE)
        listed = _sides(constituencies)
        known = tuple(each.code for each in listed)
        for code in counts:
            if code not in known:
                raise UnknownName(Words("方", "constituency"), code, known)
        given = {code: _by_measure(each) for code, each in counts.items()}
        measures = tuple(
            dict.fromkeys(map(as_measure, (HEADS, *(code for each in given.values() for code in each))))
        )
        nobody = Counts(entitled=0)
        taken = {
            measure.code: tuple(given.get(code, {}).get(measure.code, nobody).sums for code in known)
            for measure in measures
        }
        return cls(**_arranged(listed, taken, measures), council=council, about=about)

    @cached_property
    def scope(self) -> Scope:
        """What a rule looks at."""
        return Scope(
            self.council,
            tuple(map(_CONSTITUENCY, self.groups)),
            _measured(self),
            self.flaws,
            {name: _measured(part) for name, part in self.parts} if self.parts else NO_PARTS,
            self.casting,
        )

    @property
    def corners(self) -> Corners:
        """What those who have not voted could still make of it; of a closed vote, what it is."""
        if not self.is_open:
            return Corners(self.scope, (self.scope,))
        return corners(self.scope)

    @property
    def total(self) -> Counts:
        """The counts of heads of all constituencies together."""
        return sum((counts for _, counts in self.groups), Counts(entitled=0))

    @property
    def missing(self) -> tuple[Finding, ...]:
        """What the council lacks: its vacant constituencies, and what else is wrong with it."""
        return (*map(vacancy, self.scope.vacant), *self.flaws)

    def measured(self, measure: Measure | str) -> Mapping[str, Counts]:
        """Return the counts in one measure by the codes of the constituencies."""
        wanted = as_measure(measure)
        sums = self.scope.sums(wanted)
        return {
            constituency.code: Counts.of(each)
            for (constituency, _), each in zip(self.groups, sums, strict=True)
        }

    def while_open(self) -> "Tally":
        """Return the tally as one of a vote that is still under way."""
        return attrs.evolve(self, is_open=True)

    def with_casting_vote(self, choice: Choice) -> "Tally":
        """Return the tally with the casting vote of the chair, in favour or against."""
        return attrs.evolve(self, casting=Choice.named(choice))

    def __getitem__(self, code: str) -> Counts:
        """Return the counts of heads of the constituency with this code."""
        for constituency, counts in self.groups:
            if constituency.code == code:
                return counts
        known = tuple(constituency.code for constituency, _ in self.groups)
        raise UnknownName(Words("方", "constituency"), code, known)


def _measured(tally: Tally) -> Measured:
    """Return the sums of every constituency, by the code of a measure."""
    sums: dict[str, tuple[Sums, ...]] = {HEADS.code: tuple(counts.sums for _, counts in tally.groups)}
    for measure, counts in tally.weighed:
        sums[measure.code] = tuple(each.sums for each in counts)
    return sums


def _as_choices(electorate: Electorate, given: object) -> Mapping[str, Choice]:
    """Refuse what is no mapping, a choice of nobody of the electorate, and what is no choice."""
    if not isinstance(given, Mapping):
        bound = Words("须为表决人标识与其选择的映射", "must map the identifiers of voters to their choices")
        raise InvalidValue("choices", given, bound)
    choices = cast("Mapping[str, Choice]", given)
    _known(electorate, choices)
    for choice in sorted(as_set(choices.values()), key=str):
        Choice.named(choice)
    return choices


def _known(electorate: Electorate, people: Iterable[str]) -> frozenset[str]:
    """Return people as a set; refuse who is not of the electorate, the first by name."""
    named = as_set(people)
    if not named <= electorate.ids:
        stranger = min(named - electorate.ids, key=str)
        raise UnknownName(Words("表决人", "voter"), stranger, electorate.columns.ids)
    return named


def _sides(given: Iterable[Constituency]) -> tuple[Constituency, ...]:
    """Refuse what is no constituency."""
    listed = as_tuple(given)
    for each in listed:
        if not isinstance(each, Constituency):
            raise InvalidValue("constituencies", each, _SIDE)
    return listed


def _by_measure(given: object) -> Mapping[str, Counts]:
    """Return counts by the codes of their measures; refuse what holds none."""
    found = {HEADS.code: given} if isinstance(given, Counts) else given
    if not isinstance(found, Mapping):
        raise InvalidValue("counts", given, _BY_CODE)
    by_measure = cast("Mapping[str, Counts]", found)
    for each in by_measure.values():
        if not isinstance(each, Counts):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise InvalidValue("counts", each, _BY_CODE)
    return by_measure


def _arranged(
    constituencies: tuple[Constituency, ...], sums: Measured, measures: Iterable[Measure]
) -> dict[str, Any]:
    """Return sums by measure as the fields of a tally."""
    counts = {measure: tuple(map(Counts.of, sums[measure.code])) for measure in measures}
    return {
        "groups": tuple(zip(constituencies, counts.pop(HEADS), strict=True)),
        "weighed": tuple(counts.items()),
    }

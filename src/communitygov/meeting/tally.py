"""The count of a matter (计票): for each constituency, how many may sit, came, voted and object.

1. A tally holds counts and no person: two people of one constituency may change places.
2. Nobody is counted who is not entitled: present ≤ entitled, votes ≤ present, objectors ≤ entitled.
3. It comes from a sitting (`Tally.of`), or from counts that were taken elsewhere (`Tally.from_counts`).

What is counted are seats; with one seat a person they are heads (人数).  Whole numbers only.
This module knows no rule: what the counts come to, `communitygov.meeting.decision` says.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import ClassVar, NamedTuple, cast

import attrs

from communitygov.core.canonical import GREATEST_INTEGER
from communitygov.core.checks import as_tuple, at_least, each_of, identifier, optional
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.meeting.council import CONSTITUENCY_VACANT, Constituency, vacancy
from communitygov.meeting.sitting import Choice, Sitting


class Count(TermEnum):
    """A count of which more is never worse; what a rule may ask a minimum of.

    Examples
    --------
    >>> Count("present").label("zh")
    '到会'
    """

    PRESENT = "present", "到会", "present"
    YES = "yes", "赞成", "in favour"


@attrs.frozen(kw_only=True)
class Counts(Value):
    """The numbers of one constituency, or of several together.

    Parameters
    ----------
    entitled
        Seats held (应到).
    present
        Of these, who came (实到).
    yes, no, abstain
        Of those present, who voted how; the others did not vote.
    objections
        Seats whose holders have an unsettled objection.

    Examples
    --------
    >>> Counts(entitled=3, present=2, yes=2) + Counts(entitled=1)
    Counts(entitled=4, present=2, yes=2, no=0, abstain=0, objections=0)
    >>> Counts(entitled=3, present=4)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: present: 4 will not do; it must be at most entitled, 3. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "counts"
    entitled: int = attrs.field(validator=at_least(0))
    present: int = attrs.field(default=0, validator=at_least(0))
    yes: int = attrs.field(default=0, validator=at_least(0))
    no: int = attrs.field(default=0, validator=at_least(0))
    abstain: int = attrs.field(default=0, validator=at_least(0))
    objections: int = attrs.field(default=0, validator=at_least(0))

    def __attrs_post_init__(self) -> None:
        """Refuse more of a part than of its whole."""
        for name, part, whole, most in (
            ("present", self.present, "entitled", self.entitled),
            ("votes", self.yes + self.no + self.abstain, "present", self.present),
            ("objections", self.objections, "entitled", self.entitled),
        ):
            if part > most:
                bound = Words(f"不得多于 {whole} 的 {most}", f"must be at most {whole}, {most}")
                raise InvalidValue(name, part, bound)

    def __add__(self, other: "Counts") -> "Counts":
        """Return the counts of both together."""
        return Counts(
            entitled=self.entitled + other.entitled,
            present=self.present + other.present,
            yes=self.yes + other.yes,
            no=self.no + other.no,
            abstain=self.abstain + other.abstain,
            objections=self.objections + other.objections,
        )


#: The counts of the constituencies, in the order of the council.
Groups = tuple[tuple[Constituency, Counts], ...]


class Scope(NamedTuple):
    """What a rule looks at: the whole tally, or one constituency of it.

    Parameters
    ----------
    council
        Identifier of the council, as the subject of what is said about the whole.
    groups
        The constituencies looked at, with their counts.
    flaws
        What is wrong with the council itself, beside vacancies.

    Examples
    --------
    >>> Scope(council="four-party", groups=(), flaws=()).council
    'four-party'
    """

    council: str
    groups: Groups
    flaws: tuple[Finding, ...]

    def each(self) -> Iterable["Scope"]:
        """Return one scope for each constituency."""
        return (Scope(self.council, (group,), self.flaws) for group in self.groups)

    def sum_of(self, count: Count) -> int:
        """Return a count, summed over the constituencies looked at."""
        total = 0
        for _, counts in self.groups:
            total += counts.present if count is Count.PRESENT else counts.yes
        return total

    @property
    def sole(self) -> Constituency | None:
        """The constituency looked at; none if there are several."""
        return self.groups[0][0] if len(self.groups) == 1 else None

    @property
    def who(self) -> Words:
        """The constituency looked at, or that it is the whole council."""
        return self.sole.words if self.sole else Words("全体", "all constituencies")

    @property
    def subject(self) -> str:
        """What a finding is about: the constituency looked at, or the council."""
        return self.sole.code if self.sole else self.council

    @property
    def vacant(self) -> tuple[Constituency, ...]:
        """The constituencies looked at in which nobody holds a seat."""
        return tuple(constituency for constituency, counts in self.groups if not counts.entitled)


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
    seats = sum(counts.entitled for _, counts in value)
    if seats > GREATEST_INTEGER:
        bound = Words("合计须不大于 2^53−1 席", "must have at most 2^53−1 seats together")
        raise InvalidValue(field.name, seats, bound)


@attrs.frozen(kw_only=True)
class Tally(Value):
    """The counts of one matter, by constituency.

    Parameters
    ----------
    groups
        Each constituency with its counts, in the order of the council.
    council
        Identifier of the council.
    about
        Identifier of the matter; none if the counts serve for whatever is presented.
    flaws
        What is wrong with the council itself on that day, beside vacancies, which the counts show.

    Examples
    --------
    >>> from communitygov.meeting.council import FOUR_CONSTITUENCIES
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
    council: str = attrs.field(default="council", validator=identifier)
    about: str | None = attrs.field(default=None, validator=optional(identifier))
    flaws: tuple[Finding, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Finding))

    @classmethod
    def of(cls, sitting: Sitting, *, about: str) -> "Tally":
        """Count a sitting for one matter.

        Left out are those who hold no seat that day, and votes of those who are not present.

        Examples
        --------
        >>> from datetime import UTC, datetime
        >>> from communitygov.meeting.council import Delegate, four_party_council
        >>> council = four_party_council(
        ...     [Delegate("d-1", "local_worthies"), Delegate("d-2", "local_worthies")]
        ... )
        >>> sitting = Sitting(id="LQ-M1", council=council, held_at=datetime(2023, 5, 4, 9, tzinfo=UTC))
        >>> sitting = sitting.with_present(["d-1"]).with_objection("d-1", about="LQ-1")
        >>> Tally.of(sitting, about="LQ-1")["local_worthies"]
        Counts(entitled=2, present=1, yes=0, no=0, abstain=0, objections=1)
        """
        council = _held(sitting).council
        flaws = council.findings(sitting.day)
        return cls(
            groups=tuple(zip(council.constituencies, _counted(sitting, about), strict=True)),
            council=council.id,
            about=about,
            flaws=tuple(each for each in flaws if each.code != CONSTITUENCY_VACANT.code),
        )

    @classmethod
    def from_counts(
        cls,
        counts: Mapping[str, Counts],
        *,
        constituencies: Iterable[Constituency],
        council: str = "council",
        about: str | None = None,
    ) -> "Tally":
        """Take counts by the codes of their constituencies; one that is left out has no seat filled.

        Raises
        ------
        UnknownName
            If a code is not that of one of the constituencies.
        """
        listed = as_tuple(constituencies)
        known = tuple(each.code for each in listed)
        for code in counts:
            if code not in known:
                raise UnknownName(Words("方", "constituency"), code, known)
        groups = tuple((each, counts.get(each.code, Counts(entitled=0))) for each in listed)
        return cls(groups=groups, council=council, about=about)

    @property
    def scope(self) -> Scope:
        """What a rule looks at."""
        return Scope(self.council, self.groups, self.flaws)

    @property
    def total(self) -> Counts:
        """The counts of all constituencies together."""
        return sum((counts for _, counts in self.groups), Counts(entitled=0))

    @property
    def missing(self) -> tuple[Finding, ...]:
        """What the council lacks: its vacant constituencies, and what else is wrong with it."""
        return (*map(vacancy, self.scope.vacant), *self.flaws)

    def __getitem__(self, code: str) -> Counts:
        """Return the counts of the constituency with this code."""
        for constituency, counts in self.groups:
            if constituency.code == code:
                return counts
        known = tuple(constituency.code for constituency, _ in self.groups)
        raise UnknownName(Words("方", "constituency"), code, known)


def _held(value: object) -> Sitting:
    """Refuse what is no sitting, such as a council that has not met."""
    if not isinstance(value, Sitting):
        raise InvalidValue("sitting", value, Words("须为会谈（Sitting）", "must be a Sitting"))
    return value


def _counted(sitting: Sitting, about: str) -> Iterable[Counts]:
    """Count each constituency of a sitting, seat by seat."""
    objectors = sitting.unsettled(about)
    choices = {vote.by: vote.choice for vote in sitting.votes if vote.about == about}
    for delegates in sitting.council.seats(sitting.day).values():
        seats = [each.id for each in delegates]
        present = [person for person in seats if person in sitting.present]
        cast = Counter(choices[person] for person in present if person in choices)
        yield Counts(
            entitled=len(seats),
            present=len(present),
            yes=cast[Choice.YES],
            no=cast[Choice.NO],
            abstain=cast[Choice.ABSTAIN],
            objections=sum(person in objectors for person in seats),
        )

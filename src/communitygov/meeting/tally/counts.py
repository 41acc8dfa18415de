"""The numbers of one constituency in one measure: who may vote, who came, who voted how, who objects.

1. Nobody is counted who is not entitled: excused ≤ entitled, votes ≤ present ≤ eligible, objections ≤
   eligible.
2. Who is excused (回避) is neither present nor voting for the matter, does not object to it, and stays among
   the entitled: whether they stay in the whole is for the rule to say, by its base.
3. Whole numbers only, of the smallest unit of the measure.

This module knows no constituency and no rule.
"""

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import ClassVar, NamedTuple

import attrs

from communitygov.core.checks import at_least
from communitygov.core.document import Value
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Words


class Base(TermEnum):
    """The whole of which a rule asks a share.

    Examples
    --------
    >>> Base("present").label("zh")
    '到会'
    """

    ALL = "all", "全体", "all"
    ELIGIBLE = "eligible", "全体（不含回避）", "all who are not excused"
    PRESENT = "present", "到会", "present"
    PARTICIPATING = "participating", "参与表决", "voting"
    VALID = "valid", "有效票", "valid votes"
    YES_NO = "yes_no", "赞成与反对", "votes for and against"


class Count(TermEnum):
    """A count of which more is never worse; what a rule may ask a minimum of.

    Examples
    --------
    >>> Count("present").label("zh")
    '到会'
    """

    PRESENT = "present", "到会", "present"
    PARTICIPATING = "participating", "参与表决", "voting"
    YES = "yes", "赞成", "in favour"


class Sums(NamedTuple):
    """The counts of one constituency, or of several together, as a rule reads them: plain and unchecked.

    Examples
    --------
    >>> sums = Sums(entitled=9, excused=1, present=6, yes=3, no=2)
    >>> sums.participating, sums.pending, sums.of(Base.ELIGIBLE), sums.counted(Count.YES)
    (5, 3, 8, 3)
    """

    entitled: int = 0
    excused: int = 0
    present: int = 0
    yes: int = 0
    no: int = 0
    abstain: int = 0
    invalid: int = 0
    objections: int = 0

    @property
    def eligible(self) -> int:
        """Of the entitled, those who are not excused."""
        return self.entitled - self.excused

    @property
    def participating(self) -> int:
        """Those who voted, validly or not."""
        return self.yes + self.no + self.abstain + self.invalid

    @property
    def pending(self) -> int:
        """Those who have not voted and could: present or not, but not excused."""
        return self.entitled - self.excused - self.yes - self.no - self.abstain - self.invalid

    def of(self, base: Base) -> int:
        """Return the whole that `base` names."""
        return _WHOLES[base](self)

    def counted(self, count: Count) -> int:
        """Return one count."""
        return _COUNTS[count](self)


_WHOLES: Mapping[Base, Callable[[Sums], int]] = MappingProxyType(
    {
        Base.ALL: attrgetter("entitled"),
        Base.ELIGIBLE: attrgetter("eligible"),
        Base.PRESENT: attrgetter("present"),
        Base.PARTICIPATING: attrgetter("participating"),
        Base.VALID: lambda sums: sums.yes + sums.no + sums.abstain,
        Base.YES_NO: lambda sums: sums.yes + sums.no,
    }
)
_COUNTS: Mapping[Count, Callable[[Sums], int]] = MappingProxyType(
    {
        Count.PRESENT: attrgetter("present"),
        Count.PARTICIPATING: attrgetter("participating"),
        Count.YES: attrgetter("yes"),
    }
)


def added(sums: Iterable[Sums]) -> Sums:
    """Return several sums together."""
    return Sums(*map(sum, zip(*sums, strict=True)))


@attrs.frozen(kw_only=True)
class Counts(Value):
    """The numbers of one constituency, or of several together.

    Parameters
    ----------
    entitled
        All who may vote (应到), or what they weigh.
    excused
        Of these, who may not on this matter (回避).
    present
        Of those not excused, who came, or whose vote came (实到).
    yes, no, abstain, invalid
        Of those present, who voted how; the others did not vote.
    objections
        Of those not excused, who has an unsettled objection.

    Examples
    --------
    >>> Counts(entitled=3, present=2, yes=2) + Counts(entitled=1)
    Counts(entitled=4, excused=0, present=2, yes=2, no=0, abstain=0, invalid=0, objections=0)
    >>> Counts(entitled=3, present=4)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: present: 4 will not do; it must be at most eligible, 3. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "counts"
    entitled: int = attrs.field(validator=at_least(0))
    excused: int = attrs.field(default=0, validator=at_least(0))
    present: int = attrs.field(default=0, validator=at_least(0))
    yes: int = attrs.field(default=0, validator=at_least(0))
    no: int = attrs.field(default=0, validator=at_least(0))
    abstain: int = attrs.field(default=0, validator=at_least(0))
    invalid: int = attrs.field(default=0, validator=at_least(0))
    objections: int = attrs.field(default=0, validator=at_least(0))
    #: The numbers as a rule reads them.
    sums: Sums = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """Refuse more of a part than of its whole."""
        sums = self._plain()
        object.__setattr__(self, "sums", sums)
        for name, part, whole, most in (
            ("excused", self.excused, "entitled", self.entitled),
            ("present", self.present, "eligible", sums.eligible),
            ("votes", sums.participating, "present", self.present),
            ("objections", self.objections, "eligible", sums.eligible),
        ):
            if part > most:
                bound = Words(f"不得多于 {whole} 的 {most}", f"must be at most {whole}, {most}")
                raise InvalidValue(name, part, bound)

    @classmethod
    def of(cls, sums: Sums) -> "Counts":
        """Return the numbers checked."""
        return cls(**sums._asdict())

    @property
    def absent(self) -> int:
        """Those who could have come and did not."""
        return self.entitled - self.excused - self.present

    @property
    def not_voting(self) -> int:
        """Those who came and did not vote."""
        return self.present - self.sums.participating

    def __add__(self, other: "Counts") -> "Counts":
        """Return the counts of both together."""
        if not isinstance(other, Counts):  # pyright: ignore[reportUnnecessaryIsInstance]
            return NotImplemented
        return Counts.of(added((self.sums, other.sums)))

    def _plain(self) -> Sums:
        """Return the numbers as a rule reads them."""
        return Sums(
            self.entitled,
            self.excused,
            self.present,
            self.yes,
            self.no,
            self.abstain,
            self.invalid,
            self.objections,
        )

"""Volunteers: a brand of so many stewards (十八管家), and so many teams, some of them named.

Eighteen stewards are eighteen, neither seventeen nor nineteen; which, the document does not say, so the
caller does.  Of seven teams three are named; four are counted and not invented.  No name of a person stands
here.
"""

from html import escape
from typing import ClassVar

import attrs

from communitygov.core.argument import require_once
from communitygov.core.checks import as_tuple, at_least, counted, each_of, identifier, one_of, title
from communitygov.core.document import Value
from communitygov.core.source import LIBRARY_DEFAULT, Citation, quoted
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, UnknownName, Words

#: Where the brand and its services stand.
EIGHTEEN_STEWARDS = quoted("001", "“十八管家”志愿品牌")
#: Where the seven teams stand, three of them named.
SEVEN_TEAMS = quoted("001", "“党旗红”“百事帮”“万事通”等7支志愿者服务队伍")

#: How many stewards the name says.
STEWARDS = 18
#: The name that says so.
_EIGHTEEN = Term("eighteen_stewards", "十八管家", "Eighteen Stewards")
_NOT_MORE = Words("须不多于所报队伍数", "must be no more than the teams declared")


@attrs.frozen(kw_only=True)
class VolunteerBrand(Value):
    """A brand under which so many services are offered.

    Parameters
    ----------
    name
        Code and names of the brand.
    size
        How many there must be; 18 where the name is 十八管家.
    members
        Each of them, as a term; exactly so many.

    Examples
    --------
    >>> own = [Term(f"s-{n}", f"管家{n}", f"steward {n}") for n in range(1, 19)]
    >>> len(eighteen_stewards(own).members)
    18
    >>> eighteen_stewards(own[:17])
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: members: 17 will not do; it must come to 18, as the name says. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "volunteer-brand"
    name: Term = attrs.field(validator=one_of(Term))
    size: int = attrs.field(validator=at_least(1))
    members: tuple[Term, ...] = attrs.field(converter=as_tuple, validator=each_of(Term), repr=counted)
    citation: Citation = attrs.field(default=LIBRARY_DEFAULT, validator=one_of(Citation))

    def __attrs_post_init__(self) -> None:
        """Refuse more or fewer than the name says, and one twice."""
        if self.name.zh == _EIGHTEEN.zh and self.size != STEWARDS:
            bound = Words(f"“{_EIGHTEEN.zh}”须为 {STEWARDS}", f"must be {STEWARDS} of {_EIGHTEEN.en}")
            raise InvalidValue("size", self.size, bound)
        if len(self.members) != self.size:
            bound = Words(f"须为名称所说的 {self.size} 个", f"must come to {self.size}, as the name says")
            raise InvalidValue("members", len(self.members), bound)
        require_once("members", tuple(each.code for each in self.members))

    def _repr_html_(self) -> str:
        caption = f"{self.name.zh} {self.name.en} · {self.size}"
        return _listed(caption, [f"{each.zh} {each.en}" for each in self.members])


def eighteen_stewards(members: tuple[Term, ...] | list[Term]) -> VolunteerBrand:
    """Return the brand 十八管家 with the eighteen that the caller knows.

    Raises
    ------
    InvalidValue
        If there are more or fewer, or one stands twice.

    Examples
    --------
    >>> own = [Term(f"s-{n}", f"管家{n}", f"steward {n}") for n in range(1, 19)]
    >>> eighteen_stewards(own).name.zh
    '十八管家'
    """
    return VolunteerBrand(name=_EIGHTEEN, size=STEWARDS, members=members, citation=EIGHTEEN_STEWARDS)


@attrs.frozen(kw_only=True)
class VolunteerTeam(Value):
    """A team that is named.

    Examples
    --------
    >>> VolunteerTeam(id="t-1", name="党旗红").name
    '党旗红'
    """

    document_kind: ClassVar[str] = "volunteer-team"
    id: str = attrs.field(validator=identifier)
    name: str = attrs.field(validator=title)


@attrs.frozen(kw_only=True)
class VolunteerTeams(Value):
    """The teams of one place: so many, some of them named.

    Parameters
    ----------
    place
        Code of the place.
    count
        How many there are, as it is said.
    teams
        Those that are named.

    Examples
    --------
    >>> names = ["党旗红", "百事帮", "万事通"]
    >>> named = [VolunteerTeam(id=f"t-{at}", name=name) for at, name in enumerate(names)]
    >>> teams = VolunteerTeams(place="LQ", count=7, teams=named)
    >>> teams.count, teams.named, teams.unnamed
    (7, 3, 4)
    >>> full = teams
    >>> for at in range(3, 7):
    ...     full = full.with_team(VolunteerTeam(id=f"t-{at}", name=f"第{at}队"))
    >>> full.with_team(VolunteerTeam(id="t-8", name="第八队"))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: teams: 8 will not do; it must be no more than the teams declared. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "volunteer-teams"
    place: str = attrs.field(validator=identifier)
    count: int = attrs.field(validator=at_least(1))
    teams: tuple[VolunteerTeam, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(VolunteerTeam), repr=counted
    )
    citation: Citation = attrs.field(default=LIBRARY_DEFAULT, validator=one_of(Citation))

    def __attrs_post_init__(self) -> None:
        """Refuse more teams than there are, and one twice."""
        if len(self.teams) > self.count:
            raise InvalidValue("teams", len(self.teams), _NOT_MORE)
        require_once("teams", tuple(each.id for each in self.teams))

    def __getitem__(self, team: str) -> VolunteerTeam:
        """Return the named team with this identifier."""
        for each in self.teams:
            if each.id == team:
                return each
        raise UnknownName(Words("队伍", "team"), team, tuple(sorted(each.id for each in self.teams)))

    def _repr_html_(self) -> str:
        caption = f"志愿服务队伍 volunteer teams · {self.place} · {self.count}"
        more = f"另有 {self.unnamed} 支未列名 · {self.unnamed} more, not named"
        return _listed(caption, [*(each.name for each in self.teams), *([more] if self.unnamed else [])])

    @property
    def named(self) -> int:
        """How many are named."""
        return len(self.teams)

    @property
    def unnamed(self) -> int:
        """How many nobody names."""
        return self.count - len(self.teams)

    def with_team(self, team: VolunteerTeam) -> "VolunteerTeams":
        """Return the teams with one more named.

        Raises
        ------
        InvalidValue
            If more would be named than there are.
        """
        return attrs.evolve(self, teams=(*self.teams, team))


def _listed(caption: str, lines: list[str]) -> str:
    """Return lines as an HTML table."""
    rows = "".join(f"<tr><td>{escape(each)}</td></tr>" for each in lines)
    return (
        f'<table class="communitygov-volunteers"><caption>{escape(caption)}</caption>'
        f"<tbody>{rows}</tbody></table>"
    )

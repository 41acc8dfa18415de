"""Who sits on a council (议事协商会), for which constituency (方), and whether it is constituted.

1. A council is a list of constituencies and a roster of delegates.  The four of the documents are a preset;
   any number is the model.
2. A council that lacks a constituency is no error but a finding that names it.  Constituted: no finding.
3. A roster may keep terms (任期) that are over and terms to come; who serves depends on the day asked for.

The documents name the four constituencies and nothing more: no number of seats, no term, no rule about one
person in two seats.  One seat a person is a library default.  Neither a name nor a calendar is kept here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, at_least, counted, day, each_of, identifier, one_of, optional
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.source import Citation, quoted
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, UnknownName, Words

CONSTITUENCY_VACANT = Message(
    "CONSTITUENCY_VACANT",
    Words("{constituency}一方没有在任代表", "nobody holds a seat for the {constituency}"),
    Words("请推选{constituency}", "seat a delegate of the {constituency}"),
)
DELEGATE_UNKNOWN_CONSTITUENCY = Message(
    "DELEGATE_UNKNOWN_CONSTITUENCY",
    Words(
        "{person} 所属的 {constituency} 不是本会的一方",
        "{person} sits for {constituency}, which is none of this council",
    ),
    Words("请更正其所属的方，现有：{known}", "correct the constituency; there are: {known}"),
)
SEAT_DOUBLED = Message(
    "SEAT_DOUBLED",
    Words(
        "{person} 同时占 {seats} 席（{constituencies}），至多 {most} 席",
        "{person} fills {seats} seats at once ({constituencies}), {most} is the most",
    ),
    Words("请另推选代表，使每人至多 {most} 席", "seat somebody else, so that nobody fills more than {most}"),
)
TERM_EXPIRED = Message(
    "TERM_EXPIRED",
    Words(
        "{person}（{constituency}）的任期已于 {until} 届满",
        "the term of {person} ({constituency}) ended on {until}",
    ),
    Words("请重新推选{constituency}", "renew the term, or seat somebody else of the {constituency}"),
)
TERM_NOT_BEGUN = Message(
    "TERM_NOT_BEGUN",
    Words(
        "{person}（{constituency}）的任期自 {since} 起",
        "the term of {person} ({constituency}) begins on {since}",
    ),
    Words("请待 {since} 起，或先推选他人", "wait for {since}, or seat somebody else until then"),
)


@attrs.frozen
class Constituency(Term):
    """One side of a council (方), with the place where it stands.

    Examples
    --------
    >>> owners = Constituency("owners_committee", "业主委员会", "owners' committee")
    >>> owners.label("zh"), owners.source
    ('业主委员会', None)
    """

    document_kind: ClassVar[str] = "constituency"
    source: Citation | None = attrs.field(default=None, kw_only=True, validator=optional(one_of(Citation)))


#: 两委干部.  One constituency, though its name speaks of two committees.
TWO_COMMITTEE_CADRES = Constituency(
    "two_committee_cadres", "两委干部", "two-committee cadres", source=quoted("001", "两委干部")
)
#: 群众代表
RESIDENTS_REPRESENTATIVES = Constituency(
    "residents_representatives", "群众代表", "residents' representatives", source=quoted("001", "群众代表")
)
#: 老干部代表
RETIRED_CADRE_REPRESENTATIVES = Constituency(
    "retired_cadre_representatives",
    "老干部代表",
    "retired-cadre representatives",
    source=quoted("001", "老干部代表"),
)
#: 乡贤代表
LOCAL_WORTHIES = Constituency(
    "local_worthies", "乡贤代表", "local-worthy representatives", source=quoted("001", "乡贤代表")
)
#: The four of 四方会谈, in the order of the document.
FOUR_CONSTITUENCIES = (
    TWO_COMMITTEE_CADRES,
    RESIDENTS_REPRESENTATIVES,
    RETIRED_CADRE_REPRESENTATIVES,
    LOCAL_WORTHIES,
)


def _check_day(on: date | None) -> None:
    """Refuse a datetime where a day is asked for."""
    if on is not None and type(on) is not date:
        raise InvalidValue("on", on, Words("须为日期（不含时刻）", "must be a date without a time"))


@attrs.frozen
class Delegate(Value):
    """A person's seat on a council (代表) for one term.

    Parameters
    ----------
    id
        Identifier of the person, given by the host application; ASCII, no personal data.
    constituency
        Code of the constituency for which the person sits.
    since, until
        First day of the term, and the first day after it; open where not given.

    Examples
    --------
    >>> delegate = Delegate("d-1", "local_worthies", since=date(2023, 1, 1), until=date(2026, 1, 1))
    >>> delegate.serves(date(2025, 12, 31)), delegate.serves(date(2026, 1, 1))
    (True, False)
    >>> Delegate("d-1", "local_worthies", since=date(2023, 1, 1), until=date(2022, 1, 1))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: until: '2022-01-01' will not do; it must be later than the first day, \
2023-01-01. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "delegate"
    id: str = attrs.field(validator=identifier)
    constituency: str = attrs.field(validator=identifier)
    since: date | None = attrs.field(default=None, kw_only=True, validator=optional(day))
    until: date | None = attrs.field(default=None, kw_only=True, validator=optional(day))

    def __attrs_post_init__(self) -> None:
        """Refuse an end before the beginning."""
        if self.since and self.until and self.until <= self.since:
            bound = Words(f"须晚于任期首日 {self.since}", f"must be later than the first day, {self.since}")
            raise InvalidValue("until", self.until.isoformat(), bound)

    def serves(self, on: date | None = None) -> bool:
        """Tell whether the term runs on a day; without a day, terms are not looked at."""
        _check_day(on)
        if on is None:
            return True
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


@attrs.frozen(kw_only=True)
class Council(Value):
    """A consultative council (议事协商会): its constituencies and who sits for them.

    Parameters
    ----------
    id
        Identifier given by the host application.
    constituencies
        At least one, in the order in which they are listed everywhere.
    delegates
        The roster; past and coming terms may stand in it.
    seats_per_person
        How many seats one person may fill at the same time.

    Examples
    --------
    >>> council = four_party_council(
    ...     [
    ...         Delegate("d-1", "two_committee_cadres"),
    ...         Delegate("d-2", "residents_representatives"),
    ...         Delegate("d-3", "retired_cadre_representatives"),
    ...     ]
    ... )
    >>> council.is_constituted()
    False
    >>> print(council.findings()[0])
    nobody holds a seat for the local-worthy representatives [CONSTITUENCY_VACANT]
    >>> council.with_delegate(Delegate("d-4", "local_worthies")).is_constituted()
    True
    """

    document_kind: ClassVar[str] = "council"
    id: str = attrs.field(validator=identifier)
    constituencies: tuple[Constituency, ...] = attrs.field(
        converter=as_tuple, validator=each_of(Constituency)
    )
    delegates: tuple[Delegate, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Delegate), repr=counted
    )
    seats_per_person: int = attrs.field(default=1, validator=at_least(1))

    def __attrs_post_init__(self) -> None:
        """Refuse a council of no constituency, or of one listed twice."""
        codes = [each.code for each in self.constituencies]
        if not codes or len(set(codes)) < len(codes):
            bound = Words("须至少有一方，且不重复", "must name one constituency or more, and none twice")
            raise InvalidValue("constituencies", ", ".join(codes), bound)

    def constituency(self, code: str) -> Constituency:
        """Return the constituency with this code; raise `UnknownName` with the nearest one otherwise."""
        for each in self.constituencies:
            if each.code == code:
                return each
        known = tuple(each.code for each in self.constituencies)
        raise UnknownName(Words("方", "constituency"), code, known)

    def serving(self, on: date | None = None) -> tuple[Delegate, ...]:
        """Return who holds a seat on a day, in the order of the roster; without a day, whatever the terms."""
        _check_day(on)
        codes = {each.code for each in self.constituencies}
        return tuple(each for each in self.delegates if each.constituency in codes and each.serves(on))

    def seats(self, on: date | None = None) -> Mapping[str, tuple[Delegate, ...]]:
        """Return who serves, by the codes of all constituencies in their order; none where one is vacant."""
        seats: dict[str, list[Delegate]] = {each.code: [] for each in self.constituencies}
        for delegate in self.serving(on):
            seats[delegate.constituency].append(delegate)
        return {code: tuple(held) for code, held in seats.items()}

    def findings(self, on: date | None = None) -> tuple[Finding, ...]:
        """Return why the council is not constituted on a day: first every vacant constituency, by name.

        Without a day, terms are looked at only to tell whether one person fills several seats at once.
        """
        return (*self._vacancies(on), *self._strangers(), *self._doubled(on))

    def is_constituted(self, on: date | None = None) -> bool:
        """Tell whether every constituency is seated and the roster is sound."""
        return not self.findings(on)

    def with_delegate(self, delegate: Delegate) -> "Council":
        """Return the council with one more delegate on its roster."""
        return attrs.evolve(self, delegates=(*self.delegates, delegate))

    def _vacancies(self, on: date | None) -> Iterable[Finding]:
        """Name each constituency without a serving delegate, and the terms of those it has."""
        serving, roster = self.seats(on), self.seats()
        for constituency in self.constituencies:
            if not serving[constituency.code]:
                yield vacancy(constituency)
                yield from (
                    term_finding(each, constituency, on=on) for each in roster[constituency.code] if on
                )

    def _strangers(self) -> Iterable[Finding]:
        """Name the delegates of a constituency that the council does not have."""
        known = {each.code for each in self.constituencies}
        names = ", ".join(sorted(known))
        for each in self.delegates:
            if each.constituency not in known:
                details = {"person": each.id, "constituency": each.constituency, "known": names}
                yield DELEGATE_UNKNOWN_CONSTITUENCY.finding(each.id, details)

    def _doubled(self, on: date | None) -> Iterable[Finding]:
        """Name each person who fills more seats than one person may."""
        by_person: defaultdict[str, list[Delegate]] = defaultdict(list)
        for delegate in self.serving(on):
            by_person[delegate.id].append(delegate)
        for person, held in sorted(by_person.items()):
            seats = len(held) if on else _most_at_once(held)
            if seats > self.seats_per_person:
                codes = ", ".join(sorted({each.constituency for each in held}))
                facts: dict[str, Detail] = {
                    "person": person,
                    "constituencies": codes,
                    "seats": seats,
                    "most": self.seats_per_person,
                }
                yield SEAT_DOUBLED.finding(person, facts)

    def _repr_html_(self) -> str:
        """Show who sits for which constituency as a table in a notebook; what is vacant says so."""
        seats = self.seats()
        rows = "".join(
            f"<tr><td>{escape(each.zh)}</td><td>{escape(each.en)}</td><td>{_listed(seats[each.code])}</td></tr>"
            for each in self.constituencies
        )
        return (
            f"<table><caption>{escape(self.id)}</caption>"
            "<thead><tr><th>方</th><th>constituency</th><th>代表 delegates</th></tr></thead>"
            f"<tbody>{rows}</tbody></table>"
        )


def _listed(seats: Iterable[Delegate]) -> str:
    """Show delegates with their terms where they have one, as HTML."""
    shown = [
        escape(each.id) + (f" ({each.since or ''}–{each.until or ''})" if each.since or each.until else "")
        for each in seats
    ]
    return ", ".join(shown) or "<b>空缺 vacant</b>"


def _most_at_once(held: Iterable[Delegate]) -> int:
    """Return the most terms of one person that run on the same day, whichever it is."""
    begins = [(each.since or date.min, 1) for each in held]
    ends = [(each.until, -1) for each in held if each.until]
    most = running = 0
    for _, step in sorted(begins + ends):  # on the same day an end goes before a beginning
        running += step
        most = max(most, running)
    return most


def vacancy(constituency: Constituency) -> Finding:
    """Return the finding that nobody sits for a constituency, with the place where it stands."""
    finding = CONSTITUENCY_VACANT.finding(constituency.code, {"constituency": constituency})
    return attrs.evolve(finding, source=constituency.source)


def term_finding(delegate: Delegate, constituency: Constituency, *, on: date) -> Finding:
    """Return the finding about a delegate whose term does not run on a day: it is over, or yet to begin."""
    details: dict[str, Detail] = {"person": delegate.id, "constituency": constituency}
    if delegate.until and delegate.until <= on:
        return TERM_EXPIRED.finding(delegate.id, {**details, "until": delegate.until.isoformat()})
    return TERM_NOT_BEGUN.finding(delegate.id, {**details, "since": str(delegate.since)})


def four_party_council(
    delegates: Iterable[Delegate], *, id: str = "four-party-council", seats_per_person: int = 1
) -> Council:
    """Return the council of 四方会谈 with these delegates.

    Examples
    --------
    >>> council = four_party_council(())
    >>> [finding.subject for finding in council.findings()]
    ['two_committee_cadres', 'residents_representatives', 'retired_cadre_representatives', 'local_worthies']
    >>> print(council.findings()[3].text("zh"))
    乡贤代表一方没有在任代表
    """
    return Council(
        id=id,
        constituencies=FOUR_CONSTITUENCIES,
        delegates=as_tuple(delegates),
        seats_per_person=seats_per_person,
    )

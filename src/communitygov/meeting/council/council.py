"""Who sits on a council (议事协商会) on a day, what is vacant, and whether it is constituted.

1. A council is a list of constituencies and a roster of delegates.  The four of the documents are a preset;
   any number is the model.
2. A council that lacks a constituency is no error but a finding that names it.  Constituted: no finding.
   What is amiss without keeping it from being constituted is a remark.
3. A roster may keep terms (任期) that are over and terms to come; who serves depends on the day asked for.
4. Of several substitutes (候补) for one delegate the first on the roster sits, and only while that delegate
   does not, a seat is free, and they sit nowhere else.

The documents name the four constituencies and nothing more: no number of seats, no term, no rule about one
person in two seats.  One seat a person is a library default, and so is that one filled seat is enough for a
constituency that has several.  Neither a name nor a calendar is kept here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from typing import Any, ClassVar

import attrs

from communitygov.core.checks import as_tuple, at_least, counted, each_of, identifier, one_of, optional
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.workcalendar import plain_day
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.meeting.council.composition import CompositionRule
from communitygov.meeting.council.constituency import (
    FOUR_CONSTITUENCIES,
    Constituency,
    VacancyList,
    VacantSeats,
    exceeded,
    unfilled,
    vacancy,
)
from communitygov.meeting.council.delegate import Delegate, term_finding
from communitygov.meeting.council.roster import in_term, most_at_once, own_seats, runs_up_to, seat_of, serving
from communitygov.meeting.threshold import Threshold

DELEGATE_UNKNOWN_CONSTITUENCY = Message(
    "DELEGATE_UNKNOWN_CONSTITUENCY",
    Words(
        "{person} 所属的 {constituency} 不是本会的一方",
        "{person} sits for {constituency}, which is none of this council",
    ),
    Words("请更正其所属的方，现有：{known}", "correct the constituency; there are: {known}"),
)
SUBSTITUTE_UNKNOWN = Message(
    "SUBSTITUTE_UNKNOWN",
    Words(
        "{person} 候补的 {principal} 在{constituency}一方没有席位",
        "{person} stands in for {principal}, who has no seat of the {constituency}",
    ),
    Words(
        "请更正其所候补的代表，或改为正式代表",
        "correct for whom they stand in, or give them a seat of their own",
    ),
)
SEAT_DOUBLED = Message(
    "SEAT_DOUBLED",
    Words(
        "{person} 同时占 {seats} 席（{constituencies}），至多 {most} 席",
        "{person} fills {seats} seats at once ({constituencies}), {most} is the most",
    ),
    Words("请另推选代表，使每人至多 {most} 席", "seat somebody else, so that nobody fills more than {most}"),
)
TERMS_OVERLAP = Message(
    "TERMS_OVERLAP",
    Words(
        "{person} 在 {constituencies} 一方有 {seats} 个任期重叠，至多 {most} 席",
        "{seats} terms of {person} for {constituencies} overlap, {most} is the most",
    ),
    Words("请先终止前一任期，再起后一任期", "end the earlier term where the later one begins"),
)


def _distinct(_owner: object, field: "attrs.Attribute[Any]", value: tuple[Constituency, ...]) -> None:
    """Refuse no constituency, and one listed twice."""
    codes = [each.code for each in value]
    if not codes or len(set(codes)) < len(codes):
        bound = Words("须至少有一方，且不重复", "must name one constituency or more, and none twice")
        raise InvalidValue(field.name, ", ".join(codes), bound)


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
        The roster; past and coming terms may stand in it, and substitutes in their order.
    seats_per_person
        How many seats one person may fill at the same time.
    least_filled
        Which share of the seats that a constituency says to have must be filled for the council to be
        constituted; without it, one seat is enough.
    composition
        What else the council must be made of.

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
        converter=as_tuple, validator=[each_of(Constituency), _distinct]
    )
    delegates: tuple[Delegate, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Delegate), repr=counted
    )
    seats_per_person: int = attrs.field(default=1, validator=at_least(1))
    least_filled: Threshold | None = attrs.field(default=None, validator=optional(one_of(Threshold)))
    composition: tuple[CompositionRule, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(CompositionRule)
    )

    def __attrs_post_init__(self) -> None:
        """Refuse a rule about a constituency that the council does not have."""
        for rule in self.composition:
            if rule.about:
                self.constituency(rule.about.code)

    def constituency(self, code: str) -> Constituency:
        """Return the constituency with this code; raise `UnknownName` with the nearest one otherwise."""
        for each in self.constituencies:
            if each.code == code:
                return each
        known = tuple(each.code for each in self.constituencies)
        raise UnknownName(Words("方", "constituency"), code, known)

    # ------------------------------------------------------------------ who sits

    def serving(self, on: date | None = None) -> tuple[Delegate, ...]:
        """Return who holds a seat on a day, substitutes where they sit, in the order of the roster.

        Without a day, every delegate with a seat of their own, whatever the terms.
        """
        return serving(self.delegates, self._sides, on=on)

    def seats(self, on: date | None = None) -> Mapping[str, tuple[Delegate, ...]]:
        """Return who serves, by the codes of all constituencies in their order; none where one is vacant."""
        seats: dict[str, list[Delegate]] = {each.code: [] for each in self.constituencies}
        for delegate in self.serving(on):
            seats[delegate.constituency].append(delegate)
        return {code: tuple(held) for code, held in seats.items()}

    def substitutes_for(self, person: str, *, on: date | None = None) -> tuple[Delegate, ...]:
        """Return who may sit in a delegate's place on a day if they are away, the first in line first.

        Whoever serves that day already is left out.
        """
        busy, own = {each.id for each in self.serving(on)}, own_seats(self.delegates)
        return tuple(
            each
            for each in in_term(self.delegates, self._sides, on=on).values()
            if each.substitute_of == person and seat_of(each) in own and each.id not in busy
        )

    def vacancies(self, on: date | None = None) -> VacancyList:
        """Return which constituencies have seats to fill on a day, and how many."""
        seats = self.seats(on)
        return VacancyList(
            VacantSeats(constituency=each, filled=len(seats[each.code]))
            for each in self.constituencies
            if len(seats[each.code]) < (each.seats or 1)
        )

    # ------------------------------------------------------------------ what is amiss

    def findings(self, on: date | None = None) -> tuple[Finding, ...]:
        """Return why the council is not constituted on a day: first every vacant constituency, by name.

        Without a day, terms are looked at only to tell whether more seats are filled at once than one person
        may fill, or than a constituency has.
        """
        return (
            *self._unseated(on),
            *self._overfull(on),
            *self._strangers(),
            *self._doubled(on),
            *self._broken(on),
        )

    def remarks(self, on: date | None = None) -> tuple[Finding, ...]:
        """Return what is amiss on a day without keeping the council from being constituted: vacant seats."""
        return tuple(
            unfilled(
                each.constituency,
                each.filled,
                need=each.missing + each.filled,
                source=each.constituency.source,
            )
            for each in self.vacancies(on)
            if each.filled >= self._needed(each.constituency)
        )

    def is_constituted(self, on: date | None = None) -> bool:
        """Tell whether every constituency is seated, the roster sound and the rules of composition kept."""
        return not self.findings(on)

    # ------------------------------------------------------------------ changes

    def with_delegate(self, delegate: Delegate) -> "Council":
        """Return the council with one more delegate on its roster, last in line."""
        return attrs.evolve(self, delegates=(*self.delegates, delegate))

    def with_term_ended(self, person: str, *, on: date, constituency: str | None = None) -> "Council":
        """Return the council with the terms of a person over on a day, which is the first without them.

        Parameters
        ----------
        constituency
            Code of the one constituency for which the person ceases to sit; every one if not given.

        Raises
        ------
        UnknownName
            If no term of the person runs up to that day.

        Examples
        --------
        >>> council = four_party_council([Delegate("d-4", "local_worthies")])
        >>> ended = council.with_term_ended("d-4", on=date(2023, 5, 4))
        >>> [len(ended.serving(day)) for day in (date(2023, 5, 3), date(2023, 5, 4))]
        [1, 0]
        """
        plain_day("on", on)
        running = {
            at: each
            for at, each in enumerate(self.delegates)
            if constituency in (None, each.constituency) and runs_up_to(each, on)
        }
        if all(each.id != person for each in running.values()):
            known = tuple(sorted({each.id for each in running.values()}))
            raise UnknownName(Words("在任代表", "delegate in office"), person, known)
        ended = {at: attrs.evolve(each, until=on) for at, each in running.items() if each.id == person}
        roster = tuple(ended.get(at, each) for at, each in enumerate(self.delegates))
        return attrs.evolve(self, delegates=roster)

    # ------------------------------------------------------------------ how findings come about

    @property
    def _sides(self) -> Mapping[str, Constituency]:
        """The constituencies by their codes."""
        return {each.code: each for each in self.constituencies}

    def _needed(self, constituency: Constituency) -> int:
        """Return how many seats of a constituency must be filled."""
        if self.least_filled is None or constituency.seats is None:
            return 1
        return self.least_filled.least(constituency.seats)

    def _unseated(self, on: date | None) -> Iterable[Finding]:
        """Name each constituency with too few delegates; of a vacant one also the terms that do not run."""
        for each in self.vacancies(on):
            side, need = each.constituency, self._needed(each.constituency)
            if each.is_wholly_vacant:
                yield vacancy(side)
                yield from self._terms(side, on)
            elif each.filled < need:
                yield unfilled(side, each.filled, need=need, source=side.source)

    def _terms(self, side: Constituency, on: date | None) -> Iterable[Finding]:
        """Tell of every term of a constituency that does not run on a day."""
        for each in self.delegates:
            if on is not None and each.constituency == side.code and not each.is_in_term(on):
                yield term_finding(each, side, on=on)

    def _overfull(self, on: date | None) -> Iterable[Finding]:
        """Name each constituency with more serving delegates than it has seats."""
        sides = self._sides
        for code, held in self.seats(on).items():
            side, have = sides[code], len(held) if on else most_at_once(held)
            if side.seats is not None and have > side.seats:
                yield exceeded(side, have, most=side.seats, source=side.source)

    def _strangers(self) -> Iterable[Finding]:
        """Name the delegates of no constituency of the council, and the substitutes of nobody."""
        sides, own = self._sides, own_seats(self.delegates)
        names = ", ".join(sorted(sides))
        for each in self.delegates:
            details: dict[str, Detail] = {"person": each.id}
            if each.constituency not in sides:
                details |= {"constituency": each.constituency, "known": names}
                yield DELEGATE_UNKNOWN_CONSTITUENCY.finding(each.id, details)
            elif seat_of(each) not in own:
                details |= {"constituency": sides[each.constituency], "principal": seat_of(each).person}
                yield SUBSTITUTE_UNKNOWN.finding(each.id, details)

    def _doubled(self, on: date | None) -> Iterable[Finding]:
        """Name each person who fills more seats than one person may, in one constituency or in several."""
        by_person: defaultdict[str, list[Delegate]] = defaultdict(list)
        for delegate in self.serving(on):
            by_person[delegate.id].append(delegate)
        for person, held in sorted(by_person.items()):
            seats = len(held) if on else most_at_once(held)
            if seats > self.seats_per_person:
                codes = sorted({each.constituency for each in held})
                message = SEAT_DOUBLED if len(codes) > 1 else TERMS_OVERLAP
                facts: dict[str, Detail] = {"person": person, "constituencies": ", ".join(codes)}
                yield message.finding(person, {**facts, "seats": seats, "most": self.seats_per_person})

    def _broken(self, on: date | None) -> Iterable[Finding]:
        """Tell of each rule of composition that is not kept."""
        serving = self.serving(on)
        for rule in self.composition:
            yield from rule.findings(serving)

    def _repr_html_(self) -> str:
        """Show who sits for which constituency as a table in a notebook; what is vacant says so."""
        rows = "".join(
            f"<tr><td>{escape(each.zh)}</td><td>{escape(each.en)}</td><td>{each.seats or '—'}</td>"
            f"<td>{_listed(self.delegates, each.code)}</td></tr>"
            for each in self.constituencies
        )
        return (
            f"<table><caption>{escape(self.id)}</caption><thead><tr><th>方</th><th>constituency</th>"
            f"<th>编制 seats</th><th>代表 delegates</th></tr></thead><tbody>{rows}</tbody></table>"
        )


def _listed(roster: Iterable[Delegate], code: str) -> str:
    """Show the delegates of a constituency with their terms where they have one, as HTML."""
    members = [each for each in roster if each.constituency == code]
    shown = [_shown(each) for each in members if not each.is_substitute] or ["<b>空缺 vacant</b>"]
    return ", ".join(shown + [_shown(each) for each in members if each.is_substitute])


def _shown(delegate: Delegate) -> str:
    """Show one delegate, for whom they stand in and for how long, as HTML."""
    stands = f"候补 substitute for {delegate.substitute_of}" if delegate.is_substitute else ""
    term = f"{delegate.since or ''}–{delegate.until or ''}" if delegate.since or delegate.until else ""
    notes = "; ".join(note for note in (stands, term) if note)
    return escape(delegate.id) + (f" ({escape(notes)})" if notes else "")


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

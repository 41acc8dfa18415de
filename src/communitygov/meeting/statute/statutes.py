"""All legal presets in one table, and the choice of a version by date.

1. On a day before the first text that was read nothing is chosen: that is an error which says so.
2. What has no first day, a practice or a regional text, is never chosen by date.

This module knows no figure.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from types import MappingProxyType

from communitygov.core.workcalendar import plain_day
from communitygov.errors import InvalidValue, Language, UnknownName, Words
from communitygov.meeting.statute.civil_code import OWNERS
from communitygov.meeting.statute.collective_economy import COLLECTIVES
from communitygov.meeting.statute.practice import PRACTICES
from communitygov.meeting.statute.regional import REGIONAL
from communitygov.meeting.statute.residents_committee import RESIDENTS, RESIDENTS_FORMS
from communitygov.meeting.statute.statute import DISCLAIMER, Statute
from communitygov.meeting.statute.terms import CHINA, DecidingBody, MatterClass, chosen
from communitygov.meeting.statute.villagers_committee import VILLAGERS, VILLAGERS_FORMS

_COLUMNS = (
    Words("代码", "id"),
    Words("名称", "title"),
    Words("适用地", "place"),
    Words("施行", "in force"),
    Words("核对", "figures"),
    Words("未核对项", "gaps"),
)


class StatuteRegister(tuple[Statute, ...]):
    """Presets in a row, shown as a table.

    Examples
    --------
    >>> print(register(body="residents_meeting").text())
    cn-residents-committee-law-2018; Residents' Committees Law (2018), articles 9 and 10; the whole country; \
from 2018-12-29 (the day of the last amendment, not one that the text names) until before 2026-01-01; read \
in a public copy of the text
    cn-residents-committee-law-2025; Residents' Committees Law (revised 2025), articles 26 and 27; the whole \
country; since 2026-01-01 (written in the text); read in a public copy of the text
    a model, not legal advice; check the official text in force before you rely on it
    """

    __slots__ = ()

    def text(self, language: Language = "en") -> str:
        """Say one line a preset in `language`, and that none of it is legal advice."""
        between = Words("　", "; ")
        lines = (
            between.say(language).join(cell.say(language) for cell in _cells(each) if cell.zh)
            for each in self
        )
        return "\n".join((*lines, DISCLAIMER.say(language)))

    def _repr_html_(self) -> str:
        """Show the table in a notebook, in both languages."""
        head = "".join(f"<th>{column.zh} {column.en}</th>" for column in _COLUMNS)
        rows = "".join(f"<tr>{''.join(map(_cell, _cells(each)))}</tr>" for each in self)
        said = f"{DISCLAIMER.zh} {DISCLAIMER.en}"
        return f"<table><caption>{said}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cells(preset: Statute) -> tuple[Words, ...]:
    """Return what a row tells of a preset."""
    gaps = Words("；".join(gap.zh for gap in preset.gaps), "; ".join(gap.en for gap in preset.gaps))
    code = Words(preset.id, preset.id)
    return code, preset.title, preset.place.words, preset.span, preset.verification.words, gaps


def _cell(words: Words) -> str:
    """Show a cell, in one language where both say the same."""
    said = words.zh if words.zh == words.en else f"{words.zh}<br>{words.en}"
    return f"<td>{'<br>'.join(map(escape, said.split('<br>')))}</td>"


#: Every preset of the library: the whole country first, then places, then practice.
STATUTES = StatuteRegister((*OWNERS, *RESIDENTS, *VILLAGERS, *COLLECTIVES, *REGIONAL, *PRACTICES))
#: The same by identifier, with the presets of one form of a meeting.
_BY_ID: Mapping[str, Statute] = MappingProxyType(
    {preset.id: preset for preset in (*STATUTES, *RESIDENTS_FORMS, *VILLAGERS_FORMS)}
)


def register(*, body: str | None = None, place: str | None = None) -> StatuteRegister:
    """Return all presets, or those of one body, of one place, or of both.

    Raises
    ------
    UnknownName
        If no body is called so, or no preset is of such a place.

    Examples
    --------
    >>> [preset.id for preset in register(place="jinan")]
    ['jinan-lifts-regulation']
    """
    wanted = None if body is None else DecidingBody.named(body)
    places = _codes(preset.place.code for preset in STATUTES)
    if place is not None and place not in places:
        raise UnknownName(Words("适用地", "place"), place, places)
    return StatuteRegister(
        preset
        for preset in STATUTES
        if (wanted is None or preset.body is wanted) and (place is None or preset.place.code == place)
    )


def named(preset_id: str) -> Statute:
    """Return the preset with this identifier, be it one for a single form of a meeting.

    Raises
    ------
    UnknownName
        If no preset is called so.

    Examples
    --------
    >>> named("cn-civil-code-279").body.zh
    '有利害关系的业主'
    >>> named("cn-residents-committee-law-2025.adults").days("notice")
    10
    """
    return chosen(Words("法定规则", "legal preset"), preset_id, among=_BY_ID)


def in_force(body: str, *, on: date, matter: str = "ordinary", place: str = CHINA.code) -> Statute:
    """Return the version that is taken on a day.

    It may have no rule, as that of the class ``"convening"``.

    Raises
    ------
    UnknownName
        If no body or class of matters is called so, or no preset is of this body, class and place.
    InvalidValue
        If no preset is taken on that day.

    Examples
    --------
    >>> in_force("residents_meeting", on=date(2025, 12, 31)).id
    'cn-residents-committee-law-2018'
    >>> in_force("residents_meeting", on=date(2026, 1, 1)).id
    'cn-residents-committee-law-2025'
    >>> in_force("owners_assembly", on=date(2017, 5, 4))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: on: datetime.date(2017, 5, 4) will not do; it must be a day of a text \
that was read, which this body has from 2018-03-19 on. [INVALID_VALUE]
    """
    known = _of(register(body=body, place=place), MatterClass.named(matter))
    day = plain_day("on", on)
    for preset in known:
        if preset.is_in_force(day):
            return preset
    raise InvalidValue("on", day, _dated(known))


def _of(presets: StatuteRegister, matter: MatterClass) -> tuple[Statute, ...]:
    """Return those of one class of matters; raise `UnknownName` if there are none."""
    found = tuple(preset for preset in presets if preset.matter is matter)
    if not found:
        kind = Words("该议决主体在该地的事项类别", "class of matters of this body in this place")
        raise UnknownName(kind, matter.value, _codes(preset.matter.value for preset in presets))
    return found


def _dated(known: tuple[Statute, ...]) -> Words:
    """Say from which day on there is a preset, or that none is chosen by date."""
    days = [preset.in_force_from for preset in known if preset.in_force_from]
    if not days:
        ids = ", ".join(preset.id for preset in known)
        return Words(
            f"不能用于选择：施行日期未核对或非法律；请按代码取用 {ids}",
            f"must not choose where no first day was read, or where it is no law; take by identifier: {ids}",
        )
    return Words(
        f"须在已读文本的施行期内，该主体自 {min(days)} 起",
        f"must be a day of a text that was read, which this body has from {min(days)} on",
    )


def _codes(codes: Iterable[str]) -> tuple[str, ...]:
    """Return codes in order, none twice."""
    return tuple(sorted(set(codes)))

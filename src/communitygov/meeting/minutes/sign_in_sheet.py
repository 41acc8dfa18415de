"""The sheet on which people sign in (签到表): blank before the sitting, with times after it.

1. Before, it has a line for everybody who is entitled to come, by constituency, and for everybody who may
   stand in for them, marked as such; and blank lines for guests.
2. After, every line shows when its person came and left, by which way, and under which reference the
   signature is kept: what the host hands in, or else the place of the entry in the log.
"""

from collections.abc import Iterator, Mapping
from typing import ClassVar, cast

import attrs

from communitygov.core.checks import as_tuple, counted, each_of, identifier, is_identifier, one_of, optional
from communitygov.core.document import Value
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Language, Words
from communitygov.meeting.minutes.attendance_layout import capacity, lead, side_of
from communitygov.meeting.minutes.heading import MinutesHeading
from communitygov.meeting.minutes.html import to_fragment, to_html
from communitygov.meeting.minutes.markdown import to_markdown
from communitygov.meeting.minutes.page import Note, Page, Part, Table
from communitygov.meeting.minutes.roll import heading_of, side_at
from communitygov.meeting.minutes.wording import DASH, Tongue
from communitygov.meeting.sitting.attendance import Attendance, SignedIn
from communitygov.meeting.sitting.sitting import Sitting

#: Blank lines for guests.
_GUEST_LINES = 4


class SheetForm(TermEnum):
    """Whether a sheet is to be filled in or has been.

    Examples
    --------
    >>> SheetForm("blank").label("zh")
    '待签'
    """

    BLANK = "blank", "待签", "to be signed"
    FILLED = "filled", "已签", "as signed"


def _form(value: object) -> SheetForm:
    """Return the form with this code."""
    return SheetForm.named(value)


@attrs.frozen(kw_only=True)
class SheetLine(Value):
    """One line of a sheet.

    Parameters
    ----------
    person, constituency
        Who, and for which constituency; none for guests.
    stands_for
        For whom they are in reserve.
    stay
        When they came and left, and how; none of who has not come.
    reference
        Under which the signature is kept.

    Examples
    --------
    >>> line = SheetLine(person="d-9", constituency="local_worthies", stands_for="d-4")
    >>> line.stay is None  # not signed yet
    True
    """

    document_kind: ClassVar[str] = "sheet-line"
    person: str = attrs.field(validator=identifier)
    constituency: str | None = attrs.field(default=None, validator=optional(identifier))
    stands_for: str | None = attrs.field(default=None, validator=optional(identifier))
    stay: Attendance | None = attrs.field(default=None, validator=optional(one_of(Attendance)))
    reference: str | None = attrs.field(default=None, validator=optional(identifier))


@attrs.frozen(kw_only=True)
class SignInSheet(Value):
    """The sheet on which people sign in (签到表); made by `sign_in_sheet`.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from communitygov.meeting.council.council import four_party_council
    >>> from communitygov.meeting.council.delegate import Delegate
    >>> council = four_party_council([Delegate("d-1", "two_committee_cadres")])
    >>> sitting = Sitting(id="LQ-M1", council=council, held_at=datetime(2023, 5, 4, 9, tzinfo=UTC))
    >>> [line.person for line in sign_in_sheet(sitting, form="blank").lines]
    ['d-1']
    >>> sign_in_sheet(sitting.sign_in("d-1")).lines[0].reference
    'entry-1'
    """

    document_kind: ClassVar[str] = "sign-in-sheet"
    heading: MinutesHeading = attrs.field(validator=one_of(MinutesHeading))
    form: SheetForm = attrs.field(converter=_form)
    lines: tuple[SheetLine, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(SheetLine), repr=counted
    )

    def to_markdown(self, language: Language = "zh", *, names: Mapping[str, str] | None = None) -> str:
        """Return the sheet as Markdown; `names` as for `Minutes.to_markdown`."""
        return to_markdown(_page(self, Tongue.of(self.heading, language, names=names)))

    def to_html(self, language: Language = "zh", *, names: Mapping[str, str] | None = None) -> str:
        """Return the sheet as a complete page to print; `names` as for `Minutes.to_markdown`."""
        return to_html(_page(self, Tongue.of(self.heading, language, names=names)))

    def _repr_html_(self) -> str:
        """Show the sheet in a notebook, 中文 first."""
        languages: tuple[Language, ...] = ("zh", "en")
        return "".join(to_fragment(_page(self, Tongue.of(self.heading, each))) for each in languages)


def sign_in_sheet(
    sitting: Sitting,
    *,
    form: SheetForm | str = SheetForm.FILLED,
    name: Words | None = None,
    signatures: Mapping[str, str] | None = None,
) -> SignInSheet:
    """Return the sheet on which people sign in, blank or as it was signed.

    Parameters
    ----------
    form
        ``"blank"`` or ``"filled"``.
    name
        What the council is called.
    signatures
        References of signatures by the identifiers of people, such as numbers of scans.

    Raises
    ------
    InvalidValue
        If `sitting` is none, or `signatures` holds anything but identifiers.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from communitygov.meeting.council.council import four_party_council
    >>> from communitygov.meeting.council.delegate import Delegate
    >>> council = four_party_council([Delegate("d-1", "local_worthies"), Delegate("d-2", "local_worthies")])
    >>> sitting = Sitting(id="LQ-M1", council=council, held_at=datetime(2023, 5, 4, 9, tzinfo=UTC))
    >>> sheet = sign_in_sheet(sitting.sign_in("d-1"), signatures={"d-1": "scan-17"})
    >>> [(line.person, line.reference) for line in sheet.lines]
    [('d-1', 'scan-17'), ('d-2', None)]
    """
    if not isinstance(sitting, Sitting):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InvalidValue("sitting", sitting, Words("须为会议（Sitting）", "must be a sitting"))
    wanted, references = SheetForm.named(form), _references(signatures)
    lines = _blank(sitting) if wanted is SheetForm.BLANK else _filled(sitting, references)
    heading = heading_of(sitting, name)
    if wanted is SheetForm.BLANK:
        heading = attrs.evolve(heading, chair=None, opened_at=None, closed_at=None)
    return SignInSheet(heading=heading, form=wanted, lines=lines)


def _references(signatures: object) -> Mapping[str, str]:
    """Return references of signatures by person, refused if something else is among them."""
    if signatures is None:
        return {}
    bound = Words("须为人员标识与签名编号的映射", "must map identifiers of people to references")
    if not isinstance(signatures, Mapping):
        raise InvalidValue("signatures", type(signatures).__name__, bound)
    references = dict(cast("Mapping[str, str]", signatures))
    for each in (*references, *references.values()):
        if not is_identifier(each):
            raise InvalidValue("signatures", each, bound)
    return references


def _blank(sitting: Sitting) -> Iterator[SheetLine]:
    """Return a line for everybody who is entitled to come, and for who may stand in for them."""
    serving = sitting.serving()
    for side in sitting.council.constituencies:
        seated = dict.fromkeys(each.id for each in serving if each.constituency == side.code)
        for person in seated:
            yield SheetLine(person=person, constituency=side.code)
        for person in seated:
            for reserve in sitting.council.substitutes_for(person, on=sitting.day):
                if reserve.constituency == side.code:
                    yield SheetLine(person=reserve.id, constituency=side.code, stands_for=person)


def _filled(sitting: Sitting, references: Mapping[str, str]) -> Iterator[SheetLine]:
    """Return a line for every stay, and one for everybody who is entitled and never came."""
    known = dict.fromkeys((each.constituency, each.id) for each in sitting.serving())
    sides = [each.code for each in sitting.council.constituencies]
    others = sorted(set(sitting.attendance.people).difference(person for _, person in known))
    for side in (*sides, None):
        seated = [person for constituency, person in known if constituency == side]
        joined = [person for person in others if side_at(sitting, person) == side]
        for person in (*seated, *joined):
            for stay in sitting.attendance.of_person(person) or (None,):
                signed = _signed_under(sitting, stay) if stay else None
                yield SheetLine(
                    person=person,
                    constituency=side,
                    stands_for=stay.sits_for if stay else None,
                    stay=stay,
                    reference=references.get(person, signed) if stay else None,
                )


def _signed_under(sitting: Sitting, stay: Attendance) -> str:
    """Return under which entry of the log somebody had signed in when a stay began."""
    signed = [
        place
        for place, entry in enumerate(sitting.entries, start=1)
        if isinstance(entry, SignedIn) and entry.person == stay.person and entry.at <= stay.begun
    ]
    return f"entry-{signed[-1]}"


# ------------------------------------------------------------------ how it is shown


def _page(sheet: SignInSheet, tongue: Tongue) -> Page:
    """Return a sheet as a page."""
    is_blank = sheet.form is SheetForm.BLANK
    title = tongue.say(sheet.heading.called) + tongue.either("签到表", ": sign-in sheet")
    table = _to_sign(sheet, tongue) if is_blank else _signed(sheet, tongue)
    blocks = (table, _guests(tongue)) if is_blank else (table,)
    note = tongue.either(
        "请本人签名，并写明到会与离会时间。", "Please sign in person, with the times of coming and leaving."
    )
    parts = (Part(2, tongue.say(sheet.form), (Note(note), *blocks) if is_blank else blocks),)
    return Page(tongue.language, title, lead(sheet.heading, tongue), parts)


def _to_sign(sheet: SignInSheet, tongue: Tongue) -> Table:
    """Return the lines to be filled in."""
    head = (
        Words("人员", "person"),
        Words("方", "constituency"),
        Words("身份", "capacity"),
        Words("到会时间", "came at"),
        Words("离会时间", "left at"),
        Words("签名", "signature"),
    )
    rows = (
        (
            tongue.person(line.person),
            side_of(sheet.heading, line.constituency, tongue=tongue),
            _entitled(line, tongue),
            "",
            "",
            _ROOM,
        )
        for line in sheet.lines
    )
    return Table("", tuple(map(tongue.say, head)), tuple(rows), is_form=True)


#: Room to write in.
_ROOM = "　" * 8


def _entitled(line: SheetLine, tongue: Tongue) -> str:
    """Return as what somebody is entitled to come."""
    if line.stands_for is None:
        return tongue.either("代表", "delegate")
    principal = tongue.person(line.stands_for)
    return tongue.either(f"候补（替 {principal}）", f"in reserve for {principal}")


def _guests(tongue: Tongue) -> Table:
    """Return blank lines for guests."""
    head = (
        Words("列席人员", "guest"),
        Words("单位", "from"),
        Words("到会时间", "came at"),
        Words("离会时间", "left at"),
        Words("签名", "signature"),
    )
    return Table("", tuple(map(tongue.say, head)), (("", "", "", "", _ROOM),) * _GUEST_LINES, is_form=True)


def _signed(sheet: SignInSheet, tongue: Tongue) -> Table:
    """Return the lines as they were signed."""
    head = (
        Words("人员", "person"),
        Words("方", "constituency"),
        Words("身份", "capacity"),
        Words("途径", "way"),
        Words("到会", "came"),
        Words("离会", "left"),
        Words("签名编号", "signature"),
    )
    rows = (
        (
            tongue.person(line.person),
            side_of(sheet.heading, line.constituency, tongue=tongue),
            *_stay(line.stay, tongue),
            line.reference or DASH,
        )
        for line in sheet.lines
    )
    return Table("", tuple(map(tongue.say, head)), tuple(rows))


def _stay(stay: Attendance | None, tongue: Tongue) -> tuple[str, str, str, str]:
    """Return as what and how somebody came, and when they came and left."""
    if stay is None:
        return tongue.either("✗ 缺席", "✗ absent"), DASH, DASH, DASH
    ended = tongue.clock(stay.ended) if stay.ended else DASH
    return capacity(stay, tongue), tongue.say(stay.channel), tongue.clock(stay.begun), ended

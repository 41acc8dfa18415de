"""The notice board of one entrance (公示牌): whom to ask for what, and what is missing.

A board has one line for each of the five roles, also for one that nobody holds: a gap is shown, never left
out.  Nothing of a resident stands on it.
"""

from datetime import date
from functools import cached_property
from html import escape
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, day, each_of, identifier, one_of, optional
from communitygov.core.document import Value
from communitygov.core.finding import Finding, Message
from communitygov.errors import InvalidValue, Language, Words
from communitygov.grid.board.contact import NOTICE_BOARD, BoardRole, Contact

CONTACT_MISSING = Message(
    "CONTACT_MISSING",
    Words("单元 {entrance} 的公示牌缺{role}", "the notice board at {entrance} lists no {role}"),
    Words(
        "请在网格 {grid} 或其上级网格登记{role}的联系方式",
        "list the {role} at grid {grid} or at one above it",
    ),
    NOTICE_BOARD,
)

_VACANT = Words("（暂缺）", "(vacant)")
_ALL = Words("须按次序各有一行：五种角色", "must hold one line for each of the five roles, in order")
_TOGETHER = Words("须与 contact 同有同无", "must be given with contact, or neither")


@attrs.frozen(kw_only=True)
class BoardLine(Value):
    """One line of a board: a role, who holds it, and at which grid the contact is listed.

    Examples
    --------
    >>> BoardLine(role=BoardRole.LAWYER).is_vacant
    True
    >>> BoardLine(role=BoardRole.LAWYER, listed_at="LQ")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: listed_at: 'LQ' will not do; it must be given with contact, or \
neither. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "board-line"
    role: BoardRole = attrs.field(validator=one_of(BoardRole))
    contact: Contact | None = attrs.field(default=None, validator=optional(one_of(Contact)))
    listed_at: str | None = attrs.field(default=None, validator=optional(identifier))

    def __attrs_post_init__(self) -> None:
        """Refuse a contact from nowhere, and a place without a contact."""
        if (self.contact is None) != (self.listed_at is None):
            raise InvalidValue("listed_at", self.listed_at, _TOGETHER)

    @property
    def is_vacant(self) -> bool:
        """Whether nobody is listed."""
        return self.contact is None

    def cells(self, language: Language) -> tuple[str, str, str]:
        """Return role, name and reach as they are shown."""
        if self.contact is None:
            return self.role.label(language), _VACANT.say(language), ""
        return self.role.label(language), self.contact.name, self.contact.reach


@attrs.frozen(kw_only=True)
class NoticeBoard(Value):
    """The board of an entrance on a day.

    Examples
    --------
    >>> from communitygov.grid.board.contact import Contact
    >>> doctor = Contact("李医生", reach="028-0000-0101")
    >>> lines = [BoardLine(role=role, contact=doctor, listed_at="LQ") for role in BoardRole]
    >>> board = NoticeBoard(entrance="U1", grid="LQ-1", on=date(2023, 5, 4), lines=lines)
    >>> board.is_complete, board.line("lawyer").contact == doctor
    (True, True)
    >>> print(attrs.evolve(board, lines=[BoardLine(role=role) for role in BoardRole]).text("zh"))
    微网格公示牌　LQ-1　U1
    社区民警：（暂缺）
    社区消防员：（暂缺）
    社区律师：（暂缺）
    家庭医生：（暂缺）
    生活服务站负责人：（暂缺）
    """

    document_kind: ClassVar[str] = "notice-board"
    entrance: str = attrs.field(validator=identifier)
    grid: str = attrs.field(validator=identifier)
    on: date = attrs.field(validator=day)
    lines: tuple[BoardLine, ...] = attrs.field(converter=as_tuple, validator=each_of(BoardLine))

    def __attrs_post_init__(self) -> None:
        """Refuse a board that leaves a role out, or has one twice."""
        if [line.role for line in self.lines] != list(BoardRole):
            raise InvalidValue("lines", [line.role.value for line in self.lines], _ALL)

    def line(self, role: str) -> BoardLine:
        """Return the line of a role; raise `UnknownName` if there is no such role."""
        return self._by_role[BoardRole.named(role)]

    @property
    def is_complete(self) -> bool:
        """Whether somebody is listed for every role."""
        return not self.gaps

    @property
    def gaps(self) -> tuple[Finding, ...]:
        """Every role that nobody holds, and where to list somebody."""
        return tuple(
            CONTACT_MISSING.finding(
                self.entrance, {"entrance": self.entrance, "grid": self.grid, "role": line.role.term}
            )
            for line in self.lines
            if line.is_vacant
        )

    def text(self, language: Language = "en") -> str:
        """Return the board line by line."""
        head = Words(
            f"微网格公示牌　{self.grid}　{self.entrance}",
            f"Notice board of the micro-grid: {self.grid}, {self.entrance}",
        )
        colon = Words("：", ": ").say(language)
        rows = (line.cells(language) for line in self.lines)
        said = (f"{role}{colon}{' '.join(filter(None, (name, reach)))}" for role, name, reach in rows)
        return "\n".join((head.say(language), *said))

    def _repr_html_(self) -> str:
        rows = "".join(
            "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in line.cells("zh")) + "</tr>"
            for line in self.lines
        )
        title = escape(f"微网格公示牌 {self.grid} · {self.entrance} · {self.on}")
        return (
            f'<table class="communitygov-board"><caption>{title}</caption><thead><tr><th>角色 role</th>'
            f"<th>姓名 name</th><th>联系方式 contact</th></tr></thead><tbody>{rows}</tbody></table>"
        )

    @cached_property
    def _by_role(self) -> dict[BoardRole, BoardLine]:
        return {line.role: line for line in self.lines}

"""Whom to ask: the five roles of the notice board (公示牌), a contact, and the card of a grid worker.

The document names five roles whose contact stands at every entrance of a building, and a card with three
things on it: name, contact and duties of the micro-grid worker.  What they hold is meant to be seen by
everybody who lives there, and still it says somebody's name: in a ``repr`` and in errors it is hidden.

Nothing of a resident ever stands on a board or a card.
"""

from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, each_of, hidden, title
from communitygov.core.document import Value
from communitygov.core.source import quoted
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Language, Words

#: Where the five roles, and the place of the board, are named.
NOTICE_BOARD = quoted("003", "社区民警、社区消防员、社区律师、家庭医生、生活服务站负责人")
ONE_AN_ENTRANCE = quoted("003", "每个单元门口都有“微网格”公示牌")
#: Where the card is described; the words are broken over lines in the document.
CONTACT_CARD = quoted("002", "本区域微网格员的姓名、联系方式以及职责范围")

#: Most duties on one card.
MOST_DUTIES = 30


class BoardRole(TermEnum):
    """Whose contact a notice board shows, in the order of the document.

    Examples
    --------
    >>> [role.zh for role in BoardRole]
    ['社区民警', '社区消防员', '社区律师', '家庭医生', '生活服务站负责人']
    >>> BoardRole.named("doctor")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No BoardRole is called 'doctor'. Did you mean 'family_doctor'? \
[UNKNOWN_NAME]
    """

    POLICE_OFFICER = "police_officer", "社区民警", "community police officer"
    FIREFIGHTER = "firefighter", "社区消防员", "community firefighter"
    LAWYER = "lawyer", "社区律师", "community lawyer"
    FAMILY_DOCTOR = "family_doctor", "家庭医生", "family doctor"
    STATION_HEAD = "station_head", "生活服务站负责人", "head of the living-service station"


@attrs.frozen
class Contact(Value):
    """Somebody who may be asked: a name as it is shown, and a number or an address to reach them.

    Examples
    --------
    >>> Contact("李医生", reach="028-0000-0101")
    Contact(name=‹hidden›, reach=‹hidden›)
    >>> Contact("", reach="028-0000-0101")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: name: '‹hidden›' will not do; it must be text of 1 to 200 characters \
without control or invisible ones. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "contact"
    name: str = attrs.field(validator=title, repr=hidden)
    reach: str = attrs.field(kw_only=True, validator=title, repr=hidden)


@attrs.frozen(kw_only=True)
class ContactCard(Value):
    """The card of a grid worker (联系卡): name, contact, duties, and nothing else.

    Parameters
    ----------
    contact
        Who it is, and how to reach them.
    duties
        What they are there for, in both languages.

    Examples
    --------
    >>> duty = Words("走访、巡查", "visits and rounds")
    >>> card = ContactCard(contact=Contact("王网格员", reach="028-0000-0107"), duties=[duty])
    >>> print(card.text("zh"))
    姓名：王网格员
    联系方式：028-0000-0107
    职责范围：走访、巡查
    >>> ContactCard(contact=card.contact, duties=[])
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: duties: () will not do; it must name 1 to 30 duties. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "contact-card"
    contact: Contact = attrs.field()
    duties: tuple[Words, ...] = attrs.field(converter=as_tuple, validator=each_of(Words))

    def __attrs_post_init__(self) -> None:
        """Refuse what is no contact, no duty, or too many to be read."""
        if not isinstance(self.contact, Contact):  # pyright: ignore[reportUnnecessaryIsInstance]
            raise InvalidValue(
                "contact", type(self.contact).__name__, Words("须为 Contact", "must be a Contact")
            )
        if not 1 <= len(self.duties) <= MOST_DUTIES:
            bound = Words(f"须列明 1 至 {MOST_DUTIES} 项职责", f"must name 1 to {MOST_DUTIES} duties")
            raise InvalidValue("duties", self.duties, bound)

    def text(self, language: Language = "en") -> str:
        """Return the three lines of the card."""
        duties = Words("；".join(each.zh for each in self.duties), "; ".join(each.en for each in self.duties))
        lines = (
            Words(f"姓名：{self.contact.name}", f"Name: {self.contact.name}"),
            Words(f"联系方式：{self.contact.reach}", f"Contact: {self.contact.reach}"),
            Words(f"职责范围：{duties.zh}", f"Duties: {duties.en}"),
        )
        return "\n".join(line.say(language) for line in lines)

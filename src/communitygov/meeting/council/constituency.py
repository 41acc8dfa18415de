"""The sides of a council (方): what they are called, how many seats they have, and what is vacant.

1. The four of document 001 are a preset.  Any other list of constituencies makes a council as well.
2. A constituency may say how many seats it has (编制席位) and how they are filled (产生办法).  The documents
   say neither, so the four leave both open: one person is enough, and none too many.

This module knows no person.
"""

from html import escape
from typing import ClassVar

import attrs

from communitygov.core.checks import at_least, one_of, optional, saying
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.source import Citation, quoted
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, Language, Words

CONSTITUENCY_VACANT = Message(
    "CONSTITUENCY_VACANT",
    Words("{constituency}一方没有在任代表", "nobody holds a seat for the {constituency}"),
    Words("请推选{constituency}", "seat a delegate of the {constituency}"),
)
SEATS_UNFILLED = Message(
    "SEATS_UNFILLED",
    Words(
        "{constituency}一方在任 {have} 席，须至少 {need} 席，差 {shortfall} 席",
        "{constituency}: seats filled {have}, at least {need} needed, {shortfall} short",
    ),
    Words("请补选{constituency}", "fill the vacant seats of the {constituency}"),
)
SEATS_EXCEEDED = Message(
    "SEATS_EXCEEDED",
    Words(
        "{constituency}一方在任 {have} 席，至多 {most} 席，超出 {excess} 席",
        "{constituency}: seats filled {have}, at most {most} allowed, {excess} too many",
    ),
    Words(
        "请终止多出的任职，或依规定增加席位",
        "end the terms that are too many, or authorise more seats by rule",
    ),
)


@attrs.frozen
class Constituency(Term):
    """One side of a council (方), with the place where it stands.

    Parameters
    ----------
    seats
        How many seats it has (编制席位); open where not given.
    chosen_by
        How its delegates are chosen (产生办法).
    source
        Where it stands.

    Examples
    --------
    >>> owners = Constituency("owners_committee", "业主委员会", "owners' committee", seats=5)
    >>> owners.label("zh"), owners.seats, owners.source
    ('业主委员会', 5, None)
    >>> Constituency("owners_committee", "业主委员会", "owners' committee", seats=0)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: seats: 0 will not do; it must be a whole number of at least 1. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "constituency"
    seats: int | None = attrs.field(default=None, kw_only=True, validator=optional(at_least(1)))
    chosen_by: Words | None = attrs.field(default=None, kw_only=True, validator=optional(saying))
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


@attrs.frozen(kw_only=True)
class VacantSeats(Value):
    """A constituency that has a seat to fill (空缺).

    Parameters
    ----------
    filled
        How many of its seats are filled; fewer than it has, and none where it does not say how many.

    Examples
    --------
    >>> owners = Constituency("owners_committee", "业主委员会", "owners' committee", seats=5)
    >>> vacant = VacantSeats(constituency=owners, filled=3)
    >>> vacant.missing, vacant.is_wholly_vacant, vacant.text("zh")
    (2, False, '业主委员会：编制 5 席，在任 3 席，空缺 2 席')
    >>> VacantSeats(constituency=owners, filled=5)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: filled: 5 will not do; it must be fewer than the seats there are, 5. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "vacant-seats"
    constituency: Constituency = attrs.field(validator=one_of(Constituency))
    filled: int = attrs.field(validator=at_least(0))

    def __attrs_post_init__(self) -> None:
        """Refuse what is not vacant."""
        seats = self.constituency.seats or 1
        if self.filled >= seats:
            bound = Words(f"须少于席位数 {seats}", f"must be fewer than the seats there are, {seats}")
            raise InvalidValue("filled", self.filled, bound)

    @property
    def missing(self) -> int:
        """How many seats are to be filled; one where the constituency does not say how many it has."""
        return (self.constituency.seats or 1) - self.filled

    @property
    def is_wholly_vacant(self) -> bool:
        """Whether nobody at all holds a seat."""
        return not self.filled

    @property
    def words(self) -> Words:
        """How many seats are vacant, in both languages."""
        side, seats = self.constituency, self.constituency.seats
        if seats is None:
            return Words(f"{side.zh}：无人在任", f"{side.en}: nobody serves")
        return Words(
            f"{side.zh}：编制 {seats} 席，在任 {self.filled} 席，空缺 {self.missing} 席",
            f"{side.en}: {seats} seats, {self.filled} filled, {self.missing} vacant",
        )

    def text(self, language: Language = "en") -> str:
        """Say how many seats are vacant in `language`."""
        return self.words.say(language)


class VacancyList(tuple[VacantSeats, ...]):
    """What is vacant in a council, in the order of its constituencies: a tuple that shows itself as a table.

    Examples
    --------
    >>> vacancies = VacancyList([VacantSeats(constituency=LOCAL_WORTHIES, filled=0)])
    >>> print(vacancies.text())
    local-worthy representatives: nobody serves
    """

    __slots__ = ()

    def text(self, language: Language = "en") -> str:
        """List them, one to a line, in `language`."""
        return "\n".join(each.text(language) for each in self)

    def _repr_html_(self) -> str:
        """Show them as a table in a notebook."""
        rows = "".join(
            f"<tr><td>{escape(each.constituency.zh)}</td><td>{escape(each.constituency.en)}</td>"
            f"<td>{each.constituency.seats or '—'}</td><td>{each.filled}</td><td>{each.missing}</td></tr>"
            for each in self
        )
        return (
            f"<table><caption>空缺 vacant: {sum(each.missing for each in self)}</caption>"
            "<thead><tr><th>方</th><th>constituency</th><th>编制 seats</th><th>在任 filled</th>"
            f"<th>空缺 vacant</th></tr></thead><tbody>{rows}</tbody></table>"
        )


def vacancy(constituency: Constituency) -> Finding:
    """Return the finding that nobody sits for a constituency, with the place where it stands."""
    finding = CONSTITUENCY_VACANT.finding(constituency.code, {"constituency": constituency})
    return attrs.evolve(finding, source=constituency.source)


def unfilled(constituency: Constituency, have: int, *, need: int, source: Citation | None) -> Finding:
    """Return the finding that a constituency fills fewer seats than are needed."""
    details: dict[str, Detail] = {
        "constituency": constituency,
        "have": have,
        "need": need,
        "shortfall": need - have,
    }
    return attrs.evolve(SEATS_UNFILLED.finding(constituency.code, details), source=source)


def exceeded(constituency: Constituency, have: int, *, most: int, source: Citation | None) -> Finding:
    """Return the finding that a constituency fills more seats than it may."""
    details: dict[str, Detail] = {
        "constituency": constituency,
        "have": have,
        "most": most,
        "excess": have - most,
    }
    return attrs.evolve(SEATS_EXCEEDED.finding(constituency.code, details), source=source)

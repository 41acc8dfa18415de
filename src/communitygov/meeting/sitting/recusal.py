"""Who has an interest in a matter (利害关系), and who is kept out of it (回避).

A conflict that is declared recuses nobody by itself: somebody must say so, and that is an entry of its own.
Who is recused when a vote opens is excused from it: still entitled, but neither voting nor counted among
those who may (`communitygov.meeting.tally.electorate`).  Whether anybody should have recused themselves is
judged elsewhere.
"""

from collections.abc import Collection, Iterable
from typing import ClassVar

import attrs

from communitygov.core.checks import identifier, optional
from communitygov.core.terms import TermEnum
from communitygov.errors import Words
from communitygov.meeting.sitting.entry import Entry, Name


class ConflictGround(TermEnum):
    """Why somebody has an interest.

    The documents name no grounds; these are the library's, in the plainest words.

    Examples
    --------
    >>> ConflictGround("kinship").label("zh")
    '亲属关系'
    """

    PARTY = "party", "本人为当事人", "party to the matter"
    KINSHIP = "kinship", "亲属关系", "kinship"
    PROPERTY = "property", "财产利益", "property"
    OFFICE = "office", "任职关系", "office held"
    OTHER = "other", "其他", "other"


def _ground(value: object) -> ConflictGround:
    """Return the ground with this code."""
    return ConflictGround.named(value)


@attrs.frozen(kw_only=True)
class ConflictDeclared(Entry):
    """It was declared that somebody has an interest in a matter or motion.

    Parameters
    ----------
    person, about
        Who has it, and in what.
    ground
        Why.
    declared_by
        Who said so; without it the person did.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> ConflictDeclared(at=nine, person="d-4", about="LQ-1", ground="kinship").ground
    ConflictGround.KINSHIP
    """

    document_kind: ClassVar[str] = "conflict-declared"
    label: ClassVar[Words] = Words("申报利害关系", "conflict declared")
    person: str = attrs.field(validator=identifier)
    about: str = attrs.field(validator=identifier)
    ground: ConflictGround = attrs.field(default=ConflictGround.OTHER, converter=_ground)
    declared_by: str | None = attrs.field(default=None, validator=optional(identifier))


@attrs.frozen(kw_only=True)
class Recused(Entry):
    """Somebody is kept out of a matter or motion (回避).

    Examples
    --------
    Who is kept out of a matter is kept out of the motions about it:

    >>> from datetime import UTC, datetime
    >>> from communitygov.meeting.council.council import four_party_council
    >>> from communitygov.meeting.sitting.motion import Motion
    >>> from communitygov.meeting.sitting.sitting import Sitting
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> sitting = Sitting(id="LQ-M1", council=four_party_council(()), held_at=nine)
    >>> sitting = sitting.move(Motion("m-1", "LQ-1", mover="d-1"))
    >>> sitting.record(Recused(at=nine, person="d-4", about="LQ-1")).recused("m-1")
    frozenset({'d-4'})
    """

    document_kind: ClassVar[str] = "recused"
    label: ClassVar[Words] = Words("回避", "recused")
    person: str = attrs.field(validator=identifier)
    about: str = attrs.field(validator=identifier)

    @property
    def gives(self) -> tuple[Name, ...]:
        """The recusal, which may be lifted."""
        return (("recusal", self.person, self.about),)


@attrs.frozen(kw_only=True)
class RecusalLifted(Entry):
    """Somebody is let in again (解除回避).

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> from communitygov.meeting.council.council import four_party_council
    >>> from communitygov.meeting.sitting.sitting import Sitting
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> sitting = Sitting(id="LQ-M1", council=four_party_council(()), held_at=nine)
    >>> sitting = sitting.recuse("d-4", "d-5", about="LQ-1")
    >>> sitting.record(RecusalLifted(at=nine, person="d-4", about="LQ-1")).recused("LQ-1")
    frozenset({'d-5'})
    >>> sitting.lift_recusal("d-4", "LQ-2")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No recusal is called 'd-4 LQ-2'. Did you mean 'd-4 LQ-1'? \
[UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "recusal-lifted"
    label: ClassVar[Words] = Words("解除回避", "recusal lifted")
    person: str = attrs.field(validator=identifier)
    about: str = attrs.field(validator=identifier)

    @property
    def goes_by(self) -> Name | None:
        """The recusal."""
        return ("recusal", self.person, self.about)


def recused(entries: Iterable[Entry], matters: Collection[str]) -> frozenset[str]:
    """Return who is kept out of one of these matters once these entries have been made.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> out = Recused(at=nine, person="d-4", about="LQ-1")
    >>> sorted(recused([out], {"LQ-1"})), sorted(recused([out], {"LQ-2"}))
    (['d-4'], [])
    """
    out: set[tuple[str, str]] = set()
    for entry in entries:
        match entry:
            case Recused(person=person, about=about) if about in matters:
                out.add((person, about))
            case RecusalLifted(person=person, about=about):
                out.discard((person, about))
            case _:
                pass
    return frozenset(person for person, _ in out)

"""One member of a checklist: its words, and what it turns into what.

This module knows no list.
"""

from typing import ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import identifier, optional, saying, title
from communitygov.core.document import Value
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Language, Words

_BOTH = Words("须与 before 同时给出或同时不给", "must be given together with before, or neither")


@attrs.frozen(kw_only=True)
class ChecklistItem(Value):
    """A member of a checklist.

    Parameters
    ----------
    code, zh, en
        Code and words.
    before, after
        What it turns into what (管理变治理), where the list says so.

    Examples
    --------
    >>> grids = ChecklistItem(
    ...     code="grids",
    ...     zh="细化网格",
    ...     en="refine the grids",
    ...     before=Words("粗放", "coarse"),
    ...     after=Words("精细", "fine"),
    ... )
    >>> print(grids.change("zh"))
    粗放变精细
    >>> ChecklistItem(code="grids", zh="细化网格", en="refine the grids", after=Words("精细", "fine"))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: after: Words(zh='精细', en='fine') will not do; it must be given \
together with before, or neither. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "checklist-item"
    code: str = attrs.field(validator=identifier)
    zh: str = attrs.field(validator=title)
    en: str = attrs.field(validator=title)
    before: Words | None = attrs.field(default=None, validator=optional(saying))
    after: Words | None = attrs.field(default=None, validator=optional(saying))

    def __attrs_post_init__(self) -> None:
        """Refuse half a change."""
        if (self.before is None) != (self.after is None):
            raise InvalidValue("after", self.after, _BOTH)

    @classmethod
    def of(cls, member: TermEnum) -> "ChecklistItem":
        """Return a member of a list of terms as an item."""
        require("member", member, kind=TermEnum)
        return cls(code=member.value, zh=member.zh, en=member.en)

    @property
    def words(self) -> Words:
        """The item in both languages."""
        return Words(self.zh, self.en)

    def change(self, language: Language = "en") -> str:
        """Say what it turns into what; nothing where the list does not say."""
        if self.before is None or self.after is None:
            return ""
        zh, en = f"{self.before.zh}变{self.after.zh}", f"from {self.before.en} to {self.after.en}"
        return Words(zh, en).say(language)

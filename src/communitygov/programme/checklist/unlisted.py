"""Sets that the documents name and do not list: 六微工程, 六个一, 五大行动, 双示范.

How many members there are, the name says; which, nobody does.  The library invents none: the members come
from the caller, and there must be as many as the name says.
"""

from collections.abc import Iterable
from typing import ClassVar, NoReturn

import attrs

from communitygov.core.argument import each_required
from communitygov.core.checks import as_tuple, at_least, one_of
from communitygov.core.document import Value
from communitygov.core.source import Citation
from communitygov.core.terms import Term
from communitygov.errors import CommunityGovError, InvalidValue, Words
from communitygov.programme.checklist.checklist import Checklist, check_aliases
from communitygov.programme.checklist.item import ChecklistItem
from communitygov.quotation import brief


@attrs.frozen(str=False)
class MembersNotListed(CommunityGovError, LookupError):
    """The members of a set were asked for that no document lists.

    Examples
    --------
    >>> print(MembersNotListed(Words("六微工程", "Six Micro Projects"), 6, "001"))
    Document 001 names Six Micro Projects and does not list its 6 members; give them with with_members. \
[MEMBERS_NOT_LISTED]
    """

    code: ClassVar[str] = "MEMBERS_NOT_LISTED"
    name: Words
    count: int
    document: str

    def words(self) -> Words:
        """Name the set, the number of its members, and the document."""
        zh, en, document = brief(self.name.zh), brief(self.name.en), brief(self.document)
        return Words(
            f"文件 {document} 提到“{zh}”，未列出其 {self.count} 项；请用 with_members 给出。",
            f"Document {document} names {en} and does not list its {self.count} members; give them with "
            "with_members.",
        )


@attrs.frozen(kw_only=True)
class UnlistedSet(Value):
    """A set of so many members that a document names and does not list.

    Examples
    --------
    >>> from communitygov.programme.checklist.presets import SIX_MICRO
    >>> SIX_MICRO.members()
    Traceback (most recent call last):
        ...
    communitygov.programme.checklist.unlisted.MembersNotListed: Document 001 names Six Micro Projects and \
does not list its 6 members; give them with with_members. [MEMBERS_NOT_LISTED]
    >>> own = [ChecklistItem(code=f"m{n}", zh=f"甲{n}", en=f"member {n}") for n in range(6)]
    >>> len(SIX_MICRO.with_members(own))
    6
    >>> SIX_MICRO.with_members(own[:5])
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: members: 5 will not do; it must come to 6, as the name says. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "unlisted-set"
    name: Term = attrs.field(validator=one_of(Term))
    count: int = attrs.field(validator=at_least(1))
    aliases: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    citation: Citation = attrs.field(validator=one_of(Citation))

    def __attrs_post_init__(self) -> None:
        """Refuse an alias that is no name."""
        check_aliases(self.aliases)

    def members(self) -> NoReturn:
        """Raise: no document lists them.

        Raises
        ------
        MembersNotListed
            Always.
        """
        raise MembersNotListed(self.name.words, self.count, self.citation.document)

    def with_members(
        self, members: Iterable[ChecklistItem], *, citation: Citation | None = None
    ) -> Checklist:
        """Return the checklist of the members that the caller knows.

        Parameters
        ----------
        members
            As many as the name says.
        citation
            Where they are listed; none for where the document names the set, which says no member.

        Raises
        ------
        InvalidValue
            If there are more or fewer than the name says.
        """
        given = each_required("members", members, kind=ChecklistItem)
        if len(given) != self.count:
            bound = Words(f"须为名称所说的 {self.count} 项", f"must come to {self.count}, as the name says")
            raise InvalidValue("members", len(given), bound)
        source = self.citation if citation is None else citation
        return Checklist(name=self.name, members=given, aliases=self.aliases, citation=source)

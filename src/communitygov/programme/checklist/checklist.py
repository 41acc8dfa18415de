"""A checklist: members in their order, as data; which of them are covered, and which are missing, by name.

Covering a member twice covers one member.  What covers a member (a plan, a measure, an act) and whether it
was well done, a checklist does not ask.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import ClassVar

import attrs

from communitygov.core.argument import each_required, require, require_once
from communitygov.core.checks import as_tuple, each_of, identifier, one_of, title
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message, joined
from communitygov.core.source import LIBRARY_DEFAULT, Citation
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, Words
from communitygov.programme.asked import found
from communitygov.programme.checklist.item import ChecklistItem
from communitygov.programme.sheet import both, sheet

CHECKLIST_INCOMPLETE = Message(
    "CHECKLIST_INCOMPLETE",
    Words(
        "{list}：已有 {covered}/{of}，还缺：{missing}", "{list}: {covered} of {of}; still missing: {missing}"
    ),
    Words("请补上所缺各项", "add what is missing"),
)

MEMBER_REPEATED = Message(
    "MEMBER_REPEATED",
    Words("{list}：“{member}”应为一，现有 {count}", "{list}: {member} is to be one, and there are {count}"),
    Words("请合并为一", "make them one"),
)

_COUNT = Words("须为不小于 0 的整数", "must be a whole number of at least 0")
_MEMBERS = Words("须至少有一项", "must have one member or more")
_MEMBER = Words("清单成员", "member of the list")
_HEADS = ("成员 member", "变化 change")
_ANSWER = Words("须为 True、False 或 None", "must be True, False or None")


@attrs.frozen(kw_only=True)
class Checklist(Value):
    """A list of members that belong together, such as 五化同步.

    Parameters
    ----------
    name
        Code and names of the list.
    members
        Its members, in their order.
    aliases
        Other names of the same list.
    citation
        Where it stands.

    Examples
    --------
    >>> from communitygov.programme.checklist.presets import FIVE_SYNC
    >>> len(FIVE_SYNC), [member.zh for member in FIVE_SYNC][:2]
    (5, ['优化机制', '活化硬件'])
    >>> coverage = FIVE_SYNC.coverage(["mechanism", "hardware", "governance", "grids"])
    >>> [member.zh for member in coverage.missing], coverage.share
    (['强化参与'], Fraction(4, 5))
    >>> FIVE_SYNC.coverage(["mechanisms"])
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No member of the list is called 'mechanisms'. Did you mean \
'mechanism'? [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "checklist"
    name: Term = attrs.field(validator=one_of(Term))
    members: tuple[ChecklistItem, ...] = attrs.field(converter=as_tuple, validator=each_of(ChecklistItem))
    aliases: tuple[str, ...] = attrs.field(default=(), converter=as_tuple)
    citation: Citation = attrs.field(default=LIBRARY_DEFAULT, validator=one_of(Citation))

    def __attrs_post_init__(self) -> None:
        """Refuse a list of nothing, and a member twice."""
        check_aliases(self.aliases)
        if not self.members:
            raise InvalidValue("members", self.members, _MEMBERS)
        require_once("members", (each.code for each in self.members))

    def __len__(self) -> int:
        return len(self.members)

    def __iter__(self) -> Iterator[ChecklistItem]:
        return iter(self.members)

    def __getitem__(self, code: str) -> ChecklistItem:
        """Return the member with this code."""
        return found(code, self._by_code, kind=_MEMBER)

    def coverage(self, done: Iterable[str]) -> "Coverage":
        """Return which members are covered; the order does not matter, nor does covering one twice.

        Raises
        ------
        UnknownName
            If it is none of the members.
        """
        codes = {self[code].code for code in sorted(each_required("done", done, kind=str))}
        return Coverage(checklist=self, done=tuple(each.code for each in self.members if each.code in codes))

    def repeated(self, counts: Mapping[str, int]) -> tuple[Finding, ...]:
        """Name each member of which there is more than one, in the order of the list.

        For lists whose members are one each, such as 四个一: one platform, not two.

        Parameters
        ----------
        counts
            Code of a member → how many of it there are; what is not named is not looked at.

        Raises
        ------
        UnknownName
            If it is none of the members.
        InvalidValue
            If a count is no whole number of at least 0.

        Examples
        --------
        >>> from communitygov.programme.checklist.presets import FOUR_ONES
        >>> for finding in FOUR_ONES.repeated({"grid": 1, "platform": 2}):
        ...     print(finding)
        four ones: one platform to dispatch is to be one, and there are 2 [MEMBER_REPEATED]
        """
        require("counts", counts, kind=Mapping)
        for code, count in counts.items():
            found(code, self._by_code, kind=_MEMBER)
            if type(count) is not int or count < 0:
                raise InvalidValue("counts", count, _COUNT)
        return tuple(
            MEMBER_REPEATED.finding(
                self.name.code, {"list": self.name, "member": each.words, "count": counts[each.code]}
            )
            for each in self.members
            if counts.get(each.code, 0) > 1
        )

    def holds(self, answers: Mapping[str, bool | None]) -> bool | None:
        """Tell whether every member is answered with yes: no if one is not, unknown if one is open.

        Raises
        ------
        UnknownName
            If an answer is to none of the members.
        InvalidValue
            If an answer is something else than yes, no or ``None``.

        Examples
        --------
        >>> from communitygov.programme.checklist.presets import DEMONSTRATION_CRITERIA as CRITERIA
        >>> CRITERIA.holds({"theme": True, "quality": True}) is None
        True
        >>> CRITERIA.holds({"theme": True, "quality": True, "features": True})
        True
        """
        require("answers", answers, kind=Mapping)
        for code, answer in answers.items():
            self[code]  # says which member is near
            if answer is not None and type(answer) is not bool:
                raise InvalidValue("answers", answer, _ANSWER)
        given = [answers.get(each.code) for each in self.members]
        return False if False in given else (None if None in given else True)

    @cached_property
    def _by_code(self) -> dict[str, ChecklistItem]:
        return {each.code: each for each in self.members}

    def _repr_html_(self) -> str:
        return sheet("checklist", _caption(self), heads=_HEADS, rows=_rows(self))


def check_aliases(aliases: tuple[str, ...]) -> None:
    """Refuse an alias that is no name, or stands twice."""
    field = attrs.fields(Checklist).aliases
    for each in aliases:
        title(None, field, each)
    require_once("aliases", aliases)


@attrs.frozen(kw_only=True)
class Coverage(Value):
    """Which members of a checklist are covered.

    Examples
    --------
    >>> from communitygov.programme.checklist.presets import FOUR_ONES
    >>> coverage = FOUR_ONES.coverage(["grid", "team", "platform"])
    >>> print(coverage.findings()[0].text("zh"))
    四个一：已有 3/4，还缺：一套机制统筹
    """

    document_kind: ClassVar[str] = "checklist-coverage"
    checklist: Checklist = attrs.field(validator=one_of(Checklist))
    done: tuple[str, ...] = attrs.field(converter=as_tuple)

    def __attrs_post_init__(self) -> None:
        """Refuse members in another order than that of the list, which are then not its own."""
        codes = [each.code for each in self.checklist.members]
        for code in self.done:
            identifier(self, attrs.fields(Coverage).done, code)
        covered = set(self.done)
        if list(self.done) != [code for code in codes if code in covered]:
            bound = Words("须为清单成员，按清单次序", "must be members of the list, in its order")
            raise InvalidValue("done", self.done, bound)

    @property
    def missing(self) -> tuple[ChecklistItem, ...]:
        """The members not covered, in their order."""
        covered = set(self.done)
        return tuple(each for each in self.checklist.members if each.code not in covered)

    @property
    def share(self) -> Fraction:
        """The share of the members that is covered."""
        return Fraction(len(self.done), len(self.checklist.members))

    @property
    def is_complete(self) -> bool:
        """Whether every member is covered."""
        return not self.missing

    def findings(self) -> tuple[Finding, ...]:
        """Name what is missing, if anything is."""
        if self.is_complete:
            return ()
        details: dict[str, Detail] = {
            "list": self.checklist.name,
            "covered": len(self.done),
            "of": len(self.checklist.members),
            "missing": joined(tuple(each.words for each in self.missing)),
        }
        return (CHECKLIST_INCOMPLETE.finding(self.checklist.name.code, details),)

    def _repr_html_(self) -> str:
        covered = set(self.done)
        rows = [
            (*cells, "✓" if each.code in covered else "—")
            for each, cells in zip(self.checklist.members, _rows(self.checklist), strict=True)
        ]
        return sheet("checklist", _caption(self.checklist), heads=(*_HEADS, "已有 covered"), rows=rows)


def _caption(checklist: Checklist) -> str:
    """Return the name of a list in both languages."""
    return both(checklist.name.words)


def _rows(checklist: Checklist) -> list[tuple[str, str]]:
    """Return the members of a list, and what each turns into what, in both languages."""
    return [
        (both(each.words), both(Words(each.change("zh"), each.change("en")))) for each in checklist.members
    ]

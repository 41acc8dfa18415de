"""A portfolio: so many items of so many classes (9大类52项), of which some may be named.

That 梦响南山 and four more, named in a clause of their own, are among the 52, the document does not say.

What is not named is counted as unnamed and never invented.  A list is kept as a list and driven as projects
(清单化管理、项目化推进): each item becomes a project with an owner and a due date.

This module knows no money and no stages (`communitygov.programme.project`).
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import ClassVar

import attrs

from communitygov.core.argument import each_required, require_once
from communitygov.core.checks import (
    as_tuple,
    at_least,
    counted,
    day,
    each_of,
    identifier,
    one_of,
    optional,
    title,
)
from communitygov.core.document import Value
from communitygov.core.finding import Finding, Message
from communitygov.core.source import LIBRARY_DEFAULT, Citation, quoted
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, Words
from communitygov.programme.asked import found
from communitygov.programme.sheet import SHOWN, sheet

#: Where the two rules of a list stand: kept as a list, driven as projects.
LIST_MANAGED = quoted("004", "清单化管理、项目化推进")

ITEM_WITHOUT_PROJECT = Message(
    "ITEM_WITHOUT_PROJECT",
    Words("清单项目 {item}（{name}）没有对应项目", "item {item} ({name}) is no project yet"),
    Words("请为 {item} 立项，明确责任人与期限", "make a project of {item}, with an owner and a due date"),
    LIST_MANAGED,
)
PROJECT_WITHOUT_OWNER = Message(
    "PROJECT_WITHOUT_OWNER",
    Words("项目 {project}（{item}）没有责任人", "project {project} of item {item} has no owner"),
    Words("请明确责任人", "name an owner"),
    LIST_MANAGED,
)
PROJECT_WITHOUT_DUE_DATE = Message(
    "PROJECT_WITHOUT_DUE_DATE",
    Words("项目 {project}（{item}）没有完成期限", "project {project} of item {item} has no due date"),
    Words("请明确期限", "set a due date"),
    LIST_MANAGED,
)
PROJECT_WITHOUT_ITEM = Message(
    "PROJECT_WITHOUT_ITEM",
    Words(
        "项目 {project} 所指清单项目 {item} 不存在", "project {project} is of item {item}, which is not there"
    ),
    Words("请更正，或将该项目列入清单", "mend the code, or list the item"),
    LIST_MANAGED,
)

_ITEM = Words("清单项目", "item")
_FILLED = Words("各项目可属的类数", "the classes that the items can be of")


@attrs.frozen(kw_only=True)
class PortfolioItem(Value):
    """One named item of a portfolio.

    Parameters
    ----------
    code, name
        Identifier from the host application, and its name.
    kind
        Code of its class; none where nobody says.
    place
        Code of the place, if it is in one.

    Examples
    --------
    >>> PortfolioItem(code="p-1", name="照亮回家路").kind is None
    True
    """

    document_kind: ClassVar[str] = "portfolio-item"
    code: str = attrs.field(validator=identifier)
    name: str = attrs.field(validator=title)
    kind: str | None = attrs.field(default=None, validator=optional(identifier))
    place: str | None = attrs.field(default=None, validator=optional(identifier))


@attrs.frozen(kw_only=True)
class ProjectCharge(Value):
    """That an item is driven as a project: by whom, until when (项目化推进).

    Parameters
    ----------
    item, project
        Codes of both.
    owner
        Code of the body or post in charge, never a person's name; none if nobody is.
    due
        The last day; none if there is none.

    Examples
    --------
    >>> ProjectCharge(item="p-1", project="j-1", owner="office-3", due=date(2020, 12, 31)).owner
    'office-3'
    """

    document_kind: ClassVar[str] = "project-charge"
    item: str = attrs.field(validator=identifier)
    project: str = attrs.field(validator=identifier)
    owner: str | None = attrs.field(default=None, validator=optional(identifier))
    due: date | None = attrs.field(default=None, validator=optional(day))


@attrs.frozen(kw_only=True)
class Portfolio(Value):
    """So many items of so many classes, some of them named.

    Parameters
    ----------
    name
        Code and names of the portfolio.
    declared
        How many items there are, as it is said.
    class_count
        How many classes they are of.
    items
        Those that are named.
    classes
        The classes that are known, as terms; an item may be of one that is not listed here.  Listed or of an
        item, there are no more than `class_count`.
    citation
        Where it stands.

    Examples
    --------
    >>> names = ["梦响南山", "照亮回家路", "四叶草工程", "梦响格格屋", "广都微公园"]
    >>> items = [PortfolioItem(code=f"p-{at}", name=name) for at, name in enumerate(names)]
    >>> scenes = Term("scenes", "具体项目", "projects")
    >>> portfolio = Portfolio(name=scenes, declared=52, class_count=9, items=items)
    >>> portfolio.named, portfolio.unnamed
    (5, 47)
    >>> Portfolio(name=scenes, declared=10, class_count=11)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: class_count: 11 will not do; it must be no more than the classes that \
the items can be of, 10. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "portfolio"
    name: Term = attrs.field(validator=one_of(Term))
    declared: int = attrs.field(validator=at_least(1))
    class_count: int = attrs.field(validator=at_least(1))
    items: tuple[PortfolioItem, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(PortfolioItem), repr=counted
    )
    classes: tuple[Term, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Term))
    citation: Citation = attrs.field(default=LIBRARY_DEFAULT, validator=one_of(Citation))

    def __attrs_post_init__(self) -> None:
        """Refuse more classes than the items can fill, and more than was declared of either."""
        require_once("items", (each.code for each in self.items))
        require_once("classes", (each.code for each in self.classes))
        _at_most("items", len(self.items), of=self.declared, words=Words("所报项目数", "the items declared"))
        _at_most(
            "classes",
            len(self._kinds()),
            of=self.class_count,
            words=Words("所报类数", "the classes declared"),
        )
        _at_most("class_count", self.class_count, of=self._most_classes, words=_FILLED)

    @property
    def named(self) -> int:
        """How many items are named."""
        return len(self.items)

    @property
    def unnamed(self) -> int:
        """How many items nobody names."""
        return self.declared - len(self.items)

    def __getitem__(self, code: str) -> PortfolioItem:
        """Return the named item with this code."""
        return found(code, self._by_code, kind=_ITEM)

    def with_item(self, item: PortfolioItem) -> "Portfolio":
        """Return the portfolio with one item more named.

        Raises
        ------
        InvalidValue
            If more would be named than there are, or of more classes.
        """
        return attrs.evolve(self, items=(*self.items, item))

    def counts(self) -> tuple[tuple[str, int], ...]:
        """Return how many named items are of each class that is known, in the order of the codes."""
        counts = Counter(each.kind for each in self.items)
        return tuple((kind, counts[kind]) for kind in sorted(self._kinds()))

    def findings(self, charges: Iterable[ProjectCharge] = ()) -> tuple[Finding, ...]:
        """Name every item that is no project, and every project without owner, due date or item.

        The named items come in their order, then the projects in the order of their codes.
        """
        given = each_required("charges", charges, kind=ProjectCharge)
        driven = {each.item for each in given}
        idle = [
            ITEM_WITHOUT_PROJECT.finding(each.code, {"item": each.code, "name": each.name})
            for each in self.items
            if each.code not in driven
        ]
        ranked = sorted(given, key=lambda each: (each.project, each.item))
        return (*idle, *(finding for each in ranked for finding in self._charge_findings(each)))

    def _charge_findings(self, charge: ProjectCharge) -> Iterable[Finding]:
        """Yield what a project lacks."""
        lacks = (
            (PROJECT_WITHOUT_ITEM, charge.item not in self._by_code),
            (PROJECT_WITHOUT_OWNER, charge.owner is None),
            (PROJECT_WITHOUT_DUE_DATE, charge.due is None),
        )
        details = {"project": charge.project, "item": charge.item}
        return (message.finding(charge.project, details) for message, is_lacking in lacks if is_lacking)

    @property
    def _most_classes(self) -> int:
        """Of how many classes the items can be: each whose class is not known, of one of its own."""
        kinds = [each.kind for each in self.items if each.kind is not None]
        return len(set(kinds)) + self.declared - len(kinds)

    def _kinds(self) -> set[str]:
        """Return the classes that are known, listed or of an item."""
        return {each.code for each in self.classes} | {
            each.kind for each in self.items if each.kind is not None
        }

    @cached_property
    def _by_code(self) -> dict[str, PortfolioItem]:
        return {each.code: each for each in self.items}

    def _repr_html_(self) -> str:
        shown = min(self.named, SHOWN)
        return sheet(
            "portfolio",
            f"{self.name.zh} {self.name.en} · {self.class_count}类{self.declared}项 "
            f"{self.declared} items of {self.class_count} classes",
            heads=("代码 code", "名称 name", "类 class"),
            rows=[(each.code, each.name, each.kind or "") for each in self.items],
            note=f"列出 {shown}，共 {self.declared} 项 · {shown} shown of {self.declared}",
        )


def _at_most(name: str, count: int, *, of: int, words: Words) -> None:
    """Refuse more than there are."""
    if count > of:
        bound = Words(f"须不多于{words.zh} {of}", f"must be no more than {words.en}, {of}")
        raise InvalidValue(name, count, bound)

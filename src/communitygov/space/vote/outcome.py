"""What a vote came to: which projects, why each was taken or not, and what each group of voters has of it.

What groups paid and got is counted here as it is.  In a notebook, groups of fewer voters than
`communitygov.core.privacy.SMALLEST_COUNT` are shown without their number.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from html import escape
from math import ceil
from typing import ClassVar

import attrs

from communitygov.core.checks import (
    as_tuple,
    at_least,
    code_or_empty,
    each_of,
    identifier,
    identifiers,
    one_of,
    optional,
)
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.core.money import Money
from communitygov.core.privacy import SMALLEST_COUNT
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Language, UnknownName, Words
from communitygov.space.vote.rule import Satisfaction

Payment = tuple[str, Money]
#: Rows of a table that are shown.
SHOWN = 200


class Way(TermEnum):
    """How a project came to be taken.

    Examples
    --------
    >>> Way.SHARES.zh
    '支持者均摊'
    """

    SHARES = "shares", "支持者均摊", "its supporters paid for it from their shares"
    SUPPORT = "support", "得票最多", "it had the most votes of what could still be taken"
    VALUE = "value", "每元得票最多", "it had the most votes for its cost of what could still be taken"


class RaisingEnd(TermEnum):
    """Why shares were raised no further.

    Examples
    --------
    >>> RaisingEnd.MOST.zh
    '已达次数上限'
    """

    BUDGET = "budget", "再提高即超预算", "more would have been bought than there is money"
    NOTHING_LEFT = "nothing_left", "已无可买之项", "nothing more could be bought"
    MOST = "most", "已达次数上限", "they were raised as often as was allowed"


def _payments(
    owner: "Chosen", field: "attrs.Attribute[tuple[Payment, ...]]", payments: tuple[Payment, ...]
) -> None:
    """Refuse payments that are no pairs, not in order, or do not come to the cost."""
    groups: list[str] = []
    for pair in payments:
        match pair:
            case (str(group), Money() as paid) if paid.fen >= 0:
                groups.append(group)
            case _:
                bound = Words("须为（组，金额）", "must be pairs of a group and what it paid")
                raise InvalidValue(field.name, type(pair).__name__, bound)
    paid = Money.total(paid for _, paid in payments)
    if groups != sorted(set(groups)) or (payments and paid != owner.cost):
        bound = Words("须按组排列，合计等于造价", "must be in the order of the groups, and come to the cost")
        raise InvalidValue(field.name, str(paid), bound)


@attrs.frozen(kw_only=True)
class Chosen(Value):
    """A project that is carried out, and why.

    Parameters
    ----------
    project, cost, supporters
        Which, for how much, and how many approve it.
    way
        How it came to be taken.
    price
        What a supporter paid at most, in fen, exactly; none if nobody paid from a share.
    paid
        What the supporters of each group paid together, to the fen; the sum is the cost.

    Examples
    --------
    >>> won = Chosen(project="shed", cost=Money(90), supporters=3, way=Way.SHARES, price=Fraction(30))
    >>> won.text("zh")
    'shed：3 人支持，支持者均摊，每人至多 ¥0.30'
    """

    document_kind: ClassVar[str] = "chosen-project"
    project: str = attrs.field(validator=identifier)
    cost: Money = attrs.field(validator=one_of(Money))
    supporters: int = attrs.field(validator=at_least(0))
    way: Way = attrs.field(validator=one_of(Way))
    price: Fraction | None = attrs.field(default=None, validator=optional(one_of(Fraction)))
    paid: tuple[Payment, ...] = attrs.field(default=(), converter=as_tuple, validator=_payments)

    def text(self, language: Language = "en") -> str:
        """Say why it was taken; a price is rounded up to the fen."""
        price = None if self.price is None else Money(ceil(self.price))
        ends = Words("", "") if price is None else Words(f"，每人至多 {price}", f", {price} each at most")
        return Words(
            f"{self.project}：{self.supporters} 人支持，{self.way.zh}{ends.zh}",
            f"{self.project}: {self.supporters} approve; {self.way.en}{ends.en}",
        ).say(language)


@attrs.frozen(kw_only=True)
class NotChosen(Value):
    """A project that is not carried out, and everything that spoke against it.

    Parameters
    ----------
    project, cost, supporters
        Which, for how much, and how many approve it.
    reasons
        What spoke against it.

    Examples
    --------
    >>> NotChosen(project="shed", cost=Money(90), supporters=0, reasons=[]).supporters
    0
    """

    document_kind: ClassVar[str] = "project-not-chosen"
    project: str = attrs.field(validator=identifier)
    cost: Money = attrs.field(validator=one_of(Money))
    supporters: int = attrs.field(validator=at_least(0))
    reasons: tuple[Finding, ...] = attrs.field(converter=as_tuple, validator=each_of(Finding))

    def text(self, language: Language = "en") -> str:
        """Say everything that spoke against it, in one line."""
        return f"{self.project}: " + "; ".join(each.text(language) for each in self.reasons)


@attrs.frozen(kw_only=True)
class GroupResult(Value):
    """What the voters of one group have of the outcome.

    Parameters
    ----------
    group, voters
        Code of the group, and how many of it voted; empty where voters are not told apart.
    part
        What the budget would give them if everybody had the same share, rounded down to the fen.
    projects
        Projects that are carried out and that somebody of the group approved, in the order of their ids.
    approvals
        How often its voters approved a project that is carried out.
    worth
        What these projects cost, each counted once for every voter who approved it.
    paid
        What its voters paid from their shares, to the fen.

    Examples
    --------
    >>> grid = GroupResult(
    ...     group="LQ-03",
    ...     voters=4,
    ...     part=Money(100),
    ...     projects=["shed"],
    ...     approvals=6,
    ...     worth=Money(600),
    ...     paid=Money(90),
    ... )
    >>> grid.average
    Fraction(3, 2)
    >>> print(grid.text())
    LQ-03: 4 voters, whose part of the budget is ¥1.00, paid ¥0.90; carried out of what they approved: shed; \
1.50 projects each on average
    """

    document_kind: ClassVar[str] = "group-result"
    group: str = attrs.field(validator=code_or_empty)
    voters: int = attrs.field(validator=at_least(1))
    part: Money = attrs.field(validator=one_of(Money))
    projects: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=identifiers)
    approvals: int = attrs.field(validator=at_least(0))
    worth: Money = attrs.field(validator=one_of(Money))
    paid: Money = attrs.field(validator=one_of(Money))

    @property
    def average(self) -> Fraction:
        """How many projects that a voter approved are carried out, on average."""
        return Fraction(self.approvals, self.voters)

    def text(self, language: Language = "en") -> str:
        """Say in one line what the group paid and has of it; it names how many its voters are."""
        hundredths = self.approvals * 100 // self.voters
        average = f"{hundredths // 100}.{hundredths % 100:02}"
        taken = Words("、".join(self.projects) or "无", ", ".join(self.projects) or "nothing")
        group = Words(self.group or "全体", self.group or "everybody")
        return Words(
            f"{group.zh}：{self.voters} 人，按人均应占预算 {self.part}，实付 {self.paid}；"
            f"所赞成而入选：{taken.zh}；人均 {average} 项",
            f"{group.en}: {self.voters} voters, whose part of the budget is {self.part}, paid {self.paid}; "
            f"carried out of what they approved: {taken.en}; {average} projects each on average",
        ).say(language)


@attrs.frozen(kw_only=True)
class BudgetOutcome(Value):
    """What a vote came to.

    Parameters
    ----------
    rule
        Code of the rule.
    satisfaction
        How satisfaction was measured.
    budget, voters
        How much there was, and how many voted.
    chosen
        Projects that are carried out, in the order in which they were taken.
    not_chosen
        The others, in the order of their ids.
    groups
        What each group of voters has of it, in the order of their codes.
    raises, raising_ended
        How often shares were raised, and why no further; none where they are not to be raised.

    Examples
    --------
    >>> from communitygov.space.vote.budget_vote import BudgetVote
    >>> from communitygov.space.vote.equal_shares import equal_shares
    >>> from communitygov.space.vote.project import MicroProject
    >>> projects = [MicroProject(id, cost=Money.yuan(60)) for id in ("garden", "shed")]
    >>> ballots = [["garden"]] * 3 + [["shed"]] * 2
    >>> outcome = equal_shares(BudgetVote.of(projects, budget=Money.yuan(100), ballots=ballots))
    >>> outcome.projects, str(outcome.left), outcome["shed"].reasons[0].code
    (('garden',), '¥40.00', 'SUPPORTERS_SHORT_OF_MONEY')
    >>> outcome["gardn"]
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No project is called 'gardn'. Did you mean 'garden'? [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "budget-outcome"
    rule: str = attrs.field(validator=identifier)
    satisfaction: Satisfaction = attrs.field(validator=one_of(Satisfaction))
    budget: Money = attrs.field(validator=one_of(Money))
    voters: int = attrs.field(validator=at_least(0))
    chosen: tuple[Chosen, ...] = attrs.field(converter=as_tuple, validator=each_of(Chosen))
    not_chosen: tuple[NotChosen, ...] = attrs.field(converter=as_tuple, validator=each_of(NotChosen))
    groups: tuple[GroupResult, ...] = attrs.field(converter=as_tuple, validator=each_of(GroupResult))
    raises: int = attrs.field(default=0, validator=at_least(0))
    raising_ended: RaisingEnd | None = attrs.field(default=None, validator=optional(one_of(RaisingEnd)))

    def __attrs_post_init__(self) -> None:
        """Refuse a project twice, and spending that the budget does not bear."""
        count = len(self.chosen) + len(self.not_chosen)
        if len(self._fates) < count:
            raise InvalidValue("chosen", count, Words("项目不可重复", "must name no project twice"))
        if self.spent > self.budget:
            bound = Words(
                f"不可超过预算 {self.budget}", f"must not come to more than the budget, {self.budget}"
            )
            raise InvalidValue("chosen", str(self.spent), bound)

    @cached_property
    def _fates(self) -> Mapping[str, "Chosen | NotChosen"]:
        """What became of each project, by id."""
        taken: dict[str, Chosen | NotChosen] = {each.project: each for each in self.chosen}
        return taken | {each.project: each for each in self.not_chosen}

    @property
    def projects(self) -> tuple[str, ...]:
        """Ids of the projects that are carried out, in the order in which they were taken."""
        return tuple(each.project for each in self.chosen)

    @property
    def spent(self) -> Money:
        """What they cost together."""
        return Money.total(each.cost for each in self.chosen)

    @property
    def left(self) -> Money:
        """What is left of the budget."""
        return self.budget - self.spent

    def __getitem__(self, project: str) -> Chosen | NotChosen:
        """Return what became of a project."""
        try:
            return self._fates[project]
        except (KeyError, TypeError):
            raise UnknownName(Words("项目", "project"), project, tuple(self._fates)) from None

    def text(self, language: Language = "en") -> str:
        """Say what was taken, what was not and why, a line each; groups have texts of their own."""
        head = Words(
            f"预算 {self.budget}，{self.voters} 人投票，支出 {self.spent}，结余 {self.left}",
            f"budget {self.budget}, {self.voters} voters, spent {self.spent}, left {self.left}",
        )
        taken = [each.text(language) for each in self.chosen]
        lost = [each.text(language) for each in self.not_chosen]
        return "\n".join((head.say(language), *taken, *lost))

    def _repr_html_(self) -> str:
        """Show what was taken, what was not and why, and the groups, for notebooks."""
        taken = _table(
            (each.project, each.cost, each.supporters, f"{each.way.zh} · {each.way.en}")
            for each in self.chosen
        )
        lost = _table(
            (each.project, each.cost, each.supporters, "；".join(one.text("zh") for one in each.reasons))
            for each in self.not_chosen
        )
        groups = _table((each.group or "—", _shown(each.voters), _average(each)) for each in self.groups)
        return f"<p>{self.spent} / {self.budget}</p>{taken}{lost}{groups}"


def _table(rows: Iterable[tuple[object, ...]]) -> str:
    """Return rows as a table, those beyond `SHOWN` counted."""
    given = list(rows)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(str(cell))}</td>' for cell in row)}</tr>" for row in given[:SHOWN]
    )
    rest = len(given) - SHOWN
    tail = f"<tr><td>另有 {rest} 行 · {rest} more</td></tr>" if rest > 0 else ""
    return f"<table>{body}{tail}</table>"


def _shown(voters: int) -> str:
    """Return a number of voters unless it is small enough to point at somebody."""
    return str(voters) if voters >= SMALLEST_COUNT else f"< {SMALLEST_COUNT}"


def _average(group: GroupResult) -> str:
    """Return how many approved projects a voter of a group got, unless the group is small."""
    return f"{float(group.average):.2f}" if group.voters >= SMALLEST_COUNT else "—"

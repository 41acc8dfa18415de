"""The checklists of the documents: those that are listed, with their members, and those that are only named.

Each member and each pair of before and after is the document's own word; the English is the library's.
"""

from collections.abc import Mapping
from types import MappingProxyType

from communitygov.core.source import quoted
from communitygov.core.terms import Term
from communitygov.errors import UnknownName, Words
from communitygov.organisation.five_ones import FIVE_ONES_LISTED, FiveOne
from communitygov.programme.checklist.checklist import Checklist
from communitygov.programme.checklist.item import ChecklistItem
from communitygov.programme.checklist.unlisted import UnlistedSet

#: Where the five that go in step are listed …
FIVE_SYNC_LISTED = quoted("001", "优化机制、活化硬件、深化治理、细化网格、强化参与“五化同步”")
#: … and what each turns into what, as the headings of the same document say.
FIVE_SYNC_CHANGES = tuple(
    quoted("001", phrase)
    for phrase in (
        "优化机制，管理变治理",
        "活化硬件，脏乱变有序",
        "深化治理，静态变常态",
        "细化网格，粗放变精细",
        "强化参与，客人变主人",
    )
)
FOUR_ONES_LISTED = quoted("004", "一张网格统揽、一支队伍统管、一个平台统调、一套机制统筹")
CRITERIA_LISTED = quoted("004", "有主题、有品质、有特色")


def _changing(
    code: str, said: tuple[str, str], before: tuple[str, str], after: tuple[str, str]
) -> ChecklistItem:
    """Return a member with what it turns into what."""
    zh, en = said
    return ChecklistItem(code=code, zh=zh, en=en, before=Words(*before), after=Words(*after))


#: 五化同步: five that go in step.
FIVE_SYNC = Checklist(
    name=Term("five_sync", "五化同步", "five in step"),
    members=(
        _changing(
            "mechanism",
            ("优化机制", "improve the mechanism"),
            ("管理", "management"),
            ("治理", "governance"),
        ),
        _changing("hardware", ("活化硬件", "renew what is built"), ("脏乱", "disorder"), ("有序", "order")),
        _changing(
            "governance",
            ("深化治理", "deepen the governance"),
            ("静态", "one-off"),
            ("常态", "standing"),
        ),
        _changing("grids", ("细化网格", "refine the grids"), ("粗放", "coarse"), ("精细", "fine")),
        _changing(
            "participation",
            ("强化参与", "strengthen taking part"),
            ("客人", "guests"),
            ("主人", "hosts"),
        ),
    ),
    citation=FIVE_SYNC_LISTED,
)

#: 四个一: one net, one team, one platform, one mechanism.
FOUR_ONES = Checklist(
    name=Term("four_ones", "四个一", "four ones"),
    members=(
        ChecklistItem(code="grid", zh="一张网格统揽", en="one net of grids for all"),
        ChecklistItem(code="team", zh="一支队伍统管", en="one team to manage"),
        ChecklistItem(code="platform", zh="一个平台统调", en="one platform to dispatch"),
        ChecklistItem(code="mechanism", zh="一套机制统筹", en="one mechanism to plan"),
    ),
    citation=FOUR_ONES_LISTED,
)

#: 五个一: what is done in every grid, or by every guide; the document leaves open which.
FIVE_ONES = Checklist(
    name=Term("five_ones", "五个一", "five ones"),
    members=tuple(map(ChecklistItem.of, FiveOne)),
    citation=FIVE_ONES_LISTED,
)

#: What a demonstration (示范创建) must have.
DEMONSTRATION_CRITERIA = Checklist(
    name=Term("demonstration_criteria", "示范创建思路", "criteria of a demonstration"),
    members=(
        ChecklistItem(code="theme", zh="有主题", en="has a theme"),
        ChecklistItem(code="quality", zh="有品质", en="has quality"),
        ChecklistItem(code="features", zh="有特色", en="has features of its own"),
    ),
    citation=CRITERIA_LISTED,
)

#: Named, not listed.
SIX_MICRO = UnlistedSet(
    name=Term("six_micro", "六微工程", "Six Micro Projects"),
    count=6,
    aliases=("成都社区“六微”工程", "六微"),
    citation=quoted("001", "实施六微工程"),
)
SIX_ONES = UnlistedSet(
    name=Term("six_ones", "六个一", "six ones"), count=6, citation=quoted("004", "“六个一”套餐式模式")
)
FIVE_ACTIONS = UnlistedSet(
    name=Term("five_actions", "五大行动", "five great actions"),
    count=5,
    citation=quoted("004", "公共空间与五大行动结合"),
)
FIVE_LINES = UnlistedSet(
    name=Term("five_lines", "五线工作法", "five-line working method"),
    count=5,
    citation=quoted("004", "党建引领社区发展治理“五线工作法”"),
)
FIVE_WORKING_STEPS = UnlistedSet(
    name=Term("five_working_steps", "五步工作法", "five-step working method"),
    count=5,
    citation=quoted("004", "党建引领居民小区发展治理“五步工作法”"),
)
DOUBLE_DEMONSTRATION = UnlistedSet(
    name=Term("double_demonstration", "双示范", "double demonstration"),
    count=2,
    citation=quoted("004", "启动双示范创建品牌化"),
)

_ALL: tuple[Checklist | UnlistedSet, ...] = (
    FIVE_SYNC,
    FOUR_ONES,
    FIVE_ONES,
    DEMONSTRATION_CRITERIA,
    SIX_MICRO,
    SIX_ONES,
    FIVE_ACTIONS,
    FIVE_LINES,
    FIVE_WORKING_STEPS,
    DOUBLE_DEMONSTRATION,
)
#: Every list of the documents by its code.
CHECKLISTS: Mapping[str, Checklist | UnlistedSet] = MappingProxyType({each.name.code: each for each in _ALL})

_MARKS = str.maketrans("", "", "“”\"「」'‘’ ")
_BY_NAME: Mapping[str, Checklist | UnlistedSet] = {
    name.translate(_MARKS): each
    for each in _ALL
    for name in (each.name.code, each.name.zh, each.name.en, *each.aliases)
}


def checklist_named(name: str) -> Checklist | UnlistedSet:
    """Return the list of the documents with this code or name; quotation marks do not matter.

    Raises
    ------
    UnknownName
        If the documents name no such list.

    Examples
    --------
    >>> checklist_named("成都社区“六微”工程") is SIX_MICRO is checklist_named("six_micro")
    True
    >>> checklist_named("五步")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No checklist is called '五步'. Known: '五步工作法'. [UNKNOWN_NAME]

    五步议事 is no checklist but a procedure, and another thing: `communitygov.deliberation`.
    """
    known = _BY_NAME.get(_plain(name))
    if known is not None:
        return known
    names = tuple(each.name.zh for each in _ALL)
    # what begins like it is told first: '五步' is nearer to 五步工作法 than to 五化同步
    near = tuple(each for each in names if each.startswith(_plain(name) or each))
    raise UnknownName(Words("清单", "checklist"), name, near or names)


def _plain(name: object) -> str:
    """Return a name without quotation marks and spaces; nothing of what is no text."""
    return name.translate(_MARKS) if isinstance(name, str) else ""

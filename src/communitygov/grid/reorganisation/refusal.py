"""Why a change does not fit the grids that stand: the words of every condition, and the refusal.

What no document says is labelled: that codes are never given again, nor look alike, is the library's own
rule, for the reason told in `communitygov.grid.reorganisation.change`.
"""

from typing import ClassVar

import attrs

from communitygov.core.finding import Finding, Message
from communitygov.core.source import LIBRARY_DEFAULT
from communitygov.errors import CommunityGovError, Words

CHANGE_TOO_EARLY = Message(
    "CHANGE_TOO_EARLY",
    Words(
        "变更日 {on} 早于最近一次变更 {latest}", "the change of {on} is before the latest one, of {latest}"
    ),
    Words(
        "请按日期先后登记；或先撤回较晚的变更", "record changes in their order, or undo the later ones first"
    ),
)
CHANGE_GRID_UNKNOWN = Message(
    "CHANGE_GRID_UNKNOWN",
    Words("没有网格 {grid}", "there is no grid {grid}"),
    Words("请核对编码", "check the code"),
)
CHANGE_GRID_ENDED = Message(
    "CHANGE_GRID_ENDED",
    Words("网格 {grid} 自 {on} 起已不存在", "grid {grid} is no more since {on}"),
    Words("现为：{now}", "now it is: {now}"),
)
CHANGE_CODE_STANDS = Message(
    "CHANGE_CODE_STANDS",
    Words("编码 {grid} 已有网格使用", "the code {grid} belongs to a grid that stands"),
    Words("请用新编码，即使新网格沿用旧名", "give a new code, even where the name stays"),
    LIBRARY_DEFAULT,
)
CHANGE_CODE_GIVEN_BEFORE = Message(
    "CHANGE_CODE_GIVEN_BEFORE",
    Words("编码 {grid} 曾用于已终止的网格", "the code {grid} belonged to a grid that is no more"),
    Words(
        "请用新编码：旧编码再用，日后无从得知范围已变",
        "give a new code: where one is given again, nobody sees later that the ground is another",
    ),
    LIBRARY_DEFAULT,
)
CHANGE_CODE_CONFUSABLE = Message(
    "CHANGE_CODE_CONFUSABLE",
    Words("编码 {grid} 与 {other} 难以分辨", "the code {grid} can hardly be told from {other}"),
    Words("请勿仅以大小写、O 与 0、I、l 与 1 相区别", "let more differ than case, O and 0, or I, l and 1"),
    LIBRARY_DEFAULT,
)
CHANGE_LEVEL_UNKNOWN = Message(
    "CHANGE_LEVEL_UNKNOWN",
    Words("方案 {scheme} 没有层级 {level}", "the scheme {scheme} has no level {level}"),
    Words("可用：{known}", "it has: {known}"),
)
CHANGE_LEVEL_RULE = Message(
    "CHANGE_LEVEL_RULE",
    Words(
        "{level} {grid} 不得挂于 {parent}（{above}）", "{level} {grid} may not lie under {parent} ({above})"
    ),
    Words("请选方案所允许的上级", "choose a parent of a level that the scheme allows"),
)
CHANGE_NOTHING = Message(
    "CHANGE_NOTHING",
    Words("网格 {grid} 本已如此", "grid {grid} is so already"),
    Words("无须变更", "leave it out"),
)
MERGE_LEVELS_DIFFER = Message(
    "MERGE_LEVELS_DIFFER",
    Words("待合并网格层级不一：{levels}", "the grids to merge are of several levels: {levels}"),
    Words("请只合并同一层级的网格", "merge grids of one level"),
)
MERGE_PARENTS_DIFFER = Message(
    "MERGE_PARENTS_DIFFER",
    Words("待合并网格上级不一：{parents}", "the grids to merge lie under several parents: {parents}"),
    Words("请先将其划归同一上级", "move them under one parent first"),
)
MERGE_IN_CHARGE_CONTESTED = Message(
    "MERGE_IN_CHARGE_CONTESTED",
    Words("{grid} 将有多人负责：{workers}", "several would be in charge of {grid}: {workers}"),
    Words(
        "请以 led_by 指定一人；其余按原次序任后备",
        "name one with led_by; the others become deputies in their order",
    ),
    LIBRARY_DEFAULT,
)
MERGE_IN_CHARGE_UNPOSTED = Message(
    "MERGE_IN_CHARGE_UNPOSTED",
    Words("{worker} 不在待合并网格负责", "{worker} is in charge of none of the grids to merge"),
    Words("请从中选定：{workers}", "choose one of: {workers}"),
)
SPLIT_LEAVES_OUT = Message(
    "SPLIT_LEAVES_OUT",
    Words("{grid} 的{what}未归入任何部分：{left}", "no part takes these {what} of {grid}: {left}"),
    Words(
        "请逐一归入；事项与人员可由 rest 承接", "give each to a part; matters and workers may go to `rest`"
    ),
)
SPLIT_TAKES_STRANGE = Message(
    "SPLIT_TAKES_STRANGE",
    Words("所分{what}不属 {grid}：{strange}", "these {what} are not of {grid} itself: {strange}"),
    Words("请从各部分中删去", "take them out of the parts"),
)
SPLIT_PART_EMPTY = Message(
    "SPLIT_PART_EMPTY",
    Words("部分 {part} 既无房屋也无下级网格", "the part {part} takes no dwelling and no grid"),
    Words("请归入房屋，或另行新设空网格", "give it some, or open an empty grid instead"),
)
MOVE_UNDER_ITSELF = Message(
    "MOVE_UNDER_ITSELF",
    Words("{parent} 就是 {grid} 或在其之下", "{parent} is {grid} itself or lies under it"),
    Words("请选其外的上级", "choose a parent outside of it"),
)
CLOSE_NOT_EMPTY = Message(
    "CLOSE_NOT_EMPTY",
    Words("{grid} 尚有{what}：{left}", "{grid} still has {what}: {left}"),
    Words("请先并入他处或了结", "merge the grid, or settle these first"),
)


@attrs.frozen(str=False)
class ChangeRefused(CommunityGovError, ValueError):
    """A change does not fit; *every* unmet condition is in `reasons`, and nothing has changed.

    Examples
    --------
    >>> from datetime import date
    >>> from communitygov.grid.hierarchy.hierarchy import GridHierarchy
    >>> from communitygov.grid.reorganisation.making import merge
    >>> grid = GridHierarchy.from_rows([("LQ", None, "general", "龙桥"), ("LQ-1", "LQ", "micro", "一组")])
    >>> try:
    ...     merge(grid, ("LQ", "LQ-1", "LQ-2"), into="LQ-1", on=date(2024, 3, 1), basis="3 号")
    ... except ChangeRefused as refusal:
    ...     for reason in refusal.reasons:
    ...         print(reason.code, reason)
    CHANGE_GRID_UNKNOWN there is no grid LQ-2 [CHANGE_GRID_UNKNOWN]
    MERGE_LEVELS_DIFFER the grids to merge are of several levels: general, micro [MERGE_LEVELS_DIFFER]
    MERGE_PARENTS_DIFFER the grids to merge lie under several parents: LQ, nothing [MERGE_PARENTS_DIFFER]
    CHANGE_CODE_STANDS the code LQ-1 belongs to a grid that stands [CHANGE_CODE_STANDS]
    """

    code: ClassVar[str] = "CHANGE_REFUSED"
    change: Words
    reasons: tuple[Finding, ...]

    def words(self) -> Words:
        """Give every reason, each with what would mend it."""
        zh = "；".join(f"{each.text('zh')}（{each.advice('zh')}）" for each in self.reasons)
        en = "; ".join(f"{each.text()} ({each.advice()})" for each in self.reasons)
        return Words(f"“{self.change.zh}”未被接受：{zh}。", f'"{self.change.en}" is refused: {en}.')

"""The findings of a check against a standard.

This module only knows the words.
"""

from communitygov.core.finding import Message
from communitygov.errors import Words

STANDARD_MISSING = Message(
    "STANDARD_MISSING",
    Words("{force}有{function}，而没有", "{function} {force} be there and is not"),
    Words("请配置：{asked}；或登记已有的", "provide it: {asked}; or record what there is"),
)
STANDARD_TOO_SMALL = Message(
    "STANDARD_TOO_SMALL",
    Words(
        "{function} 的{kind}{force}达到 {asked}，而 {facility} 为 {found}",
        "{function}: {kind} {force} be {asked} or more; of {facility} it is {found}",
    ),
    Words("请扩大至 {asked}，或另设一处", "bring it up to {asked}, or provide another"),
)
STANDARD_TOO_FAR = Message(
    "STANDARD_TOO_FAR",
    Words(
        "{function} 的{kind}{force}不超过 {asked}，而 {facility} 为 {found}",
        "{function}: {kind} {force} be {asked} or less; of {facility} it is {found}",
    ),
    Words("请在近处增设一处", "provide one nearer by"),
)
STANDARD_TOO_LITTLE = Message(
    "STANDARD_TOO_LITTLE",
    Words(
        "{function} 的{kind}{force}达到 {rate}，即合计 {asked}，而现有 {found}",
        "{function}: {kind} {force} be {rate} or more, which is {asked} together; there is {found}",
    ),
    Words("请补足至 {asked}", "bring all together up to {asked}"),
)
STANDARD_TOO_FEW_FUNCTIONS = Message(
    "STANDARD_TOO_FEW_FUNCTIONS",
    Words(
        "{function} {force}有{among}中的至少 {asked} 项，而 {facility} 有 {found} 项",
        "{function} {force} have {asked} or more of {among}; {facility} has {found}",
    ),
    Words("请在 {facility} 增设功能", "add functions at {facility}"),
)
STANDARD_UNKNOWN = Message(
    "STANDARD_UNKNOWN",
    Words(
        "{function} 的{kind}{force}合于 {asked}，现仅知：{found}，不足以判断",
        "{function}: {kind} {force} meet {asked}; what is known does not settle it: {found}",
    ),
    Words("请测量或登记", "measure it, or record it"),
)
STANDARD_NOT_COMPARABLE = Message(
    "STANDARD_NOT_COMPARABLE",
    Words(
        "{function} 的要求是{kind}，而 {facility} 只登记了{other}，两者不可比",
        "{function} is asked for by {kind}; of {facility} only the {other} is recorded: not comparable",
    ),
    Words("请测量{kind}", "measure the {kind}"),
)
STANDARD_MISSING_UNLESS = Message(
    "STANDARD_MISSING_UNLESS",
    Words(
        "没有{function}；{instead}，是否相当不足以判断",
        "there is no {function}; {instead}: what is known does not settle it",
    ),
    Words("请配置：{asked}；或说明以何代之", "provide it: {asked}; or say what stands in its place"),
)
BUILD_UNKNOWN = Message(
    "BUILD_UNKNOWN",
    Words(
        "未说明是新建还是旧区改建，{standard} 有 {count} 条未判断",
        "whether it is built or renewed is not told; not judged of {standard}: {count}",
    ),
    Words("请登记新建或改建", "record whether it is built or renewed"),
)
FIGURE_UNVERIFIED = Message(
    "FIGURE_UNVERIFIED",
    Words(
        "判断所用的“{asked}”未经核对（{read_at}）",
        "the figure that was used has not been verified: {asked} ({read_at})",
    ),
    Words("正式使用前请核对标准原文", "check it against the published standard before it counts"),
)
STANDARD_DATE_DISPUTED = Message(
    "STANDARD_DATE_DISPUTED",
    Words(
        "{standard} 的实施日期说法不一：{since}，另有 {others}",
        "sources differ on when {standard} came into force: {since}, and {others}",
    ),
    Words("请核对标准原文", "check the published standard"),
)
STANDARD_NOT_IN_FORCE = Message(
    "STANDARD_NOT_IN_FORCE",
    Words("{standard} 在 {on} 未施行", "{standard} was not in force on {on}"),
    Words("请用当日施行的标准", "use the standard that was in force on that day"),
)
STANDARD_DATE_UNKNOWN = Message(
    "STANDARD_DATE_UNKNOWN",
    Words(
        "{standard} 在 {on} 是否施行不可知（发布：{issued}）",
        "whether {standard} was in force on {on} is not known (issued: {issued})",
    ),
    Words("请核对标准原文", "check the published standard"),
)
STANDARD_DATE_UNVERIFIED = Message(
    "STANDARD_DATE_UNVERIFIED",
    Words(
        "{standard} 的实施日期 {since} 未经核对",
        "since when {standard} is in force, {since}, has not been verified",
    ),
    Words("请核对标准原文", "check the published standard"),
)
STANDARD_DRAFT = Message(
    "STANDARD_DRAFT",
    Words("{standard}（{region}）是征求意见稿", "{standard} ({region}) is a draft"),
    Words("请用已发布的标准", "use one that was issued"),
)
LEVEL_BETWEEN = Message(
    "LEVEL_BETWEEN",
    Words(
        "{standard} 没有必含 {found}{what} 的层级", "{standard} has no level that surely holds {found} {what}"
    ),
    Words("请指明按哪一层级判断", "say by which level to judge"),
)
LEVEL_UNKNOWN = Message(
    "LEVEL_UNKNOWN",
    Words(
        "{standard} 分层级，而人口与户数均未确知",
        "{standard} has levels; people and households are not known",
    ),
    Words("请登记人口或户数，或指明层级", "record people or households, or say by which level to judge"),
)
LEVELS_DIFFER = Message(
    "LEVELS_DIFFER",
    Words(
        "按人口为{people}，按户数为{households}", "by people it is a {people}, by households a {households}"
    ),
    Words("请指明按哪一层级判断", "say by which level to judge"),
)

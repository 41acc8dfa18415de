"""What is lost between a report and an Open311 request, on the way out or in: a list, as data."""

from communitygov.core.finding import Message
from communitygov.errors import Words

OPEN311_PEOPLE_KEPT_BACK = Message(
    "OPEN311_PEOPLE_KEPT_BACK",
    Words("人员标识（报告人、当事人、责任人）不外传", "identifiers of people are not sent out"),
    Words("如确需，请在本系统内查询", "ask here for them, where that is allowed"),
)
OPEN311_DWELLING_COARSENED = Message(
    "OPEN311_DWELLING_COARSENED",
    Words("住所代码以网格代码代之", "the code of the grid stands in for the dwelling"),
    Words("收件方确需住所时，地址种类选 dwelling", "choose the address kind `dwelling` if it is needed"),
)
OPEN311_POINT_ROUNDED = Message(
    "OPEN311_POINT_ROUNDED",
    Words("坐标取整至千万分之一度，误差约一厘米", "the point is rounded to ten-millionths of a degree"),
    Words("无需处理", "there is nothing to do"),
)
OPEN311_POINT_LEFT_OUT = Message(
    "OPEN311_POINT_LEFT_OUT",
    Words("未给出平面原点，坐标略去", "without the plane's place on the earth the point is left out"),
    Words("请在约定中给出 plane", "give the terms a plane"),
)
OPEN311_STATE_FLATTENED = Message(
    "OPEN311_STATE_FLATTENED",
    Words(
        "状态仅有 open 与 closed；细分状态写入 status_notes",
        "the status is open or closed only; the finer state stands in status_notes",
    ),
    Words("请读 status_notes", "read status_notes"),
)
OPEN311_EXTENDED = Message(
    "OPEN311_EXTENDED",
    Words(
        "网格路径、逐级时限与办理经过写入 extended_attributes，标准之外",
        "path, tiers and history stand in extended_attributes, which the standard does not know",
    ),
    Words("请与收件方约定", "agree on them with whoever reads"),
)
OPEN311_MARKUP_DEFUSED = Message(
    "OPEN311_MARKUP_DEFUSED",
    Words("描述中的 < 与 > 改为全角", "each < and > of the description is made a full-width one"),
    Words("无需处理", "there is nothing to do"),
)
OPEN311_PERSONAL_DROPPED = Message(
    "OPEN311_PERSONAL_DROPPED",
    Words("个人信息字段 {field} 未读入", "{field} is personal data and was not read in"),
    Words("请勿索取", "do not ask for it"),
)
OPEN311_FIELD_DROPPED = Message(
    "OPEN311_FIELD_DROPPED",
    Words("字段 {field} 未读入", "{field} has no place in a report and was not read in"),
    Words("如有用处，请由宿主系统保存", "let the host keep it if it is of use"),
)

#: Everything that may be lost on the way out or in.
OPEN311_LOSSES: tuple[Message, ...] = (
    OPEN311_PEOPLE_KEPT_BACK,
    OPEN311_DWELLING_COARSENED,
    OPEN311_POINT_ROUNDED,
    OPEN311_POINT_LEFT_OUT,
    OPEN311_STATE_FLATTENED,
    OPEN311_EXTENDED,
    OPEN311_MARKUP_DEFUSED,
    OPEN311_PERSONAL_DROPPED,
    OPEN311_FIELD_DROPPED,
)

"""What is lost of a download of OpenStreetMap on its way to places: a list, as data."""

from communitygov.core.finding import Message
from communitygov.errors import Words

OSM_FEATURE_LEFT_OUT = Message(
    "OSM_FEATURE_LEFT_OUT",
    Words(
        "{feature} 未读入：{where} 不可用（{fault}）", "{feature} is left out: {where} will not do ({fault})"
    ),
    Words("请改正该要素后再读", "mend the feature and read again"),
)
OSM_GEOMETRY_NOT_READ = Message(
    "OSM_GEOMETRY_NOT_READ",
    Words(
        "{feature} 的图形不是可用的点或多边形，位置视为未知",
        "the geometry of {feature} is no point or polygon that can be used; where it lies is not known",
    ),
    Words("请改正图形，或另行给出位置", "mend the geometry, or tell where it lies"),
)
OSM_TAG_NOT_READ = Message(
    "OSM_TAG_NOT_READ",
    Words(
        "{feature} 的标签 {key} 读不懂或不足以判断，仅原样保留",
        "the tag {key} of {feature} is not understood or settles nothing; it is kept as it is and no more",
    ),
    Words("请查看该标签，另行给出其含义", "look at the tag, and tell the place what it says"),
)
OSM_TAGS_DROPPED = Message(
    "OSM_TAGS_DROPPED",
    Words("{feature} 有 {count} 个标签无法保留", "{count} tags of {feature} cannot be kept"),
    Words("请缩短其键或值", "shorten their keys or values"),
)

#: Everything that may be lost on the way in.
OSM_LOSSES: tuple[Message, ...] = (
    OSM_FEATURE_LEFT_OUT,
    OSM_GEOMETRY_NOT_READ,
    OSM_TAG_NOT_READ,
    OSM_TAGS_DROPPED,
)

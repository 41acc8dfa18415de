"""What `communitygov.space.brief.gap` says: each way in which a place may fall short of a programme."""

from communitygov.core.finding import Message
from communitygov.errors import Words

FUNCTION_MISSING = Message(
    "BRIEF_FUNCTION_MISSING",
    Words("{place} 没有 {room}（{function}）的去处", "{place} has nothing for {room} ({function})"),
    Words("请为该功能设区，或从任务书中去掉", "make a zone for it, or take it out of the brief"),
)
AREA_SHORT = Message(
    "BRIEF_AREA_SHORT",
    Words(
        "{rooms} 至少需 {needed} 平方米，而 {where} 为 {area}",
        "{rooms} take {needed} m2 at least, and {where} has {area}",
    ),
    Words("请扩大、合并用途或分时共用", "enlarge it, join uses, or share a room by the hour"),
)
AREA_EXCEEDED = Message(
    "BRIEF_AREA_EXCEEDED",
    Words(
        "{rooms} 至多 {most} 平方米，而 {where} 为 {area}",
        "{rooms} may have {most} m2 at most, and {where} has {area}",
    ),
    Words("余下的面积可作他用", "use the rest for something else"),
)
AREA_UNKNOWN = Message(
    "BRIEF_AREA_UNKNOWN",
    Words(
        "{rooms} 需要 {needed} 平方米，{where} 的面积所知为：{area}，无法判断",
        "{rooms} ask for {needed} m2; of the area of {where} this is known: {area}, which does not settle it",
    ),
    Words("请测量并补记", "measure it and write it down"),
)
SEATS_SHORT = Message(
    "BRIEF_SEATS_SHORT",
    Words(
        "{room} 须容 {needed} 人，而 {where} 容 {seats}",
        "{room} is for {needed} people, and {where} holds {seats}",
    ),
    Words("请增加座位，或分场使用", "add seats, or use it in turns"),
)
SEATS_UNKNOWN = Message(
    "BRIEF_SEATS_UNKNOWN",
    Words(
        "{room} 须容 {needed} 人，{where} 可容人数所知为：{seats}，无法判断",
        "{room} is for {needed} people; of what {where} holds is known: {seats}, which settles nothing",
    ),
    Words("请清点并补记", "count and write it down"),
)
HOURS_SHORT = Message(
    "BRIEF_HOURS_SHORT",
    Words("{room} 还须在 {missing} 开放", "{room} is to be open at {missing} too"),
    Words("请延长开放时间", "open longer"),
)
HOURS_UNKNOWN = Message(
    "BRIEF_HOURS_UNKNOWN",
    Words(
        "{room} 须在 {missing} 开放，{where} 的开放时间未全记",
        "{room} is to be open at {missing}, and not all hours of {where} are told",
    ),
    Words("请询问并补记", "ask for them and write them down"),
)
AGES_NOT_SERVED = Message(
    "BRIEF_AGES_NOT_SERVED",
    Words("{room} 也供 {bands} 使用，而 {where} 不面向他们", "{room} is for {bands} too, and {where} is not"),
    Words("请一并面向他们，或另设一处", "open it to them, or make another"),
)
NOT_ACCESSIBLE = Message(
    "BRIEF_NOT_ACCESSIBLE",
    Words("{room} 须无障碍，而 {place} 有台阶", "{room} must be without steps, and {place} is not"),
    Words("请加装坡道或电梯", "add a ramp or a lift"),
)
ACCESS_UNKNOWN = Message(
    "BRIEF_ACCESS_UNKNOWN",
    Words(
        "{room} 须无障碍，而 {place} 是否如此未记",
        "{room} must be without steps; of {place} that is not told",
    ),
    Words("请查看并补记", "look and write it down"),
)
NOT_ADJOINING = Message(
    "BRIEF_NOT_ADJOINING",
    Words("{one} 与 {two}（{importance}）并不相邻", "{one} and {two} ({importance}) do not adjoin"),
    Words("请对调或打通", "exchange zones, or open a door"),
)
NOT_SEPARATE = Message(
    "BRIEF_NOT_SEPARATE",
    Words("{one} 与 {two}（{importance}）彼此相邻", "{one} and {two} ({importance}) adjoin"),
    Words("请对调或隔开", "exchange zones, or put something between"),
)
GROSS_SHORT = Message(
    "BRIEF_GROSS_SHORT",
    Words(
        "{brief} 至少需总面积 {needed} 平方米，而 {place} 规划为 {area}",
        "{brief} takes {needed} m2 gross at least, and {place} is planned with {area}",
    ),
    Words("请扩大规划，或减少房间", "plan for more, or ask for fewer rooms"),
)
FEATURES_UNKNOWN = Message(
    "BRIEF_FEATURES_UNKNOWN",
    Words(
        "{room} 须有 {features}，而 {place} 的设施中未记",
        "{room} must have {features}; {place} tells of none",
    ),
    Words("请查看并补记设施，或添置", "look and tell its facilities, or get them"),
)
ADJACENCY_UNKNOWN = Message(
    "BRIEF_ADJACENCY_UNKNOWN",
    Words(
        "{one} 与 {two}（{importance}）是否相邻未知",
        "whether {one} and {two} ({importance}) adjoin is not known",
    ),
    Words("请给出各自的区，以及哪些区相邻", "tell their zones, and which zones adjoin"),
)

"""What an audit warns of: one message for each thing that a community may not have meant by its rule.

None of them says that the rule is wrong.  A rule of consent passes without a yes on purpose; a veto may be
what was agreed.  What the community meant, the audit does not know.
"""

from communitygov.core.finding import Message
from communitygov.errors import Words

RULE_UNATTAINABLE = Message(
    "RULE_UNATTAINABLE",
    Words("按此规则，全体到会赞成也不能通过", "nothing can be adopted, even if everybody comes and agrees"),
    Words("请先补足空缺，或降低要求", "fill what is vacant first, or ask for less"),
)
RULE_VACUOUS = Message(
    "RULE_VACUOUS",
    Words("无人赞成也能通过（{profile}）", "it is adopted though nobody agrees ({profile})"),
    Words(
        "请规定至少一人赞成，或写明未反对即为同意",
        "ask for at least one vote in favour, or say that silence is consent",
    ),
)
RULE_NOT_MONOTONE = Message(
    "RULE_NOT_MONOTONE",
    Words(
        "{mover}一人转为赞成，反而不通过（{change}）",
        "one more in favour ({mover}) makes it fail ({change})",
    ),
    Words("请改写规则，使赞成越多越不会不通过", "put the rule so that more agreement never does harm"),
)
RULE_IMPROPER = Message(
    "RULE_IMPROPER",
    Words(
        "互不相交的两方都能获胜：{one}；{other}",
        "two groups with nobody in common can both win: {one}; {other}",
    ),
    Words(
        "请要求超过半数，以免作出相反的两个决定",
        "ask for more than half, or two decisions may contradict each other",
    ),
)
NO_SHOW_PARADOX = Message(
    "NO_SHOW_PARADOX",
    Words(
        "{mover}一人到会投反对票，反而使其通过（{change}）",
        "one who comes and votes no ({mover}) makes it pass ({change})",
    ),
    Words(
        "请以全体为基数计赞成，或以最低赞成数代替到会人数",
        "count those in favour against the whole body, or ask for a number of them instead of a quorum",
    ),
)
MEMBER_VETO = Message(
    "MEMBER_VETO",
    Words("一人即可使其不能通过：{who}", "one alone can keep it from being adopted: {who}"),
    Words("请确认有意如此，或放宽要求", "make sure that this is meant, or ask for less"),
)
RECUSAL_DEADLOCK = Message(
    "RECUSAL_DEADLOCK",
    Words(
        "下列人员回避后即无法通过任何事项：{who}",
        "once these are excused nothing can be adopted: {who}",
    ),
    Words(
        "请设候补，或以不含回避者为基数，或规定提交上级议事机构",
        "name substitutes, leave the excused out of the base, or say to which body it goes",
    ),
)
CONSTITUENCY_DUMMY = Message(
    "CONSTITUENCY_DUMMY",
    Words(
        "{constituency}一方怎样投票都不影响结果",
        "however the {constituency} vote, it changes nothing",
    ),
    Words("请规定该方的同意何时必要", "say for what their agreement is needed"),
)

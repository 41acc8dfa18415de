"""How a place is run: what happens to what is made there, and by whom it is run.

Its channels stand with the place, what is open when with its hours; this module knows no prices.
"""

from typing import ClassVar

import attrs

from communitygov.core.checks import as_set, as_tuple, each_of, identifier, one_of, ordered
from communitygov.core.document import Value
from communitygov.core.finding import Finding, Message, joined
from communitygov.core.source import Citation, quoted
from communitygov.core.terms import TermEnum
from communitygov.errors import Words
from communitygov.space.operation.scheme import by_id

#: Where the three ways of operation are named.
THREE_MODES: Citation = quoted("000", "实现文创产品可展示、可交流、可销售的运营模式")
#: Where residents are told to take part in running a place.
RESIDENTS_RUN: Citation = quoted("001", "带动辖区居民共同参与运营社区美空间")

MODES_MISSING = Message(
    "MODES_MISSING",
    Words("运营模式缺：{missing}", "the operation lacks: {missing}"),
    Words("请补上，或说明为何不设", "add them, or say why they are left out"),
    THREE_MODES,
)
RESIDENTS_NOT_RUNNING = Message(
    "RESIDENTS_NOT_RUNNING",
    Words("{place} 的运营者中没有居民", "no resident is among those who run {place}"),
    Words("请引入产销者或居民团队", "bring in prosumers or a group of residents"),
    RESIDENTS_RUN,
)


class OperationMode(TermEnum):
    """What happens to what is made in a place.

    Examples
    --------
    >>> [mode.zh for mode in OperationMode]
    ['可展示', '可交流', '可销售']
    """

    DISPLAY = "display", "可展示", "on display"
    EXCHANGE = "exchange", "可交流", "for exchange"
    SELL = "sell", "可销售", "for sale"


class OperatorKind(TermEnum):
    """Who runs a place or a part of it; the list is the library's own.

    Examples
    --------
    >>> OperatorKind.RESIDENT.zh
    '居民'
    """

    #: 001
    RESIDENT = "resident", "居民", "resident"
    COMMUNITY = "community", "社区", "community"
    SOCIAL = "social", "社会组织", "social organisation"
    ENTERPRISE = "enterprise", "企业", "enterprise"


@attrs.frozen
class Operator(Value):
    """Who runs a place or a part of it.

    Examples
    --------
    >>> Operator("r-1", kind=OperatorKind.RESIDENT).kind.en
    'resident'
    """

    document_kind: ClassVar[str] = "operator"
    id: str = attrs.field(validator=identifier)
    kind: OperatorKind = attrs.field(kw_only=True, validator=one_of(OperatorKind))


@attrs.frozen
class Operation(Value):
    """How a place is run.

    Parameters
    ----------
    place
        Identifier of the place.
    operators
        Who runs it, each once.
    modes
        What happens to what is made there.

    Examples
    --------
    >>> run = Operation("guangdu", modes={OperationMode.DISPLAY, OperationMode.SELL})
    >>> [finding.text("zh") for finding in run.findings()]
    ['运营模式缺：可交流', 'guangdu 的运营者中没有居民']
    """

    document_kind: ClassVar[str] = "operation"
    place: str = attrs.field(validator=identifier)
    operators: tuple[Operator, ...] = attrs.field(
        default=(), kw_only=True, converter=as_tuple, validator=each_of(Operator)
    )
    modes: frozenset[OperationMode] = attrs.field(
        default=frozenset[OperationMode](),
        kw_only=True,
        converter=as_set,
        validator=each_of(OperationMode),
        repr=ordered,
    )

    def __attrs_post_init__(self) -> None:
        """Refuse an operator that stands twice."""
        by_id("operators", self.operators)

    def findings(self) -> tuple[Finding, ...]:
        """Name the modes that are missing, and that no resident takes part."""
        found: list[Finding] = []
        missing = tuple(mode.words for mode in OperationMode if mode not in self.modes)
        if missing:
            found.append(MODES_MISSING.finding(self.place, {"missing": joined(missing)}))
        if all(each.kind is not OperatorKind.RESIDENT for each in self.operators):
            found.append(RESIDENTS_NOT_RUNNING.finding(self.place, {"place": self.place}))
        return tuple(found)

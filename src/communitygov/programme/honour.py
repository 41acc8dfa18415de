"""Honours (荣誉): which body awarded what, to whom, and when.

A holder is looked up by its identifier.  Names are no keys: one document has 嘉禾社区 without its town,
another 黄龙溪镇嘉禾社区, and nothing says that they are one.  Holders of one name are flagged, never merged.
"""

from functools import cached_property
from typing import ClassVar

import attrs

from communitygov.core.argument import require_once
from communitygov.core.checks import as_tuple, counted, each_of, identifier, one_of, optional, title
from communitygov.core.document import Value
from communitygov.core.finding import Finding, Message
from communitygov.core.source import LIBRARY_DEFAULT, Citation
from communitygov.errors import InvalidValue, Words
from communitygov.programme.asked import found
from communitygov.programme.date_span import DateSpan
from communitygov.programme.sheet import sheet

HOLDERS_OF_ONE_NAME = Message(
    "HOLDERS_OF_ONE_NAME",
    Words(
        "{left} 与 {right} 同名“{name}”，是否同一主体未知",
        "{left} and {right} have one name, {name}; whether they are one is not known",
    ),
    Words("请查证；未查证前不合并", "find out; until then they stay two"),
)

_HOLDER = Words("获奖主体", "holder")
_ABSENT = Words("须为名册中的主体", "must be among the holders of the roll")


@attrs.frozen(kw_only=True)
class Holder(Value):
    """Who holds an honour: a community, a street, a project; never a person.

    Parameters
    ----------
    id, name
        Identifier from the host application, and the name as the document has it.
    town
        The town or street as the document has it; none where it does not say.

    Examples
    --------
    >>> Holder(id="c-2", name="嘉禾社区", town="黄龙溪镇").town
    '黄龙溪镇'
    """

    document_kind: ClassVar[str] = "honour-holder"
    id: str = attrs.field(validator=identifier)
    name: str = attrs.field(validator=title)
    town: str | None = attrs.field(default=None, validator=optional(title))


@attrs.frozen(kw_only=True)
class Honour(Value):
    """One award.

    Parameters
    ----------
    holder
        Identifier of the holder.
    what
        What was awarded, as the document says it.
    body
        Who awarded it; none where the document does not say.
    when
        When, as exactly as it is known; none where nobody says.

    Examples
    --------
    >>> child = Honour(holder="c-2", what="成都市2022年儿童友好社区", when=DateSpan.year(2022))
    >>> str(child.when), child.body is None
    ('2022', True)
    """

    document_kind: ClassVar[str] = "honour"
    holder: str = attrs.field(validator=identifier)
    what: str = attrs.field(validator=title)
    body: str | None = attrs.field(default=None, validator=optional(title))
    when: DateSpan | None = attrs.field(default=None, validator=optional(one_of(DateSpan)))
    citation: Citation = attrs.field(default=LIBRARY_DEFAULT, validator=one_of(Citation))


@attrs.frozen(kw_only=True)
class HonourRoll(Value):
    """Holders and their honours.

    Examples
    --------
    >>> roll = HonourRoll(
    ...     holders=[Holder(id="c-1", name="嘉禾社区"), Holder(id="c-2", name="嘉禾社区", town="黄龙溪镇")],
    ...     honours=[Honour(holder="c-2", what="成都市2022年儿童友好社区")],
    ... )
    >>> len(roll.of("c-2")), len(roll.of("c-1"))
    (1, 0)
    >>> [holder.id for holder in roll.named("嘉禾社区")], roll.findings()[0].code
    (['c-1', 'c-2'], 'HOLDERS_OF_ONE_NAME')
    >>> roll.of("嘉禾社区")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No holder is called '嘉禾社区'. Known: 'c-1', 'c-2'. [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "honour-roll"
    holders: tuple[Holder, ...] = attrs.field(converter=as_tuple, validator=each_of(Holder), repr=counted)
    honours: tuple[Honour, ...] = attrs.field(
        default=(), converter=as_tuple, validator=each_of(Honour), repr=counted
    )

    def __attrs_post_init__(self) -> None:
        """Refuse a holder twice, and an honour of nobody in the roll."""
        require_once("holders", (each.id for each in self.holders))
        for each in self.honours:
            if each.holder not in self._by_id:
                raise InvalidValue("honours", each.holder, _ABSENT)

    def __getitem__(self, holder: str) -> Holder:
        """Return the holder with this identifier."""
        return found(holder, self._by_id, kind=_HOLDER)

    def of(self, holder: str) -> tuple[Honour, ...]:
        """Return the honours of a holder, by its identifier, in the order of the roll.

        Raises
        ------
        UnknownName
            If there is no such holder; a name is no identifier.
        """
        code = self[holder].id
        return tuple(each for each in self.honours if each.holder == code)

    def named(self, name: str) -> tuple[Holder, ...]:
        """Return every holder of a name; several, where several have it."""
        return tuple(each for each in self.holders if each.name == name)

    def findings(self) -> tuple[Finding, ...]:
        """Flag each holder that may be one listed before it; two towns tell two of one name apart."""
        flagged: list[Finding] = []
        first: dict[tuple[str, str | None], Holder] = {}
        first_named: dict[str, Holder] = {}
        for each in self.holders:
            other = first.get((each.name, each.town)) or first.get((each.name, None))
            if other is None and each.town is None:
                other = first_named.get(each.name)
            if other is not None:
                details = {"left": other.id, "right": each.id, "name": each.name}
                flagged.append(HOLDERS_OF_ONE_NAME.finding(each.id, details))
            first.setdefault((each.name, each.town), each)
            first_named.setdefault(each.name, each)
        return tuple(flagged)

    def _repr_html_(self) -> str:
        rows = [
            (
                f"{self[each.holder].town or ''}{self[each.holder].name}",
                each.what,
                each.body or "—",
                str(each.when or "—"),
            )
            for each in self.honours
        ]
        heads = ("主体 holder", "荣誉 honour", "授予者 body", "时间 when")
        return sheet("honours", "荣誉 honours", heads=heads, rows=rows)

    @cached_property
    def _by_id(self) -> dict[str, Holder]:
        return {each.id: each for each in self.holders}

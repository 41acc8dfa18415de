"""What becomes of a report: in which grid it lies, who has it, who hears of it, by when, who comes next.

A `Dispatch` is an answer with its reasons.  Exactly one worker has the report; where nobody is in charge of
a grid, the nearest grid above that has somebody takes it, and a finding names every empty one.  Only where
nobody is in charge up to the root does nobody have it, and that is said, too.

The handling itself goes through the engine of `communitygov.procedure`: `Dispatch.facts` and `Dispatch.actor`
are what it is handed.
"""

from datetime import datetime
from html import escape
from itertools import pairwise
from typing import Any, ClassVar, NamedTuple

import attrs

from communitygov.core.checks import (
    as_tuple,
    aware,
    each_of,
    identifier,
    identifiers,
    one_of,
    optional,
    saying,
)
from communitygov.core.document import Value
from communitygov.core.finding import Finding
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Language, UnknownName, Words
from communitygov.grid.routing.policy import Tier
from communitygov.grid.routing.report import Report
from communitygov.organisation.actor import Actor
from communitygov.procedure.fact import Fact
from communitygov.procedure.reckoning import instant
from communitygov.procedure.requirement import clock_time

#: Kind of the facts by which a plan enters a case.  The outcome of each is the code of a tier, the giver who
#: has the report there, the reference the grid, and its time the end of the tier's time.
PLAN = "plan"


class Route(NamedTuple):
    """The short answer: the grid, who has the report, and whether to ask before sending.

    Examples
    --------
    >>> Route("LQ-1", "w-1", must_ask=False).responsible
    'w-1'
    """

    grid: str | None
    responsible: str | None
    must_ask: bool


class Rule(TermEnum):
    """What a line of an explanation rests on.

    Examples
    --------
    >>> Rule.RECUSED.zh
    '回避'
    """

    LOCATED = "located", "定位", "located"
    CHOSEN = "chosen", "选定网格", "grid chosen"
    AWAY = "away", "不在岗", "away"
    RECUSED = "recused", "回避", "recused"
    OTHER_MATTER = "other_matter", "不负责该事项", "serves other matters"
    VACANT = "vacant", "空缺", "vacant"
    RESPONSIBLE = "responsible", "责任人", "responsible"
    MOVED = "moved", "网格调整", "grid reorganised"


@attrs.frozen
class Because(Value):
    """One line of an explanation (为何).

    Examples
    --------
    >>> print(Because(Rule.LOCATED, Words("住所 D-1 在 LQ-01", "dwelling D-1 lies in LQ-01")))
    dwelling D-1 lies in LQ-01
    """

    document_kind: ClassVar[str] = "because"
    rule: Rule = attrs.field(validator=one_of(Rule))
    words: Words = attrs.field(validator=saying)

    def text(self, language: Language = "en") -> str:
        """Say it in `language`."""
        return self.words.say(language)

    def __str__(self) -> str:
        return self.words.en


@attrs.frozen(kw_only=True)
class Hop(Value):
    """One tier of the way up: which grid, who has the report there, until when.

    Parameters
    ----------
    tier
        The tier of the policy.
    grid
        Grid of the path for which the tier stands; none where the path has no such grid.
    worker
        Who has the report there; nobody where nobody is in charge up to the root.
    held_at
        Grid in whose charge that worker is: `grid`, or the nearest one above with somebody.
    until
        When its time at this tier ends if it went up by time alone.

    Examples
    --------
    >>> from datetime import UTC
    >>> from communitygov.grid.routing.policy import three_tier_policy
    >>> tier, end = three_tier_policy().tiers[0], datetime(2023, 5, 6, tzinfo=UTC)
    >>> Hop(tier=tier, grid="LQ-01", worker="w-07", held_at="LQ-01", until=end).is_vacant
    False
    """

    document_kind: ClassVar[str] = "hop"
    tier: Tier = attrs.field(validator=one_of(Tier))
    grid: str | None = attrs.field(default=None, validator=optional(identifier))
    worker: str | None = attrs.field(default=None, validator=optional(identifier))
    held_at: str | None = attrs.field(default=None, validator=optional(identifier))
    until: datetime = attrs.field(validator=aware)

    def __attrs_post_init__(self) -> None:
        """Refuse a worker of no grid, and a grid that nobody holds it at."""
        if (self.worker is None) != (self.held_at is None):
            raise InvalidValue(
                "held_at",
                self.held_at,
                Words("须与 worker 同有同无", "must be given with worker, or neither"),
            )

    @property
    def is_vacant(self) -> bool:
        """Whether the tier's own grid has nobody, so that somebody above stands in, or nobody."""
        return self.grid is None or self.held_at != self.grid


def _rising(_owner: object, field: "attrs.Attribute[Any]", tiers: tuple[Hop, ...]) -> None:
    """Refuse a way up that goes back in time, or twice to one tier."""
    codes = {hop.tier.code for hop in tiers}
    if len(codes) < len(tiers):
        raise InvalidValue(field.name, sorted(codes), Words("各层级只可一次", "must hold each tier once"))
    for one, two in pairwise(tiers):
        if instant(two.until) < instant(one.until):
            raise InvalidValue(
                field.name, two.until.isoformat(), Words("时限不得倒退", "must not end before the tier below")
            )


@attrs.frozen(kw_only=True)
class Dispatch(Value):
    """The answer to a report (派单).

    Parameters
    ----------
    report
        What was reported.
    policy
        Code of the policy by which it goes up.
    since
        From when its time runs: when the report came in, or when it was dispatched again.
    path
        Codes from the root down to the grid in which it lies; empty where it lies nowhere.
    candidates
        The grids in question, the chosen one first; more than one means: ask before sending.
    tiers
        The whole way up.
    informed
        Who hears of it: deputies, then those in charge above.
    why, findings
        The explanation in its order, and what is wrong.

    Examples
    --------
    A `Router` makes them; one by hand:

    >>> from datetime import UTC
    >>> from communitygov.grid.routing.policy import three_tier_policy
    >>> thursday, end = datetime(2023, 5, 4, 9, tzinfo=UTC), datetime(2023, 5, 6, tzinfo=UTC)
    >>> tier = three_tier_policy().tiers[0]
    >>> found = Dispatch(
    ...     report=Report("R-1", matter="lighting", at=thursday, grid="LQ-1"),
    ...     policy="three_tier",
    ...     since=thursday,
    ...     path=["LQ", "LQ-1"],
    ...     candidates=["LQ-1"],
    ...     tiers=[Hop(tier=tier, grid="LQ-1", worker="w-1", held_at="LQ-1", until=end)],
    ... )
    >>> found.grid, found.responsible, found.must_ask, found.deadline == end
    ('LQ-1', 'w-1', False, True)
    >>> Dispatch(report=found.report, policy="three_tier", since=thursday)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: findings: () will not do; it must say why nobody is responsible. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "dispatch"
    report: Report = attrs.field(validator=one_of(Report))
    policy: str = attrs.field(validator=identifier)
    since: datetime = attrs.field(validator=aware)
    path: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=identifiers)
    candidates: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=identifiers)
    tiers: tuple[Hop, ...] = attrs.field(default=(), converter=as_tuple, validator=[each_of(Hop), _rising])
    informed: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=identifiers)
    why: tuple[Because, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Because))
    findings: tuple[Finding, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Finding))

    def __attrs_post_init__(self) -> None:
        """Refuse a path to another grid than the chosen one, and nobody without a word about it."""
        if self.path[-1:] != self.candidates[:1]:
            bound = Words("首个须为路径末端的网格", "must begin with the last grid of the path")
            raise InvalidValue("candidates", self.candidates[:1], bound)
        if self.tiers and not self.path:
            raise InvalidValue("tiers", len(self.tiers), Words("须先有网格", "must be empty without a path"))
        if self.responsible is None and not self.findings:
            bound = Words("无责任人时须说明原因", "must say why nobody is responsible")
            raise InvalidValue("findings", (), bound)

    @property
    def grid(self) -> str | None:
        """Code of the grid in which it lies, if that is known."""
        return self.path[-1] if self.path else None

    @property
    def responsible(self) -> str | None:
        """Identifier of the one who has it."""
        return self.tiers[0].worker if self.tiers else None

    @property
    def deadline(self) -> datetime | None:
        """When its time at the first tier ends."""
        return self.tiers[0].until if self.tiers else None

    @property
    def must_ask(self) -> bool:
        """Whether more than one grid is in question: ask before sending."""
        return len(self.candidates) > 1

    def __getitem__(self, tier: str) -> Hop:
        """Return the hop of a tier; raise `UnknownName` with the nearest one otherwise."""
        for hop in self.tiers:
            if hop.tier.code == tier:
                return hop
        raise UnknownName(Words("层级", "tier"), tier, tuple(hop.tier.code for hop in self.tiers))

    def actor(self, tier: str | None = None) -> Actor:
        """Return who has the report at a tier, for the engine of procedures; at the first one unless given.

        Raises
        ------
        InvalidValue
            If nobody has it there.
        UnknownName
            If there is no such tier.
        """
        hops = [self[tier]] if tier is not None else [*self.tiers[:1]]
        for hop in hops:
            if hop.worker is not None:
                roles = {role.code for role in hop.tier.roles}
                return Actor(hop.worker, roles=roles, grids=self.path[-1:])
        bound = Words("此层级须有责任人", "must be a tier at which somebody is responsible")
        raise InvalidValue("tier", tier, bound)

    def facts(self) -> tuple[Fact, ...]:
        """Return the plan as facts for the engine: for each tier who has it, and until when."""
        return tuple(
            Fact(
                kind=PLAN,
                about=self.report.id,
                outcome=hop.tier.code,
                reference=hop.held_at or hop.grid or self.path[-1],
                giver=hop.worker,
                at=hop.until,
            )
            for hop in self.tiers
        )

    def text(self, language: Language = "en") -> str:
        """Say it in `language`: the explanation, then what is wrong."""
        explained = [each.text(language) for each in self.why]
        return "\n".join([*explained, *(each.text(language) for each in self.findings)])

    def _repr_html_(self) -> str:
        """Show the way up in a notebook, and the explanation beneath."""
        rows = "".join(
            f"<tr><td>{escape(hop.tier.zh)}<br>{escape(hop.tier.en)}</td><td>{escape(hop.grid or '—')}</td>"
            f"<td>{escape(hop.worker or '—')}</td><td>{escape(clock_time(hop.until))}</td></tr>"
            for hop in self.tiers
        )
        told = [*(each.words for each in self.why), *(each.words for each in self.findings)]
        lines = "".join(f"<li>{escape(zh)}<br>{escape(en)}</li>" for zh, en in told)
        head = "<tr><th>层级 tier</th><th>网格 grid</th><th>责任人 responsible</th><th>至 until</th></tr>"
        return (
            f'<table class="communitygov-dispatch"><caption>{escape(self.report.id)}</caption>'
            f"<thead>{head}</thead><tbody>{rows}</tbody></table><ul>{lines}</ul>"
        )

"""Power of members and constituencies under a rule: Shapley–Shubik and Banzhaf, in exact fractions.

Both belong to the simple game behind the rule: everybody is present, nobody abstains
(`communitygov.meeting.rule_audit.game`).  Shapley–Shubik (夏普利—舒比克指数): the share of all orders of
joining in which a member is the one who makes the coalition win.  Banzhaf (班扎夫指数): the share of all
coalitions of the others that win by taking the member in.

What these say is a property of the rule, not of people: every order, or every coalition, counts the same.

References
----------
L. S. Shapley and M. Shubik, "A method for evaluating the distribution of power in a committee system",
American Political Science Review 48 (1954).  J. F. Banzhaf, "Weighted voting doesn't work", Rutgers Law
Review 19 (1965).
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from html import escape
from math import factorial
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, each_of, identifier, one_of
from communitygov.core.document import Value
from communitygov.core.terms import TermEnum
from communitygov.errors import InvalidValue, Language, Words
from communitygov.meeting.council.council import Council
from communitygov.meeting.decision.decision import DecisionRule
from communitygov.meeting.rule_audit.body import Body
from communitygov.meeting.rule_audit.bound import MOST_STATES, checked
from communitygov.meeting.rule_audit.game import Game, Players
from communitygov.meeting.rule_audit.kind import VoterKind
from communitygov.meeting.rule_audit.reading import Reading
from communitygov.meeting.rule_audit.swings import swings
from communitygov.meeting.tally.electorate import Electorate


class PowerIndex(TermEnum):
    """Which index of power.

    Examples
    --------
    >>> PowerIndex("banzhaf").label("zh")
    '班扎夫指数'
    """

    SHAPLEY_SHUBIK = "shapley_shubik", "夏普利—舒比克指数", "Shapley–Shubik index"
    BANZHAF = "banzhaf", "班扎夫指数", "Banzhaf index"
    NORMALISED_BANZHAF = "normalised_banzhaf", "归一化班扎夫指数", "normalised Banzhaf index"


_TWICE = Words("不得重复", "must list no kind twice")
_ONE_VOTE = Words("须为 1：每方一票", "must be 1: each constituency votes as one")
_WHOLE = Words("合计须为 1，无人有权力时为 0", "must come to 1 together, or to 0 where nobody has power")


def _share(_owner: object, field: "attrs.Attribute[Fraction]", value: object) -> None:
    """Refuse what is no share, and floats."""
    if not isinstance(value, Fraction) or not 0 <= value <= 1:
        bound = Words("须为 0 至 1 的 Fraction", "must be a Fraction from 0 to 1")
        raise InvalidValue(field.name, value, bound)


@attrs.frozen
class PowerShare(Value):
    """The power of each member of one kind.

    Examples
    --------
    >>> owners = VoterKind(code="owners", constituency="owners", words=Words("业主", "owners"), size=4)
    >>> PowerShare(owners, Fraction(1, 8)).together
    Fraction(1, 2)
    """

    document_kind: ClassVar[str] = "power-share"
    kind: VoterKind = attrs.field(validator=one_of(VoterKind))
    member: Fraction = attrs.field(validator=_share)

    @property
    def together(self) -> Fraction:
        """The sum over the members of the kind."""
        return self.member * self.kind.size


@attrs.frozen(kw_only=True)
class PowerReport(Value):
    """The power of members and constituencies by one index.

    Parameters
    ----------
    index
        Which index.
    players
        Whether members play, or constituencies, each voting as one.
    council
        Identifier of the body.
    shares
        By kind of players.

    Examples
    --------
    >>> owners = VoterKind(code="owners", constituency="owners", words=Words("业主", "owners"), size=4)
    >>> report = PowerReport(
    ...     index=PowerIndex.BANZHAF,
    ...     players=Players.MEMBERS,
    ...     council="LQ",
    ...     shares=[PowerShare(owners, Fraction(3, 8))],
    ... )
    >>> print(report.text())
    Banzhaf index of members
    owners, 4: 3/8 (37.5%) each, 3/2 (150.0%) together
    >>> report.normalised().per_member["owners"]
    Fraction(1, 4)
    """

    document_kind: ClassVar[str] = "power-report"
    index: PowerIndex = attrs.field(validator=one_of(PowerIndex))
    players: Players = attrs.field(validator=one_of(Players))
    council: str = attrs.field(validator=identifier)
    shares: tuple[PowerShare, ...] = attrs.field(converter=as_tuple, validator=each_of(PowerShare))

    def __attrs_post_init__(self) -> None:
        """Refuse a kind listed twice, a constituency of several votes, and shares that are not of all."""
        if len(self.per_member) < len(self.shares):
            raise InvalidValue("shares", ", ".join(each.kind.code for each in self.shares), _TWICE)
        is_split = self.players is Players.MEMBERS
        for each in self.shares:
            if each.kind.size > 1 and not is_split:
                raise InvalidValue(each.kind.code, each.kind.size, _ONE_VOTE)
        if self.index is not PowerIndex.BANZHAF and self.total not in {0, 1}:
            raise InvalidValue("shares", str(self.total), _WHOLE)

    @property
    def per_member(self) -> Mapping[str, Fraction]:
        """The power of one player of each kind, by the code of the kind."""
        return {each.kind.code: each.member for each in self.shares}

    @property
    def per_constituency(self) -> Mapping[str, Fraction]:
        """The sum over the members of each constituency that has any, by its code."""
        found: dict[str, Fraction] = {}
        for each in self.shares:
            code = each.kind.constituency
            found[code] = found.get(code, Fraction(0)) + each.together
        return found

    @property
    def total(self) -> Fraction:
        """The sum over all; one for Shapley–Shubik, unless nothing can be adopted or anything is."""
        return sum((each.together for each in self.shares), Fraction(0))

    def normalised(self) -> "PowerReport":
        """Return the shares of the total; those of Shapley–Shubik are so already.

        Where nobody has any power they stay what they are.
        """
        if self.index is not PowerIndex.BANZHAF:
            return self
        total = self.total or Fraction(1)
        shares = [PowerShare(each.kind, each.member / total) for each in self.shares]
        return attrs.evolve(self, index=PowerIndex.NORMALISED_BANZHAF, shares=shares)

    def text(self, language: Language = "en") -> str:
        """Say the power of each kind in `language`, a line a kind."""
        heading = Words(f"{self.index.zh}（{self.players.zh}）", f"{self.index.en} of {self.players.en}")
        return "\n".join([heading.say(language), *(_line(each).say(language) for each in self.shares)])

    def _repr_html_(self) -> str:
        """Show the power of each kind as a table with bars in a notebook."""
        rows = "".join(map(_row, self.shares))
        return (
            f"<table><caption>{escape(self.index.zh)} {escape(self.index.en)}（{escape(self.players.zh)}）"
            "</caption><thead><tr><th>类别 kind</th><th>人数 size</th><th>每人 each</th>"
            f"<th>合计 together</th><th></th></tr></thead><tbody>{rows}</tbody></table>"
        )


def shapley_shubik(
    rule: DecisionRule,
    council: Council | Electorate,
    *,
    on: date | None = None,
    players: Players | str = Players.MEMBERS,
    most_states: int = MOST_STATES,
) -> PowerReport:
    """Return the Shapley–Shubik index: how often a member is the one who makes a growing coalition win.

    The game is that everybody is present and nobody abstains; who is not in favour is against, and objects as
    well where the rule may ask for it.  Who is excused does not play.

    Parameters
    ----------
    rule
        The rule of decision.
    council
        A council, or an electorate with weights and parts.
    on
        On which day the council serves; needed where a delegate has a term.
    players
        Members, or ``"constituencies"``, each voting as one.
    most_states
        How many coalitions, counted by kind, may be tried: of all kinds but the largest, or of all where the
        rule has parts that are not of this library.

    Raises
    ------
    InvalidValue
        If there would be more; or if the rule is not monotone.

    Examples
    --------
    >>> from communitygov.meeting.decision.combination import All, EachOf, In
    >>> from communitygov.meeting.council.council import four_party_council
    >>> from communitygov.meeting.council.delegate import Delegate
    >>> from communitygov.meeting.decision.majority import Majority
    >>> from communitygov.meeting.threshold import MoreThan
    >>> sizes = {
    ...     "two_committee_cadres": 7,
    ...     "residents_representatives": 9,
    ...     "retired_cadre_representatives": 5,
    ...     "local_worthies": 5,
    ... }
    >>> council = four_party_council(
    ...     [Delegate(f"{code}-{at}", code) for code, size in sizes.items() for at in range(size)]
    ... )
    >>> agrees = Majority("heads", base="participating", threshold=MoreThan("1/2"))
    >>> rule = All(EachOf(agrees, least=3), In("two_committee_cadres", agrees))
    >>> [str(each) for each in shapley_shubik(rule, council, players="constituencies").per_member.values()]
    ['1/2', '1/6', '1/6', '1/6']
    >>> shapley_shubik(rule, council).total
    Fraction(1, 1)
    """
    game = _game(rule, council, on=on, players=players, most_states=most_states)
    everybody = sum(game.sizes)
    orders = [factorial(others) * factorial(everybody - others - 1) for others in range(everybody)]
    members = [Fraction(sum(map(_product, orders, row)), factorial(everybody)) for row in swings(game)]
    return _report(PowerIndex.SHAPLEY_SHUBIK, game, members)


def banzhaf(
    rule: DecisionRule,
    council: Council | Electorate,
    *,
    on: date | None = None,
    players: Players | str = Players.MEMBERS,
    most_states: int = MOST_STATES,
) -> PowerReport:
    """Return the absolute Banzhaf index: the share of all coalitions of the others that win with the member.

    The game, the parameters and the errors are those of `shapley_shubik`; `PowerReport.normalised` gives the
    shares of the total.

    Examples
    --------
    >>> from communitygov.meeting.decision.consent import Unanimous
    >>> from communitygov.meeting.council.constituency import Constituency
    >>> from communitygov.meeting.tally.electorate import Voter
    >>> owners = Electorate(
    ...     constituencies=[Constituency("owners", "业主", "owners")],
    ...     voters=[Voter(f"o-{at}", "owners") for at in range(3)],
    ... )
    >>> report = banzhaf(Unanimous("all"), owners)
    >>> report.per_member["owners"], report.normalised().per_member["owners"]
    (Fraction(1, 4), Fraction(1, 3))
    """
    game = _game(rule, council, on=on, players=players, most_states=most_states)
    coalitions = 2 ** max(0, sum(game.sizes) - 1)
    return _report(PowerIndex.BANZHAF, game, [Fraction(sum(row), coalitions) for row in swings(game)])


def _product(left: int, right: int) -> int:
    """Return the product."""
    return left * right


def _game(
    rule: DecisionRule, council: Council | Electorate, *, on: date | None, players: object, most_states: int
) -> Game:
    """Return the game behind a rule."""
    sound = checked(rule, most_states)
    return Game(
        rule=sound,
        body=Body.of(council, on, reading=Reading.of(sound)),
        players=Players.named(players),
        most_states=most_states,
    )


def _report(index: PowerIndex, game: Game, members: list[Fraction]) -> PowerReport:
    """Return the power of a player of each kind as a report."""
    shares = [PowerShare(kind, each) for kind, each in zip(game.kinds, members, strict=True)]
    return PowerReport(index=index, players=game.players, council=game.body.council, shares=shares)


def _line(share: PowerShare) -> Words:
    """Say the power of one kind."""
    kind, each, together = share.kind, _shown(share.member), _shown(share.together)
    return Words(
        f"{kind.words.zh} {kind.size} 名：每名 {each}，合计 {together}",
        f"{kind.words.en}, {kind.size}: {each} each, {together} together",
    )


def _shown(share: Fraction) -> str:
    """Write a share, as a fraction where that is short, and in per cent, rounded half up to a tenth."""
    tenths = (2000 * share.numerator + share.denominator) // (2 * share.denominator)
    percent = f"{tenths // 10}.{tenths % 10}%"
    return f"{share} ({percent})" if share.denominator < _LONG else f"≈{percent}"


def _row(share: PowerShare) -> str:
    """Show the power of one kind as a row with a bar."""
    kind, width = share.kind, int(100 * share.together)
    return (
        f"<tr><td>{escape(kind.words.zh)} {escape(kind.words.en)}</td><td>{kind.size}</td>"
        f"<td>{_shown(share.member)}</td><td>{_shown(share.together)}</td>"
        f'<td><div style="width:{min(width, 100)}px;height:0.8em;background:currentColor"></div></td></tr>'
    )


#: From this denominator on a fraction is written in per cent only.
_LONG = 10**6

"""Which ratings of a handling count (有效评议), and why the others do not.

1. A rating counts if a resident who is entitled gave it in person, on the scale, while the case stood to be
   rated, and had no hand in the matter.
2. Of several ratings by one resident the last one counts; of several from one moment, the lowest.  A
   rating that fails otherwise does not compete.
3. A rating that does not count is set aside with every reason, and never dropped.  What order the ratings
   come in does not matter.

All of this is library default: the documents say that residents rate, and no more.  This module knows no
scale of its own and does not say what the ratings come to: `communitygov.deliberation.rating` does.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import ClassVar, NamedTuple

import attrs

from communitygov.core.checks import (
    as_set,
    as_tuple,
    at_least,
    aware,
    each_of,
    hidden,
    identifier,
    is_identifier,
    one_of,
    text,
)
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.terms import TermEnum
from communitygov.deliberation.rating_period import Stay
from communitygov.deliberation.rating_scale import Scale
from communitygov.errors import InvalidValue, Words
from communitygov.organisation.actor import Actor, Role
from communitygov.procedure.eligibility import HadNoHand, IsRaiser, NotRecused
from communitygov.procedure.requirement import Attempt, HasHistory, clock_time

RATING_ELSEWHERE = Message(
    "RATING_ELSEWHERE",
    Words("{rater} 评的是 {about}，不是 {case}", "{rater} rates {about}, not {case}"),
    Words("请将其计入 {about} 的评议", "count it with the ratings of {about}"),
)
RATING_NOT_AWAITED = Message(
    "RATING_NOT_AWAITED",
    Words("{case} 尚未报办结，{rater} 的评议不计入", "{case} was not reported done when {rater} rated it"),
    Words("请待报办结后评议", "rate it once it is reported done"),
)
RATING_TOO_EARLY = Message(
    "RATING_TOO_EARLY",
    Words(
        "{rater} 于 {at} 评议，早于本次报办结的 {since}",
        "{rater} rated at {at}, before this handling was reported done at {since}",
    ),
    Words("请 {rater} 对本次办理重新评议", "have {rater} rate this handling"),
)
RATING_TOO_LATE = Message(
    "RATING_TOO_LATE",
    Words(
        "{rater} 于 {at} 评议，评议已于 {until} 截止", "{rater} rated at {at}; the rating ended at {until}"
    ),
    Words("逾期评议可另行告知社区，不计入本次结果", "tell the community; it does not count for this result"),
)
RATING_OFF_SCALE = Message(
    "RATING_OFF_SCALE",
    Words(
        "{rater} 评 {score} 分，须为 {lowest} 至 {highest} 分",
        "{rater} gives {score}, the scale is {lowest} to {highest}",
    ),
    Words("请 {rater} 按评分等级重新评议", "have {rater} rate on the scale"),
)
RATER_NOT_RESIDENT = Message(
    "RATER_NOT_RESIDENT",
    Words("{rater} 不以居民身份评议", "{rater} does not rate as a resident"),
    Words("请由居民评议", "have residents rate"),
)
RATER_NOT_ENTITLED = Message(
    "RATER_NOT_ENTITLED",
    Words("{rater} 不在评议人之列：由{raters}评议", "{rater} is not among those who rate: {raters}"),
    Words("请由{raters}评议", "have it rated by {raters}"),
)
RATER_HANDLED = Message(
    "RATER_HANDLED",
    Words(
        "{rater} 办理过此事，或被交办此事，不得评议自己的工作",
        "{rater} had a hand in the matter or was assigned it, and may not rate own work",
    ),
    Words("请由未参与办理的居民评议", "have residents rate who had no hand in it"),
)
RATER_RECUSED = Message(
    "RATER_RECUSED",
    Words("{rater} 已就此事回避", "{rater} is recused from the matter"),
    Words("请由未回避的居民评议", "have residents rate who are not recused"),
)
RATED_BY_PROXY = Message(
    "RATED_BY_PROXY",
    Words("{rater} 代 {person} 评议，评议须由本人作出", "{rater} rates for {person}; a rating is one's own"),
    Words("请由 {person} 本人评议", "have {person} rate in person"),
)
RATING_SUPERSEDED = Message(
    "RATING_SUPERSEDED",
    Words(
        "{rater} 有多份评议，只计最后一份（{kept}）；同一时刻的，计分数最低者",
        "{rater} rated more than once; the last rating counts ({kept}), and of one moment the lowest",
    ),
    Words("无需处理；每人只计一份", "nothing to do; one rating a resident counts"),
)


class Raters(TermEnum):
    """Who may rate a handling (评议人), beside that only residents do.

    Examples
    --------
    >>> Raters("affected").label("zh")
    '提出人及受影响的居民'
    """

    RESIDENTS = "residents", "任何居民", "any resident"
    RAISER = "raiser", "提出人", "the raiser"
    AFFECTED = "affected", "提出人及受影响的居民", "the raiser and the residents affected"


@attrs.frozen(kw_only=True)
class Rating(Value):
    """What one resident says of the handling of one case (评议).

    Parameters
    ----------
    rater
        Who rates.
    about
        Identifier of the case.
    score
        A score of the scale.
    at
        When it was given.
    comment
        What the resident wrote; hidden from ``repr``, and it goes into no result and no fact.

    Examples
    --------
    >>> from datetime import UTC
    >>> resident = Actor("r-1", roles={Role.RESIDENT})
    >>> rating = Rating(
    ...     rater=resident,
    ...     about="LQ-1",
    ...     score=4,
    ...     at=datetime(2023, 5, 27, tzinfo=UTC),
    ...     comment="dry at last",
    ... )
    >>> rating.score, "dry at last" in repr(rating)
    (4, False)
    >>> attrs.evolve(rating, score=4.5)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: score: 4.5 will not do; it must be a whole number of at least 0. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "rating"
    rater: Actor = attrs.field(validator=one_of(Actor))
    about: str = attrs.field(validator=identifier)
    score: int = attrs.field(validator=at_least(0))
    at: datetime = attrs.field(validator=aware)
    comment: str = attrs.field(default="", validator=text, repr=hidden)


def _some(_owner: object, field: "attrs.Attribute[tuple[Finding, ...]]", value: tuple[Finding, ...]) -> None:
    """Refuse to set a rating aside without a reason."""
    if not value:
        raise InvalidValue(field.name, value, Words("须至少说明一个原因", "must give one reason or more"))


@attrs.frozen(kw_only=True)
class SetAside(Value):
    """A rating that does not count, without its score and its comment.

    Parameters
    ----------
    rater, at
        Who gave it, and when.
    because
        Every reason for which it does not count.

    Examples
    --------
    >>> from datetime import UTC
    >>> SetAside(rater="r-1", at=datetime(2023, 5, 27, tzinfo=UTC), because=())
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: because: () will not do; it must give one reason or more. \
[INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "rating-set-aside"
    rater: str = attrs.field(validator=identifier)
    at: datetime = attrs.field(validator=aware)
    because: tuple[Finding, ...] = attrs.field(converter=as_tuple, validator=[_some, each_of(Finding)])


class Terms(NamedTuple):
    """On what terms ratings count, as a rating policy says."""

    scale: Scale
    raters: Raters
    no_hand: HadNoHand
    recusal: NotRecused
    awaiting: str
    lapse_days: int


class Admission(NamedTuple):
    """On what terms ratings of one case count, and when it stood to be rated.

    Parameters
    ----------
    case, affected
        The case, and identifiers of the residents whom it affects.
    terms, stay
        The terms, and the last time that the case stood to be rated.
    """

    case: HasHistory
    affected: frozenset[str]
    terms: Terms
    stay: Stay | None

    @classmethod
    def of(cls, case: HasHistory, affected: Iterable[str], *, terms: Terms) -> "Admission":
        """Return the terms for a case.

        Raises
        ------
        InvalidValue
            If the case has no identifier or no history, or somebody affected has no identifier.
        """
        history: object = getattr(case, "history", None)
        if not is_identifier(getattr(case, "id", None)) or not isinstance(history, tuple):
            raise InvalidValue("case", case, Words("须为事项（Case）", "must be a case"))
        circle = as_set(affected)
        for person in circle:
            if not is_identifier(person):
                raise InvalidValue("affected", person, Words("其成员须为标识符", "must hold identifiers"))
        return cls(case, circle, terms, Stay.of(case.history, state=terms.awaiting, days=terms.lapse_days))


def weighed(
    ratings: Iterable[Rating], admission: Admission
) -> tuple[tuple[Rating, ...], tuple[SetAside, ...]]:
    """Return the ratings that count, one a resident, and those set aside; each by resident and time.

    Raises
    ------
    InvalidValue
        If something is no rating.
    """
    aside: list[SetAside] = []
    by_rater: dict[str, list[Rating]] = {}
    # The order does not matter here, so that a set will do.
    for rating in as_tuple(list(ratings) if isinstance(ratings, AbstractSet) else ratings):
        because = tuple(_faults(_rating(rating), admission))
        if because:
            aside.append(SetAside(rater=rating.rater.id, at=rating.at, because=because))
        else:
            by_rater.setdefault(rating.rater.id, []).append(rating)
    counted = tuple(max(given, key=_precedence) for _, given in sorted(by_rater.items()))
    for kept in counted:
        aside.extend(_superseded(by_rater[kept.rater.id], kept))
    return counted, tuple(sorted(aside, key=lambda each: (each.rater, each.at, each.to_json())))


def _rating(value: object) -> Rating:
    """Return `value` if it is a rating."""
    if not isinstance(value, Rating):
        raise InvalidValue("ratings", value, Words("其成员须为 Rating", "must hold members of type Rating"))
    return value


def _precedence(rating: Rating) -> tuple[datetime, int, bytes]:
    """Return what makes one rating of a resident count before another; the bytes only make it certain."""
    return rating.at, -rating.score, rating.to_json()


def _superseded(given: list[Rating], kept: Rating) -> Iterator[SetAside]:
    """Set aside all ratings of one resident but the one that counts."""
    details: dict[str, Detail] = {"rater": kept.rater.id, "kept": clock_time(kept.at)}
    finding = RATING_SUPERSEDED.finding(kept.rater.id, details)
    for rating in given:
        if rating is not kept:
            yield SetAside(rater=rating.rater.id, at=rating.at, because=(finding,))


def _faults(rating: Rating, admission: Admission) -> Iterator[Finding]:
    """Give every reason for which a rating does not count by itself."""
    case = admission.case
    if rating.about != case.id:
        details: dict[str, Detail] = {"rater": rating.rater.id, "about": rating.about, "case": case.id}
        yield RATING_ELSEWHERE.finding(rating.rater.id, details)
        return
    yield from _faults_of_rater(rating, admission)
    yield from _faults_of_time(rating, admission)
    scale = admission.terms.scale
    if rating.score not in scale:
        details = {"score": rating.score, "lowest": scale.lowest, "highest": scale.highest}
        yield RATING_OFF_SCALE.finding(rating.rater.id, {"rater": rating.rater.id, **details})


def _faults_of_rater(rating: Rating, admission: Admission) -> Iterator[Finding]:
    """Give every reason for which this person does not rate this case."""
    rater, case, terms = rating.rater, admission.case, admission.terms
    attempt = Attempt("rate", rater, rating.at)
    details: dict[str, Detail] = {"rater": rater.id}
    if rater.on_behalf_of is not None:
        yield RATED_BY_PROXY.finding(rater.id, {**details, "person": rater.on_behalf_of})
    if Role.RESIDENT not in rater.roles:
        yield RATER_NOT_RESIDENT.finding(rater.id, details)
    is_named = terms.raters is Raters.AFFECTED and rater.id in admission.affected
    is_free = terms.raters is Raters.RESIDENTS or is_named
    if not is_free and IsRaiser().unmet(case, attempt, names={}):
        yield RATER_NOT_ENTITLED.finding(rater.id, {**details, "raters": terms.raters.words})
    if terms.no_hand.unmet(case, attempt, names={}):
        yield RATER_HANDLED.finding(rater.id, details)
    if terms.recusal.unmet(case, attempt, names={}):
        yield RATER_RECUSED.finding(rater.id, details)


def _faults_of_time(rating: Rating, admission: Admission) -> Iterator[Finding]:
    """Say if the rating is not of the time for which the case stood to be rated."""
    rater, stay = rating.rater.id, admission.stay
    details: dict[str, Detail] = {"rater": rater, "at": clock_time(rating.at)}
    if stay is None:
        yield RATING_NOT_AWAITED.finding(rater, {"rater": rater, "case": admission.case.id})
    elif rating.at < stay.since:
        yield RATING_TOO_EARLY.finding(rater, {**details, "since": clock_time(stay.since)})
    elif not stay.includes(rating.at):
        yield RATING_TOO_LATE.finding(rater, {**details, "until": clock_time(stay.end)})

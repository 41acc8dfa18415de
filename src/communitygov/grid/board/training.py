"""Whether all grid workers have been trained by a day (全覆盖培训).

The document sets one aim: full coverage of the micro-grid workers before an event.  What a training holds it
does not say; that somebody was trained on a day the host application knows.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import ClassVar

import attrs

from communitygov.core.argument import require
from communitygov.core.checks import as_set, as_tuple, counted, day, identifiers
from communitygov.core.document import Value
from communitygov.core.finding import Detail, Finding, Message
from communitygov.core.forest import listed
from communitygov.core.source import quoted
from communitygov.core.workcalendar import plain_day
from communitygov.errors import InvalidValue, Language, Words

#: Where the aim stands.
FULL_COVERAGE = quoted("003", "成都大运会前完成微网格员全覆盖培训")

WORKERS_UNTRAINED = Message(
    "WORKERS_UNTRAINED",
    Words(
        "截至 {by}，{workers} 名中有 {missing} 名未受训：{who}",
        "by {by}, {missing} of {workers} have not been trained: {who}",
    ),
    Words("请为其补训", "train them"),
    FULL_COVERAGE,
)


@attrs.frozen(kw_only=True)
class TrainingCoverage(Value):
    """How many of the workers have been trained in time.

    Parameters
    ----------
    by
        The last day that counts.
    trained, untrained
        Who has been trained by that day and who has not, each in the order of their identifiers.

    Examples
    --------
    >>> coverage = training_coverage(["w-1", "w-2"], {"w-1": date(2023, 7, 1)}, by=date(2023, 7, 27))
    >>> coverage.share, coverage.is_complete
    (Fraction(1, 2), False)
    >>> print(coverage.findings()[0])
    by 2023-07-27, 1 of 2 have not been trained: w-2 [WORKERS_UNTRAINED]
    """

    document_kind: ClassVar[str] = "training-coverage"
    by: date = attrs.field(validator=day)
    trained: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers, repr=counted)
    untrained: tuple[str, ...] = attrs.field(converter=as_tuple, validator=identifiers, repr=counted)

    def __attrs_post_init__(self) -> None:
        """Refuse nobody at all, and whoever stands twice or out of order."""
        if not self.trained and not self.untrained:
            raise InvalidValue("untrained", (), Words("须至少有一名人员", "must name at least one worker"))
        for name, people in (("trained", self.trained), ("untrained", self.untrained)):
            if list(people) != sorted(set(people)):
                bound = Words("须按代码排序，且各一次", "must stand in order, each once")
                raise InvalidValue(name, len(people), bound)
        both = set(self.trained).intersection(self.untrained)
        if both:
            raise InvalidValue(
                "untrained", min(both), Words("不可又在 trained 之中", "must not be trained too")
            )

    @property
    def share(self) -> Fraction:
        """The share of workers who have been trained."""
        return Fraction(len(self.trained), len(self.trained) + len(self.untrained))

    @property
    def is_complete(self) -> bool:
        """Whether everybody has been trained: one missing of ten thousand is not full coverage."""
        return not self.untrained

    def findings(self) -> tuple[Finding, ...]:
        """Name those who have not been trained, if any."""
        if self.is_complete:
            return ()
        workers = len(self.trained) + len(self.untrained)
        facts: Mapping[str, Detail] = {
            "by": self.by.isoformat(),
            "workers": workers,
            "missing": len(self.untrained),
            "who": listed(self.untrained),
        }
        return (WORKERS_UNTRAINED.finding(self.untrained[0], facts),)

    def text(self, language: Language = "en") -> str:
        """Say it in one line.

        Examples
        --------
        >>> training_coverage(["w-1"], {}, by=date(2023, 7, 27)).text("zh")
        '截至 2023-07-27，已培训 0/1 名'
        """
        done, workers = len(self.trained), len(self.trained) + len(self.untrained)
        said = Words(
            f"截至 {self.by}，已培训 {done}/{workers} 名", f"By {self.by}: {done} of {workers} trained"
        )
        return said.say(language)


def training_coverage(workers: Iterable[str], trained: Mapping[str, date], *, by: date) -> TrainingCoverage:
    """Return who of `workers` was trained by a day, given the day on which each was.

    Days of people who are no workers here do not count, and neither do later days.

    Raises
    ------
    InvalidValue
        If there is no worker, one has no identifier, or a day is none.

    Examples
    --------
    >>> training_coverage([], {}, by=date(2023, 7, 27))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: untrained: () will not do; it must name at least one worker. \
[INVALID_VALUE]
    """
    last = plain_day("by", by)
    require("trained", trained, kind=Mapping)
    everybody = sorted(as_set(workers), key=str)
    done = [who for who in everybody if who in trained and plain_day(f"trained[{who}]", trained[who]) <= last]
    missing = sorted(set(everybody).difference(done), key=str)
    return TrainingCoverage(by=last, trained=done, untrained=missing)

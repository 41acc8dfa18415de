"""How long a project took, where its days are known to the year or the month only."""

from typing import ClassVar

import attrs

from communitygov.core.checks import identifier, one_of
from communitygov.core.document import Value
from communitygov.core.source import quoted
from communitygov.errors import InvalidValue, Words
from communitygov.programme.date_span import DateSpan

#: Where half a year stands: from disorder to a model neighbourhood.
HALF_A_YEAR = quoted("003", "这里仅用半年时间就从“脏乱差”变成了")


@attrs.frozen(kw_only=True)
class ProjectDuration(Value):
    """When a project began and when it ended, as exactly as it is known.

    Examples
    --------
    >>> started = DateSpan.month(2022, 10)
    >>> took = ProjectDuration(project="HP", begun=started, ended=DateSpan.month(2023, 4))
    >>> took.took_at_most(months=6) is None, took.took_at_most(months=7)
    (True, True)
    >>> ProjectDuration(project="HP", begun=started, ended=DateSpan.year(2021))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: ended: '2021' will not do; it must not be before the beginning, \
2022-10. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "project-duration"
    project: str = attrs.field(validator=identifier)
    begun: DateSpan = attrs.field(validator=one_of(DateSpan))
    ended: DateSpan = attrs.field(validator=one_of(DateSpan))

    def __attrs_post_init__(self) -> None:
        """Refuse an end that is certainly before the beginning."""
        if self.ended.is_before(self.begun):
            bound = Words(f"须不早于开始 {self.begun}", f"must not be before the beginning, {self.begun}")
            raise InvalidValue("ended", str(self.ended), bound)

    def took_at_most(self, *, months: int) -> bool | None:
        """Tell whether it took no more than so many months; ``None`` where that is not known."""
        return self.begun.took_at_most(self.ended, months=months)

"""Approval ballots, kept as how many voters approved the same: nobody's ballot stands here by name.

Voters may be told apart by one group, such as a grid, an age band or the way they voted.  A group of very few
voters may give a vote away: what is published of groups goes through `communitygov.core.privacy`.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import ClassVar, cast

import attrs

from communitygov.core.checks import as_tuple, at_least, code_or_empty, identifier
from communitygov.core.document import Value
from communitygov.errors import InvalidValue, Words

_BALLOT = Words("须为所赞成的各项目编号", "must be the ids of the projects that somebody approved")
_APPROVED = Words("须为项目编号，按序排列，不重复", "must be ids of projects in order, none twice")


def _check_approved(
    _owner: object, field: "attrs.Attribute[tuple[str, ...]]", approved: tuple[str, ...]
) -> None:
    """Refuse anything but ordered identifiers."""
    for each in approved:
        identifier(_owner, field, each)
    if any(one >= two for one, two in pairwise(approved)):
        raise InvalidValue(field.name, approved[:5], _APPROVED)


@attrs.frozen
class Ballots(Value):
    """Voters of one group who approved the same projects.

    Parameters
    ----------
    approved
        Ids of the projects, in order; none if they approved nothing.
    voters
        How many they are.
    group
        Code of the group; empty where voters are not told apart.

    Examples
    --------
    >>> Ballots(["garden", "shed"], 12, group="LQ-03")
    Ballots(approved=('garden', 'shed'), voters=12, group='LQ-03')
    >>> Ballots(["shed", "garden"], 12)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: approved: ('shed', 'garden') will not do; it must be ids of projects \
in order, none twice. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "ballots"
    approved: tuple[str, ...] = attrs.field(converter=as_tuple, validator=_check_approved)
    voters: int = attrs.field(default=1, validator=at_least(1))
    group: str = attrs.field(default="", kw_only=True, validator=code_or_empty)

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """By what ballots are ordered: the group, then what was approved."""
        return self.group, self.approved


def approvals(ballot: object) -> tuple[str, ...]:
    """Return what one ballot approves, in order.

    Raises
    ------
    InvalidValue
        If it is no collection of ids; text is one id, and not its letters.
    """
    if isinstance(ballot, str | bytes) or not isinstance(ballot, Iterable):
        raise InvalidValue("ballots", type(ballot).__name__, _BALLOT)
    approved = list(cast("Iterable[object]", ballot))
    for each in approved:
        if not isinstance(each, str):
            raise InvalidValue("ballots", type(each).__name__, _BALLOT)
    return tuple(sorted(set(cast("list[str]", approved))))


def bundled(ballots: Iterable[Iterable[str]], *, group: str = "") -> tuple[Ballots, ...]:
    """Return single ballots, each the projects somebody approved, as how many approved the same.

    Examples
    --------
    >>> [(each.approved, each.voters) for each in bundled([{"shed", "garden"}, ["shed"], ["garden", "shed"]])]
    [(('garden', 'shed'), 2), (('shed',), 1)]
    """
    counts = Counter(map(approvals, as_tuple(ballots)))
    return tuple(Ballots(approved, voters, group=group) for approved, voters in sorted(counts.items()))

"""A matter that stands somewhere and has come there: what conduct, deadlines and drawings read of it.

A `Case` is one; so is any object of the host application with these attributes.  What such an object lacks is
misuse and not a finding: `misread` says so, whatever reading it raised.  Where several are asked about at
once, `several` refuses what is only one.
"""

from collections.abc import Iterable, Sequence
from typing import NoReturn, Protocol, TypeVar, cast

from communitygov.core.finding import Reason
from communitygov.errors import CommunityGovError, InvalidValue, Words
from communitygov.procedure.case import Case
from communitygov.procedure.requirement import HasHistory, PastAction, Requirement

T = TypeVar("T")
_SEVERAL = Words("须为一组值，如列表", "must be a collection, such as a list")


def several(what: str, given: Iterable[T]) -> Iterable[T]:
    """Return a collection as it is, and refuse what is none, such as a single case.

    Examples
    --------
    >>> several("cases", None)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: cases: None will not do; it must be a collection, such as a list. \
[INVALID_VALUE]
    """
    value = cast("object", given)
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        raise InvalidValue(what, given, _SEVERAL)
    return given


class Placed(Protocol):
    """What is read of a matter: a `Case`, or an object of the host application."""

    @property
    def id(self) -> str:
        """Identifier of the matter."""
        ...

    @property
    def state(self) -> str:
        """Code of the state in which it is."""
        ...

    @property
    def history(self) -> Sequence[PastAction]:
        """What has been done so far, the opening first."""
        ...


class Standing(HasHistory, Placed, Protocol):
    """A matter of which all is read: its history, where it is, and the grid in which it lies."""


# ------------------------------------------------------------------ what cannot be read

#: What reading an object of the host raises when the object is not as it should be.
MISREADINGS = (AttributeError, LookupError, TypeError, ValueError)
_READABLE = Words(
    "须有 id、grid、state 与 history，history 为有次序的记录，其时间须带时区",
    "must have id, grid, state and history, a sequence of entries that hold times with a time zone",
)
_REASONS = Words(
    "须为 Reason 的元组，条件已满足时为空元组", "must be a tuple of Reasons, empty when it is met"
)


def misread(matter: object, error: Exception, *, by: Requirement | None = None) -> NoReturn:
    """Raise an error of the library as it is, and any other one as what a matter or a condition lacks."""
    if isinstance(error, CommunityGovError):
        raise error
    if by is not None and isinstance(matter, Case):
        raise InvalidValue(f"{by.document_kind}.unmet", type(error).__name__, _REASONS) from error
    what = "case" if by is None else f"case ({by.document_kind})"
    raise InvalidValue(what, type(matter).__name__, _READABLE) from error


def checked_reasons(requirement: Requirement, unmet: object) -> tuple[Reason, ...]:
    """Return what a condition answers; a condition of one's own may forget to give an answer."""
    given = type(unmet).__name__
    if isinstance(unmet, tuple):
        members = cast("tuple[object, ...]", unmet)
        if all(isinstance(each, Reason) for each in members):
            return cast("tuple[Reason, ...]", members)
    raise InvalidValue(f"{requirement.document_kind}.unmet", given, _REASONS)

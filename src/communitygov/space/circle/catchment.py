"""What two-step floating catchment finds: how much supply each person can use, and how unevenly.

This module holds an answer and what follows from it; `communitygov.space.circle.floating` finds it.
"""

from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar

import attrs

from communitygov.core.checks import as_tuple, counted, identifiers, is_identifier
from communitygov.core.document import Value
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.space.circle.served_share import gini

_ACCESS = Words(
    "须为（需求点，人数，不小于 0 的 Fraction），需求点不重复",
    "must be demand points, each once, with their people and an exact number from 0",
)


def _is_access(entry: Any) -> bool:  # noqa: ANN401  whatever was given
    """Tell whether something is the access of a demand point."""
    match entry:
        case (demand, int() as people, Fraction() as access):
            return is_identifier(demand) and type(people) is int and people >= 0 and access >= 0
        case _:
            return False


@attrs.frozen(kw_only=True)
class Catchment(Value):
    """How much supply each demand point can use, exactly.

    Parameters
    ----------
    access
        Of each demand point its people and the supply for each of them.
    idle
        Identifiers of the sites that nobody reaches.

    Examples
    --------
    >>> found = Catchment(access=[("near", 30, Fraction(2)), ("far", 10, Fraction(0))])
    >>> found.of("near"), found.used, found.gini
    (Fraction(2, 1), Fraction(60, 1), Fraction(1, 4))
    >>> found.of("nowhere")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No demand point is called 'nowhere'. Known: 'far', 'near'. [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "catchment"
    access: tuple[tuple[str, int, Fraction], ...] = attrs.field(converter=as_tuple, repr=counted)
    idle: tuple[str, ...] = attrs.field(default=(), converter=as_tuple, validator=identifiers)

    def __attrs_post_init__(self) -> None:
        """Refuse what is no access, and a demand point that stands twice."""
        strange = [entry for entry in self.access if not _is_access(entry)]
        if strange or len({entry[0] for entry in self.access}) < len(self.access):
            raise InvalidValue("access", strange[0] if strange else len(self.access), _ACCESS)

    def of(self, demand: str) -> Fraction:
        """Return how much supply each person of a demand point can use.

        Raises
        ------
        UnknownName
            If there is no such demand point.
        """
        try:
            return self._access[demand]
        except (KeyError, TypeError):
            raise UnknownName(Words("需求点", "demand point"), demand, tuple(self._access)) from None

    @cached_property
    def _access(self) -> dict[str, Fraction]:
        return {code: access for code, _, access in self.access}

    @property
    def used(self) -> Fraction:
        """The supply of all sites that somebody reaches."""
        return sum((people * access for _, people, access in self.access), Fraction(0))

    @property
    def gini(self) -> Fraction | None:
        """How unevenly access is spread among people, exactly; none where nobody has any."""
        return gini((access, people) for _, people, access in self.access)

    @property
    def without(self) -> tuple[str, ...]:
        """Identifiers of the demand points that can use nothing."""
        return tuple(code for code, _, access in self.access if not access)

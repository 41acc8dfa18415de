"""A case to work with: a hierarchy of grids made to the figures of a document.

The documents count grids and name hardly any.  Who lies under whom, every code and nearly every name is made
up by the library: codes begin with ``SYN-``, and `GridCase.choices` says what was chosen.
"""

from html import escape
from typing import ClassVar, Self

import attrs

from communitygov.casebook.figure import Figure
from communitygov.core.canonical import Limits
from communitygov.core.checks import as_tuple, each_of, identifier, one_of, saying, title
from communitygov.core.document import Value
from communitygov.errors import InvalidValue, Words
from communitygov.grid.hierarchy.hierarchy import LIMITS, GridHierarchy
from communitygov.grid.level.kind import GridKind

#: With this every code begins that the library made up.
SYNTHETIC = "SYN-"


def check_sayings(
    _owner: object, field: "attrs.Attribute[tuple[Words, ...]]", value: tuple[Words, ...]
) -> None:
    """Refuse anything but sayings in both languages."""
    for each in value:
        saying(_owner, field, each)


def _of_one_place(
    owner: "GridCase", field: "attrs.Attribute[tuple[Figure, ...]]", value: tuple[Figure, ...]
) -> None:
    """Refuse a figure of another place."""
    for each in value:
        if each.place != owner.place:
            bound = Words(f"须为{owner.place}的数字", f"must be a figure of {owner.place}")
            raise InvalidValue(field.name, str(each), bound)


@attrs.frozen(kw_only=True)
class GridCase(Value):
    """Grids of a place as a document counts them, with the figures and what the library had to choose.

    Parameters
    ----------
    code
        Code of the case.
    place
        The place whose grids they are.
    grid
        The hierarchy.
    figures
        What the document says of the place.
    choices
        What no document says and the library, or the caller, chose.
    is_synthetic
        Whether codes and names are made up.

    Examples
    --------
    >>> from communitygov.casebook.chenghua import chenghua_lane
    >>> case = chenghua_lane(split=(5, 5, 6))
    >>> case.place, case.count(GridKind.MICRO), case.is_synthetic
    ('成都市金牛区城隍庙社区成华巷', 16, True)
    >>> [str(figure) for figure in case.figures]
    ['成都市金牛区城隍庙社区成华巷 一般网格 3个', '成都市金牛区城隍庙社区成华巷 微网格 16个']
    """

    document_kind: ClassVar[str] = "grid-case"
    code: str = attrs.field(validator=identifier)
    place: str = attrs.field(validator=title)
    grid: GridHierarchy = attrs.field(validator=one_of(GridHierarchy))
    figures: tuple[Figure, ...] = attrs.field(converter=as_tuple, validator=[each_of(Figure), _of_one_place])
    choices: tuple[Words, ...] = attrs.field(default=(), converter=as_tuple, validator=check_sayings)
    is_synthetic: bool = attrs.field(default=True, validator=one_of(bool))

    @classmethod
    def from_json(cls, source: str | bytes, *, limits: Limits = LIMITS) -> Self:
        """Read the case from JSON text, of up to 64 MiB unless told otherwise."""
        return super().from_json(source, limits=limits)

    def count(self, kind: GridKind) -> int:
        """Return how many grids of a kind there are."""
        levels = {level.code for level in self.grid.scheme if level.kind is kind}
        return sum(level in levels for _, _, level, _ in self.grid.rows)

    @property
    def grids(self) -> int:
        """How many grids there are of any kind: a count of nodes, and the library's own sum.

        Examples
        --------
        >>> from communitygov.casebook.shuangliu import shuangliu
        >>> shuangliu().grids
        11082
        """
        return sum(map(self.count, GridKind))

    def _repr_html_(self) -> str:
        """Show the figures and what was chosen, for notebooks."""
        rows = "".join(
            f"<tr><td>{escape(each.what.zh)}</td><td>{escape(str(each.quantity))}</td>"
            f"<td>{escape(str(each.citation))}</td></tr>"
            for each in self.figures
        )
        notes = "".join(f"<li>{escape(each.zh)} · {escape(each.en)}</li>" for each in self.choices)
        return f"<p>{escape(self.place)}</p><table>{rows}</table><ul>{notes}</ul>"

"""What a standard asks for, clause by clause; and of what size its levels are.

This module judges nothing.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import ClassVar

import attrs

from communitygov.core.checks import as_set, as_tuple, identifier, identifiers, one_of, optional, text
from communitygov.core.document import Value
from communitygov.core.terms import Term, TermEnum
from communitygov.errors import InvalidValue, Words
from communitygov.space.function.catalogue import FUNCTIONS
from communitygov.space.standard.figure import StandardFigure, written
from communitygov.space.standard.term import BuildKind, Force, RequirementKind

#: Stands for the facilities of a community all together.
ALL_FACILITIES = "all-facilities"
#: What is asked for by itself and is no facility: not in the sum of all.
NO_FACILITIES = frozenset({"park", "block_green", "road"})
#: What standards name and the vocabulary of functions does not.
_OTHER_FUNCTIONS = {
    ALL_FACILITIES: Words("各类配套设施合计", "all facilities together"),
    "service_complex": Words("社区综合服务设施（综合体）", "community service complex"),
    "park": Words("公园绿地", "park"),
    "block_green": Words("居住街坊集中绿地", "green of a residential block"),
    "road": Words("城市道路", "roads"),
    "service_centre": Words("社区服务中心（街道级）", "service centre of a street"),
    "street_office": Words("街道办事处", "street office"),
    "shop": Words("社区商业网点", "shops"),
}


def function_words(code: str) -> Words:
    """Return the name of a function; its code, where nothing names it.

    Examples
    --------
    >>> function_words("clinic").zh, function_words("park").en, function_words("sauna").en
    ('社区卫生服务站', 'park', 'sauna')
    """
    if code in FUNCTIONS:
        return FUNCTIONS[code].words
    return _OTHER_FUNCTIONS.get(code, Words(code, code))


def as_term(level: Term | TermEnum) -> Term:
    """Return a member of a list of terms as the term that it is."""
    return level.term if isinstance(level, TermEnum) else level


def as_optional_term(level: Term | TermEnum | None) -> Term | None:
    """Return a member of a list of terms as the term that it is; none stays none."""
    return None if level is None else as_term(level)


def _groups(value: Iterable[Iterable[str]]) -> tuple[frozenset[str], ...]:
    """Return groups of codes as sets."""
    return tuple(as_set(each) for each in as_tuple(value))


def _grouped(
    _owner: object, field: "attrs.Attribute[tuple[frozenset[str], ...]]", value: tuple[frozenset[str], ...]
) -> None:
    """Refuse groups that are empty or of anything but codes."""
    for each in value:
        identifiers(_owner, field, each)
        if not each:
            raise InvalidValue(field.name, "frozenset()", Words("各组不可为空", "must hold no empty group"))


def _shown_groups(groups: tuple[frozenset[str], ...]) -> str:
    """Show groups in order."""
    return str([sorted(each) for each in groups])


@attrs.frozen
class StandardRequirement(Value):
    """One thing that a standard asks for.

    Parameters
    ----------
    code
        Its code, by which an overriding set replaces it.
    function
        Code of the function that is asked for.
    kind
        What is asked of it.
    figure
        How much, where that was read, and whether it was checked.
    clause
        Clause or table; empty if the copy that was read names none.
    level
        At which level of settlement; none for all.
    force
        应 or 宜.
    build
        Of new build or of renewal only; none for both.
    among
        Of the kind ``FUNCTIONS``: groups of functions; each group of which a facility has any counts once.
        Empty for any functions.
    instead, instead_en
        What may stand in its place where there is none, in both languages; empty for nothing.

    Examples
    --------
    >>> from communitygov.space.standard.term import FigureCheck
    >>> figure = StandardFigure(600, read_at="a copy", check=FigureCheck.COPY)
    >>> asked = StandardRequirement(
    ...     "complex.building",
    ...     function="service_complex",
    ...     kind=RequirementKind.BUILDING_AREA,
    ...     figure=figure,
    ... )
    >>> asked.words.en
    'community service complex: building area ≥600 m2'
    >>> attrs.evolve(asked, figure=StandardFigure(read_at="a copy", check=FigureCheck.COPY))
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: figure: '' will not do; it must have a least figure; of a distance, a \
greatest one. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "standard-requirement"
    code: str = attrs.field(validator=identifier)
    function: str = attrs.field(kw_only=True, validator=identifier)
    kind: RequirementKind = attrs.field(kw_only=True, validator=one_of(RequirementKind))
    figure: StandardFigure = attrs.field(kw_only=True, validator=one_of(StandardFigure))
    clause: str = attrs.field(default="", kw_only=True, validator=text)
    level: Term | None = attrs.field(
        default=None, kw_only=True, converter=as_optional_term, validator=optional(one_of(Term))
    )
    force: Force = attrs.field(default=Force.SHALL, kw_only=True, validator=one_of(Force))
    build: BuildKind | None = attrs.field(default=None, kw_only=True, validator=optional(one_of(BuildKind)))
    among: tuple[frozenset[str], ...] = attrs.field(
        default=(), kw_only=True, converter=_groups, validator=_grouped, repr=_shown_groups
    )
    instead: str = attrs.field(default="", kw_only=True, validator=text)
    instead_en: str = attrs.field(default="", kw_only=True, validator=text)

    def __attrs_post_init__(self) -> None:
        """Refuse a figure that bounds nothing where something is measured."""
        bound = self.figure.high if self.kind.is_greatest else self.figure.low
        if bound is None and self.kind is not RequirementKind.PRESENT:
            asked = Words("须有下限；距离须有上限", "must have a least figure; of a distance, a greatest one")
            raise InvalidValue("figure", str(self.figure), asked)
        if bool(self.instead) != bool(self.instead_en):
            raise InvalidValue(
                "instead_en", self.instead_en, Words("须两种文字", "must be in both languages")
            )

    @property
    def is_verified(self) -> bool:
        """Whether somebody read the figure somewhere."""
        return self.figure.is_verified

    @property
    def words(self) -> Words:
        """What is asked for, in both languages."""
        name, kind, unit = function_words(self.function), self.kind, self.kind.unit_words
        if kind is RequirementKind.PRESENT:
            return Words(f"{self.force.zh}有{name.zh}", f"{name.en} {self.force.en} be there")
        return Words(
            f"{name.zh}：{kind.zh} {self.figure}{unit.zh}",
            f"{name.en}: {kind.en} {self.figure} {unit.en}".rstrip(),
        )

    @property
    def bound(self) -> Fraction:
        """The figure that must not be missed: the least, or of a distance the greatest; 0 if none."""
        bound = self.figure.high if self.kind.is_greatest else self.figure.low
        return Fraction(0) if bound is None else bound

    @property
    def bound_words(self) -> Words:
        """The figure that must not be missed, with its unit and that nobody verified it, if so.

        Empty where something is only to be there.
        """
        if self.kind is RequirementKind.PRESENT:
            return Words("", "")
        number, unit = written(self.bound), self.kind.unit_words
        zh, en = f"{number}{unit.zh}", f"{number} {unit.en}".rstrip()
        return Words(zh, en) if self.is_verified else Words(f"{zh}（未核对）", f"{en} (not verified)")


@attrs.frozen
class LevelScale(Value):
    """Of what size a level of settlement is.

    Parameters
    ----------
    level
        The level.
    walk
        How far one walks through it, in metres.
    people
        How many live there.
    households
        In how many dwellings (住宅套数); a household is taken to have one.
    clause
        Clause or table.

    Examples
    --------
    >>> from communitygov.space.standard.term import FigureCheck, StandardLevel
    >>> people = StandardFigure(5_000, 12_000, read_at="a copy", check=FigureCheck.COPY)
    >>> LevelScale(StandardLevel.FIVE_MINUTES, people=people).people.holds(5_000)
    True
    """

    document_kind: ClassVar[str] = "level-scale"
    level: Term = attrs.field(converter=as_term, validator=one_of(Term))
    walk: StandardFigure | None = attrs.field(
        default=None, kw_only=True, validator=optional(one_of(StandardFigure))
    )
    people: StandardFigure | None = attrs.field(
        default=None, kw_only=True, validator=optional(one_of(StandardFigure))
    )
    households: StandardFigure | None = attrs.field(
        default=None, kw_only=True, validator=optional(one_of(StandardFigure))
    )
    clause: str = attrs.field(default="", kw_only=True, validator=text)

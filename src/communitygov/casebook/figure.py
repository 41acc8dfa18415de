"""A figure of a document: how many of what, where, and in which words.

Figures of different places have no sum, nor have those of different documents: the micro-grids of 双流区 and
the guides of 郫都区 belong to nothing common.  Within one place and one document, figures of the same thing
add up.  Figures of different things, such as general grids and the micro-grids in them, have a sum only where
the caller says what they are together.

Whether two figures count the same twice, this module does not know.
"""

from collections.abc import Iterable
from typing import ClassVar

import attrs

from communitygov.core.checks import as_tuple, each_of, one_of, saying, title
from communitygov.core.document import Value
from communitygov.core.quantity import Quantity
from communitygov.core.source import Citation
from communitygov.errors import CommunityGovError, InvalidValue, Words
from communitygov.quotation import shown


@attrs.frozen(str=False)
class FiguresOfDifferentPlaces(CommunityGovError, ValueError):
    """Two figures of different places were added.

    Examples
    --------
    >>> print(FiguresOfDifferentPlaces("成都市双流区", "成都市郫都区"))
    Figures of '成都市双流区' and '成都市郫都区' have no sum: nobody counted both together. Show them beside \
each other. [FIGURES_OF_DIFFERENT_PLACES]
    """

    code: ClassVar[str] = "FIGURES_OF_DIFFERENT_PLACES"
    left: str
    right: str

    def words(self) -> Words:
        """Name both places."""
        left, right = shown(self.left), shown(self.right)
        return Words(
            f"{left} 与 {right} 的数字不能相加：并无合并统计。请并列展示。",
            f"Figures of {left} and {right} have no sum: nobody counted both together. Show them beside each "
            "other.",
        )


@attrs.frozen(str=False)
class FiguresOfDifferentDocuments(CommunityGovError, ValueError):
    """Two figures of one place were added that stand in different documents.

    Examples
    --------
    >>> print(FiguresOfDifferentDocuments("002", "003"))
    Figures of the documents '002' and '003' have no sum: they may count the same, or not at the same time. \
Show them beside each other. [FIGURES_OF_DIFFERENT_DOCUMENTS]
    """

    code: ClassVar[str] = "FIGURES_OF_DIFFERENT_DOCUMENTS"
    left: str
    right: str

    def words(self) -> Words:
        """Name both documents."""
        left, right = shown(self.left), shown(self.right)
        return Words(
            f"文件 {left} 与 {right} 的数字不能相加：可能重复，也可能不是同一时点。请并列展示。",
            f"Figures of the documents {left} and {right} have no sum: they may count the same, or not at "
            "the same time. Show them beside each other.",
        )


@attrs.frozen(str=False)
class FiguresOfDifferentThings(CommunityGovError, ValueError):
    """Two figures of one place and document were added that count different things.

    Examples
    --------
    >>> print(FiguresOfDifferentThings(Words("一般网格", "general grids"), Words("微网格", "micro-grids")))
    Figures of 'general grids' and 'micro-grids' have no sum: one may lie in the other. Say what they are \
together, as in Figure.total(figures, together=...). [FIGURES_OF_DIFFERENT_THINGS]
    """

    code: ClassVar[str] = "FIGURES_OF_DIFFERENT_THINGS"
    left: Words
    right: Words

    def words(self) -> Words:
        """Name both things."""
        return Words(
            f"{shown(self.left.zh)} 与 {shown(self.right.zh)} 的数字不能相加：一方可能包含另一方。"
            "请写明合计为何物，如 Figure.total(figures, together=...)。",
            f"Figures of {shown(self.left.en)} and {shown(self.right.en)} have no sum: one may lie in the "
            "other. Say what they are together, as in Figure.total(figures, together=...).",
        )


def _of_one_document(
    _owner: object, field: "attrs.Attribute[tuple[Citation, ...]]", cited: tuple[Citation, ...]
) -> None:
    """Refuse no citation, a citation twice, and citations of several documents."""
    if len({each.document for each in cited}) != 1 or len(set(cited)) < len(cited):
        bound = Words(
            "须为同一文件的一处或多处引文，不重复", "must be one place or more of one document, none twice"
        )
        raise InvalidValue(field.name, [str(each) for each in cited], bound)


@attrs.frozen
class Figure(Value):
    """How many of something a document says there are in a place.

    Parameters
    ----------
    place
        The place that was counted.
    quantity
        How many, with the unit.
    what
        What was counted.
    citations
        Where it stands: one place of a document, or several of the same for a sum.

    Examples
    --------
    >>> from communitygov.casebook.figures import CHENGHUA_LANE_FIGURES, PIDU_FIGURES, SHUANGLIU_FIGURES
    >>> micro, general = SHUANGLIU_FIGURES["micro"], SHUANGLIU_FIGURES["general"]
    >>> print(micro)
    成都市双流区 微网格 10096个
    >>> micro + general
    Traceback (most recent call last):
        ...
    communitygov.casebook.figure.FiguresOfDifferentThings: Figures of 'micro-grids' and 'general grids' have \
no sum: one may lie in the other. Say what they are together, as in Figure.total(figures, together=...). \
[FIGURES_OF_DIFFERENT_THINGS]
    >>> micro + CHENGHUA_LANE_FIGURES["micro"]
    Traceback (most recent call last):
        ...
    communitygov.casebook.figure.FiguresOfDifferentPlaces: Figures of '成都市双流区' and \
'成都市金牛区城隍庙社区成华巷' have no sum: nobody counted both together. Show them \
beside each other. [FIGURES_OF_DIFFERENT_PLACES]
    """

    document_kind: ClassVar[str] = "figure"
    place: str = attrs.field(validator=title)
    quantity: Quantity = attrs.field(validator=one_of(Quantity))
    what: Words = attrs.field(kw_only=True, validator=saying)
    citations: tuple[Citation, ...] = attrs.field(
        kw_only=True, converter=as_tuple, validator=[each_of(Citation), _of_one_document]
    )

    @property
    def citation(self) -> Citation:
        """Where it stands; of a sum, where its first part stands."""
        return self.citations[0]

    @classmethod
    def total(cls, figures: Iterable["Figure"], *, together: Words | None = None) -> "Figure":
        """Return the sum of figures of one place, one document and one unit.

        Parameters
        ----------
        figures
            What is added.
        together
            What figures of different things are together, none of which is counted twice; none if all are
            of the same thing.

        Raises
        ------
        FiguresOfDifferentPlaces, FiguresOfDifferentDocuments, FiguresOfDifferentThings, UnitMismatch
            If two of them have no sum.
        InvalidValue
            If there are none, or something else than a figure.

        Examples
        --------
        >>> from communitygov.casebook.figures import SHUANGLIU_FIGURES
        >>> kinds = ("integrated", "general", "exclusive", "micro")
        >>> entries = Words("四类网格（登记条目）", "grids of the four kinds, as entries of a register")
        >>> print(Figure.total((SHUANGLIU_FIGURES[kind] for kind in kinds), together=entries))
        成都市双流区 四类网格（登记条目） 11082个
        """
        given = as_tuple(figures)
        if not given or any(not isinstance(each, Figure) for each in given):
            bound = Words("须为一个或多个 Figure", "must be one Figure or more")
            raise InvalidValue("figures", given, bound)
        named = given if together is None else [attrs.evolve(each, what=together) for each in given]
        total: Figure = named[0]
        for each in named[1:]:
            total += each
        return total

    def __add__(self, other: "Figure") -> "Figure":
        """Add a figure of the same place, document, thing and unit."""
        if not isinstance(other, Figure):  # pyright: ignore[reportUnnecessaryIsInstance]
            return NotImplemented
        if self.place != other.place:
            raise FiguresOfDifferentPlaces(self.place, other.place)
        if self.citation.document != other.citation.document:
            raise FiguresOfDifferentDocuments(self.citation.document, other.citation.document)
        if self.what != other.what:
            raise FiguresOfDifferentThings(self.what, other.what)
        return Figure(
            self.place,
            self.quantity + other.quantity,
            what=self.what,
            citations=dict.fromkeys((*self.citations, *other.citations)),
        )

    def __str__(self) -> str:
        """Name place, thing and number in one line."""
        return f"{self.place} {self.what.zh} {self.quantity}"


def row(place: str, written: str, *, what: tuple[str, str], citation: Citation) -> Figure:
    """Return the figure that one line of a table says."""
    return Figure(place, Quantity.parse(written), what=Words(*what), citations=(citation,))

"""A place of a document: what it is, in its own words, and how many of what it counts there.

What the document does not say stays open in the `Place`: no area, no hours, no price is made up.  Codes of
zones and facilities, and which functions of the vocabulary they are given, are the library's;
`PlaceCase.choices` says what else was chosen.
"""

from html import escape
from typing import ClassVar

import attrs

from communitygov.casebook.case import check_sayings
from communitygov.casebook.figure import Figure
from communitygov.core.checks import as_tuple, each_of, one_of, optional, title
from communitygov.core.document import Value
from communitygov.core.money import Money
from communitygov.core.source import Citation
from communitygov.core.terms import Term
from communitygov.errors import InvalidValue, UnknownName, Words
from communitygov.space.mix.mix import Mix
from communitygov.space.place.place import Place


@attrs.frozen(kw_only=True)
class PlaceCase(Value):
    """A place as a document tells of it.

    Parameters
    ----------
    where
        In which community, as the document names it.
    place
        The place.
    figures
        What the document counts there.
    income
        What it took in, to the fen; none if no document says.
    projects
        Projects and bodies in it that the document names.
    mix
        Its businesses and services, if the document counts them.
    citations
        Where the place is told of.
    choices
        What the library chose.

    Examples
    --------
    >>> from communitygov.casebook.shuangliu_places import shuangliu_places
    >>> teahouse = shuangliu_places()["jiahe"]
    >>> teahouse.place.uses, str(teahouse.income)
    (('老电影院', '嘉禾记忆·红色茶馆'), '¥86,300.00')
    >>> print(teahouse.figure("visitors"))
    成都市双流区嘉禾社区 参访人数 4560人
    >>> teahouse.figure("visitor")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No figure is called 'visitor'. Did you mean 'visitors'? [UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "place-case"
    where: str = attrs.field(validator=title)
    place: Place = attrs.field(validator=one_of(Place))
    figures: tuple[Figure, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Figure))
    income: Money | None = attrs.field(default=None, validator=optional(one_of(Money)))
    projects: tuple[Term, ...] = attrs.field(default=(), converter=as_tuple, validator=each_of(Term))
    mix: Mix | None = attrs.field(default=None, validator=optional(one_of(Mix)))
    citations: tuple[Citation, ...] = attrs.field(converter=as_tuple, validator=each_of(Citation))
    choices: tuple[Words, ...] = attrs.field(default=(), converter=as_tuple, validator=check_sayings)

    def __attrs_post_init__(self) -> None:
        """Refuse a figure of another place, two of one thing, and a case without a source."""
        if not self.citations:
            raise InvalidValue("citations", 0, Words("须有出处", "must say where the place is told of"))
        if any(each.place != self.where for each in self.figures):
            bound = Words(f"须为{self.where}的数字", f"must be figures of {self.where}")
            raise InvalidValue("figures", len(self.figures), bound)
        if len({each.what.en for each in self.figures}) < len(self.figures):
            raise InvalidValue("figures", len(self.figures), Words("一物一数", "must have one of each thing"))

    @property
    def code(self) -> str:
        """Identifier of the place."""
        return self.place.id

    def figure(self, what: str) -> Figure:
        """Return the figure of something, by its English name."""
        for each in self.figures:
            if each.what.en == what:
                return each
        known = tuple(each.what.en for each in self.figures)
        raise UnknownName(Words("数字", "figure"), what, known)

    def _repr_html_(self) -> str:
        """Show the figures with their words, and what was chosen, for notebooks."""
        rows = "".join(
            f"<tr><td>{escape(each.what.zh)}</td><td>{escape(str(each.quantity))}</td>"
            f"<td>{escape(str(each.citation))}</td></tr>"
            for each in self.figures
        )
        notes = "".join(f"<li>{escape(each.zh)} · {escape(each.en)}</li>" for each in self.choices)
        head = f"<p>{escape(self.where)}：{escape(self.place.name)}</p>"
        return f"{head}<table>{rows}</table><ul>{notes}</ul>"

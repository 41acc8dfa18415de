"""Where a phrase, a figure or a rule stands: document, phrase, article, and since when it is in force.

What no document says is marked as such: `LIBRARY_DEFAULT` is the source of every value that the library
had to choose itself, so that a default is never taken for a quotation.

This module knows the titles of the five documents and nothing of what they say.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import ClassVar

import attrs

from communitygov.core.checks import day, identifier, optional, text, title
from communitygov.core.document import Value
from communitygov.errors import InvalidValue, UnknownName, Words


@attrs.frozen(kw_only=True)
class SourceDocument(Value):
    """A document that the library cites.

    Examples
    --------
    >>> DOCUMENTS["001"].place
    '成都市金牛区、双流区'
    """

    document_kind: ClassVar[str] = "source-document"
    tag: str = attrs.field(validator=identifier)
    title: str = attrs.field(validator=title)
    place: str = attrs.field(validator=text)
    dated: str = attrs.field(default="", validator=text)


#: The five source documents by their tags.  Figures of different documents are never summed.
DOCUMENTS: Mapping[str, SourceDocument] = MappingProxyType(
    {
        document.tag: document
        for document in (
            SourceDocument(
                tag="000", title="成都双流：因地制宜打造社区美空间“双流样本”", place="成都市双流区"
            ),
            SourceDocument(
                tag="001", title="华西社区报：成都社区“六微”工程系列展播", place="成都市金牛区、双流区"
            ),
            SourceDocument(
                tag="002", title="华西社区报：建高品质航都 享幸福美好生活", place="成都市双流区", dated="2023"
            ),
            SourceDocument(tag="003", title="成都发布：老旧社区“新”起来", place="成都市", dated="2023-07-09"),
            SourceDocument(
                tag="004",
                title="华阳街道：深化治理“五个锦囊”打造美好生活",
                place="四川天府新区华阳街道",
                dated="2020",
            ),
        )
    }
)


@attrs.frozen(kw_only=True)
class Citation(Value):
    """A place in a document or a law.

    Parameters
    ----------
    document
        Tag of the document (``"001"``) or short name of the law (``"cn-civil-code"``).
    phrase
        The words themselves, cut from the document; empty where only the place is cited.
    article
        Article, clause or paragraph.
    in_force_from, in_force_until
        Days between which a law is in force, the last one excluded.

    Examples
    --------
    >>> law = Citation(document="cn-civil-code", article="203", in_force_from=date(2021, 1, 1))
    >>> law.is_in_force(date(2023, 5, 4)), law.is_in_force(date(2020, 12, 31))
    (True, False)
    >>> print(law)
    cn-civil-code, 203
    """

    document_kind: ClassVar[str] = "citation"
    document: str = attrs.field(validator=identifier)
    phrase: str = attrs.field(default="", validator=text)
    article: str = attrs.field(default="", validator=text)
    in_force_from: date | None = attrs.field(default=None, validator=optional(day))
    in_force_until: date | None = attrs.field(default=None, validator=optional(day))

    def __attrs_post_init__(self) -> None:
        """Refuse an end before the beginning."""
        if self.in_force_from and self.in_force_until and self.in_force_until <= self.in_force_from:
            first = self.in_force_from
            bound = Words(f"须晚于生效日 {first}", f"must be later than the first day, {first}")
            raise InvalidValue("in_force_until", self.in_force_until.isoformat(), bound)

    @property
    def is_library_default(self) -> bool:
        """Whether the library chose this itself, because no document says it."""
        return self.document == LIBRARY_DEFAULT.document

    def is_in_force(self, on: date) -> bool:
        """Tell whether the cited rule is in force on a day.

        Raises
        ------
        InvalidValue
            If it is no day.
        """
        if type(on) is not date:
            raise InvalidValue("on", on, Words("须为日期（不含时刻）", "must be a date without a time"))
        begun = self.in_force_from is None or self.in_force_from <= on
        return begun and (self.in_force_until is None or on < self.in_force_until)

    def __str__(self) -> str:
        """Name document, article and phrase in one line."""
        quoted = f"“{self.phrase}”" if self.phrase else ""
        return ", ".join(part for part in (self.document, self.article, quoted) if part)


#: The source of what no document says and the library had to choose.
LIBRARY_DEFAULT = Citation(document="library-default")


def quoted(tag: str, phrase: str) -> Citation:
    """Return the citation of `phrase` in the source document `tag`.

    Examples
    --------
    >>> print(quoted("001", "四方会谈"))
    001, “四方会谈”
    >>> quoted("009", "四方会谈")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No source document is called '009'. Did you mean '004'? [UNKNOWN_NAME]
    """
    if tag not in DOCUMENTS:
        raise UnknownName(Words("来源文件", "source document"), tag, tuple(DOCUMENTS))
    return Citation(document=tag, phrase=phrase)

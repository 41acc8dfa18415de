"""The procedures that come with the library, in one list: what each is for, and where it comes from.

Each is a table of its own, and none is a variant of another.  An entry is data; it finds its procedure by its
code, which is also the name of the function that makes it with a policy of one's own.

This module knows no line of any table.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import ClassVar

import attrs

from communitygov.core.checks import one_of, saying
from communitygov.core.document import Value
from communitygov.core.source import Citation, quoted
from communitygov.core.terms import TermEnum
from communitygov.deliberation.five_step import FIVE_STEPS_PHRASE, five_step, five_step_literal
from communitygov.deliberation.mediation import CENTRE, mediation
from communitygov.deliberation.snap_report import snap_report
from communitygov.deliberation.three_tier import three_tier
from communitygov.deliberation.village_resolution import PRACTICE, village_resolution
from communitygov.errors import Language, UnknownName, Words
from communitygov.procedure.procedure import Procedure


class Provenance(TermEnum):
    """How much of a table is a document's.

    Examples
    --------
    >>> Provenance.PRACTICE.label("zh")
    '实践做法，五份文件均未提及'
    """

    LITERAL = "literal", "原文", "a document's, and nothing more"
    EXTENDED = "extended", "步骤据原文，其余为本库默认", "steps of a document, the rest library defaults"
    NAMED = "named", "原文仅有其名，全表为本库默认", "named in a document, the table all library defaults"
    PRACTICE = "practice", "实践做法，五份文件均未提及", "practice, in none of the five documents"


#: What makes each procedure, by its code.
_MAKERS: Mapping[str, Callable[[], Procedure]] = MappingProxyType(
    {
        "five_step": five_step,
        "five_step_literal": five_step_literal,
        "snap_report": snap_report,
        "three_tier": three_tier,
        "mediation": mediation,
        "village_resolution": village_resolution,
    }
)


def _shipped(_owner: object, _field: "attrs.Attribute[str]", value: object) -> None:
    """Refuse the code of a procedure that does not come with the library."""
    if value not in tuple(_MAKERS):  # not in the mapping: the value need not be hashable
        raise UnknownName(Words("程序", "procedure"), value, tuple(_MAKERS))


@attrs.frozen
class CatalogueEntry(Value):
    """One procedure that comes with the library.

    Parameters
    ----------
    code
        Code of its table, and name of the function that makes it.
    words
        Its name.
    purpose
        What it is for.
    source
        Where it stands; of a table that only extends a document, where its steps do.
    provenance
        How much of it is the source's.

    Examples
    --------
    >>> entry = catalogued("snap_report")
    >>> entry.label("zh"), entry.procedure().check().is_sound
    ('随手报', True)
    >>> attrs.evolve(entry, code="snap_rapport")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No procedure is called 'snap_rapport'. Did you mean 'snap_report'? \
[UNKNOWN_NAME]
    """

    document_kind: ClassVar[str] = "catalogue-entry"
    code: str = attrs.field(validator=_shipped)
    words: Words = attrs.field(kw_only=True, validator=saying)
    purpose: Words = attrs.field(kw_only=True, validator=saying)
    source: Citation = attrs.field(kw_only=True, validator=one_of(Citation))
    provenance: Provenance = attrs.field(kw_only=True, validator=one_of(Provenance))

    def procedure(self) -> Procedure:
        """Return the procedure, under the policy that applies unless another is given."""
        return _MAKERS[self.code]()

    def label(self, language: Language = "en") -> str:
        """Return the name of the procedure in `language`."""
        return self.words.say(language)


_CATALOGUE = (
    CatalogueEntry(
        "five_step",
        words=Words("五步议事", "five-step deliberation"),
        purpose=Words(
            "居民提出、须经四方议定的事项，从提事到评事",
            "a matter that residents raise and a council decides",
        ),
        source=quoted("001", FIVE_STEPS_PHRASE),
        provenance=Provenance.EXTENDED,
    ),
    CatalogueEntry(
        "five_step_literal",
        words=Words("五步议事（原文）", "five-step deliberation, literal"),
        purpose=Words("照原文讲解或比较五步", "to show the five steps as they were written, or to compare"),
        source=quoted("001", FIVE_STEPS_PHRASE),
        provenance=Provenance.LITERAL,
    ),
    CatalogueEntry(
        "snap_report",
        words=Words("随手报", "snap report"),
        purpose=Words("网格员当场可办的小事，不经议事", "a small thing that a grid worker can settle alone"),
        source=quoted("002", "居民可以通过“随手报”功能及时反馈问题，网格员使用手机及时处理问题"),
        provenance=Provenance.EXTENDED,
    ),
    CatalogueEntry(
        "three_tier",
        words=Words("三级处置", "three-tier handling"),
        purpose=Words("微网格发现的问题，逐级处置，不越级", "what a micro-grid finds, up tier by tier"),
        source=quoted("002", "微网格发现上报、小区党组织与自治组织即时处置、镇街社区联动配合"),
        provenance=Provenance.EXTENDED,
    ),
    CatalogueEntry(
        "mediation",
        words=Words("矛调中心调处", "mediation at the centre"),
        purpose=Words("未达成一致、已转介的事项", "what could not be agreed on and was referred"),
        source=CENTRE,
        provenance=Provenance.NAMED,
    ),
    CatalogueEntry(
        "village_resolution",
        words=Words("四议两公开", "four deliberations and two disclosures"),
        purpose=Words("村级重大事项；与五步议事对照", "great matters of a village; for contrast"),
        source=PRACTICE,
        provenance=Provenance.PRACTICE,
    ),
)


def catalogue() -> tuple[CatalogueEntry, ...]:
    """Return every procedure that comes with the library, the five steps first.

    Examples
    --------
    >>> for entry in catalogue():
    ...     print(entry.code, entry.words.zh, len(entry.procedure().table.moves))
    five_step 五步议事 38
    five_step_literal 五步议事（原文） 4
    snap_report 随手报 10
    three_tier 三级处置 16
    mediation 矛调中心调处 13
    village_resolution 四议两公开 18
    """
    return _CATALOGUE


def catalogued(code: str) -> CatalogueEntry:
    """Return the entry with this code.

    Raises
    ------
    UnknownName
        If no procedure of the library has it.

    Examples
    --------
    >>> catalogued("three_tier").provenance.label()
    'steps of a document, the rest library defaults'
    >>> catalogued("four_tier")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No procedure is called 'four_tier'. Did you mean 'three_tier'? \
[UNKNOWN_NAME]
    """
    for entry in _CATALOGUE:
        if entry.code == code:
            return entry
    raise UnknownName(Words("程序", "procedure"), code, tuple(_MAKERS))

"""What came before a sitting dealt with a matter (前置环节), as it was shown to the sitting.

In some places the party organisation studies an important matter first, or a hearing is held.  Which stages
there are is for the standing orders; each is a code.  Here stands the entry of the log that shows one.
"""

from typing import ClassVar

import attrs

from communitygov.core.checks import identifier
from communitygov.errors import Words
from communitygov.meeting.sitting.entry import Entry


@attrs.frozen(kw_only=True)
class StageShown(Entry):
    """It was shown to the sitting that a matter has been through a stage (前置环节).

    Parameters
    ----------
    stage
        Code of the stage, such as ``"party_study"``.
    about
        Identifier of the matter or motion.
    reference
        Where it is kept, such as the number of the minutes.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> nine = datetime(2023, 5, 4, 9, tzinfo=UTC)
    >>> StageShown(at=nine, stage="party_study", about="LQ-1", reference="minutes-7").stage
    'party_study'
    """

    document_kind: ClassVar[str] = "stage-shown"
    label: ClassVar[Words] = Words("出示前置环节", "stage shown")
    stage: str = attrs.field(validator=identifier)
    about: str = attrs.field(validator=identifier)
    reference: str = attrs.field(validator=identifier)

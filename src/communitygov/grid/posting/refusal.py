"""The refusal of a posting: every condition that it does not meet, and the roster stays as it was."""

from typing import ClassVar

import attrs

from communitygov.core.finding import Finding
from communitygov.errors import CommunityGovError, Words
from communitygov.quotation import shown


@attrs.frozen(str=False)
class PostingRefused(CommunityGovError):
    """A posting does not go together with a roster; `findings` names every reason, and nothing has changed.

    Examples
    --------
    >>> from communitygov.grid.posting.conflict import POSTING_GRID_UNKNOWN
    >>> finding = POSTING_GRID_UNKNOWN.finding("LQ-9", {"worker": "w-07", "grid": "LQ-9"})
    >>> print(PostingRefused("w-07", "LQ-9", (finding,)))
    'w-07' cannot be posted at 'LQ-9': w-07 is posted at LQ-9, which is not there. [POSTING_REFUSED]
    """

    code: ClassVar[str] = "POSTING_REFUSED"
    worker: str
    grid: str
    findings: tuple[Finding, ...]

    def words(self) -> Words:
        """Give every reason."""
        worker, grid = shown(self.worker), shown(self.grid)
        return Words(
            f"{worker} 不能派驻 {grid}：{'；'.join(each.text('zh') for each in self.findings)}。",
            f"{worker} cannot be posted at {grid}: {'; '.join(each.text('en') for each in self.findings)}.",
        )

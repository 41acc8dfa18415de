"""The rule that serves 四方会谈 where the caller gives none.

The documents give no rule for it.  `FOUR_PARTY_DEFAULT` is a library default; put your own council's rule in
its place.
"""

from communitygov.core.source import LIBRARY_DEFAULT, quoted
from communitygov.meeting.decision.combination import All, EachOf
from communitygov.meeting.decision.consent import NoUnsettledObjection, NoVoteAgainst
from communitygov.meeting.decision.quorum import Constituted, Minimum

#: Every constituency present, nobody votes against, no objection left unsettled.  That the council consists
#: of the four stands in document 001; that one of each suffices, and that one vote against or one objection
#: is enough to stop a matter, no document says.
FOUR_PARTY_DEFAULT = All(
    Constituted(source=quoted("001", "由“两委干部”、群众代表、老干部代表、乡贤代表组成的议事协商会")),
    EachOf(Minimum("present", 1, source=LIBRARY_DEFAULT), source=LIBRARY_DEFAULT),
    NoVoteAgainst(source=LIBRARY_DEFAULT),
    NoUnsettledObjection(source=LIBRARY_DEFAULT),
    source=LIBRARY_DEFAULT,
)

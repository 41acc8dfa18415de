"""The council and its standing orders, as they are chosen for the example.

That 四方会谈 consists of four constituencies stands in document 001, and so does nothing else: every number
here is chosen, and says so where it is explained.
"""

from datetime import date

from communitygov.core.source import Citation, quoted
from communitygov.errors import Words
from communitygov.meeting import (
    All,
    AtLeast,
    Constituted,
    Council,
    Delegate,
    EachOf,
    Majority,
    MatterRule,
    MoreThan,
    NoticeRule,
    NoUnsettledObjection,
    ProxyRule,
    Quorum,
    RecusalRule,
    StandingOrders,
    four_party_council,
)

NAME = Words("龙桥小区四方会谈（示例）", "Longqiao council of four constituencies (example)")
#: Whatever no document says.
CHOSEN = Citation(document="chosen-for-this-example")
_FOUR = quoted("001", "由“两委干部”、群众代表、老干部代表、乡贤代表组成的议事协商会")

#: At least half of every constituency is there; who is recused is left out.
QUORUM = EachOf(Quorum("heads", AtLeast("1/2"), base="eligible", source=CHOSEN), source=CHOSEN)
#: Every constituency agrees by itself, and nobody objects any longer.
FOUR_AGREE = All(
    Constituted(source=_FOUR),
    QUORUM,
    EachOf(Majority("heads", base="present", threshold=AtLeast("1/2"), source=CHOSEN), source=CHOSEN),
    NoUnsettledObjection(source=CHOSEN),
    source=CHOSEN,
)
#: More than half of those who vote agree; the chair breaks a tie.
MOST_AGREE = All(
    QUORUM,
    Majority("heads", base="participating", threshold=MoreThan("1/2"), tie="casting_vote", source=CHOSEN),
    NoUnsettledObjection(source=CHOSEN),
    source=CHOSEN,
)
#: Whoever is there is content: nobody votes, and nobody objects.
CONSENT = All(Constituted(source=_FOUR), QUORUM, NoUnsettledObjection(source=CHOSEN), source=CHOSEN)
ORDERS = StandingOrders(
    id="example-orders",
    version="1",
    since=date(2023, 1, 1),
    notices=[NoticeRule(kind="regular", days=3, channels={"notice_board"}, source=CHOSEN)],
    closed_agendas={"regular"},
    quorum=QUORUM,
    default_rule=FOUR_AGREE,
    matters=[MatterRule(matter="siting", rule=MOST_AGREE), MatterRule(matter="arrangement", rule=CONSENT)],
    proxies=ProxyRule(most=1, holders="same_constituency", forms={"written"}, source=CHOSEN),
    recusal=RecusalRule(may="stay", source=CHOSEN),
    source=CHOSEN,
)

_SEATS = {
    "two_committee_cadres": ("d-11", "d-12"),
    "residents_representatives": ("d-21", "d-22", "d-23", "d-24"),
    "retired_cadre_representatives": ("d-31", "d-32"),
    "local_worthies": ("d-41", "d-42"),
}


def council() -> Council:
    """Return the council: ten delegates, and one in reserve for d-32; the identifiers stand for nobody."""
    seated = [Delegate(person, side) for side, people in _SEATS.items() for person in people]
    reserve = Delegate("d-39", "retired_cadre_representatives", substitute_of="d-32")
    return four_party_council([*seated, reserve], id="LQ-council")

"""Front door of the legal presets (法定规则): dated, cited, with their gaps; a model, not legal advice."""

from communitygov.meeting.statute.civil_code import civil_code_278, civil_code_279, property_regulation
from communitygov.meeting.statute.collective_economy import collective_economy_law
from communitygov.meeting.statute.practice import four_deliberations
from communitygov.meeting.statute.provision import ProxyLimit, StatutePeriod
from communitygov.meeting.statute.regional import regional
from communitygov.meeting.statute.residents_committee import (
    RESIDENTS_REPRESENTATIVE,
    residents_committee_law,
)
from communitygov.meeting.statute.statute import DISCLAIMER, Statute
from communitygov.meeting.statute.statutes import STATUTES, StatuteRegister, in_force, named, register
from communitygov.meeting.statute.terms import (
    REPRESENTATIVES,
    Dating,
    DecidingBody,
    Gap,
    Interval,
    MatterClass,
    ProxyCircle,
    Verification,
)
from communitygov.meeting.statute.villagers_committee import (
    VILLAGERS_REPRESENTATIVE,
    WOMAN_REPRESENTATIVE,
    villagers_committee_law,
)
from communitygov.meeting.statute.wording import rule_lines

__all__ = [
    "DISCLAIMER",
    "REPRESENTATIVES",
    "RESIDENTS_REPRESENTATIVE",
    "STATUTES",
    "VILLAGERS_REPRESENTATIVE",
    "WOMAN_REPRESENTATIVE",
    "Dating",
    "DecidingBody",
    "Gap",
    "Interval",
    "MatterClass",
    "ProxyCircle",
    "ProxyLimit",
    "Statute",
    "StatutePeriod",
    "StatuteRegister",
    "Verification",
    "civil_code_278",
    "civil_code_279",
    "collective_economy_law",
    "four_deliberations",
    "in_force",
    "named",
    "property_regulation",
    "regional",
    "register",
    "residents_committee_law",
    "rule_lines",
    "villagers_committee_law",
]

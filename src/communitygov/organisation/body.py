"""The bodies of a community: committees, branches, squads, teams, companies.

`BodyKind` holds the kinds that the five documents name, and no other.  Two words that look alike are two
kinds: 自治组织 governs itself, 自组织 organises itself, and 社群组织 is counted beside 自组织.

Bodies have no members here: who sits on a committee is no concern of this module.
"""

from typing import ClassVar

import attrs

from communitygov.core.checks import identifier, one_of, optional, title
from communitygov.core.document import Value
from communitygov.core.terms import TermEnum
from communitygov.organisation.level import LinkageLevel


class BodyKind(TermEnum):
    """What a body is; beside each stands the document that names it.

    Examples
    --------
    >>> BodyKind.SELF_GOVERNING_BODY.zh, BodyKind.SELF_ORGANISATION.zh
    ('自治组织', '自组织')
    """

    # ------------------------------------------------------------------------- of the Party and the League

    #: 001, 003
    PARTY_COMMITTEE = "party_committee", "党委", "Party committee"
    #: 003
    PARTY_BRANCH = "party_branch", "党支部", "Party branch"
    #: 002, 003
    PARTY_ORGANISATION = "party_organisation", "党组织", "Party organisation"
    #: 002
    HUB_HOUSEHOLD = "hub_household", "党员中心户", "Party-member hub household"
    #: 002
    SOCIAL_GOVERNANCE_COMMISSION = "social_governance_commission", "社治委", "social-governance commission"
    #: 002
    YOUTH_LEAGUE_COMMITTEE = "youth_league_committee", "团委", "Youth League committee"

    # ------------------------------------------------------------------------- of the residents

    #: 001
    RESIDENTS_COMMITTEE = "residents_committee", "居委会", "residents' committee"
    #: 002
    COURTYARD_COMMITTEE = "courtyard_committee", "院委会", "courtyard committee"
    #: 004
    GOVERNANCE_COMMITTEE = "governance_committee", "社区治理委员会", "community governance committee"
    #: 001
    SAFETY_COMMITTEE = "safety_committee", "安全微治理委员会", "safety micro-governance committee"
    #: 001
    EMERGENCY_SQUAD = "emergency_squad", "应急分队", "emergency squad"
    #: 001
    VOLUNTEER_TEAM = "volunteer_team", "志愿队伍", "volunteer team"
    #: 001, 002
    SELF_GOVERNING_BODY = "self_governing_body", "自治组织", "self-governing body"
    #: 001, 002, 004
    SELF_ORGANISATION = "self_organisation", "自组织", "self-organisation"
    #: 004
    ASSOCIATION = "association", "社群组织", "association"

    # ------------------------------------------------------------------------- of society and the economy

    #: 004
    SOCIAL_ORGANISATION = "social_organisation", "社会组织", "social organisation"
    #: 004
    GUIDANCE_CENTRE = "guidance_centre", "社会组织指导中心", "guidance centre for social organisations"
    #: 002
    MANAGEMENT_SERVICE_CENTRE = (
        "management_service_centre",
        "小区管理服务中心",
        "neighbourhood management service centre",
    )
    #: 002
    SUPPORT_CENTRE = (
        "support_centre",
        "物业服务与小区治理支持中心",
        "property service and governance support centre",
    )
    #: 004
    COMMUNITY_FOUNDATION = "community_foundation", "社区发展基金会", "community development foundation"
    #: 004
    COMMUNITY_FUND = "community_fund", "社区基金", "community fund"
    #: 002
    SOCIAL_WORK_AGENCY = "social_work_agency", "专业社工机构", "professional social-work agency"
    #: 002, 004
    SOCIAL_ENTERPRISE = "social_enterprise", "社会企业", "social enterprise"
    #: 002
    PROPERTY_COMPANY = "property_company", "物业企业", "property company"
    #: 002
    PROPERTY_ASSOCIATION = "property_association", "物业行业协会", "property industry association"
    #: 004
    RESIDENT_UNIT = "resident_unit", "驻街单位", "unit seated in the street"
    #: 002, 004
    MERCHANT = "merchant", "商家", "merchant"


@attrs.frozen
class Body(Value):
    """One body.

    Parameters
    ----------
    id
        Identifier given by the host application; ASCII, no personal data.
    kind
        What it is.
    name
        Its name in 中文, as people say it.
    parent
        Identifier of the body that it hangs under; none if it hangs under nothing.
    level
        Its level in the Party organisations' linkage; none for a body outside of it.

    Examples
    --------
    >>> squad = Body(
    ...     "LQ-squad", kind=BodyKind.EMERGENCY_SQUAD, name="龙桥小区安全应急分队", parent="LQ-safety"
    ... )
    >>> squad.kind.label("zh"), squad.level
    ('应急分队', None)
    >>> Body("LQ-squad", kind="squad", name="龙桥小区安全应急分队")
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: kind: 'squad' will not do; it must be of type BodyKind. [INVALID_VALUE]
    """

    document_kind: ClassVar[str] = "body"
    id: str = attrs.field(validator=identifier)
    kind: BodyKind = attrs.field(kw_only=True, validator=one_of(BodyKind))
    name: str = attrs.field(kw_only=True, validator=title)
    parent: str | None = attrs.field(kw_only=True, default=None, validator=optional(identifier))
    level: LinkageLevel | None = attrs.field(
        kw_only=True, default=None, validator=optional(one_of(LinkageLevel))
    )

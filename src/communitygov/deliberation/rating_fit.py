"""Whether a rating policy fits the table whose matters are rated on its terms.

A table says which actions are handling, and a rating policy who does not rate because of them.  If the two
disagree, the handler rates own work; so the policy of a table refuses such terms when it is made.

This module knows no table.
"""

from typing import Any, cast

import attrs

from communitygov.core.checks import Check, one_of
from communitygov.deliberation.rating import AWAITING, RatingPolicy
from communitygov.errors import InvalidValue, Words


def rates_after(*handled: str) -> Check[object]:
    """Make a check for rating policies of a table in which these actions bring a case to be rated.

    Examples
    --------
    >>> from communitygov.procedure.eligibility import HadNoHand
    >>> @attrs.frozen(kw_only=True)
    ... class Own:
    ...     rating: RatingPolicy = attrs.field(validator=rates_after("mend"))
    >>> Own(rating=RatingPolicy(no_hand=HadNoHand(("mend",)))).rating.lapse_days
    7
    >>> Own(rating=RatingPolicy())
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: rating: ('resolve', 'assign', 'extend', 'suspend', 'resume', \
'report_done', 'redo') will not do; it must have a no_hand that names mend; change the table's default with \
attrs.evolve. [INVALID_VALUE]
    """
    is_policy, listed = one_of(RatingPolicy), ", ".join(handled)

    def check(owner: object, field: "attrs.Attribute[Any]", value: object) -> None:
        is_policy(owner, field, value)
        policy = cast("RatingPolicy", value)
        if not set(handled) <= set(policy.no_hand.actions):
            bound = Words(
                f"其 no_hand 须列出 {listed}；请以 attrs.evolve 修改该程序的默认规则",
                f"must have a no_hand that names {listed}; change the table's default with attrs.evolve",
            )
            raise InvalidValue(field.name, policy.no_hand.actions, bound)
        if policy.awaiting != AWAITING:
            bound = Words(f"其 awaiting 须为 {AWAITING}", f"must await the rating in {AWAITING}")
            raise InvalidValue(field.name, policy.awaiting, bound)

    return check

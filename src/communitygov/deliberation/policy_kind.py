"""Whether what was handed in as a policy is one of the table's own kind.

This module knows no table and no policy.
"""

from typing import TypeVar

from communitygov.errors import InvalidValue, Words

Policy = TypeVar("Policy")


def of_kind(policy: object, kind: type[Policy]) -> Policy:
    """Return a policy if it is of just this kind.

    A subclass does not serve: a table is made once for each policy, and what a subclass changes in how
    policies are compared would change which table is found.

    Raises
    ------
    InvalidValue
        If it is anything else.

    Examples
    --------
    >>> of_kind(5, kind=str)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: policy: 5 will not do; it must be of type str. [INVALID_VALUE]
    """
    if type(policy) is not kind:
        bound = Words(f"须为 {kind.__name__}", f"must be of type {kind.__name__}")
        raise InvalidValue("policy", policy, bound)
    return policy

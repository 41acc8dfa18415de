"""How a function makes its procedure once for each policy, and takes policies of its own kind only.

This module knows no table and no policy.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from inspect import signature
from typing import TypeVar, cast

from communitygov.errors import InvalidValue, Words

Maker = TypeVar("Maker", bound=Callable[..., object])


def made_once(make: Maker) -> Maker:
    """Make a procedure once for each policy, and refuse a policy that is not of just the default's kind.

    `make` has one parameter, `policy`, with a default.  A subclass does not serve: what it changes in how
    policies are compared would change which procedure is found.

    Raises
    ------
    InvalidValue
        By the function that is returned, if its policy is of another kind.

    Examples
    --------
    >>> @made_once
    ... def title(policy: str = "open"):
    ...     return f"policy {policy}"
    >>> title() is title("open") is title(policy="open")
    True
    >>> title(5)
    Traceback (most recent call last):
        ...
    communitygov.errors.InvalidValue: policy: 5 will not do; it must be of type str. [INVALID_VALUE]
    """
    default: object = signature(make).parameters["policy"].default
    kind = type(default)
    made = lru_cache(maxsize=64)(make)

    @wraps(make)
    def checked(policy: object = default) -> object:
        if type(policy) is not kind:
            raise InvalidValue(
                "policy", policy, Words(f"须为 {kind.__name__}", f"must be of type {kind.__name__}")
            )
        return made(policy)

    return cast("Maker", checked)

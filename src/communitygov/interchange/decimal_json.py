"""JSON with fractions, strictly and boundedly read; a number is what the caller makes of its digits.

The documents of this library hold no fractions, and binary ones would be rounded on the way: so formats that
have them are read here, and each digit of a number is kept until its reader has seen it.
"""

import json
from collections.abc import Callable
from typing import Any, cast

from communitygov.core.argument import require
from communitygov.core.canonical import Limits, fault


def read_decimal_json(source: object, *, limits: Limits, number: Callable[[str], object]) -> object:
    """Return what stands in JSON text of a bounded size, each number as `number` makes it of its digits.

    Raises
    ------
    DocumentError
        If `source` is no JSON, exceeds `limits`, says a key twice, or holds ``NaN`` or an infinity.

    Examples
    --------
    >>> read_decimal_json('{"lat": 30.57}', limits=Limits(), number=str)
    {'lat': '30.57'}
    >>> read_decimal_json("[NaN]", limits=Limits(), number=str)
    Traceback (most recent call last):
        ...
    communitygov.errors.DocumentError: $: 'NaN' is no number; documents hold no NaN or infinity. \
[NOT_A_NUMBER]
    """
    require("limits", limits, kind=Limits)
    if not isinstance(source, str | bytes):
        raise fault("WRONG_TYPE", "$", value=type(source).__name__)
    if len(source) > limits.size:
        raise fault("TOO_LARGE", "$", value=f"more than {limits.size} bytes")
    try:
        text = source if isinstance(source, str) else source.decode("utf-8")
        if text.count("[") + text.count("{") > limits.nodes:
            raise fault("TOO_LARGE", "$", value=f"more than {limits.nodes} objects and lists")
        return _decoder(number).decode(text)
    except UnicodeDecodeError as error:
        raise fault("NOT_UTF8", "$", value="bytes") from error
    except RecursionError as error:
        raise fault("TOO_DEEP", "$", value=f"more than {limits.depth} levels") from error
    except json.JSONDecodeError as error:
        raise fault("NOT_JSON", "$", value=f"line {error.lineno}, column {error.colno}") from error


def _decoder(number: Callable[[str], object]) -> json.JSONDecoder:
    """Return a decoder that makes numbers of their digits; its own types know of no other numbers."""
    made = cast("Any", number)
    return json.JSONDecoder(
        object_pairs_hook=_unique,
        parse_int=made,
        parse_float=made,
        parse_constant=cast("Any", _no_constant),
    )


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object, and refuse a key that stands in it twice."""
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise fault("DUPLICATE_KEY", "$", value=key)
        found[key] = value
    return found


def _no_constant(name: str) -> object:
    """Refuse ``NaN`` and the infinities."""
    raise fault("NOT_A_NUMBER", "$", value=name)

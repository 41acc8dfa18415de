"""The JSON of Open311: strictly and boundedly read, with every number as decimal text.

The standard has fractions, which the documents of this library do not: so it is read by a reader of its own.
"""

from typing import cast

from communitygov.core.canonical import LIMITS, Document, Json, Limits, fault, write
from communitygov.interchange.decimal_json import read_decimal_json


def read_open311(source: str | bytes, *, limits: Limits = LIMITS) -> list[Document]:
    """Read the JSON of the standard, one request or a list of them, within limits; numbers stay decimal text.

    Raises
    ------
    DocumentError
        If `source` is not JSON, exceeds `limits`, or holds what is no request.

    Examples
    --------
    >>> read_open311(b'[{"lat": 30.57, "long": 103.92}]')
    [{'lat': '30.57', 'long': '103.92'}]
    >>> read_open311(b'[NaN]')
    Traceback (most recent call last):
        ...
    communitygov.errors.DocumentError: $: 'NaN' is no number; documents hold no NaN or infinity. \
[NOT_A_NUMBER]
    """
    parsed = cast("Json", read_decimal_json(source, limits=limits, number=str))
    write(parsed, limits=limits)  # refuses what nests too deeply, is too long, or is no text
    requests = parsed if isinstance(parsed, list) else [parsed]
    for at, request in enumerate(requests):
        if not isinstance(request, dict):
            raise fault("WRONG_TYPE", f"$[{at}]", value=type(request).__name__)
    return cast("list[Document]", requests)

"""Degrees as decimal text, from whole ten-millionths and back: no binary fraction comes in between."""

from communitygov.core.canonical import fault
from communitygov.errors import DocumentError, Words
from communitygov.geometry.plane import PER_DEGREE

#: Most digits of a degree, before the point and after; more are a fault and not precision.
MOST_WHOLE, MOST_PART = 3, 30
_KEPT = 7
_DIGITS = frozenset("0123456789")
_BINARY = Words(
    "是二进制小数；请以 read_open311 读取正文，或给出十进制文字",
    "is a binary fraction; read the body with read_open311, or give decimal text",
)


def degrees_text(parts: int) -> str:
    """Return ten-millionths of a degree as decimal text, exactly.

    Examples
    --------
    >>> degrees_text(-1_224_651_145), degrees_text(300_000_000)
    ('-122.4651145', '30.0000000')
    """
    whole, part = divmod(abs(parts), PER_DEGREE)
    return f"{'-' if parts < 0 else ''}{whole}.{part:07d}"


def degrees_of(given: object, *, field: str) -> tuple[int, bool]:
    """Return decimal text as ten-millionths of a degree, and whether it was rounded (half to the even one).

    A whole number will do; a binary fraction will not, for nobody knows which digits were meant.

    Raises
    ------
    DocumentError
        If it is no plain decimal number, or no angle of the field.

    Examples
    --------
    >>> [degrees_of(each, field="long") for each in ("103.92", "-0.00000005", 30)]
    [(1039200000, False), (0, True), (300000000, False)]
    >>> degrees_of("1e2", field="lat")
    Traceback (most recent call last):
        ...
    communitygov.errors.DocumentError: $.lat: '1e2' is not among what this place may hold; see its \
description. [WRONG_VALUE]
    """
    text = _decimal_text(given, field=field)
    whole, point, part = text.removeprefix("-").partition(".")
    if not _is_plain(whole, part) or (point and not part):
        raise fault("WRONG_VALUE", f"$.{field}", value=given)
    kept, rest = part[:_KEPT].ljust(_KEPT, "0"), part[_KEPT:].rstrip("0")
    parts = int(whole + kept)
    parts += (rest > "5") or (rest == "5" and parts % 2 == 1)
    if parts > (90 if field == "lat" else 180) * PER_DEGREE:
        raise fault("WRONG_VALUE", f"$.{field}", value=given)
    return (-parts if text.startswith("-") else parts), bool(rest)


def _decimal_text(given: object, *, field: str) -> str:
    """Return what was given as text; of a whole number too large for an angle, none that is one."""
    if isinstance(given, float):
        raise DocumentError("WRONG_TYPE", f"$.{field}", given, _BINARY)
    if type(given) is int:
        return (
            str(given) if abs(given) < 10**MOST_WHOLE else ""
        )  # Python refuses to write thousands of digits
    if not isinstance(given, str):
        raise fault("WRONG_TYPE", f"$.{field}", value=type(given).__name__)
    return given


def _is_plain(whole: str, part: str) -> bool:
    """Tell whether two texts are the digits of a number before and after its point."""
    is_short = 0 < len(whole) <= MOST_WHOLE and len(part) <= MOST_PART
    return is_short and _DIGITS.issuperset(whole + part)

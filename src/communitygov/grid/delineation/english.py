"""English has a singular: numbers with their nouns, for what is said of a delineation."""


def many(number: int, noun: str) -> str:
    """Return a number with its noun, which takes an s for any number but one.

    Examples
    --------
    >>> many(1, "general grid"), many(0, "general grid")
    ('1 general grid', '0 general grids')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

"""公益普惠+品质消费: on which side something stands, and what it costs those who use it.

What counts as a low price is said nowhere in the documents: ceilings are given where prices are.
"""

from communitygov.core.source import Citation, quoted
from communitygov.core.terms import TermEnum

#: Both sides, as document 001 names them.
TWO_SIDES: Citation = quoted("001", "公益普惠+品质消费")


class Side(TermEnum):
    """For everybody's good, or for those who want more and pay for it.

    Examples
    --------
    >>> [side.zh for side in Side]
    ['公益普惠', '品质消费']
    """

    WELFARE = "welfare", "公益普惠", "public welfare"
    QUALITY = "quality", "品质消费", "quality consumption"


class PriceClass(TermEnum):
    """What users pay, in classes; all but the last are for everybody's good.

    Examples
    --------
    >>> PriceClass.PUBLIC_INTEREST.zh, PriceClass.MARKET.is_inclusive, PriceClass.FREE.is_inclusive
    ('公益性定价', False, True)
    """

    #: 001
    FREE = "free", "免费", "free of charge"
    #: 001
    LOW = "low", "低价", "low price"
    #: 003
    PUBLIC_INTEREST = "public_interest", "公益性定价", "public-interest price"
    #: Not in the documents.
    MARKET = "market", "市场定价", "market price"

    @property
    def is_inclusive(self) -> bool:
        """Whether everybody can pay it."""
        return self is not PriceClass.MARKET

"""五美: the five kinds of beautiful space, what each stands on, and what people are to do with beauty.

Each kind is a principle and the beauty that it shows, as document 000 heads its five parts.  This module
rates nothing.
"""

from collections.abc import Mapping
from types import MappingProxyType

from communitygov.core.source import Citation, quoted
from communitygov.core.terms import Term, TermEnum

#: Where the four stages and the three aims are named.
FOUR_STAGES: Citation = quoted("000", "引导社区居民认识美、发现美、感受美、创造美")
THREE_AIMS: Citation = quoted("000", "提升社区功能、改善社区环境、增强社区魅力")
#: What the first kind is built by.
GREEN_DESIGN: Citation = quoted("000", "坚持绿色社区理念，遵循生态设计原则")


class Beauty(TermEnum):
    """A kind of beautiful space, in the order of the document.

    Examples
    --------
    >>> Beauty.ECOLOGY.zh, Beauty.ECOLOGY.principle.zh
    ('自然生态之美', '绿色低碳')
    >>> print(Beauty.ALL_AGES.source)
    000, “坚持以“温暖舒适”，彰显全龄友好之美”
    >>> Beauty.named("ecolgy")
    Traceback (most recent call last):
        ...
    communitygov.errors.UnknownName: No Beauty is called 'ecolgy'. Did you mean 'ecology'? [UNKNOWN_NAME]
    """

    ECOLOGY = "ecology", "自然生态之美", "beauty of natural ecology"
    ALL_AGES = "all_ages", "全龄友好之美", "beauty of being friendly to all ages"
    ROOTS = "roots", "乡愁人文之美", "beauty of homeland and humanities"
    SERVICE = "service", "便捷服务之美", "beauty of convenient service"
    MODERN = "modern", "现代时尚之美", "beauty of modern fashion"

    @property
    def principle(self) -> Term:
        """What this beauty stands on."""
        return _PRINCIPLES[self]

    @property
    def source(self) -> Citation:
        """Where principle and beauty are named."""
        return quoted("000", f"坚持以“{self.principle.zh}”，彰显{self.zh}")


_PRINCIPLES: Mapping[Beauty, Term] = MappingProxyType(
    {
        Beauty.ECOLOGY: Term("green", "绿色低碳", "green and low in carbon"),
        Beauty.ALL_AGES: Term("warm", "温暖舒适", "warm and comfortable"),
        Beauty.ROOTS: Term("rooted", "留根铸魂", "keeping the roots and forging the soul"),
        Beauty.SERVICE: Term("stacked", "功能叠加", "functions stacked"),
        Beauty.MODERN: Term("inventive", "创新创业", "innovation and new ventures"),
    }
)


class BeautyStage(TermEnum):
    """What residents are to do with beauty, one after the other.

    Examples
    --------
    >>> [stage.zh for stage in BeautyStage]
    ['认识美', '发现美', '感受美', '创造美']
    """

    KNOW = "know", "认识美", "know beauty"
    FIND = "find", "发现美", "find beauty"
    FEEL = "feel", "感受美", "feel beauty"
    CREATE = "create", "创造美", "create beauty"


class SpaceAim(TermEnum):
    """What a beautiful space is for.

    Examples
    --------
    >>> [aim.zh for aim in SpaceAim]
    ['提升社区功能', '改善社区环境', '增强社区魅力']
    """

    FUNCTION = "function", "提升社区功能", "better functions of the community"
    ENVIRONMENT = "environment", "改善社区环境", "a better environment of the community"
    CHARM = "charm", "增强社区魅力", "more charm of the community"

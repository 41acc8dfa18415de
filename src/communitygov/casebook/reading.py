"""How the 118 integrated grids of 双流区 and its 118 villages and communities may be read together.

Document 002 counts both and never says that they are the same.
"""

from communitygov.core.terms import TermEnum


class CommunityReading(TermEnum):
    """Which nodes stand between the towns and the general grids.

    Examples
    --------
    >>> [reading.value for reading in CommunityReading], CommunityReading.ONE_NODE.zh
    (['grids_only', 'one_node', 'two_nodes'], '社区与综合网格同为一节点')
    """

    GRIDS_ONLY = "grids_only", "只列综合网格", "integrated grids only"
    ONE_NODE = "one_node", "社区与综合网格同为一节点", "one node for a community and its integrated grid"
    TWO_NODES = "two_nodes", "社区与综合网格各为一节点", "a community, and an integrated grid under it"

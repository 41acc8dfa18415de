"""Who lives where on the grid (人房关系): dwellings, tenures, the way from a person to their grid, counts."""

from communitygov.grid.residency.care import CareAccess, CareDisclosure, CareTag
from communitygov.grid.residency.columns import PopulationColumns
from communitygov.grid.residency.counting import HouseholdBasis
from communitygov.grid.residency.dwelling import Dwelling
from communitygov.grid.residency.location import Home, InCharge, Location, Missing, NoDwelling
from communitygov.grid.residency.residency import Residency
from communitygov.grid.residency.suppression import suppressed_tree
from communitygov.grid.residency.tenure import Tenure, TenureRole
from communitygov.grid.residency.tree_counts import TreeCounts

__all__ = [
    "CareAccess",
    "CareDisclosure",
    "CareTag",
    "Dwelling",
    "Home",
    "HouseholdBasis",
    "InCharge",
    "Location",
    "Missing",
    "NoDwelling",
    "PopulationColumns",
    "Residency",
    "Tenure",
    "TenureRole",
    "TreeCounts",
    "suppressed_tree",
]

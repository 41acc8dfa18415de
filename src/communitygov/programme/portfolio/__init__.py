"""Portfolios (9大类52项): items declared, named and unnamed, and each named one driven as a project."""

from communitygov.programme.portfolio.overlap import Overlap, overlaps
from communitygov.programme.portfolio.portfolio import Portfolio, PortfolioItem, ProjectCharge

__all__ = ["Overlap", "Portfolio", "PortfolioItem", "ProjectCharge", "overlaps"]

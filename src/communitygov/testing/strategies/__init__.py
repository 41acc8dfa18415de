"""Hypothesis strategies, one module a topic."""

"""A synthetic quarter: its ground, its people, and the page about it."""

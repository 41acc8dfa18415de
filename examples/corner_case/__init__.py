"""An idle corner of an invented quarter, from where to renovate to the first year of operation."""

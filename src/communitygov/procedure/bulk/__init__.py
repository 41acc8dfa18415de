"""Replay in bulk: many cases, one byte an event, in order by the table alone."""

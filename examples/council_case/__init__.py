"""The parts of the example `council_sitting.py`."""

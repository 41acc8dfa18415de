"""How the suite draws examples: the same ones each time, and time decides nothing.

``--hypothesis-profile=search`` draws new and more examples, to look for what nobody has thought of.
"""

from hypothesis import HealthCheck, settings

#: The checks that measure time; on a busy machine they would decide.
_TIMED = (HealthCheck.too_slow,)

settings.register_profile(
    "suite", derandomize=True, database=None, deadline=None, suppress_health_check=_TIMED
)
settings.register_profile("search", max_examples=2_000, deadline=None, suppress_health_check=_TIMED)
settings.load_profile("suite")

"""What makes no sense must not pass the type checkers: each line below is an error that is expected.

An `ignore` that is not needed is itself an error under ``strict``, so this file fails when a check is lost.
"""

from datetime import UTC, datetime

from communitygov import Actor, Quantity, five_step
from communitygov.core import Money

AT = datetime(2023, 5, 4, 9, tzinfo=UTC)
resident = Actor("r-1", roles={"resident"})
procedure = five_step()

Actor("r-1", {"resident"})  # type: ignore[call-arg]
Money("86300.00")  # type: ignore[arg-type]
Money(1) + 1  # type: ignore[operator]
Quantity.parse(500)  # type: ignore[arg-type]
procedure.open("LQ-1", "wiring", resident, AT, "LQ-03")  # type: ignore[call-arg]
procedure.open("LQ-1", "wiring", by="r-1", at=AT, grid="LQ-03")  # type: ignore[arg-type]
procedure.apply("LQ-1", "accept", by=resident, at=AT)  # type: ignore[arg-type]
procedure.apply(procedure, "accept", by=resident, at=AT)  # type: ignore[arg-type]

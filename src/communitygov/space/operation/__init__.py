"""Who runs a place: operators and prosumers (产销者), their ledger, adopted plots, income and cost."""

from communitygov.space.operation.adoption import AdoptionRegister
from communitygov.space.operation.entry import Purchase, Reversal
from communitygov.space.operation.ledger import ProsumerLedger
from communitygov.space.operation.locker import LockerBank, PickUp
from communitygov.space.operation.mode import Operation, OperationMode, Operator, OperatorKind
from communitygov.space.operation.offer import Prosumer, ProsumerRole, ProsumerRule, ServiceOffer
from communitygov.space.operation.plot import Adoption, Plot, Waiting
from communitygov.space.operation.refusal import OperationRefused
from communitygov.space.operation.revenue import DerivedEstimate, Sustainability, per_part, sustainable
from communitygov.space.operation.scheme import ProsumerScheme
from communitygov.space.operation.statement import PeriodSums, Statement, StatementLine
from communitygov.space.operation.take_up import TakeUp, TakeUpReading, take_up

__all__ = [
    "Adoption",
    "AdoptionRegister",
    "DerivedEstimate",
    "LockerBank",
    "Operation",
    "OperationMode",
    "OperationRefused",
    "Operator",
    "OperatorKind",
    "PeriodSums",
    "PickUp",
    "Plot",
    "Prosumer",
    "ProsumerLedger",
    "ProsumerRole",
    "ProsumerRule",
    "ProsumerScheme",
    "Purchase",
    "Reversal",
    "ServiceOffer",
    "Statement",
    "StatementLine",
    "Sustainability",
    "TakeUp",
    "TakeUpReading",
    "Waiting",
    "per_part",
    "sustainable",
    "take_up",
]

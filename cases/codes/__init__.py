"""Code lists that the case record branches on. The codes are those of the national record where public.

Codes marked "ours" have no public code. Lists that the service owner may add to are rows, in `reference/`.
"""

from cases.codes.allocations import TransferStatus
from cases.codes.contacts import (
    BREACH_END_TYPES,
    ComponentKind,
    ContactTypeCode,
    EnforcementActionCode,
    LocationFlag,
    OutcomeCode,
    OutcomeFlag,
)
from cases.codes.deadlines import DeadlineRule
from cases.codes.nsis import CRS_NSI_TYPES, CrsNsiOutcome, CrsNsiStatus, NsiTypeCode, RecallStatus
from cases.codes.people import (
    ROSH_CURRENT_FOR_WEEKS,
    UNKNOWN_TITLE,
    AddressStatus,
    IdentifierKind,
    LimitedAccessKind,
    RecordPolicy,
)
from cases.codes.registrations import (
    RISK_TO_REGISTERS,
    ROSH_REGISTERS,
    RegisterCode,
    RegisterColour,
    RegisterFlag,
    RegisterLevel,
)
from cases.codes.search import MatchedOn, Nearness
from cases.codes.sentences import CustodyStatus, KeyDate, RequirementCategory, SentenceType

__all__ = [
    "BREACH_END_TYPES",
    "CRS_NSI_TYPES",
    "RISK_TO_REGISTERS",
    "ROSH_CURRENT_FOR_WEEKS",
    "ROSH_REGISTERS",
    "UNKNOWN_TITLE",
    "AddressStatus",
    "ComponentKind",
    "ContactTypeCode",
    "CrsNsiOutcome",
    "CrsNsiStatus",
    "CustodyStatus",
    "DeadlineRule",
    "EnforcementActionCode",
    "IdentifierKind",
    "KeyDate",
    "LimitedAccessKind",
    "LocationFlag",
    "MatchedOn",
    "Nearness",
    "NsiTypeCode",
    "OutcomeCode",
    "OutcomeFlag",
    "RecallStatus",
    "RecordPolicy",
    "RegisterCode",
    "RegisterColour",
    "RegisterFlag",
    "RegisterLevel",
    "RequirementCategory",
    "SentenceType",
    "TransferStatus",
]

"""What is stored about referrals and the suppliers who deliver them."""

from referrals.models.assessment_appointments import AssessmentAppointment, SupplierAssessment
from referrals.models.case_notes import CaseNote
from referrals.models.catalogue import (
    CancellationReason,
    Complexity,
    Contract,
    ContractActivity,
    ContractType,
    CrsRegion,
    DesiredOutcome,
    PccArea,
    ServiceCategory,
    WithdrawalReason,
)
from referrals.models.referrals import Assignment, Referral, ReferralNeed
from referrals.models.risk_screens import RiskScreen, SharedRisk
from referrals.models.supplier_access import ApiClient, ContractGrant

__all__ = [
    "ApiClient",
    "AssessmentAppointment",
    "Assignment",
    "CancellationReason",
    "CaseNote",
    "Complexity",
    "Contract",
    "ContractActivity",
    "ContractGrant",
    "ContractType",
    "CrsRegion",
    "DesiredOutcome",
    "PccArea",
    "Referral",
    "ReferralNeed",
    "RiskScreen",
    "ServiceCategory",
    "SharedRisk",
    "SupplierAssessment",
    "WithdrawalReason",
]

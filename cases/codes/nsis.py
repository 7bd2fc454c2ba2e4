"""Non-statutory interventions: types, statuses and outcomes the program names."""

from core.codes import Code


class NsiTypeCode(Code):
    BREACH = "BRE", "Breach request"
    RECALL = "REC", "Recall"
    APPROVED_PREMISES = "APR01", "Approved premises residence"
    CRS_ACCOMMODATION = "CRS01", "Accommodation"
    CRS_ETE = "CRS02", "Education, training and employment"
    CRS_FINANCE = "CRS03", "Finance, benefits and debt"
    CRS_DEPENDENCY = "CRS04", "Dependency and recovery"
    CRS_WELLBEING = "CRS05", "Personal wellbeing"
    CRS_WOMEN = "CRS06", "Women's services"
    CRS_YOUNG_ADULTS = "CRS07", "Young adults"


CRS_NSI_TYPES = frozenset(code for code in NsiTypeCode if code.value.startswith("CRS"))


class CrsNsiStatus(Code):
    REFERRED = "REFER", "Referral"
    IN_PROGRESS = "INPROG", "In progress"
    COMPLETED = "COMP", "Completed"


class CrsNsiOutcome(Code):
    CANCELLED = "CRS01", "CRS referral cancelled"
    ENDED = "CRS02", "CRS service ended"
    COMPLETED = "CRS03", "CRS service completed"


class RecallStatus(Code):
    INITIATED = "REC01", "Recall initiated"
    PART_A_DONE = "REC02", "Part A completed by the practitioner"
    COUNTERSIGNED = "REC03", "Part A countersigned by the manager"
    ENDORSED = "REC04", "Recall endorsed by senior manager"
    REJECTED = "REC05", "Recall rejected by senior manager"
    DECIDED = "REC07", "Recall decision received"
    SUBMITTED = "REC08", "Recall submitted"
    OUT_OF_HOURS = "REC09", "Out-of-hours recall"
    WITHDRAWN = "REC10", "Request withdrawn"

"""Codes and words of the roles. What a role may do is in the permission tables of each app's access.py."""

from core.codes import Code


class RoleCode(Code):
    PRACTITIONER = "PP", "Probation practitioner"
    SENIOR = "SPO", "Senior probation officer"
    CASE_ADMIN = "CA", "Case administrator or business manager"
    RECEPTION = "REC", "Receptionist"
    UNPAID_WORK_ADMIN = "UPA", "Unpaid work administrator or co-ordinator"
    UNPAID_WORK_SUPERVISOR = "UPS", "Unpaid work supervisor"
    APPROVED_PREMISES = "AP", "Approved premises staff"
    PROGRAMMES = "PRG", "Accredited programmes staff"
    PARTNERSHIPS = "PAR", "Partnerships staff"
    CORPORATE = "COR", "Corporate services administrator"
    DATA_QUALITY = "DQ", "Data quality"
    DATA_PROTECTION = "DP", "Data protection"
    SUPPLIER_CASEWORKER = "SUP", "Supplier caseworker"
    SUPPLIER_MANAGER = "SUM", "Supplier manager"
    ADMINISTRATOR = "ADM", "System administrator"


R = RoleCode
#: All probation staff who work with the record ("ALL" in the screen inventory).
PROBATION = frozenset(
    {R.PRACTITIONER, R.SENIOR, R.CASE_ADMIN, R.RECEPTION, R.UNPAID_WORK_ADMIN, R.UNPAID_WORK_SUPERVISOR}
    | {R.APPROVED_PREMISES, R.PROGRAMMES, R.PARTNERSHIPS, R.CORPORATE}
)
#: Those who work from caseloads and diaries: the first two job titles of the training guide.
CASEWORK = frozenset({R.PRACTITIONER, R.SENIOR, R.CASE_ADMIN, R.RECEPTION})
SUPPLIER = frozenset({R.SUPPLIER_CASEWORKER, R.SUPPLIER_MANAGER})
EVERYONE = frozenset(R)

"""Who may do what with assessments, scores and tiers. Which people a user may see is in cases.access."""

from cases.access import LOOKERS
from core.access import grant
from core.roles import RoleCode

R = RoleCode
#: Practitioners and seniors make assessments. Case administrators start them, as the training guide teaches
#: (OCA006); some other roles may only read them.
grant(
    {
        "risk.view": LOOKERS,
        "risk.view-assessments": {
            *(R.PRACTITIONER, R.SENIOR, R.CASE_ADMIN, R.APPROVED_PREMISES, R.PROGRAMMES),
        },
        "risk.start-assessment": {R.PRACTITIONER, R.SENIOR, R.CASE_ADMIN},
        "risk.assess": {R.PRACTITIONER, R.SENIOR},
        "risk.judge-targeting": {R.PRACTITIONER, R.SENIOR},
    }
)

"""Who may do what with assessments, scores and tiers; which people are in sight is cases.access."""

from cases.access import LOOKERS
from core.access import grant
from core.roles import RoleCode

R = RoleCode
#: Assessments are the practitioner's and the senior's; some others read them
grant(
    {
        "risk.view": LOOKERS,
        "risk.view-assessments": {R.PRACTITIONER, R.SENIOR, R.APPROVED_PREMISES, R.PROGRAMMES},
        "risk.assess": {R.PRACTITIONER, R.SENIOR},
        "risk.judge-targeting": {R.PRACTITIONER, R.SENIOR},
    }
)

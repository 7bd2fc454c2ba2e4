"""What risk does when the case record changes: works tier and targeting out again.

A notice may come twice, or late: what is true now is read, and nothing is stored unless it is different.
"""

from cases import notices as cases
from core import clock
from core.outbox import handles
from risk.services.recalculation import recalculate_person


@handles(
    cases.RegistrationChanged,
    cases.SentenceChanged,
    cases.EventTerminated,
    cases.RequirementChanged,
    cases.NsiOutcomeRecorded,
    cases.PersonDetailsChanged,
    cases.CustodyChanged,
)
def recalculate(
    notice: cases.RegistrationChanged
    | cases.SentenceChanged
    | cases.EventTerminated
    | cases.RequirementChanged
    | cases.NsiOutcomeRecorded
    | cases.PersonDetailsChanged
    | cases.CustodyChanged,
) -> None:
    recalculate_person(notice.person_id, by=None, at=clock.now())

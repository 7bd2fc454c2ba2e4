"""What risk does when the record, a score or an assessment changes: works tier and targeting out again.

A notice may come twice, or late: what is true now is read, and nothing is stored unless it is different.
"""

from cases import notices as cases
from core import clock
from core.outbox import handles
from risk.notices import AssessmentCompleted, ScoreProduced
from risk.services.recalculation import recalculate_person


@handles(
    cases.RegistrationChanged,
    cases.SentenceChanged,
    cases.RequirementChanged,
    cases.NsiOutcomeRecorded,
    cases.PersonDetailsChanged,
    cases.CustodyChanged,
    ScoreProduced,
    AssessmentCompleted,
)
def recalculate(
    notice: cases.RegistrationChanged
    | cases.SentenceChanged
    | cases.RequirementChanged
    | cases.NsiOutcomeRecorded
    | cases.PersonDetailsChanged
    | cases.CustodyChanged
    | ScoreProduced
    | AssessmentCompleted,
) -> None:
    recalculate_person(notice.person_id, by=None, at=clock.now())

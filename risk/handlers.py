"""Recalculates tier and custody targeting when the case record, a score or an assessment changes.

A notice may arrive late or more than once. The handler therefore reads the record as it is now, and stores a
result only when it differs from the current one.
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

"""Starts, saves and completes assessments. Completing one updates the RoSH and risk-to registrations."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from cases.allocations.queries.holders import holder_of
from cases.codes import RegisterCode, RegisterLevel
from cases.deadlines import services as deadlines
from cases.models import Person
from cases.people.services.locking import lock_person
from cases.registrations.services.assessed import keep_risks_to, keep_rosh
from core import audit, outbox, versions
from core.calendar.working_days import add_months
from core.clock import day_of
from core.errors import RuleBroken, RulesBroken
from core.models.bases import stamps
from core.reasons import Reason
from risk.codes import ROSH_REGISTERS, AssessmentStatus, Layer, RoshGroup
from risk.models import Assessment, AssessmentPurpose, Concern, RoshGridRow, SectionScore
from risk.notices import AssessmentCompleted
from risk.queries.assessments import answers_of, open_assessment_of
from risk.rules import assessments as rules
from risk.rules.assessments import AssessmentAnswers
from risk.rules.rosh import overall_level

if TYPE_CHECKING:
    from core.models import User

REVIEW = "ASSESSMENT-REVIEW"
REVIEW_RULE = "ASSESSMENT-REVIEW-12M"
#: RoSH level -> its register
REGISTER_OF_LEVEL = {level: register for register, level in ROSH_REGISTERS.items()}
#: group of the grid -> its risk-to register
RISK_TO = {
    RoshGroup.CHILDREN: RegisterCode.RISK_TO_CHILDREN,
    RoshGroup.PUBLIC: RegisterCode.RISK_TO_PUBLIC,
    RoshGroup.KNOWN_ADULT: RegisterCode.RISK_TO_KNOWN_ADULT,
    RoshGroup.STAFF: RegisterCode.RISK_TO_STAFF,
    RoshGroup.PRISONERS: RegisterCode.RISK_TO_PRISONER,
}


@transaction.atomic
def start_assessment(
    person_id: int,
    *,
    layer: Layer,
    by: "User",
    at: datetime,
    purpose_code: str = "",
    strengths_and_needs: bool = False,
) -> Assessment:
    """Starts an assessment. A person has one open assessment at a time.

    raises   RuleBroken when one is open already, or when there is no such purpose
    """
    person = lock_person(person_id)
    if open_assessment_of(person_id) is not None:
        raise RuleBroken("ASSESSMENT_OPEN", "An assessment of this person is in progress already")
    purpose = AssessmentPurpose.objects.filter(code=purpose_code).first()
    if purpose_code and purpose is None:
        raise RuleBroken("NO_SUCH_PURPOSE", "Select a purpose from the list", "purpose")
    assessment = Assessment.objects.create(
        person_id=person_id,
        layer=layer.value,
        purpose=purpose,
        status=AssessmentStatus.OPEN.value,
        started_at=at,
        assessor=by,
        strengths_and_needs=strengths_and_needs,
        **stamps(by=by, at=at),
    )
    audit.record("assessment-started", on=assessment, crn=person.crn, by=by, at=at)
    return assessment


@transaction.atomic
def save_answers(
    assessment_id: int, *, answers: AssessmentAnswers, by: "User", at: datetime, version: int | None = None
) -> Assessment:
    """Saves the answers so far. No answer is required yet.

    raises   RuleBroken when the assessment is closed, RulesBroken for values that cannot be stored,
             StaleVersion
    """
    person, assessment = _lock(assessment_id)
    rules.state_after(AssessmentStatus(assessment.status), "save")
    if broken := rules.broken_values(answers):
        raise RulesBroken(broken)
    _write(assessment, answers, version, by, at)
    audit.record("assessment-saved", on=assessment, crn=person.crn, by=by, at=at)
    return assessment


@transaction.atomic
def complete_assessment(
    assessment_id: int,
    *,
    by: "User | None",
    at: datetime,
    answers: AssessmentAnswers | None = None,
    version: int | None = None,
) -> Assessment:
    """Completes an assessment and updates the registrations to its levels.

    Tier and targeting are recalculated after the commit, when the notice is delivered.
    answers   saved first; None completes the answers saved before
    raises    RuleBroken when the assessment is closed, RulesBroken with everything that is still missing or
              cannot be stored, StaleVersion
    """
    person, assessment = _lock(assessment_id)
    after = rules.state_after(AssessmentStatus(assessment.status), "complete")
    final_answers = answers_of(assessment) if answers is None else answers
    broken = [
        *rules.broken_values(final_answers),
        *rules.missing_answers(Layer(assessment.layer), final_answers),
    ]
    if broken:
        raise RulesBroken(broken)
    if answers is not None:
        _write(assessment, answers, version, by, at)
        version = None
    changes = {"status": after.value, "completed_at": at}
    versions.save_changes(assessment, changes, version=version, by=by, at=at)
    audit.record("assessment-completed", on=assessment, crn=person.crn, by=by, at=at)
    _update_registrations(assessment, final_answers, by, at)
    _set_review(assessment, person, by, at)
    outbox.publish(
        AssessmentCompleted(person_id=person.pk, crn=person.crn, assessment_id=assessment.pk), by=by
    )
    return assessment


def _lock(assessment_id: int) -> tuple[Person, Assessment]:
    """Locks the person and then the assessment, so that two acts on one person wait for each other."""
    person_id = Assessment.objects.values_list("person_id", flat=True).get(pk=assessment_id)
    person = lock_person(person_id)
    assessment = Assessment.objects.select_for_update(of=("self",), no_key=True).get(
        pk=assessment_id, removed_at=None
    )
    return person, assessment


def _write(
    assessment: Assessment,
    answers: AssessmentAnswers,
    version: int | None,
    by: "User | None",
    at: datetime,
) -> None:
    """Saves the columns of the assessment, and its levels, concerns and section scores if any of them differ.

    Either change raises the version.
    """
    columns = {
        **{name: answers.summary.get(name, "") for name in rules.SUMMARY},
        "rsr_percent": answers.rsr_percent,
        "parenting": answers.parenting,
        "impulsivity": answers.impulsivity,
        "temper": answers.temper,
    }
    before = answers_of(assessment)
    changed = versions.save_changes(assessment, columns, version=version, by=by, at=at)
    parts = (before.grid, dict(before.concerns), dict(before.section_scores))
    if parts != (answers.grid, dict(answers.concerns), dict(answers.section_scores)):
        _write_parts(assessment, answers)
        if not changed:
            versions.raise_version(assessment, by=by, at=at)


def _write_parts(assessment: Assessment, answers: AssessmentAnswers) -> None:
    rows = [
        RoshGridRow(
            assessment=assessment,
            group=row.group.value,
            community=row.community.value if row.community else "",
            custody=row.custody.value if row.custody else "",
        )
        for row in answers.grid
    ]
    RoshGridRow.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["assessment", "group"],
        update_fields=["community", "custody"],
    )
    concerns = [
        Concern(
            assessment=assessment,
            kind=kind.value,
            answer=concern.answer.value if concern.answer else "",
            text=concern.text,
        )
        for kind, concern in answers.concerns.items()
    ]
    Concern.objects.bulk_create(
        concerns,
        update_conflicts=True,
        unique_fields=["assessment", "kind"],
        update_fields=["answer", "text"],
    )
    scores = [
        SectionScore(assessment=assessment, need=need.value, score=score)
        for need, score in answers.section_scores.items()
    ]
    SectionScore.objects.bulk_create(
        scores,
        update_conflicts=True,
        unique_fields=["assessment", "need"],
        update_fields=["score"],
    )


def _update_registrations(
    assessment: Assessment, answers: AssessmentAnswers, by: "User | None", at: datetime
) -> None:
    """Updates the RoSH registration to the overall level, and each risk-to registration to its group's level.

    The level of a group is the higher of community and custody. A registration for which the assessment
    gives no level stays as it is.
    """
    person_id, on, overall = assessment.person_id, day_of(at), overall_level(answers.grid)
    if overall is not None:
        register = REGISTER_OF_LEVEL[overall].value
        keep_rosh(person_id, register=register, on=on, by=by, at=at)
    levels = {
        RISK_TO[row.group]: RegisterLevel[row.highest.name] for row in answers.grid if row.highest is not None
    }
    keep_risks_to(person_id, levels, on=on, by=by, at=at)


def _set_review(assessment: Assessment, person: Person, by: "User | None", at: datetime) -> None:
    """Sets the deadline of the next review, twelve months on, and meets the one set by the assessment before.

    A stand-alone assessment has no review.
    """
    if assessment.layer == Layer.STANDALONE.value:
        return
    about = f"risk.person:{person.pk}"
    deadlines.meet_deadline(kind=REVIEW, about=about, met_at=at, by=by, at=at)
    holder = holder_of(person.pk)
    deadlines.set_deadline(
        person.pk,
        deadlines.Due(
            kind=REVIEW,
            about=about,
            words=str(Reason("Review the assessment")),
            rule=REVIEW_RULE,
            due_on=add_months(day_of(at), rules.REVIEW_AFTER_MONTHS),
            began_at=at,
            staff_id=holder.staff_id,
            team_id=holder.team_id,
        ),
        by=by,
        at=at,
    )

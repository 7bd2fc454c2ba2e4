"""The initial assessment of a referral: its attempts, the current one, the offices it may be booked at."""

from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject

from core.models import Office
from core.models.bases import in_force
from referrals.codes import AppointmentStatus
from referrals.models import AssessmentAppointment, Contract, Referral
from referrals.rules import assessment_appointments as rules
from referrals.rules.assessment_appointments import Attempt
from referrals.rules.case_entries import attendance_of
from referrals.rules.feedback import Feedback, NoSessionReason

INSTANTS = ("starts_at", "submitted_at", "superseded_at")
#: Columns on which the status of an attempt depends
FACTS = ("id", "attended", "late", "happened", "is_called_off", *INSTANTS)


def attempts_at(referral: Referral) -> list[AssessmentAppointment]:
    """Every attempt, the latest first. 1 query."""
    rows = AssessmentAppointment.objects.filter(assessment__referral=referral)
    return list(rows.select_related("office", "contact", "submitted_by").order_by("-starts_at", "-pk"))


def attempt_of(row: AssessmentAppointment) -> Attempt:
    answered = row.submitted_at is not None
    return Attempt(
        id=row.pk,
        starts_at=row.starts_at,
        feedback_given=answered,
        attended=attendance_of(attended=row.attended, late=row.late) if answered else None,
        happened=row.happened if answered else None,
        superseded=row.superseded_at is not None,
        called_off=row.is_called_off,
    )


def attempts_within(referral: OuterRef) -> ArraySubquery:
    """The attempts of each referral of an outer query, for `attempts_read`."""
    rows = AssessmentAppointment.objects.filter(assessment__referral=referral)
    return ArraySubquery(rows.values(facts=JSONObject(**{name: name for name in FACTS})))


def attempts_read(found: list[dict[str, Any]]) -> list[Attempt]:
    """The attempts from what `attempts_within` selects."""
    return [attempt_of(AssessmentAppointment(**{**facts, **_instants(facts)})) for facts in found]


def _instants(facts: dict[str, Any]) -> dict[str, datetime]:
    """The date-times of an attempt, which JSON holds as text."""
    return {name: datetime.fromisoformat(facts[name]) for name in INSTANTS if facts[name]}


def current_among(rows: list[AssessmentAppointment]) -> AssessmentAppointment | None:
    current = rules.current_of([attempt_of(row) for row in rows])
    return next((row for row in rows if current is not None and row.pk == current.id), None)


def status_of(row: AssessmentAppointment | None, *, now: datetime) -> AppointmentStatus:
    return rules.status_of(attempt_of(row) if row is not None else None, now=now)


def feedback_of(row: AssessmentAppointment) -> Feedback:
    """The answers so far, as the rules read them."""
    return Feedback(
        happened=row.happened,
        attended=row.attended,
        late=row.late,
        late_reason=row.late_reason,
        summary=row.summary,
        response=row.response,
        behaviour_ticked=row.behaviour_ticked,
        behaviour=row.behaviour,
        concerns_ticked=row.concerns_ticked,
        concerns=row.concerns,
        told_nobody=row.told_nobody,
        future_plans=row.future_plans,
        no_session_reason=NoSessionReason(row.no_session_reason) if row.no_session_reason else None,
        no_session_detail=row.no_session_detail,
        contact_tried=row.contact_tried,
        notify=row.notify,
    )


def bookable_offices(contract: Contract) -> list[Office]:
    """Offices of the contract's region that take referral appointments. 1 query."""
    crs = contract.region or (contract.pcc_area.region if contract.pcc_area else None)
    here = Q(pdu__region_id=crs.region_id) if crs else Q(pk=None)
    rows = Office.objects.filter(here, in_force(), takes_referral_appointments=True)
    return list(rows.order_by("name__alphabetical", "pk"))

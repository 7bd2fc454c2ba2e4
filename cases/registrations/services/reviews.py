"""Reviews of a registration: what completes one, opens the next and closes the last."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from cases.codes import DeadlineRule
from cases.contacts.services.removing import withdraw_contact
from cases.deadlines import services as deadlines
from cases.models import Registration, RegistrationLevel, RegistrationReview
from cases.registrations import queries
from cases.registrations.rules import registers as rules
from cases.registrations.services.parts import (
    enter_contacts,
    level_of,
    lock_registration,
    publish_changed,
    refuse_ended,
)
from core import versions
from core.clock import day_of
from core.models.bases import stamps

if TYPE_CHECKING:
    from core.models import User

REVIEW = DeadlineRule.REGISTRATION_REVIEW
BEFORE_REVIEW = "The registration ended before this review"


@dataclass(frozen=True, kw_only=True)
class ReviewDetails:
    """A review as somebody wants it: level and category by code, "" for none.

    next_review_on   None for the day that the type gives
    """

    reviewed_on: date
    level: str = ""
    category: str = ""
    next_review_on: date | None = None
    notes: str = ""


@transaction.atomic
def review_registration(
    registration_id: int,
    details: ReviewDetails,
    *,
    by: "User | None",
    at: datetime,
    version: int | None = None,
) -> Registration:
    """Completes the open review and opens the next. Level and category may change; the date does not.

    raises   RulesBroken, StaleVersion
    """
    person, registration = lock_registration(registration_id)
    refuse_ended(registration)
    plan = rules.plan_review(
        registration,
        on=details.reviewed_on,
        today=day_of(at),
        level=details.level or None,
        category=details.category or None,
        next_review_on=details.next_review_on,
    )
    chosen = {
        "level": level_of(registration.type, "level", details.level),
        "category": level_of(registration.type, "category", details.category),
    }
    changes = {**chosen, "next_review_on": plan.next_review_on}
    versions.save_changes(registration, changes, version=version, by=by, at=at)
    _complete_review(registration, details.reviewed_on, details.notes, chosen, by, at)
    contacts = enter_contacts(plan.contacts, registration, by, at)
    if plan.next_review_on:
        open_review(registration, plan.next_review_on, contacts[-1], by, at)
    publish_changed(registration, person, act="registration-reviewed", by=by, at=at)
    return registration


def open_review(
    registration: Registration, due_on: date, contact_id: int, by: "User | None", at: datetime
) -> None:
    """Writes the review to come and sets its deadline.

    contact_id   key of the contact that announces it
    """
    RegistrationReview.objects.create(
        registration=registration,
        due_on=due_on,
        contact_id=contact_id,
        **stamps(by=by, at=at),
    )
    deadlines.set_deadline(
        registration.person_id,
        deadlines.Due(
            kind=REVIEW.value,
            about=_about(registration),
            words=f"Review {registration.type.words}",
            rule=REVIEW.value,
            due_on=due_on,
            began_at=at,
            staff_id=registration.staff_id,
            team_id=registration.team_id,
        ),
        by=by,
        at=at,
    )


def _complete_review(
    registration: Registration,
    on: date,
    notes: str,
    chosen: dict[str, RegistrationLevel | None],
    by: "User | None",
    at: datetime,
) -> None:
    RegistrationReview.objects.filter(registration=registration, reviewed_on=None).update(
        reviewed_on=on,
        team_id=registration.team_id,
        staff_id=registration.staff_id,
        notes=notes,
        updated_at=at,
        updated_by=by,
        **chosen,
    )
    deadlines.meet_deadline(kind=REVIEW.value, about=_about(registration), met_at=at, by=by, at=at)


def close_review(
    registration: Registration, on: date, by: "User | None", at: datetime, findings: str = ""
) -> None:
    """Deletes or completes the open review; takes back the contact that announced it for after the end.

    findings   of the review that ended the registration, which is completed with them; "" without one
    """
    review = queries.open_review_of(registration.pk)
    if findings:
        now: dict[str, RegistrationLevel | None] = {
            "level": registration.level,
            "category": registration.category,
        }
        _complete_review(registration, on, findings, now, by, at)
    elif review is not None:
        touched = bool(review.notes or review.level_id or review.category_id)
        if rules.fate_of_open_review(touched=touched) is rules.OpenReviewFate.COMPLETED:
            review.reviewed_on, review.updated_at, review.updated_by = on, at, by
            review.save(update_fields=["reviewed_on", "updated_at", "updated_by"])
        else:
            review.delete()
    announced = review.contact if review is not None else None
    if announced is not None and announced.on > on and announced.removed_at is None:
        withdraw_contact(announced.pk, because=BEFORE_REVIEW, by=by, at=at)
    deadlines.cancel_deadline(
        kind=REVIEW.value, about=_about(registration), because="Registration ended", by=by, at=at
    )


def _about(registration: Registration) -> str:
    return f"cases.registration:{registration.pk}"

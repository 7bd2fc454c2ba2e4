"""What follows from a failure to comply: the action, its letter and deadline, the count, breach, review."""

from datetime import date, datetime

from django.db import transaction

from cases.allocations.queries.holders import allocated_holder_of
from cases.codes import ContactTypeCode, DeadlineRule
from cases.contacts.queries.facts import disposal_of, row_of, rows_of_event
from cases.contacts.rules.enforcement import (
    BreachState,
    breach_state,
    counts_for_enforcement,
    ftc_count,
    note_of_action,
    should_review_enforcement,
)
from cases.contacts.rules.facts import EventContact
from cases.contacts.services.details import ContactDetails
from cases.contacts.services.rows import write_linked
from cases.deadlines.services import Due, cancel_deadline, meet_deadline, set_deadline
from cases.models import Contact, ContactType, EnforcementAction, Event
from cases.people.services.notes import append_note
from core.clock import day_of
from core.models import User
from core.words import say

RESPONSE_DUE = "enforcement-response"


def deadline_about(contact: Contact) -> str:
    """What the deadline of the contact's enforcement action is about (Deadline.about)."""
    return f"cases.contact:{contact.pk}"


def update_enforcement(
    contact: Contact, *, before: ContactDetails | None, by: User | None, at: datetime
) -> None:
    """Writes what follows from a saved contact: letter, note and deadline of its action, the event's count.

    The caller has locked the person and saved the contact's own columns.
    before   its details before the change; None for a new contact. The event of a new contact is counted
             again only if the contact, or the letter of its action, may change the count or the breach
    """
    action = contact.enforcement_action
    is_taken = action is not None and (before is None or before.action != action.code)
    if action is not None and is_taken:
        _take_action(action, contact, by=by, at=at)
    elif action is None and before is not None and before.action is not None:
        _cancel_deadline(contact, because=say("Outcome changed"), by=by, at=at)
    may_count = before is not None or is_taken or counts_for_enforcement(row_of(contact))
    if contact.event_id and may_count:
        recount(contact.event_id, failed=contact, by=by, at=at)


def _take_action(action: EnforcementAction, contact: Contact, *, by: User | None, at: datetime) -> None:
    if action.contact_type is not None:
        write_linked(contact, action.contact_type, on=day_of(at), by=by, at=at)
    append_note(contact, say(note_of_action(action)), by=by, at=at)
    _update_deadline(contact, by=by, at=at)


def _update_deadline(contact: Contact, *, by: User | None, at: datetime) -> None:
    """Sets the deadline for the day to answer by. An action without such a day meets the deadline."""
    about = deadline_about(contact)
    if contact.respond_by_on is None:
        meet_deadline(kind=RESPONSE_DUE, about=about, met_at=at, by=by, at=at)
        return
    owner = allocated_holder_of(contact.person_id) or contact
    set_deadline(
        contact.person_id,
        Due(
            kind=RESPONSE_DUE,
            about=about,
            words=say("Response to an enforcement action"),
            rule=DeadlineRule.ENFORCEMENT_RESPONSE,
            due_on=contact.respond_by_on,
            began_at=at,
            staff_id=owner.staff_id,
            team_id=owner.team_id,
        ),
        by=by,
        at=at,
    )


def withdraw(contact: Contact, *, by: User | None, at: datetime) -> None:
    """Cancels the deadline of a contact that is removed. Its removal clears its own columns."""
    _cancel_deadline(contact, because=say("Contact removed"), by=by, at=at)


def _cancel_deadline(contact: Contact, *, because: str, by: User | None, at: datetime) -> None:
    cancel_deadline(kind=RESPONSE_DUE, about=deadline_about(contact), because=because, by=by, at=at)


@transaction.atomic
def recount(event_id: int, *, by: User | None, at: datetime, failed: Contact | None = None) -> Event:
    """Counts the event's failures to comply, and works out its breach, again from all its contacts.

    failed   the contact just saved, which may call for a review of enforcement
    source   docs/sources/cases.md#failure-to-comply-and-breach
    """
    event = Event.objects.select_for_update(of=("self",)).get(pk=event_id)
    disposal, rows = disposal_of(event_id), rows_of_event(event_id)
    sentenced_on = disposal.sentenced_on if disposal else None
    breach = breach_state(rows)
    count = ftc_count(rows, sentenced_on=sentenced_on, breach_ended_on=breach.ended_on)
    _save_standing(event, breach, count, by=by, at=at)
    limit = disposal.type.ftc_limit if disposal else None
    if failed is not None and _calls_for_review(failed, rows, count, limit, sentenced_on, breach):
        review = ContactType.objects.get(code=ContactTypeCode.REVIEW_ENFORCEMENT)
        write_linked(failed, review, on=day_of(at), by=by, at=at)
    return event


def _save_standing(event: Event, breach: BreachState, count: int, *, by: User | None, at: datetime) -> None:
    columns = {
        "in_breach": breach.started_on is not None,
        "breach_ended_on": breach.ended_on,
        "ftc_count": count,
    }
    changed = [name for name, value in columns.items() if getattr(event, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(event, name, columns[name])
    event.updated_at, event.updated_by = at, by
    event.save(update_fields=[*changed, "updated_at", "updated_by"])


def _calls_for_review(
    failed: Contact,
    rows: list[EventContact],
    count: int,
    limit: int | None,
    sentenced_on: date | None,
    breach: BreachState,
) -> bool:
    return should_review_enforcement(
        row_of(failed),
        count=count,
        limit=limit,
        sentenced_on=sentenced_on,
        breach=breach,
        action=failed.enforcement_action.code if failed.enforcement_action else None,
        contacts=rows,
    )

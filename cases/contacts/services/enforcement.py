"""What follows from a failure to comply: the action, its letter and deadline, breach, review."""

from datetime import datetime
from typing import Any

from django.db import transaction

from cases.allocations.queries.holders import allocated_holder_of
from cases.codes import ContactTypeCode, DeadlineRule
from cases.contacts.queries.facts import disposal_of, row_of, rows_of_event
from cases.contacts.rules.enforcement import (
    BreachState,
    breach_state,
    counts_for_enforcement,
    failures_of,
    note_of_action,
    should_review_enforcement,
)
from cases.contacts.rules.facts import EventContact
from cases.contacts.services.details import ContactDetails
from cases.contacts.services.rows import linked_below, write_linked
from cases.deadlines.services import Due, cancel_deadline, meet_deadline, set_deadline
from cases.models import Contact, ContactType, Disposal, EnforcementAction, Event
from cases.people.services.notes import append_note
from core import audit
from core.clock import day_of
from core.models import User
from core.versions import save_changes
from core.words import say

RESPONSE_DUE = "enforcement-response"


def deadline_about(contact: Contact) -> str:
    """What the deadline of the contact's enforcement action is about (Deadline.about)."""
    return f"cases.contact:{contact.pk}"


def update_enforcement(
    contact: Contact, *, before: ContactDetails | None, by: User | None, at: datetime
) -> None:
    """Writes what follows from a saved contact: letter, note and deadline of its action, breach, review.

    The caller has locked the person and saved the contact's own columns.
    before   its details before the change; None for a new contact. The breach of a new contact's event is
             worked out again only if the contact, or the letter of its action, may change it or be a failure
    """
    action = contact.enforcement_action
    is_taken = action is not None and (before is None or before.action != action.code)
    if action is not None and is_taken:
        _take_action(action, contact, by=by, at=at)
    elif action is None and before is not None and before.action is not None:
        _cancel_deadline(contact, because=say("Outcome changed"), by=by, at=at)
    if before is not None and before.outcome and contact.complied is not False:
        _take_back_linked(contact, by=by, at=at)
    may_count = before is not None or is_taken or counts_for_enforcement(row_of(contact))
    if contact.event_id and may_count:
        update_breach(contact.event_id, failed=contact, by=by, at=at)


def _take_back_linked(contact: Contact, *, by: User | None, at: datetime) -> None:
    """Marks removed the letters and reviews of a failure whose outcome was put right: they hold no more.

    A letter that began or ended the breach of the event does so no longer.
    """
    removal: dict[str, Any] = {"removed_at": at, "removed_by": by, "removed_because": say("Outcome changed")}
    removal |= {"respond_by_on": None, "enforcement_open": False}
    for linked in linked_below(contact):
        save_changes(linked, removal, version=None, by=by, at=at)
        audit.record("contact-withdrawn", on=linked, by=by, at=at, crn=contact.person.crn)


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
def update_breach(event_id: int, *, by: User | None, at: datetime, failed: Contact | None = None) -> Event:
    """Works out the event's breach again from its contacts, and writes the review that a failure calls for.

    failed   the contact just saved, which may call for a review of enforcement
    source   docs/sources/cases.md#failure-to-comply-and-breach
    """
    event = Event.objects.select_for_update(of=("self",)).get(pk=event_id)
    rows = rows_of_event(event_id)
    breach = breach_state(rows)
    _save_standing(event, breach, by=by, at=at)
    disposal = disposal_of(event_id) if failed is not None else None
    if failed is not None and disposal is not None and _calls_for_review(failed, rows, disposal, breach):
        review = ContactType.objects.get(code=ContactTypeCode.REVIEW_ENFORCEMENT)
        write_linked(failed, review, on=day_of(at), waits=True, by=by, at=at)
    return event


def _save_standing(event: Event, breach: BreachState, *, by: User | None, at: datetime) -> None:
    columns = {"in_breach": breach.started_on is not None, "breach_ended_on": breach.ended_on}
    changed = [name for name, value in columns.items() if getattr(event, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(event, name, columns[name])
    event.updated_at, event.updated_by = at, by
    event.save(update_fields=[*changed, "updated_at", "updated_by"])


def _calls_for_review(
    failed: Contact, rows: list[EventContact], disposal: Disposal, breach: BreachState
) -> bool:
    failures = failures_of(
        rows, disposal.type, sentenced_on=disposal.sentenced_on, breach_ended_on=breach.ended_on
    )
    action = failed.enforcement_action.code if failed.enforcement_action else None
    return should_review_enforcement(
        row_of(failed), failures=failures, breach=breach, action=action, contacts=rows
    )

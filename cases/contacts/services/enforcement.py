"""What follows from a failure to comply: the action, its letter and deadline, the count, breach, review."""

from datetime import datetime

from django.db import transaction

from cases.allocations.queries.holders import allocated_holder_of
from cases.codes import ContactTypeCode, DeadlineRule
from cases.contacts.queries.facts import action_facts, disposal_of, row_of, rows_of_event
from cases.contacts.rules.enforcement import (
    ActionEffect,
    BreachState,
    ContactRow,
    breach_state,
    effect_of_action,
    ftc_count,
    should_review_enforcement,
)
from cases.contacts.services.rows import add_note, insert_linked
from cases.deadlines.services import cancel_deadline, meet_deadline, set_deadline
from cases.models import Contact, Event
from core.clock import day_of
from core.models import User
from core.words import say

RESPONSE_DUE = "enforcement-response"


def deadline_about(contact: Contact) -> str:
    return f"cases.contact:{contact.pk}"


def take_action(contact: Contact, *, by: User | None, at: datetime) -> None:
    """Writes what the contact's action calls for: letter, stamped note, flag, date to answer by.

    Called with the person locked, once for each action chosen.
    """
    action = contact.enforcement_action
    if action is None:
        return
    today = day_of(at)
    effect = effect_of_action(action_facts(action), today=today)
    contact.respond_by_on = effect.respond_by
    contact.enforcement_open = effect.enforcement_flag
    contact.save(update_fields=["respond_by_on", "enforcement_open"])
    if effect.linked_contact_type:
        insert_linked(contact, effect.linked_contact_type, on=today, by=by, at=at)
    add_note(contact, say(effect.note), by=by, at=at)
    _clock(contact, effect, by=by, at=at)


def _clock(contact: Contact, effect: ActionEffect, *, by: User | None, at: datetime) -> None:
    """A new date to answer by starts the clock; a closing action has met the old one."""
    about = deadline_about(contact)
    if effect.respond_by is None:
        meet_deadline(kind=RESPONSE_DUE, about=about, met_at=at, by=by, at=at)
        return
    owner = allocated_holder_of(contact.person_id) or contact
    set_deadline(
        contact.person_id,
        kind=RESPONSE_DUE,
        about=about,
        words=say("Response to an enforcement action"),
        rule=DeadlineRule.ENFORCEMENT_RESPONSE,
        due_on=effect.respond_by,
        began_at=at,
        staff_id=owner.staff_id,
        team_id=owner.team_id,
        by=by,
        at=at,
    )


def withdraw_action(contact: Contact, *, because: str, by: User | None, at: datetime) -> None:
    """The contact no longer needs enforcing: an outcome was put right, or the contact removed."""
    contact.respond_by_on, contact.enforcement_open = None, False
    contact.save(update_fields=["respond_by_on", "enforcement_open"])
    cancel_deadline(kind=RESPONSE_DUE, about=deadline_about(contact), because=because, by=by, at=at)


def settle(contact: Contact, *, action_changed: bool, by: User | None, at: datetime) -> None:
    """Brings the enforcement side of a just-saved contact up to date, and the count of its event."""
    if action_changed and contact.enforcement_action is not None:
        take_action(contact, by=by, at=at)
    elif contact.enforcement_action is None:
        waits = bool(contact.complied is False and contact.outcome and contact.outcome.action_required)
        if contact.enforcement_open or contact.respond_by_on:
            withdraw_action(contact, because=say("Outcome changed"), by=by, at=at)
        if waits:
            contact.enforcement_open = True
            contact.save(update_fields=["enforcement_open"])
    if contact.event_id:
        recount(contact.event_id, failed=contact, by=by, at=at)


@transaction.atomic
def recount(event_id: int, *, by: User | None, at: datetime, failed: Contact | None = None) -> Event:
    """Works out the event's breach and failures to comply anew from all its contacts.

    failed   the contact just saved, which may call for a review of enforcement
    source   docs/sources/cases.md#failure-to-comply-and-breach
    """
    event = Event.objects.select_for_update().get(pk=event_id)
    disposal, rows = disposal_of(event_id), rows_of_event(event_id)
    sentenced_on = disposal.sentenced_on if disposal else None
    breach = breach_state(rows)
    count = ftc_count(rows, sentenced_on=sentenced_on, breach_ended_on=breach.ended_on)
    _keep(event, breach, count, by=by, at=at)
    limit = disposal.type.ftc_limit if disposal else None
    if failed is not None and _calls_for_review(failed, rows, count, limit, sentenced_on, breach):
        insert_linked(failed, ContactTypeCode.REVIEW_ENFORCEMENT, on=day_of(at), by=by, at=at)
    return event


def _keep(event: Event, breach: BreachState, count: int, *, by: User | None, at: datetime) -> None:
    found = {
        "in_breach": breach.started_on is not None,
        "breach_ended_on": breach.ended_on,
        "ftc_count": count,
    }
    changed = [name for name, value in found.items() if getattr(event, name) != value]
    if not changed:
        return
    for name in changed:
        setattr(event, name, found[name])
    event.updated_at, event.updated_by = at, by
    event.save(update_fields=[*changed, "updated_at", "updated_by"])


def _calls_for_review(
    failed: Contact,
    rows: list[ContactRow],
    count: int,
    limit: int | None,
    sentenced_on: object,
    breach: BreachState,
) -> bool:
    return should_review_enforcement(
        row_of(failed),
        count=count,
        limit=limit,
        sentenced_on=sentenced_on,  # type: ignore[arg-type]
        breach=breach,
        action=failed.enforcement_action.code if failed.enforcement_action else None,
        contacts=rows,
    )

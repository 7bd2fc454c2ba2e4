"""Rows of contacts and their code lists, as the facts the rules read."""

from datetime import date

from django.db.models import Q, QuerySet

from cases.codes import ComponentKind, LocationFlag, OutcomeFlag
from cases.contacts.rules.enforcement import ContactRow
from cases.contacts.rules.facts import PERSON_LEVEL, ActionFacts, ContactTypeFacts, Level, OutcomeFacts
from cases.models import (
    Contact,
    ContactOutcome,
    ContactType,
    Disposal,
    EnforcementAction,
    Event,
    LicenceCondition,
    Nsi,
    Requirement,
)

Component = Event | Requirement | LicenceCondition | Nsi


def type_facts(row: ContactType) -> ContactTypeFacts:
    return ContactTypeFacts(
        code=row.code,
        words=row.words,
        outcome_flag=OutcomeFlag(row.outcome_flag) if row.outcome_flag else None,
        location_flag=LocationFlag(row.location_flag) if row.location_flag else None,
        attendance=row.is_attendance,
        national_standards=row.is_national_standards,
        hours_credited=row.credits_hours,
        sensitive=row.sensitive_default,
        editable=not row.is_system,
        offender_level=row.offender_level_allowed,
    )


def outcome_facts(row: ContactOutcome) -> OutcomeFacts:
    return OutcomeFacts(
        code=row.code,
        attended=row.attended,
        complied=row.complied,
        enforceable=row.enforceable,
        action_required=row.action_required,
    )


def action_facts(row: EnforcementAction) -> ActionFacts:
    return ActionFacts(
        code=row.code,
        words=row.words,
        outstanding=row.outstanding,
        response_days=row.response_days,
        contact_type=row.contact_type.code if row.contact_type else None,
    )


def current(rows: QuerySet, *, on: date) -> QuerySet:
    """The entries of a code list that may be chosen on a day."""
    begun = Q(valid_from=None) | Q(valid_from__lte=on)
    not_ended = Q(valid_to=None) | Q(valid_to__gte=on)
    return rows.filter(begun, not_ended, selectable=True)


def level_of(component: Component | None) -> Level:
    """What a contact relates to. The contact types name no regime, so every event fits."""
    if component is None:
        return PERSON_LEVEL
    if isinstance(component, Nsi):
        return Level(kind=ComponentKind.NSI, nsi_type=component.type.code)
    if isinstance(component, Requirement):
        return Level(kind=ComponentKind.REQUIREMENT, requirement_category=component.type.code)
    if isinstance(component, LicenceCondition):
        return Level(kind=ComponentKind.LICENCE_CONDITION)
    return Level(kind=ComponentKind.EVENT)


def rows_of_event(event_id: int) -> list[ContactRow]:
    """Every standing contact of an event, as far as enforcement reads it. 1 query."""
    rows = Contact.objects.filter(event_id=event_id, removed_at=None).values_list(
        "on", "type__code", "is_national_standards", "outcome_id", "complied"
    )
    return [
        ContactRow(
            on=on,
            type=code,
            national_standards=national_standards,
            has_outcome=outcome is not None,
            complied=complied,
        )
        for on, code, national_standards, outcome, complied in rows
    ]


def row_of(contact: Contact) -> ContactRow:
    """One contact as enforcement reads it; type loaded. No query."""
    return ContactRow(
        on=contact.on,
        type=contact.type.code,
        national_standards=contact.is_national_standards,
        has_outcome=contact.outcome_id is not None,
        complied=contact.complied,
    )


def disposal_of(event_id: int) -> Disposal | None:
    """The sentence of an event with its type. 1 query."""
    return Disposal.objects.filter(event_id=event_id, removed_at=None).select_related("type").first()

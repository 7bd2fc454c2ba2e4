"""What a contact is written from: details as typed, the rows they name, and the entry the rules judge."""

from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from cases.allocations.queries.holders import allocated_holder_of, holder_of
from cases.allocations.queries.staff import Post, post_of, staff_of
from cases.codes import ComponentKind
from cases.contacts.queries.facts import Component, action_facts, current, level_of, outcome_facts, type_facts
from cases.contacts.rules.appointments import instant
from cases.contacts.rules.facts import ContactEntry
from cases.models import (
    Contact,
    ContactOutcome,
    ContactType,
    EnforcementAction,
    Event,
    LicenceCondition,
    Nsi,
    Person,
    Requirement,
)
from core.errors import RuleBroken
from core.models import Office, Staff, Team, TeamMembership, User

COMPONENTS: dict[ComponentKind, Any] = {
    ComponentKind.EVENT: Event,
    ComponentKind.REQUIREMENT: Requirement,
    ComponentKind.LICENCE_CONDITION: LicenceCondition,
    ComponentKind.NSI: Nsi,
}


@dataclass(frozen=True, kw_only=True)
class RelatesTo:
    """The part of the record a contact belongs to; `pk` is None for the person as a whole."""

    kind: ComponentKind = ComponentKind.PERSON
    pk: int | None = None


WHOLE_PERSON = RelatesTo()


@dataclass(frozen=True, kw_only=True)
class ContactDetails:
    """A contact as somebody wants it: code lists by code, everything else by key.

    staff_id, team_id   None: whoever holds the case
    notes               the first note, or one more
    """

    type: str
    on: date
    start_time: time | None = None
    end_time: time | None = None
    relates_to: RelatesTo = field(default=WHOLE_PERSON)
    staff_id: int | None = None
    team_id: int | None = None
    office_id: int | None = None
    outcome: str | None = None
    action: str | None = None
    notes: str = ""
    is_alert: bool = False
    is_sensitive: bool = False
    is_rar_activity: bool | None = None
    description: str = ""


@dataclass(kw_only=True)
class Named:
    """The rows that the details name."""

    type: ContactType
    outcome: ContactOutcome | None
    action: EnforcementAction | None
    component: Component | None
    staff: Staff
    team: Team
    office: Office | None


def find_named(
    person: Person,
    details: ContactDetails,
    *,
    by: User | None,
    today: date,
    checked: bool = True,
    kept: ContactDetails | None = None,
) -> Named:
    """The rows behind the details. Costs 3 to 8 queries.

    checked   whether each must be open for choice today (a form), or merely exist (the system)
    kept      the contact as it stands: what is not changed need not be open for choice any more
    raises    RuleBroken beside the field that names nothing
    """
    was = kept if kept is not None and checked else None

    def fresh(*names: str) -> bool:
        return checked and (was is None or any(getattr(was, n) != getattr(details, n) for n in names))

    staff, team = find_post(person, details, by=by, today=today, checked=fresh("staff_id", "team_id"))
    return Named(
        type=code_row(ContactType, details.type, "type", "Select a type of contact", today, fresh("type")),
        outcome=code_row(
            ContactOutcome, details.outcome, "outcome", "Select an outcome", today, fresh("outcome")
        ),
        action=code_row(
            EnforcementAction,
            details.action,
            "action",
            "Select an enforcement action",
            today,
            fresh("action"),
        ),
        component=find_component(person, details.relates_to),
        staff=staff,
        team=team,
        office=find_office(
            details.office_id, team, today=today, checked=fresh("office_id", "staff_id", "team_id")
        ),
    )


def code_row(model: Any, code: str | None, field: str, words: str, today: date, checked: bool) -> Any:
    if not code:
        if model is ContactType:
            raise RuleBroken("NO_SUCH_CODE", words, field)
        return None
    rows = model.objects.filter(code=code)
    if model is EnforcementAction:
        rows = rows.select_related("contact_type")
    row = (current(rows, on=today) if checked else rows).first()
    if row is None:
        raise RuleBroken("NO_SUCH_CODE", words, field)
    return row


def find_post(
    person: Person, details: ContactDetails, *, by: User | None, today: date, checked: bool
) -> Post:
    """Who the contact is entered for: as chosen, else the case's holder, else the user, else Unallocated."""
    if details.staff_id and details.team_id:
        staff, team = Staff.objects.get(pk=details.staff_id), Team.objects.get(pk=details.team_id)
        if checked and not _works_in(staff, team, today):
            raise RuleBroken("NOT_IN_TEAM", "Select an officer who works in the team", "officer")
        return staff, team
    if (holder := allocated_holder_of(person.pk)) is not None:
        return holder.staff, holder.team
    mine = staff_of(by) if by is not None else None
    if mine is not None and (own := post_of(mine)) is not None:
        return own
    unallocated = holder_of(person.pk)
    return unallocated.staff, unallocated.team


def _works_in(staff: Staff, team: Team, today: date) -> bool:
    ended = [row for row in (staff, team) if row.valid_to and row.valid_to < today]
    return not ended and TeamMembership.objects.filter(staff=staff, team=team, valid_to=None).exists()


def find_office(pk: int | None, team: Team, *, today: date, checked: bool) -> Office | None:
    if not pk:
        return None
    office = Office.objects.get(pk=pk)
    closed = office.valid_to is not None and office.valid_to < today
    if checked and (closed or not team.offices.filter(pk=office.pk).exists()):
        raise RuleBroken("NOT_AN_OFFICE_OF_TEAM", "Select a location the officer's team uses", "location")
    return office


def find_component(person: Person, relates_to: RelatesTo) -> Component | None:
    """The event, requirement, licence condition or NSI, which must be the person's own."""
    if relates_to.kind not in COMPONENTS:
        return None
    owner = {
        ComponentKind.EVENT: "person",
        ComponentKind.NSI: "person",
        ComponentKind.REQUIREMENT: "disposal__event__person",
        ComponentKind.LICENCE_CONDITION: "disposal__event__person",
    }[relates_to.kind]
    rows = COMPONENTS[relates_to.kind].objects.filter(pk=relates_to.pk, removed_at=None, **{owner: person})
    if relates_to.kind != ComponentKind.EVENT:
        rows = rows.select_related("type")
    if relates_to.kind in (ComponentKind.REQUIREMENT, ComponentKind.LICENCE_CONDITION):
        rows = rows.select_related("disposal")
    found = rows.first()
    if found is None:
        raise RuleBroken("NO_SUCH_PART", "Select what the contact relates to", "relates_to")
    return found


def columns_of(component: Component | None) -> dict[str, int | None]:
    """The keys a contact carries for what it relates to; a part of an order carries its event too."""
    keys: dict[str, int | None] = dict.fromkeys(
        ("event_id", "requirement_id", "licence_condition_id", "nsi_id")
    )
    if isinstance(component, Event):
        keys["event_id"] = component.pk
    elif isinstance(component, Requirement):
        keys |= {"requirement_id": component.pk, "event_id": component.disposal.event_id}
    elif isinstance(component, LicenceCondition):
        keys |= {"licence_condition_id": component.pk, "event_id": component.disposal.event_id}
    elif isinstance(component, Nsi):
        keys |= {"nsi_id": component.pk, "event_id": component.event_id}
        keys["requirement_id"] = component.requirement_id
    return keys


def relation_of(contact: Contact) -> RelatesTo:
    """What a saved contact relates to, most particular part first."""
    for kind, pk in (
        (ComponentKind.NSI, contact.nsi_id),
        (ComponentKind.LICENCE_CONDITION, contact.licence_condition_id),
        (ComponentKind.REQUIREMENT, contact.requirement_id),
        (ComponentKind.EVENT, contact.event_id),
    ):
        if pk:
            return RelatesTo(kind=kind, pk=pk)
    return WHOLE_PERSON


def entry_of(details: ContactDetails, named: Named) -> ContactEntry:
    """The contact as the rules judge it."""
    return ContactEntry(
        on=details.on,
        type=type_facts(named.type),
        start=details.start_time,
        end=details.end_time,
        level=level_of(named.component),
        has_location=named.office is not None,
        outcome=outcome_facts(named.outcome) if named.outcome else None,
        action=action_facts(named.action) if named.action else None,
        alert=details.is_alert,
        sensitive=details.is_sensitive,
    )


def details_of(contact: Contact) -> ContactDetails:
    """A saved contact as details: what a change starts from. Type, outcome and action loaded."""
    return ContactDetails(
        type=contact.type.code,
        on=contact.on,
        start_time=contact.start_time,
        end_time=contact.end_time,
        relates_to=relation_of(contact),
        staff_id=contact.staff_id,
        team_id=contact.team_id,
        office_id=contact.office_id,
        outcome=contact.outcome.code if contact.outcome else None,
        action=contact.enforcement_action.code if contact.enforcement_action else None,
        is_alert=contact.is_alert,
        is_sensitive=contact.is_sensitive,
        is_rar_activity=contact.is_rar_activity,
        description=contact.description,
    )


def moment_of(details: ContactDetails) -> Any:
    """The instant it starts, None without a time."""
    return instant(details.on, details.start_time) if details.start_time else None

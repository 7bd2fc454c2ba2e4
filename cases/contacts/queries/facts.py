"""What the contact rules need besides a contact's own columns: its level, and the contacts of its event."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from cases.codes import ComponentKind
from cases.contacts.rules.facts import PERSON_LEVEL, EventContact, Level
from cases.models import Contact, Disposal, Event, LicenceCondition, Nsi, Person, Requirement
from core.built_once import built_once

Component = Event | Requirement | LicenceCondition | Nsi
#: values of DisposalType.cja_regime: under the Criminal Justice Act 2003, and before it
CJA, PRE_CJA = "2003", "pre"
#: kind -> the table, the path to its person, and what is read with it
_PARTS = {
    ComponentKind.EVENT: (Event, "person", ()),
    ComponentKind.NSI: (Nsi, "person", ("type",)),
    ComponentKind.REQUIREMENT: (Requirement, "disposal__event__person", ("type", "disposal")),
    ComponentKind.LICENCE_CONDITION: (LicenceCondition, "disposal__event__person", ("type", "disposal")),
}


def component_of(person: Person, kind: ComponentKind, pk: int | None) -> Component | None:
    """The part of the person's record of that kind and key; None when it is not theirs. 1 query."""
    model, owner, named = _PARTS[kind]
    rows: QuerySet[Any] = model._default_manager.filter(pk=pk, removed_at=None, **{owner: person})
    if kind == ComponentKind.EVENT:
        ordered = Disposal.objects.filter(event=OuterRef("pk"), removed_at=None)
        rows = rows.annotate(regime=Subquery(ordered.values("type__cja_regime")[:1]))
    return rows.select_related(*named).first() if named else rows.first()


def level_of(component: Component | None) -> Level:
    """What a contact relates to, as the rules read it. No query for a component from `component_of`."""
    if component is None:
        return PERSON_LEVEL
    if isinstance(component, Nsi):
        return Level(kind=ComponentKind.NSI, nsi_type=component.type.code)
    if isinstance(component, Requirement):
        return Level(kind=ComponentKind.REQUIREMENT, requirement_type=component.type.code)
    if isinstance(component, LicenceCondition):
        return Level(kind=ComponentKind.LICENCE_CONDITION)
    return Level(kind=ComponentKind.EVENT, cja={CJA: True, PRE_CJA: False}.get(component.regime))


def rows_of_event(event_id: int) -> list[EventContact]:
    """What enforcement reads of every contact of an event. 1 query."""
    return [EventContact(*row) for row in _contacts_of_event(event_id)]


@built_once
def _contacts_of_event(event_id: int) -> QuerySet[Contact, Any]:
    rows = Contact.objects.filter(event_id=event_id, removed_at=None)
    return rows.values_list("on", "type__code", "is_national_standards", "outcome_id", "complied")


def row_of(contact: Contact) -> EventContact:
    """What enforcement reads of one contact, whose type is loaded. No query."""
    return EventContact(
        contact.on, contact.type.code, contact.is_national_standards, contact.outcome_id, contact.complied
    )


def disposal_of(event_id: int) -> Disposal | None:
    """The sentence of an event with its type. 1 query."""
    found = _disposals_of(event_id)
    return found[0] if found else None


@built_once
def _disposals_of(event_id: int) -> QuerySet[Disposal]:
    rows = Disposal.objects.filter(event_id=event_id, removed_at=None).select_related("type")
    return rows.order_by("pk")[:1]

"""The details of a contact: what a form or another service hands in, and those of a saved contact."""

from dataclasses import dataclass, field
from datetime import date, time
from typing import TypedDict

from cases.codes import ComponentKind
from cases.models import Contact

DESCRIPTION_LENGTH = 200


@dataclass(frozen=True, kw_only=True)
class RelatesTo:
    """The part of the record a contact belongs to; `pk` is None for the person as a whole."""

    kind: ComponentKind = ComponentKind.PERSON
    pk: int | None = None


WHOLE_PERSON = RelatesTo()


@dataclass(frozen=True, kw_only=True)
class ContactDetails:
    """A contact as somebody wants it saved. Entries of code lists are named by code, other rows by key.

    staff_id, team_id   None: whoever holds the case
    is_rar_activity     None: as its type says
    notes               the first note of a new contact, one more note on a saved one
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


class Words(TypedDict, total=False):
    """A text as one of the two fields of ContactDetails that may hold it."""

    description: str
    notes: str


def worded(text: str) -> Words:
    """A text that the system writes: as description, or as note where it is too long for one."""
    return {"description": text} if len(text) <= DESCRIPTION_LENGTH else {"notes": text}


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


def details_of(contact: Contact) -> ContactDetails:
    """The details of a saved contact, without notes. Its type, outcome and action are loaded."""
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

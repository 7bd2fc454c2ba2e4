"""What the forms of contacts and appointments offer, read together."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from cases.allocations.queries.staff import Post, posts_for
from cases.codes import ComponentKind
from cases.contacts.queries import log
from cases.models import Contact, ContactOutcome, ContactType, EnforcementAction, Person
from core.models import Office

if TYPE_CHECKING:
    from core.models import User


@dataclass(frozen=True, kw_only=True)
class ContactChoices:
    """What the form of a contact offers.

    most_used   codes of the user's most used types, most used first
    parts       kind, key and words of what the contact may relate to
    """

    types: list[ContactType]
    most_used: list[str]
    parts: list[tuple[ComponentKind, int, str]]
    posts: list[Post]
    offices: list[Office]
    outcomes: list[ContactOutcome]
    actions: list[EnforcementAction]


def choices_for(
    person: Person,
    user: "User",
    *,
    today: date,
    appointments_only: bool = False,
    contact: Contact | None = None,
    keeps_type: bool = False,
) -> ContactChoices:
    """What a form about the person offers the user. At most 15 queries, whatever the record holds.

    contact      the one being changed: its type, officer, office, sentence or other part, outcome and action
                 are offered even when closed
    keeps_type   whether its type stays the same: only outcomes that go with it are offered
    """
    posts = posts_for(person, user)
    types = log.types(today, appointments_only=appointments_only)
    outcomes, actions = log.outcomes(today), log.actions(today)
    if contact is not None:
        if keeps_type and contact.type.outcomes is not None:
            outcomes = [row for row in outcomes if row.code in contact.type.outcomes]
        held = (contact.staff, contact.team)
        posts += [held] if held not in posts else []
        _add_missing(outcomes, contact.outcome)
        _add_missing(actions, contact.enforcement_action)
        if not contact.type.is_system:
            _add_missing(types, contact.type)
    offices = log.offices(sorted({team.pk for _, team in posts}), today)
    if contact is not None:
        _add_missing(offices, contact.office)
    return ContactChoices(
        types=types,
        most_used=log.most_used_types(user),
        parts=log.parts(person, held=contact),
        posts=posts,
        offices=offices,
        outcomes=outcomes,
        actions=actions,
    )


def _add_missing(rows: list[Any], row: Any) -> None:
    if row is not None and row not in rows:
        rows.append(row)

"""Makes a contact from its details: the rows that they name, and the columns that follow from its outcome."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from cases.allocations.queries.holders import allocated_holder_of, holder_of
from cases.allocations.queries.staff import Post, post_of, staff_of
from cases.contacts.queries.facts import Component, component_of, level_of
from cases.contacts.rules.appointments import instant
from cases.contacts.rules.enforcement import EnforcementState, state_after
from cases.contacts.rules.facts import Level
from cases.contacts.rules.recording import effect_of_outcome, is_sensitive
from cases.contacts.services.details import WHOLE_PERSON, ContactDetails, RelatesTo, details_of
from cases.contacts.services.rows import COPIED, DEFAULTED, new_contact
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
from core.errors import Gathering, RuleBroken
from core.models import Office, Staff, Team, TeamMembership, User
from core.models.bases import may_be_chosen

#: Columns that details fill. Notes are rows of their own.
TYPED = (
    *("type", "on", "start_time", "end_time", "starts_at", *COPIED, *DEFAULTED),
    *("event_id", "requirement_id", "licence_condition_id", "nsi_id", "team_id", "staff_id", "office_id"),
    *("outcome", "enforcement_action", "is_alert", "description"),
)
#: Columns that are worked out from those.
JUDGED = ("attended", "complied", "hours_credited", "enforcement_open", "respond_by_on")


@dataclass(frozen=True)
class Filled:
    """A contact that is not saved yet, with its type, outcome and action loaded, and what it relates to.

    broken   what the details name that may not be chosen; the contact has nothing in its place
    """

    contact: Contact
    level: Level
    broken: tuple[RuleBroken, ...] = ()

    @property
    def columns(self) -> dict[str, Any]:
        """Name and value of every column that a change of the contact may write."""
        return {name: getattr(self.contact, name) for name in (*TYPED, *JUDGED)}


def fill(
    person: Person,
    details: ContactDetails,
    *,
    by: User | None,
    today: date,
    checked: bool = True,
    before: Contact | None = None,
) -> Filled:
    """The contact that the details describe, not saved. Costs 2 to 8 queries.

    checked   whether codes and locations must be open for choice today (a form), or only exist (the system)
    before    the saved contact that is changed: what stays as it is need not be open for choice any more
    returns   with the rules broken by what names nothing, or nothing that may be chosen: the caller refuses
    raises    RuleBroken for a type that names nothing, without which no rule can be judged
    """
    old = details_of(before) if before is not None and checked else None

    def is_chosen(*names: str) -> bool:
        """Whether these details are chosen now, so that they must be open for choice."""
        return checked and (old is None or any(getattr(old, n) != getattr(details, n) for n in names))

    type = _code_row(ContactType, details.type, "type", "Select a type of contact", today, is_chosen("type"))
    if type is None:
        raise RuleBroken("NO_SUCH_CODE", "Select a type of contact", "type")
    gathering = Gathering()

    def chosen(model: Any, name: str, words: str) -> Any:
        code = getattr(details, name)
        return gathering.ask(lambda: _code_row(model, code, name, words, today, is_chosen(name)))

    post = gathering.ask(
        lambda: _post_for(person, details, by=by, today=today, checked=is_chosen("staff_id", "team_id"))
    )
    staff, team = post or (None, None)
    component = gathering.ask(lambda: _component(person, details.relates_to))
    contact = new_contact(
        type,
        person=person,
        on=details.on,
        start_time=details.start_time,
        end_time=details.end_time,
        starts_at=gathering.ask(lambda: _starts_at(details)),
        **_keys_of(component),
        staff=staff,
        team=team,
        office_id=gathering.ask(
            lambda: _office(details, team, today, is_chosen("office_id", "staff_id", "team_id"))
        ),
        outcome=chosen(ContactOutcome, "outcome", "Select an outcome"),
        enforcement_action=chosen(EnforcementAction, "action", "Select an enforcement action"),
        is_alert=details.is_alert,
        is_rar_activity=details.is_rar_activity,
        is_sensitive=is_sensitive(was=bool(before and before.is_sensitive), asked=details.is_sensitive),
        description=details.description,
    )
    _judge(contact, before=before, today=today)
    return Filled(contact, level_of(component), tuple(gathering.broken))


def _starts_at(details: ContactDetails) -> datetime | None:
    return instant(details.on, details.start_time) if details.start_time else None


def _judge(contact: Contact, *, before: Contact | None, today: date) -> None:
    """Fills the columns of JUDGED: what the outcome gives, and its enforcement."""
    effect = effect_of_outcome(contact)
    contact.attended, contact.complied = effect.attended, effect.complied
    contact.hours_credited = effect.hours_credited
    held = EnforcementState(before.respond_by_on, before.enforcement_open) if before else EnforcementState()
    state = state_after(contact, chosen=action_is_chosen(contact, before), held=held, today=today)
    contact.respond_by_on, contact.enforcement_open = state


def action_is_chosen(contact: Contact, before: Contact | None) -> bool:
    """Whether an enforcement action is chosen now, rather than one that the contact had."""
    had = before.enforcement_action_id if before else None
    return contact.enforcement_action_id not in (None, had)


# --- the rows that details name -----------------------------------------------------------------------------


def _code_row(model: Any, code: str | None, field: str, words: str, today: date, checked: bool) -> Any:
    if not code:
        return None
    rows = model.objects.filter(code=code)
    if model is EnforcementAction:
        rows = rows.select_related("contact_type")
    row = (rows.filter(may_be_chosen(today)) if checked else rows).first()
    if row is None:
        raise RuleBroken("NO_SUCH_CODE", words, field)
    return row


def _post_for(
    person: Person, details: ContactDetails, *, by: User | None, today: date, checked: bool
) -> Post:
    """Who the contact is entered for: as chosen, else the case's holder, else the user, else Unallocated."""
    if details.staff_id and details.team_id:
        return _chosen_post(details.staff_id, details.team_id, today=today, checked=checked)
    if (holder := allocated_holder_of(person.pk)) is not None:
        return holder.staff, holder.team
    mine = staff_of(by) if by is not None else None
    if mine is not None and (own := post_of(mine)) is not None:
        return own
    unallocated = holder_of(person.pk)
    return unallocated.staff, unallocated.team


def _chosen_post(staff_id: int, team_id: int, *, today: date, checked: bool) -> Post:
    works = TeamMembership.objects.filter(staff_id=staff_id, team_id=team_id, valid_to=None)
    member = works.select_related("staff", "team").first()
    if member is None:
        staff, team = Staff.objects.get(pk=staff_id), Team.objects.get(pk=team_id)
    else:
        staff, team = member.staff, member.team
    ended = [row for row in (staff, team) if row.valid_to and row.valid_to < today]
    if checked and (member is None or ended):
        raise RuleBroken("NOT_IN_TEAM", "Select an officer who works in the team", "officer")
    return staff, team


def _office(details: ContactDetails, team: Team | None, today: date, checked: bool) -> int | None:
    if not details.office_id or not checked or team is None:
        return details.office_id
    office = Office.objects.get(pk=details.office_id)
    closed = office.valid_to is not None and office.valid_to < today
    if closed or not team.offices.filter(pk=office.pk).exists():
        raise RuleBroken("NOT_AN_OFFICE_OF_TEAM", "Select a location the officer's team uses", "location")
    return office.pk


def _component(person: Person, relates_to: RelatesTo) -> Component | None:
    """The event, requirement, licence condition or NSI, which must be the person's own."""
    if relates_to.kind == WHOLE_PERSON.kind:
        return None
    found = component_of(person, relates_to.kind, relates_to.pk)
    if found is None:
        raise RuleBroken("NO_SUCH_PART", "Select what the contact relates to", "relates_to")
    return found


def _keys_of(component: Component | None) -> dict[str, int | None]:
    """Keys of what a contact relates to. A part of an order brings the key of its event."""
    if isinstance(component, Event):
        return {"event_id": component.pk}
    if isinstance(component, Requirement):
        return {"requirement_id": component.pk, "event_id": component.disposal.event_id}
    if isinstance(component, LicenceCondition):
        return {"licence_condition_id": component.pk, "event_id": component.disposal.event_id}
    if isinstance(component, Nsi):
        return {
            "nsi_id": component.pk,
            "event_id": component.event_id,
            "requirement_id": component.requirement_id,
        }
    return {}

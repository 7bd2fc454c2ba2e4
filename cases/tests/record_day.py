"""What the tests of contacts share: a case with its holder and an office; details that break no rule."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from cases.contacts.services.details import ContactDetails
from cases.models import Contact, Event, Person
from cases.tests.factories import AllocationFactory, ContactFactory, PersonFactory
from core.clock import LONDON
from core.models import Office, Staff, Team, User
from core.tests.factories import OfficeFactory

TODAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=LONDON)
TOMORROW = date(2026, 3, 3)
NEXT_WEEK = date(2026, 3, 9)


@dataclass
class Case:
    """A person on a community order, held by the user."""

    person: Person
    event: Event
    by: User
    staff: Staff
    team: Team
    office: Office

    def visit(self, **changes) -> ContactDetails:
        """An office visit tomorrow at 10:15."""
        details = ContactDetails(
            type="COAP",
            on=TOMORROW,
            start_time=time(10, 15),
            end_time=time(10, 45),
            relates_to=self.order(),
            staff_id=self.staff.pk,
            team_id=self.team.pk,
            office_id=self.office.pk,
        )
        return replace(details, **changes)

    def missed(self, *, on: date = date(2026, 2, 27), **more) -> Contact:
        """An office visit of the order whose outcome is not recorded."""
        return ContactFactory(
            person=self.person,
            event=self.event,
            staff=self.staff,
            team=self.team,
            office=self.office,
            missing_outcome=True,
            on=on,
            **more,
        )

    def order(self):
        from cases.codes import ComponentKind
        from cases.contacts.services.details import RelatesTo

        return RelatesTo(kind=ComponentKind.EVENT, pk=self.event.pk)


def a_case(user: User, **traits) -> Case:
    """A case held by the user; `traits` are those of PersonFactory, by default a community order."""
    person = PersonFactory(**(traits or {"community_order": True}))
    team = user.staff.teams.get()
    office = OfficeFactory()
    team.offices.add(office)
    AllocationFactory(person=person, staff=user.staff, team=team)
    return Case(person, person.events.first(), user, user.staff, team, office)

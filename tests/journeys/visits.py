"""A person whose appointment of yesterday waits for its outcome, for journeys that record one."""

from datetime import timedelta

from cases.tests.factories import ContactFactory
from core import clock
from core.tests.factories import OfficeFactory
from referrals.tests.factories import a_person


def a_person_seen_yesterday(by):
    """On a community order, held by the user."""
    person = a_person(holder=by, community_order=True)
    office, team = OfficeFactory(), person.allocations.get().team
    team.offices.add(office)
    ContactFactory(
        person=person,
        missing_outcome=True,
        on=clock.today() - timedelta(days=1),
        event=person.events.get(),
        office=office,
        staff=by.staff,
        team=team,
    )
    return person

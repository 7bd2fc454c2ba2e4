"""A full case, and the queries of its overview."""

import re
from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.tests import factories
from core import clock

#: Queries of every page: who is signed in, the audit of the view, the numbers in the header.
EVERY_PAGE = re.compile(
    r'"django_session"|"core_user"|"core_role"|"core_preferences"|INSERT INTO core_auditentry'
    r'|FROM "core_draft"|COUNT\(\*\) AS "number" FROM "cases_contactalert"'
)


def overview(person):
    return reverse("cases:overview", args=[person.crn])


def full_case(appointments=3):
    """Two sentences, custody, RAR days, appointments, a transfer and deadlines."""
    person = factories.PersonFactory(community_order=True, allocated=True)
    event = person.events.get()
    requirement = factories.RequirementFactory(disposal=event.disposals.get())
    factories.AddressFactory(person=person)
    for n in range(appointments):
        factories.ContactFactory(
            person=person,
            came=True,
            on=clock.today() - timedelta(days=7 * n + 1),
            requirement=requirement,
            is_rar_activity=True,
        )
    factories.ContactFactory(person=person, missing_outcome=True)
    factories.ContactFactory(person=person, absent=True)
    factories.ContactFactory(person=person, appointment=True)
    custody = factories.EventFactory(person=person, in_custody=True).disposals.get().custodies.get()
    factories.KeyDateFactory(custody=custody)
    factories.RegistrationFactory(person=person)
    factories.TransferFactory(person=person)
    factories.DeadlineFactory(person=person)
    return person


def queries_of(client, person):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(overview(person)).status_code == 200
    return [row["sql"] for row in captured if not EVERY_PAGE.search(row["sql"])]

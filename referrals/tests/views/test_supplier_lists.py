"""A service provider's lists: where they begin, assigning, what is due next."""

import re
from datetime import time, timedelta

import pytest

from core import clock
from core.tests.factories import UserFactory
from core.tests.seen import words
from referrals.codes import AppointmentMethod
from referrals.models import Assignment
from referrals.rules.bookings import Booking
from referrals.services.assessment_appointments import book_assessment
from referrals.tests.factories import (
    ContractFactory,
    ContractGrantFactory,
    a_caseworker,
    a_sent_referral,
    an_assigned_referral,
)
from referrals.tests.views.addresses import address

pytestmark = pytest.mark.django_db


def test_several_are_assigned_from_the_list_at_once(client_of):
    contract = ContractFactory()
    sent = [a_sent_referral(contract=contract) for _ in range(3)]
    caseworker = a_caseworker(contract)
    client = client_of(caseworker)
    chosen = {"referral": [one.reference for one in sent], "assigned_to": str(caseworker.pk)}

    none_ticked = client.post("/supplier/referrals?tab=unassigned", {"assigned_to": str(caseworker.pk)})
    nobody = client.post("/supplier/referrals?tab=unassigned", {**chosen, "assigned_to": ""})
    done = client.post("/supplier/referrals?tab=unassigned", chosen, follow=True)

    assert (none_ticked.status_code, nobody.status_code) == (400, 400)
    assert "Select the referrals to assign" in words(none_ticked)
    assert f"3 referrals assigned to {caseworker.name}." in words(done)
    assert Assignment.objects.filter(caseworker=caseworker).count() == 3


def test_what_was_ticked_and_chosen_stays_when_something_else_is_missing(client_of):
    contract = ContractFactory()
    ticked, left = (a_sent_referral(contract=contract) for _ in range(2))
    caseworker = a_caseworker(contract)
    client, address = client_of(caseworker), "/supplier/referrals?tab=unassigned"

    nobody = client.post(address, {"referral": [ticked.reference], "assigned_to": ""}).content.decode()
    none_ticked = client.post(address, {"assigned_to": str(caseworker.pk)}).content.decode()

    assert re.search(rf'value="{ticked.reference}" checked', nobody)
    assert not re.search(rf'value="{left.reference}" checked', nobody)
    assert f'<option value="{caseworker.pk}" selected>' in none_ticked


def test_what_is_due_is_opened_from_my_day_and_from_the_referral(client_of):
    contract = ContractFactory()
    caseworker = a_caseworker(contract)
    unbooked = an_assigned_referral(contract=contract, caseworker=caseworker)
    waiting = an_assigned_referral(
        contract=contract, caseworker=caseworker, at=clock.now() - timedelta(days=3)
    )
    yesterday = clock.today() - timedelta(days=1)
    booking = Booking(on=yesterday, starts=time(10), length_minutes=30, method=AppointmentMethod.PHONE_CALL)
    book_assessment(waiting.pk, booking, by=caseworker, at=clock.now() - timedelta(days=2))
    client = client_of(caseworker)

    my_day = client.get("/").content.decode()

    for referral, act in ((unbooked, "Book assessment"), (waiting, "Give feedback")):
        link = rf'href="/supplier/referrals/{referral.reference}/assessment-appointment">\s*{act}'
        assert re.search(link, my_day)
        assert re.search(link, client.get(address(referral)).content.decode())


def test_a_manager_without_cases_is_not_led_to_an_empty_list(client_of):
    contract = ContractFactory()
    waiting = a_sent_referral(contract=contract)
    manager = UserFactory(supplier_manager=True, supplier=contract.prime)
    ContractGrantFactory(user=manager, contract=contract)
    client = client_of(manager)

    page, own = client.get("/supplier/referrals"), words(client.get("/supplier/referrals?tab=my"))

    assert [row.referral for row in page.context["rows"]] == [waiting]
    assert "No open cases are assigned to you" in own


def test_a_manager_begins_with_what_is_overdue_by_caseworker_once_all_is_assigned(client_of):
    contract, long_ago = ContractFactory(), clock.now() - timedelta(days=60)
    zoe, adam = (a_caseworker(contract, last_name=name) for name in ("Zoe", "Adam"))
    for caseworker in (zoe, adam, zoe):
        an_assigned_referral(contract=contract, caseworker=caseworker, at=long_ago)
    manager = UserFactory(supplier_manager=True, supplier=contract.prime)
    ContractGrantFactory(user=manager, contract=contract)

    page = client_of(manager).get("/supplier/start", follow=True)

    assert page.request["QUERY_STRING"] == "tab=overdue"
    assert [row.caseworker for row in page.context["rows"]] == [adam, zoe, zoe]

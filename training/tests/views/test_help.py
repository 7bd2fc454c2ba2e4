"""The help of a page shows the activities done on it that the user's job title is taught."""

import pytest
from django.urls import reverse

from cases.tests.factories import PersonFactory
from core.tests.seen import read_page, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data")]
HELP = "/help?about=cases%3Aaddresses"


def test_a_page_leads_to_help_with_itself(practitioner_client):
    person = PersonFactory()

    shown = words(practitioner_client.get(reverse("cases:addresses", args=[person.crn])))

    assert f'href="{HELP}"' in shown
    assert "Help with this page" in shown


def test_the_help_is_what_the_index_says_is_done_there(practitioner_client):
    shown = words(practitioner_client.get(HELP))

    assert "Help with the page you came from" in shown
    assert "View, Edit and Add Service Users Addresses" in shown
    assert "Personal Contacts" not in shown


def test_only_what_the_users_job_title_is_taught(practitioner_client, receptionist_client):
    page = "/help?about=cases%3Aappointments"

    assert "View, Edit and Add future contacts" in read_page(practitioner_client, page)
    assert "View, Edit and Add future contacts" not in read_page(receptionist_client, page)


def test_what_is_still_to_come_is_no_help(practitioner_client):
    shown = words(practitioner_client.get("/help?about=cases%3Atransfers"))

    assert "Transfer History" in shown
    assert "Offender Transfer Request" not in shown


@pytest.mark.parametrize("about", ["", "nonsense", "core:sign-in"])
def test_without_a_page_the_help_is_general(practitioner_client, about):
    answer = practitioner_client.get("/help", {"about": about})

    assert answer.status_code == 200
    assert "Use the search box" in words(answer)
    assert "Help with the page you came from" not in words(answer)


def test_the_help_of_a_supplier_is_about_what_they_may_do(supplier_client, practitioner_client):
    theirs, ours = words(supplier_client.get("/help")), words(practitioner_client.get("/help"))

    assert "Use the search box" not in theirs
    assert "Take a referral on" in theirs
    assert "Use the search box" in ours
    assert "Take a referral on" not in ours

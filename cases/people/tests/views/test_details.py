"""Screens of personal details: errors keep what was typed, conflicts show both versions, forms act once."""

import re

import pytest
from django.urls import reverse

from cases.models import Alias, Person
from cases.people.services.reachability import Reachability, change_reachability
from cases.tests import factories
from core import clock
from core.tests.seen import read_page

pytestmark = pytest.mark.django_db


def address(name, person, *more):
    return reverse(f"cases:{name}", args=[person.crn, *more])


def hidden_of(response):
    page = response.content.decode()
    return dict(re.findall(r'<input type="hidden" name="(form_token|version|was)" value="([^"]*)">', page))


def main_details(person, **changes):
    return {
        "first_name": person.first_name,
        "surname": person.surname,
        "date_of_birth_day": person.born_on.day,
        "date_of_birth_month": person.born_on.month,
        "date_of_birth_year": person.born_on.year,
        "sex": person.sex.code,
        **changes,
    }


def test_an_error_says_what_to_do_and_keeps_what_was_typed(practitioner_client):
    person = factories.PersonFactory()

    response = practitioner_client.post(
        address("main-details", person), main_details(person, first_name="Sandy", surname="")
    )

    page = response.content.decode()
    assert response.status_code == 400
    assert page.count("Enter a last name") == 2
    assert 'value="Sandy"' in page
    assert "<title>Error: " in page


def test_a_saved_change_is_shown_where_the_user_came_from(practitioner_client):
    person = factories.PersonFactory()

    response = practitioner_client.post(
        address("reachability", person), {"mobile": "07700 900123", "version": 1}, follow=True
    )

    assert response.redirect_chain == [(address("personal", person), 302)]
    assert "Contact details saved" in response.content.decode()
    assert "07700 900123" in response.content.decode()


def give_another_number(person, *, by):
    details = Reachability(mobile="07700 900222")
    change_reachability(person.pk, details, version=1, by=by, at=clock.now())


def test_a_change_by_another_meanwhile_shows_both_versions_under_the_banner(practitioner_client, senior):
    person = factories.PersonFactory()
    opened = practitioner_client.get(address("reachability", person))
    give_another_number(person, by=senior)

    response = practitioner_client.post(
        address("reachability", person), {"mobile": "07700 900111", **hidden_of(opened)}
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert senior.name in page
    assert "07700 900222" in page
    assert "07700 900111" in page
    assert 'aria-label="Person on probation"' in page
    assert Person.objects.get(pk=person.pk).mobile == "07700 900222"


def test_a_change_of_another_part_meanwhile_stops_nobody(practitioner_client, senior):
    person = factories.PersonFactory()
    opened = practitioner_client.get(address("equality", person))
    give_another_number(person, by=senior)

    response = practitioner_client.post(
        address("equality", person), {"language_concerns": "Reads slowly", **hidden_of(opened)}
    )

    assert response.status_code == 302
    person.refresh_from_db()
    assert (person.language_concerns, person.mobile) == ("Reads slowly", "07700 900222")


def test_the_same_form_sent_twice_acts_once(practitioner_client):
    person = factories.PersonFactory()
    opened = practitioner_client.get(address("alias-add", person))
    typed = {"first_name": "Lex", "surname": "Rivers", **hidden_of(opened)}

    answers = [practitioner_client.post(address("alias-add", person), typed) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url
    assert Alias.objects.filter(person=person).count() == 1


def test_a_replaced_main_address_is_asked_about_and_saved_anyway(practitioner_client):
    old = factories.AddressFactory()
    typed = {"status": "M", "street": "Mill Lane", "started_on": "1/3/2026"}

    warned = practitioner_client.post(address("address-add", old.person), typed)
    again = practitioner_client.post(
        address("address-add", old.person), {**typed, "confirm": "MAIN_REPLACED"}
    )

    assert warned.status_code == 400
    assert "Save anyway" in warned.content.decode()
    assert 'value="Mill Lane"' in warned.content.decode()
    assert again.status_code == 302
    old.refresh_from_db()
    assert old.status.code == "P"


@pytest.mark.parametrize(
    ("client", "screen", "status"),
    [
        ("practitioner_client", "main-details", 200),
        ("receptionist_client", "main-details", 200),
        ("corporate_client", "main-details", 200),
        ("corporate_client", "reachability", 403),
        ("corporate_client", "address-add", 200),
        ("corporate_client", "equality", 200),
        ("corporate_client", "personal", 200),
        ("data_quality_client", "main-details", 403),
        ("supplier_client", "personal", 403),
        ("admin_client", "personal", 403),
        ("receptionist_client", "equality", 200),
        ("unpaid_work_admin_client", "equality", 200),
        ("unpaid_work_admin_client", "address-add", 200),
        ("receptionist_client", "sanction-add", 403),
        ("receptionist_client", "sanctions", 200),
        ("data_quality_client", "print", 403),
    ],
)
def test_who_may_open_which_screen(request, client, screen, status):
    person = factories.PersonFactory()

    assert request.getfixturevalue(client).get(address(screen, person)).status_code == status


def test_change_links_are_shown_only_to_those_who_may_change(corporate_client, practitioner_client):
    person = factories.PersonFactory()
    link = address("reachability", person)

    assert link in read_page(practitioner_client, address("personal", person))
    assert link not in read_page(corporate_client, address("personal", person))


def test_gender_reassignment_is_seen_by_those_whose_work_needs_it(receptionist_client, practitioner_client):
    person = factories.PersonFactory()

    for screen in ("personal", "equality"):
        assert "transgender" in read_page(practitioner_client, address(screen, person))
        assert "transgender" not in read_page(receptionist_client, address(screen, person))


def test_a_circumstance_is_added_in_two_steps_without_script(practitioner_client):
    person = factories.PersonFactory()
    first = practitioner_client.get(address("circumstance-add", person) + "?type=A")
    assert "Rental accommodation - private rental" in first.content.decode()

    answer = practitioner_client.post(
        address("circumstance-add", person) + "?type=A", {"subtype": "A01C", "started_on": "1/3/2026"}
    )

    assert answer.status_code == 302
    assert person.circumstances.get().subtype.code == "A01C"


def test_a_sub_type_is_asked_for_where_the_type_has_some(practitioner_client):
    person = factories.PersonFactory()

    answer = practitioner_client.post(
        address("circumstance-add", person) + "?type=A", {"subtype": "", "started_on": "1/3/2026"}
    )

    assert answer.status_code == 400
    assert "Select a sub type" in answer.content.decode()


def test_a_row_of_another_person_is_not_found_below_this_one(practitioner_client):
    row, person = factories.AddressFactory(), factories.PersonFactory()

    assert practitioner_client.get(address("address", row.person, row.pk)).status_code == 200
    assert practitioner_client.get(address("address", person, row.pk)).status_code == 404


# --- all at once -----------------------------------------------------------------------------------------
def test_main_details_say_everything_that_is_wrong_at_once(practitioner_client):
    person = factories.PersonFactory(surname="River")
    typed = {
        "first_name": "R2",
        "surname": "Brook",
        "sex": "",
        "died_on_day": 1,
        "died_on_month": 1,
        "died_on_year": 1901,
    }

    refused = practitioner_client.post(address("main-details", person), main_details(person, **typed))

    for words in (
        "First name must only include letters",
        "Select the sex",
        "Date of death must be on or after the date of birth",
        "Select yes if the old last name or date of birth should be kept as an alias",
    ):
        assert words in refused.text


def test_an_address_says_everything_that_is_wrong_at_once(practitioner_client):
    typed = {"status": "", "started_on": "2/3/2026", "ended_on": "1/3/2026", "telephone": "x"}

    refused = practitioner_client.post(address("address-add", factories.PersonFactory()), typed)

    for words in (
        "Select the status of the address",
        "Enter the address, or select no fixed abode",
        "End date must be on or after the start date",
        "Enter a phone number",
    ):
        assert words in refused.text


def test_an_emergency_contact_without_a_number_is_said_with_the_rest(practitioner_client):
    typed = {"is_emergency_contact": "on", "started_on": "2/3/2026"}

    refused = practitioner_client.post(address("personal-contact-add", factories.PersonFactory()), typed)

    for words in ("Enter a last name", "Enter a phone number for an emergency contact"):
        assert words in refused.text


def test_a_yes_to_text_messages_is_judged_with_the_rest(practitioner_client):
    person = factories.PersonFactory()

    refused = practitioner_client.post(
        address("reachability", person), {"allow_sms": "yes", "email": "x", "version": person.version}
    )

    assert "Enter a mobile number, or do not select yes to text messages" in refused.text
    assert "Enter an email address in the correct format" in refused.text


def test_a_stored_name_with_a_digit_does_not_stop_another_change(practitioner_client):
    person = factories.PersonFactory(surname="River 2", first_name="Alex")

    saved = practitioner_client.post(
        address("main-details", person),
        main_details(person, preferred_name="Al", version=person.version),
    )
    refused = practitioner_client.post(
        address("main-details", person), main_details(person, surname="River 3", keep_alias="no")
    )

    assert saved.status_code == 302
    assert refused.status_code == 400
    person.refresh_from_db()
    assert (person.surname, person.preferred_name) == ("River 2", "Al")

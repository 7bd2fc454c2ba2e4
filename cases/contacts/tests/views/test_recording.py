"""Screens that add a contact to the record, change it, remove it and add a note to it."""

import html
from dataclasses import replace
from datetime import date, time

import pytest
from django.urls import reverse

from cases.contacts.services.details import details_of
from cases.contacts.services.recording import change_contact
from cases.models import Contact, Event, Language, Person
from cases.tests.factories import AdjustmentFactory, ContactFactory
from cases.tests.record_day import NOON
from core.models import Draft, Office
from core.tests.factories import UserFactory


def address(case, name, *more):
    return reverse(f"cases:{name}", args=[case.person.crn, *more])


def typed(case, **changes):
    return {
        "type": "CTOA",
        "on": "2/3/2026",
        "start_time": "",
        "end_time": "",
        "relates_to": "PERSON",
        "officer": f"{case.staff.pk}:{case.team.pk}",
        "location": "",
        "outcome": "",
        "action": "",
        "notes": "Rang about the bus.",
        "description": "",
        "form_token": "token-1",
        **changes,
    }


def test_a_contact_is_added_once_however_often_the_form_is_sent(client, case):
    first = client.post(address(case, "contact-add"), typed(case))
    second = client.post(address(case, "contact-add"), typed(case))

    assert (first.status_code, second.url) == (302, first.url)
    assert Contact.objects.count() == 1


def test_errors_come_back_together_with_what_was_typed(client, case):
    page = client.post(address(case, "contact-add"), typed(case, type="", on="31/2/2026"))

    assert page.status_code == 400
    assert "There is a problem" in page.text
    assert "Select the type of contact" in page.text
    assert "must be a real date" in page.text
    assert "Rang about the bus." in page.text
    assert not Contact.objects.exists()


def test_a_rule_of_the_service_stands_beside_its_field(client, case):
    page = client.post(address(case, "contact-add"), typed(case, type="COAP", on="27/2/2026"))

    assert page.status_code == 400
    assert "Select a location" in page.context["form"].errors["location"][0]
    assert page.context["form"].errors["outcome"]
    assert not Contact.objects.exists()


def test_errors_of_the_form_and_of_the_rules_come_together(client, case):
    of_order = {"type": "COAP", "relates_to": f"EVENT:{case.event.pk}"}
    page = client.post(address(case, "contact-add"), typed(case, **of_order, on="nonsense"))
    both = client.post(address(case, "contact-add"), typed(case, **of_order, end_time="9am", on="27/2/2026"))

    assert set(page.context["form"].errors) == {"on", "location"}
    assert set(both.context["form"].errors) == {"start_time", "location", "outcome"}
    assert not Contact.objects.exists()


def test_six_types_are_offered_first_and_the_time_is_filled_in(client, case):
    ContactFactory(person=case.person, created_by=case.by, came=True)

    form = client.get(address(case, "contact-add")).context["form"]

    offered = [code for code, _words in form.fields["type"].choices]
    assert offered == ["COAP", "CTOA", "CTOB", "CMOA", "CMOB", "CIEA", "other"]
    assert form["start_time"].value() == time(12)
    listed = [code for _group, rows in form.fields["other_type"].choices[1:] for code, _words in rows]
    assert len(listed) == len(set(listed))
    assert {"COAP", "CTOA"} <= set(listed)


def test_another_type_is_chosen_from_the_list_under_its_heading(client, case):
    headings = [
        group
        for group, _rows in client.get(address(case, "contact-add"))
        .context["form"]
        .fields["other_type"]
        .choices
    ]
    refused = client.post(address(case, "contact-add"), typed(case, type="other"))
    done = client.post(address(case, "contact-add"), typed(case, type="other", other_type="C201"))

    assert headings[1:4] == ["Communication", "Appointments under national standards", "Other appointments"]
    assert refused.context["form"].errors["other_type"] == ["Select the type of contact"]
    assert done.status_code == 302
    assert Contact.objects.get().type.code == "C201"


def test_what_is_seldom_changed_is_told_in_a_sentence_and_opens_with_an_error(client, case):
    closed = client.get(address(case, "contact-add")).text
    opened = client.post(address(case, "contact-add"), typed(case, type="COAP", on="27/2/2026")).text

    assert f"{case.staff.name}, {case.team.name}; no outcome, no location, no alert" in html.unescape(closed)
    assert '<details class="govuk-details app-more">' in closed
    assert '<details class="govuk-details app-more" open>' in opened


def test_what_was_saved_is_named(client, case):
    done = client.post(address(case, "contact-add"), typed(case))

    assert f"Phone call from the person saved for {case.person.name}." in client.get(done.url).text


def test_a_draft_is_kept_and_offered(client, case, practitioner):
    client.post(address(case, "contact-add"), {**typed(case), "do": "save-draft"})

    assert Draft.objects.get(user=practitioner).crn == case.person.crn
    assert "Continue from the draft" in client.get(address(case, "contact-add")).text
    assert "Rang about the bus." in client.get(f"{address(case, 'contact-add')}?draft=resume").text


def test_two_who_change_one_contact_both_keep_their_words(client, case, senior):
    contact = ContactFactory(person=case.person, staff=case.staff, team=case.team)
    change_contact(
        contact.pk,
        replace(details_of(contact), description="Theirs", notes="Rang back.\nNo answer."),
        version=1,
        by=senior,
        at=NOON,
    )

    page = client.post(
        address(case, "contact-edit", contact.pk),
        typed(case, version="1", on="1/3/2026", description="Mine", notes="My words"),
    )

    assert page.status_code == 409
    assert "Someone else has changed this" in page.text
    assert "Theirs" in page.text
    assert "My words" in page.text
    assert "Rang back.\nNo answer." in page.text
    contact.refresh_from_db()
    assert contact.description == "Theirs"


def test_only_the_author_the_officer_the_holder_and_case_administration_change_a_contact(
    case, client, case_admin_client, client_of
):
    contact = ContactFactory(person=case.person)
    other = client_of(UserFactory(practitioner=True))

    assert client.get(address(case, "contact-edit", contact.pk)).status_code == 200
    assert case_admin_client.get(address(case, "contact-edit", contact.pk)).status_code == 200
    assert other.get(address(case, "contact-edit", contact.pk)).status_code == 403


def test_a_contact_is_removed_with_a_reason(client, case):
    contact = ContactFactory(
        person=case.person, staff=case.staff, team=case.team, appointment=True, office=case.office
    )

    refused = client.post(address(case, "contact-remove", contact.pk), {"because": "", "version": "1"})
    done = client.post(address(case, "contact-remove", contact.pk), {"because": "Twice", "version": "1"})

    assert (refused.status_code, done.status_code) == (400, 302)
    assert client.get(address(case, "contact", contact.pk)).status_code == 404
    contact.refresh_from_db()
    assert contact.removed_because == "Twice"


def test_a_note_is_added_to_what_the_system_wrote(client, case):
    contact = ContactFactory(person=case.person, is_system=True)

    client.post(address(case, "contact-note", contact.pk), {"notes": "Seen.", "form_token": "t"})

    assert contact.notes.get().text == "Seen."


def test_a_changed_contact_keeps_its_closed_office_and_its_ended_sentence(client, case):
    contact = ContactFactory(
        person=case.person,
        event=case.event,
        staff=case.staff,
        team=case.team,
        office=case.office,
        came=True,
        created_by=case.by,
    )
    Office.objects.filter(pk=case.office.pk).update(valid_to=date(2026, 1, 1))
    Event.objects.filter(pk=case.event.pk).update(ended_on=date(2026, 2, 1))

    form = client.get(address(case, "contact-edit", contact.pk)).context["form"]
    sent = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in sent.items() if value not in (None, False)}
    sent |= {"on": "1/3/2026", "start_time": "10:15", "end_time": "10:45", "version": 1, "notes": "Came."}
    answer = client.post(address(case, "contact-edit", contact.pk), sent)

    assert answer.status_code == 302
    contact.refresh_from_db()
    assert (contact.office, contact.event, contact.notes.count()) == (case.office, case.event, 1)


@pytest.mark.parametrize(
    "name", ["appointment-add", "contact-add", "appointment-outcome", "appointment-reschedule"]
)
def test_adjustments_and_the_interpreter_stand_on_every_form_of_an_appointment(client, case, name):
    language = Language.objects.order_by("code").first()
    Person.objects.filter(pk=case.person.pk).update(interpreter_required=True, main_language=language)
    adjustment = AdjustmentFactory(person=case.person)
    AdjustmentFactory(person=case.person, ended_on=date(2026, 3, 1))
    visit = case.missed()
    more = [visit.pk] if name in ("appointment-outcome", "appointment-reschedule") else []

    page = client.get(address(case, name, *more))

    assert page.status_code == 200
    assert f"Interpreter needed: {language.words}" in html.unescape(page.text)
    assert adjustment.type.words in html.unescape(page.text)
    assert page.context["attending"].adjustments == [adjustment]

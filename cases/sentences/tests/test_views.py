"""Screens of sentences: ending a requirement, key dates, offences, sanctions, and who may change them."""

from html import unescape

import pytest
from django.urls import reverse

from cases.models import Offence
from cases.tests import factories
from core import clock
from core.tests.seen import read_page

pytestmark = pytest.mark.django_db


def address(name, person, *more):
    return reverse(f"cases:{name}", args=[person.crn, *more])


@pytest.fixture
def person(db):
    return factories.PersonFactory(community_order=True, allocated=True)


def test_a_requirement_is_ended_with_a_reason(practitioner_client, person):
    row = factories.RequirementFactory(disposal=person.events.get().disposals.get())
    today = clock.today()

    response = practitioner_client.post(
        address("requirement-end", person, 1, row.pk),
        {"ended_on": f"{today.day}/{today.month}/{today.year}", "reason": "Completed", "version": 1},
        follow=True,
    )

    assert response.redirect_chain[-1][0] == address("sentence", person, 1)
    assert "Requirement ended" in response.content.decode()
    row.refresh_from_db()
    assert row.end_reason == "Completed"


def test_a_requirement_whose_subtype_says_the_same_is_named_once(practitioner_client, person):
    row = factories.RequirementFactory(disposal=person.events.get().disposals.get())
    row.subtype = row.type.subtypes.create(code="SAME", words=row.type.words)
    row.save()

    page = practitioner_client.get(address("sentence", person, 1)).content.decode()

    assert row.type.words in page
    assert f"{row.type.words}, {row.type.words}" not in page


def test_a_requirement_without_a_reason_keeps_the_date_typed(practitioner_client, person):
    row = factories.RequirementFactory(disposal=person.events.get().disposals.get())

    response = practitioner_client.post(
        address("requirement-end", person, 1, row.pk), {"ended_on": "1/3/2026", "reason": "", "version": 1}
    )

    assert response.status_code == 400
    assert response.content.decode().count("Enter the reason") == 2
    assert 'value="1/3/2026"' in response.content.decode()
    row.refresh_from_db()
    assert (row.ended_on, row.version) == (None, 1)


def test_key_dates_out_of_order_are_refused_beside_their_field(practitioner_client):
    person = factories.PersonFactory(in_custody=True)

    response = practitioner_client.post(
        address("key-dates", person, 1), {"ACR": "1/3/2028", "LED": "1/2/2028", "version": 1}
    )

    page = response.content.decode()
    assert response.status_code == 400
    assert "Automatic conditional release date must be on or before Licence expiry date" in page
    assert 'href="#id_ACR"' in page


def test_key_dates_changed_meanwhile_show_the_conflict(practitioner_client):
    person = factories.PersonFactory(in_custody=True)

    response = practitioner_client.post(address("key-dates", person, 1), {"EXP": "1/3/2028", "version": 7})

    assert response.status_code == 409
    assert "1/3/2028" in response.content.decode()


def test_a_community_sentence_has_no_key_dates(practitioner_client, person):
    assert practitioner_client.get(address("key-dates", person, 1)).status_code == 404


def test_an_offence_is_found_then_added_as_the_main_one(practitioner_client, person):
    place = address("offence-add", person, 1) + "?find=04600"

    response = practitioner_client.post(place, {"offence": "04600", "count": "2", "is_main": "on"})

    assert response.status_code == 302
    event = person.events.get()
    assert [row.is_main for row in event.offences.order_by("pk")] == [False, True]


@pytest.mark.parametrize("typed", ["{words} ({code})", "{code} {words}", "({code})", "“{words}”.", "{code}:"])
def test_an_offence_is_found_as_it_is_shown(practitioner_client, person, typed):
    offence = Offence.objects.get(code="04600")
    shown = typed.format(words=offence.words, code=offence.code)

    page = practitioner_client.get(address("offence-add", person, 1), {"find": shown})

    assert page.status_code == 200
    assert f"{offence.words} ({offence.code})" in unescape(page.text)


def test_an_offence_that_is_not_found_is_said_so(practitioner_client, person):
    response = practitioner_client.get(address("offence-add", person, 1) + "?find=unicorn rustling")

    assert response.status_code == 400
    assert "No offence has these words or this code" in response.content.decode()


def test_an_additional_offence_becomes_the_main_one(practitioner_client, person):
    other = factories.EventOffenceFactory(event=person.events.get(), is_main=False)

    response = practitioner_client.post(address("offence-main", person, 1, other.pk))

    assert response.status_code == 302
    other.refresh_from_db()
    assert other.is_main


def test_a_sanction_is_added_and_shown(practitioner_client, person):
    typed = {
        "kind": "CAUTION",
        "sanctioned_on_day": "27",
        "sanctioned_on_month": "3",
        "sanctioned_on_year": "2019",
    }

    response = practitioner_client.post(address("sanction-add", person), typed, follow=True)

    assert response.status_code == 200
    assert "27 Mar 2019" in response.content.decode()


def test_a_sentence_of_that_number_is_there_or_not_found(practitioner_client, person):
    assert practitioner_client.get(address("sentence", person, 1)).status_code == 200
    assert practitioner_client.get(address("sentence", person, 2)).status_code == 404


def test_reception_reads_a_sentence_and_changes_nothing(receptionist_client, person):
    other = factories.EventOffenceFactory(event=person.events.get(), is_main=False)
    page = read_page(receptionist_client, address("sentence", person, 1))

    assert "Theft from a shop" in page
    assert address("offence-add", person, 1) not in page
    assert receptionist_client.post(address("offence-main", person, 1, other.pk)).status_code == 403
    other.refresh_from_db()
    assert not other.is_main


def test_an_ended_sentence_is_listed_apart(practitioner_client, person):
    person.events.update(ended_on=clock.today())

    page = practitioner_client.get(address("sentences", person)).content.decode()

    assert "No sentence is running" in page
    assert "Theft from a shop" in page


def test_a_sentence_and_its_requirement_show_every_note_newest_first(
    practitioner_client, practitioner, person
):
    event = person.events.get()
    requirement = factories.RequirementFactory(disposal=event.disposals.get())
    for words in ("Said first.", "Said last."):
        factories.EventNoteFactory(event=event, text=words, created_by=practitioner)
        factories.RequirementNoteFactory(requirement=requirement, text=words, created_by=practitioner)

    for page in (address("sentence", person, 1), address("requirement", person, 1, requirement.pk)):
        shown = practitioner_client.get(page).text

        assert 0 < shown.index("Said last.") < shown.index("Said first.")
        assert practitioner.name in shown

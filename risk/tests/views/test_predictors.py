"""The OGRS3 screen: filled in from the record, scored, and its look-up of offences."""

import pytest
from django.urls import reverse

from cases.tests.factories import PersonFactory, SanctionFactory
from risk.models import Score

pytestmark = pytest.mark.django_db


def address(name, person, *args):
    return reverse(f"risk:{name}", args=[person.crn, *args])


@pytest.fixture
def person():
    return PersonFactory(community_order=True, allocated=True)


def test_ogrs3_is_filled_in_from_the_record_and_scored(person, practitioner_client):
    SanctionFactory(person=person)
    at = address("ogrs3", person)
    page = practitioner_client.get(at).content.decode()
    assert "From sentence 1. Change it if it is wrong." in page
    assert 'value="04600"' in page

    born, event = person.born_on, person.events.get()
    scored = practitioner_client.post(
        at,
        {
            "gender": "M",
            **boxes("born_on", born),
            **boxes("convicted_on", event.convicted_on),
            **boxes("followup_on", event.disposals.get().sentenced_on),
            "age_at_first_sanction": "16",
            "total_sanctions": "9",
            "offence_code": "04600",
        },
        follow=True,
    )

    score = Score.objects.get(person=person)
    shown = scored.content.decode()
    assert f"{score.pct2}% ({score.p2})" in shown
    assert "Offence group: Theft (non-motor)" in shown
    assert "04600" in shown


def boxes(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


@pytest.mark.parametrize("typed", ["04600 Theft", "Theft (04600)", "(04600)", "04600."])
def test_an_offence_code_is_read_as_it_is_shown(person, practitioner_client, typed):
    at = address("ogrs3", person)
    event = person.events.get()

    practitioner_client.post(
        at,
        {
            "gender": "M",
            **boxes("born_on", person.born_on),
            **boxes("convicted_on", event.convicted_on),
            **boxes("followup_on", event.disposals.get().sentenced_on),
            "age_at_first_sanction": "16",
            "total_sanctions": "9",
            "offence_code": typed,
        },
    )

    assert Score.objects.get(person=person).inputs["offence_code"] == "04600"


def test_every_input_that_is_wrong_or_missing_is_said_at_once(person, practitioner_client):
    refused = practitioner_client.post(
        address("ogrs3", person),
        {"born_on_day": "31", "born_on_month": "2", "born_on_year": "1990", "total_sanctions": "0"},
    )

    page = refused.content.decode()
    assert refused.status_code == 400
    for words in (
        "Enter the gender",
        "Enter the date of conviction",
        "Enter the start of follow-up",
        "Enter the age at first sanction",
        "The total number of sanctions must be 1 or more",
        "Enter the offence code",
    ):
        assert words in page
    assert "Date of birth must be a real date" in page
    assert "Enter the date of birth" not in page


def test_an_offence_is_found_without_script_and_picked(person, practitioner_client):
    at = address("ogrs3", person)

    found = practitioner_client.post(at, {"do": "find-offence", "offence_code": "robbery"})

    page = found.content.decode()
    assert found.status_code == 200
    assert "offences found for “robbery”" in page
    assert 'name="picked_offence"' in page
    assert "There is a problem" not in page


def test_the_look_up_answers_what_was_typed(practitioner_client, receptionist_client):
    answer = practitioner_client.get(reverse("risk:offences"), {"q": "0460"}).json()

    assert answer["offences"][0]["code"].startswith("0460")
    assert receptionist_client.get(reverse("risk:offences"), {"q": "0460"}).status_code == 403

"""What changed in a person's details, and who changed it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from cases.tests import factories
from core import clock

pytestmark = pytest.mark.django_db


def address(name, person):
    return reverse(f"cases:{name}", args=[person.crn])


def test_what_changed_names_who_and_the_old_value(practitioner_client, practitioner):
    person = factories.PersonFactory(mobile="07700 900111")
    practitioner_client.post(address("reachability", person), {"mobile": "07700 900222", "version": 1})

    page = practitioner_client.get(address("personal-changes", person)).content.decode()

    assert "Mobile number" in page
    assert "07700 900111" in page
    assert practitioner.name in page


def test_what_was_added_is_shown_with_who_added_it(practitioner_client, practitioner):
    person = factories.PersonFactory(created_at=clock.now() - timedelta(days=1))
    factories.AliasFactory(person=person, surname="Came-with-it", created_at=person.created_at)
    added = {"first_name": "Sandy", "surname": "Shore", "notes": ""}
    assert practitioner_client.post(address("alias-add", person), added).status_code == 302

    page = " ".join(practitioner_client.get(address("personal-changes", person)).text.split())

    assert re.search(
        rf"{practitioner.name} ?</td>.*Alias: First name</td> <td[^>]*>Not provided</td> <td[^>]*>Sandy</td>",
        page,
    )
    assert "Shore" in page
    assert "Came-with-it" not in page

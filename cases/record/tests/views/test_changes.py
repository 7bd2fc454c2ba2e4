"""What changed in a person's details, and who changed it."""

import html
import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.urls import reverse

from cases.models import Address, Disability
from cases.record.queries import changes
from cases.tests import factories
from core import clock
from core.models.bases import CodeRow

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


def test_an_address_and_a_disability_are_named_in_words(practitioner_client):
    person = factories.PersonFactory(created_at=clock.now() - timedelta(days=1))
    address_row = factories.AddressFactory(person=person)
    disability = factories.DisabilityFactory(person=person)
    factories.CircumstanceFactory(person=person, address=address_row)
    factories.AdjustmentFactory(person=person, disability=disability)

    page = practitioner_client.get(address("personal-changes", person)).text

    assert "object (" not in page
    assert ", ".join(address_row.lines) in html.unescape(page)
    assert disability.type.words in html.unescape(page)


def test_everything_a_tracked_row_names_has_words():
    for name in changes.TRACKED:
        for field in apps.get_model("cases", name)._meta.concrete_fields:
            if field.is_relation and field.name not in changes._BOOKKEEPING:
                named = field.related_model
                assert issubclass(named, CodeRow) or named in (Address, Disability), field

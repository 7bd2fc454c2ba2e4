"""Printing a record."""

import re

import pytest
from django.urls import reverse

from cases.tests import factories
from core.models import AuditEntry
from core.tests.seen import read_page

pytestmark = pytest.mark.django_db


def address(name, person):
    return reverse(f"cases:{name}", args=[person.crn])


def test_printing_leaves_third_parties_out_unless_ticked_and_is_audited(practitioner_client):
    row = factories.PersonalContactFactory(first_name="Hilary")
    chosen = practitioner_client.get(address("print", row.person)).content.decode()
    assert re.search(r'value="main"[^>]* checked', chosen)
    assert not re.search(r'value="contacts"[^>]* checked', chosen)

    without = read_page(practitioner_client, address("print", row.person), show=1, parts="main")
    with_them = read_page(practitioner_client, address("print", row.person), show=1, parts="contacts")

    assert row.person.crn in without
    assert "Hilary" not in without
    assert "Hilary" in with_them
    printed = AuditEntry.objects.filter(act="case-printed").order_by("pk")
    assert [entry.details["parts"] for entry in printed] == [["main"], ["contacts"]]
    assert {entry.outcome for entry in printed} == {"viewed"}


def test_printing_nothing_is_an_error(practitioner_client):
    person = factories.PersonFactory()

    answer = practitioner_client.get(address("print", person) + "?show=1")

    assert answer.status_code == 400
    assert "Select what to print" in answer.content.decode()

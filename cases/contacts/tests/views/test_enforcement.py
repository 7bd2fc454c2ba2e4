"""The list of a person's contacts that wait for a decision on enforcement."""

from datetime import date

from django.urls import reverse

from cases.tests.factories import ContactFactory


def test_the_persons_enforcement_list_says_what_each_contact_needs(client, case):
    ContactFactory(person=case.person, missing_outcome=True, on=date(2026, 2, 2))
    ContactFactory(person=case.person, absent=True, enforcement_open=True, on=date(2026, 2, 3))

    page = client.get(reverse("cases:person-enforcement", args=[case.person.crn])).text

    assert "Outcome to record" in page
    assert "choose an enforcement action" in page

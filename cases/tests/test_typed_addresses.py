"""Whatever is typed into an address, a filter or a hidden field, the answer is a page."""

from datetime import date
from urllib.parse import quote, urlencode

import pytest
from django.http import QueryDict
from django.urls import reverse

from cases.tests.factories import PersonFactory
from cases.worklists.forms.diaries import OutcomesFilter

pytestmark = pytest.mark.django_db

ODD = ["\x00", "\u200b", "٣", "²", "9" * 40, "-1", "31/12/9999", "1/1/0001", "ab\x00c", "?x", "😀" * 50]
OF_A_PERSON = {
    "contacts": ["words", "category", "sort", "after", "before", "contact", "from", "to"],
    "contact-add": ["type"],
    "sanction-add": ["find"],
    "appointments": ["page"],
    "circumstance-add": ["type"],
    "registration-add": ["type"],
}
OF_NOBODY = {
    "caseload": ["sort", "page", "tier"],
    "diary-day": ["on", "officer"],
    "diary-office": ["on", "office_"],
    "diary-outcomes": ["since", "officer", "sort"],
    "diary-deadlines": ["within", "page"],
    "search": ["s", "page", "sort", "provider"],
    "alerts": ["sort", "page"],
}


@pytest.mark.parametrize("odd", ODD, ids=ascii)
def test_odd_values_in_an_address_are_read_or_left_out(practitioner_client, odd):
    person = PersonFactory(community_order=True, allocated=True)
    addresses = [(reverse(f"cases:{name}", args=[person.crn]), given) for name, given in OF_A_PERSON.items()]
    addresses += [(reverse(f"cases:{name}"), given) for name, given in OF_NOBODY.items()]

    for address, names in addresses:
        query = "&".join(f"{name}={quote(odd)}" for name in names)
        assert practitioner_client.get(f"{address}?{query}").status_code in {200, 400, 404}, address


@pytest.mark.parametrize(
    ("typed", "since"),
    [
        ("1/1/1900", date(1900, 1, 1)),
        ("31/12/2099", date(2099, 12, 31)),
        ("31/12/1899", None),
        ("1/1/2100", None),
        ("31/12/9999", None),
        ("1/1/0001", None),
        ("soon", None),
    ],
)
def test_outcomes_are_asked_for_from_a_day_within_the_bounds(typed, since):
    assert OutcomesFilter.since_of(QueryDict(urlencode({"since": typed}))) == since


@pytest.mark.parametrize("odd", ODD, ids=ascii)
def test_odd_values_in_hidden_fields_and_search_words_are_read_or_refused(practitioner_client, odd):
    sent = {"q": odd, "form_token": odd, "version": odd, "alert": odd, "words": odd, "do": odd, "back": odd}

    for name in ("search", "search-advanced", "alerts"):
        assert practitioner_client.post(reverse(f"cases:{name}"), sent).status_code in {200, 302, 400, 405}, (
            name
        )

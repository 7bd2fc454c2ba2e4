"""Rows below a person: each kind is changed and removed through its screens."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from cases.tests import factories

pytestmark = pytest.mark.django_db
KINDS = {
    "address": factories.AddressFactory,
    "adjustment": factories.AdjustmentFactory,
    "alias": factories.AliasFactory,
    "circumstance": factories.CircumstanceFactory,
    "disability": factories.DisabilityFactory,
    "identifier": factories.AdditionalIdentifierFactory,
    "personal-contact": factories.PersonalContactFactory,
}


class AsShown(HTMLParser):
    """What a browser would send from a page's form if the user changed nothing."""

    def __init__(self, page):
        super().__init__()
        self.typed, self.select, self.textarea = {}, "", ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        name = values.get("name", "")
        if tag == "select":
            self.select = name
        elif tag == "textarea":
            self.textarea = name
        elif tag == "option" and "selected" in values:
            self.typed[self.select] = values["value"]
        elif (
            tag == "input"
            and name
            and (values.get("type") not in ("checkbox", "radio") or "checked" in values)
        ):
            self.typed[name] = values.get("value", "")

    def handle_data(self, words):
        if self.textarea:
            self.typed[self.textarea] = words.strip()

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.textarea = ""


def address(name, row):
    return reverse(f"cases:{name}", args=[row.person.crn, row.pk])


def as_shown(client, page, **changes):
    return AsShown(client.get(page).content.decode()).typed | changes


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_is_saved_as_it_is_shown(practitioner_client, kind):
    row = KINDS[kind]()
    page = address(kind, row)

    response = practitioner_client.post(page, as_shown(practitioner_client, page), follow=True)

    assert response.redirect_chain, response.context["form"].errors
    row.refresh_from_db()
    assert row.removed_at is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_row_entered_by_mistake_is_removed_with_the_reason(practitioner_client, kind):
    row = KINDS[kind]()
    page = address(f"{kind}-remove", row)

    refused = practitioner_client.post(page, as_shown(practitioner_client, page, because=""))
    done = practitioner_client.post(page, as_shown(practitioner_client, page, because="Twice"), follow=True)

    assert refused.status_code == 400
    assert "It stays in the history." in done.content.decode()
    row.refresh_from_db()
    assert (row.removed_because, row.removed_at is not None) == ("Twice", True)

"""My day, drafts, preferences and help, and the structure that every page has."""

import itertools
import re

import pytest

from core import clock
from core.models import Draft, Preferences
from core.screens import drafts
from core.tests.seen import read_page

pytestmark = pytest.mark.django_db
SIGNED_IN = ["/", "/drafts", "/preferences", "/password", "/help", "/help/shortcuts", "/help/components"]
SIGNED_IN += ["/whats-new"]
PUBLIC = ["/sign-in", "/signed-out", "/accessibility", "/privacy", "/cookies"]


def check_structure(html):
    assert '<html lang="en"' in html
    assert len(re.findall(r"<h1\b", html)) == 1
    assert re.search(r"<title>.+ – .+</title>", html)
    for landmark in ("<header", "<main", "<footer", 'class="govuk-skip-link"'):
        assert html.count(landmark) == 1, landmark
    levels = [
        int(level) for level in re.findall(r"<h([1-6])\b", html.split("<main", 1)[1].split("</main>")[0])
    ]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), levels
    found = re.findall(r'\bid="([^"]+)"', html)
    assert len(found) == len(set(found)), [one for one in found if found.count(one) > 1]
    assert not re.search(r'\sstyle="|\son(click|change|submit|load)=', html)
    for script in re.findall(r"<script\b[^>]*>", html):
        assert "nonce=" in script


@pytest.mark.parametrize("address", SIGNED_IN)
def test_pages_of_the_signed_in_are_well_built(practitioner_client, address):
    response = practitioner_client.get(address)

    assert response.status_code == 200
    check_structure(response.content.decode())


@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_are_well_built_and_need_no_sign_in(client, address):
    response = client.get(address)

    assert response.status_code == 200
    check_structure(response.content.decode())


@pytest.mark.parametrize("address", SIGNED_IN)
def test_the_rest_asks_for_sign_in(client, address):
    assert client.get(address).url.startswith("/sign-in")


def test_a_supplier_is_offered_neither_search_nor_alerts(supplier_client, practitioner_client):
    assert 'action="/search"' in read_page(practitioner_client, "/help")
    html = read_page(supplier_client, "/help")

    assert 'action="/search"' not in html
    assert 'href="/alerts"' not in html


def kept_draft(user, **more):
    values = {"kind": "contact", "key": "/x", "title": "Add a contact", "address": "/case/X1/contacts/add"}
    return drafts.keep(user=user, data={}, at=clock.now(), crn="X000001", **{**values, **more})


def test_drafts_are_listed_with_the_way_back_and_counted_in_the_header(practitioner, practitioner_client):
    kept_draft(practitioner)

    html = practitioner_client.get("/drafts").content.decode()

    assert 'href="/case/X1/contacts/add?draft=resume"' in html
    assert "X000001" in html
    assert '<span class="app-header__count">1</span>' in html


def test_only_ones_own_draft_can_be_discarded(practitioner, practitioner_client, senior):
    mine, other = kept_draft(practitioner), kept_draft(senior)

    assert practitioner_client.post(f"/drafts/{mine.pk}/discard").status_code == 302
    assert practitioner_client.post(f"/drafts/{other.pk}/discard").status_code == 404
    assert list(Draft.objects.values_list("pk", flat=True)) == [other.pk]


def test_preferences_are_kept_and_shown_on_every_page(practitioner, practitioner_client):
    answers = {
        "theme": "contrast",
        "density": "compact",
        "text_size": "125",
        "page_size": "50",
        "landing_page": "/",
        "office": "",
        "team": "",
        "shortcuts": "no",
        "hide_system_contacts": "yes",
        "whole_notes": "yes",
    }

    response = practitioner_client.post("/preferences", answers)

    assert response.status_code == 302, re.findall(r'<a href="#id[^<]+', response.content.decode())
    kept = Preferences.objects.get(user=practitioner)
    assert (kept.theme, kept.text_size, kept.page_size, kept.shortcuts) == ("contrast", 125, 50, False)
    assert kept.hide_system_contacts
    assert kept.whole_notes
    html = " ".join(practitioner_client.get("/help").content.decode().split())
    assert 'data-theme="contrast" data-density="compact" data-text-size="125"' in html
    assert "data-shortcuts" not in html


def test_shortcuts_have_an_off_switch_in_their_own_list(practitioner, practitioner_client):
    response = practitioner_client.post("/preferences/shortcuts-off")

    assert response.status_code == 302
    assert not Preferences.objects.get(user=practitioner).shortcuts

"""Code lists in the admin: words are kept, entries close, cases stay out."""

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.urls import reverse

from cases.models import ContactType, Court
from core.models.bases import CodeRow

pytestmark = pytest.mark.django_db


def test_no_case_data_is_in_the_admin():
    registered = [model for model in admin.site._registry if model._meta.app_label == "cases"]

    assert registered
    assert [model for model in registered if not issubclass(model, CodeRow)] == []


def test_words_an_administrator_wrote_outlive_a_load(admin_client):
    court = Court.objects.order_by("pk").first()

    admin_client.post(
        reverse("admin:cases_court_change", args=[court.pk]), {"words": "Its new name", "selectable": "on"}
    )
    call_command("load_reference", verbosity=0)

    court.refresh_from_db()
    assert (court.words, court.is_edited) == ("Its new name", True)


def test_an_entry_added_by_hand_is_local_and_stays_open(admin_client):
    form = {"code": "OWN", "words": "Our own court", "selectable": "on"}

    assert admin_client.post(reverse("admin:cases_court_add"), form).status_code == 302
    call_command("load_reference", verbosity=0)

    court = Court.objects.get(code="OWN")
    assert (court.is_local, court.is_edited, court.valid_to) == (True, True, None)


def test_an_entry_is_closed_and_given_back_to_its_file(admin_client):
    court = Court.objects.order_by("pk").first()
    listed = reverse("admin:cases_court_changelist")

    admin_client.post(listed, {"action": "close_today", "_selected_action": [court.pk]})
    court.refresh_from_db()
    assert court.valid_to is not None

    admin_client.post(listed, {"action": "follow_the_file", "_selected_action": [court.pk]})
    call_command("load_reference", verbosity=0)
    court.refresh_from_db()
    assert (court.valid_to, court.is_edited) == (None, False)


def test_the_facts_of_a_contact_type_are_edited_and_an_empty_one_is_open(admin_client):
    programme = ContactType.objects.get(code="APAT")
    address = reverse("admin:cases_contacttype_change", args=[programme.pk])
    page = admin_client.get(address)
    form = {"words": programme.words, "selectable": "on", "default_minutes": "30", "location_flag": "Y"}

    assert "switches its rule off" in page.content.decode()
    assert page.context["adminform"].form["requirement_types"].value() == programme.requirement_types
    assert admin_client.post(address, form | {"outcomes": ["ATTC", "AFTA"]}).status_code == 302

    programme.refresh_from_db()
    assert (programme.outcomes, programme.requirement_types) == (["ATTC", "AFTA"], None)
    assert (programme.future_allowed, programme.is_edited) == (None, True)

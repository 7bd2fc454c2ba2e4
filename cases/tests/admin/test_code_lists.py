"""Code lists in the admin: words are kept, entries close, cases stay out."""

from datetime import date

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.urls import reverse

from cases.models import ContactOutcome, ContactType, Court, DisposalType, NsiType
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


def page_of(client, row):
    return client.get(reverse(f"admin:cases_{row._meta.model_name}_change", args=[row.pk]))


def test_the_page_of_a_contact_type_says_what_a_blank_flag_does(admin_client):
    form = page_of(admin_client, ContactType.objects.get(code="COAP")).context["adminform"].form

    for name in ("location_flag", "outcome_flag"):
        assert "Left blank, the rule is off: it may be." in form.fields[name].help_text


def test_the_page_of_an_nsi_type_says_what_can_be_left_open_and_what_cannot(admin_client):
    page = page_of(admin_client, NsiType.objects.get(code="BRE"))

    said = page.content.decode()
    assert "Without units no length may be given. Whether there may be two is always yes or no." in said
    assert "A fact left open switches its rule off" not in said
    assert "Whether it may be under a sentence. Unknown: the rule is off, it may." in said


def saved_unchanged(client, row, **more):
    """Posts the page of a type as it was opened; `more` are answers put in their place."""
    form = page_of(client, row).context["adminform"].form
    shown = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in shown.items() if value not in (None, False)}
    answer = client.post(reverse("admin:cases_contacttype_change", args=[row.pk]), sent | more)
    assert answer.status_code == 302
    row.refresh_from_db()
    return row


def test_an_outcome_that_was_closed_stays_with_the_types_that_list_it(admin_client):
    monitoring = ContactType.objects.get(code="AAM10")
    listed = monitoring.outcomes
    ContactOutcome.objects.filter(code__in=listed).update(valid_to=date(2020, 1, 1))

    saved_unchanged(admin_client, monitoring)

    assert (len(listed), set(monitoring.outcomes)) == (3, set(listed))


def test_a_closed_outcome_is_offered_only_to_the_types_that_hold_it(admin_client):
    ContactOutcome.objects.filter(code="AAM11").update(valid_to=date(2020, 1, 1))

    def offered(code):
        form = page_of(admin_client, ContactType.objects.get(code=code)).context["adminform"].form
        return [value for value, _words in form.fields["outcomes"].choices]

    assert "AAM11" in offered("AAM10")
    assert "AAM11" not in offered("COAP")


def test_a_closed_outcome_can_be_unticked(admin_client):
    monitoring = ContactType.objects.get(code="AAM10")
    ContactOutcome.objects.filter(code="AAM11").update(valid_to=date(2020, 1, 1))

    saved_unchanged(admin_client, monitoring, outcomes=["ATFI"])

    assert monitoring.outcomes == ["ATFI"]


def test_the_limit_of_failures_of_a_type_of_sentence_is_edited_and_stays(admin_client):
    order = DisposalType.objects.get(code="340")
    address = reverse("admin:cases_disposaltype_change", args=[order.pk])
    form = {"words": order.words, "selectable": "on", "sentence_type": order.sentence_type}

    answer = admin_client.post(address, {**form, "ftc_limit": "4", "ftc_months": ""})

    assert answer.status_code == 302
    call_command("load_reference", verbosity=0)
    order.refresh_from_db()
    assert (order.ftc_limit, order.ftc_months, order.is_edited) == (4, None, True)

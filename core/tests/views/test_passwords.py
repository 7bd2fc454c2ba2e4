"""Changing one's own password."""

import pytest
from django.conf import settings
from django.forms import BaseForm, PasswordInput
from django.test import Client

from core.models import AuditEntry
from core.tests.factories import PASSWORD
from core.tests.seen import read_page

pytestmark = pytest.mark.django_db
NEW = "quiet harbour lantern"


def change(client, current=PASSWORD, new=NEW, again=NEW):
    typed = {"current_password": current, "new_password": new, "new_password_again": again}
    return client.post("/password", typed)


def test_it_is_offered_in_the_name_menu_with_its_rules(practitioner_client):
    assert 'href="/password"' in practitioner_client.get("/help").text

    page = practitioner_client.get("/password").text

    assert "at least 12 characters" in page
    assert page.count('autocomplete="new-password"') == 2


def test_the_new_password_counts_at_once_and_ends_the_other_sessions(
    practitioner, practitioner_client, client_of
):
    elsewhere = client_of(practitioner)

    answer = change(practitioner_client)

    assert answer.url == "/preferences"
    assert "Your password is changed." in practitioner_client.get(answer.url).text
    assert elsewhere.get("/preferences").url.startswith("/sign-in")
    signed = Client().post("/sign-in", {"username": practitioner.username, "password": NEW})
    assert signed.status_code == 302
    entry = AuditEntry.objects.get(act="password-changed")
    assert (entry.by_id, entry.details) == (practitioner.pk, {})


#: What tidying would change: a wide space, a loose accent, a sign nobody sees, blanks around.
ODD = [
    "quiet\u00a0harbour lantern",
    "cafe\u0301 harbour lantern",
    "quiet\u200bharbour lantern",
    " quiet harbour 12 ",
]


@pytest.mark.parametrize("new", ODD, ids=ascii)
def test_a_new_password_is_kept_as_it_was_typed(practitioner, practitioner_client, new):
    assert change(practitioner_client, new=new, again=new).status_code == 302

    signed = Client().post("/sign-in", {"username": practitioner.username, "password": new})
    assert signed.status_code == 302
    assert change(practitioner_client, current=new).status_code == 302


@pytest.mark.parametrize("new", ODD, ids=ascii)
def test_a_password_that_an_administrator_sets_is_kept_as_it_was_typed(admin_client, practitioner, new):
    there = f"/admin/core/user/{practitioner.pk}/password/"

    answer = admin_client.post(there, {"usable_password": "true", "password1": new, "password2": new})

    assert answer.status_code == 302
    signed = Client().post("/sign-in", {"username": practitioner.username, "password": new})
    assert signed.status_code == 302


def test_every_field_of_a_password_says_so_in_its_name_and_is_so_left_untidied():
    named = {
        f"{form.__module__}.{form.__name__}": name
        for form in every_form(BaseForm)
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field.widget, PasswordInput)
    }

    assert "core.forms.passwords.PasswordForm" in named
    assert [where for where, name in named.items() if "password" not in name] == []


def every_form(form):
    yield form
    for narrower in form.__subclasses__():
        yield from every_form(narrower)


def test_every_error_is_shown_at_once_and_nothing_changes(practitioner, practitioner_client):
    answer = change(practitioner_client, current="wrong", new="short", again="other")

    for words in ("Enter your current password", "at least 12 characters", "must be the same as"):
        assert words in answer.text
    assert answer.status_code == 400
    assert NEW not in answer.text
    practitioner.refresh_from_db()
    assert practitioner.check_password(PASSWORD)
    assert AuditEntry.objects.get(act="password-change").outcome == "refused"


def test_guessing_the_current_one_locks_the_account(practitioner_client):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer = change(practitioner_client, current="wrong")

    assert answer.status_code == 429
    assert change(practitioner_client).status_code == 429


def test_it_is_not_there_where_the_organisations_accounts_are_used(practitioner_client, settings):
    settings.OIDC_ENABLED = True

    assert practitioner_client.get("/password").status_code == 404
    assert 'href="/password"' not in read_page(practitioner_client, "/help")

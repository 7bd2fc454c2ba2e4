"""Changing one's own password."""

import pytest
from django.conf import settings
from django.test import Client

from core.models import AuditEntry
from core.tests.factories import PASSWORD
from core.tests.seen import read_page

pytestmark = pytest.mark.django_db
NEW = "quiet harbour lantern"


def change(client, current=PASSWORD, new=NEW, again=NEW):
    return client.post("/password", {"current": current, "new": new, "again": again})


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

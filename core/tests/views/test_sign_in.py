"""Signing in, being locked out, being idle, signing out."""

import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.http import urlencode

from core.models import AuditEntry, Preferences, RoleHolding, User
from core.sign_in import OrganisationBackend
from core.tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


def sign_in(client, user, password=PASSWORD, where="/sign-in"):
    return client.post(where, {"username": user.username, "password": password})


def test_the_right_password_opens_my_day_and_is_audited(client, practitioner):
    response = sign_in(client, practitioner)

    assert response.status_code == 302
    assert AuditEntry.objects.filter(act="signed-in", by_id=practitioner.pk).exists()


@pytest.mark.parametrize(
    "way", [str.upper, str.title, "\u00a0{}\u200b".format, " {} ".format, "<{}>".format, "“{}”.".format]
)
def test_a_user_name_is_the_same_in_capitals_and_with_what_is_pasted_around_it(client, practitioner, way):
    response = client.post("/sign-in", {"username": way(practitioner.username), "password": PASSWORD})

    assert response.status_code == 302
    assert int(client.session["_auth_user_id"]) == practitioner.pk


def test_no_two_accounts_differ_in_capitals_alone(practitioner):
    with pytest.raises(IntegrityError), transaction.atomic():
        UserFactory(username=practitioner.username.upper())


@pytest.mark.parametrize("known", [True, False])
def test_every_way_of_writing_a_user_name_counts_towards_one_lock(client, practitioner, known):
    name = practitioner.username if known else "nobody.at.all"
    ways = [name.upper(), name, name.title(), name.swapcase(), f" {name}"]
    assert len(ways) == settings.AXES_FAILURE_LIMIT

    answers = [client.post("/sign-in", {"username": way, "password": "wrong"}).status_code for way in ways]

    assert answers[-1] == 429


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org", r"/\example.org", "///example.org"]
)
def test_signing_in_leads_back_to_the_page_asked_for_but_never_elsewhere(client, practitioner, elsewhere):
    assert sign_in(client, practitioner, where="/sign-in?next=/drafts").url == "/drafts"
    client.post("/sign-out")

    assert sign_in(client, practitioner, where=f"/sign-in?next={elsewhere}").url == reverse("core:my-day")


def test_the_landing_page_is_the_users_choice_then_their_first_roles(client, practitioner):
    RoleHolding.objects.filter(user=practitioner).update(order=1)
    role = practitioner.roles.get()
    role.landing_page = "/drafts"
    role.save()
    assert sign_in(client, practitioner).url == "/drafts"
    client.post("/sign-out")
    Preferences.objects.create(user=practitioner, landing_page="/help")

    assert sign_in(client, practitioner).url == "/help"


def test_reception_lands_on_the_office_diary(client, receptionist):
    assert sign_in(client, receptionist).url == reverse("cases:diary-office")


@pytest.mark.parametrize("known", [True, False])
def test_a_wrong_password_and_an_unknown_user_look_the_same(client, practitioner, known):
    name = practitioner.username if known else "nobody.at.all"

    response = client.post("/sign-in", {"username": name, "password": "wrong"})

    assert response.status_code == 400
    assert "Enter a user name and password that belong together" in response.content.decode()


def test_too_many_wrong_passwords_lock_the_account_and_say_until_when(client, practitioner, frozen_day):
    for _ in range(settings.AXES_FAILURE_LIMIT):
        locked = sign_in(client, practitioner, password="wrong")

    assert locked.status_code == 429
    assert "You can try again in 15 minutes, after 2 March 2026 at 12:15pm." in locked.content.decode()
    assert sign_in(client, practitioner).status_code == 429


def refusals():
    rows = AuditEntry.objects.filter(act="sign-in", outcome="refused").order_by("pk")
    return [(row.details["kind"], row.details["account"]) for row in rows]


def test_every_refused_sign_in_is_audited_with_the_account_it_tried(client, practitioner):
    for _ in range(settings.AXES_FAILURE_LIMIT + 1):
        sign_in(client, practitioner, password="wrong")

    wrong = [("wrong-password", practitioner.username)] * (settings.AXES_FAILURE_LIMIT - 1)
    assert refusals() == [*wrong, *[("locked", practitioner.username)] * 2]


def test_what_was_typed_as_a_name_is_not_kept_when_nobody_has_it(client):
    client.post("/sign-in", {"username": "my secret password", "password": "wrong"})

    assert refusals() == [("unknown-user", "")]


def test_passwords_may_be_pasted_and_remembered(client):
    html = client.get("/sign-in").content.decode()

    assert 'autocomplete="username"' in html
    assert 'autocomplete="current-password"' in html
    assert "onpaste" not in html


def test_an_idle_session_ends_and_says_so(practitioner_client):
    session = practitioner_client.session
    session["seen"] = int(time.time()) - settings.IDLE_MINUTES * 60 - 61
    session.save()

    response = practitioner_client.get("/drafts")

    assert response.url == "/sign-in?next=%2Fdrafts&idle=1"
    assert "You were signed out because" in practitioner_client.get(response.url).content.decode()


def test_staying_signed_in_renews_the_session(practitioner_client):
    session = practitioner_client.session
    session["seen"] = int(time.time()) - settings.IDLE_MINUTES * 60 + 30
    session.save()

    response = practitioner_client.post("/stay-signed-in")

    assert response.status_code == 204
    assert practitioner_client.session["seen"] >= int(time.time()) - 5


def test_signing_out_is_a_post_and_ends_the_session(practitioner_client):
    assert practitioner_client.get("/sign-out").status_code == 405

    assert practitioner_client.post("/sign-out").url == "/signed-out"
    assert practitioner_client.get("/drafts").status_code == 302


def test_a_session_ends_after_its_longest_time_however_much_it_is_used(practitioner_client):
    practitioner_client.get("/drafts")
    session = practitioner_client.session
    session["began"] = int(time.time()) - settings.SESSION_HOURS * 3600 - 1
    session["seen"] = int(time.time())
    session.save()

    response = practitioner_client.get("/drafts")

    assert response.url == "/sign-in?next=%2Fdrafts&old=1"
    assert "signed in for long" in practitioner_client.get(response.url).content.decode()


def test_the_browser_drops_what_it_holds_also_when_the_session_had_ended_elsewhere(practitioner_client):
    practitioner_client.session.flush()

    answer = practitioner_client.post("/sign-out")

    assert answer.url == "/signed-out"
    assert answer["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.parametrize(
    ("jump", "goes_on"),
    [
        pytest.param(timedelta(seconds=-50), True, id="put right by less than a minute"),
        pytest.param(timedelta(minutes=25), True, id="forward within the idle time"),
        pytest.param(timedelta(hours=1), False, id="forward by an hour"),
        pytest.param(timedelta(hours=-1), False, id="back by an hour"),
        pytest.param(timedelta(days=-1), False, id="back by a day"),
    ],
)
def test_a_clock_that_jumps_leaves_no_session_open_for_longer(
    client, practitioner, monkeypatch, jump, goes_on
):
    """Before, a session stayed open until the clock had caught up, however long nobody used it."""
    sign_in(client, practitioner)
    assert client.get("/drafts").status_code == 200
    there = time.time() + jump.total_seconds()
    monkeypatch.setattr("core.middleware.time.time", lambda: there)

    answer = client.get("/drafts")

    assert answer.status_code == (200 if goes_on else 302)
    if not goes_on:
        assert sign_in(client, practitioner).status_code == 302
        assert client.get("/drafts").status_code == 200


@pytest.mark.parametrize("way", ["/sign-out", "/admin/logout/"])
def test_the_browser_drops_what_it_holds_when_the_session_ends(admin_client, way):
    assert "Clear-Site-Data" not in admin_client.get("/drafts").headers

    assert admin_client.post(way)["Clear-Site-Data"] == '"cache", "storage"'


def test_an_idle_session_ends_with_what_the_browser_holds(practitioner_client):
    session = practitioner_client.session
    session["seen"] = int(time.time()) - settings.IDLE_MINUTES * 60 - 61
    session.save()

    assert practitioner_client.get("/drafts")["Clear-Site-Data"] == '"cache", "storage"'


def test_no_page_of_a_signed_in_user_is_stored(practitioner_client, client):
    assert practitioner_client.get("/drafts")["Cache-Control"] == "private, no-store"
    assert not client.get("/privacy").has_header("Cache-Control")


@pytest.mark.parametrize("asked", ["x", "drafts", "javascript:alert(1)", "²"])
def test_what_is_no_address_of_this_site_leads_to_the_landing_page(client, practitioner, asked):
    response = client.post(
        f"/sign-in?{urlencode({'next': asked})}", {"username": practitioner.username, "password": PASSWORD}
    )

    assert response.url == reverse("core:my-day")


class TestOrganisationAccounts:
    def found(self, **claims):
        return list(OrganisationBackend.filter_users_by_claims(None, claims))

    def test_a_user_is_found_by_name_in_any_case(self):
        user = UserFactory(username="jo.smith")

        for name in ("JO.Smith", " jo.smith\u00a0", "\u200bjo.smith"):
            assert self.found(preferred_username=name) == [user]

    def test_a_user_is_found_by_a_verified_address(self):
        user = UserFactory(email="jo@example.org")

        assert self.found(email="Jo@example.org", email_verified=True) == [user]
        assert self.found(email="<jo@example.org>", email_verified=True) == [user]
        assert self.found(email="", email_verified=True) == []
        assert self.found(email="jo@example.org", email_verified=False) == []
        assert self.found(email="jo@example.org") == []

    def test_nobody_is_made_and_no_closed_account_is_opened(self):
        UserFactory(username="gone", is_active=False)

        assert self.found(preferred_username="gone") == []
        assert OrganisationBackend.create_user(None, {}) is None
        assert [user.username for user in User.objects.all()] == ["gone"]

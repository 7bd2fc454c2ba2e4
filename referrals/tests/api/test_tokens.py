"""Who gets a token, what it says, and what it allows."""

from datetime import timedelta

import jwt
import pytest
from django.contrib.auth.hashers import check_password
from django.utils import timezone
from oauth2_provider.models import AccessToken
from rest_framework.test import APIClient

from core import clock
from core.models import AuditEntry
from core.tests.factories import UserFactory
from referrals.services.api_clients import close_client
from referrals.tests.api.conftest import TOKEN, ask_for_token, basic, caller
from referrals.tests.factories import (
    ApplicationFactory,
    a_caseworker,
    an_api_client,
)

LIST = "/api/v1/sent-referrals/summaries"


def key_from(client):
    key = client.get("/.well-known/jwks.json").json()["keys"][0]
    return jwt.PyJWK(key)


@pytest.mark.django_db
def test_the_published_key_is_the_public_half_and_says_once_what_it_is_for(client):
    key = client.get("/.well-known/jwks.json").json()["keys"][0]

    assert set(key) == {"kty", "use", "alg", "kid", "n", "e"}
    assert (key["kty"], key["use"], key["alg"]) == ("RSA", "sig", "RS256")


def test_a_token_says_who_the_client_is_and_can_be_checked_with_the_published_key(contract, client):
    registered = an_api_client(contract)

    answer = ask_for_token(registered).json()
    key = key_from(client)
    claims = jwt.decode(answer["access_token"], key, algorithms=["RS256"])

    assert answer["token_type"] == "Bearer"
    assert answer["expires_in"] == 1200
    assert jwt.get_unverified_header(answer["access_token"])["kid"] == key.key_id
    assert claims["client_id"] == claims["sub"] == registered.application.client_id
    assert claims["scope"] == ["read", "write"]
    assert claims["authorities"] == ["ROLE_CRS_PROVIDER"]
    assert claims["auth_source"] == "none"


def test_the_secret_and_the_token_are_stored_hashed(contract):
    registered = an_api_client(contract)
    token = ask_for_token(registered).json()["access_token"]

    registered.application.refresh_from_db()

    assert check_password(registered.secret, registered.application.client_secret)
    assert registered.secret not in registered.application.client_secret
    assert AccessToken.objects.count() == 1
    assert not AccessToken.objects.filter(token=token).exists()


def test_a_token_costs_three_statements_of_its_own(contract, django_assert_num_queries):
    """The application, its registered client, and the token that is added; the rest begins and ends it."""
    registered = an_api_client(contract)
    ask_for_token(registered)

    with django_assert_num_queries(5) as asked:
        assert ask_for_token(registered).status_code == 200

    statements = [row["sql"].split("; ")[-1].split()[0] for row in asked.captured_queries]
    assert statements == ["SELECT", "SELECT", "SAVEPOINT", "INSERT", "RELEASE"]


def test_a_wrong_secret_gets_no_token(contract):
    answer = ask_for_token(an_api_client(contract), secret="not it")

    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    assert answer["WWW-Authenticate"] == 'Basic realm="api"'


# --- as clients of the published service ask ----------------------------------------------------------------
def ask_in_the_address(registered, query="grant_type=client_credentials", body=b"", **headers):
    address, kind = f"{TOKEN}?{query}", "application/x-www-form-urlencoded"
    return APIClient().generic(
        "POST", address, body, content_type=kind, HTTP_AUTHORIZATION=basic(registered), **headers
    )


def test_the_parameters_may_stand_in_the_address_with_no_body(contract):
    answer = ask_in_the_address(an_api_client(contract))

    assert answer.status_code == 200
    api = APIClient()
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {answer.json()['access_token']}")
    assert api.get(LIST).status_code == 200


def test_so_may_the_user_to_act_for(contract):
    user = a_caseworker(contract, username="sam.carter")
    registered = an_api_client(contract, may_act_for_users=True)

    answer = ask_in_the_address(registered, "grant_type=client_credentials&username=sam.carter&scope=read")
    claims = jwt.decode(answer.json()["access_token"], options={"verify_signature": False})

    assert (claims["sub"], claims["scope"]) == (user.username, ["read"])


@pytest.mark.parametrize(
    ("query", "body"),
    [
        pytest.param("grant_type=client_credentials&client_id=a&client_secret=b", b"", id="a secret"),
        pytest.param("grant_type=client_credentials&password=b", b"", id="a password"),
        pytest.param("username=a", b"grant_type=client_credentials", id="some here, some there"),
        pytest.param("scope=read", b"", id="no grant"),
        pytest.param("grant_type=%00", b"", id="half a character"),
    ],
)
def test_nothing_else_may_stand_in_the_address(contract, query, body):
    answer = ask_in_the_address(an_api_client(contract), query, body)

    assert answer.status_code == 400
    assert "access_token" not in answer.json()
    assert AuditEntry.objects.filter(act="api-token", outcome="refused").count() == 1


def test_a_wrong_secret_is_no_better_in_the_address(contract):
    registered = an_api_client(contract)
    registered.secret = "not it"

    assert ask_in_the_address(registered).status_code == 401


def test_a_token_is_asked_for_with_post(db):
    answer = APIClient().get(TOKEN)

    assert (answer.status_code, answer["Allow"], answer.json()["error"]) == (405, "POST", "invalid_request")


@pytest.mark.parametrize(
    "grant",
    [
        *("password", "authorization_code", "refresh_token", "implicit", "", "x", "²", "client_credentials "),
        *("Client_Credentials", "x" * 5000, "a\x00b", "[]", "urn:ietf:params:oauth:grant-type:device_code"),
        *("urn:ietf:params:oauth:grant-type:jwt-bearer", "urn:ietf:params:oauth:grant-type:token-exchange"),
    ],
)
def test_no_other_way_to_a_token_is_open(contract, grant):
    answer = APIClient().post(
        TOKEN,
        {"grant_type": grant, "username": "a", "password": "b", "code": "c", "refresh_token": "d"},
        format="multipart",
        HTTP_AUTHORIZATION=basic(an_api_client(contract)),
    )

    assert (answer.status_code, answer.json()["error"]) == (400, "unsupported_grant_type")
    assert answer.json()["error_description"] == "The only grant_type is client_credentials"


@pytest.mark.parametrize("more", [{"device_code": "x"}, {"device_code": "\x00"}, {"user_code": "²"}])
def test_a_device_that_waits_for_its_user_gets_a_refusal_and_no_failure(contract, more):
    """The library knows the grant, and failed where a device is unknown."""
    grant = {"grant_type": "urn:ietf:params:oauth:grant-type:device_code"}
    for kind in ("multipart", None):
        answer = APIClient(raise_request_exception=False).post(
            TOKEN, grant | more, format=kind, HTTP_AUTHORIZATION=basic(an_api_client(contract))
        )

        assert answer.status_code == 400, kind
        assert "error" in answer.json()
    assert APIClient().post("/auth/oauth/device-authorization", {}).status_code == 404


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param("--b", "multipart/form-data", id="parts without a boundary"),
        pytest.param("a=b", "application/x-www-form-urlencoded; charset=utf-16", id="another character set"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused_in_json(contract, body, kind):
    asks = basic(an_api_client(contract))

    answer = APIClient().generic("POST", TOKEN, body, content_type=kind, HTTP_AUTHORIZATION=asks)

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/json")
    assert answer.json()["error"] == "invalid_request"
    assert AuditEntry.objects.filter(act="api-token", outcome="refused").count() == 1


def test_an_application_nobody_registered_gets_no_token(db):
    application = ApplicationFactory(client_secret="a long secret")

    class Registered:
        secret = "a long secret"

    Registered.application = application

    answer = ask_for_token(Registered)

    assert answer.json()["error"] == "access_denied"


def test_a_client_acts_for_a_caseworker_of_its_supplier(contract):
    user = a_caseworker(contract, username="sam.carter")
    registered = an_api_client(contract, may_act_for_users=True)

    token = ask_for_token(registered, username="sam.carter").json()["access_token"]
    claims = jwt.decode(token, options={"verify_signature": False})

    assert (claims["sub"], claims["user_name"], claims["auth_source"]) == (user.username,) * 2 + ("auth",)


@pytest.mark.parametrize("way", ["SAM.CARTER", " Sam.Carter\u00a0", "\u200bsam.carter", "<sam.carter>"])
def test_a_user_to_act_for_is_named_in_capitals_or_as_pasted(contract, way):
    a_caseworker(contract, username="sam.carter")

    token = ask_for_token(an_api_client(contract, may_act_for_users=True), username=way).json()

    claims = jwt.decode(token["access_token"], options={"verify_signature": False})
    assert claims["sub"] == "sam.carter"


def test_a_client_that_is_not_registered_for_it_names_nobody(contract):
    a_caseworker(contract, username="sam.carter")

    answer = ask_for_token(an_api_client(contract), username="sam.carter")

    assert answer.status_code in (400, 403)
    assert answer.json()["error"] == "access_denied"


def test_nobody_acts_for_the_staff_of_another_organisation(contract):
    UserFactory(supplier_caseworker=True, username="other.person")
    UserFactory(practitioner=True, username="robin.ellis")
    registered = an_api_client(contract, may_act_for_users=True)

    for name in ("other.person", "robin.ellis", "nobody.at.all"):
        assert ask_for_token(registered, username=name).json()["error"] == "access_denied"


def test_a_probation_client_acts_for_a_practitioner_only(contract):
    UserFactory(practitioner=True, username="robin.ellis")
    UserFactory(receptionist=True, username="pat.jones")
    registered = an_api_client(role="ROLE_PROBATION", may_act_for_users=True)

    claims = jwt.decode(
        ask_for_token(registered, username="robin.ellis").json()["access_token"],
        options={"verify_signature": False},
    )

    assert claims["auth_source"] == "delius"
    assert ask_for_token(registered, username="pat.jones").status_code in (400, 403)


def test_without_a_token_the_answer_says_how_to_come_back(db):
    answer = APIClient().get(LIST)

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Bearer")
    assert answer.json()["errorCode"] == "UNAUTHORISED"


@pytest.mark.parametrize("header", ["Bearer nonsense", "Bearer", "Basic YTpi", "Bearer a.b.c"])
def test_a_token_that_is_not_ours_is_none(db, header):
    answer = APIClient().get(LIST, HTTP_AUTHORIZATION=header)

    assert answer.status_code == 401
    assert "WWW-Authenticate" in answer


def test_an_expired_token_is_none(supplier_api):
    assert AccessToken.objects.update(expires="2020-01-01T00:00:00Z") == 1

    assert supplier_api.get(LIST).status_code == 401


def test_a_closed_client_is_out_at_once(supplier_api, administrator):
    close_client(supplier_api.registered.pk, by=administrator, at=clock.now())

    refused = ask_for_token(supplier_api.registered)
    assert supplier_api.get(LIST).status_code == 401
    assert (refused.status_code, refused.json()["error"]) == (400, "access_denied")


def test_a_user_who_has_left_is_acted_for_no_longer(contract):
    user = a_caseworker(contract)
    api = caller(an_api_client(contract, may_act_for_users=True), username=user.username)
    user.is_active = False
    user.save()

    assert api.get(LIST).status_code == 401


def test_a_token_for_reading_does_not_write(contract, sent):
    api = caller(an_api_client(contract), scope="read")

    assert api.get(LIST).status_code == 200
    refused = api.post(f"/api/v1/sent-referral/{sent.uuid}/assign", {}, format="json")
    assert refused.status_code == 403
    assert AuditEntry.objects.filter(outcome="refused", act__endswith="assign").exists()


def test_the_audit_names_the_user_and_the_client_that_acted_for_them(contract, sent):
    user = a_caseworker(contract)
    registered = an_api_client(contract, may_act_for_users=True, name="Harbour case system")
    api = caller(registered, username=user.username)

    api.get(f"/api/v1/sent-referral/{sent.uuid}")

    row = AuditEntry.objects.get(act="api-sent-referral")
    assert (row.by_id, row.for_name) == (user.pk, "client Harbour case system")
    assert row.crn == sent.person.crn


# --- a clock that jumps -------------------------------------------------------------------------------------
@pytest.mark.parametrize("hours", [1, 24, -1, -24])
def test_a_token_of_before_the_clock_jumped_is_refused_and_a_new_one_is_good(contract, monkeypatch, hours):
    registered = an_api_client(contract)
    with monkeypatch.context() as patch:
        patch.setattr(clock, "now", lambda: timezone.now() - timedelta(hours=hours))
        before = ask_for_token(registered).json()["access_token"]
    api = APIClient()
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {before}")

    refused = api.get(LIST)

    assert refused.status_code == 401
    assert 'error="invalid_token"' in refused["WWW-Authenticate"]
    api.credentials(HTTP_AUTHORIZATION=f"Bearer {ask_for_token(registered).json()['access_token']}")
    assert api.get(LIST).status_code == 200

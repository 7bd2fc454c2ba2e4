"""The service with the organisation's sign-in switched on, against a provider that answers over HTTP."""

import importlib
import time
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.conf import settings as live_settings
from django.urls import clear_url_caches

import probation.urls
from core.models import AuditEntry
from core.tests.factories import UserFactory
from core.tests.second_steps import given as give_a_second_step
from core.tests.seen import read_page
from probation.settings import organisation
from probation.tests import provider as providers

pytestmark = pytest.mark.django_db
AN_HOUR = 3600


@pytest.fixture
def provider():
    with providers.serving() as server:
        yield server


@pytest.fixture
def switched_on(provider, settings, monkeypatch):
    """The provider, with the settings as the environment would set them and the addresses read again."""
    for name, value in {
        "OIDC_CLIENT_ID": providers.CLIENT,
        "OIDC_CLIENT_SECRET": providers.SECRET,
        "OIDC_ISSUER": provider.address,
        "OIDC_AUTHORIZATION_URL": f"{provider.address}/authorise",
        "OIDC_TOKEN_URL": f"{provider.address}/token",
        "OIDC_USER_URL": f"{provider.address}/user",
        "OIDC_JWKS_URL": f"{provider.address}/keys",
    }.items():
        monkeypatch.setenv(name, value)
    for name, value in organisation.settings().items():
        setattr(settings, name, value)
    settings.OIDC_ENABLED = True
    settings.AUTHENTICATION_BACKENDS = [*live_settings.AUTHENTICATION_BACKENDS, organisation.BACKEND]
    read_addresses_again()
    yield provider
    settings.OIDC_ENABLED = False
    read_addresses_again()


def read_addresses_again():
    importlib.reload(probation.urls)
    clear_url_caches()


def leave_for(client, page="/sign-in"):
    """Follows the link to the provider; returns the address there."""
    button = client.get(page).content.decode().split('href="/organisation/sign-in')[1].split('"')[0]
    return client.get(f"/organisation/sign-in{button}").url


def come_back(client, there):
    """Signs in at the provider, and follows where it leads."""
    back = requests.get(there, allow_redirects=False, timeout=5)
    if back.status_code >= 500:
        return client.get("/organisation/back", {"code": "abc", "state": asked_in(there)["state"]})
    return client.get(back.headers["Location"].removeprefix("http://testserver"))


def go_and_come_back(client, _provider, *, page="/sign-in"):
    return come_back(client, leave_for(client, page))


def asked_in(address):
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def refused_as():
    return AuditEntry.objects.get(act="sign-in", outcome="refused").details["kind"]


def test_the_button_leads_to_the_provider_and_back_to_the_page_asked_for(client, switched_on):
    user = UserFactory(practitioner=True, username="jo.smith")

    response = go_and_come_back(client, switched_on, page="/sign-in?next=/drafts")

    assert response.url == "/drafts"
    assert client.get("/drafts").context["request"].user == user
    assert AuditEntry.objects.get(act="signed-in", by_id=user.pk).details == {"way": "organisation"}


def test_without_a_page_asked_for_it_leads_to_the_landing_page(client, switched_on):
    UserFactory(practitioner=True, username="jo.smith")

    assert client.get(go_and_come_back(client, switched_on).url).status_code == 200


def test_signing_out_is_audited_whatever_way_one_came_in(client, switched_on):
    user = UserFactory(practitioner=True, username="jo.smith")
    go_and_come_back(client, switched_on)

    assert client.post("/sign-out").url == "/signed-out"

    assert AuditEntry.objects.filter(act="signed-out", by_id=user.pk).exists()
    assert client.get("/drafts").status_code == 302


def test_an_account_nobody_made_reads_a_page_of_ours_and_is_audited(client, switched_on):
    response = go_and_come_back(client, switched_on)

    assert response.status_code == 403
    assert "Ask your system administrator to give your account access" in response.content.decode()
    assert AuditEntry.objects.get(act="sign-in", outcome="refused").details["kind"] == "no-account"


def test_strangers_lock_nobody_out(client, switched_on):
    for _ in range(live_settings.AXES_FAILURE_LIMIT + 1):
        assert go_and_come_back(client, switched_on).status_code == 403
    UserFactory(practitioner=True, username="jo.smith")

    assert go_and_come_back(client, switched_on).status_code == 302


def test_the_code_flow_is_asked_for_with_pkce_a_state_and_a_nonce(client, switched_on):
    asked = asked_in(leave_for(client))

    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert len(asked["code_challenge"]) == 43
    assert min(len(asked["state"]), len(asked["nonce"])) >= 32
    assert asked["redirect_uri"] == "http://testserver/organisation/back"


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"nonce": "of another visit"}, id="another nonce"),
        pytest.param({"nonce": None}, id="no nonce"),
        pytest.param({"iss": "https://elsewhere.example"}, id="another issuer"),
        pytest.param({"iss": None}, id="no issuer"),
        pytest.param({"aud": "another-client"}, id="another audience"),
        pytest.param({"aud": None}, id="no audience"),
        pytest.param({"aud": ["probation", "another-client"]}, id="several audiences, and nobody it is for"),
        pytest.param({"azp": "another-client"}, id="for another client"),
        pytest.param({"exp": int(time.time()) - AN_HOUR}, id="expired"),
        pytest.param({"exp": None}, id="never expires"),
        pytest.param({"iat": int(time.time()) + AN_HOUR}, id="made in the future"),
        pytest.param({"sub": None}, id="no subject"),
    ],
)
def test_a_token_that_is_not_for_this_visit_is_refused(client, switched_on, wrong):
    UserFactory(practitioner=True, username="jo.smith")
    switched_on.changed = wrong

    response = go_and_come_back(client, switched_on)

    assert response.status_code == 400
    assert "You are not signed in" in response.content.decode()
    assert refused_as() == "not-from-organisation"
    assert client.get("/drafts").status_code == 302


def test_a_token_of_another_key_is_refused(client, switched_on):
    UserFactory(practitioner=True, username="jo.smith")
    switched_on.key = providers.OTHER_KEY

    assert go_and_come_back(client, switched_on).status_code == 400
    assert refused_as() == "not-from-organisation"


def test_an_answer_about_somebody_else_than_the_token_is_refused(client, switched_on):
    UserFactory(practitioner=True, username="jo.smith")
    switched_on.claims["sub"] = "2"

    assert go_and_come_back(client, switched_on).status_code == 403
    assert client.get("/drafts").status_code == 302


def test_a_code_opens_once_and_in_the_browser_that_asked_alone(client, client_of, switched_on):
    UserFactory(practitioner=True, username="jo.smith")
    there = leave_for(client)
    back = requests.get(there, allow_redirects=False, timeout=5).headers["Location"]
    elsewhere = type(client)()
    assert elsewhere.get(back.removeprefix("http://testserver")).status_code == 403
    assert client.get(back.removeprefix("http://testserver")).status_code == 302

    assert client.get(back.removeprefix("http://testserver")).status_code >= 400


def test_a_code_of_another_visit_does_not_fit_the_verifier_of_this_one(client, switched_on):
    """As when somebody plants a code of theirs: PKCE ties it to who asked for it."""
    UserFactory(practitioner=True, username="jo.smith")
    theirs = requests.get(leave_for(type(client)()), allow_redirects=False, timeout=5).headers["Location"]
    mine = asked_in(leave_for(client))["state"]

    answer = client.get("/organisation/back", {"code": asked_in(theirs)["code"], "state": mine})

    assert answer.status_code == 400
    assert refused_as() == "not-from-organisation"


def test_the_provider_has_its_own_second_step_and_ours_is_not_asked_for(client, switched_on):
    user = UserFactory(practitioner=True, username="jo.smith")
    give_a_second_step(user)

    assert go_and_come_back(client, switched_on, page="/sign-in?next=/drafts").url == "/drafts"


def test_a_provider_that_does_not_answer_is_said_in_words(client, switched_on):
    switched_on.fails = True

    response = go_and_come_back(client, switched_on)

    assert response.status_code == 503
    assert "Your organisation’s sign-in does not answer" in response.content.decode()


def test_without_it_there_is_no_button_and_no_address(client):
    page = read_page(client, "/sign-in")

    assert 'name="password"' in page
    assert "/organisation/" not in page
    assert client.get("/organisation/sign-in").status_code == 404

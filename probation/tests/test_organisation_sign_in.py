"""The service with the organisation's sign-in switched on, against a provider that answers over HTTP."""

import importlib
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings as live_settings
from django.urls import clear_url_caches

import probation.urls
from core.models import AuditEntry
from core.tests.factories import UserFactory
from core.tests.seen import read_page
from probation.settings import organisation

pytestmark = pytest.mark.django_db
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider(HTTPServer):
    """Gives a token for any code, signed with KEY, and says who it is for."""

    claims: dict = {"sub": "1", "preferred_username": "jo.smith"}
    nonce = ""
    fails = False

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"

    def token(self):
        payload = {"sub": "1", "nonce": self.nonce}
        signed = jwt.encode(payload, KEY, algorithm="RS256", headers={"kid": "one"})
        return {"id_token": signed, "access_token": "opaque"}

    def keys(self):
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [{**key, "kid": "one", "alg": "RS256", "use": "sig"}]}


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        self.answer(self.server.keys() if self.path == "/keys" else self.server.claims)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(self.server.token())

    def answer(self, body):
        self.send_response(503 if self.server.fails else 200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_):
        """Nothing is printed between tests."""


@pytest.fixture
def provider():
    server = Provider(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def switched_on(provider, settings, monkeypatch):
    """The provider, with the settings as the environment would set them and the addresses read again."""
    for name, value in {
        "OIDC_CLIENT_ID": "probation",
        "OIDC_CLIENT_SECRET": "not-a-secret",
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


def go_and_come_back(client, provider, *, page="/sign-in"):
    """Follows the link to the provider, and comes back from it with a code."""
    button = client.get(page).content.decode().split('href="/organisation/sign-in')[1].split('"')[0]
    leave = client.get(f"/organisation/sign-in{button}")
    asked = parse_qs(urlsplit(leave.url).query)
    provider.nonce = asked["nonce"][0]
    return client.get("/organisation/back", {"code": "abc", "state": asked["state"][0]})


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


def test_a_token_for_another_visit_is_refused(client, switched_on):
    UserFactory(practitioner=True, username="jo.smith")
    client.get("/organisation/sign-in")
    state = next(iter(client.session["oidc_states"]))
    switched_on.nonce = "of another visit"

    response = client.get("/organisation/back", {"code": "abc", "state": state})

    assert response.status_code == 400
    assert "You are not signed in" in response.content.decode()
    assert client.get("/drafts").status_code == 302


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

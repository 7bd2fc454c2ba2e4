"""Where a request comes from, and how often it may fail to sign in."""

import pytest

from core.callers import address_of
from core.models import AuditEntry
from core.tests.factories import PASSWORD, UserFactory


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "203.0.113.9", "172.18.0.2"),
        (1, "", "172.18.0.2"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "10.0.0.1, 203.0.113.9", "203.0.113.9"),
        (2, "10.0.0.1, 203.0.113.9, 172.18.0.7", "203.0.113.9"),
        (2, "203.0.113.9", "172.18.0.2"),
        (1, "203.0.113.9:51234", "203.0.113.9"),
        (1, "[2001:db8::1]:443", "2001:db8::1"),
        (1, "[2001:db8::1]", "2001:db8::1"),
        (1, "2001:DB8:0::1", "2001:db8::1"),
        (1, "10.0.0.1:80, 203.0.113.9:51234", "203.0.113.9"),
        (1, "unknown", ""),
        (1, "_hidden:443", ""),
        (1, "999.1.1.1", ""),
    ],
)
def test_what_the_caller_may_have_invented_is_not_believed(rf, settings, proxies, header, address):
    settings.PROXIES = proxies
    sent = {"HTTP_X_FORWARDED_FOR": header} if header else {}

    assert address_of(rf.get("/", REMOTE_ADDR="172.18.0.2", **sent)) == address


def sign_in(client, name, password, *, of):
    return client.post("/sign-in", {"username": name, "password": password}, HTTP_X_FORWARDED_FOR=of)


@pytest.mark.django_db
@pytest.mark.parametrize("of", ["203.0.113.9:{port}", "[2001:db8::1]:{port}", "unknown"])
def test_a_proxy_that_adds_the_port_is_understood(client, settings, of):
    settings.PROXIES, settings.SIGN_INS_FROM_ADDRESS = 1, 3
    for n in range(3):
        assert sign_in(client, f"name.{n}", "wrong", of=of.format(port=51000 + n)).status_code == 400

    assert sign_in(client, "name.4", "wrong", of=of.format(port=51999)).status_code == 429


@pytest.mark.django_db
@pytest.mark.parametrize("proxies", [0, 1])
def test_an_address_that_tries_one_name_after_another_must_wait(client, settings, proxies):
    settings.PROXIES, settings.SIGN_INS_FROM_ADDRESS = proxies, 6
    user = UserFactory()
    for n in range(settings.SIGN_INS_FROM_ADDRESS):
        assert sign_in(client, f"name.{n}", "wrong", of="203.0.113.9").status_code == 400

    assert sign_in(client, user.username, PASSWORD, of="203.0.113.9").status_code == 429
    assert AuditEntry.objects.filter(act="sign-in", details__kind="address-locked").count() == 1
    elsewhere = sign_in(client, user.username, PASSWORD, of="198.51.100.7")
    assert elsewhere.status_code == (302 if proxies else 429)

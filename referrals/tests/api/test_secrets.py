"""Secrets of machine clients are generated, and hashed once. Passwords: probation/tests/test_passwords.py."""

import pytest
from django.contrib.auth.hashers import check_password, identify_hasher, make_password
from oauth2_provider.models import get_application_model

from core import clock
from referrals.services.api_clients import ClientDetails, new_secret, register_client, renew_secret
from referrals.tests.api.conftest import ask_for_token
from referrals.tests.factories import an_api_client

pytestmark = pytest.mark.django_db
#: as Django hashed a client's secret before
SLOW = "pbkdf2_sha256"


def hash_of(registered):
    return get_application_model().objects.get(pk=registered.application_id).client_secret


def kind_of(registered):
    return identify_hasher(hash_of(registered)).algorithm


@pytest.fixture
def earlier(contract):
    """A client whose secret was stored by the slow hash."""
    registered = an_api_client(contract)
    stored = make_password(registered.secret, hasher=SLOW)
    get_application_model().objects.filter(pk=registered.application_id).update(client_secret=stored)
    return registered


def test_a_secret_has_at_least_256_random_bits_and_is_another_each_time():
    found = {new_secret() for _ in range(50)}

    assert len(found) == 50
    assert min(map(len, found)) * 6 >= 256


def test_a_secret_is_stored_by_one_round_with_a_salt(contract, administrator):
    registered = an_api_client(contract)

    algorithm, rounds, salt, _digest = hash_of(registered).split("$")

    assert (algorithm, rounds) == ("one_round_sha256", "1")
    assert len(salt) >= 22
    renew_secret(registered.pk, by=administrator, at=clock.now())
    assert kind_of(registered) == "one_round_sha256"


def test_an_earlier_hash_is_good_and_stored_anew_when_the_secret_was_right(earlier):
    assert ask_for_token(earlier, secret="a guess").status_code == 401
    assert kind_of(earlier) == SLOW

    assert ask_for_token(earlier).status_code == 200

    assert kind_of(earlier) == "one_round_sha256"
    assert ask_for_token(earlier).status_code == 200
    assert check_password(earlier.secret, hash_of(earlier))


def test_an_earlier_hash_stays_in_read_only_mode_and_the_token_is_given(earlier, settings):
    settings.READ_ONLY = True

    assert ask_for_token(earlier).status_code == 200

    assert kind_of(earlier) == SLOW


def test_a_secret_that_is_stored_as_it_is_opens_nothing(contract):
    registered = an_api_client(contract)
    get_application_model().objects.filter(pk=registered.application_id).update(client_secret="as it is")

    assert ask_for_token(registered, secret="as it is").status_code == 401


def test_nobody_chooses_a_secret_outside_a_demonstration(settings):
    settings.DEMONSTRATION = False
    details = ClientDetails(role="ROLE_PROBATION", secret="a secret that somebody thought of")

    with pytest.raises(ValueError, match="never chosen"):
        register_client("Chosen", details, by=None, at=clock.now())

    assert not get_application_model().objects.exists()

"""Passwords of people are hashed slowly, under the live settings: the tests' own hash them fast."""

import pytest
from django.contrib.auth.hashers import get_hasher, make_password
from django.test import override_settings

from probation import settings as live

pytestmark = pytest.mark.django_db


@override_settings(PASSWORD_HASHERS=live.PASSWORD_HASHERS)
def test_a_password_is_hashed_by_the_slow_hash(practitioner):
    practitioner.set_password("Lantern-Meadow-27")

    assert practitioner.password.startswith("pbkdf2_sha256$")
    assert get_hasher().iterations >= 1_000_000


@override_settings(PASSWORD_HASHERS=live.PASSWORD_HASHERS)
def test_a_password_that_was_stored_fast_is_stored_slow_at_the_next_sign_in(practitioner):
    fast = live.OAUTH2_PROVIDER["CLIENT_SECRET_HASHER"]
    practitioner.password = make_password("Lantern-Meadow-27", hasher=fast)

    assert practitioner.check_password("Lantern-Meadow-27")

    assert practitioner.password.startswith("pbkdf2_sha256$")

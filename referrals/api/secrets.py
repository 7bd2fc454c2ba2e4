"""Secrets of machine clients: stored as one fast hash, because they are long and random."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher, check_password
from oauth2_provider.oauth2_validators import OAuth2Validator

from core import read_only
from referrals.services.api_clients import store_secret_anew


class SecretHasher(PBKDF2PasswordHasher):
    """Django's hasher with one round instead of a million, for secrets of at least 256 random bits.

    Rounds slow down whoever guesses passwords. Nobody guesses such a secret, however fast each try is.

    source   docs/sources/referrals.md#secrets-of-machine-clients
    """

    algorithm = "one_round_sha256"
    iterations = 1


class Validator(OAuth2Validator):
    """The library's validator; a secret whose hash is of another kind is stored anew when it was right."""

    def _check_secret(self, provided_secret: str, stored_secret: str) -> bool:
        def store(secret: str) -> None:
            if not read_only.is_on():
                store_secret_anew(stored_secret, secret=secret)

        return check_password(provided_secret, stored_secret, store, preferred=SecretHasher.algorithm)

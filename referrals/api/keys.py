"""The RSA key that signs tokens, and its public half for whoever wants to check them."""

import hashlib
import os
import tempfile
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.core.checks import Error, register
from django.core.exceptions import ImproperlyConfigured
from jwt.algorithms import RSAAlgorithm


@lru_cache(maxsize=1)
def private_key() -> rsa.RSAPrivateKey:
    """The key from API_PRIVATE_KEY. A demonstration without one makes it and keeps it in the run-time folder.

    raises   ImproperlyConfigured
    """
    pem = settings.API_PRIVATE_KEY.replace("\\n", "\n").encode()
    if not pem and settings.DEMONSTRATION:
        pem = _demonstration_key(Path(settings.VAR_DIR) / "api-key.pem")
    if not pem:
        raise ImproperlyConfigured("Set API_PRIVATE_KEY to an RSA key in PEM: it signs the API's tokens.")
    key = serialization.load_pem_private_key(pem, password=None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise ImproperlyConfigured("API_PRIVATE_KEY must be an RSA key.")
    return key


def _demonstration_key(kept: Path) -> bytes:
    if not kept.exists():
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        pem = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        kept.parent.mkdir(parents=True, exist_ok=True)
        _keep_first(kept, pem)
    return kept.read_bytes()


def _keep_first(kept: Path, pem: bytes) -> None:
    """Writes the file whole, unless another process has written it first: several may begin at once."""
    with tempfile.NamedTemporaryFile(dir=kept.parent, prefix=kept.name) as written:
        written.write(pem)
        written.flush()
        with suppress(FileExistsError):
            os.link(written.name, kept)


def key_id() -> str:
    public = private_key().public_key()
    der = public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(der).hexdigest()[:16]


def public_keys() -> dict[str, Any]:
    """The key set of /.well-known/jwks.json."""
    key = RSAAlgorithm.to_jwk(private_key().public_key(), as_dict=True)
    named = {"kty": key["kty"], "use": "sig", "alg": "RS256", "kid": key_id()}
    return {"keys": [named | {"n": key["n"], "e": key["e"]}]}


@register(deploy=True)
def a_key_is_set(**_: Any) -> list[Error]:
    if not settings.API_PRIVATE_KEY and not settings.DEMONSTRATION:
        return [Error("API_PRIVATE_KEY is not set.", hint="An RSA key in PEM.", id="referrals.E001")]
    return []

"""Settings of mozilla-django-oidc, to sign in with an organisation's own accounts (OpenID Connect)."""

from typing import Any

from probation.settings import environment as env

BACKEND = "core.sign_in.OrganisationBackend"


def settings() -> dict[str, Any]:
    """The library's settings, from the environment. Called only if OIDC_CLIENT_ID is set."""
    return {
        "OIDC_RP_CLIENT_ID": env.required("OIDC_CLIENT_ID"),
        "OIDC_OP_ISSUER": env.required("OIDC_ISSUER"),
        "OIDC_RP_CLIENT_SECRET": env.required("OIDC_CLIENT_SECRET"),
        "OIDC_OP_AUTHORIZATION_ENDPOINT": env.required("OIDC_AUTHORIZATION_URL"),
        "OIDC_OP_TOKEN_ENDPOINT": env.required("OIDC_TOKEN_URL"),
        "OIDC_OP_USER_ENDPOINT": env.required("OIDC_USER_URL"),
        "OIDC_OP_JWKS_ENDPOINT": env.required("OIDC_JWKS_URL"),
        "OIDC_RP_SIGN_ALGO": env.text("OIDC_SIGN_ALGORITHM", "RS256"),
        "OIDC_RP_SCOPES": "openid email profile",
        "OIDC_CREATE_USER": False,
        "OIDC_USE_PKCE": True,
        "OIDC_TIMEOUT": 10,
    }

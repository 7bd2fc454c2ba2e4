"""Reads the values of the settings from the environment."""

import os
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """The value of a variable. An empty one counts as unset, because compose passes unset ones as empty."""
    return os.environ.get(name, "").strip() or default


def required(name: str) -> str:
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"Set {name} in the environment. docs/operations.md lists what is needed.")
    return value


def flag(name: str, default: bool = False) -> bool:
    value = text(name)
    return default if not value else value.lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def broker_url(redis_url: str) -> str:
    """A Redis address as Celery writes it, which differs for a unix socket."""
    if redis_url.startswith("unix://"):
        return "redis+socket://" + urlsplit(redis_url).path
    return redis_url

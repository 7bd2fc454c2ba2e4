"""Reads the environment: the only place that does."""

import os
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """An empty variable is one that is not set: compose passes what nobody gave as empty."""
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
    """Celery's spelling of a Redis address; ours may be a unix socket."""
    if redis_url.startswith("unix://"):
        return "redis+socket://" + urlsplit(redis_url).path
    return redis_url

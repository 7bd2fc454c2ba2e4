"""Valkey as Django's cache, used so that the service goes on while Valkey does not answer.

Then a `MayBeAway` is an empty cache that keeps nothing, and a `CountsAnyway` counts in each process alone.
"""

import time
from collections.abc import Callable
from typing import Any, ClassVar

import structlog
from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.dummy import DummyCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from django.utils.connection import ConnectionProxy
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

log = structlog.get_logger("cache")
#: seconds before a server that did not answer is asked again
LEFT_ALONE = 2
rates = ConnectionProxy(caches, "rates")
#: a page must not hang on a server that does not answer; one retry is for a connection that a restart broke
CONNECTION = {"socket_connect_timeout": 1, "socket_timeout": 1, "retry": Retry(NoBackoff(), 1)}
MINUTE = 60
#: address of a server -> until when this process leaves it alone, on its monotonic clock
_away_until: dict[str, float] = {}
METHODS = (
    "add",
    "get",
    "set",
    "touch",
    "delete",
    "get_many",
    "has_key",
    "incr",
    "set_many",
    "delete_many",
    "clear",
)


def _guarded(name: str) -> Callable[..., Any]:
    def method(self: "MayBeAway", *args: Any, **kwargs: Any) -> Any:
        if name in self.always_tried or time.monotonic() >= _away_until.get(self.address, 0):
            try:
                return getattr(RedisCache, name)(self, *args, **kwargs)
            except (RedisError, OSError) as error:
                _away_until[self.address] = time.monotonic() + LEFT_ALONE
                log.error("cache-away", error=type(error).__name__)
        return getattr(self.stand_in, name)(*args, **kwargs)

    method.__name__ = name
    return method


class MayBeAway(RedisCache):
    """While the server is away nothing is found and nothing is kept.

    stand_in       the cache that answers meanwhile
    always_tried   methods that try the server though it did not answer a moment ago: a session that has ended
                   must not live on in a cache that has just come back
    """

    always_tried: ClassVar[frozenset[str]] = frozenset({"delete", "delete_many"})

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, {**params, "OPTIONS": {**CONNECTION, **params.get("OPTIONS", {})}})
        self.address = server
        self.stand_in = self.make_stand_in(params)

    def make_stand_in(self, params: dict[str, Any]) -> BaseCache:
        return DummyCache("", params)

    def answers(self) -> bool:
        """Whether the server answers now."""
        try:
            return bool(self._cache.get_client().ping())
        except (RedisError, OSError):
            return False

    def disconnect(self) -> None:
        """Closes the connections of this thread, which must not be there when the process forks."""
        self._cache.get_client().connection_pool.disconnect()


for _name in METHODS:
    setattr(MayBeAway, _name, _guarded(_name))


class ForAMinute(MayBeAway):
    """For sessions, whose rows in the database count: what a server that was away holds is soon gone."""

    def get_backend_timeout(self, timeout: Any = DEFAULT_TIMEOUT) -> int:
        asked = super().get_backend_timeout(timeout)
        return MINUTE if asked is None else int(min(asked, MINUTE))


class CountsAnyway(MayBeAway):
    """For limits of rates. While the server is away each process counts by itself."""

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """As Django's. A count that was begun before the server went, or came back, begins again."""
        try:
            return _guarded("incr")(self, key, delta, version)
        except ValueError:
            self.set(key, delta, version=version)
            return delta

    def make_stand_in(self, params: dict[str, Any]) -> BaseCache:
        return LocMemCache("rates", {**params, "OPTIONS": {"MAX_ENTRIES": 10_000}})

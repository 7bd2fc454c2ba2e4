"""The settings of the tests: the live settings, with what would be slow or reach outside replaced.

./test sets the addresses and the secret in the environment, from which the live settings read them.
"""

import os
from urllib.parse import urlsplit

from probation.settings import *  # noqa: F403
from probation.settings import (
    CACHES,
    CONNECTION,
    MIGRATION_DATABASE_URL,
    OPTIONS,
    PASSWORD_HASHERS,
    REDIS_URL,
    STORAGES,
    dj_database_url,
    env,
)

# The test database belongs to the role that migrates; core/tests/test_grants.py tests the application's role.
DATABASES = {"default": dj_database_url.parse(MIGRATION_DATABASE_URL, **CONNECTION)}
DATABASES["default"].setdefault("OPTIONS", {}).update(OPTIONS)
USE_I18N = True  # words are looked up, as they will be with a second language
# Tests read the SQL that is sent; core/tests/test_built_once.py has plans kept. Each query built once is
# compared with the same built anew, wherever a test comes by it.
KEEPS_PLANS = False
CHECKS_BUILT_ONCE = True
# A migrated database to copy, if ./test has made one: PostgreSQL copies it in a fraction of a second.
DATABASES["default"]["TEST"] = {"TEMPLATE": env.text("TEST_TEMPLATE") or None}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *PASSWORD_HASHERS]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_AUTOREFRESH = True  # nothing is collected in tests, and nothing warns about that

# Each of the parallel test processes has a database, so each has a queue and a cache of its own too.
_number = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
if REDIS_URL.startswith("unix://"):
    _socket = urlsplit(REDIS_URL).path
    REDIS_URL = f"unix://{_socket}?db={_number}"
    CELERY_BROKER_URL = f"redis+socket://{_socket}?virtual_host={_number}"
else:
    REDIS_URL = CELERY_BROKER_URL = urlsplit(REDIS_URL)._replace(path=f"/{_number}").geturl()
CACHES = {name: {**cache, "LOCATION": REDIS_URL} for name, cache in CACHES.items()}

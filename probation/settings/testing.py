"""The settings of the test run: the live ones, with what a test must not wait for."""

import os

# The test database is made and owned by the role that migrates; tests of the application's own
# role open their own connection (core/tests/test_grants.py).
if os.environ.get("MIGRATION_DATABASE_URL"):
    os.environ["DATABASE_URL"] = os.environ["MIGRATION_DATABASE_URL"]
os.environ.setdefault("DEMONSTRATION", "1")
os.environ.setdefault("SECRET_KEY", "only for tests, 50 characters long and then some more")

from probation.settings import *  # noqa: F403
from probation.settings import STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

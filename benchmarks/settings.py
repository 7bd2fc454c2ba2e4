"""The service's settings, with one address more: a near-empty page that other pages are compared with."""

from probation.settings import *  # noqa: F403
from probation.settings import BASE_DIR, STORAGES, TEMPLATES, VAR_DIR, logs

ROOT_URLCONF = "benchmarks.urls"
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], BASE_DIR / "benchmarks" / "templates"]
#: Static files need not be collected first. Looking a name up in a manifest would cost no more than this.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
LOGGING = logs.logging_to(str(VAR_DIR / "benchmarks.log"), level="INFO")

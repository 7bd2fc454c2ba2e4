"""The service's settings, with one more address: the near-empty page that others are compared with."""

from probation.settings import *  # noqa: F403
from probation.settings import BASE_DIR, STORAGES, TEMPLATES, VAR_DIR, logs

ROOT_URLCONF = "benchmarks.urls"
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], BASE_DIR / "benchmarks" / "templates"]
#: no front end need be collected: a name looked up in a manifest costs no more than a name joined
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
LOGGING = logs.logging_to(str(VAR_DIR / "benchmarks.log"), level="INFO")

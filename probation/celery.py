"""The Celery application. Its schedule is in probation/schedule.py."""

import gc
import os

from celery import Celery
from celery.signals import setup_logging, worker_before_create_process

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "probation.settings")

app = Celery("probation")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def use_django_logging(**_: object) -> None:
    """Keeps the structured logs, which Celery would otherwise replace with its own."""
    from logging.config import dictConfig

    from django.conf import settings

    dictConfig(settings.LOGGING)


@worker_before_create_process.connect
def share_memory(**_: object) -> None:
    """Keeps the garbage collector off what is loaded: memory is shared until somebody writes to it."""
    gc.freeze()

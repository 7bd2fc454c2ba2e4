"""The project: settings, the table of addresses, Celery and its schedule."""

from probation.celery import app as celery_app

__all__ = ["celery_app"]

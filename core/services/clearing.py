"""Clears away what libraries leave behind: sessions, the API's tokens, counted sign-in failures."""

from datetime import datetime, timedelta
from importlib import import_module

from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from oauth2_provider.models import clear_expired, get_access_token_model

#: how long django-axes keeps its notes of who signed in from where; the audit has its own entries
SIGN_INS_KEPT_FOR = timedelta(days=30)


def drop_ended_sessions() -> None:
    """Deletes expired sessions, which hold what users filtered lists by. Django leaves them in the table."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def drop_expired_tokens() -> int:
    """Deletes the API's access tokens past their 20 minutes; returns how many."""
    tokens = get_access_token_model().objects
    before = tokens.count()
    clear_expired()
    return before - tokens.count()


def forget_sign_in_failures(*, at: datetime) -> int:
    """Deletes counted failures whose lock has ended, and old notes of sign-ins; returns how many."""
    ended = AccessAttempt.objects.filter(attempt_time__lt=at - settings.AXES_COOLOFF_TIME)
    noted = AccessLog.objects.filter(attempt_time__lt=at - SIGN_INS_KEPT_FOR)
    return ended.delete()[0] + noted.delete()[0]

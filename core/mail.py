"""Sends every email. The outbox's handlers call it, so that no email is lost when a request fails.

An email is sent twice if the process dies after sending it and before the outbox stores that; it is never
left out. Its words must be fit for an ordinary inbox, without a name of a person on probation. The log holds
no email address.
"""

import sys
from collections.abc import Sequence

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

log = structlog.get_logger(__name__)


def send(*, to: str, subject: str, body: str, kind: str) -> bool:
    """Sends one email; returns False if there is no address. A failure raises, and the outbox tries again.

    kind   names the email in the log, which does not say whom it went to
    """
    if not to:
        log.warning("mail-without-address", kind=kind)
        return False
    EmailMessage(subject=subject, body=body, to=[to]).send(fail_silently=False)
    log.info("mail-sent", kind=kind)
    return True


def link(path: str) -> str:
    """The full address of a page, for an email; `path` begins with a slash."""
    return f"{settings.SERVICE_URL}{path}"


class ConsoleBackend(BaseEmailBackend):
    """Prints emails instead of sending them. It is the default, so that none is sent by mistake."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            to = ", ".join(hidden(address) for address in message.to)
            sys.stdout.write(f"Mail to {to}\n{message.subject}\n\n{message.body}\n{'-' * 70}\n")
        sys.stdout.flush()
        return len(email_messages)


def hidden(address: str) -> str:
    """Enough of an address to tell two apart on a screen, not enough to write to (r...@example.org)."""
    name, _, domain = address.partition("@")
    return f"{name[:1]}...@{domain}"

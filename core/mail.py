"""Mail: one door out. Called by handlers of the outbox, so that a letter is never lost with a request.

A letter may go twice after a crash between sending and the mark that it was sent; it is never left out.
What it says must be fit for an ordinary inbox: no name of a person on probation, no address in a log.
"""

import sys
from collections.abc import Sequence

import structlog
from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

log = structlog.get_logger(__name__)


def send(*, to: str, subject: str, body: str, kind: str) -> bool:
    """Sends one letter; whether it had somewhere to go. A failure raises, and the outbox tries again.

    kind   names the letter in the log, in place of whom it went to
    """
    if not to:
        log.warning("mail-without-address", kind=kind)
        return False
    EmailMessage(subject=subject, body=body, to=[to]).send(fail_silently=False)
    log.info("mail-sent", kind=kind)
    return True


def link(path: str) -> str:
    """An address for a letter; `path` begins with a slash."""
    return f"{settings.SERVICE_URL}{path}"


class ConsoleBackend(BaseEmailBackend):
    """Prints letters instead of sending them: the default, so that nothing goes out unasked."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            to = ", ".join(hidden(address) for address in message.to)
            sys.stdout.write(f"Mail to {to}\n{message.subject}\n\n{message.body}\n{'-' * 70}\n")
        sys.stdout.flush()
        return len(email_messages)


def hidden(address: str) -> str:
    """Enough of an address to tell two apart on a screen, not enough to write to: r...@example.org"""
    name, _, domain = address.partition("@")
    return f"{name[:1]}...@{domain}"

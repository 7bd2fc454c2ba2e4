"""Removes the second step of a user who lost the phone that makes their codes, as an administrator does."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import clock
from core.errors import RuleBroken
from core.models import User
from core.services.second_step import remove_second_step
from core.typed import tidying


class Command(BaseCommand):
    help = "Removes a user's second step of signing in. For the last administrator; others ask one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("reason", help="why, for the audit")

    def handle(self, *args: Any, **options: Any) -> None:
        reason = tidying.one_line(options["reason"])
        if not reason:
            raise CommandError("Say why: the audit keeps it.")
        try:
            user = remove_second_step(options["username"], reason, by=None, at=clock.now())
        except User.DoesNotExist:
            raise CommandError(f"Nobody signs in as {options['username']}.") from None
        except RuleBroken as broken:
            raise CommandError(f"{broken.reason}.") from None
        self.stdout.write(f"{user.username} signs in with the password alone.")

"""Gives a user a role: `manage.py give_role ana ADM` makes the first administrator."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import clock
from core.models import Role, User
from core.roles import RoleCode
from core.services.roles import give_role
from core.typed import tidying


def _code(typed: str) -> str:
    return tidying.bare(typed).upper()


class Command(BaseCommand):
    help = "Gives a user a role. Administrators give the rest at /admin/."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("role", type=_code, choices=[code.value for code in RoleCode])

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            holding = give_role(options["username"], options["role"], by=None, at=clock.now())
        except User.DoesNotExist:
            raise CommandError(f"Nobody signs in as {options['username']}.") from None
        except Role.DoesNotExist:
            raise CommandError("The roles are not loaded: run manage.py load_reference first.") from None
        self.stdout.write(f"{holding.user.username} holds {holding.role.words}.")

"""manage.py apply_grants: sets the rights of the application's database role, after every migration."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection, transaction

from core.grants import apply_grants


class Command(BaseCommand):
    help = "Let the application's database role read and write rows, and only add to audit and history."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        role = settings.APPLICATION_ROLE
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            owner = cursor.fetchone()[0]
        if role == owner:
            self.stdout.write(f"{owner} both owns the tables and serves: there are no rights to set.")
            return
        count = apply_grants(role)
        self.stdout.write(f"{role} may only add to {count} tables, and reads and writes the others.")

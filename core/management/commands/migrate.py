"""Django's migrate, quicker: see core/lean_migrations.py. MIGRATE_PLAINLY=1 leaves it as Django has it."""

import os
from typing import Any

from django.core.management.commands import migrate

from core.lean_migrations import lean_rendering


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> Any:
        if os.environ.get("MIGRATE_PLAINLY") == "1":
            return super().handle(*args, **options)
        with lean_rendering():
            return super().handle(*args, **options)

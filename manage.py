#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys

#: they alter tables, indexes or rights, so they sign in to the database as the owner (MIGRATION_DATABASE_URL)
COMMANDS_OF_THE_OWNER = {"migrate", "apply_grants", "pgtrigger", "seed_demo"}

#: they touch neither database nor queue, and so run on a bare checkout; the settings still want addresses
COMMANDS_WITHOUT_SERVERS = {"score"}
NO_SERVERS = {
    "SECRET_KEY": "unused",
    "DATABASE_URL": "postgresql:///none",
    "REDIS_URL": "redis://none",
    "SERVICE_URL": "http://localhost",
}


def main() -> None:
    if COMMANDS_WITHOUT_SERVERS.intersection(sys.argv[1:2]):
        for name, value in NO_SERVERS.items():
            os.environ.setdefault(name, value)
    if COMMANDS_OF_THE_OWNER.intersection(sys.argv[1:2]):
        os.environ.setdefault("AS_OWNER", "1")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "probation.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

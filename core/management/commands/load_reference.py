"""Loads every app's code lists from its reference/ folder, then checks that the program's codes are there."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import clock
from core.reference_data import ReferenceProblem, load_all


class Command(BaseCommand):
    help = "Loads code lists, organisation and other reference data from the files in */reference/."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="name the lists that did not change too")

    def handle(self, *args: Any, **options: Any) -> None:
        lists = rows = 0
        try:
            for loader, counts in load_all(clock.today()):
                lists, rows = lists + 1, rows + counts.total
                if counts.differ or options["all"]:
                    self.stdout.write(f"{loader.app} {loader.name}: {counts}")
        except ReferenceProblem as problem:
            raise CommandError(str(problem)) from problem
        self.check(tags=["reference"], databases=["default"], include_deployment_checks=True)
        self.stdout.write(self.style.SUCCESS(f"{rows:,} rows of {lists} lists are as their files say."))

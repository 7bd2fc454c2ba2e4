"""Makes the demonstration world: fictional people by the dozen or by the million."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from cases.models import Person
from core import clock
from core.calendar.typed_dates import EARLIEST, LATEST, read_date

FEWEST = 40


def a_day(typed: str) -> date:
    day = read_date(typed)
    if day is None or not EARLIEST <= day <= LATEST:
        raise ArgumentTypeError(f"{typed} is no date like 2026-03-02 or 2/3/2026")
    return day


class Command(BaseCommand):
    help = "Fills an empty demonstration with fictional people. The same arguments give the same rows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, default=500, help="how many, 500 if not said")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--on", type=a_day, help="the day it is in the world; today if not said")
        parser.add_argument(
            "--national",
            action="store_true",
            help="a part of the national index, to be measured: three in ten supervised, fewer rows for each"
            " life, staff and referrals in proportion",
        )
        parser.add_argument("--progress", action="store_true", help="say how far it is, line by line")

    def handle(
        self,
        *args: Any,
        people: int,
        seed: int,
        on: date | None,
        progress: bool,
        national: bool = False,
        **options: Any,
    ) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("This is not a demonstration (DEMONSTRATION is off): nothing was made.")
        if people < FEWEST:
            raise CommandError(f"The world has {FEWEST} people at least: those with names live in it.")
        if Person.objects.exists():
            raise CommandError("There are people already. Begin with an empty database.")
        try:
            import faker  # noqa: F401
        except ImportError as missing:
            raise CommandError("Names come from Faker: pip install -r requirements-embedded.txt") from missing
        from probation.demonstration.world import make_world

        make_world(
            people=people,
            seed=seed,
            on=on or clock.today(),
            national=national,
            tell=self._report if progress else _report_nothing,
        )
        self.stdout.write(f"Made {people:,} people.")

    def _report(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


def _report_nothing(words: str) -> None:
    """Takes the place of `_report` without --progress."""

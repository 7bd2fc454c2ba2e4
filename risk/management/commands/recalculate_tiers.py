"""`manage.py recalculate_tiers`: tiers and targeting of one person, or of everybody with a current record."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.people.queries.records import by_crn
from core import clock
from core.typed.terms import LABELS, terms
from risk.services.recalculation import recalculate_everybody, recalculate_person


class Command(BaseCommand):
    help = "Works tiers and custody targeting out again; what has not changed is not written."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--crn", help="one person; everybody with a current record without it")
        parser.add_argument("--after", type=int, default=0, help="go on after this key of a broken run")

    def handle(self, *args: Any, crn: str | None, after: int, **options: Any) -> None:
        at = clock.now()
        if crn:
            person = by_crn("".join(terms(crn, without=LABELS)))
            if person is None:
                raise CommandError(f"There is no record {crn}")
            recalculate_person(person.pk, by=None, at=at)
            person.refresh_from_db(fields=["tier_code"])
            self.stdout.write(f"{person.crn}: tier {person.tier_code}")
            return
        people = changed = 0
        for chunk in recalculate_everybody(at=at, after=after):
            people, changed = people + chunk.people, changed + chunk.changed
            self.stdout.write(f"{people:,} people, {changed:,} tiers changed, last key {chunk.last_id}")
        self.stdout.write(f"Done: {people:,} people, {changed:,} tiers changed")

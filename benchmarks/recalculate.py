"""One person's tier worked out again in the change's transaction, against the bare update of a column."""

from collections.abc import Iterator

from django.db import connection, transaction

from benchmarks.measure import Timings, alternate
from benchmarks.report import Finding, Line
from benchmarks.search import sql_seconds
from core import clock
from risk.queries.tiers import next_people
from risk.services.recalculation import recalculate_person

OTHER_TIER = (
    "UPDATE cases_person SET tier_code = CASE tier_code WHEN 'A3S' THEN 'A3' ELSE 'A3S' END WHERE id = %s"
)
AS_BEFORE = "UPDATE cases_person SET updated_at = now() WHERE id = %s"


def run(*, rounds: int, sample: int) -> Iterator[Finding]:
    people = next_people(after=0, size=sample)
    in_sql = {"unchanged": Timings(), "changed": Timings()}

    def bare(person_id: int) -> int:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(AS_BEFORE, [person_id])
        return 1

    def unchanged(person_id: int) -> int:
        with sql_seconds() as spent:
            recalculate_person(person_id, by=None, at=clock.now())
        in_sql["unchanged"].seconds.append(spent())
        return 1

    def changed(person_id: int) -> int:
        """The record shows another tier: it is closed, opened, written into the contacts, and told."""
        with sql_seconds() as spent, transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(OTHER_TIER, [person_id])
            recalculate_person(person_id, by=None, at=clock.now())
        in_sql["changed"].seconds.append(spent())
        return 1

    met = alternate({"bare": bare, "unchanged": unchanged, "changed": changed}, people, rounds=rounds)
    reference = "UPDATE and commit"
    yield Line(
        what="recalculated, tier changed", reference=reference, real=met["changed"], bare=met["bare"], most=4
    )
    yield Line(what="  of which SQL", reference=reference, real=in_sql["changed"], bare=met["bare"])
    yield Line(
        what="recalculated, nothing changed",
        reference=reference,
        real=met["unchanged"],
        bare=met["bare"],
        most=4,
    )
    yield Line(what="  of which SQL", reference=reference, real=in_sql["unchanged"], bare=met["bare"])

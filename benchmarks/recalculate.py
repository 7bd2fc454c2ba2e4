"""One person's tier worked out again in the change's transaction, against the bare update of a column."""

from collections.abc import Iterator

from django.db import connection, transaction

from benchmarks.measure import Timings, alternate
from benchmarks.report import Finding, Line, Note
from benchmarks.search import sql_seconds
from core import clock
from risk.models import TierCalculation
from risk.services.recalculation import recalculate_person

AS_BEFORE = "UPDATE cases_person SET updated_at = now() WHERE id = %s"
#: RoSH registrations of people under supervision whose tier follows them: one each, and no MAPPA besides
REGISTERED = """
    SELECT entry.person_id, min(entry.id), min(entry.type_id) FROM cases_registration entry
    JOIN cases_registrationtype type ON type.id = entry.type_id
    JOIN cases_person person ON person.id = entry.person_id
    WHERE entry.deregistered_on IS NULL AND entry.removed_at IS NULL AND type.code ~ '^(R[VHML][HR][RH]|MAPP)$'
      AND person.tier_code <> '' AND person.removed_at IS NULL AND person.practice_learner_id IS NULL
      AND person.merged_into_id IS NULL
    GROUP BY entry.person_id HAVING count(*) = 1 AND min(type.code) <> 'MAPP'
    ORDER BY entry.person_id LIMIT %s
"""
TYPES = "SELECT (SELECT id FROM cases_registrationtype WHERE code = code.of) FROM unnest(%s) AS code (of)"
#: from very high RoSH to low and back: the tier is another each time
FLIPPED = "UPDATE cases_registration SET type_id = CASE type_id WHEN %s THEN %s ELSE %s END WHERE id = %s"
AS_IT_WAS = "UPDATE cases_registration SET type_id = %s WHERE id = %s"


def run(*, rounds: int, sample: int) -> Iterator[Finding]:
    registered = {person_id: (entry, type) for person_id, entry, type in _rows(REGISTERED, sample)}
    (very_high,), (low,) = _rows(TYPES, ["RVHR", "RLRH"])
    in_sql = {"unchanged": Timings(), "changed": Timings()}

    def bare(person_id: int) -> int:
        with transaction.atomic():
            _write(AS_BEFORE, person_id)
        return 1

    def unchanged(person_id: int) -> int:
        with sql_seconds() as spent:
            recalculate_person(person_id, by=None, at=clock.now())
        in_sql["unchanged"].seconds.append(spent())
        return 1

    def changed(person_id: int) -> int:
        """The tier is another: calculated, closed and opened, written into the contacts, audited and told."""
        with sql_seconds() as spent, transaction.atomic():
            _write(FLIPPED, very_high, low, very_high, registered[person_id][0])
            recalculate_person(person_id, by=None, at=clock.now())
        in_sql["changed"].seconds.append(spent())
        return 1

    for person_id in registered:
        recalculate_person(person_id, by=None, at=clock.now())
    before = TierCalculation.objects.count()
    acts = {"bare": bare, "unchanged": unchanged, "changed": changed}
    met = alternate(acts, list(registered), rounds=rounds)
    stored = TierCalculation.objects.count() - before
    for person_id, (entry, type) in registered.items():
        _write(AS_IT_WAS, type, entry)
        recalculate_person(person_id, by=None, at=clock.now())
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
    yield Note(
        f"Recalculation: the change itself, one UPDATE, and the commit are in it. Of {len(registered)} people,"
        f" {rounds + 1} times each, {stored:,} calculations were stored."
    )


def _rows(statement: str, *params: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall()


def _write(statement: str, *params: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)

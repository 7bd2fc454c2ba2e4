"""Working one person's tier out again within the transaction of a change, against the update of a column."""

from collections.abc import Iterator

from django.db import connection, transaction

from benchmarks import batch
from benchmarks.measure import Timings, alternate
from benchmarks.report import Finding, Line, Note
from benchmarks.search import sql_seconds
from cases.codes import ContactTypeCode
from core import clock
from risk.models import TierCalculation
from risk.services.recalculation import recalculate_person

AS_BEFORE = "UPDATE cases_person SET updated_at = now() WHERE id = %s"
#: RoSH registrations of people under supervision who have one and no MAPPA, so that the tier follows it
REGISTERED = """
    SELECT entry.person_id, min(entry.id), min(entry.type_id) FROM cases_registration entry
    JOIN cases_registrationtype type ON type.id = entry.type_id
    JOIN cases_person person ON person.id = entry.person_id
    WHERE entry.deregistered_on IS NULL AND entry.removed_at IS NULL
      AND type.code ~ '^(RVHR|RHRH|RMRH|RLRH|MAPP)$'
      AND person.tier_code <> '' AND person.removed_at IS NULL AND person.practice_learner_id IS NULL
      AND person.merged_into_id IS NULL
    GROUP BY entry.person_id HAVING count(*) = 1 AND min(type.code) <> 'MAPP'
    ORDER BY entry.person_id LIMIT %s
"""
TYPES = "SELECT (SELECT id FROM cases_registrationtype WHERE code = code.of) FROM unnest(%s) AS code (of)"
#: from very high RoSH to low and back: the tier changes each time
FLIPPED = "UPDATE cases_registration SET type_id = CASE type_id WHEN %s THEN %s ELSE %s END WHERE id = %s"
#: What a change of tier writes, copied from stored rows: the registration, the calculation, the tier, the
#: contact, the person, the audit and the notice
OF_ONE = """
    WITH answers AS (
        SELECT person_id, code, because FROM risk_tiercalculation
        WHERE superseded_at IS NULL AND person_id = %(person)s
    )
"""
SAME_ROWS = (
    "UPDATE cases_registration SET updated_at = now() WHERE id = %(entry)s",
    OF_ONE + batch.ENDED_TIERS,
    OF_ONE + batch.TIERS,
    OF_ONE + batch.CONTACTS.format(columns=", ".join(batch.PLAIN), values=", ".join(batch.PLAIN.values())),
    """
    WITH old AS (
        UPDATE risk_tiercalculation SET superseded_at = greatest(calculated_at, now())
        WHERE superseded_at IS NULL AND person_id = %(person)s RETURNING *
    )
    INSERT INTO risk_tiercalculation (uuid, calculated_at, {columns})
    SELECT gen_random_uuid(), now(), {columns} FROM old
    """.format(columns=", ".join(batch.copied_columns())),
    "UPDATE cases_person SET updated_at = now() WHERE id = %(person)s",
    """
    INSERT INTO core_auditentry (at, by_name, for_name, act, record_kind, record_key, crn, outcome, details,
                                 correlation_id)
    SELECT now(), 'system', '', 'tier-calculated', 'risk.tiercalculation', id::text, crn, 'done', '{}', ''
    FROM cases_person WHERE id = %(person)s
    """,
    """
    INSERT INTO core_outboxrow (uuid, kind, key, payload, correlation_id, created_at, attempts, last_error)
    SELECT gen_random_uuid(), 'risk.TierChanged', '',
           jsonb_build_object('person_id', id, 'crn', crn, 'calculation_id', id), '', now(), 0, ''
    FROM cases_person WHERE id = %(person)s
    """,
)
AS_IT_WAS = "UPDATE cases_registration SET type_id = %s WHERE id = %s"


def run(*, rounds: int, sample: int) -> Iterator[Finding]:
    registered = {person_id: (entry, type) for person_id, entry, type in _rows(REGISTERED, sample)}
    (very_high,), (low,) = _rows(TYPES, ["RVHR", "RLRH"])
    in_sql = {"unchanged": Timings(), "changed": Timings()}

    def bare(person_id: int) -> int:
        with transaction.atomic():
            _write(AS_BEFORE, person_id)
        return 1

    def same_rows(person_id: int) -> int:
        values = {
            "person": person_id,
            "entry": registered[person_id][0],
            "type": ContactTypeCode.TIER_CALCULATED.value,
        }
        with transaction.atomic(), connection.cursor() as cursor:
            for statement in SAME_ROWS:
                cursor.execute(statement, values)
        return 1

    def unchanged(person_id: int) -> int:
        with sql_seconds() as spent:
            recalculate_person(person_id, by=None, at=clock.now())
        in_sql["unchanged"].seconds.append(spent())
        return 1

    def changed(person_id: int) -> int:
        """The tier changes: it is calculated, stored, entered as a contact, audited and published."""
        with sql_seconds() as spent, transaction.atomic():
            _write(FLIPPED, very_high, low, very_high, registered[person_id][0])
            recalculate_person(person_id, by=None, at=clock.now())
        in_sql["changed"].seconds.append(spent())
        return 1

    for person_id in registered:
        recalculate_person(person_id, by=None, at=clock.now())
    before = TierCalculation.objects.count()
    acts = {"bare": bare, "same rows": same_rows, "unchanged": unchanged, "changed": changed}
    met = alternate(acts, list(registered), rounds=rounds)
    stored = TierCalculation.objects.count() - before - len(registered) * (rounds + 1)
    for person_id, (entry, type) in registered.items():
        _write(AS_IT_WAS, type, entry)
        recalculate_person(person_id, by=None, at=clock.now())
    yield from _lines(met, in_sql)
    yield Note(
        f"Recalculation: the change, one UPDATE, and the commit are in it. Of {len(registered)} people,"
        f" {rounds + 1} times each, {stored:,} calculations were stored."
    )


def _lines(met: dict[str, Timings], in_sql: dict[str, Timings]) -> Iterator[Line]:
    reference = "UPDATE and commit"
    yield Line(what="recalculated, tier changed", reference=reference, real=met["changed"], bare=met["bare"])
    yield Line(what="  of which SQL", reference=reference, real=in_sql["changed"], bare=met["bare"])
    yield Line(
        what="recalculated, tier changed",
        reference="the same rows by SQL and commit",
        real=met["changed"],
        bare=met["same rows"],
        most=1.3,
    )
    yield Line(
        what="recalculated, nothing changed",
        reference=reference,
        real=met["unchanged"],
        bare=met["bare"],
        most=4,
    )
    yield Line(what="  of which SQL", reference=reference, real=in_sql["unchanged"], bare=met["bare"])


def _rows(statement: str, *params: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall()


def _write(statement: str, *params: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)

"""The nightly batch of tiers, read to write, against SQL statements that write the same answers.

Each round runs in a transaction that is rolled back, so that the next begins with the same rows.
"""

import time
from collections.abc import Callable, Iterator

from django.db import connection, transaction

from benchmarks.measure import Timings
from benchmarks.report import Finding, Line, Note
from benchmarks.worlds import as_owner
from cases.codes import ContactTypeCode
from core import clock
from risk.models import TierCalculation
from risk.services.recalculation import recalculate_everybody

#: everybody's tier is another, and nobody's calculation stands: what the batch then finds has changed
UNSETTLE = (
    "UPDATE cases_person SET tier_code = CASE tier_code WHEN 'A3S' THEN 'A3' ELSE 'A3S' END"
    " WHERE tier_code <> ''",
    "UPDATE cases_managementtier SET code = CASE code WHEN 'A3S' THEN 'A3' ELSE 'A3S' END"
    " WHERE ended_at IS NULL",
    "UPDATE risk_tiercalculation SET superseded_at = greatest(calculated_at, now())"
    " WHERE superseded_at IS NULL",
)
ANSWERS = """
    CREATE TEMPORARY TABLE answers ON COMMIT DROP AS
    SELECT c.person_id, c.code, c.id AS calculation_id
    FROM risk_tiercalculation c JOIN cases_person p ON p.id = c.person_id
    WHERE c.superseded_at IS NULL AND p.tier_code <> ''
"""
ONE_COLUMN = """
    UPDATE cases_person p SET tier_code = a.code FROM answers a
    WHERE p.id = a.person_id AND p.tier_code IS DISTINCT FROM a.code
"""
CALCULATIONS = """
    INSERT INTO risk_tiercalculation (uuid, calculated_at, {columns})
    SELECT gen_random_uuid(), now(), {columns} FROM risk_tiercalculation c
    WHERE c.id IN (SELECT calculation_id FROM answers)
"""
ENDED_TIERS = """
    UPDATE cases_managementtier t SET ended_at = greatest(t.began_at, now()), updated_at = now()
    FROM answers a WHERE t.person_id = a.person_id AND t.ended_at IS NULL
"""
TIERS = """
    INSERT INTO cases_managementtier (person_id, code, began_at, because, created_at, updated_at)
    SELECT person_id, code, now(), '{}', now(), now() FROM answers
"""
CONTACTS = """
    INSERT INTO cases_contact (uuid, person_id, type_id, "on", team_id, staff_id, description, {columns})
    SELECT gen_random_uuid(), a.person_id, (SELECT id FROM cases_contacttype WHERE code = %s), current_date,
           held.team_id, held.staff_id, 'Tier ' || a.code, {values}
    FROM answers a LEFT JOIN LATERAL (
        SELECT staff_id, team_id FROM cases_allocation
        WHERE person_id = a.person_id AND ended_on IS NULL LIMIT 1
    ) held ON true WHERE held.staff_id IS NOT NULL
"""
#: of a contact's columns without a default in the database, those the statement above does not name
PLAIN = {
    "is_appointment": "false",
    "is_national_standards": "false",
    "enforcement_open": "false",
    "is_alert": "false",
    "is_sensitive": "false",
    "is_rar_activity": "false",
    "is_system": "true",
    "origin": "''",
    "version": "1",
    "removed_because": "''",
    "created_at": "now()",
    "updated_at": "now()",
}


def run(*, rounds: int, sample: int) -> Iterator[Finding]:
    for chunk in recalculate_everybody(at=clock.now()):
        people = chunk.last_id  # everybody is in step before the first round
    same, everybody, bare, full = (Timings() for _ in range(4))
    for number in range(rounds + 1):
        for timings, act in (
            (same, _nothing_changed),
            (everybody, _all_changed),
            (bare, _one_column),
            (full, _same_rows),
        ):
            took, met = _rolled_back(act)
            if number:
                timings.seconds.append(took)
                timings.rows += met
        as_owner("VACUUM (ANALYZE) cases_person, cases_managementtier, risk_tiercalculation, cases_contact")
    yield Line(
        what="tiers of everybody, all changed",
        reference="the same rows by SQL",
        real=everybody,
        bare=full,
        most=2,
    )
    yield Line(
        what="tiers of everybody, all changed",
        reference="UPDATE of the one column",
        real=everybody,
        bare=bare,
    )
    yield Line(
        what="tiers of everybody, none changed", reference="all changed", real=same, bare=everybody, most=0.5
    )
    yield Note(f"Batch: the keys go up to {people:,}; a row is a person whose tier was worked out.")


def _rolled_back(act: Callable[[], tuple[float, int]]) -> tuple[float, int]:
    with transaction.atomic():
        answer = act()
        transaction.set_rollback(True)
    return answer


def _timed(act: Callable[[], int]) -> tuple[float, int]:
    began = time.perf_counter()
    met = act()
    return time.perf_counter() - began, met


def _everybody() -> int:
    return sum(chunk.people for chunk in recalculate_everybody(at=clock.now()))


def _nothing_changed() -> tuple[float, int]:
    return _timed(_everybody)


def _all_changed() -> tuple[float, int]:
    _unsettle()
    return _timed(_everybody)


def _one_column() -> tuple[float, int]:
    return _with_answers(ONE_COLUMN)


def _same_rows() -> tuple[float, int]:
    own = {"id", "uuid", "calculated_at", "superseded_at"}
    copied = [f.column for f in TierCalculation._meta.concrete_fields if f.column not in own]
    entered = CONTACTS.format(columns=", ".join(PLAIN), values=", ".join(PLAIN.values()))
    calculated = CALCULATIONS.format(columns=", ".join(copied))
    return _with_answers(calculated, ENDED_TIERS, TIERS, entered, ONE_COLUMN)


def _unsettle() -> None:
    with connection.cursor() as cursor:
        for statement in UNSETTLE:
            cursor.execute(statement)


def _with_answers(*statements: str) -> tuple[float, int]:
    """The tiers are worked out already: what is timed is the writing alone."""
    with connection.cursor() as cursor:
        cursor.execute(ANSWERS)
        cursor.execute("ANALYZE answers")
        cursor.execute("SELECT count(*) FROM answers")
        met = cursor.fetchone()[0]
    _unsettle()

    def write() -> int:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement, [ContactTypeCode.TIER_CALCULATED] if "%s" in statement else None)
        return met

    return _timed(write)

"""The night's batch of tiers, from reading to writing, against SQL statements that write the same answers.

Each round runs in a transaction that is rolled back, so that the next begins with the same rows.
"""

import time
from collections.abc import Callable, Iterator, Sequence

from django.db import connection, transaction

from benchmarks.measure import Timings
from benchmarks.report import Finding, Line, Note
from benchmarks.workers import Workers
from benchmarks.worlds import as_owner
from cases.codes import ContactTypeCode
from core import clock
from risk.models import TierCalculation
from risk.queries.tiers import next_people
from risk.services.recalculation import CHUNK, recalculate_chunk

#: chunks of people whose tiers are worked out in each round: the first by key, the same for all sides
CHUNKS = 6
#: people whose tiers are worked out once besides, as in a night: all who are supervised in the nation
EVERYBODY = 240_000
#: changes every tier and supersedes every calculation, so that the batch finds a change for everybody
CHANGE_ALL = (
    "UPDATE cases_person SET tier_code = CASE tier_code WHEN 'A3S' THEN 'A3' ELSE 'A3S' END"
    " WHERE id = ANY(%(people)s)",
    "UPDATE cases_managementtier SET code = CASE code WHEN 'A3S' THEN 'A3' ELSE 'A3S' END"
    " WHERE ended_at IS NULL AND person_id = ANY(%(people)s)",
    "UPDATE risk_tiercalculation SET superseded_at = greatest(calculated_at, now())"
    " WHERE superseded_at IS NULL AND person_id = ANY(%(people)s)",
)
ANSWERS = """
    CREATE TEMPORARY TABLE answers ON COMMIT DROP AS
    SELECT person_id, code, because, id AS calculation_id
    FROM risk_tiercalculation WHERE superseded_at IS NULL AND person_id = ANY(%(people)s)
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
    SELECT person_id, code, now(), because, now(), now() FROM answers
"""
CONTACTS = """
    INSERT INTO cases_contact (uuid, person_id, type_id, "on", team_id, staff_id, description, {columns})
    SELECT gen_random_uuid(), a.person_id, (SELECT id FROM cases_contacttype WHERE code = %(type)s),
           current_date, held.team_id, held.staff_id, rpad('Tier ' || a.code, 100, '.'), {values}
    FROM answers a, cases_holder(a.person_id) held WHERE held.staff_id IS NOT NULL
"""
#: columns of a contact without a default in the database that CONTACTS does not name
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
    yield from _measured(next_people(after=0, size=CHUNKS * CHUNK), rounds=rounds)
    everybody = next_people(after=0, size=EVERYBODY)
    if len(everybody) > CHUNKS * CHUNK:
        yield from _measured(everybody, rounds=1)


def _measured(people: list[int], *, rounds: int) -> Iterator[Finding]:
    chunks = [people[place : place + CHUNK] for place in range(0, len(people), CHUNK)]
    work_out(chunks)  # everybody's tier is up to date before the first round
    workers = Workers(chunks)
    same, everybody, shared, bare, full = (Timings() for _ in range(5))
    turns = [
        (same, lambda: _rolled_back(lambda: _timed(lambda: work_out(chunks)))),
        (everybody, lambda: _rolled_back(lambda: _all_changed(chunks))),
        (shared, workers.all_changed),
        (bare, lambda: _rolled_back(lambda: _with_answers(people, ONE_COLUMN))),
        (full, lambda: _rolled_back(lambda: _with_answers(people, *_same_rows()))),
    ]
    for number in range(rounds + 1):
        for timings, act in turns if number % 2 else turns[::-1]:
            took, met = act()
            if number:
                timings.seconds.append(took)
                timings.rows += met
        as_owner("VACUUM cases_person, cases_managementtier, risk_tiercalculation, cases_contact")
    yield from _lines(f"tiers of {len(people):,}", same, everybody, shared, bare, full)
    yield Note(
        f"Batch: of those with a current record, the first {len(people):,} by key, in {len(chunks)} chunks,"
        " the same for all; a row is a person whose tier was worked out or written. Of two workers each takes"
        " every second chunk."
    )


def _lines(
    tiers: str, same: Timings, everybody: Timings, shared: Timings, bare: Timings, full: Timings
) -> Iterator[Line]:
    changed, rows = f"{tiers}, all changed", "the same rows by SQL"
    yield Line(what=f"{changed}, two workers", reference=rows, real=shared, bare=full, most=1.5)
    yield Line(what=f"{changed}, one worker", reference=rows, real=everybody, bare=full)
    yield Line(what=f"{changed}, one worker", reference="UPDATE of the one column", real=everybody, bare=bare)
    yield Line(what=f"{tiers}, none changed", reference="all changed", real=same, bare=everybody, most=0.5)


def _rolled_back(act: Callable[[], tuple[float, int]]) -> tuple[float, int]:
    """Runs the act and rolls it back. Keys are checked at once, since nothing is committed."""
    with transaction.atomic():
        _run("SET CONSTRAINTS ALL IMMEDIATE")
        took_and_met = act()
        transaction.set_rollback(True)
    return took_and_met


def _timed(act: Callable[[], int]) -> tuple[float, int]:
    began = time.perf_counter()
    met = act()
    return time.perf_counter() - began, met


def work_out(chunks: Sequence[list[int]]) -> int:
    """Works out the tiers of chunks of people; returns of how many people."""
    return sum(recalculate_chunk(chunk, at=clock.now()).people for chunk in chunks)


def change_all(chunks: Sequence[list[int]]) -> int:
    """Makes every tier of the chunks differ from what is worked out; returns how many people have one."""
    people = [key for chunk in chunks for key in chunk]
    _run("SET CONSTRAINTS ALL IMMEDIATE", *CHANGE_ALL, people=people)
    return len(people)


def _all_changed(chunks: Sequence[list[int]]) -> tuple[float, int]:
    change_all(chunks)
    return _timed(lambda: work_out(chunks))


def copied_columns() -> list[str]:
    """Columns of a calculation that a new one copies."""
    own = {"id", "uuid", "calculated_at", "superseded_at"}
    return [field.column for field in TierCalculation._meta.concrete_fields if field.column not in own]


def _same_rows() -> list[str]:
    calculated = CALCULATIONS.format(columns=", ".join(copied_columns()))
    entered = CONTACTS.format(columns=", ".join(PLAIN), values=", ".join(PLAIN.values()))
    return [calculated, ENDED_TIERS, TIERS, entered, ONE_COLUMN]


def _with_answers(people: list[int], *statements: str) -> tuple[float, int]:
    """Times the statements alone: the tiers they write were worked out before."""
    _run(ANSWERS, "ANALYZE answers", *CHANGE_ALL, people=people)

    def write() -> int:
        _run(*statements, type=ContactTypeCode.TIER_CALCULATED.value)
        return len(people)

    return _timed(write)


def _run(*statements: str, **params: object) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, params)

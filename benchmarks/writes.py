"""Writing: a change with its history and without, a contact recorded, contacts loaded with checks."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from uuid import uuid4

from django.db import connection, transaction

from benchmarks.batch import PLAIN
from benchmarks.measure import Timings, alternate
from benchmarks.report import Finding, Line
from benchmarks.worlds import as_owner, the_owner_s_connection
from cases.codes import ComponentKind
from cases.contacts.services.details import ContactDetails, RelatesTo
from cases.contacts.services.loading import load_contacts
from cases.contacts.services.recording import record_contact
from cases.models import Allocation, Contact, ContactType
from cases.notices import ContactRecorded
from cases.people.queries.records import OF_REAL_PEOPLE
from core import audit, clock, outbox
from core.loading import line
from core.models import User

CHANGE = "UPDATE cases_contact SET description = %s WHERE id = %s"
BARE = "benchmark_contact"
FAR = 10**12


def run(*, rounds: int, sample: int) -> Iterator[Finding]:
    yield _history(rounds, sample)
    yield _recorded(rounds, sample)
    yield _import(rounds, sample * 50)


# --- history ---------------------------------------------------------------------------------------------


def _history(rounds: int, sample: int) -> Line:
    keys = list(Contact.objects.order_by("-pk").values_list("pk", flat=True)[:sample])
    kept, plain = Timings(), Timings()
    for number in range(rounds + 1):
        for timings, history in ((kept, True), (plain, False)):
            with _history_on(history):
                took = [_change(pk, f"round {number}, {history}") for pk in keys]
            if number:
                timings.seconds += took
                timings.rows += len(took)
    return Line(
        what="a change committed, with history", reference="without", real=kept, bare=plain, least=0.8
    )


@contextmanager
def _history_on(on: bool) -> Iterator[None]:
    """Switches the table's triggers on or off within the block. Table and indexes stay the same."""
    as_owner(f"ALTER TABLE cases_contact {'ENABLE' if on else 'DISABLE'} TRIGGER USER")
    try:
        yield
    finally:
        as_owner("ALTER TABLE cases_contact ENABLE TRIGGER USER")


def _change(pk: int, words: str) -> float:
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(CHANGE, [words, pk])
    return time.perf_counter() - began


# --- one contact -----------------------------------------------------------------------------------------

#: Statements that record a phone call under the person's sentence: they lock the person and insert the rows.
LOCK = "SELECT id FROM cases_person WHERE id = %(person)s FOR NO KEY UPDATE"
CALL = """
    INSERT INTO cases_contact (
        uuid, person_id, type_id, "on", event_id, team_id, staff_id, description, {columns}
    )
    VALUES (gen_random_uuid(), %(person)s, %(type)s, %(on)s, %(event)s, %(team)s, %(staff)s, '', {values})
    RETURNING id
"""
NOTE = """
    INSERT INTO cases_contactnote (contact_id, text, created_at, updated_at)
    VALUES (%(contact)s, %(text)s, now(), now())
"""
#: PLAIN, but for a contact that somebody recorded
BY_HAND = PLAIN | {"is_system": "false"}
WORDS = "Rang to say that the bus was late; will be ten minutes behind."


def _recorded(rounds: int, sample: int) -> Line:
    """`record_contact` against the statements that write the same rows. Both are rolled back."""
    type_id = ContactType.objects.get(code="CTOA").pk
    held = Allocation.objects.filter(
        OF_REAL_PEOPLE,
        event=None,
        ended_on=None,
        person__events__ended_on=None,
        person__events__removed_at=None,
    )
    cases = list(
        held.order_by("person_id").values_list("person_id", "person__events", "staff_id", "team_id")[:sample]
    )
    user = User.objects.filter(is_active=True, staff__isnull=False).order_by("pk").first()
    acts = {"real": lambda case: _record(case, user), "bare": lambda case: _call(case, type_id)}
    timings = alternate(acts, cases, rounds=rounds)
    return Line(
        what="a contact recorded",
        reference="the same rows by SQL",
        real=timings["real"],
        bare=timings["bare"],
    )


def _record(case: tuple[int, int, int, int], user: User) -> float:
    person, event, staff, team = case
    under = RelatesTo(kind=ComponentKind.EVENT, pk=event)
    words = {"relates_to": under, "staff_id": staff, "team_id": team, "notes": WORDS}
    details = ContactDetails(type="CTOA", on=clock.today(), **words)
    with _rolled_back():
        began = time.perf_counter()
        record_contact(person, details, by=user, at=clock.now())
        return time.perf_counter() - began


def _call(case: tuple[int, int, int, int], type_id: int) -> float:
    person, event, staff, team = case
    values = {"person": person, "event": event, "staff": staff, "team": team, "type": type_id, "text": WORDS}
    call = CALL.format(columns=", ".join(BY_HAND), values=", ".join(BY_HAND.values()))
    notice = ContactRecorded(person_id=person, crn="X000001", contact_id=0, by_id=None)
    audited = {
        "at": clock.now(),
        "by": None,
        "by_name": "system",
        "for_name": "",
        "act": "contact-recorded",
        "record_kind": "cases.contact",
        "record_key": "0",
        "crn": "X000001",
        "crns": None,
        "outcome": "done",
        "details": "{}",
        "correlation_id": "",
    }
    with _rolled_back(), connection.cursor() as cursor:
        began = time.perf_counter()
        cursor.execute(LOCK, values)
        cursor.execute(call, {**values, "on": clock.today()})
        cursor.execute(NOTE, {**values, "contact": cursor.fetchone()[0]})
        cursor.execute(audit.INSERT, audited)
        cursor.execute(outbox.INSERT, outbox.row_of(notice, by=None))
        return time.perf_counter() - began


# --- bulk ------------------------------------------------------------------------------------------------


def _import(rounds: int, rows: int) -> Line:
    """`load_contacts` against COPY into a table without keys and constraints. Both as the tables' owner.

    The loader turns values into text and has them checked; COPY gets the text.
    """
    columns = [
        field.attname for field in Contact._meta.concrete_fields if field.attname not in {"id", "uuid"}
    ]
    found = list(Contact.objects.order_by("pk").values_list(*columns)[:rows])
    as_owner(f"DROP TABLE IF EXISTS {BARE}")
    as_owner(f"CREATE TABLE {BARE} (LIKE cases_contact INCLUDING DEFAULTS INCLUDING INDEXES)")
    loaded, bare = Timings(), Timings()
    try:
        with the_owner_s_connection():
            for number in range(rounds + 1):
                for timings, act in ((loaded, _load), (bare, _copy)):
                    took = act(columns, found)
                    if number:
                        timings.seconds.append(took)
                        timings.rows += len(found)
    finally:
        as_owner(f"DROP TABLE {BARE}")
    return Line(
        what="contacts loaded, checked", reference="COPY, unchecked", real=loaded, bare=bare, least=0.3
    )


def _load(columns: list[str], found: list[tuple]) -> float:
    with _rolled_back():
        began = time.perf_counter()
        load_contacts(["uuid", *columns], [(uuid4(), *values) for values in found])
        return time.perf_counter() - began


def _copy(columns: list[str], found: list[tuple]) -> float:
    """Keys far above those of the table stand for those that its sequence gives."""
    ready = "".join(line((FAR + place, uuid4(), *values), "\n") for place, values in enumerate(found))
    named = ", ".join(f'"{Contact._meta.get_field(name).column}"' for name in ("id", "uuid", *columns))
    with _rolled_back(), connection.cursor() as cursor:
        began = time.perf_counter()
        cursor.copy_expert(f"COPY {BARE} ({named}) FROM STDIN", StringIO(ready))
        return time.perf_counter() - began


@contextmanager
def _rolled_back() -> Iterator[None]:
    """Undoes what is written within, so that every round begins with the same rows."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)

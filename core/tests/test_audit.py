"""Audit rows can only be added, whoever tries to change them."""

import pytest
from django.db import DatabaseError, connection

from core import audit
from core.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    audit.record("thing-done", by=None, crn="X000001", field="colour")
    return AuditEntry.objects.get()


def test_a_record_says_what_was_done_to_whom(entry):
    assert (entry.act, entry.crn, entry.outcome, entry.by_name) == ("thing-done", "X000001", "done", "system")
    assert entry.details == {"field": "colour"}


def test_a_nul_that_somebody_typed_loses_no_entry():
    audit.record("people-searched", by=None, criteria={"last_name": "a\x00b", "written": ["\\u0000"]})

    assert AuditEntry.objects.get().details == {"criteria": {"last_name": "ab", "written": ["\\u0000"]}}


def test_an_entry_cannot_be_changed(entry):
    with pytest.raises(DatabaseError, match="Cannot update"):
        AuditEntry.objects.filter(pk=entry.pk).update(act="another")


def test_an_entry_cannot_be_deleted_even_by_plain_sql(entry):
    with pytest.raises(DatabaseError, match="delete rows"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_auditentry")

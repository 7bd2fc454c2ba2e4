"""In read-only mode nothing changes except what reading itself writes, such as the audit."""

import pytest
from django.db import connection, transaction

from core import clock, outbox, read_only
from core.errors import ReadOnly
from core.models import AuditEntry, Draft, OutboxRow, PolicySetting, Preferences
from core.screens import drafts
from core.tests import pages_for_tests as screens
from core.tests.factories import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.urls("core.tests.pages_for_tests")]
ANSWERS = {"name": "Sam", "colour": "red", "note": "Typed with care"}


@pytest.fixture
def record():
    screens.begin()
    return screens.record


@pytest.fixture
def read_only_mode(practitioner, practitioner_client, settings):
    """Switches the mode on once the users are made."""
    settings.READ_ONLY = True


@pytest.mark.parametrize(
    ("sql", "changes"),
    [
        ('SELECT 1 FROM "cases_person" FOR UPDATE', False),
        ('INSERT INTO "cases_contact" ("id") VALUES (1)', True),
        ("  update core_preferences set theme = 1", True),
        ('DELETE FROM ONLY "cases_contact"', True),
        ('WITH old AS (SELECT 1) DELETE FROM "cases_contact"', True),
        ("WITH old AS (SELECT 1 FROM x FOR UPDATE SKIP LOCKED) SELECT 1", False),
        ('TRUNCATE "cases_contact"', True),
        ('INSERT INTO "core_auditentry" ("id") VALUES (1)', False),
        ('INSERT INTO "core_draft" ("id") VALUES (1) ON CONFLICT DO UPDATE SET "id" = 2', False),
        ('UPDATE "core_user" SET "last_login" = %s WHERE "core_user"."id" = %s', False),
        ('UPDATE "core_user" SET "last_login" = %s, "is_active" = %s WHERE "id" = %s', True),
        ("CALL cases_change_tiers('[]', now(), NULL, 'ATS', NULL)", True),
        ("SAVEPOINT one", False),
    ],
)
def test_what_counts_as_a_change(sql, changes):
    assert read_only.changes_a_record(sql) is changes


def test_every_connection_is_guarded_once():
    read_only.guard(connection)

    assert connection.execute_wrappers.count(read_only.refuse_changes) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda: PolicySetting.objects.create(code="a-switch"),
        lambda: PolicySetting.objects.bulk_create([PolicySetting(code="a-switch")]),
        lambda: PolicySetting.objects.update(value=1),
        lambda: PolicySetting.objects.all().delete(),
        lambda: outbox.give_positions(),
    ],
)
def test_no_change_reaches_the_database_whoever_asks(read_only_mode, change):
    before = PolicySetting.objects.count()

    with pytest.raises(ReadOnly), transaction.atomic():
        change()

    assert PolicySetting.objects.count() == before


def test_the_owner_may_migrate(read_only_mode, settings):
    settings.AS_OWNER = True

    PolicySetting.objects.create(code="a-switch")


def test_a_form_comes_back_as_typed_and_is_kept_as_a_draft(
    practitioner, practitioner_client, record, read_only_mode
):
    answer = practitioner_client.post("/edit", {**ANSWERS, "form_token": "abcdefgh", "version": "1"})

    assert answer.status_code == 503
    assert answer["Retry-After"] == str(read_only.READ_ONLY_RETRY)
    html = answer.content.decode()
    assert "Changes cannot be saved at the moment. Your draft is saved." in html
    assert "Typed with care" in html
    kept = drafts.find(user=practitioner, kind="edit", key="/edit")
    assert kept.data["note"] == ["Typed with care"]


def test_an_act_without_a_form_is_refused_on_a_page_of_ours(
    practitioner, practitioner_client, read_only_mode
):
    answer = practitioner_client.post("/preferences/shortcuts-off")

    assert answer.status_code == 503
    assert "You can read but not change anything at the moment" in answer.content.decode()
    assert not Preferences.objects.filter(user=practitioner, shortcuts=False).exists()


def test_the_administration_is_refused_the_same_way(admin_client, settings):
    switch = PolicySetting.objects.first()
    settings.READ_ONLY = True

    answer = admin_client.post(f"/admin/core/policysetting/{switch.pk}/change/", {"value": ""})

    assert answer.status_code == 503


def test_every_page_says_so_and_can_be_read(practitioner_client, read_only_mode):
    page = practitioner_client.get("/help")

    assert page.status_code == 200
    assert "The service is read-only at the moment" in page.content.decode()


def test_signing_in_and_out_a_draft_and_the_audit_go_on(client, practitioner, record, read_only_mode):
    assert (
        client.post("/sign-in", {"username": practitioner.username, "password": PASSWORD}).status_code == 302
    )
    assert client.post("/edit", {**ANSWERS, "do": "save-draft"}).status_code == 302
    assert client.get("/data-quality").status_code == 403
    assert client.post("/sign-out").status_code == 302

    assert Draft.objects.get().data["name"] == ["Sam"]
    acts = set(AuditEntry.objects.values_list("act", flat=True))
    assert {"signed-in", "signed-out", "data-quality"} <= acts


def test_notices_wait_without_counting_as_failed(settings):
    row = OutboxRow.objects.create(kind="test", payload={}, created_at=clock.now())
    settings.READ_ONLY = True

    assert outbox.deliver() == 0

    row.refresh_from_db()
    assert (row.attempts, row.delivered_at) == (0, None)

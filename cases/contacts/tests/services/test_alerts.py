"""Clearing alerts, and undoing it."""

from cases.contacts.services.alerts import clear_alerts, restore_alerts
from cases.tests.factories import ContactAlertFactory
from cases.tests.record_day import NOON
from core.models import AuditEntry


def test_only_the_owners_open_alerts_are_cleared(case):
    mine = ContactAlertFactory(staff=case.staff, team=case.team)
    somebody_elses = ContactAlertFactory()

    cleared = clear_alerts([mine.pk, somebody_elses.pk], owner_staff_id=case.staff.pk, by=case.by, at=NOON)

    mine.contact.refresh_from_db()
    somebody_elses.refresh_from_db()
    assert cleared == [mine.pk]
    assert not mine.contact.is_alert
    assert somebody_elses.cleared_at is None
    assert AuditEntry.objects.get(act="alert-cleared").crn == mine.person.crn


def test_clearing_can_be_undone_by_who_did_it(case, senior):
    alert = ContactAlertFactory(staff=case.staff, team=case.team)
    clear_alerts([alert.pk], owner_staff_id=case.staff.pk, by=case.by, at=NOON)

    assert restore_alerts([alert.pk], owner_staff_id=case.staff.pk, by=senior, at=NOON) == []
    assert restore_alerts([alert.pk], owner_staff_id=case.staff.pk, by=case.by, at=NOON) == [alert.pk]

    alert.refresh_from_db()
    alert.contact.refresh_from_db()
    assert (alert.cleared_at, alert.contact.is_alert) == (None, True)

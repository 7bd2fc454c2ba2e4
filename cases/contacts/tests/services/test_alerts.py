"""Clearing alerts, and undoing it."""

from datetime import timedelta

from cases.contacts.services.alerts import clear_alerts, restore_alerts
from cases.tests.factories import ContactAlertFactory
from cases.tests.record_day import NOON
from core.models import AuditEntry

LATER = NOON + timedelta(minutes=5)


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
    clearing = {"cleared_at": NOON, "owner_staff_id": case.staff.pk, "at": LATER}

    assert restore_alerts([alert.pk], **clearing, by=senior) == []
    assert restore_alerts([alert.pk], **clearing, by=case.by) == [alert.pk]

    alert.refresh_from_db()
    alert.contact.refresh_from_db()
    assert (alert.cleared_at, alert.contact.is_alert) == (None, True)


def test_an_undo_puts_back_what_its_own_act_cleared(case):
    """Cleared, put back, cleared again: the Undo of the first act, still open in a tab, does nothing."""
    alert = ContactAlertFactory(staff=case.staff, team=case.team)
    mine = {"owner_staff_id": case.staff.pk, "by": case.by}
    clear_alerts([alert.pk], **mine, at=NOON)
    restore_alerts([alert.pk], cleared_at=NOON, **mine, at=LATER)
    clear_alerts([alert.pk], **mine, at=LATER)

    assert restore_alerts([alert.pk], cleared_at=NOON, **mine, at=LATER) == []
    assert restore_alerts([alert.pk], cleared_at=LATER, **mine, at=LATER) == [alert.pk]

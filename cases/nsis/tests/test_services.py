"""Opening and ending an NSI, and the notes that both add."""

from datetime import date, timedelta

import pytest

from cases.codes import CrsNsiOutcome, CrsNsiStatus
from cases.models import Contact, Nsi
from cases.nsis.services import NsiDetails, end_nsi, open_nsi
from cases.tests.factories import PersonFactory
from core import clock
from core.errors import RuleBroken
from core.models import AuditEntry

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture
def nsi(frozen_day, practitioner):
    person = PersonFactory(community_order=True, allocated=True)
    details = NsiDetails(
        type="CRS01",
        status=CrsNsiStatus.REFERRED,
        referred_on=TODAY,
        event_id=person.events.get().pk,
        notes="Needs a room.",
    )
    return open_nsi(person.pk, details, by=practitioner, at=clock.now())


def end(nsi, by, *, outcome=CrsNsiOutcome.COMPLETED, notes, by_referral=True):
    return end_nsi(
        nsi.pk,
        outcome=outcome,
        on=TODAY,
        status=CrsNsiStatus.COMPLETED,
        notes=notes,
        by_referral=by_referral,
        by=by,
        at=clock.now(),
    )


def texts(nsi):
    return list(nsi.notes.order_by("pk").values_list("text", flat=True))


def test_opening_writes_the_nsi_its_first_status_and_its_contact(nsi, practitioner):
    assert (nsi.type.code, nsi.status.code, nsi.status_at) == ("CRS01", "REFER", clock.now())
    assert (nsi.referred_on, nsi.started_on, nsi.ended_on) == (TODAY, None, None)
    holder = nsi.person.allocations.get()
    assert (nsi.staff, nsi.team, nsi.region_id) == (holder.staff, holder.team, nsi.person.region_id)
    assert [change.status.code for change in nsi.status_changes.all()] == ["REFER"]
    referred = Contact.objects.get(nsi=nsi)
    assert (referred.type.code, referred.on, referred.event) == ("NREF", TODAY, nsi.event)
    assert referred.notes.get().text == "Needs a room."
    entry = AuditEntry.objects.get(act="nsi-opened")
    assert (entry.crn, entry.by_id, entry.details["type"]) == (nsi.person.crn, practitioner.pk, "CRS01")


def test_opening_one_that_runs_already_enters_its_start_too(frozen_day, practitioner):
    person = PersonFactory(community_order=True, allocated=True)
    details = NsiDetails(
        type="CRS01",
        status=CrsNsiStatus.IN_PROGRESS,
        referred_on=TODAY - timedelta(days=3),
        started_on=TODAY,
        event_id=person.events.get().pk,
    )

    nsi = open_nsi(person.pk, details, by=practitioner, at=clock.now())

    contacts = Contact.objects.filter(nsi=nsi).order_by("on").values_list("type__code", "on")
    assert list(contacts) == [("NREF", TODAY - timedelta(days=3)), ("NCOM", TODAY)]


def test_a_refused_opening_names_all_that_is_wrong_and_writes_nothing(frozen_day, practitioner):
    person = PersonFactory(allocated=True)
    details = NsiDetails(type="CRS01", status="AP01", referred_on=TODAY + timedelta(days=1))

    with pytest.raises(RuleBroken) as refused:
        open_nsi(person.pk, details, by=practitioner, at=clock.now())

    codes = [broken.code for broken in refused.value.all]
    assert codes == ["EVENT_REQUIRED", "REFERRED_IN_FUTURE", "STATUS_BEFORE_REFERRAL", "STATUS_NOT_OF_TYPE"]
    assert not Nsi.objects.exists()
    assert not Contact.objects.exists()
    assert not AuditEntry.objects.filter(act="nsi-opened").exists()


def test_a_referral_is_in_the_record_once(nsi, practitioner):
    details = NsiDetails(
        type="CRS02",
        status=CrsNsiStatus.REFERRED,
        referred_on=TODAY,
        event_id=nsi.event_id,
        reference="urn:referral:1",
    )
    open_nsi(nsi.person_id, details, by=practitioner, at=clock.now())

    with pytest.raises(RuleBroken, match="DUPLICATE_REFERENCE"):
        open_nsi(nsi.person_id, details, by=practitioner, at=clock.now())

    assert Nsi.objects.filter(reference="urn:referral:1").count() == 1


def test_ending_an_nsi_adds_to_its_notes(nsi, practitioner):
    end(nsi, practitioner, notes="Has a room.")

    assert texts(nsi) == ["Needs a room.", "Has a room."]
    assert {note.created_by for note in nsi.notes.all()} == {practitioner}


def test_a_refused_end_adds_no_note(nsi, practitioner):
    with pytest.raises(RuleBroken) as refused:
        end(nsi, practitioner, notes="Has a room.", by_referral=False)

    assert refused.value.code == "CRS_CLOSED_BY_REFERRAL"
    assert texts(nsi) == ["Needs a room."]

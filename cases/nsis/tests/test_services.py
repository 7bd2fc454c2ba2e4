"""The notes that opening and ending an NSI add."""

from datetime import date

import pytest

from cases.codes import CrsNsiOutcome, CrsNsiStatus
from cases.nsis.services import NsiDetails, end_nsi, open_nsi
from cases.tests.factories import PersonFactory
from core import clock
from core.errors import RuleBroken

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


def test_ending_an_nsi_adds_to_its_notes(nsi, practitioner):
    end(nsi, practitioner, notes="Has a room.")

    assert texts(nsi) == ["Needs a room.", "Has a room."]
    assert {note.created_by for note in nsi.notes.all()} == {practitioner}


def test_a_refused_end_adds_no_note(nsi, practitioner):
    with pytest.raises(RuleBroken) as refused:
        end(nsi, practitioner, notes="Has a room.", by_referral=False)

    assert refused.value.code == "CRS_CLOSED_BY_REFERRAL"
    assert texts(nsi) == ["Needs a room."]

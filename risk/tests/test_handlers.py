"""A change recalculates the tier when its notice is delivered, and once however often it is delivered."""

import pytest

from cases import notices as cases
from cases.registrations.services.registering import RegistrationDetails, add_registration, end_registration
from cases.tests.factories import PersonFactory
from core import clock, outbox
from core.models import OutboxRow
from risk.models import TierCalculation
from risk.notices import AssessmentCompleted, ScoreProduced

pytestmark = pytest.mark.django_db


def test_a_registration_changes_the_tier_once_its_notice_is_delivered(practitioner):
    person = PersonFactory(on_licence=True, allocated=True)
    registration = add_registration(
        person.pk,
        RegistrationDetails(type="RVHR", registered_on=clock.today()),
        by=practitioner,
        at=clock.now(),
    )
    assert not TierCalculation.objects.exists()

    outbox.deliver()

    person.refresh_from_db()
    assert person.tier_code == "A2"

    end_registration(registration.pk, on=clock.today(), by=practitioner, at=clock.now())
    outbox.deliver()

    person.refresh_from_db()
    assert person.tier_code == "D2"


def test_a_notice_delivered_twice_stores_one_calculation(practitioner):
    person = PersonFactory(on_licence=True, allocated=True)
    add_registration(
        person.pk,
        RegistrationDetails(type="RVHR", registered_on=clock.today()),
        by=practitioner,
        at=clock.now(),
    )
    outbox.deliver()

    OutboxRow.objects.update(delivered_at=None)
    outbox.deliver()

    assert TierCalculation.objects.filter(person=person).count() == 1
    assert not OutboxRow.objects.filter(delivered_at=None).exists()


def test_a_notice_about_a_record_removed_since_does_nothing(practitioner):
    person = PersonFactory(on_licence=True, allocated=True)
    add_registration(
        person.pk,
        RegistrationDetails(type="RVHR", registered_on=clock.today()),
        by=practitioner,
        at=clock.now(),
    )
    type(person).objects.filter(pk=person.pk).update(removed_at=clock.now())

    outbox.deliver()

    assert OutboxRow.objects.get(kind="cases.RegistrationChanged").delivered_at
    assert not TierCalculation.objects.exists()
    assert not OutboxRow.objects.filter(delivered_at=None).exists()


@pytest.mark.parametrize(
    ("notice", "about"),
    [
        (cases.RegistrationChanged, {"register": "RVHR"}),
        (cases.SentenceChanged, {"event_id": 1}),
        (cases.RequirementChanged, {"requirement_id": 1}),
        (cases.NsiOutcomeRecorded, {"nsi_id": 1}),
        (cases.PersonDetailsChanged, {"fields": ("sex",)}),
        (cases.CustodyChanged, {"custody_id": 1}),
        (ScoreProduced, {"predictor": "OGRS3", "score_id": 1}),
        (AssessmentCompleted, {"assessment_id": 1}),
    ],
)
def test_everything_a_tier_reads_is_followed(notice, about):
    person = PersonFactory(on_licence=True, allocated=True)

    outbox.publish(notice(person_id=person.pk, crn=person.crn, **about), by=None)
    assert not TierCalculation.objects.exists()
    outbox.deliver()

    assert TierCalculation.objects.get().person == person

"""Recalculating one tier: what is stored and published, and when nothing is."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from cases.models import Contact, ManagementTier
from cases.registrations.services.registering import RegistrationDetails, add_registration
from cases.tests.factories import NsiFactory, PersonFactory, RegistrationFactory
from core import clock
from core.models import OutboxRow
from core.reasons import from_stored
from risk.models import TierCalculation
from risk.services.recalculation import recalculate_person
from risk.tests.factories import AssessmentFactory, ScoreFactory

pytestmark = pytest.mark.django_db


def recalculate(person):
    """The calculation that is stored anew, None when none is."""
    before = set(TierCalculation.objects.values_list("pk", flat=True))
    recalculate_person(person.pk, by=None, at=clock.now())
    return TierCalculation.objects.exclude(pk__in=before).first()


def tier_of(person):
    person.refresh_from_db()
    return person.tier_code


def test_a_tier_is_stored_with_its_points_inputs_and_reason():
    person = PersonFactory(on_licence=True, allocated=True)
    RegistrationFactory(person=person)
    AssessmentFactory(person=person, complete=True, scores={"accommodation": 7, "attitudes": 2})
    ScoreFactory(person=person, pct2=80)

    calculation = recalculate(person)

    assert (calculation.code, calculation.protect_points, calculation.change_points) == ("B2", 20, 12)
    assert str(from_stored(calculation.because)) == (
        "Tier B2: protect level B from 20 points, change level 2 from 12 points"
    )
    assert [(line["axis"], line["points"]) for line in calculation.lines if line["points"]] == [
        ("PROTECT", 20),
        ("CHANGE", 2),
        ("CHANGE", 2),
        ("CHANGE", 8),
    ]
    assert calculation.inputs["rosh"] == "HIGH"
    assert tier_of(person) == "B2"
    assert ManagementTier.objects.get(person=person).code == "B2"


def test_nothing_is_stored_while_nothing_changed():
    person = PersonFactory(on_licence=True, allocated=True)
    recalculate(person)

    assert recalculate(person) is None
    assert TierCalculation.objects.filter(person=person).count() == 1
    assert Contact.objects.filter(person=person, type__code="ETCH20").count() == 1


def test_a_new_calculation_says_in_plain_english_what_changed(practitioner):
    person = PersonFactory(on_licence=True, allocated=True)
    recalculate(person)
    registered_on = clock.today() - timedelta(days=1)
    for code in ("RVHR", "RMDO"):
        add_registration(
            person.pk,
            RegistrationDetails(type=code, registered_on=registered_on),
            by=practitioner,
            at=clock.now(),
        )

    calculation = recalculate(person)

    assert calculation.code == "A2"
    assert [str(from_stored(change)) for change in calculation.changes] == [
        "RoSH is now very high",
        "Registered: Mental health",
    ]
    contact = Contact.objects.filter(person=person, type__code="ETCH20").latest("pk")
    assert contact.description.endswith("RoSH is now very high, and one more change")


def test_points_that_do_not_move_the_tier_are_stored_without_a_new_tier_row():
    person = PersonFactory(on_licence=True, allocated=True)
    recalculate(person)
    ScoreFactory(person=person, pct2=30)

    calculation = recalculate(person)

    assert str(from_stored(calculation.cause)) == "OGRS3 is now 30%"
    assert ManagementTier.objects.filter(person=person).count() == 1
    assert OutboxRow.objects.filter(kind="risk.TierChanged").count() == 1


def test_the_earlier_calculation_is_superseded_and_never_changed():
    person = PersonFactory(on_licence=True, allocated=True)
    first = recalculate(person)
    ScoreFactory(person=person, pct2=80)
    recalculate(person)

    first.refresh_from_db()
    assert first.superseded_at is not None
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        TierCalculation.objects.filter(pk=first.pk).update(code="A3")
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        first.delete()


def test_a_woman_with_a_breach_gets_its_points():
    woman = PersonFactory(woman=True, on_licence=True, allocated=True)
    event = woman.events.get()
    NsiFactory(
        person=woman,
        event=event,
        breach=True,
        outcome=_outcome("BRE01"),
        ended_on=clock.today(),
    )

    calculation = recalculate(woman)

    assert calculation.protect_points == 2
    assert calculation.inputs["enforcement"] is True


def _outcome(code):
    from cases.models import NsiOutcome

    return NsiOutcome.objects.filter(code=code).first()


def test_a_removed_person_is_left_alone():
    person, standing = PersonFactory(removed=True), PersonFactory(on_licence=True, allocated=True)

    assert recalculate(person) is None
    assert recalculate(standing) == TierCalculation.objects.get()


def test_a_practice_record_has_its_own_tier():
    person = PersonFactory(practice=True, on_licence=True)

    assert recalculate(person).code == "D2"


def test_a_tier_the_record_shows_wrongly_is_put_right():
    person = PersonFactory(on_licence=True, allocated=True)
    calculation = recalculate(person)
    type(person).objects.filter(pk=person.pk).update(tier_code="A3")

    assert recalculate(person) is None
    assert tier_of(person) == calculation.code


def test_one_calculation_costs_a_fixed_number_of_queries(django_assert_num_queries):
    person = PersonFactory(on_licence=True, allocated=True)
    RegistrationFactory(person=person)
    AssessmentFactory(person=person, complete=True, scores={"accommodation": 7})

    with django_assert_num_queries(7):  # read, calculation, tier, contact, audit; a savepoint and its end
        recalculate(person)
    with django_assert_num_queries(3):  # read; a savepoint and its end
        recalculate(person)

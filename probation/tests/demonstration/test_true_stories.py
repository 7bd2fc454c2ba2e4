"""The lives that are told could have been lived: offices closed on Sundays, notes after what they tell of."""

from datetime import date, timedelta
from random import Random

import pytest
from django.db.models import Count, F, Q

from cases.models import Contact, ContactNote, ManagementTier
from core.calendar.holidays import bank_holidays
from core.calendar.working_days import is_working_day
from core.clock import day_of
from probation.demonstration import named_people as named
from probation.demonstration.diary import Diary
from probation.tests.demonstration.worlds import ON, PEOPLE
from referrals.models import Referral
from risk.models import Assessment, Score, TierCalculation

pytestmark = [pytest.mark.usefixtures("world"), pytest.mark.django_db]


def several_of(rows):
    return rows.values("person").annotate(n=Count("pk")).filter(n__gt=1)


def days_worked(rows, column):
    return {day_of(at) for at in rows.values_list(column, flat=True)}


def test_no_appointment_is_on_a_day_on_which_offices_are_closed():
    closed = bank_holidays()
    days = set(Contact.objects.filter(is_appointment=True).values_list("on", flat=True))

    assert len(days) > PEOPLE
    assert [day for day in days if not is_working_day(day, closed)] == []


def test_a_world_made_on_a_sunday_or_a_bank_holiday_has_no_appointment_that_day():
    diary = Diary(since=0)

    for day in (ON - timedelta(days=1), *sorted(bank_holidays())[:3]):
        assert is_working_day(diary_day(diary, day), bank_holidays())


def diary_day(diary, day):
    return date.fromordinal(diary.slot(Random(1), 1, day.toordinal())[0])


def test_nobody_has_used_more_rehabilitation_days_than_the_court_ordered():
    used = Contact.objects.filter(is_rar_activity=True).values("requirement__length", "requirement")
    days = list(used.annotate(n=Count("on", distinct=True)).values_list("requirement__length", "n"))

    assert days
    assert [(ordered, n) for ordered, n in days if n > ordered] == []


def test_every_note_was_entered_after_what_it_tells_of():
    notes = ContactNote.objects.filter(contact__start_time__isnull=False, contact__on__lt=ON)
    early = notes.filter(created_at__lt=F("contact__starts_at"))

    assert notes.exists()
    assert list(early.values_list("contact__type__code", "contact__starts_at", "created_at")) == []


def test_an_appointment_was_arranged_before_it_and_its_outcome_entered_after_it():
    kept = Contact.objects.filter(is_appointment=True, starts_at__isnull=False, nsi=None)
    with_outcome = kept.exclude(outcome=None)

    assert with_outcome.exists()
    assert not kept.filter(created_at__gt=F("starts_at")).exists()
    assert not with_outcome.filter(updated_at__lt=F("starts_at")).exists()


def test_many_people_have_had_several_tiers_and_calculations_on_different_days():
    several = TierCalculation.objects.values("person").annotate(
        n=Count("pk"), tiers=Count("code", distinct=True)
    )
    moved = ManagementTier.objects.values("person").annotate(n=Count("pk")).filter(n__gt=1)

    assert several.filter(n__gt=1).count() > PEOPLE // 3
    assert several.filter(tiers__gt=1).count() >= 8
    assert moved.count() >= 8
    assert len(days_worked(TierCalculation.objects.all(), "calculated_at")) > 6


def test_a_calculation_follows_what_it_was_worked_out_from():
    for tier in TierCalculation.objects.filter(inputs__assessed=True).select_related("person"):
        done = Assessment.objects.filter(person=tier.person, completed_at__lte=tier.calculated_at)
        assert done.exists(), tier.person.crn


def test_many_people_have_had_several_scores():
    scores = Score.objects.values("person").annotate(n=Count("pk")).filter(n__gt=1)
    rsr = (
        Assessment.objects.exclude(rsr_percent=None).values("person").annotate(n=Count("pk")).filter(n__gt=1)
    )

    assert scores.count() >= 8
    assert rsr.count() >= 8


@pytest.mark.parametrize("person", [named.HIGH_RISK, named.LONG_RECORD], ids=lambda person: person.surname)
def test_two_people_by_name_show_scores_over_time(person):
    assert Score.objects.filter(person__crn=person.crn).count() > 1


def test_a_referral_that_was_delivered_has_its_assessment_notes_and_end():
    delivered = Referral.objects.filter(Q(state="ENDING") | Q(state="CONCLUDED") & ~Q(end_state="CANCELLED"))

    assert delivered.count() >= 3
    for referral in delivered:
        attended = referral.supplier_assessment.appointments.filter(attended=True, submitted_at__isnull=False)
        assert attended.exists(), referral.reference
        assert referral.case_notes.count() >= 2, referral.reference
        assert referral.nsi.ended_on is not None, referral.reference


def test_staff_act_on_referrals_on_working_days():
    closed = bank_holidays()
    days = {
        *days_worked(Referral.objects.exclude(sent_at=None), "sent_at"),
        *days_worked(Referral.objects.exclude(concluded_at=None), "concluded_at"),
    }

    assert days
    assert [day for day in days if not is_working_day(day, closed)] == []

"""The world holds what the README says of each named person, and its lives are plausible."""

from collections import Counter
from datetime import timedelta
from itertools import chain

import pytest
from django.db.models import Count, Q, Sum

from cases.models import Circumstance, Contact, Court, Deadline, Disposal, Event, Requirement, Sanction
from core.calendar.holidays import bank_holidays
from probation.demonstration import named_people as named
from probation.demonstration.crimes import INDICTABLE_ONLY
from probation.tests.demonstration.worlds import ON
from risk.models import Assessment, TargetingDecision

pytestmark = [pytest.mark.usefixtures("world"), pytest.mark.django_db]
SATURDAY = 5


def test_unpaid_work_that_was_attended_credits_its_hours():
    worked = Contact.objects.filter(type__code="CUPA", outcome__code="ATTC")
    his = worked.filter(person__crn=named.UNPAID_WORK.crn)
    owed = Requirement.objects.get(disposal__event__person__crn=named.UNPAID_WORK.crn, ended_on=None).length

    assert not worked.filter(hours_credited=None).exists()
    assert not Contact.objects.exclude(hours_credited=None).exclude(outcome__code="ATTC").exists()
    assert 0 < his.aggregate(hours=Sum("hours_credited"))["hours"] <= owed


def test_an_enforcement_action_waits_for_an_answer_that_is_not_yet_late():
    waits = Contact.objects.exclude(enforcement_action=None).filter(enforcement_open=True)
    his = waits.filter(person__crn=named.BREACH.crn)

    assert his.exists()
    assert not waits.exclude(enforcement_action__outstanding=True).exists()
    assert not waits.filter(respond_by_on__lt=ON).exists()
    for contact in waits:
        deadline = Deadline.objects.get(about=f"cases.contact:{contact.pk}")
        assert (deadline.due_on, deadline.met_at) == (contact.respond_by_on, None)


def test_courts_convict_and_sentence_on_working_days_in_this_order():
    convicted = list(Event.objects.values_list("convicted_on", "disposals__sentenced_on"))
    sanctioned = Sanction.objects.filter(kind="CONVICTION").values_list("sanctioned_on", flat=True)
    closed = bank_holidays()

    assert convicted
    assert sanctioned
    assert all(first <= then for first, then in convicted)
    for day in {*chain.from_iterable(convicted), *sanctioned}:
        assert day.weekday() < SATURDAY
        assert day not in closed


def test_more_than_a_year_in_prison_comes_from_a_crown_court():
    prison = Disposal.objects.exclude(custodies=None)
    long = prison.filter(Q(length_months__gt=12) | Q(indeterminate=True))

    assert long.exists()
    assert not long.filter(event__court__words__contains="Magistrates").exists()


@pytest.mark.parametrize(
    ("purpose", "sentences"),
    [
        ("Start community order", ["340"]),
        ("Start suspended sentence order", ["341"]),
        ("Start custody", ["301", "325"]),
        ("Start licence", ["301", "325"]),
    ],
)
def test_an_assessment_begins_what_its_person_serves(purpose, sentences):
    begun = Assessment.objects.filter(purpose__words=purpose)
    serving = Disposal.objects.filter(terminated_on=None, type__code__in=sentences)
    if purpose == "Start custody":
        serving |= Disposal.objects.filter(terminated_on=None, indeterminate=True)

    assert begun.exists()
    assert not begun.exclude(person__in=serving.values("event__person")).exists()


def test_british_people_do_not_live_where_the_home_office_houses_people():
    british = Circumstance.objects.filter(person__nationality__code="BRIT")

    assert british.filter(subtype__code__startswith="A").exists()
    assert not british.filter(subtype__code__in=("A13", "A14", "A15", "C13")).exists()


def test_what_only_the_crown_court_can_sentence_is_sentenced_there():
    grave = Event.objects.filter(offences__offence__code__in=INDICTABLE_ONLY)

    assert grave.exists()
    assert set(grave.values_list("court__words", flat=True)) <= {
        *Court.objects.filter(words__endswith="Crown Court").values_list("words", flat=True),
        "Central Criminal Court",
    }


def test_circumstances_began_at_different_times_while_the_person_was_known():
    days = Counter(Circumstance.objects.values_list("started_on", flat=True))

    several = Circumstance.objects.values("person").annotate(n=Count("started_on", distinct=True))
    assert several.filter(n__gt=1).exists()
    assert max(days) < ON
    assert days[ON - timedelta(days=1)] < sum(days.values()) / 10


@pytest.mark.parametrize(
    ("person", "group", "because"),
    [
        (named.LIFER, 4, "Indeterminate sentence at a key stage"),
        (named.IN_CUSTODY, 2, "OGRS3 {ogrs3}% is {highest} or more"),
    ],
)
def test_custody_targeting_shows_a_key_stage_and_a_likely_reoffender(person, group, because):
    decided = TargetingDecision.objects.get(person__crn=person.crn, superseded_at=None)

    assert (decided.level, decided.priority_group) == ("ADDITIONAL", group)
    assert decided.because["words"] == because

"""The world is complete, and what is stored is what the rules work out."""

from collections import Counter
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, F

from cases import models
from cases.contacts.queries import facts
from cases.contacts.queries.failures import failures_under
from cases.contacts.rules import enforcement
from cases.people.queries.records import real
from cases.people.rules import identifiers
from probation.demonstration import named_people as named
from probation.demonstration.registers import ROSH
from probation.tests.demonstration.worlds import ON, PEOPLE
from risk.codes import Gender
from risk.models import Assessment, RoshGridRow, Score, TargetingDecision, TierCalculation
from risk.queries.recalculation import lock_and_read
from risk.queries.tiers import next_people
from risk.rules.predictors import Ogrs3Inputs, score_ogrs3
from risk.rules.targeting import targeting_of
from risk.rules.tiers import tier_of

pytestmark = [pytest.mark.usefixtures("world"), pytest.mark.django_db]


def test_there_are_as_many_people_as_asked_for():
    assert models.Person.objects.count() == PEOPLE


def test_a_second_world_is_refused():
    with pytest.raises(CommandError, match="There are people already"):
        call_command("seed_demo")


def test_every_tier_is_what_the_rules_make_of_the_record():
    ids = next_people(after=0, size=PEOPLE)
    people = dict(models.Person.objects.filter(pk__in=ids).values_list("pk", "tier_code"))
    worked_out = {pk: tier_of(known.tier).code for pk, known in lock_and_read(list(people), on=ON).items()}

    assert len(people) > PEOPLE // 2
    assert people == worked_out
    assert worked_out == _current(TierCalculation.objects.filter(superseded_at=None), people)
    assert worked_out == _current(models.ManagementTier.objects.filter(ended_at=None), people)


def test_custody_targeting_is_what_the_rules_make_of_the_record():
    known = lock_and_read(list(real().values_list("pk", flat=True)), on=ON)
    inputs = {pk: person.targeting for pk, person in known.items() if person.targeting}
    decided = dict(
        TargetingDecision.objects.filter(superseded_at=None, person__in=inputs).values_list("person", "level")
    )

    assert inputs
    assert decided == {pk: targeting_of(read).level.value for pk, read in inputs.items()}


def test_every_score_comes_out_the_same_again():
    scores = Score.objects.all()

    assert scores
    for score in scores:
        inputs = score.inputs
        again = score_ogrs3(
            Ogrs3Inputs(
                gender=Gender(inputs["gender"]),
                born_on=date.fromisoformat(inputs["born_on"]),
                convicted_on=date.fromisoformat(inputs["convicted_on"]),
                followup_on=date.fromisoformat(inputs["followup_on"]),
                age_at_first_sanction=inputs["age_at_first_sanction"],
                total_sanctions=inputs["total_sanctions"],
                offence_code=inputs["offence_code"],
            )
        )
        assert (score.p1, score.p2, score.pct1, score.pct2) == (again.p1, again.p2, again.pct1, again.pct2)


def test_the_level_of_harm_is_that_of_the_register_and_of_the_newest_assessment():
    assert real().exclude(rosh_level="").exists()
    for person in real():
        open_now = set(
            person.registrations.filter(deregistered_on=None).values_list("type__code", flat=True)
        ) & {register.value for register in ROSH.values()}
        assert open_now == ({ROSH[person.rosh_level].value} if person.rosh_level else set())
    order = ["", "LOW", "MEDIUM", "HIGH", "VERY_HIGH"]
    complete = Assessment.objects.filter(status="COMPLETE").select_related("person")
    assert complete
    for assessment in complete:
        levels = RoshGridRow.objects.filter(assessment=assessment).values_list("community", flat=True)
        assert max(levels, key=order.index) == assessment.person.rosh_level


def test_events_are_in_breach_as_the_rule_says():
    events = models.Event.objects.select_related("person")

    assert {True, False} == {event.in_breach for event in events}
    for event in events:
        breach = enforcement.breach_state(facts.rows_of_event(event.pk))
        assert event.in_breach == (breach.started_on is not None), event.person.crn


def test_a_recent_failure_at_the_limit_has_its_review():
    reviews = models.Contact.objects.filter(type__code="ARWS", outcome=None)

    assert reviews.filter(person__crn=named.BREACH.crn).exists()
    for review in reviews.select_related("event"):
        failures = failures_under(facts.disposal_of(review.event_id))
        assert failures.count_on(review.on) >= failures.limit, review.person_id


def test_contacts_say_what_their_types_and_outcomes_say():
    contacts = models.Contact.objects.filter(nsi=None)

    assert contacts.filter(on__gte=ON, is_appointment=True).exists()
    assert contacts.filter(outcome__complied=False).exists()
    assert not contacts.exclude(is_appointment=F("type__is_attendance")).exists()
    assert not contacts.exclude(is_national_standards=F("type__is_national_standards")).exists()
    assert not contacts.filter(outcome__attended=True).exclude(attended=True).exists()
    assert not contacts.filter(outcome__complied=False).exclude(complied=False).exists()
    assert not contacts.filter(type__location_flag="Y", office=None, is_system=False).exists()
    assert not contacts.filter(type__location_flag="N").exclude(office=None).exists()
    assert not contacts.filter(on__gte=ON).exclude(outcome=None).exists()
    assert not contacts.filter(type__offender_level_allowed=False, event=None).exists()


def test_no_officer_is_in_two_places_at_once_from_today_on():
    coming = models.Contact.objects.filter(on__gte=ON, is_appointment=True, nsi=None)
    twice = coming.values("staff", "starts_at").annotate(n=Count("pk")).filter(n__gt=1)

    assert coming.exists()
    assert not twice.exists()


def test_identifiers_have_their_shapes_and_check_letters():
    people = models.Person.objects.all()

    for column in ("pnc", "cro", "noms_number", "ni_number"):
        assert people.exclude(**{column: ""}).exists(), column
    for person in people:
        if person.pnc:
            assert str(identifiers.read_pnc(person.pnc, this_year=ON.year)) == person.pnc
        if person.cro:
            assert identifiers.read_cro(person.cro) == person.cro
        if person.noms_number:
            assert identifiers.read_noms(person.noms_number) == person.noms_number
        if person.ni_number:
            assert identifiers.read_ni(person.ni_number) == person.ni_number
        assert identifiers.read_crn(person.crn) == person.crn


def test_everybody_supervised_has_one_home_one_holder_and_a_sentence_in_force():
    held = models.Allocation.objects.filter(ended_on=None, event=None).values_list("person", flat=True)
    homes = models.Address.objects.filter(is_main=True, ended_on=None).values_list("person", flat=True)
    sentences = models.Disposal.objects.filter(terminated_on=None).values_list("event__person", flat=True)

    assert set(held) <= set(sentences)
    assert set(held) <= set(homes)
    assert set(Counter(held).values()) == {1}


def test_an_open_review_of_a_registration_has_its_contact_and_its_deadline():
    reviews = models.RegistrationReview.objects.filter(reviewed_on=None).select_related("contact")
    deadlines = models.Deadline.objects.filter(kind="REG-REVIEW", met_at=None, cancelled_at=None)

    assert reviews.exists()
    assert all(review.contact.on == review.due_on for review in reviews)
    assert {f"cases.registration:{review.registration_id}" for review in reviews} == set(
        deadlines.values_list("about", flat=True)
    )


def _current(rows, people):
    return dict(rows.filter(person__in=people).values_list("person", "code"))

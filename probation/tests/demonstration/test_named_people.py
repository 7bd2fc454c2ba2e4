"""The named people exist, and only the users who should see them can."""

from collections import Counter

import pytest
from django.conf import settings
from django.db.models import Min

from cases import access
from cases.allocations.queries.staff import staff_of
from cases.contacts.queries import alerts
from cases.models import Contact, Deadline, Person, Transfer
from cases.people.queries.records import find_by_crn, practice_of, real
from cases.worklists.queries import diaries
from core.models import User
from probation.demonstration import named_people as named
from probation.demonstration.time import Days
from probation.tests.demonstration.worlds import ON
from referrals.access import referrals_in_scope
from referrals.codes import EndState, ReferralState
from referrals.models import Referral
from referrals.queries import referrals

pytestmark = [pytest.mark.usefixtures("world"), pytest.mark.django_db]
AT = Days(ON).at


def user(username: str) -> User:
    return User.objects.get(username=username)


@pytest.mark.parametrize("person", named.NAMED_PEOPLE, ids=lambda person: person.surname)
def test_a_named_person_has_the_name_and_number_that_is_told(person):
    found = Person.objects.get(crn=person.crn)

    assert (found.name, found.born_on) == (f"{person.first_name} {person.surname}", person.born_on)


@pytest.mark.parametrize("person", named.NAMED_PEOPLE, ids=lambda person: person.surname)
def test_the_readme_says_what_a_named_person_shows(person):
    line = f"| {person.crn} | {person.first_name} {person.surname} | {person.shows} |"

    assert line in (settings.BASE_DIR / "README.md").read_text().splitlines()


def test_the_person_with_adjustments_needs_an_interpreter_and_is_contacted_with_care():
    person = Person.objects.get(crn=named.ADJUSTMENTS.crn)

    assert (person.interpreter_required, person.main_language.words) == (True, "Welsh")
    assert "Text before calling" in person.safe_contact_note


def test_the_practice_person_is_the_practitioners_alone():
    assert not real().filter(crn=named.PRACTICE.crn).exists()
    assert practice_of(user("practitioner")).get().crn == named.PRACTICE.crn
    assert find_by_crn(named.PRACTICE.crn, user=user("senior")) is None


def test_the_removed_person_is_found_by_nobody():
    assert Person.objects.filter(crn=named.REMOVED.crn).exists()
    assert not real().filter(crn=named.REMOVED.crn).exists()
    assert find_by_crn(named.REMOVED.crn, user=user("practitioner")) is None


def test_the_merged_number_leads_to_the_record_that_stands():
    assert find_by_crn(named.MERGED_AWAY.crn, user=user("senior")).crn == named.ORDINARY.crn


@pytest.mark.parametrize(
    ("username", "may"), [("practitioner", True), ("senior", True), ("excluded", False), ("reception", False)]
)
def test_the_restricted_person_is_open_to_two(username, may):
    person = Person.objects.get(crn=named.RESTRICTED.crn)

    assert access.may_open(person, user(username), at=AT).allowed is may


def test_one_practitioner_is_shut_out_of_the_excluded_person():
    person = Person.objects.get(crn=named.EXCLUDED.crn)

    assert not access.may_open(person, user("excluded"), at=AT).allowed
    assert access.may_open(person, user("practitioner"), at=AT).allowed


def test_the_practitioners_day_is_full():
    me = user("practitioner")

    assert diaries.appointments_on(me.staff, ON).exists()
    assert diaries.outcomes_to_record(me.staff, today=ON).exists()
    assert diaries.enforcement_due(me.staff, today=ON).exists()
    assert alerts.open_alerts(me.staff).exists()
    assert diaries.deadlines_of_staff(me.staff, until=ON + diaries.DEADLINES_AHEAD).exists()


def test_a_missed_appointment_brought_a_warning_with_its_letter_and_date():
    warned = Contact.objects.filter(person__crn=named.BREACH.crn, enforcement_action__code__startswith="EA0")

    assert warned.exists()
    assert all(contact.followed_by.exists() and contact.respond_by_on for contact in warned)


def test_transfers_wait_in_both_directions():
    waiting = set(Transfer.objects.filter(state="PN").values_list("person__crn", flat=True))

    assert {named.TRANSFER_IN.crn, named.TRANSFER_OUT.crn} <= waiting


def test_there_are_referrals_in_every_state_and_of_every_end():
    states = Counter(Referral.objects.values_list("state", flat=True))
    urgent = Referral.objects.get(is_urgent=True)

    assert set(states) == {state.value for state in ReferralState}
    ends = set(Referral.objects.filter(state="CONCLUDED").values_list("end_state", flat=True))
    assert ends == {end.value for end in EndState}
    assert urgent.person.crn == named.IN_CUSTODY.crn
    assert Deadline.objects.filter(about__contains=urgent.reference).count() == 2
    assert Referral.objects.filter(supplier_assessment__appointments__attended=True).exists()
    assert Referral.objects.filter(supplier_assessment__appointments__attended=False).exists()
    assert Referral.objects.filter(case_notes__isnull=False).exists()


@pytest.mark.parametrize("tab", ["completed", "cancelled"])
def test_both_sides_find_referrals_that_have_ended(tab):
    mine = referrals.in_tab(referrals.concerning(staff_of(user("practitioner"))), tab)
    theirs = referrals.in_tab(referrals_in_scope(user("supplier.caseworker")), tab)

    assert mine.exists()
    assert theirs.exists()


def test_every_referral_knows_what_is_due_next():
    open_ = Deadline.objects.filter(kind__startswith="referral-", met_at=None, cancelled_at=None)
    soonest = dict(open_.values_list("about").annotate(Min("due_at")))
    known = Referral.objects.exclude(next_due_at=None).values_list("reference", "next_due_at")

    assert soonest == {f"referrals.referral:{reference}": due_at for reference, due_at in known}
    assert soonest


def test_nothing_is_due_that_no_screen_can_meet():
    kinds = set(Deadline.objects.filter(kind__startswith="referral-").values_list("kind", flat=True))

    assert kinds == {"referral-first-response", "referral-initial-assessment", "referral-feedback"}


def test_what_has_ended_owes_nothing_and_its_intervention_has_its_outcome():
    ended = Referral.objects.filter(state__in=("ENDING", "CONCLUDED")).select_related("nsi__outcome")

    assert {one.nsi.outcome.code for one in ended} == {"CRS01", "CRS02", "CRS03"}
    for one in ended:
        about = Deadline.objects.filter(about__contains=one.reference, met_at=None, cancelled_at=None)
        assert not about.exists()

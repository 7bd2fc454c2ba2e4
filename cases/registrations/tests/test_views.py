"""The register screens: who may, what they say, and what happens on a mistake."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Registration, RegistrationType
from cases.registrations.services.registering import RegistrationDetails, add_registration, end_registration
from cases.tests.factories import LimitedAccessFactory, PersonFactory
from core import clock
from core.acts import words_of
from core.models import AuditEntry, Draft
from core.tests.factories import UserFactory
from core.tests.seen import read_page

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture
def person(frozen_day):
    return PersonFactory(on_licence=True, allocated=True)


@pytest.fixture
def registration(person, practitioner):
    return add_registration(
        person.pk, RegistrationDetails(type="RMRH", registered_on=TODAY), by=practitioner, at=clock.now()
    )


def address(name, person, *args):
    return reverse(f"cases:{name}", args=[person.crn, *args])


def test_the_list_groups_by_flag_and_shows_the_next_review(person, registration, practitioner_client):
    page = practitioner_client.get(address("registrations", person)).content.decode()

    assert "Medium RoSH" in page
    assert "2 Sep 2026" in page
    assert "Add a registration" in page


def test_adding_asks_for_the_type_first_and_then_what_it_records(person, practitioner_client):
    at = address("registration-add", person)

    chosen = practitioner_client.post(at, {"type": "MAPP"})

    assert chosen.url == f"{at}?type=MAPP"
    page = practitioner_client.get(chosen.url).content.decode()
    assert "MAPPA Level 2" in page
    assert "MAPPA Cat 1" in page


def test_no_register_is_chosen_before_the_user_chooses(person, practitioner_client):
    at = address("registration-add", person)

    first = practitioner_client.get(at).context["form"].fields["type"].choices[0]
    refused = practitioner_client.post(at, {"type": ""})

    assert first == ("", "")
    assert refused.status_code == 400
    assert "Select the register" in refused.content.decode()


@pytest.mark.parametrize("name", ["registration", "registration-review", "registration-end"])
def test_the_audit_names_a_screen_without_the_gaps_of_its_heading(name):
    words = words_of(f"cases:{name}")

    assert "registration" in words.lower()
    assert "%" not in words


def test_a_registration_is_added(person, practitioner_client):
    at = f"{address('registration-add', person)}?type=MAPP"

    saved = practitioner_client.post(
        at,
        {
            "registered_on": "2/3/2026",
            "level": "M2",
            "category": "M1",
            "next_review_on": "2/6/2026",
            "notes": "",
        },
        follow=True,
    )

    assert saved.status_code == 200
    assert "Registered: MAPPA" in saved.content.decode()
    row = Registration.objects.get(person=person)
    assert (row.level.code, row.category.code, row.next_review_on) == ("M2", "M1", date(2026, 6, 2))


def test_what_the_rules_refuse_stands_beside_its_field(person, practitioner_client):
    at = f"{address('registration-add', person)}?type=RHRH"

    refused = practitioner_client.post(
        at, {"registered_on": "2/3/2026", "next_review_on": "2/3/2027", "notes": "Kept"}
    )

    assert refused.status_code == 400
    page = refused.content.decode()
    assert "Next review date must be on or before 2 September 2026" in page
    assert "Kept" in page
    assert not Registration.objects.exists()


def test_replacing_a_rosh_level_is_said_before_it_happens(person, registration, practitioner_client):
    page = practitioner_client.get(f"{address('registration-add', person)}?type=RVHR").content.decode()

    assert "Adding this ends the registration “Medium RoSH” of 2 March 2026." in page


def test_a_review_is_saved_and_a_stale_one_is_a_conflict(person, registration, practitioner_client):
    at = address("registration-review", person, registration.pk)
    typed = {
        "reviewed_on": "2/3/2026",
        "decision": "KEEP",
        "next_review_on": "2/8/2026",
        "notes": "Nothing new.",
    }

    conflict = practitioner_client.post(at, {**typed, "version": "99"})
    saved = practitioner_client.post(at, {**typed, "version": str(registration.version)})

    assert conflict.status_code == 409
    assert saved.url == address("registration", person, registration.pk)
    assert registration.reviews.filter(reviewed_on=TODAY, notes="Nothing new.").count() == 1


@pytest.fixture
def mappa(person, practitioner):
    details = RegistrationDetails(
        type="MAPP", registered_on=TODAY, level="M1", category="M2", notes="Managed with the police."
    )
    return add_registration(person.pk, details, by=practitioner, at=clock.now())


def test_the_review_stands_beside_what_is_registered_now(person, mappa, practitioner_client):
    at = address("registration-review", person, mappa.pk)

    page = practitioner_client.get(at)

    for words in (
        "MAPPA Level 1",
        "MAPPA Cat 2",
        "Managed with the police.",
        "2 March 2026",
        mappa.staff.name,
    ):
        assert words in page.text
    assert "Not reviewed yet" in page.text
    assert 'value="2/6/2026"' in page.text
    assert "data-weekday>Tuesday</output>" in page.text

    practitioner_client.post(
        at,
        {
            "reviewed_on": "2/3/2026",
            "decision": "KEEP",
            "next_review_on": "1/6/2026",
            "notes": "Still needed.",
            "version": str(mappa.version),
        },
    )

    again = practitioner_client.get(at).text
    assert "Still needed." in again
    assert "Monday 1 June 2026" in again


def test_a_review_keeps_changes_or_ends_in_one_choice(person, mappa, practitioner_client):
    at = address("registration-review", person, mappa.pk)
    typed = {"reviewed_on": "2/3/2026", "next_review_on": "2/6/2026", "notes": "Seen with the police."}
    codes = {"level": "M2", "category": "M2"}

    undecided = practitioner_client.post(at, {**typed, "version": str(mappa.version)})
    same = {**typed, "decision": "CHANGE", "level": "M1", "category": "M2", "version": str(mappa.version)}
    unchanged = practitioner_client.post(at, same)
    changed = practitioner_client.post(
        at, {**typed, **codes, "decision": "CHANGE", "version": str(mappa.version)}, follow=True
    )
    mappa.refresh_from_db()
    ended = practitioner_client.post(
        at, {**typed, "decision": "END", "version": str(mappa.version)}, follow=True
    )

    assert "Select what the review decided" in undecided.text
    assert "Select another level or category" in unchanged.text
    assert "Next review: Tuesday 2 June 2026" in changed.text
    assert mappa.level.code == "M2"
    assert "MAPPA reviewed and ended for" in ended.text
    mappa.refresh_from_db()
    assert (mappa.deregistered_on, mappa.next_review_on) == (TODAY, None)
    assert mappa.reviews.exclude(reviewed_on=None).count() == 2


def test_everything_wrong_with_a_review_is_said_at_once(person, mappa, practitioner_client):
    at = address("registration-review", person, mappa.pk)

    refused = practitioner_client.post(
        at, {"reviewed_on": "1/3/2026", "next_review_on": "2/3/2028", "version": str(mappa.version)}
    )

    assert refused.status_code == 400
    assert "Review date must be on or after 2 March 2026" in refused.text
    assert "Select what the review decided" in refused.text
    assert "Enter the findings of the review" in refused.text
    late = practitioner_client.post(
        at, {"reviewed_on": "2/3/2026", "next_review_on": "2/3/2028", "version": str(mappa.version)}
    )
    assert "Next review date must be on or before 2 June 2026" in late.text
    assert "Enter the findings of the review" in late.text


def test_partnerships_may_end_a_registration_and_not_review_it(person, mappa, client_of):
    of = client_of(UserFactory(partnerships=True))

    assert of.get(address("registration-review", person, mappa.pk)).status_code == 403
    assert of.get(address("registration-end", person, mappa.pk)).status_code == 200


def test_the_next_review_that_was_filled_in_moves_with_the_day_of_the_review(
    person, practitioner_client, frozen_day
):
    at = f"{address('registration-add', person)}?type=RMRH"
    filled_in = practitioner_client.get(at)

    saved = practitioner_client.post(at, {"registered_on": "1/3/2026", "next_review_on": "2/9/2026"})

    assert 'value="2/9/2026"' in filled_in.text
    assert saved.status_code == 302
    assert Registration.objects.get(person=person).next_review_on == date(2026, 9, 1)


def test_ending_a_registration(person, registration, practitioner_client):
    at = address("registration-end", person, registration.pk)

    practitioner_client.post(
        at,
        {"deregistered_on": "2/3/2026", "notes": "Level has fallen.", "version": str(registration.version)},
    )

    registration.refresh_from_db()
    assert registration.deregistered_on == TODAY
    page = practitioner_client.get(address("registration", person, registration.pk)).content.decode()
    assert "This registration has ended" in page
    assert "Level has fallen." in page


def test_what_was_noted_at_the_start_and_why_it_ended_are_both_shown(
    person, practitioner, practitioner_client
):
    for code in ("MAPP", "RMRH"):
        details = RegistrationDetails(
            type=code,
            registered_on=TODAY,
            level="M2" if code == "MAPP" else "",
            category="M1" if code == "MAPP" else "",
            notes="Threatened a neighbour.",
        )
        row = add_registration(person.pk, details, by=practitioner, at=clock.now())
        end_registration(row.pk, on=TODAY, notes="Moved away.", by=practitioner, at=clock.now())

    one = practitioner_client.get(address("registration", person, row.pk)).text
    every = practitioner_client.get(address("registrations", person)).text

    assert one.count("Threatened a neighbour.") == 1
    assert one.count("Moved away.") == 1
    assert practitioner.name in one
    assert every.count("Moved away.") == 2


@pytest.mark.parametrize("name", ["registration-add", "registration-review", "registration-end"])
def test_corporate_staff_look_and_do_not_change(person, registration, corporate_client, name):
    args = [] if name == "registration-add" else [registration.pk]

    assert corporate_client.get(address("registrations", person)).status_code == 200
    assert corporate_client.get(address(name, person, *args)).status_code == 403


def test_the_registration_of_another_person_is_not_found(registration, practitioner_client):
    own, other = registration.person, PersonFactory()

    assert practitioner_client.get(address("registration", own, registration.pk)).status_code == 200
    assert practitioner_client.get(address("registration", other, registration.pk)).status_code == 404


def test_somebody_excluded_sees_nothing_and_the_attempt_is_written_down(
    person, registration, practitioner, practitioner_client
):
    LimitedAccessFactory(person=person, user=practitioner)

    refused = practitioner_client.get(address("registrations", person))

    assert refused.status_code == 403
    assert "Medium RoSH" not in refused.content.decode()
    assert person.surname not in refused.content.decode()
    assert AuditEntry.objects.filter(outcome="refused", crn=person.crn).count() == 1


def test_a_removed_record_and_anothers_practice_record_are_not_found(practitioner_client):
    for person in (PersonFactory(removed=True), PersonFactory(practice=True)):
        assert practitioner_client.get(address("registrations", person)).status_code == 404


def test_a_registration_can_wait_and_its_draft_does_not_name_the_register(person, practitioner_client):
    at = address("registration-add", person)

    practitioner_client.post(f"{at}?type=MAPP", {"notes": "Half a thought", "do": "save-draft"})
    kept = Draft.objects.get()

    assert kept.title == "Add a registration"
    assert kept.address == f"{at}?type=MAPP"
    assert "Half a thought</textarea>" in practitioner_client.get(kept.resume_address).content.decode()
    other = read_page(practitioner_client, at, type="RMRH", draft="resume")
    assert "Medium RoSH" in other
    assert "Half a thought" not in other


def test_a_review_can_wait_and_its_draft_does_not_name_the_register(
    person, registration, practitioner_client
):
    at = address("registration-review", person, registration.pk)

    practitioner_client.post(at, {"notes": "Half a thought", "do": "save-draft"})

    assert Draft.objects.get().title == "Review a registration"
    page = practitioner_client.get(f"{at}?draft=resume").content.decode()
    assert "Half a thought</textarea>" in page


def test_the_alert_message_of_a_register_is_shown_when_the_record_opens_until_it_is_read(
    person, practitioner_client, practitioner
):
    details = RegistrationDetails(type="AV2S", level="RSKH", registered_on=clock.today())
    registration = add_registration(person.pk, details, by=practitioner, at=clock.now())
    overview = reverse("cases:overview", args=[person.crn])
    assert "Risk to Staff, High" in read_page(practitioner_client, overview)
    RegistrationType.objects.filter(code="AV2S").update(alert_words="Never alone: see the plan")

    shown = practitioner_client.get(reverse("cases:contacts", args=[person.crn]))
    assert "Read before you go on" in shown.text
    assert "Never alone: see the plan" in shown.text
    answer = practitioner_client.post(
        reverse("cases:registration-alerts-read", args=[person.crn]), {"back": overview}
    )

    assert answer.url == overview
    assert "Never alone: see the plan" not in practitioner_client.get(overview).text
    practitioner_client.logout()
    practitioner_client.force_login(practitioner)
    assert "Never alone: see the plan" in practitioner_client.get(overview).text
    end_registration(registration.pk, on=clock.today(), by=practitioner, at=clock.now())
    assert "Never alone" not in practitioner_client.get(overview).text


def test_a_saved_review_leads_on_to_the_next_that_is_due(person, mappa, practitioner, practitioner_client):
    other = PersonFactory(allocated=True, allocation__staff=practitioner.staff)
    details = RegistrationDetails(
        type="RMRH", registered_on=date(2025, 9, 10), level="", next_review_on=date(2026, 3, 10)
    )
    add_registration(other.pk, details, by=practitioner, at=clock.now())
    typed = {
        "reviewed_on": "2/3/2026",
        "next_review_on": "2/6/2026",
        "decision": "KEEP",
        "notes": "The same.",
    }

    saved = practitioner_client.post(
        address("registration-review", person, mappa.pk), {**typed, "version": mappa.version}, follow=True
    )

    assert f"Review of MAPPA saved for {person.name}." in saved.text
    assert f"{other.name}, 10 Mar 2026" in saved.text
    assert AuditEntry.objects.filter(crn=other.crn, act="cases:registration-review").exists()

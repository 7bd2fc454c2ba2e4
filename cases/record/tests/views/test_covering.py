"""What a covering officer reads on the overview: who to meet and how, what is due, how the order goes."""

from datetime import timedelta

import pytest

from cases import models
from cases.tests import factories
from cases.tests.overview_world import overview
from core import clock
from core.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return factories.PersonFactory(community_order=True, first_name="Alexander")


def words(client, person):
    return " ".join(client.get(overview(person)).content.decode().split())


def past_contact(person, days=1, **values):
    event = person.events.get(ended_on=None)
    return factories.ContactFactory(
        person=person, event=event, on=clock.today() - timedelta(days=days), **values
    )


def test_the_last_contact_is_shown_with_its_newest_note(practitioner_client, person):
    past_contact(person, 9, came=True)
    last = past_contact(person, 2)
    factories.ContactNoteFactory(contact=last, text="First words.")
    factories.ContactNoteFactory(contact=last, text="Rang about the tenancy.")
    past_contact(person, 1, missing_outcome=True)

    page = practitioner_client.get(overview(person))

    assert page.context["last_contact"] == last
    assert "Rang about the tenancy." in page.content.decode()


def test_a_sensitive_note_stays_hidden_from_who_may_not_read_it(client_of, person):
    last = past_contact(person, is_sensitive=True, description="Told in confidence")
    factories.ContactNoteFactory(contact=last, text="Of the witness.")

    page = words(client_of(UserFactory(receptionist=True)), person)

    assert "This contact is sensitive" in page
    assert "Of the witness" not in page
    assert "Told in confidence" not in page


def test_until_when_evidence_may_be_submitted_is_said_once(practitioner_client, person):
    person.preferred_name = "Sandy"
    person.save(update_fields=["preferred_name"])
    action = models.EnforcementAction.objects.get(code="EA12")
    until = clock.today() + timedelta(days=5)
    absent = past_contact(
        person, absent=True, enforcement_action=action, enforcement_open=True, respond_by_on=until
    )
    factories.DeadlineFactory(
        person=person, words="Response to an enforcement action", about=f"cases.contact:{absent.pk}"
    )

    page = words(practitioner_client, person)

    assert "Sandy has until" in page
    assert "to submit evidence (5 days)" in page
    assert "Response to an enforcement action" not in page


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "has until today,"), (1, "(1 day)"), (-1, "(1 day ago)"), (-3, "(3 days ago)")],
)
def test_the_days_left_for_evidence_are_counted(practitioner_client, person, days, said):
    action = models.EnforcementAction.objects.get(code="EA12")
    until = clock.today() + timedelta(days=days)
    past_contact(
        person, 9, absent=True, enforcement_action=action, enforcement_open=True, respond_by_on=until
    )

    assert said in words(practitioner_client, person)


def test_what_is_due_later_than_28_days_is_one_line(practitioner_client, person):
    for days, what in ((28, "Review in time"), (29, "Review later"), (60, "Review much later")):
        due = clock.now() + timedelta(days=days)
        factories.DeadlineFactory(person=person, words=what, due_at=due, due_on=clock.day_of(due))

    page = practitioner_client.get(overview(person))

    assert [row["words"] for row in page.context["actions"]] == ["Review in time"]
    assert "After that: Review later" in page.content.decode()
    assert "Review much later" not in page.content.decode()


def test_failures_and_warnings_of_the_running_order_are_said(practitioner_client, person):
    warned = models.EnforcementAction.objects.get(code="EA02")
    past_contact(person, 9, absent=True, enforcement_action=warned)
    past_contact(person, 3, absent=True)

    page = words(practitioner_client, person)

    assert "Failures to comply: 2" in page
    assert warned.words in page


def test_previous_sentences_say_whether_they_were_breached(practitioner_client, person):
    ended = factories.EventFactory(
        person=person, community_order=True, ended_on=clock.today() - timedelta(days=40)
    )
    factories.ContactFactory(
        person=person,
        event=ended,
        type=models.ContactType.objects.get(code="AIBR"),
        on=clock.today() - timedelta(days=60),
    )

    page = words(practitioner_client, person)

    assert "Previous sentences and breaches" in page
    assert "breached once" in page


def test_how_to_meet_the_person_is_on_the_overview(practitioner_client, person):
    needs = factories.AdjustmentFactory(person=person)
    condition = factories.DisabilityFactory(person=person)
    ended = factories.AdjustmentFactory(
        person=person,
        type=models.AdjustmentType.objects.order_by("code").last(),
        ended_on=clock.today() - timedelta(days=1),
    )
    person.interpreter_required, person.safe_contact_note = True, "Text before calling"
    person.save(update_fields=["interpreter_required", "safe_contact_note"])

    page = practitioner_client.get(overview(person))

    meeting = page.context["overview"].meeting
    assert (meeting.adjustments, meeting.disabilities) == ([needs.type.words], [condition.type.words])
    assert ended.type.words not in page.content.decode()
    assert "Text before calling" in page.content.decode()
    assert meeting.interpreter


def test_the_banner_counts_rar_days_and_hours_of_unpaid_work(practitioner_client, person):
    disposal = person.events.get().disposals.get()
    rar = factories.RequirementFactory(disposal=disposal)
    unpaid = factories.RequirementFactory(disposal=disposal, unpaid_work=True)
    past_contact(person, 2, came=True, requirement=rar, is_rar_activity=True)
    for days in (3, 4):
        past_contact(person, days, came=True, requirement=unpaid, hours_credited="6.50")

    page = words(practitioner_client, person)

    assert "RAR 1 of 20 days" in page
    assert "Unpaid work 13 of 120 hours" in page


def test_the_banner_leaves_out_what_has_ended(practitioner_client, person):
    disposal = person.events.get().disposals.get()
    factories.RequirementFactory(disposal=disposal, ended_on=clock.today())
    factories.RequirementFactory(disposal=disposal, length=10)

    page = practitioner_client.get(overview(person))

    assert [row["words"] for row in page.context["ordered"]] == ["RAR 0 of 10 days"]

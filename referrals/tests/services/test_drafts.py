"""A draft starts from the case record, saves a page whole or not at all, and expires."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Institution, KeyDateType, Person
from cases.tests.factories import KeyDateFactory, PersonFactory
from core import clock
from core.errors import RuleBroken, RulesBroken, StaleVersion
from core.models import AuditEntry
from referrals.forms.draft_people import AllocatedPersonForm, UnallocatedPersonForm
from referrals.models import Referral, RiskScreen
from referrals.queries.drafts import draft_again, person_answers_of
from referrals.queries.record import record_facts_of
from referrals.rules.draft_answers import PersonAnswers
from referrals.services.draft_answers import (
    NeedsAnswers,
    ServiceAnswers,
    answer_needs,
    answer_person,
    answer_service,
)
from referrals.services.drafts import discard_draft, forget_old_drafts, start_draft
from referrals.tasks import forget_drafts
from referrals.tests.factories import (
    ContractFactory,
    a_complete_draft,
    a_draft,
    a_person,
    a_practitioner,
    person_answers,
)

pytestmark = pytest.mark.django_db


#: nothing needed, so that only the service types count
NEEDS = NeedsAnswers(interpreter_needed=False, has_responsibilities=False)


@pytest.fixture
def by():
    return a_practitioner()


def codes_of(raised):
    return [(rule.code, rule.field) for rule in raised.value.all]


def test_the_answers_about_the_person_have_one_name_in_the_form_the_draft_and_the_row():
    names = PersonAnswers().by_name().keys()
    asked = {*AllocatedPersonForm.base_fields, *UnallocatedPersonForm.base_fields}
    columns = {column.name for column in Referral._meta.concrete_fields}

    assert len(names) == 26
    assert asked == names - {"has_practitioner"}
    assert names - {"person_confirmed"} <= columns


def test_what_is_answered_about_the_person_is_what_the_draft_holds(by):
    draft = a_draft(by=by, person=a_person(holder=by, in_custody=True))
    answers = person_answers(
        draft,
        recorded_prison_right=False,
        prison=Institution.objects.filter(valid_to=None).order_by("code").first().code,
        practitioner_phone=" 0161 555 0101 ",
        person_confirmed=True,
    )

    answer_person(draft.pk, answers, by=by, at=clock.now())

    stored = draft_again(draft)
    kept = person_answers_of(stored, record_facts_of(stored.person, today=clock.today())).by_name()
    assert kept == answers.by_name() | {"practitioner_phone": "0161 555 0101"}


def test_leaving_custody_empties_what_was_answered_about_it(by):
    draft = a_draft(by=by, person=a_person(holder=by, in_custody=True))
    answer_person(draft.pk, person_answers(draft), by=by, at=clock.now())
    assert draft_again(draft).com_agreed is True

    moved = person_answers(draft, kind="COMMUNITY", com_agreed=True, com_name="Robin Ellis")
    answer_person(draft.pk, moved, by=by, at=clock.now())

    stored = draft_again(draft)
    assert stored.kind == "COMMUNITY"
    assert (stored.release_on, stored.com_agreed, stored.com_name) == (None, None, "")


def test_a_draft_holds_what_the_record_says_already(by):
    draft = a_draft(by=by)

    assert (draft.has_practitioner, draft.kind, draft.practitioner) == (True, "COMMUNITY", by.staff)
    assert draft.practitioner_email == "robin.ellis@justice.example.gov.uk"
    assert draft.event is not None
    assert [need.category.code for need in draft.needs.all()] == ["accommodation"]
    assert RiskScreen.objects.get(referral=draft).who_is_at_risk == "No information provided"


def test_a_draft_for_somebody_in_custody_takes_over_the_release_dates(by):
    person = a_person(holder=by, in_custody=True)
    custody = person.events.get().disposals.get().custodies.get()
    for code, days in (("ACR", 90), ("EXP", 40), ("HDE", 20)):
        type_row = KeyDateType.objects.get(code=code)
        KeyDateFactory(custody=custody, type=type_row, on=clock.today() + timedelta(days=days))

    draft = a_draft(by=by, person=person)

    assert draft.kind == "CUSTODY"
    assert draft.release_on == clock.today() + timedelta(days=40)
    assert draft.hdc_eligible_on == clock.today() + timedelta(days=20)


def test_a_closed_contract_takes_no_new_draft(by):
    with pytest.raises(RuleBroken, match="CONTRACT_CLOSED"):
        start_draft(a_person().pk, ContractFactory(closed=True).pk, by=by, at=clock.now())

    assert not Referral.objects.exists()


@pytest.mark.parametrize(
    ("gone", "code"),
    [
        pytest.param(lambda: {"removed_at": clock.now()}, "PERSON_REMOVED", id="removed"),
        pytest.param(lambda: {"merged_into": PersonFactory()}, "PERSON_MERGED", id="merged away"),
    ],
)
def test_a_record_that_is_gone_takes_no_new_draft(by, gone, code):
    person, contract = a_person(holder=by), ContractFactory()
    Person.objects.filter(pk=person.pk).update(**gone())

    with pytest.raises(RuleBroken, match=code):
        start_draft(person.pk, contract.pk, by=by, at=clock.now())

    assert not Referral.objects.exists()


def test_somebody_the_contract_is_not_meant_for_needs_a_reason(by):
    contract, person = ContractFactory(allows_male=False), a_person(holder=by)

    with pytest.raises(RuleBroken) as raised:
        start_draft(person.pk, contract.pk, by=by, at=clock.now())
    started = start_draft(
        person.pk, contract.pk, by=by, at=clock.now(), eligibility_reason="Agreed with them"
    )

    assert raised.value.field == "eligibility_reason"
    assert started.eligibility_reason == "Agreed with them"


def test_a_refused_page_leaves_the_draft_as_it_was(by):
    draft = a_draft(by=by)

    with pytest.raises(RulesBroken) as raised:
        answer_person(
            draft.pk, person_answers(draft, practitioner_email="x@example.com"), by=by, at=clock.now()
        )

    assert codes_of(raised) == [("INVALID_FORMAT", "practitioner_email")]
    assert Referral.objects.get(pk=draft.pk).practitioner_email == "robin.ellis@justice.example.gov.uk"
    assert Referral.objects.get(pk=draft.pk).version == draft.version


def test_a_page_is_judged_before_anything_is_written(by):
    """Service types, outcomes and levels are rows of their own, so a refusal must come before them too."""
    draft = a_draft(by=by, contract=ContractFactory(wellbeing=True))
    answer_needs(draft.pk, NEEDS, categories=("emotional-wellbeing",), by=by, at=clock.now())
    service = ServiceAnswers(category="emotional-wellbeing", outcomes=(), level="LOW", asks_sentence=True)

    with CaptureQueriesContext(connection) as queries:
        with pytest.raises(RulesBroken):
            answer_service(draft.pk, service, by=by, at=clock.now())
        with pytest.raises(RulesBroken):
            answer_needs(draft.pk, NeedsAnswers(), categories=(), by=by, at=clock.now())

    written = [query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert written == []


def test_somebody_elses_change_is_not_overwritten(by):
    draft = a_draft(by=by)
    answer_person(draft.pk, person_answers(draft), by=by, at=clock.now(), version=draft.version)

    with pytest.raises(StaleVersion):
        answer_person(
            draft.pk,
            person_answers(draft, practitioner_name="Kim"),
            by=by,
            at=clock.now(),
            version=draft.version,
        )

    assert Referral.objects.get(pk=draft.pk).practitioner_name == draft.practitioner_name


def test_the_community_has_no_prison_and_no_release_date(by):
    draft = a_draft(by=by, person=a_person(holder=by, in_custody=True))
    answer_person(draft.pk, person_answers(draft), by=by, at=clock.now())

    answer_person(draft.pk, person_answers(draft, kind="COMMUNITY"), by=by, at=clock.now())

    draft.refresh_from_db()
    assert (draft.release_on, draft.recorded_prison_right, draft.com_name) == (None, None, "")


def test_leaving_a_service_type_out_drops_its_outcomes_and_level(by):
    contract = ContractFactory(wellbeing=True)
    draft = a_draft(by=by, contract=contract)
    two = ("emotional-wellbeing", "lifestyle-and-associates")
    answer_needs(draft.pk, NEEDS, categories=two, by=by, at=clock.now())
    service = ServiceAnswers(category=two[1], outcomes=("LIF-1",), level="LOW")
    answer_service(draft.pk, service, by=by, at=clock.now())

    answer_needs(draft.pk, NEEDS, categories=two[:1], by=by, at=clock.now())

    assert [need.category.code for need in draft.needs.all()] == ["emotional-wellbeing"]


def test_a_service_type_of_another_contract_is_refused(by):
    draft = a_draft(by=by, contract=ContractFactory(wellbeing=True))
    categories = ("accommodation",)

    with pytest.raises(RuleBroken, match="INVALID_SERVICE_CATEGORY_FOR_CONTRACT"):
        answer_needs(draft.pk, NEEDS, categories=categories, by=by, at=clock.now())

    assert Referral.objects.get(pk=draft.pk).version == draft.version
    assert not draft.needs.exists()


def test_social_inclusion_is_refused_under_a_community_order(by):
    draft = a_draft(by=by, contract=ContractFactory(wellbeing=True))
    categories = ("social-inclusion",)

    with pytest.raises(RulesBroken) as raised:
        answer_needs(draft.pk, NEEDS, categories=categories, by=by, at=clock.now())

    assert codes_of(raised) == [("SOCIAL_INCLUSION_NEEDS_LICENCE", "categories")]
    assert Referral.objects.get(pk=draft.pk).version == draft.version
    assert not draft.needs.exists()


def test_a_draft_is_thrown_away_after_90_days_with_its_risk_text(by):
    at = clock.now()
    draft = a_complete_draft(by=by, at=at)

    kept = forget_old_drafts(at=at + timedelta(days=89))
    gone = forget_old_drafts(at=at + timedelta(days=90))

    assert (kept, gone) == (0, 1)
    assert not Referral.objects.filter(pk=draft.pk).exists()
    assert not RiskScreen.objects.exists()
    assert AuditEntry.objects.filter(act="referral-draft-expired").count() == 1
    assert forget_old_drafts(at=at + timedelta(days=91)) == 0


def test_deleting_old_drafts_locks_no_record_of_a_person(by):
    """With the person's row locked too, an act on the person would keep the draft from being deleted."""
    a_draft(by=by)

    with CaptureQueriesContext(connection) as queries:
        gone = forget_old_drafts(at=clock.now() + timedelta(days=90))

    assert gone == 1
    locks = [query["sql"].partition("FOR UPDATE")[2] for query in queries if "FOR UPDATE" in query["sql"]]
    assert locks == [' OF "referrals_referral" SKIP LOCKED']


def test_the_history_of_an_expired_draft_names_the_task_that_deleted_it(by, frozen_day):
    draft = a_draft(by=by)
    kept = draft.history.model.objects.filter(pgh_obj_id=draft.pk)
    frozen_day.move_to(frozen_day.today + timedelta(days=90))

    assert forget_drafts() == 1

    context = kept.latest("pgh_id").pgh_context.metadata
    assert context == {"user": None, "task": "forget-drafts"}


def test_a_draft_can_be_discarded(by):
    draft, other = a_draft(by=by), a_draft(by=by)

    discard_draft(draft.pk, by=by, at=clock.now())

    assert Referral.objects.get() == other

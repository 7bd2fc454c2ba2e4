"""A referral is sent whole and once, and sending opens its deadlines."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.models import Contact, Deadline, KeyDateType, Nsi, Person
from cases.nsis import services as nsis
from cases.tests.factories import KeyDateFactory, PersonFactory
from core import clock
from core.errors import RuleBroken, RulesBroken, StaleVersion
from core.models import AuditEntry, OutboxRow
from referrals.models import Referral, RiskScreen, SharedRisk, SupplierAssessment
from referrals.services.sending import send_referral
from referrals.services.urgency import change_release_dates
from referrals.tests.factories import (
    ContractFactory,
    a_complete_draft,
    a_draft,
    a_person,
    a_practitioner,
    a_sent_referral,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 25, 12, tzinfo=UTC)


@pytest.fixture
def by():
    return a_practitioner()


def open_deadlines(referral):
    rows = Deadline.objects.filter(
        about=f"referrals.referral:{referral.reference}", met_at=None, cancelled_at=None
    )
    return {row.kind: row for row in rows}


def in_custody(by, *, release_in, hdc_in=None, today=None):
    today = today or clock.today()
    person = a_person(holder=by, in_custody=True)
    custody = person.events.get().disposals.get().custodies.get()
    KeyDateFactory(
        custody=custody, type=KeyDateType.objects.get(code="EXP"), on=today + timedelta(days=release_in)
    )
    if hdc_in is not None:
        KeyDateFactory(
            custody=custody, type=KeyDateType.objects.get(code="HDE"), on=today + timedelta(days=hdc_in)
        )
    return person


def test_sending_gives_a_reference_and_opens_the_nsi_with_its_contact(by):
    referral = a_sent_referral(by=by)

    nsi = Nsi.objects.get(person=referral.person)
    contact = Contact.objects.get(nsi=nsi)
    assert referral.state == "SENT"
    assert referral.reference[6:] == "AC"
    assert (nsi.type.code, nsi.status.code, nsi.event) == ("CRS01", "REFER", referral.event)
    assert referral.nsi == nsi
    assert contact.type.code == "NREF"
    assert contact.notes.get().text == (
        f"Referral {referral.reference} sent to {referral.contract.prime.name} for {referral.contract.title}"
    )


def test_sending_freezes_the_shared_risk_and_deletes_the_drafts(by):
    referral = a_sent_referral(by=by)

    shared = SharedRisk.objects.get(referral=referral)
    assert shared.who_is_at_risk == "Former partner"
    assert shared.edited
    assert not RiskScreen.objects.exists()


def test_sending_makes_the_initial_assessment_and_tells_the_service_provider(by):
    referral = a_sent_referral(by=by)

    assert SupplierAssessment.objects.filter(referral=referral).count() == 1
    assert OutboxRow.objects.filter(kind="referrals.ReferralSent").count() == 1
    assert AuditEntry.objects.filter(act="referral-sent", crn=referral.person.crn).count() == 1


def test_the_same_draft_sent_twice_is_one_referral(by):
    draft = a_complete_draft(by=by)

    first = send_referral(draft.pk, by=by, at=clock.now())
    again = send_referral(draft.pk, by=by, at=clock.now())

    assert again.reference == first.reference
    assert Nsi.objects.count() == 1
    assert Contact.objects.filter(type__code="NREF").count() == 1
    assert OutboxRow.objects.filter(kind="referrals.ReferralSent").count() == 1
    assert Deadline.objects.filter(kind="referral-initial-assessment").count() == 1


def test_when_the_nsi_fails_nothing_was_sent(by, monkeypatch):
    draft = a_complete_draft(by=by)

    def refuse(*_, **__):
        raise RuleBroken("EVENT_REQUIRED", "Select the sentence")

    monkeypatch.setattr(nsis, "check_nsi", refuse)
    with pytest.raises(RuleBroken, match="EVENT_REQUIRED"):
        send_referral(draft.pk, by=by, at=clock.now())

    draft.refresh_from_db()
    assert (draft.state, draft.reference) == ("DRAFT", None)
    assert RiskScreen.objects.filter(referral=draft).exists()
    assert not SharedRisk.objects.exists()
    assert not OutboxRow.objects.filter(kind="referrals.ReferralSent").exists()
    assert not Deadline.objects.exists()


def test_nothing_is_sent_for_somebody_who_died(by):
    draft = a_complete_draft(by=by)
    Person.objects.filter(pk=draft.person_id).update(died_on=date(2026, 2, 1))

    with pytest.raises(RulesBroken) as refused:
        send_referral(draft.pk, by=by, at=clock.now())

    assert [broken.code for broken in refused.value.all] == ["PERSON_DIED"]
    draft.refresh_from_db()
    assert (draft.state, draft.reference) == ("DRAFT", None)
    assert not Nsi.objects.exists()


def test_an_unfinished_draft_is_refused_with_everything_that_is_missing(by):
    draft = a_draft(by=by)

    with pytest.raises(RulesBroken) as raised:
        send_referral(draft.pk, by=by, at=clock.now())

    fields = {rule.field for rule in raised.value.all}
    assert {
        "person_confirmed",
        "edited",
        "has_responsibilities",
        "outcomes",
        "enforceable_days",
        "reason",
    } <= fields
    assert not Nsi.objects.exists()


def test_a_draft_changed_after_it_was_checked_is_not_sent(by):
    draft = a_complete_draft(by=by)

    with pytest.raises(StaleVersion):
        send_referral(draft.pk, by=by, at=clock.now(), version=draft.version - 1)

    draft.refresh_from_db()
    assert (draft.state, draft.reference) == ("DRAFT", None)


def test_a_contract_that_closed_while_the_draft_was_open_is_refused(by):
    draft = a_complete_draft(by=by)
    contract = draft.contract
    contract.hidden_after = clock.today() - timedelta(days=1)
    contract.save()

    with pytest.raises(RuleBroken, match="CONTRACT_CLOSED"):
        send_referral(draft.pk, by=by, at=clock.now())

    draft.refresh_from_db()
    assert (draft.state, draft.reference) == ("DRAFT", None)


def test_a_draft_about_a_record_merged_away_is_not_sent(by):
    draft = a_complete_draft(by=by)
    draft.person.merged_into = PersonFactory()
    draft.person.save(update_fields=["merged_into"])

    with pytest.raises(RuleBroken, match="PERSON_MERGED"):
        send_referral(draft.pk, by=by, at=clock.now())

    draft.refresh_from_db()
    assert (draft.state, draft.reference) == ("DRAFT", None)
    assert not Nsi.objects.exists()


def test_the_initial_assessment_is_due_in_ten_working_days(frozen_day, by):
    frozen_day.move_to(date(2026, 3, 25))

    referral = a_sent_referral(by=by)

    due = open_deadlines(referral)["referral-initial-assessment"]
    assert due.due_on == date(2026, 4, 10)
    assert due.supplier == referral.contract.prime
    assert set(open_deadlines(referral)) == {"referral-initial-assessment"}


@pytest.mark.parametrize(
    ("release_in", "hdc_in", "urgent"),
    [
        pytest.param(14, None, True, id="two weeks to the day"),
        pytest.param(15, None, False, id="a day more"),
        pytest.param(60, 14, True, id="curfew comes first"),
        pytest.param(60, 15, False, id="curfew a day later"),
        pytest.param(0, None, True, id="released today"),
    ],
)
def test_custody_is_urgent_from_14_days_before_release(by, release_in, hdc_in, urgent):
    referral = a_sent_referral(by=by, person=in_custody(by, release_in=release_in, hdc_in=hdc_in))

    assert referral.is_urgent is urgent
    assert ("referral-first-response" in open_deadlines(referral)) is urgent


def test_the_first_response_to_an_urgent_referral_is_due_24_hours_later(by):
    referral = a_sent_referral(by=by, person=in_custody(by, release_in=10))

    due = open_deadlines(referral)["referral-first-response"]
    assert due.due_at == referral.sent_at + timedelta(hours=24)


def test_education_from_custody_is_never_urgent(by):
    person = in_custody(by, release_in=5)
    draft = a_complete_draft(by=by, person=person, contract=ContractFactory(education=True))
    draft.ete_before_release_reason = "Course begins on the day of release"
    draft.save()

    referral = send_referral(draft.pk, by=by, at=clock.now())

    assert (referral.state, referral.is_urgent) == ("SENT", False)


def test_the_community_is_never_urgent(by):
    referral = a_sent_referral(by=by)

    assert (referral.state, referral.kind, referral.is_urgent) == ("SENT", "COMMUNITY", False)


def test_a_release_brought_forward_makes_a_referral_urgent_and_put_back_no_longer(by):
    referral = a_sent_referral(by=by, person=in_custody(by, release_in=60))
    at = clock.now()

    change_release_dates(referral.pk, {"release_on": clock.today() + timedelta(days=9)}, by=None, at=at)
    referral.refresh_from_db()
    urgent, began = referral.is_urgent, referral.became_urgent_at
    due = open_deadlines(referral)["referral-first-response"].due_at
    change_release_dates(referral.pk, {"release_on": clock.today() + timedelta(days=50)}, by=None, at=at)
    referral.refresh_from_db()

    assert (urgent, began, due) == (True, at, at + timedelta(hours=24))
    assert (referral.is_urgent, referral.became_urgent_at) == (False, None)
    assert "referral-first-response" not in open_deadlines(referral)


def test_a_withheld_tick_keeps_a_referral_from_being_sent(by):
    draft = a_complete_draft(by=by)
    RiskScreen.objects.filter(referral=draft).update(confirmed_at=None, confirmed_by=None)

    with pytest.raises(RulesBroken) as raised:
        send_referral(draft.pk, by=by, at=clock.now())

    assert [rule.field for rule in raised.value.all] == ["confirmed"]
    assert Referral.objects.get(pk=draft.pk).state == "DRAFT"

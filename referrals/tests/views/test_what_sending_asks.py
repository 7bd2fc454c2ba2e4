"""What the pages of a draft refuse together, and what sending asks beside another open referral."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core import clock
from core.errors import RulesBroken
from core.tests.seen import words
from referrals.codes import ReferralKind
from referrals.models import Referral
from referrals.services.draft_answers import answer_person
from referrals.tests.factories import (
    ContractFactory,
    a_complete_draft,
    a_draft,
    a_person,
    a_practitioner,
    a_sent_referral,
    person_answers,
)
from referrals.tests.views.test_making_a_referral import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return a_practitioner()


@pytest.fixture
def client(by, client_of):
    return client_of(by)


def test_a_second_referral_to_a_service_names_the_first_and_asks_why(by, client):
    first = a_sent_referral(by=by)
    draft = a_complete_draft(by=by, person=first.person, contract=first.contract)

    shown = words(client.get(page_of(draft, "check")))
    refused = client.post(page_of(draft, "check"), {"version": draft.version})
    sent = client.post(
        page_of(draft, "check"), {"version": draft.version, "duplicate_reason": "Another town"}
    )

    assert f"Referral {first.reference} to {first.contract.prime.name}" in shown
    assert refused.status_code == 400
    assert f"Enter why another referral is needed as well as {first.reference}" in words(refused)
    assert 'id="id_duplicate_reason-error"' in refused.text
    assert sent.status_code == 302
    draft.refresh_from_db()
    assert (draft.state, draft.duplicate_reason) == ("SENT", "Another town")


def test_a_first_referral_is_not_asked_why(by, client):
    draft = a_complete_draft(by=by)

    assert "duplicate_reason" not in client.get(page_of(draft, "check")).text
    assert client.post(page_of(draft, "check"), {"version": draft.version}).status_code == 302


@pytest.mark.parametrize("has_practitioner", [True, False])
def test_a_release_date_and_why_it_is_not_known_are_refused_together(by, has_practitioner):
    draft = a_draft(by=by, person=a_person(holder=by, in_custody=True))
    answers = person_answers(draft)
    where = replace(
        answers.location,
        release_on=clock.today() + timedelta(days=90),
        release_unknown_reason="Parole hearing to come",
    )
    both = replace(
        answers, location=where, has_practitioner=has_practitioner, kind_answer=ReferralKind.CUSTODY
    )

    with pytest.raises(RulesBroken) as refused:
        answer_person(draft.pk, both, by=by, at=clock.now())

    words = {one.field: str(one.reason) for one in refused.value.all}
    assert words["release_unknown_reason"] == "Enter either a release date or why it is not known, not both"
    assert Referral.objects.get(pk=draft.pk).release_unknown_reason == ""


def test_unticking_every_service_type_is_refused_and_keeps_them(by, client):
    draft = a_complete_draft(by=by, contract=ContractFactory(wellbeing=True))
    typed = {"version": draft.version, "interpreter_needed": "no", "has_responsibilities": "no"}

    answer = client.post(page_of(draft, "needs"), typed)

    assert answer.status_code == 400
    assert "Select at least one service type" in words(answer)
    assert 'id="id_categories-error"' in answer.text
    assert draft.needs.exists()

"""Withdrawing on the screen: who may, the reason, check answers, and what both sides see afterwards."""

import pytest

from core.tests.factories import UserFactory
from core.tests.seen import read_page, words
from referrals.services.withdrawals import withdraw_referral
from referrals.tests.factories import a_caseworker, a_practitioner, a_sent_referral, an_assigned_referral

pytestmark = pytest.mark.django_db
GIVEN = {"reason": "MOV", "comments": "Moved to Leeds on Friday."}


@pytest.fixture
def referral(frozen_day):
    return an_assigned_referral()


@pytest.fixture
def mine(referral, client_of):
    return client_of(referral.sent_by)


def address(referral):
    return f"/referrals/{referral.reference}/withdraw"


def test_the_answers_are_checked_before_it_is_done(referral, mine):
    shown = words(mine.post(address(referral), GIVEN))

    assert "Check your answers" in shown
    assert "The person has moved out of the area" in shown
    assert "Moved to Leeds on Friday." in shown
    referral.refresh_from_db()
    assert referral.state == "ASSIGNED"


def test_confirmed_it_is_withdrawn_and_the_page_says_so(referral, mine):
    shown = words(mine.post(address(referral), {**GIVEN, "do": "confirm"}, follow=True))

    assert f"Referral {referral.reference} withdrawn" in shown
    assert "Cancelled" in shown
    assert "Ended 2 March 2026" in shown
    assert "The person has moved out of the area" in shown
    assert "Withdraw this referral" not in shown


def test_answers_can_be_changed_from_the_check(referral, mine):
    shown = words(mine.post(address(referral), {**GIVEN, "do": "change"}))

    assert "Check your answers" not in shown
    assert "Moved to Leeds on Friday." in shown


@pytest.mark.parametrize("do", ["", "confirm"])
def test_reason_and_comments_are_both_needed(referral, mine, do):
    answer = mine.post(address(referral), {"reason": "", "comments": "", "do": do})

    assert answer.status_code == 400
    assert "Select why the referral is being withdrawn" in words(answer)
    assert "Enter what has happened" in words(answer)


def test_completed_early_is_not_offered_before_anybody_came(referral, mine):
    shown = words(mine.get(address(referral)))

    assert "The person has not engaged" in shown
    assert "The intervention was completed early" not in shown


def test_one_that_has_ended_offers_no_form(referral, mine):
    mine.post(address(referral), {**GIVEN, "do": "confirm"})

    shown = words(mine.get(address(referral)))

    assert "there is nothing to withdraw" in shown
    assert mine.post(address(referral), {**GIVEN, "do": "confirm"}).status_code == 400


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("practitioner", 200),
        ("senior", 200),
        ("case_admin", 403),
        ("partnerships", 403),
        ("receptionist", 403),
        ("supplier_caseworker", 403),
        ("supplier_manager", 403),
    ],
)
def test_who_may_withdraw(referral, client_of, role, status):
    client = client_of(UserFactory(**{role: True}))

    assert client.get(address(referral)).status_code == status
    assert client.post(address(referral), GIVEN).status_code == status


def test_a_case_administrator_is_not_offered_it(referral, client_of):
    page = client_of(UserFactory(case_admin=True)).get(f"/referrals/{referral.reference}/progress")

    assert page.status_code == 200
    assert referral.reference in words(page)
    assert "Withdraw this referral" not in words(page)


def test_both_sides_find_it_among_the_cancelled_with_day_and_reason(client_of):
    by = a_practitioner()
    referral = a_sent_referral(by=by)
    caseworker = a_caseworker(referral.contract)
    withdraw_referral(referral.pk, **GIVEN, by=by, at=referral.sent_at)

    for client, path in ((client_of(by), "/referrals"), (client_of(caseworker), "/supplier/referrals")):
        shown = words(client.get(f"{path}?tab=cancelled"))
        assert referral.reference in shown
        assert "The person has moved out of the area" in shown
        assert referral.reference not in read_page(client, path, tab="open")


def test_the_provider_reads_why_and_is_offered_no_more_work(referral, mine, client_of):
    theirs = client_of(referral.assignments.get().caseworker)
    mine.post(address(referral), {**GIVEN, "do": "confirm"})

    shown = words(theirs.get(f"/supplier/referrals/{referral.reference}/"))

    assert "Moved to Leeds on Friday." in shown
    assert "Change caseworker" not in shown


def test_the_changes_tell_of_it(referral, mine):
    mine.post(address(referral), {**GIVEN, "do": "confirm"})

    shown = words(mine.get(f"/referrals/{referral.reference}/changes"))

    assert "Withdrawn" in shown
    assert "Moved to Leeds on Friday." in shown

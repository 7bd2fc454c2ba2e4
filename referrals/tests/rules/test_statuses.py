"""Where a referral stands and how it would end: every row of both tables."""

from dataclasses import replace

import pytest

from referrals.codes import (
    AppointmentStatus,
    EndState,
    ReferralState,
    ReferralStatus,
    ReferralStep,
    WithdrawalState,
)
from referrals.rules.statuses import (
    Delivery,
    Standing,
    end_state,
    is_report_due,
    needs_report,
    status_of,
    steps_of,
    withdrawal_state,
)


@pytest.mark.parametrize(
    ("delivery", "ends", "report"),
    [
        pytest.param(Delivery(), EndState.CANCELLED, False, id="sent, assigned, assessed or plan submitted"),
        pytest.param(Delivery(planned=5), EndState.CANCELLED, False, id="plan approved"),
        pytest.param(
            Delivery(planned=5, with_outcome=1), EndState.CANCELLED, False, id="first session missed"
        ),
        pytest.param(
            Delivery(planned=5, with_outcome=5), EndState.CANCELLED, False, id="every session missed"
        ),
        pytest.param(
            Delivery(planned=5, delivered=1, with_outcome=1), EndState.PREMATURELY_ENDED, True, id="one"
        ),
        pytest.param(
            Delivery(planned=5, delivered=4, with_outcome=4), EndState.PREMATURELY_ENDED, True, id="four"
        ),
        pytest.param(
            Delivery(planned=5, delivered=1, with_outcome=5), EndState.COMPLETED, True, id="rest missed"
        ),
        pytest.param(Delivery(planned=5, delivered=5, with_outcome=5), EndState.COMPLETED, True, id="all"),
        pytest.param(
            Delivery(planned=2, delivered=1, with_outcome=0),
            EndState.PREMATURELY_ENDED,
            True,
            id="delivered in an attempt that was superseded",
        ),
    ],
)
def test_how_it_ends_follows_from_what_was_delivered(delivery, ends, report):
    assert end_state(delivery) == ends
    assert needs_report(delivery) is report


@pytest.mark.parametrize(
    ("delivery", "end_requested", "due"),
    [
        (Delivery(planned=2, delivered=1, with_outcome=1), False, False),
        (Delivery(planned=2, delivered=1, with_outcome=1), True, True),
        (Delivery(planned=2, delivered=1, with_outcome=2), False, True),
        (Delivery(planned=2, with_outcome=2), False, False),
        (Delivery(planned=2, with_outcome=2), True, False),
    ],
)
def test_the_report_is_due_when_all_is_done_or_the_end_was_asked_for(delivery, end_requested, due):
    assert is_report_due(delivery, end_requested=end_requested) is due


@pytest.mark.parametrize(
    ("delivered", "reason", "expected"),
    [
        (False, "NOT", WithdrawalState.PRE_ICA_WITHDRAWAL),
        (False, "EAR", WithdrawalState.PRE_ICA_WITHDRAWAL),
        (True, "EAR", WithdrawalState.POST_ICA_CLOSE_REFERRAL_EARLY),
        (True, "NOT", WithdrawalState.POST_ICA_WITHDRAWAL),
    ],
)
def test_a_withdrawal_is_named_by_what_was_delivered_and_why(delivered, reason, expected):
    assert withdrawal_state(reason, delivered=delivered) == expected


ASSIGNED = Standing(state=ReferralState.ASSIGNED)
ASSESSED = replace(ASSIGNED, assessment=AppointmentStatus.COMPLETED)


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (Standing(state=ReferralState.DRAFT), ReferralStatus.DRAFT),
        (Standing(state=ReferralState.SENT), ReferralStatus.UNASSIGNED),
        (ASSIGNED, ReferralStatus.ASSIGNED),
        (replace(ASSIGNED, assessment=AppointmentStatus.SCHEDULED), ReferralStatus.ASSESSMENT_BOOKED),
        (
            replace(ASSIGNED, assessment=AppointmentStatus.NEEDS_FEEDBACK),
            ReferralStatus.ASSESSMENT_NEEDS_FEEDBACK,
        ),
        (
            replace(ASSIGNED, assessment=AppointmentStatus.DID_NOT_ATTEND),
            ReferralStatus.ASSESSMENT_NOT_ATTENDED,
        ),
        (
            replace(ASSIGNED, assessment=AppointmentStatus.DID_NOT_HAPPEN),
            ReferralStatus.ASSESSMENT_DID_NOT_HAPPEN,
        ),
        (ASSESSED, ReferralStatus.ASSESSMENT_DONE),
        (replace(ASSIGNED, plan_drafted=True), ReferralStatus.ASSIGNED),
        (replace(ASSESSED, plan_drafted=True), ReferralStatus.PLAN_DRAFT),
        (replace(ASSESSED, plan_submitted=True), ReferralStatus.PLAN_SUBMITTED),
        (replace(ASSESSED, delivery=Delivery(planned=2)), ReferralStatus.PLAN_APPROVED),
        (replace(ASSESSED, delivery=Delivery(planned=2), sessions_begun=True), ReferralStatus.DELIVERING),
        (
            replace(ASSESSED, delivery=Delivery(planned=2, delivered=1, with_outcome=2), sessions_begun=True),
            ReferralStatus.AWAITING_REPORT,
        ),
        (Standing(state=ReferralState.ENDING), ReferralStatus.AWAITING_REPORT),
        (Standing(state=ReferralState.CONCLUDED, end_state=EndState.CANCELLED), ReferralStatus.CANCELLED),
        (
            Standing(state=ReferralState.CONCLUDED, end_state=EndState.PREMATURELY_ENDED),
            ReferralStatus.ENDED_EARLY,
        ),
        (Standing(state=ReferralState.CONCLUDED, end_state=EndState.COMPLETED), ReferralStatus.COMPLETED),
    ],
)
def test_a_referral_stands_at_the_furthest_stage_reached(standing, expected):
    assert status_of(standing) == expected


def test_a_concluded_referral_says_how_it_ended():
    with pytest.raises(ValueError, match="how it ended"):
        status_of(Standing(state=ReferralState.CONCLUDED))


@pytest.mark.parametrize(
    ("state", "assigned", "assessment", "done"),
    [
        (ReferralState.DRAFT, False, AppointmentStatus.NOT_SCHEDULED, None),
        (ReferralState.SENT, False, AppointmentStatus.NOT_SCHEDULED, "SENT"),
        (ReferralState.ASSIGNED, True, AppointmentStatus.NOT_SCHEDULED, "SENT ASSIGNED"),
        (ReferralState.ASSIGNED, True, AppointmentStatus.SCHEDULED, "SENT ASSIGNED BOOKED"),
        (ReferralState.ASSIGNED, True, AppointmentStatus.DID_NOT_ATTEND, "SENT ASSIGNED BOOKED"),
        (ReferralState.ASSIGNED, True, AppointmentStatus.COMPLETED, "SENT ASSIGNED BOOKED ASSESSED"),
        (ReferralState.ENDING, True, AppointmentStatus.COMPLETED, "SENT ASSIGNED BOOKED ASSESSED ENDED"),
        (ReferralState.CONCLUDED, False, AppointmentStatus.NOT_SCHEDULED, "SENT ENDED"),
    ],
)
def test_the_steps_of_a_referral_are_done_one_by_one(state, assigned, assessment, done):
    steps = steps_of(state, assigned=assigned, assessment=assessment)

    assert [step.value for step, is_done in steps.items() if is_done] == (done or "").split()
    assert list(steps) == (list(ReferralStep) if done else [])

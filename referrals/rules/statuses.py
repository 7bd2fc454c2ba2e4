"""Where a referral stands and how it would end, worked out from what has been done."""

from dataclasses import dataclass

from referrals.codes import (
    AppointmentStatus,
    EndState,
    ProviderAct,
    ReferralState,
    ReferralStatus,
    ReferralStep,
    WithdrawalState,
)

EARLY_CLOSURE = "EAR"


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """How far the sessions have come.

    planned        sessions of the approved plan, None without one
    delivered      attempts that were attended and happened, superseded ones included
    with_outcome   planned sessions whose current attempt has submitted feedback of any kind
    """

    planned: int | None = None
    delivered: int = 0
    with_outcome: int = 0

    @property
    def is_all_done(self) -> bool:
        return self.planned is not None and self.with_outcome >= self.planned


NOTHING_DELIVERED = Delivery()


def end_state(delivery: Delivery) -> EndState:
    """How the referral ends if it ends now.

    source   docs/sources/referrals.md#where-a-referral-stands
    """
    if delivery.planned is None or not delivery.delivered:
        return EndState.CANCELLED
    return EndState.COMPLETED if delivery.is_all_done else EndState.PREMATURELY_ENDED


def needs_report(delivery: Delivery) -> bool:
    """Whether ending needs an end of service report: one delivered session is enough."""
    return end_state(delivery) != EndState.CANCELLED


def is_report_due(delivery: Delivery, *, end_requested: bool) -> bool:
    """Whether the report is due now: every session has an outcome, or the practitioner asked to end."""
    return needs_report(delivery) and (end_requested or delivery.is_all_done)


def withdrawal_state(reason: str, *, delivered: bool) -> WithdrawalState:
    """What the suppliers' API calls a withdrawal. It is worked out here, whatever the client sends.

    delivered   at least one session was delivered
    """
    if not delivered:
        return WithdrawalState.PRE_ICA_WITHDRAWAL
    if reason == EARLY_CLOSURE:
        return WithdrawalState.POST_ICA_CLOSE_REFERRAL_EARLY
    return WithdrawalState.POST_ICA_WITHDRAWAL


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What the status is worked out from.

    end_state        set once the referral has concluded
    assessment       status of the current attempt at the initial assessment
    plan_submitted   the latest plan is submitted and not yet approved
    sessions_begun   a session of the approved plan has been booked
    """

    state: ReferralState
    end_state: EndState | None = None
    assessment: AppointmentStatus = AppointmentStatus.NOT_SCHEDULED
    plan_drafted: bool = False
    plan_submitted: bool = False
    sessions_begun: bool = False
    delivery: Delivery = Delivery()


CONCLUDED = {
    EndState.CANCELLED: ReferralStatus.CANCELLED,
    EndState.PREMATURELY_ENDED: ReferralStatus.ENDED_EARLY,
    EndState.COMPLETED: ReferralStatus.COMPLETED,
}
ASSESSMENT = {
    AppointmentStatus.NOT_SCHEDULED: ReferralStatus.ASSIGNED,
    AppointmentStatus.SCHEDULED: ReferralStatus.ASSESSMENT_BOOKED,
    AppointmentStatus.NEEDS_FEEDBACK: ReferralStatus.ASSESSMENT_NEEDS_FEEDBACK,
    AppointmentStatus.DID_NOT_ATTEND: ReferralStatus.ASSESSMENT_NOT_ATTENDED,
    AppointmentStatus.DID_NOT_HAPPEN: ReferralStatus.ASSESSMENT_DID_NOT_HAPPEN,
    AppointmentStatus.COMPLETED: ReferralStatus.ASSESSMENT_DONE,
}


def status_of(standing: Standing) -> ReferralStatus:
    """The furthest stage reached.

    A plan may be drafted before the assessment is done; the assessment then comes first, because
    nothing can be submitted until it is.

    raises   ValueError if a concluded referral has no end_state
    source   docs/sources/referrals.md#where-a-referral-stands
    """
    match standing.state:
        case ReferralState.DRAFT:
            return ReferralStatus.DRAFT
        case ReferralState.SENT:
            return ReferralStatus.UNASSIGNED
        case ReferralState.ENDING:
            return ReferralStatus.AWAITING_REPORT
        case ReferralState.CONCLUDED:
            if standing.end_state is None:
                raise ValueError("a concluded referral says how it ended")
            return CONCLUDED[standing.end_state]
    return assigned_status(standing)


#: what the provider does next; in any other status nothing waits for them
NEXT_ACT = {
    ReferralStatus.UNASSIGNED: ProviderAct.ASSIGN,
    ReferralStatus.ASSIGNED: ProviderAct.BOOK,
    ReferralStatus.ASSESSMENT_NEEDS_FEEDBACK: ProviderAct.GIVE_FEEDBACK,
    ReferralStatus.ASSESSMENT_NOT_ATTENDED: ProviderAct.BOOK,
    ReferralStatus.ASSESSMENT_DID_NOT_HAPPEN: ProviderAct.BOOK,
}


def steps_of(
    state: ReferralState, *, assigned: bool, assessment: AppointmentStatus
) -> dict[ReferralStep, bool]:
    """Which steps of a referral are done; none of a draft has been.

    assigned     it has a caseworker
    assessment   status of the current attempt at the initial assessment
    """
    if state == ReferralState.DRAFT:
        return {}
    return {
        ReferralStep.SENT: True,
        ReferralStep.ASSIGNED: assigned,
        ReferralStep.BOOKED: assessment != AppointmentStatus.NOT_SCHEDULED,
        ReferralStep.ASSESSED: assessment == AppointmentStatus.COMPLETED,
        ReferralStep.ENDED: state in (ReferralState.ENDING, ReferralState.CONCLUDED),
    }


def assigned_status(standing: Standing) -> ReferralStatus:
    if is_report_due(standing.delivery, end_requested=False):
        return ReferralStatus.AWAITING_REPORT
    if standing.delivery.planned is not None:
        return ReferralStatus.DELIVERING if standing.sessions_begun else ReferralStatus.PLAN_APPROVED
    if standing.plan_submitted:
        return ReferralStatus.PLAN_SUBMITTED
    if standing.plan_drafted and standing.assessment == AppointmentStatus.COMPLETED:
        return ReferralStatus.PLAN_DRAFT
    return ASSESSMENT[standing.assessment]

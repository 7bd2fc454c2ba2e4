"""How a withdrawn referral ends. It depends on what was delivered, never on the reason."""

from collections.abc import Collection
from dataclasses import dataclass

from cases.codes import CrsNsiOutcome
from core.errors import RuleBroken, RulesBroken
from core.reasons import Reason
from referrals.codes import Act, EndState
from referrals.rules.statuses import Delivery, end_state, is_report_due, needs_report
from referrals.rules.texts import empty

LONGEST_COMMENTS = 2500

#: how the referral ends -> the outcome of its NSI
NSI_OUTCOMES = {
    EndState.CANCELLED: CrsNsiOutcome.CANCELLED,
    EndState.PREMATURELY_ENDED: CrsNsiOutcome.ENDED,
    EndState.COMPLETED: CrsNsiOutcome.COMPLETED,
}


@dataclass(frozen=True, kw_only=True)
class WithdrawalReason:
    """An entry in the list of reasons.

    needs_attended_session   offered only once a session was attended
    """

    code: str
    needs_attended_session: bool = False


@dataclass(frozen=True, kw_only=True)
class Ending:
    """How a withdrawal ends a referral.

    act   WITHDRAW concludes it at once; CLOSE_EARLY waits for the end of service report
    """

    act: Act
    end: EndState


def ending_of(delivery: Delivery) -> Ending:
    """How the referral ends if it is withdrawn now.

    raises   RuleBroken REPORT_DUE once every session has its outcome: the report then concludes it
    source   docs/sources/referrals.md#withdrawing-a-referral
    """
    if is_report_due(delivery, end_requested=False):
        words = "Every session has its outcome: the end of service report ends this referral"
        raise RuleBroken("REPORT_DUE", words)
    end = end_state(delivery)
    act = Act.CLOSE_EARLY if needs_report(delivery) else Act.WITHDRAW
    return Ending(act=act, end=end)


def offered(reasons: Collection[WithdrawalReason], delivery: Delivery) -> list[WithdrawalReason]:
    return [reason for reason in reasons if delivery.delivered or not reason.needs_attended_session]


def check_withdrawal(
    reason: str, comments: str, *, reasons: Collection[WithdrawalReason], delivery: Delivery
) -> None:
    """Refuse a withdrawal without a reason from the list, or whose comments are missing or too long.

    reasons   those in force on the day
    raises    RulesBroken for the fields "reason" and "comments"
    """
    broken = []
    if not reason:
        broken.append(empty("reason", "Select why the referral is being withdrawn"))
    elif reason not in {one.code for one in offered(reasons, delivery)}:
        broken.append(RuleBroken("INVALID_VALUE", "Select a reason from the list", "reason"))
    if not comments.strip():
        broken.append(empty("comments", "Enter what has happened"))
    elif len(comments.strip()) > LONGEST_COMMENTS:
        words = Reason("Comments must be {most} characters or less", most=LONGEST_COMMENTS)
        broken.append(RuleBroken("INVALID_LENGTH", words, "comments"))
    if broken:
        raise RulesBroken(broken)

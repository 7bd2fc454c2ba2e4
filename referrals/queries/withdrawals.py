"""Why a referral may be withdrawn, as the service owner keeps the list."""

from datetime import date

from django.db.models import QuerySet

from core.models.bases import in_force
from referrals.codes import WithdrawalGroup
from referrals.models import WithdrawalReason
from referrals.rules import withdrawals as rules
from referrals.rules.statuses import NOTHING_DELIVERED, Delivery


def open_reasons(*, on: date) -> QuerySet[WithdrawalReason]:
    return WithdrawalReason.objects.filter(in_force(on)).order_by("code", "pk")


def reasons(*, on: date) -> list[rules.WithdrawalReason]:
    """The reasons in force on a day, as the rules read them. 1 query."""
    return [
        rules.WithdrawalReason(code=row.code, needs_attended_session=row.needs_attended_session)
        for row in open_reasons(on=on)
    ]


def choices(*, on: date, delivery: Delivery = NOTHING_DELIVERED) -> list[tuple[str, list[tuple[str, str]]]]:
    """(group, [(code, words)]) of the reasons that may be chosen, in the order of the groups. 1 query."""
    rows = list(open_reasons(on=on))
    facts = [
        rules.WithdrawalReason(code=row.code, needs_attended_session=row.needs_attended_session)
        for row in rows
    ]
    offered = {one.code for one in rules.offered(facts, delivery)}
    grouped = [
        (
            group.words,
            [(row.code, row.words) for row in rows if row.grouping == group and row.code in offered],
        )
        for group in WithdrawalGroup
    ]
    return [(words, found) for words, found in grouped if found]


def words_of(code: str) -> str:
    """The words of a reason, closed ones too; "" without one. 1 query."""
    return WithdrawalReason.objects.filter(code=code).values_list("words", flat=True).first() or ""

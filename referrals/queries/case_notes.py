"""Case notes of a referral."""

from django.db.models import QuerySet

from referrals.models import CaseNote, Referral


def notes_of(referral: Referral, *, oldest_first: bool = False) -> QuerySet[CaseNote]:
    """Notes of a referral, newest first unless asked otherwise, with who wrote each. 1 query."""
    order = ("sent_at", "pk") if oldest_first else ("-sent_at", "-pk")
    return referral.case_notes.select_related("sent_by__supplier").order_by(*order)

"""Case notes of a referral."""

from django.db.models import QuerySet

from referrals.models import CaseNote, Referral


def notes_of(referral: Referral) -> QuerySet[CaseNote]:
    """Notes of a referral, newest first, with who wrote each. 1 query."""
    return referral.case_notes.select_related("sent_by__supplier").order_by("-sent_at", "-pk")

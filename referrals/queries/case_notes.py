"""Case notes of a referral."""

from django.db.models import QuerySet

from referrals.models import CaseNote, Referral


def notes_of(referral: Referral) -> QuerySet[CaseNote]:
    """With who wrote each."""
    return CaseNote.objects.filter(referral=referral).select_related("sent_by__supplier")

"""Requests to move a person between regions, teams and practitioners."""

from django.db import models
from django.db.models import Q

from cases.codes import TransferStatus
from cases.models.people import Person
from core import history
from core.models import Region, Staff, Team
from core.models.bases import CodeRow, Versioned


class TransferReason(CodeRow):
    pass


class TransferRejectionReason(CodeRow):
    pass


@history.kept()
class Transfer(Versioned):
    """A request to move a person. `state` is a code of cases.codes.TransferStatus."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="transfers")
    state = models.CharField(max_length=10)
    requested_on = models.DateField()
    state_on = models.DateField()
    from_region = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    from_team = models.ForeignKey(Team, models.PROTECT, related_name="+", db_index=False)
    from_staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    to_region = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    to_team = models.ForeignKey(Team, models.PROTECT, related_name="+", db_index=False)
    to_staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    reason = models.ForeignKey(
        TransferReason, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    rejection_reason = models.ForeignKey(
        TransferRejectionReason, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    notes = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state=TransferStatus.PENDING.value),
                name="one_pending_transfer_per_person",
            ),
            models.CheckConstraint(
                condition=~Q(state=TransferStatus.REJECTED.value) | Q(rejection_reason__isnull=False),
                name="a_rejected_transfer_says_why",
            ),
        ]

"""The custody of a custodial sentence (in custody, on licence, recalled ...) and its key dates."""

from django.db import models
from django.db.models import Q

from cases.models.code_lists import Institution
from cases.models.events import Disposal
from core import history
from core.models.bases import CodeRow, Removable, Versioned


class CustodyStatus(CodeRow):
    in_custody = models.BooleanField(default=False)
    may_release = models.BooleanField(null=True)
    may_recall = models.BooleanField(null=True)

    class Meta(CodeRow.Meta):
        verbose_name_plural = "custody statuses"


class KeyDateType(CodeRow):
    set_by_prison_feed = models.BooleanField(default=False)


@history.kept()
class Custody(Versioned, Removable):
    disposal = models.ForeignKey(Disposal, models.PROTECT, related_name="custodies")
    status = models.ForeignKey(CustodyStatus, models.PROTECT, related_name="+", db_index=False)
    status_on = models.DateField()
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    prison_number = models.CharField(max_length=20, blank=True)
    released_on = models.DateField(null=True, blank=True)
    recalled_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "custodies"
        constraints = [
            models.UniqueConstraint(
                fields=["disposal"], condition=Q(removed_at__isnull=True), name="one_custody_per_disposal"
            )
        ]


@history.kept()
class KeyDate(Versioned, Removable):
    """One date of a custody. The types are LED, ACR, PED, SED, EXP, HDE, PSSED, POM1 and POM2."""

    custody = models.ForeignKey(Custody, models.PROTECT, related_name="key_dates")
    type = models.ForeignKey(KeyDateType, models.PROTECT, related_name="+", db_index=False)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["custody", "type"],
                condition=Q(removed_at__isnull=True),
                name="one_key_date_of_a_type_per_custody",
            )
        ]

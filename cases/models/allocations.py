"""Who holds the case, from when to when."""

from django.db import models
from django.db.models import F, Q

from cases.models.events import Event
from cases.models.people import Person
from core import history
from core.models import Staff, Team
from core.models.bases import CodeRow, Stamped


class AllocationReason(CodeRow):
    pass


@history.kept()
class Allocation(Stamped):
    """Who holds a person (`event` is empty) or the order of one event. Open while `ended_on` is empty."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="allocations")
    event = models.ForeignKey(Event, models.PROTECT, null=True, blank=True, related_name="allocations")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="allocations", db_index=False)
    team = models.ForeignKey(Team, models.PROTECT, related_name="allocations", db_index=False)
    reason = models.ForeignKey(
        AllocationReason, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(ended_on__isnull=True, event__isnull=True),
                name="one_practitioner_holds_a_person",
            ),
            models.UniqueConstraint(
                fields=["event"], condition=Q(ended_on__isnull=True), name="one_practitioner_holds_an_event"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="an_allocation_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(
                fields=["staff", "person"], name="caseload_of_staff", condition=Q(ended_on__isnull=True)
            ),
            models.Index(
                fields=["team", "person"], name="caseload_of_a_team", condition=Q(ended_on__isnull=True)
            ),
        ]


class Holder(models.Model):
    """The officer and the team that answer for a person: whoever holds the case, else the unallocated officer
    of the person's region. A database view over the function cases_holder; nothing writes to it.
    """

    person = models.OneToOneField(Person, models.DO_NOTHING, primary_key=True, related_name="holder")
    staff = models.ForeignKey(Staff, models.DO_NOTHING, related_name="+")
    team = models.ForeignKey(Team, models.DO_NOTHING, related_name="+")

    class Meta:
        managed = False
        db_table = "cases_holder_of_person"

    @property
    def is_allocated(self) -> bool:
        return not self.staff.is_unallocated

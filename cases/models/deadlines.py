"""What is due about a person: of which kind, by which rule, when and by whom; and whether it was met."""

from datetime import time

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise

from cases.models.people import Person
from core.clock import LONDON
from core.models import Staff, Supplier, Team
from core.models.bases import Stamped
from core.subjects import address_of, link_words_of, owed_by


class Deadline(Stamped):
    """Something due about a person. Its owner is a member of staff, a team or a supplier.

    due_at   the instant after which it is late; `due_on` is its date in England and Wales
    rule     code of the rule that gave the date
    about    what it is about, "cases.contact:12". Only one of a kind is open about the same thing
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="deadlines", db_index=False)
    kind = models.CharField(max_length=60)
    words = models.CharField(max_length=200)
    rule = models.CharField(max_length=200)
    began_at = models.DateTimeField()
    due_on = models.DateField()
    due_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=200, blank=True)
    staff = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="deadlines", db_index=False
    )
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="deadlines", db_index=False
    )
    supplier = models.ForeignKey(
        Supplier, models.PROTECT, null=True, blank=True, related_name="deadlines", db_index=False
    )
    about = models.CharField(max_length=100)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "about"],
                condition=Q(met_at__isnull=True, cancelled_at__isnull=True),
                name="one_open_deadline_of_a_kind_about_a_thing",
            ),
            models.CheckConstraint(
                condition=Q(met_at__isnull=True) | Q(cancelled_at__isnull=True),
                name="a_deadline_is_met_or_cancelled_not_both",
            ),
            models.CheckConstraint(
                condition=Q(staff__isnull=False) | Q(team__isnull=False) | Q(supplier__isnull=False),
                name="a_deadline_has_an_owner",
            ),
        ]
        indexes = [
            models.Index(
                fields=["staff", "due_on"],
                name="open_deadlines_of_staff",
                condition=Q(met_at__isnull=True, cancelled_at__isnull=True),
            ),
            models.Index(
                fields=["supplier", "due_on"],
                name="open_deadlines_of_a_supplier",
                condition=Q(met_at__isnull=True, cancelled_at__isnull=True),
            ),
            models.Index(fields=["person", "due_on"], name="deadlines_of_a_person"),
            models.Index(fields=["about"], name="deadlines_by_subject"),
        ]

    @property
    def address(self) -> str:
        """Address of the screen that shows what it is about, "" where there is none. The person is loaded."""
        return address_of(self.about, self.person.crn)

    @property
    def words_and_whose(self) -> str:
        """What is due, and who does it unless the practitioner: "Initial assessment (service provider)"."""
        whose = owed_by(self.about)
        return f"{self.words} ({whose})" if whose else self.words

    @property
    def link_words(self) -> str | Promise:
        """The words of the link to that screen: "Review"."""
        return link_words_of(self.about)

    @property
    def by_clock(self) -> bool:
        """Whether it is due at a time of day. What is due on a day is late from the midnight that ends it."""
        return self.due_at.astimezone(LONDON).time() != time()

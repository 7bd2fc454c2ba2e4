"""Entries in the risk registers and their reviews."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.contacts import Contact
from cases.models.notes import Note
from cases.models.people import Person
from core import history
from core.models import Staff, Team
from core.models.bases import CodeRow, Removable, Versioned


class RegistrationFlag(CodeRow):
    pass


class RegistrationType(CodeRow):
    """A risk register.

    review_months     months between reviews; None or 0 for never reviewed
    duplicate_group   types of one group exclude each other: "ROSH"; "" for none
    alert_words       what is said when a record with an open registration is opened, where there is a message
    """

    flag = models.ForeignKey(RegistrationFlag, models.PROTECT, null=True, blank=True, related_name="types")
    review_months = models.PositiveSmallIntegerField(null=True, blank=True)
    colour = models.CharField(max_length=10, blank=True)
    has_alert_message = models.BooleanField(
        default=False, help_text=_("Whether a message is shown when the record is opened")
    )
    alert_words = models.CharField(
        max_length=200, blank=True, help_text=_("What it says. Blank: the register, its level and its date.")
    )
    records_level = models.BooleanField(default=False)
    records_category = models.BooleanField(default=False)
    duplicate_group = models.CharField(max_length=20, blank=True)


class RegistrationLevel(CodeRow):
    """A level or a category that a register records.

    register_code   code of the type, or its duplicate group
    kind            "level" or "category"
    """

    register_code = models.CharField(max_length=20)
    kind = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register_code", "kind", "code"], name="one_registration_level_per_register_and_code"
            )
        ]


@history.kept()
class Registration(Versioned, Removable):
    person = models.ForeignKey(Person, models.PROTECT, related_name="registrations")
    type = models.ForeignKey(RegistrationType, models.PROTECT, related_name="+", db_index=False)
    registered_on = models.DateField()
    team = models.ForeignKey(Team, models.PROTECT, related_name="+", db_index=False)
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="registrations", db_index=False)
    level = models.ForeignKey(
        RegistrationLevel, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    category = models.ForeignKey(
        RegistrationLevel, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    next_review_on = models.DateField(null=True, blank=True)
    deregistered_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "type"],
                condition=Q(deregistered_on__isnull=True, removed_at__isnull=True),
                name="one_open_registration_of_a_type",
            ),
            models.CheckConstraint(
                condition=Q(deregistered_on__isnull=True) | Q(deregistered_on__gte=F("registered_on")),
                name="a_registration_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(
                fields=["staff", "next_review_on"],
                name="registration_reviews_of_staff",
                condition=Q(deregistered_on__isnull=True),
            )
        ]


class RegistrationNote(Note):
    """`is_end_reason`: the note says why the registration ended."""

    registration = models.ForeignKey(Registration, models.PROTECT, related_name="notes")
    is_end_reason = models.BooleanField(default=False)

    class Meta(Note.Meta):
        constraints = [
            *Note.Meta.constraints,
            models.UniqueConstraint(
                fields=["registration"],
                condition=Q(is_end_reason=True),
                name="one_reason_for_the_end_of_a_registration",
            ),
        ]


@history.kept()
class RegistrationReview(Versioned):
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="reviews")
    due_on = models.DateField()
    reviewed_on = models.DateField(null=True, blank=True)
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    level = models.ForeignKey(
        RegistrationLevel, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    category = models.ForeignKey(
        RegistrationLevel, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    notes = models.TextField(blank=True)
    contact = models.ForeignKey(
        Contact, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration"],
                condition=Q(reviewed_on__isnull=True),
                name="one_open_review_per_registration",
            )
        ]

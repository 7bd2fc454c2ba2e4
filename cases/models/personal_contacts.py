"""Personal contacts: a relative, GP or next of kin. Their data are printed only when asked for."""

from django.db import models
from django.db.models import F, Q

from cases.models import code_lists as lists
from cases.models.notes import Note
from cases.models.people import Person
from core import history
from core.models.bases import CodeRow, Removable, Versioned


class RelationshipType(CodeRow):
    pass


@history.kept()
class PersonalContact(Versioned, Removable):
    person = models.ForeignKey(Person, models.PROTECT, related_name="personal_contacts")
    relationship_type = models.ForeignKey(RelationshipType, models.PROTECT, related_name="+", db_index=False)
    relationship = models.CharField(max_length=100, blank=True)
    is_emergency_contact = models.BooleanField(default=False)
    title = models.ForeignKey(
        lists.Title, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    first_name = models.CharField(max_length=100)
    surname = models.CharField(max_length=100)
    previous_surname = models.CharField(max_length=100, blank=True)
    sex = models.ForeignKey(
        lists.Sex, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    mobile = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(ended_on__gte=F("started_on")),
                name="a_personal_contact_ends_after_it_begins",
            )
        ]

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.surname}"


class PersonalContactNote(Note):
    personal_contact = models.ForeignKey(PersonalContact, models.PROTECT, related_name="notes")

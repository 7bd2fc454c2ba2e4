"""Where the person lives, lived or may live."""

from django.db import models
from django.db.models import F, Q

from cases.models.notes import Note
from cases.models.people import Person
from core import history
from core.models.bases import CodeRow, Removable, Versioned


class AddressStatus(CodeRow):
    """Main, postal, previous ... `single_active`: the source allows only one open address of the status."""

    single_active = models.BooleanField(default=False)

    class Meta(CodeRow.Meta):
        verbose_name_plural = "address statuses"


class AddressType(CodeRow):
    pass


@history.kept()
class Address(Versioned, Removable):
    """`is_main` repeats status M, so that a constraint can allow only one open main address."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="addresses", db_index=False)
    status = models.ForeignKey(AddressStatus, models.PROTECT, related_name="+", db_index=False)
    is_main = models.BooleanField(default=False)
    type = models.ForeignKey(
        AddressType, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    type_verified = models.BooleanField(null=True)
    no_fixed_abode = models.BooleanField(default=False)
    building = models.CharField(max_length=100, blank=True)
    number = models.CharField(max_length=20, blank=True)
    street = models.CharField(max_length=100, blank=True)
    district = models.CharField(max_length=100, blank=True)
    town = models.CharField(max_length=100, blank=True)
    county = models.CharField(max_length=100, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    postcode_key = models.CharField(max_length=8, blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "addresses"
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(is_main=True, ended_on__isnull=True, removed_at__isnull=True),
                name="one_open_main_address_per_person",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="an_address_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(
                fields=["postcode_key"], name="addresses_by_postcode", condition=~Q(postcode_key="")
            ),
            models.Index(fields=["person", "-started_on", "-id"], name="addresses_of_a_person"),
        ]

    @property
    def lines(self) -> list[str]:
        """The address as written on an envelope."""
        if self.no_fixed_abode:
            return ["No fixed abode", *filter(None, [self.town, self.postcode])]
        house = " ".join(filter(None, [self.number, self.street]))
        return [*filter(None, [self.building, house, self.district, self.town, self.county, self.postcode])]


class AddressNote(Note):
    address = models.ForeignKey(Address, models.PROTECT, related_name="notes")

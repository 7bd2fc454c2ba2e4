"""Admin pages of regions, units, offices, teams, staff and suppliers. The first rows come from files."""

from typing import ClassVar

from django.contrib import admin

from core import models
from core.administration import Administered, OpenFilter, Part, ValuesFilter


@admin.register(models.Region)
class Regions(Administered):
    list_display = ("code", "name")
    list_filter = ("pdus",)
    search_fields = ("code", "name")
    ordering = ("code",)


@admin.register(models.Pdu)
class Pdus(Administered):
    list_display = ("name", "code", "region", "valid_to")
    list_filter = (OpenFilter, "region")
    list_select_related = ("region",)
    search_fields = ("name", "code")
    ordering = ("name__alphabetical", "pk")


@admin.register(models.Office)
class Offices(Administered):
    list_display = ("name", "code", "pdu", "postcode", "takes_referral_appointments", "valid_to")
    list_filter = (OpenFilter, "takes_referral_appointments", "pdu__region")
    list_select_related = ("pdu",)
    search_fields = ("name", "code", "postcode", "address")
    ordering = ("name__alphabetical", "pk")


class Members(Part):
    """Memberships end by date; they are not removed."""

    model = models.TeamMembership
    typed: ClassVar = {"staff": "code", "team": "code"}
    ordering = ("valid_from", "pk")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("staff", "team")


@admin.register(models.Team)
class Teams(Administered):
    list_display = ("name", "code", "region", "pdu", "is_system", "valid_to")
    list_filter = (OpenFilter, "is_system", "region")
    list_select_related = ("region", "pdu")
    search_fields = ("name", "code")
    ordering = ("name__alphabetical", "pk")
    inlines = (Members,)


@admin.register(models.Staff)
class StaffMembers(Administered):
    list_display = ("code", "surname", "first_name", "grade", "user", "valid_to")
    list_filter = (OpenFilter, ("grade", ValuesFilter), "teams__region")
    list_select_related = ("user",)
    search_fields = ("code", "surname", "first_name", "email")
    typed: ClassVar = {"user": "username"}
    ordering = ("surname__alphabetical", "first_name__alphabetical", "pk")
    inlines = (Members,)


@admin.register(models.Supplier)
class Suppliers(Administered):
    list_display = ("name", "code", "telephone", "valid_to")
    list_filter = (OpenFilter,)
    search_fields = ("name", "code")
    readonly_fields = ("uuid",)
    ordering = ("name__alphabetical", "pk")

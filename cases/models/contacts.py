"""Entries in the record, past or planned: what happened, who saw whom, what follows."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.models.events import Event
from cases.models.licences import LicenceCondition
from cases.models.notes import Note
from cases.models.nsis import Nsi
from cases.models.people import Person
from cases.models.requirements import Requirement
from core import history
from core.models import Office, Staff, Team
from core.models.bases import CodeRow, Removable, Versioned, optional_codes, optional_yes_no


class ContactCategory(CodeRow):
    class Meta(CodeRow.Meta):
        verbose_name_plural = "contact categories"


class ContactType(CodeRow):
    """What kind of contact it is and what it needs. The contact rules read a row as it stands.

    location_flag, outcome_flag   codes of cases.codes.LocationFlag and OutcomeFlag
    default_minutes               the length a form starts with
    usual_place                   its place among the types offered first to who has entered few contacts

    No public file holds the columns from alert_allowed to requirement_types. Their values are the project's:
    cases/reference/contact_type_rules.csv.
    """

    category = models.ForeignKey(ContactCategory, models.PROTECT, null=True, blank=True, related_name="types")
    is_national_standards = models.BooleanField(default=False)
    is_attendance = models.BooleanField(default=False)
    location_flag = models.CharField(max_length=1, blank=True)
    outcome_flag = models.CharField(max_length=1, blank=True)
    alert_default = models.BooleanField(default=False)
    is_system = models.BooleanField(default=False)
    offender_level_allowed = models.BooleanField(default=True)
    sensitive_default = models.BooleanField(default=False)
    credits_hours = models.BooleanField(default=False)
    rar_default = models.BooleanField(default=False)
    breach_effect = models.CharField(max_length=10, blank=True)
    default_minutes = models.PositiveSmallIntegerField(default=30)
    usual_place = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        help_text=_("Its place among the types offered first. Unknown: in the list only."),
    )
    alert_allowed = optional_yes_no(_("Whether it may be an alert. Unknown: it may."))
    future_allowed = optional_yes_no(_("Whether its date may be in the future. Unknown: it may."))
    cja_allowed = optional_yes_no(_("Whether it fits a sentence under the CJA 2003. Unknown: it does."))
    pre_cja_allowed = optional_yes_no(
        _("Whether it fits a sentence from before the CJA 2003. Unknown: it does.")
    )
    outcomes = optional_codes(_("Outcomes it may have. None selected: any."))
    nsi_types = optional_codes(_("Types of intervention it may be entered under. None selected: any."))
    requirement_types = optional_codes(_("Types of requirement it may be entered under. None selected: any."))

    class Meta(CodeRow.Meta):
        constraints = [
            *CodeRow.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(outcomes=[]) & ~Q(nsi_types=[]) & ~Q(requirement_types=[]),
                name="a_contact_type_names_codes_or_leaves_them_open",
            ),
        ]


class ContactOutcome(CodeRow):
    """`attended` and `complied` are None where the outcome does not say."""

    attended = models.BooleanField(null=True)
    complied = models.BooleanField(null=True)
    enforceable = models.BooleanField(default=False)
    action_required = models.BooleanField(default=False)
    for_unpaid_work = models.BooleanField(default=False)


class EnforcementAction(CodeRow):
    """`outstanding`: the action waits for an answer. `response_days`: calendar days to give it in."""

    outstanding = models.BooleanField(default=False)
    response_days = models.PositiveSmallIntegerField(null=True, blank=True)
    contact_type = models.ForeignKey(ContactType, models.PROTECT, null=True, blank=True, related_name="+")


@history.kept()
class Contact(Versioned, Removable):
    """One entry. `on`, `start_time` and `end_time` are in local time; `starts_at` is worked out from them.

    is_appointment, is_national_standards   copied from the type, for lists and indexes
    linked_to                               the contact it followed: a rescheduled appointment, an absence
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # no index of its own: contacts_of_a_person begins with it
    person = models.ForeignKey(Person, models.PROTECT, related_name="contacts", db_index=False)
    type = models.ForeignKey(ContactType, models.PROTECT, related_name="+", db_index=False)
    on = models.DateField()
    start_time = models.TimeField(null=True, blank=True)
    end_time = models.TimeField(null=True, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    is_appointment = models.BooleanField(default=False)
    is_national_standards = models.BooleanField(default=False)
    event = models.ForeignKey(
        Event, models.PROTECT, null=True, blank=True, related_name="contacts", db_index=False
    )
    requirement = models.ForeignKey(
        Requirement, models.PROTECT, null=True, blank=True, related_name="contacts", db_index=False
    )
    licence_condition = models.ForeignKey(
        LicenceCondition, models.PROTECT, null=True, blank=True, related_name="contacts", db_index=False
    )
    nsi = models.ForeignKey(
        Nsi, models.PROTECT, null=True, blank=True, related_name="contacts", db_index=False
    )
    team = models.ForeignKey(Team, models.PROTECT, related_name="+", db_index=False)
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+", db_index=False)
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    outcome = models.ForeignKey(
        ContactOutcome, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    attended = models.BooleanField(null=True)
    complied = models.BooleanField(null=True)
    hours_credited = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    enforcement_action = models.ForeignKey(
        EnforcementAction, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    enforcement_open = models.BooleanField(default=False)
    respond_by_on = models.DateField(null=True, blank=True)
    is_alert = models.BooleanField(default=False)
    is_sensitive = models.BooleanField(default=False)
    is_rar_activity = models.BooleanField(default=False)
    is_system = models.BooleanField(default=False)
    arrived_at = models.DateTimeField(null=True, blank=True)
    description = models.CharField(max_length=200, blank=True)
    clash_accepted_by = models.ForeignKey(
        "core.User", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    linked_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by", db_index=False
    )
    origin = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(end_time__isnull=True)
                | Q(start_time__isnull=False, end_time__gt=F("start_time")),
                name="a_contact_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(enforcement_action__isnull=True) | Q(complied=False),
                name="only_non_compliance_is_enforced",
            ),
            models.UniqueConstraint(
                fields=["origin"],
                condition=~Q(origin="") & Q(removed_at__isnull=True),
                name="what_happened_outside_is_entered_once",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-on", "-id"], name="contacts_of_a_person"),
            models.Index(
                fields=["person", "on", "id"],
                name="appointments_of_a_person",
                condition=Q(is_appointment=True),
            ),
            models.Index(
                fields=["staff", "on"], name="appointments_of_staff", condition=Q(is_appointment=True)
            ),
            models.Index(
                fields=["team", "on"], name="appointments_of_a_team", condition=Q(is_appointment=True)
            ),
            models.Index(
                fields=["office", "on"], name="appointments_at_an_office", condition=Q(is_appointment=True)
            ),
            models.Index(
                fields=["staff", "on"], name="enforcement_of_staff", condition=Q(enforcement_open=True)
            ),
            models.Index(
                fields=["staff", "on", "id"],
                name="outcomes_to_record",
                condition=Q(is_appointment=True, outcome__isnull=True, removed_at__isnull=True),
            ),
            models.Index(
                fields=["person", "on"], name="enforcement_of_a_person", condition=Q(enforcement_open=True)
            ),
            models.Index(
                fields=["person", "on"],
                name="outcomes_of_a_person",
                condition=Q(is_appointment=True, outcome__isnull=True, removed_at__isnull=True),
            ),
            models.Index(
                fields=["created_by", "-id"],
                name="contacts_somebody_entered",
                include=["type"],
                condition=Q(is_system=False),
            ),
            models.Index(
                fields=["person"], name="rar_contacts_of_a_person", condition=Q(is_rar_activity=True)
            ),
            models.Index(fields=["event"], name="contacts_of_an_event", condition=Q(event__isnull=False)),
            models.Index(
                fields=["requirement"],
                name="contacts_of_a_requirement",
                condition=Q(requirement__isnull=False),
            ),
            models.Index(
                fields=["linked_to"], name="contacts_that_follow", condition=Q(linked_to__isnull=False)
            ),
        ]


class ContactNote(Note):
    contact = models.ForeignKey(Contact, models.PROTECT, related_name="notes")


class ContactAlert(models.Model):
    """An entry in a practitioner's alert list; open until it is cleared.

    is_arrival   reception says that the person has come to the appointment; else the contact is the alert
    is_masked    never, as of `Stamped`
    """

    is_masked: ClassVar[bool] = False

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="alerts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="alerts", db_index=False)
    team = models.ForeignKey(Team, models.PROTECT, related_name="+", db_index=False)
    is_arrival = models.BooleanField(default=False)
    raised_at = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True, blank=True)
    cleared_by = models.ForeignKey(
        "core.User", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "is_arrival"],
                condition=Q(cleared_at__isnull=True),
                name="one_open_alert_per_contact",
            )
        ]
        indexes = [
            models.Index(
                fields=["staff", "-raised_at"],
                name="open_alerts_of_staff",
                condition=Q(cleared_at__isnull=True),
            )
        ]

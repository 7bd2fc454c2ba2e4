"""Rows of the summary lists that show a referral: the draft being checked, and the sent one."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from core.calendar.typed_dates import format_date
from core.words import shown
from referrals.codes import AppointmentMethod, ReferralKind, RiskSection
from referrals.queries.drafts import CONCERN_FIELDS, RISK_FIELDS
from referrals.rules.texts import shown_postcode

if TYPE_CHECKING:
    from referrals.models import AssessmentAppointment, Referral, SharedRisk

Rows = list[dict[str, Any]]


def yes_no(value: bool | None) -> str:
    return {True: _("Yes"), False: _("No")}.get(value, "")


def row(key: str, value: Any, **more: Any) -> dict[str, Any]:
    return {"key": key, "value": value, "href": "", "keep_lines": False, **more}


def date_words(day: Any) -> str:
    return format_date(day) if day else ""


def person_rows(person: Any, referral: "Referral") -> Rows:
    """What the case record holds about the person, for checking."""
    return [
        row(_("Name"), person.name),
        row(_("CRN"), person.crn),
        row(_("Date of birth"), date_words(person.born_on)),
        row(_("Phone number"), " / ".join(filter(None, (person.mobile, person.telephone)))),
        row(_("Email address"), person.email),
        row(_("Contacting safely"), person.safe_contact_note),
        row(_("Ethnicity"), person.ethnicity.words if person.ethnicity else ""),
        row(_("Main language"), person.main_language.words if person.main_language else ""),
    ]


def contact_rows(referral: "Referral") -> Rows:
    if referral.has_practitioner:
        pdu, office = referral.practitioner_pdu, referral.practitioner_office
        return [
            row(_("Practitioner"), referral.practitioner_name),
            row(_("Probation delivery unit"), pdu.name if pdu else ""),
            row(_("Email address"), referral.practitioner_email),
            row(_("Phone number"), referral.practitioner_phone),
            row(_("Team phone number"), referral.practitioner_team_phone),
            row(_("Office"), office.name if office else ""),
        ]
    place = referral.contact_establishment or referral.contact_office
    return [
        row(_("Main contact"), referral.contact_name),
        row(_("Role"), referral.contact_role),
        row(_("Email address"), referral.contact_email),
        row(_("Phone number"), referral.contact_phone),
        row(_("Works at"), str(place) if place else ""),
    ]


def location_rows(referral: "Referral", *, prison: str) -> Rows:
    if referral.kind != ReferralKind.CUSTODY:
        return [row(_("Where"), _("In the community"))]
    release = date_words(referral.release_on) or referral.release_unknown_reason
    office = referral.release_office.name if referral.release_office else ""
    rows = [
        row(_("Where"), _("In custody")),
        row(_("Held at"), prison),
        row(_("Expected release date"), release),
        row(_("Home detention curfew eligibility date"), date_words(referral.hdc_eligible_on)),
    ]
    if office or referral.release_office_unknown_reason:
        rows.append(row(_("Office on release"), office or referral.release_office_unknown_reason))
    if referral.com_name:
        rows.append(row(_("Agreed with"), referral.com_name))
    return rows


def needs_rows(referral: "Referral") -> Rows:
    interpreter = yes_no(referral.interpreter_needed)
    if referral.interpreter_language:
        interpreter = f"{interpreter}: {referral.interpreter_language}"
    duties = yes_no(referral.has_responsibilities)
    if referral.when_unavailable:
        duties = f"{duties}: {referral.when_unavailable}"
    return [
        row(_("Interpreter needed"), interpreter),
        row(_("Caring or employment responsibilities"), duties, keep_lines=True),
        row(_("Accessibility needs"), referral.accessibility_needs, keep_lines=True),
        row(_("Other needs"), referral.other_needs, keep_lines=True),
    ]


def service_cards(referral: "Referral") -> list[dict[str, Any]]:
    """A card for each service type: outcomes and level. 2 queries."""
    needs = (
        referral.needs.select_related("category", "complexity").prefetch_related("outcomes").order_by("pk")
    )
    return [
        {
            "title": need.category.words,
            "outcomes": [outcome.words for outcome in need.outcomes.all()],
            "level": _(need.complexity.level.capitalize()) if need.complexity else "",
            "level_words": need.complexity.words if need.complexity else "",
        }
        for need in needs
    ]


def delivery_rows(referral: "Referral") -> Rows:
    rows = [
        row(_("Maximum number of enforceable days"), referral.enforceable_days),
        row(_("To be completed by"), date_words(referral.deadline_on)),
    ]
    if referral.late_deadline_reason:
        rows.append(row(_("Why after the sentence ends"), referral.late_deadline_reason))
    if referral.ete_before_release_reason:
        rows.append(row(_("Why before release"), referral.ete_before_release_reason))
    if referral.duplicate_reason:
        rows.append(row(_("Why another referral is needed"), referral.duplicate_reason))
    return [
        *rows,
        row(_("Reason for the referral"), referral.reason, keep_lines=True),
        row(_("Further information"), referral.further_information, keep_lines=True),
    ]


def risk_rows(screen: Any) -> Rows:
    """The eight texts of a draft's screen or of a shared copy, each concern with its answer."""
    rows = []
    for section in RiskSection:
        answer = getattr(screen, CONCERN_FIELDS[section]) if section in CONCERN_FIELDS else ""
        words = {"YES": _("Yes"), "NO": _("No"), "DK": _("Don't know")}.get(answer, "")
        text = getattr(screen, RISK_FIELDS[section])
        label = words if words and words != text else ""
        rows.append({"key": _(section.words), "value": text, "answer": label, "keep_lines": True})
    return rows


def latest_risk(referral: "Referral") -> "SharedRisk | None":
    """The risk texts that the service provider sees today; None without any. 1 query."""
    return referral.shared_risk.order_by("-version").first()


def appointment_rows(appointment: "AssessmentAppointment") -> Rows:
    """When, how long, how, and where, for one that has a place: a call has none."""
    rows = [
        row(_("When"), shown(appointment.starts_at)),
        row(_("Length"), _("%(n)s minutes") % {"n": appointment.length_minutes}),
        row(_("How"), _(AppointmentMethod(appointment.method).words)),
    ]
    place = place_of(appointment)
    return [*rows, row(_("Where"), place)] if place else rows


def place_of(appointment: "AssessmentAppointment") -> str:
    if appointment.office:
        return appointment.office.name
    lines = (
        appointment.address_line_1,
        appointment.address_line_2,
        appointment.town,
        appointment.county,
        shown_postcode(appointment.postcode),
    )
    return ", ".join(line for line in lines if line)

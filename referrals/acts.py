"""The acts of referrals, as a reader of the audit sees them."""

from django.utils.translation import gettext_lazy as _

from core.acts import name_acts

name_acts(
    {
        "api-case-note": _("Case note read by another system"),
        "api-case-notes": _("Case notes read by another system"),
        "api-client-closed": _("API client closed"),
        "api-client-registered": _("API client registered"),
        "api-client-reopened": _("API client opened again"),
        "api-client-secret-renewed": _("Secret of an API client renewed"),
        "api-sent-referral": _("Referral read by another system"),
        "api-sent-referrals-listed": _("Referrals listed by another system"),
        "api-supplementary-risk": _("Risk information read by another system"),
        "api-supplier-assessment": _("Initial assessment read by another system"),
        "api-token": _("Token for another system"),
        "assessment-attendance-recorded": _("Attendance of an initial assessment recorded"),
        "assessment-booked": _("Initial assessment booked"),
        "assessment-feedback-recorded": _("Feedback on an initial assessment recorded"),
        "assessment-feedback-submitted": _("Feedback on an initial assessment submitted"),
        "case-note-added": _("Case note added"),
        "referral-assigned": _("Referral assigned"),
        "referral-draft-discarded": _("Draft referral discarded"),
        "referral-draft-expired": _("Draft referral expired"),
        "referral-concluded": _("Referral concluded"),
        "referral-drafted": _("Referral drafted"),
        "referral-release-date-changed": _("Release date of a referral changed"),
        "referral-risk-confirmed": _("Risk information of a referral confirmed"),
        "referral-sent": _("Referral sent"),
        "referral-withdrawn": _("Referral withdrawn"),
        "referrals:draft-service": _("Outcomes and complexity of a referral"),
        "referrals:service": _("Service"),
    }
)

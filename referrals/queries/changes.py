"""What happened to a referral since it was drafted, in order, from its own rows."""

from typing import Any

from django.utils.translation import gettext as _

from core.models import AuditEntry
from core.words import shown
from referrals.models import Assignment, Referral, SharedRisk
from referrals.queries import withdrawals

#: Audited acts that changed the referral and left no row of their own.
ACTS = {"referral-release-date-changed"}


def changes_of(referral: Referral) -> list[dict[str, Any]]:
    """What happened to the referral, newest first: title, by, at, words. 3 queries, 4 once withdrawn."""
    items = [
        {
            "title": _("Referral sent"),
            "by": referral.sent_by.name if referral.sent_by else "",
            "at": referral.sent_at,
            "words": _("Reference %(reference)s, to %(supplier)s")
            % {"reference": referral.reference, "supplier": referral.contract.prime.name},
        }
    ]
    for shared in SharedRisk.objects.filter(referral=referral, version__gt=1).select_related("confirmed_by"):
        items.append(
            {"title": _("Risk information updated"), "by": shared.confirmed_by.name, "at": shared.shared_at}
        )
    rows = Assignment.objects.filter(referral=referral).select_related("caseworker", "assigned_by")
    for n, assignment in enumerate(rows.order_by("assigned_at", "pk")):
        words = _("Caseworker: %(name)s") % {"name": assignment.caseworker.name}
        title = _("Assigned") if n == 0 else _("Assigned to another caseworker")
        items.append(
            {
                "title": title,
                "by": assignment.assigned_by.name,
                "at": assignment.assigned_at,
                "words": words,
            }
        )
    for entry in AuditEntry.objects.filter(
        record_kind="referrals.referral", record_key=str(referral.pk), act__in=ACTS
    ):
        urgent = (
            _("The referral is urgent") if entry.details.get("urgent") else _("The referral is not urgent")
        )
        items.append(
            {"title": _("Release date changed in the record"), "by": "", "at": entry.at, "words": urgent}
        )
    if referral.became_urgent_at and referral.became_urgent_at != referral.sent_at:
        words = _("Since %(when)s") % {"when": shown(referral.became_urgent_at)}
        items.append({"title": _("Became urgent"), "by": "", "at": referral.became_urgent_at, "words": words})
    if referral.end_requested_at:
        by = referral.end_requested_by.name if referral.end_requested_by else ""
        why = withdrawals.words_of(referral.end_reason_code)
        items.append(
            {
                "title": _("Withdrawn"),
                "by": by,
                "at": referral.end_requested_at,
                "words": f"{why}. {referral.end_comments}",
            }
        )
    if referral.concluded_at and referral.concluded_at != referral.end_requested_at:
        items.append({"title": _("Concluded"), "by": "", "at": referral.concluded_at})
    return sorted(items, key=lambda item: item["at"], reverse=True)

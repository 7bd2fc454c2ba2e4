"""Keeps when a referral is next due, indexes the tabs of a provider's list, drops indexes not read by."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from core.indexes import KeysWithoutIndex

KEYS = {
    "assessmentappointment": (
        "assessment",
        "attendance_by",
        "created_by",
        "details_by",
        "office",
        "submitted_by",
        "updated_by",
    ),
    "assignment": ("assigned_by", "caseworker"),
    "casenote": ("referral", "sent_by"),
    "contractgrant": ("user",),
    "referral": (
        "contact_establishment",
        "contact_office",
        "contract",
        "created_by",
        "end_requested_by",
        "event",
        "person",
        "practitioner",
        "practitioner_office",
        "practitioner_pdu",
        "prison",
        "release_office",
        "updated_by",
    ),
    "referralneed": ("category", "complexity", "referral"),
    "riskscreen": ("confirmed_by",),
    "sharedrisk": ("confirmed_by", "referral"),
}
#: what services/deadlines.py keeps from now on
NEXT_DUE = """
    UPDATE referrals_referral AS referral SET next_due_at = soonest.due_at
    FROM (
        SELECT about, min(due_at) AS due_at FROM cases_deadline
        WHERE met_at IS NULL AND cancelled_at IS NULL AND about LIKE 'referrals.referral:%'
        GROUP BY about
    ) AS soonest
    WHERE soonest.about = 'referrals.referral:' || referral.reference
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0017_writing_costs_less"),
        ("referrals", "0003_why_another_referral"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="referral",
            name="update_update",
        ),
        migrations.AddField(
            model_name="referral",
            name="next_due_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.RunSQL(NEXT_DUE, migrations.RunSQL.noop),
        KeysWithoutIndex(KEYS),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("state__in", ["SENT", "ASSIGNED", "ENDING"])),
                fields=["contract", "-is_urgent", "next_due_at", "id"],
                name="open_on_a_contract",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("state", "SENT")),
                fields=["contract", "-is_urgent", "next_due_at", "id"],
                name="unassigned_on_a_contract",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(
                    ("state", "CONCLUDED"), models.Q(("end_state", "CANCELLED"), _negated=True)
                ),
                fields=["contract", "-concluded_at", "-id"],
                name="completed_on_a_contract",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("end_state", "CANCELLED"), ("state", "CONCLUDED")),
                fields=["contract", "-concluded_at", "-id"],
                name="cancelled_on_a_contract",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="referral",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."accessibility_needs" IS DISTINCT FROM (NEW."accessibility_needs") OR OLD."answered" IS DISTINCT FROM (NEW."answered") OR OLD."became_urgent_at" IS DISTINCT FROM (NEW."became_urgent_at") OR OLD."before_allocation_reason" IS DISTINCT FROM (NEW."before_allocation_reason") OR OLD."com_agreed" IS DISTINCT FROM (NEW."com_agreed") OR OLD."com_name" IS DISTINCT FROM (NEW."com_name") OR OLD."concluded_at" IS DISTINCT FROM (NEW."concluded_at") OR OLD."contact_email" IS DISTINCT FROM (NEW."contact_email") OR OLD."contact_establishment_id" IS DISTINCT FROM (NEW."contact_establishment_id") OR OLD."contact_name" IS DISTINCT FROM (NEW."contact_name") OR OLD."contact_office_id" IS DISTINCT FROM (NEW."contact_office_id") OR OLD."contact_phone" IS DISTINCT FROM (NEW."contact_phone") OR OLD."contact_place" IS DISTINCT FROM (NEW."contact_place") OR OLD."contact_role" IS DISTINCT FROM (NEW."contact_role") OR OLD."continues_id" IS DISTINCT FROM (NEW."continues_id") OR OLD."contract_id" IS DISTINCT FROM (NEW."contract_id") OR OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."created_by_id" IS DISTINCT FROM (NEW."created_by_id") OR OLD."deadline_on" IS DISTINCT FROM (NEW."deadline_on") OR OLD."duplicate_reason" IS DISTINCT FROM (NEW."duplicate_reason") OR OLD."eligibility_reason" IS DISTINCT FROM (NEW."eligibility_reason") OR OLD."end_comments" IS DISTINCT FROM (NEW."end_comments") OR OLD."end_reason_code" IS DISTINCT FROM (NEW."end_reason_code") OR OLD."end_requested_at" IS DISTINCT FROM (NEW."end_requested_at") OR OLD."end_requested_by_id" IS DISTINCT FROM (NEW."end_requested_by_id") OR OLD."end_state" IS DISTINCT FROM (NEW."end_state") OR OLD."enforceable_days" IS DISTINCT FROM (NEW."enforceable_days") OR OLD."ete_before_release_reason" IS DISTINCT FROM (NEW."ete_before_release_reason") OR OLD."event_id" IS DISTINCT FROM (NEW."event_id") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."further_information" IS DISTINCT FROM (NEW."further_information") OR OLD."has_practitioner" IS DISTINCT FROM (NEW."has_practitioner") OR OLD."has_responsibilities" IS DISTINCT FROM (NEW."has_responsibilities") OR OLD."hdc_eligible_on" IS DISTINCT FROM (NEW."hdc_eligible_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."interpreter_language" IS DISTINCT FROM (NEW."interpreter_language") OR OLD."interpreter_needed" IS DISTINCT FROM (NEW."interpreter_needed") OR OLD."is_urgent" IS DISTINCT FROM (NEW."is_urgent") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."late_deadline_reason" IS DISTINCT FROM (NEW."late_deadline_reason") OR OLD."nsi_id" IS DISTINCT FROM (NEW."nsi_id") OR OLD."other_needs" IS DISTINCT FROM (NEW."other_needs") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."practitioner_id" IS DISTINCT FROM (NEW."practitioner_id") OR OLD."practitioner_email" IS DISTINCT FROM (NEW."practitioner_email") OR OLD."practitioner_name" IS DISTINCT FROM (NEW."practitioner_name") OR OLD."practitioner_office_id" IS DISTINCT FROM (NEW."practitioner_office_id") OR OLD."practitioner_pdu_id" IS DISTINCT FROM (NEW."practitioner_pdu_id") OR OLD."practitioner_phone" IS DISTINCT FROM (NEW."practitioner_phone") OR OLD."practitioner_team_phone" IS DISTINCT FROM (NEW."practitioner_team_phone") OR OLD."prison_id" IS DISTINCT FROM (NEW."prison_id") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."recorded_prison_right" IS DISTINCT FROM (NEW."recorded_prison_right") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."release_office_id" IS DISTINCT FROM (NEW."release_office_id") OR OLD."release_office_unknown_reason" IS DISTINCT FROM (NEW."release_office_unknown_reason") OR OLD."release_on" IS DISTINCT FROM (NEW."release_on") OR OLD."release_unknown_reason" IS DISTINCT FROM (NEW."release_unknown_reason") OR OLD."sent_at" IS DISTINCT FROM (NEW."sent_at") OR OLD."sent_by_id" IS DISTINCT FROM (NEW."sent_by_id") OR OLD."sentence_ends_on" IS DISTINCT FROM (NEW."sentence_ends_on") OR OLD."state" IS DISTINCT FROM (NEW."state") OR OLD."to_be_released" IS DISTINCT FROM (NEW."to_be_released") OR OLD."updated_at" IS DISTINCT FROM (NEW."updated_at") OR OLD."updated_by_id" IS DISTINCT FROM (NEW."updated_by_id") OR OLD."use_pss_end" IS DISTINCT FROM (NEW."use_pss_end") OR OLD."uuid" IS DISTINCT FROM (NEW."uuid") OR OLD."version" IS DISTINCT FROM (NEW."version") OR OLD."when_unavailable" IS DISTINCT FROM (NEW."when_unavailable"))',
                    func='INSERT INTO "referrals_referralhistory" ("accessibility_needs", "answered", "became_urgent_at", "before_allocation_reason", "com_agreed", "com_name", "concluded_at", "contact_email", "contact_establishment_id", "contact_name", "contact_office_id", "contact_phone", "contact_place", "contact_role", "continues_id", "contract_id", "created_at", "created_by_id", "deadline_on", "duplicate_reason", "eligibility_reason", "end_comments", "end_reason_code", "end_requested_at", "end_requested_by_id", "end_state", "enforceable_days", "ete_before_release_reason", "event_id", "expires_at", "further_information", "has_practitioner", "has_responsibilities", "hdc_eligible_on", "id", "interpreter_language", "interpreter_needed", "is_urgent", "kind", "late_deadline_reason", "nsi_id", "other_needs", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practitioner_email", "practitioner_id", "practitioner_name", "practitioner_office_id", "practitioner_pdu_id", "practitioner_phone", "practitioner_team_phone", "prison_id", "reason", "recorded_prison_right", "reference", "release_office_id", "release_office_unknown_reason", "release_on", "release_unknown_reason", "sent_at", "sent_by_id", "sentence_ends_on", "state", "to_be_released", "updated_at", "updated_by_id", "use_pss_end", "uuid", "version", "when_unavailable") VALUES (OLD."accessibility_needs", OLD."answered", OLD."became_urgent_at", OLD."before_allocation_reason", OLD."com_agreed", OLD."com_name", OLD."concluded_at", OLD."contact_email", OLD."contact_establishment_id", OLD."contact_name", OLD."contact_office_id", OLD."contact_phone", OLD."contact_place", OLD."contact_role", OLD."continues_id", OLD."contract_id", OLD."created_at", OLD."created_by_id", OLD."deadline_on", OLD."duplicate_reason", OLD."eligibility_reason", OLD."end_comments", OLD."end_reason_code", OLD."end_requested_at", OLD."end_requested_by_id", OLD."end_state", OLD."enforceable_days", OLD."ete_before_release_reason", OLD."event_id", OLD."expires_at", OLD."further_information", OLD."has_practitioner", OLD."has_responsibilities", OLD."hdc_eligible_on", OLD."id", OLD."interpreter_language", OLD."interpreter_needed", OLD."is_urgent", OLD."kind", OLD."late_deadline_reason", OLD."nsi_id", OLD."other_needs", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."practitioner_email", OLD."practitioner_id", OLD."practitioner_name", OLD."practitioner_office_id", OLD."practitioner_pdu_id", OLD."practitioner_phone", OLD."practitioner_team_phone", OLD."prison_id", OLD."reason", OLD."recorded_prison_right", OLD."reference", OLD."release_office_id", OLD."release_office_unknown_reason", OLD."release_on", OLD."release_unknown_reason", OLD."sent_at", OLD."sent_by_id", OLD."sentence_ends_on", OLD."state", OLD."to_be_released", OLD."updated_at", OLD."updated_by_id", OLD."use_pss_end", OLD."uuid", OLD."version", OLD."when_unavailable"); RETURN NULL;',
                    hash="7f3e457a6fa5d466c574cb55bb9bd653d367df24",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_223e7",
                    table="referrals_referral",
                    when="AFTER",
                ),
            ),
        ),
    ]

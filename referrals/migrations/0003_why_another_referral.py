"""Why a person is referred to a service beside another open referral."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0002_appointments_are_called_off"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='referral',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='referral',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='referral',
            name='duplicate_reason',
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name='referralhistory',
            name='duplicate_reason',
            field=models.CharField(blank=True, max_length=500),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='referral',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "referrals_referralhistory" ("accessibility_needs", "answered", "became_urgent_at", "before_allocation_reason", "com_agreed", "com_name", "concluded_at", "contact_email", "contact_establishment_id", "contact_name", "contact_office_id", "contact_phone", "contact_place", "contact_role", "continues_id", "contract_id", "created_at", "created_by_id", "deadline_on", "duplicate_reason", "eligibility_reason", "end_comments", "end_reason_code", "end_requested_at", "end_requested_by_id", "end_state", "enforceable_days", "ete_before_release_reason", "event_id", "expires_at", "further_information", "has_practitioner", "has_responsibilities", "hdc_eligible_on", "id", "interpreter_language", "interpreter_needed", "is_urgent", "kind", "late_deadline_reason", "nsi_id", "other_needs", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practitioner_email", "practitioner_id", "practitioner_name", "practitioner_office_id", "practitioner_pdu_id", "practitioner_phone", "practitioner_team_phone", "prison_id", "reason", "recorded_prison_right", "reference", "release_office_id", "release_office_unknown_reason", "release_on", "release_unknown_reason", "sent_at", "sent_by_id", "sentence_ends_on", "state", "to_be_released", "updated_at", "updated_by_id", "use_pss_end", "uuid", "version", "when_unavailable") VALUES (OLD."accessibility_needs", OLD."answered", OLD."became_urgent_at", OLD."before_allocation_reason", OLD."com_agreed", OLD."com_name", OLD."concluded_at", OLD."contact_email", OLD."contact_establishment_id", OLD."contact_name", OLD."contact_office_id", OLD."contact_phone", OLD."contact_place", OLD."contact_role", OLD."continues_id", OLD."contract_id", OLD."created_at", OLD."created_by_id", OLD."deadline_on", OLD."duplicate_reason", OLD."eligibility_reason", OLD."end_comments", OLD."end_reason_code", OLD."end_requested_at", OLD."end_requested_by_id", OLD."end_state", OLD."enforceable_days", OLD."ete_before_release_reason", OLD."event_id", OLD."expires_at", OLD."further_information", OLD."has_practitioner", OLD."has_responsibilities", OLD."hdc_eligible_on", OLD."id", OLD."interpreter_language", OLD."interpreter_needed", OLD."is_urgent", OLD."kind", OLD."late_deadline_reason", OLD."nsi_id", OLD."other_needs", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."practitioner_email", OLD."practitioner_id", OLD."practitioner_name", OLD."practitioner_office_id", OLD."practitioner_pdu_id", OLD."practitioner_phone", OLD."practitioner_team_phone", OLD."prison_id", OLD."reason", OLD."recorded_prison_right", OLD."reference", OLD."release_office_id", OLD."release_office_unknown_reason", OLD."release_on", OLD."release_unknown_reason", OLD."sent_at", OLD."sent_by_id", OLD."sentence_ends_on", OLD."state", OLD."to_be_released", OLD."updated_at", OLD."updated_by_id", OLD."use_pss_end", OLD."uuid", OLD."version", OLD."when_unavailable"); RETURN NULL;', hash='de74895d7a95832000f786ece8ba6e7e7fc5fab0', operation='UPDATE', pgid='pgtrigger_update_update_223e7', table='referrals_referral', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='referral',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "referrals_referralhistory" ("accessibility_needs", "answered", "became_urgent_at", "before_allocation_reason", "com_agreed", "com_name", "concluded_at", "contact_email", "contact_establishment_id", "contact_name", "contact_office_id", "contact_phone", "contact_place", "contact_role", "continues_id", "contract_id", "created_at", "created_by_id", "deadline_on", "duplicate_reason", "eligibility_reason", "end_comments", "end_reason_code", "end_requested_at", "end_requested_by_id", "end_state", "enforceable_days", "ete_before_release_reason", "event_id", "expires_at", "further_information", "has_practitioner", "has_responsibilities", "hdc_eligible_on", "id", "interpreter_language", "interpreter_needed", "is_urgent", "kind", "late_deadline_reason", "nsi_id", "other_needs", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "practitioner_email", "practitioner_id", "practitioner_name", "practitioner_office_id", "practitioner_pdu_id", "practitioner_phone", "practitioner_team_phone", "prison_id", "reason", "recorded_prison_right", "reference", "release_office_id", "release_office_unknown_reason", "release_on", "release_unknown_reason", "sent_at", "sent_by_id", "sentence_ends_on", "state", "to_be_released", "updated_at", "updated_by_id", "use_pss_end", "uuid", "version", "when_unavailable") VALUES (OLD."accessibility_needs", OLD."answered", OLD."became_urgent_at", OLD."before_allocation_reason", OLD."com_agreed", OLD."com_name", OLD."concluded_at", OLD."contact_email", OLD."contact_establishment_id", OLD."contact_name", OLD."contact_office_id", OLD."contact_phone", OLD."contact_place", OLD."contact_role", OLD."continues_id", OLD."contract_id", OLD."created_at", OLD."created_by_id", OLD."deadline_on", OLD."duplicate_reason", OLD."eligibility_reason", OLD."end_comments", OLD."end_reason_code", OLD."end_requested_at", OLD."end_requested_by_id", OLD."end_state", OLD."enforceable_days", OLD."ete_before_release_reason", OLD."event_id", OLD."expires_at", OLD."further_information", OLD."has_practitioner", OLD."has_responsibilities", OLD."hdc_eligible_on", OLD."id", OLD."interpreter_language", OLD."interpreter_needed", OLD."is_urgent", OLD."kind", OLD."late_deadline_reason", OLD."nsi_id", OLD."other_needs", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."practitioner_email", OLD."practitioner_id", OLD."practitioner_name", OLD."practitioner_office_id", OLD."practitioner_pdu_id", OLD."practitioner_phone", OLD."practitioner_team_phone", OLD."prison_id", OLD."reason", OLD."recorded_prison_right", OLD."reference", OLD."release_office_id", OLD."release_office_unknown_reason", OLD."release_on", OLD."release_unknown_reason", OLD."sent_at", OLD."sent_by_id", OLD."sentence_ends_on", OLD."state", OLD."to_be_released", OLD."updated_at", OLD."updated_by_id", OLD."use_pss_end", OLD."uuid", OLD."version", OLD."when_unavailable"); RETURN NULL;', hash='f538fc0cecc6aa3f0652e472923c4e5bb9c79e93', operation='DELETE', pgid='pgtrigger_delete_delete_e24da', table='referrals_referral', when='AFTER')),
        ),
    ]

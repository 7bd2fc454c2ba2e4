"""An appointment that was called off is told from one put to another time."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0001_the_referral_record"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='assessmentappointment',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='assessmentappointment',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='assessmentappointment',
            name='is_called_off',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='assessmentappointmenthistory',
            name='is_called_off',
            field=models.BooleanField(default=False),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessmentappointment',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "referrals_assessmentappointmenthistory" ("address_line_1", "address_line_2", "assessment_id", "attendance_at", "attendance_by_id", "attended", "behaviour", "behaviour_ticked", "change_asked_by", "change_reason", "concerns", "concerns_ticked", "contact_id", "contact_tried", "county", "created_at", "created_by_id", "details_at", "details_by_id", "future_plans", "happened", "id", "is_called_off", "late", "late_reason", "length_minutes", "method", "no_session_detail", "no_session_reason", "notify", "office_id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "response", "session_type", "start_time", "starts_at", "submitted_at", "submitted_by_id", "summary", "superseded_at", "told_nobody", "town", "updated_at", "updated_by_id", "uuid", "version") VALUES (OLD."address_line_1", OLD."address_line_2", OLD."assessment_id", OLD."attendance_at", OLD."attendance_by_id", OLD."attended", OLD."behaviour", OLD."behaviour_ticked", OLD."change_asked_by", OLD."change_reason", OLD."concerns", OLD."concerns_ticked", OLD."contact_id", OLD."contact_tried", OLD."county", OLD."created_at", OLD."created_by_id", OLD."details_at", OLD."details_by_id", OLD."future_plans", OLD."happened", OLD."id", OLD."is_called_off", OLD."late", OLD."late_reason", OLD."length_minutes", OLD."method", OLD."no_session_detail", OLD."no_session_reason", OLD."notify", OLD."office_id", OLD."on", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."postcode", OLD."response", OLD."session_type", OLD."start_time", OLD."starts_at", OLD."submitted_at", OLD."submitted_by_id", OLD."summary", OLD."superseded_at", OLD."told_nobody", OLD."town", OLD."updated_at", OLD."updated_by_id", OLD."uuid", OLD."version"); RETURN NULL;', hash='4c87d90c03fadaa1393eb6d845ff0ac7c4c2576c', operation='UPDATE', pgid='pgtrigger_update_update_a921d', table='referrals_assessmentappointment', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assessmentappointment',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "referrals_assessmentappointmenthistory" ("address_line_1", "address_line_2", "assessment_id", "attendance_at", "attendance_by_id", "attended", "behaviour", "behaviour_ticked", "change_asked_by", "change_reason", "concerns", "concerns_ticked", "contact_id", "contact_tried", "county", "created_at", "created_by_id", "details_at", "details_by_id", "future_plans", "happened", "id", "is_called_off", "late", "late_reason", "length_minutes", "method", "no_session_detail", "no_session_reason", "notify", "office_id", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "response", "session_type", "start_time", "starts_at", "submitted_at", "submitted_by_id", "summary", "superseded_at", "told_nobody", "town", "updated_at", "updated_by_id", "uuid", "version") VALUES (OLD."address_line_1", OLD."address_line_2", OLD."assessment_id", OLD."attendance_at", OLD."attendance_by_id", OLD."attended", OLD."behaviour", OLD."behaviour_ticked", OLD."change_asked_by", OLD."change_reason", OLD."concerns", OLD."concerns_ticked", OLD."contact_id", OLD."contact_tried", OLD."county", OLD."created_at", OLD."created_by_id", OLD."details_at", OLD."details_by_id", OLD."future_plans", OLD."happened", OLD."id", OLD."is_called_off", OLD."late", OLD."late_reason", OLD."length_minutes", OLD."method", OLD."no_session_detail", OLD."no_session_reason", OLD."notify", OLD."office_id", OLD."on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."postcode", OLD."response", OLD."session_type", OLD."start_time", OLD."starts_at", OLD."submitted_at", OLD."submitted_by_id", OLD."summary", OLD."superseded_at", OLD."told_nobody", OLD."town", OLD."updated_at", OLD."updated_by_id", OLD."uuid", OLD."version"); RETURN NULL;', hash='6e60c8ef6f5e72efd9adc7fd19afc675e96eec02', operation='DELETE', pgid='pgtrigger_delete_delete_c97bb', table='referrals_assessmentappointment', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='assessmentappointment',
            constraint=models.CheckConstraint(condition=models.Q(('is_called_off', False), ('superseded_at__isnull', False), _connector='OR'), name='an_appointment_called_off_stands_no_more'),
        ),
    ]

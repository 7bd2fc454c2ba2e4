"""Notes of an NSI are rows."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0010_notes_of_registrations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="NsiNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                ("text", models.TextField()),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="nsi",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="nsi",
            name="delete_delete",
        ),
        migrations.RemoveField(
            model_name="nsi",
            name="notes",
        ),
        migrations.RemoveField(
            model_name="nsihistory",
            name="notes",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nsi",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_nsihistory" ("created_at", "created_by_id", "ended_on", "event_id", "expected_end_on", "expected_start_on", "id", "outcome_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rar_days", "reference", "referred_on", "region_id", "removed_at", "removed_because", "removed_by_id", "requirement_id", "staff_id", "started_on", "status_at", "status_id", "team_id", "type_id", "updated_at", "updated_by_id", "uuid", "version") VALUES (OLD."created_at", OLD."created_by_id", OLD."ended_on", OLD."event_id", OLD."expected_end_on", OLD."expected_start_on", OLD."id", OLD."outcome_id", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."rar_days", OLD."reference", OLD."referred_on", OLD."region_id", OLD."removed_at", OLD."removed_because", OLD."removed_by_id", OLD."requirement_id", OLD."staff_id", OLD."started_on", OLD."status_at", OLD."status_id", OLD."team_id", OLD."type_id", OLD."updated_at", OLD."updated_by_id", OLD."uuid", OLD."version"); RETURN NULL;',
                    hash="d0b114afac7552fdb35ceed6c23bb8c8aa192336",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_97955",
                    table="cases_nsi",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nsi",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_nsihistory" ("created_at", "created_by_id", "ended_on", "event_id", "expected_end_on", "expected_start_on", "id", "outcome_id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rar_days", "reference", "referred_on", "region_id", "removed_at", "removed_because", "removed_by_id", "requirement_id", "staff_id", "started_on", "status_at", "status_id", "team_id", "type_id", "updated_at", "updated_by_id", "uuid", "version") VALUES (OLD."created_at", OLD."created_by_id", OLD."ended_on", OLD."event_id", OLD."expected_end_on", OLD."expected_start_on", OLD."id", OLD."outcome_id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."rar_days", OLD."reference", OLD."referred_on", OLD."region_id", OLD."removed_at", OLD."removed_because", OLD."removed_by_id", OLD."requirement_id", OLD."staff_id", OLD."started_on", OLD."status_at", OLD."status_id", OLD."team_id", OLD."type_id", OLD."updated_at", OLD."updated_by_id", OLD."uuid", OLD."version"); RETURN NULL;',
                    hash="4a058eead3e36c3e2e193d58390afa5ae4b88e1d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fb4cb",
                    table="cases_nsi",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="nsinote",
            name="created_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="nsinote",
            name="nsi",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="cases.nsi"
            ),
        ),
        migrations.AddField(
            model_name="nsinote",
            name="updated_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="nsinote",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="nsinote_says_something"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="nsinote",
            trigger=pgtrigger.compiler.Trigger(
                name="a_note_is_only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="40c4c97b408b10da975bc534fccabe8da0fd6fd2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_a_note_is_only_added_to_94aa8",
                    table="cases_nsinote",
                    when="BEFORE",
                ),
            ),
        ),
    ]

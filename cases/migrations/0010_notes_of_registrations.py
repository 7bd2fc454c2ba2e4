"""Notes of a registration, and why it ended, are rows."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0009_notes_of_personal_contacts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RegistrationNote",
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
                ("is_end_reason", models.BooleanField(default=False)),
            ],
            options={
                "abstract": False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="registration",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="registration",
            name="delete_delete",
        ),
        migrations.RemoveField(
            model_name="registration",
            name="deregistration_notes",
        ),
        migrations.RemoveField(
            model_name="registration",
            name="notes",
        ),
        migrations.RemoveField(
            model_name="registrationhistory",
            name="deregistration_notes",
        ),
        migrations.RemoveField(
            model_name="registrationhistory",
            name="notes",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="registration",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_registrationhistory" ("category_id", "created_at", "created_by_id", "deregistered_on", "id", "level_id", "next_review_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_on", "removed_at", "removed_because", "removed_by_id", "staff_id", "team_id", "type_id", "updated_at", "updated_by_id", "version") VALUES (OLD."category_id", OLD."created_at", OLD."created_by_id", OLD."deregistered_on", OLD."id", OLD."level_id", OLD."next_review_on", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."registered_on", OLD."removed_at", OLD."removed_because", OLD."removed_by_id", OLD."staff_id", OLD."team_id", OLD."type_id", OLD."updated_at", OLD."updated_by_id", OLD."version"); RETURN NULL;',
                    hash="9424cd3727c55dd841de67f43f0d25901e635411",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8e692",
                    table="cases_registration",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="registration",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_registrationhistory" ("category_id", "created_at", "created_by_id", "deregistered_on", "id", "level_id", "next_review_on", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_on", "removed_at", "removed_because", "removed_by_id", "staff_id", "team_id", "type_id", "updated_at", "updated_by_id", "version") VALUES (OLD."category_id", OLD."created_at", OLD."created_by_id", OLD."deregistered_on", OLD."id", OLD."level_id", OLD."next_review_on", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."registered_on", OLD."removed_at", OLD."removed_because", OLD."removed_by_id", OLD."staff_id", OLD."team_id", OLD."type_id", OLD."updated_at", OLD."updated_by_id", OLD."version"); RETURN NULL;',
                    hash="70a0f60819ad536b827cc14cbb1eadc52ce62f5c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7d558",
                    table="cases_registration",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="registrationnote",
            name="created_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="registrationnote",
            name="registration",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="cases.registration"
            ),
        ),
        migrations.AddField(
            model_name="registrationnote",
            name="updated_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="registrationnote_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="registrationnote",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_end_reason", True)),
                fields=("registration",),
                name="one_reason_for_the_end_of_a_registration",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="registrationnote",
            trigger=pgtrigger.compiler.Trigger(
                name="a_note_is_only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="6ee3313b8706a6773b7f31a7ac7ec6c40418ccc8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_a_note_is_only_added_to_987c3",
                    table="cases_registrationnote",
                    when="BEFORE",
                ),
            ),
        ),
    ]

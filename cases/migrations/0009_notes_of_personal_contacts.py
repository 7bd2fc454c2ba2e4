"""Notes of a personal contact are rows."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_notes_of_disabilities_and_adjustments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PersonalContactNote",
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
            model_name="personalcontact",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="personalcontact",
            name="delete_delete",
        ),
        migrations.RemoveField(
            model_name="personalcontact",
            name="notes",
        ),
        migrations.RemoveField(
            model_name="personalcontacthistory",
            name="notes",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personalcontact",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_personalcontacthistory" ("address", "created_at", "created_by_id", "email", "ended_on", "first_name", "id", "is_emergency_contact", "mobile", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "previous_surname", "relationship", "relationship_type_id", "removed_at", "removed_because", "removed_by_id", "sex_id", "started_on", "surname", "telephone", "title_id", "updated_at", "updated_by_id", "version") VALUES (OLD."address", OLD."created_at", OLD."created_by_id", OLD."email", OLD."ended_on", OLD."first_name", OLD."id", OLD."is_emergency_contact", OLD."mobile", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."postcode", OLD."previous_surname", OLD."relationship", OLD."relationship_type_id", OLD."removed_at", OLD."removed_because", OLD."removed_by_id", OLD."sex_id", OLD."started_on", OLD."surname", OLD."telephone", OLD."title_id", OLD."updated_at", OLD."updated_by_id", OLD."version"); RETURN NULL;',
                    hash="9dce312b6805fd5c3cfc37b92c894911e232a83c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8c926",
                    table="cases_personalcontact",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personalcontact",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_personalcontacthistory" ("address", "created_at", "created_by_id", "email", "ended_on", "first_name", "id", "is_emergency_contact", "mobile", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "postcode", "previous_surname", "relationship", "relationship_type_id", "removed_at", "removed_because", "removed_by_id", "sex_id", "started_on", "surname", "telephone", "title_id", "updated_at", "updated_by_id", "version") VALUES (OLD."address", OLD."created_at", OLD."created_by_id", OLD."email", OLD."ended_on", OLD."first_name", OLD."id", OLD."is_emergency_contact", OLD."mobile", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."postcode", OLD."previous_surname", OLD."relationship", OLD."relationship_type_id", OLD."removed_at", OLD."removed_because", OLD."removed_by_id", OLD."sex_id", OLD."started_on", OLD."surname", OLD."telephone", OLD."title_id", OLD."updated_at", OLD."updated_by_id", OLD."version"); RETURN NULL;',
                    hash="eae8b8d1db054e51aef09c30b4e598f82b684148",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f4f9b",
                    table="cases_personalcontact",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="personalcontactnote",
            name="created_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="personalcontactnote",
            name="personal_contact",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="cases.personalcontact"
            ),
        ),
        migrations.AddField(
            model_name="personalcontactnote",
            name="updated_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="personalcontactnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="personalcontactnote_says_something"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personalcontactnote",
            trigger=pgtrigger.compiler.Trigger(
                name="a_note_is_only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ef67817bdfccc91a13c86719d627e0de5654d56e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_a_note_is_only_added_to_5fedd",
                    table="cases_personalcontactnote",
                    when="BEFORE",
                ),
            ),
        ),
    ]

"""Notes of a circumstance are rows."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_notes_of_addresses"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CircumstanceNote",
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
            model_name="circumstance",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="circumstance",
            name="delete_delete",
        ),
        migrations.RemoveField(
            model_name="circumstance",
            name="notes",
        ),
        migrations.RemoveField(
            model_name="circumstancehistory",
            name="notes",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="circumstance",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "cases_circumstancehistory" ("address_id", "created_at", "created_by_id", "ended_on", "evidenced", "id", "is_single", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "removed_because", "removed_by_id", "started_on", "subtype_id", "type_id", "updated_at", "updated_by_id", "version") VALUES (OLD."address_id", OLD."created_at", OLD."created_by_id", OLD."ended_on", OLD."evidenced", OLD."id", OLD."is_single", OLD."person_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."removed_at", OLD."removed_because", OLD."removed_by_id", OLD."started_on", OLD."subtype_id", OLD."type_id", OLD."updated_at", OLD."updated_by_id", OLD."version"); RETURN NULL;',
                    hash="6d78faa3c1e21065c7861cb20211302935b4081e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1596b",
                    table="cases_circumstance",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="circumstance",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "cases_circumstancehistory" ("address_id", "created_at", "created_by_id", "ended_on", "evidenced", "id", "is_single", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "removed_because", "removed_by_id", "started_on", "subtype_id", "type_id", "updated_at", "updated_by_id", "version") VALUES (OLD."address_id", OLD."created_at", OLD."created_by_id", OLD."ended_on", OLD."evidenced", OLD."id", OLD."is_single", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."removed_at", OLD."removed_because", OLD."removed_by_id", OLD."started_on", OLD."subtype_id", OLD."type_id", OLD."updated_at", OLD."updated_by_id", OLD."version"); RETURN NULL;',
                    hash="62e871bc05b51972d21aea320512e77705fef749",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d5253",
                    table="cases_circumstance",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="circumstancenote",
            name="circumstance",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="cases.circumstance"
            ),
        ),
        migrations.AddField(
            model_name="circumstancenote",
            name="created_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="circumstancenote",
            name="updated_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="circumstancenote",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="circumstancenote_says_something"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="circumstancenote",
            trigger=pgtrigger.compiler.Trigger(
                name="a_note_is_only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3040f7cff2ee5c3c3cefeaffdb2fa27ba159a432",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_a_note_is_only_added_to_9aa11",
                    table="cases_circumstancenote",
                    when="BEFORE",
                ),
            ),
        ),
    ]

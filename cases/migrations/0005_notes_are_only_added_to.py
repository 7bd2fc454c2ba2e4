"""Notes are no longer changed or deleted."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_holders_as_a_view"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="contactnote",
            name="contact",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="cases.contact"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="contactnote",
            trigger=pgtrigger.compiler.Trigger(
                name="a_note_is_only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="bad63639331354ec1dbcde4e2bf112657dbd8f86",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_a_note_is_only_added_to_ec236",
                    table="cases_contactnote",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="personnote",
            trigger=pgtrigger.compiler.Trigger(
                name="a_note_is_only_added_to",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="aec56eabb24c3a34b6cf95caa6ae708924120fcb",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_a_note_is_only_added_to_5bc6a",
                    table="cases_personnote",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="contactnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="contactnote_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="personnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="personnote_says_something"
            ),
        ),
    ]

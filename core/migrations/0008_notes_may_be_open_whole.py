"""A preference: every note of a contact list is open whole."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0007_where_users_are_signed_in")]

    operations = [
        migrations.AddField("preferences", "whole_notes", models.BooleanField(default=False)),
    ]

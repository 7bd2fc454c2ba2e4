"""A preference: every note of a contact list is open whole."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0008_roles_land_on_their_work")]

    operations = [
        migrations.AddField("preferences", "whole_notes", models.BooleanField(default=False)),
    ]

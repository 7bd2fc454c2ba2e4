"""The names of the code lists about NSIs, for the administration."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_who_holds_a_person"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="nsioutcome",
            options={"verbose_name": "NSI outcome"},
        ),
        migrations.AlterModelOptions(
            name="nsistatus",
            options={"verbose_name": "NSI status", "verbose_name_plural": "NSI statuses"},
        ),
        migrations.AlterModelOptions(
            name="nsitype",
            options={"verbose_name": "NSI type"},
        ),
    ]

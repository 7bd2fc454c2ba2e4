"""Which types of contact are offered first to who has entered few contacts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_search_reads_every_script")]

    operations = [
        migrations.AddField(
            "contacttype",
            "usual_place",
            models.PositiveSmallIntegerField(
                null=True,
                blank=True,
                help_text="Its place among the types offered first. Unknown: in the list only.",
            ),
        ),
    ]


from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0017_writing_costs_less"),
        ("core", "0010_history_asks_for_its_context_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(
                    ("removed_at__isnull", False),
                    ("merged_into__isnull", False),
                    ("practice_learner__isnull", False),
                    _connector="OR",
                ),
                fields=["id"],
                name="people_in_no_list",
            ),
        ),
    ]

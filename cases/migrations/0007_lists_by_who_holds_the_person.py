"""Indexes of what waits about the people an officer holds, whoever saw them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_failures_are_counted_when_asked"),
    ]

    operations = [
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(condition=models.Q(('enforcement_open', True)), fields=['person', 'on'], name='enforcement_of_a_person'),
        ),
        migrations.AddIndex(
            model_name='contact',
            index=models.Index(condition=models.Q(('is_appointment', True), ('outcome__isnull', True), ('removed_at__isnull', True)), fields=['person', 'on'], name='outcomes_of_a_person'),
        ),
    ]

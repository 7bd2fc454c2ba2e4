"""A deadline no longer keeps the address of a screen: what it is about leads there."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0009_holders_as_a_view"),
    ]
    operations = [
        migrations.RemoveField(model_name="deadline", name="address"),
    ]

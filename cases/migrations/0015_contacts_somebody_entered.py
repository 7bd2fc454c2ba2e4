from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_people_are_found_by_email")]

    operations = [
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                fields=["created_by", "-id"],
                name="contacts_somebody_entered",
                include=["type"],
                condition=models.Q(("is_system", False)),
            ),
        ),
    ]

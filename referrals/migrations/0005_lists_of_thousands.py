
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0018_people_whom_no_list_shows"),
        ("core", "0010_history_asks_for_its_context_once"),
        ("referrals", "0004_lists_in_the_order_of_their_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="referral",
            name="referrals_of_a_contract",
        ),
        migrations.RemoveIndex(
            model_name="referral",
            name="open_on_a_contract",
        ),
        migrations.RemoveIndex(
            model_name="referral",
            name="unassigned_on_a_contract",
        ),
        migrations.RemoveIndex(
            model_name="referral",
            name="completed_on_a_contract",
        ),
        migrations.RemoveIndex(
            model_name="referral",
            name="cancelled_on_a_contract",
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("state", "DRAFT"), _negated=True),
                fields=["contract", "-sent_at", "-id"],
                include=("person",),
                name="sent_on_a_contract",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("state__in", ["SENT", "ASSIGNED", "ENDING"])),
                fields=["contract", "-is_urgent", "next_due_at", "id"],
                include=("person",),
                name="open_on_a_contract",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("state", "SENT")),
                fields=["contract", "-is_urgent", "next_due_at", "id"],
                include=("person",),
                name="unassigned_on_a_contract",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(
                    ("state", "CONCLUDED"), models.Q(("end_state", "CANCELLED"), _negated=True)
                ),
                fields=["contract", "-concluded_at", "-id"],
                include=("person",),
                name="completed_on_a_contract",
            ),
        ),
        migrations.AddIndex(
            model_name="referral",
            index=models.Index(
                condition=models.Q(("end_state", "CANCELLED"), ("state", "CONCLUDED")),
                fields=["contract", "-concluded_at", "-id"],
                include=("person",),
                name="cancelled_on_a_contract",
            ),
        ),
    ]

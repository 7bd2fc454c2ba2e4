"""Takes away the indexes of foreign keys that nothing is read by."""

from django.db import migrations

from core.indexes import KeysWithoutIndex

KEYS = {
    "assessment": ("assessor", "created_by", "purpose", "removed_by", "updated_by"),
    "concern": ("assessment",),
    "roshgridrow": ("assessment",),
    "score": ("assessment", "person", "scored_by"),
    "sectionscore": ("assessment",),
    "targetingdecision": ("decided_by", "person"),
    "targetingjudgement": ("created_by", "updated_by"),
    "tiercalculation": ("calculated_by", "person"),
}


class Migration(migrations.Migration):
    dependencies = [("risk", "0004_a_night_is_shared_by_chunks")]

    operations = [
        KeysWithoutIndex(KEYS),
    ]

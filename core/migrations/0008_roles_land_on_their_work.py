"""Each role begins on its own work. What an administrator chose stays."""

from django.db import migrations

PAGES = {
    "SPO": "/team/workload",
    "CA": "/team/workload",
    "UPA": "/work",
    "UPS": "/work",
    "AP": "/work",
    "PRG": "/work",
    "PAR": "/work",
    "COR": "/work",
    "DQ": "/work",
    "DP": "/work",
    "SUP": "/supplier/start",
    "SUM": "/supplier/start",
    "ADM": "/admin/",
}


def set_pages(apps, schema_editor):
    role = apps.get_model("core", "Role")
    for code, page in PAGES.items():
        role.objects.filter(code=code, landing_page="").update(landing_page=page)


class Migration(migrations.Migration):
    dependencies = [("core", "0007_where_users_are_signed_in")]

    operations = [migrations.RunPython(set_pages, migrations.RunPython.noop)]

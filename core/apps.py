from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Accounts and organisation"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in
        from django.db import connections
        from django.db.backends.signals import connection_created

        from core import alphabetical, checks, connection_checks, history, read_only  # noqa: F401
        from core.screens import unsaved
        from core.screens.drafts import number_of_drafts
        from core.screens.navigation import Item, add, count_in_header
        from core.services import reference, sessions  # noqa: F401

        user_logged_in.connect(unsaved.hand_over, dispatch_uid="unsaved")
        user_logged_in.connect(sessions.note_begun, dispatch_uid="sessions")
        connection_created.connect(read_only.guard, dispatch_uid="read-only")
        history.leave_kept_plans_alone()
        for connection in connections.all(initialized_only=True):
            read_only.guard(connection)
        add(Item(_("My day"), "core:my-day", "core.signed-in", order=10))
        add(Item(_("Your work"), "core:work", "core.tasks", order=5))
        add(Item(_("Searches made"), "core:searches", "core.read-searches", order=90))
        count_in_header("drafts", lambda request: number_of_drafts(request.user.pk)[0])

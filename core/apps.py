from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Accounts and organisation"

    def ready(self) -> None:
        from core import checks  # noqa: F401
        from core.drafts import drafts_of
        from core.navigation import Item, add, count_in_header
        from core.services import reference  # noqa: F401

        add(Item(_("My day"), "core:my-day", "core.signed-in", order=10))
        count_in_header("drafts", lambda request: drafts_of(request.user).count())

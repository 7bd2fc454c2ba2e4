from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    name = "training"

    def ready(self) -> None:
        from core.screens.navigation import Item, add
        from training import access, acts, panels  # noqa: F401
        from training.services import reference  # noqa: F401

        add(Item(_("Training"), "training:index", "training.view-index", order=90))

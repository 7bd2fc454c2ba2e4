from django.apps import AppConfig


class RiskConfig(AppConfig):
    name = "risk"

    def ready(self) -> None:
        from risk import access, handlers  # noqa: F401
        from risk.queries import policies  # noqa: F401
        from risk.services import reference  # noqa: F401

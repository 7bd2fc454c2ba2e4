from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Case record"

    def ready(self) -> None:
        from cases import panels  # noqa: F401
        from cases.services import reference  # noqa: F401

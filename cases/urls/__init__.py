"""The table of addresses of the case record."""

from cases.urls import converters

app_name = "cases"
urlpatterns: list = []

__all__ = ["app_name", "converters", "urlpatterns"]

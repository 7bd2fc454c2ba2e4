"""Who looked at a record."""

from django.urls import path

from cases.views import history

urlpatterns = [path("", history.WhoLooked.as_view(), name="history")]

"""Who may open a record."""

from django.urls import path

from cases.people.views import limited_access

urlpatterns = [
    path("", limited_access.LimitedAccessList.as_view(), name="limited-access"),
    path("/add", limited_access.LimitedAccessAdd.as_view(), name="limited-access-add"),
    path("/<int:pk>/end", limited_access.LimitedAccessEnd.as_view(), name="limited-access-end"),
]

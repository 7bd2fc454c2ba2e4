"""The service's addresses, and the floor page, whose cost is what any page for a signed-in user costs."""

from django.urls import path

from core.screens.page import Page
from probation.urls import urlpatterns as the_service


class Floor(Page):
    permission = "core.signed-in"
    template_name = "floor.html"
    title = "Hello"


urlpatterns = [path("benchmarks/floor", Floor.as_view()), *the_service]

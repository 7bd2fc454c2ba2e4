"""The service's addresses, and the floor page, whose cost is what any page for a signed-in user costs."""

from django.urls import path

from core.screens.page import Page
from probation.urls import urlpatterns as the_service
from referrals.api import token_rate

#: a benchmark asks for more tokens a minute than anybody may
token_rate.PER_CLIENT = token_rate.PER_ADDRESS = 1_000_000


class Floor(Page):
    permission = "core.signed-in"
    template_name = "floor.html"
    title = "Hello"


urlpatterns = [path("benchmarks/floor", Floor.as_view()), *the_service]

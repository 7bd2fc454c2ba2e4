"""The tier of a person."""

from django.urls import path

from cases.management_tiers.views import Tier

urlpatterns = [path("", Tier.as_view(), name="tier")]

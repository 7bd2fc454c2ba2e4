"""The tier of a person."""

from django.urls import path

from cases.views.management_tiers import Tier

urlpatterns = [path("", Tier.as_view(), name="tier")]

"""Addresses of a person's risk, its history and custody targeting."""

from django.urls import path

from risk.views.history import RiskHistory
from risk.views.overview import Risk
from risk.views.targeting import JudgeTargeting

urlpatterns = [
    path("", Risk.as_view(), name="risk"),
    path("/history", RiskHistory.as_view(), name="history"),
    path("/targeting", JudgeTargeting.as_view(), name="targeting"),
]

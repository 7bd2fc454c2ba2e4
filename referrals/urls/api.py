"""Routes of the suppliers' API, as the published service has them; below /api/v1/."""

from django.urls import path

from referrals.api import sent_referrals as sent

app_name = "api"
urlpatterns = [
    path("sent-referrals/summaries", sent.Summaries.as_view(), name="sent-referrals"),
    path("sent-referral/<uuid:id>", sent.OneSentReferral.as_view(), name="sent-referral"),
    path("sent-referral/<uuid:id>/assign", sent.Assign.as_view(), name="assign"),
]

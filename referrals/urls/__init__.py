"""The table of addresses of referrals."""

from django.urls import include, path

from referrals.urls import converters
from referrals.views.referrals import Referrals
from referrals.views.supplier import SupplierReferrals
from referrals.views.supplier_start import SupplierStart

app_name = "referrals"
urlpatterns: list = [
    path("interventions/", include("referrals.urls.catalogue")),
    path("case/<crn:crn>/", include("referrals.urls.drafts")),
    path("referrals", Referrals.as_view(), name="referrals"),
    path("referrals/", include("referrals.urls.referrals")),
    path("supplier/start", SupplierStart.as_view(), name="supplier-start"),
    path("supplier/referrals", SupplierReferrals.as_view(), name="supplier-referrals"),
    path("supplier/referrals/", include("referrals.urls.supplier")),
]

__all__ = ["app_name", "converters", "urlpatterns"]

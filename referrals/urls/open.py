"""Addresses of the API that need no token: token, keys, documentation, and what is not found below api/."""

from django.urls import path, re_path
from django.views.generic import RedirectView

from referrals.api import well_known

app_name = "open"
urlpatterns = [
    path("auth/oauth/token", well_known.Token.as_view(), name="token"),
    path(".well-known/jwks.json", well_known.key_set, name="jwks"),
    path("v3/api-docs", well_known.ApiDocument.as_view(), name="schema"),
    path("swagger-ui/", RedirectView.as_view(url="/swagger-ui/index.html"), name="swagger-ui"),
    path("swagger-ui/index.html", well_known.SwaggerUi.as_view(), name="swagger-ui"),
    re_path(r"^api/", well_known.NotARoute.as_view(), name="not-a-route"),
]

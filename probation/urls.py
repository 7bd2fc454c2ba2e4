"""All addresses of the service: the screens, the suppliers' API, health."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("core.urls")),
    path("", include("cases.urls")),
    path("", include("risk.urls")),
    path("", include("referrals.urls")),
    path("api/v1/", include("referrals.urls.api")),
    path("", include("referrals.urls.open")),
    path("training/", include("training.urls")),
]
if settings.OIDC_ENABLED:
    from mozilla_django_oidc.views import OIDCAuthenticationRequestView

    from core.views.organisation import OrganisationCallback

    # The names are the library's own. Its address to sign out is left out: users sign out with our button.
    urlpatterns += [
        path(
            "organisation/sign-in", OIDCAuthenticationRequestView.as_view(), name="oidc_authentication_init"
        ),
        path("organisation/back", OrganisationCallback.as_view(), name="oidc_authentication_callback"),
    ]
handler400 = "core.views.errors.bad_request"
handler403 = "core.views.errors.no_permission"
handler404 = "core.views.errors.not_found"
handler500 = "core.views.errors.server_error"

"""The one table of addresses: the screens, the suppliers' API, health."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("core.urls")),
    path("", include("cases.urls")),
    path("", include("risk.urls")),
    path("", include("referrals.urls")),
    path("training/", include("training.urls")),
]
if settings.OIDC_ENABLED:
    urlpatterns += [path("organisation/", include("mozilla_django_oidc.urls"))]
handler400 = "core.views.errors.bad_request"
handler403 = "core.views.errors.no_permission"
handler404 = "core.views.errors.not_found"
handler500 = "core.views.errors.server_error"

"""The return from the organisation's own sign-in: the user is signed in or refused, and both are audited."""

from http import HTTPStatus

import jwt
import requests
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from mozilla_django_oidc.views import OIDCAuthenticationCallbackView

from core import access, audit, clock
from core.screens.landing import landing_page


class OrganisationCallback(OIDCAuthenticationCallbackView):
    permission = access.PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        try:
            return super().get(request)
        except requests.RequestException as error:
            answered = getattr(error, "response", None)
            if answered is not None and answered.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
                return self.refuse("not-from-organisation", status=400)  # as for a code used before
            return self.refuse("organisation-unreachable", status=503)
        except (SuspiciousOperation, jwt.PyJWTError, LookupError):
            return self.refuse("not-from-organisation", status=400)

    @property
    def success_url(self) -> str:
        return self.request.session.get("oidc_login_next") or landing_page(self.user)

    def login_success(self) -> HttpResponseRedirect:
        response = super().login_success()
        audit.record("signed-in", by=self.user, at=clock.now(), way="organisation")
        return response

    def login_failure(self) -> HttpResponse:
        return self.refuse("no-account", status=403)

    def refuse(self, kind: str, *, status: int) -> HttpResponse:
        """Says what to do next, without saying which accounts exist."""
        audit.refused("sign-in", by=None, kind=kind, way="organisation")
        context = {"unreachable": kind == "organisation-unreachable"}
        return render(self.request, "core/sign_in/organisation_refused.html", context, status=status)

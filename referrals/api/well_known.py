"""Open addresses beside the API: the token, the key set, the documentation, and a 404 for anything else."""

import json
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import TemplateView
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularJSONAPIView
from oauth2_provider.views import TokenView
from rest_framework.exceptions import APIException, NotFound
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import audit, clock
from core.access import PUBLIC
from referrals.api import token_rate
from referrals.api.bodies import check_size
from referrals.api.keys import public_keys

GRANT = "client_credentials"
#: what may stand in the address of a request for a token. A secret there would be written into logs
IN_QUERY = {"grant_type", "scope", "username", "auth_source"}


@method_decorator(csrf_exempt, name="dispatch")
class Token(TokenView):
    """POST with Basic client id and secret, grant_type=client_credentials; `username` is a user to act for.

    Refusals are those of RFC 6749, always as JSON, and are audited. Too many requests a minute are a 429.
    """

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            check_size(request)
            wait, is_first = token_rate.count(request, at=clock.now())
            if wait:
                return self.too_many(wait, is_first=is_first)
            answer = self.token(request)
        except APIException as error:
            answer = _refusal("invalid_request", str(error.detail), status=error.status_code)
        except (ValueError, SuspiciousOperation, BadRequest, MultiPartParserError):
            answer = _refusal("invalid_request")
        answer["Content-Type"] = "application/json"
        answer["Cache-Control"] = "no-store"
        if answer.status_code == 401:
            answer["WWW-Authenticate"] = 'Basic realm="api"'
        if answer.status_code != 200:
            audit.refused("api-token", by=None, kind=_error_in(answer))
        return answer

    @method_decorator(sensitive_post_parameters("client_secret"))
    def token(self, request: HttpRequest) -> HttpResponse:
        """The library's answer. Its own `post` reads the token back for a signal that nobody listens to."""
        if request.GET and not request.body:
            if not set(request.GET) <= IN_QUERY:
                return _refusal(
                    "invalid_request", "The client's id and secret go into the Authorization header"
                )
            _move_query_to_body(request)
        if request.POST.get("grant_type", GRANT) != GRANT:
            return _refusal("unsupported_grant_type", f"The only grant_type is {GRANT}")
        _address, headers, body, status = self.create_token_response(request)
        return HttpResponse(body, status=status, headers=headers)

    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = _refusal("invalid_request", "Send a POST", status=405)
        answer["Allow"] = "POST"
        return answer

    def too_many(self, wait: int, *, is_first: bool) -> HttpResponse:
        """The 429. Only the first of a minute is audited, so that a flood does not fill the audit."""
        if is_first:
            audit.refused("api-token", by=None, kind="too_many_requests")
        body = {"error": "too_many_requests", "error_description": f"Try again in {wait} seconds"}
        headers = {"Retry-After": str(wait), "Cache-Control": "no-store"}
        return JsonResponse(body, status=429, headers=headers)


def _refusal(error: str, description: str = "", *, status: int = 400) -> JsonResponse:
    body = {"error": error} | ({"error_description": description} if description else {})
    return JsonResponse(body, status=status)


def _move_query_to_body(request: HttpRequest) -> None:
    """Takes the parameters from the address, where clients of the published service put them."""
    request.POST = request.GET
    request.META["QUERY_STRING"] = ""


def _error_in(answer: HttpResponse) -> str:
    try:
        return str(json.loads(answer.content)["error"])[:60]
    except (ValueError, KeyError, TypeError):
        return "invalid_request"


def key_set(request: HttpRequest) -> JsonResponse:
    return JsonResponse(public_keys())


@extend_schema(exclude=True)
class ApiDocument(SpectacularJSONAPIView):
    """The OpenAPI document. Each process builds it once a day, as its examples name a day to come."""

    renderer_classes = [JSONRenderer]
    authentication_classes: ClassVar[list] = []
    permission_classes: ClassVar[list] = []
    known: ClassVar[Any] = None
    known_on: ClassVar[date | None] = None

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        if ApiDocument.known is None or ApiDocument.known_on != clock.today():
            ApiDocument.known = super().get(request, *args, **kwargs).data
            ApiDocument.known_on = clock.today()
        return Response(ApiDocument.known)


class SwaggerUi(TemplateView):
    """The document to read and try, with our own copy of Swagger UI."""

    template_name = "referrals/api/swagger.html"


@extend_schema(exclude=True)
class NotARoute(APIView):
    """Answers what is not found below /api/ with our error body instead of a page."""

    permission = PUBLIC
    authentication_classes: ClassVar[list] = []
    permission_classes: ClassVar[list] = []

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise NotFound

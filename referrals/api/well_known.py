"""The open addresses beside the API: the token, the key set."""

from django.http import HttpRequest, JsonResponse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from oauth2_provider.views import TokenView

from referrals.api.keys import public_keys


@method_decorator(csrf_exempt, name="dispatch")
class Token(TokenView):
    """POST with Basic client id and secret, grant_type=client_credentials."""


def key_set(request: HttpRequest) -> JsonResponse:
    return JsonResponse(public_keys())

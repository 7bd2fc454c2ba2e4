"""The base of every route: who may call, nothing done twice, nobody overwritten, so many a minute."""

import json
from typing import Any, ClassVar

from django.db import transaction
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView

from core import clock, form_tokens
from core.errors import RuleBroken
from referrals.api.authentication import Caller

KEY_LENGTH = 100


class PreconditionRequired(exceptions.APIException):
    status_code = 428
    default_detail = "Send If-Match with the ETag you were given"
    default_code = "PRECONDITION_REQUIRED"


class ClientRate(SimpleRateThrottle):
    """So many requests a minute as the client's registration says; told in headers."""

    scope = "client"
    rate = "600/min"

    def get_cache_key(self, request: Request, view: Any) -> str | None:
        caller = request.auth
        return f"api-rate:{caller.client.pk}" if caller else None

    def allow_request(self, request: Request, view: Any) -> bool:
        if isinstance(request.auth, Caller):
            self.num_requests, self.duration = request.auth.client.requests_per_minute, 60
        allowed = super().allow_request(request, view)
        view.rate = self
        return allowed

    def headers(self) -> dict[str, str]:
        left = max(0, self.num_requests - len(getattr(self, "history", [])))
        return {
            "X-RateLimit-Limit": str(self.num_requests),
            "X-RateLimit-Remaining": str(left),
            "X-RateLimit-Reset": str(self.duration),
        }


class ApiView(APIView):
    """A route.

    roles        of clients that may call; permission  of the account it acts as
    published    on the published service, whose clients send no If-Match and more fields than we know
    """

    roles: ClassVar[tuple[str, ...]] = ()
    permission: ClassVar[str] = ""
    published: ClassVar[bool] = True
    throttle_classes = [ClientRate]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        self.at = clock.now()
        super().initial(request, *args, **kwargs)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        rate = getattr(self, "rate", None)
        if rate is not None:
            for name, value in rate.headers().items():
                response[name] = value
        return response

    # --- nothing twice ----------------------------------------------------------------------------------
    def once(self, request: Request, act: Any) -> Response:
        """Runs `act` under the caller's Idempotency-Key: a repeat gets the first answer.

        raises   RuleBroken KEY_REUSED when the key comes with another body
        """
        key = request.headers.get("Idempotency-Key", "")
        if not key:
            with transaction.atomic():
                return act()
        if len(key) > KEY_LENGTH:
            raise RuleBroken("INVALID_LENGTH", "Idempotency-Key must be 100 characters or fewer")
        actor = f"client:{request.auth.client.pk}:{request.user.pk}"
        sent = {"method": request.method, "path": request.path, "body": request.data}
        with transaction.atomic():
            first = form_tokens.claim(actor, key, print_of=form_tokens.fingerprint(sent))
            if first is not None:
                return Response(first["body"], status=first["status"], headers=first["headers"])
            response = act()
            kept = {
                "status": response.status_code,
                "body": json.loads(json.dumps(response.data, default=str)),
                "headers": {n: response[n] for n in ("Location", "ETag") if response.has_header(n)},
            }
            form_tokens.keep_answer(actor, key, kept)
        return response

    # --- nobody's change overwritten ----------------------------------------------------------------------
    def check_match(self, request: Request, current: str) -> None:
        """If-Match is obeyed wherever it is sent, and asked for where the published service lacks the route.

        raises   RuleBroken STALE_VERSION (412) or PreconditionRequired (428)
        """
        given = request.headers.get("If-Match", "")
        if not given:
            if not self.published or request.auth.client.requires_if_match:
                raise PreconditionRequired
            return
        if given.strip() != "*" and current not in [tag.strip() for tag in given.split(",")]:
            raise RuleBroken("STALE_VERSION", "Somebody else has changed this since you read it")


def etag_of(row: Any) -> str:
    """The version of a row as HTTP names it."""
    return f'"{row.uuid}-{row.version}"'

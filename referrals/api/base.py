"""The base of every route: who may call, idempotency keys, ETags, and the limit of requests a minute."""

import calendar
import hashlib
import json
import math
import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar
from uuid import UUID

import pghistory
from django.db import transaction
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.utils.encoders import JSONEncoder
from rest_framework.views import APIView

from core import audit, clock
from core.access import Decision, Refused
from core.cache import rates
from core.errors import RuleBroken
from core.screens import form_tokens
from referrals import access
from referrals.api.authentication import Caller
from referrals.api.bodies import Json, check_size
from referrals.queries import api_referrals
from referrals.queries.api_clients import PROBATION, PROVIDER
from referrals.queries.api_referrals import SentReferral

KEY_LENGTH = 100
KEY_PATTERN = f"[A-Za-z0-9_.:-]{{1,{KEY_LENGTH}}}"
KEY_WORDS = "Idempotency-Key must be 100 letters, digits, dots, colons, hyphens and underscores, or fewer"
KEY_REUSED = "This Idempotency-Key came with another request before"


class PreconditionRequired(exceptions.APIException):
    status_code = 428
    default_detail = "Send If-Match with the ETag you were given"
    default_code = "PRECONDITION_REQUIRED"


class ClientRate(SimpleRateThrottle):
    """Allows as many requests a minute as the client's registration says, and reports that in headers."""

    scope = "client"
    rate = "600/min"
    cache = rates

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
            "X-RateLimit-Reset": str(self.seconds_left()),
        }

    def seconds_left(self) -> int:
        """Seconds until the oldest counted request is a minute old, so that one more is allowed."""
        counted = getattr(self, "history", [])
        return max(1, math.ceil(counted[-1] + self.duration - self.now)) if counted else self.duration


class ApiView(APIView):
    """A route.

    roles                  of clients that may call
    permission             that a supplier's account needs
    probation_permission   that a practitioner needs, for whom a client acts
    personless             nothing here is about a person
    published              the published service has the route, so its clients need not send If-Match
    names                  field of the services -> field of the route
    crn                    of the person whose referral was found, for the audit of an act that fails
    """

    roles: ClassVar[tuple[str, ...]] = (PROVIDER, PROBATION)
    permission: ClassVar[str] = "referrals.supplier-view"
    probation_permission: ClassVar[str] = "referrals.view"
    personless: ClassVar[bool] = False
    published: ClassVar[bool] = True
    names: ClassVar[Mapping[str, str]] = {}
    crn = ""
    throttle_classes = [ClientRate]
    parser_classes = [Json]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        self.at = clock.now()
        super().initial(request, *args, **kwargs)
        check_size(request._request)

    def perform_authentication(self, request: Request) -> None:
        """Adds the caller to the history context, which core.middleware opened before authentication."""
        super().perform_authentication(request)
        if isinstance(request.auth, Caller):
            pghistory.context(user=request.user.pk, client=request.auth.client.application.client_id)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        rate = getattr(self, "rate", None)
        if rate is not None:
            for name, value in rate.headers().items():
                response[name] = value
        handler = getattr(self, (request.method or "").lower(), None)
        if since := getattr(handler, "deprecated_since", None):
            response["Deprecation"] = f"@{calendar.timegm(since.timetuple())}"
        response["Cache-Control"] = "no-store"
        return response

    @property
    def caller(self) -> Caller:
        return self.request.auth

    # --- the request, and what is in sight ----------------------------------------------------------------
    def read_query(self, serializer: type[Serializer]) -> dict[str, Any]:
        """The validated query parameters. One that takes a list may be repeated; a blank one is none."""
        params = self.request.query_params
        lists = {name for name, field in serializer().fields.items() if hasattr(field, "child")}
        given = {name: [value for value in params.getlist(name) if value] for name in params}
        values = {name: sent if name in lists else sent[-1] for name, sent in given.items() if sent}
        return self.clean(serializer, values)

    def read_body(self, serializer: type[Serializer]) -> dict[str, Any]:
        """The validated body. Unknown fields are ignored, as in the published service."""
        return self.clean(serializer, self.request.data)

    def clean(self, serializer: type[Serializer], data: Any) -> dict[str, Any]:
        bound = serializer(data=data)
        bound.is_valid(raise_exception=True)
        return bound.validated_data

    def in_sight(self) -> Any:
        return access.open_to_client(self.caller.client, named=self.caller.named, at=self.at)

    def referral(self, uuid: UUID) -> SentReferral:
        """A referral that the caller may read. Every route about a person starts here, whatever it addresses.

        raises   Refused as limited access, or as out of scope, which does not say whether it exists
        """
        found = api_referrals.one(self.in_sight(), uuid)
        if found is not None:
            self.crn = found.referral.person.crn
            return found
        known = api_referrals.find(uuid)
        if known is None:
            raise Refused(Decision(False, "out-of-scope"), record_key=str(uuid))
        decision = access.refusal_to_client(known, self.caller.client, named=self.caller.named, at=self.at)
        raise Refused(decision, crn=known.person.crn, record_key=str(uuid))

    def viewed(self, act: str, found: SentReferral) -> None:
        row = found.referral
        audit.viewed(act, by=self.request.user, crn=row.person.crn, on=row)

    # --- answers ------------------------------------------------------------------------------------------
    def answer(self, data: Any, *, status: int = 200, etag: str = "", location: str = "") -> Response:
        """The response.

        etag   of the answer, or of the document it belongs to. A GET with it in If-None-Match gets a 304
        """
        headers = {"ETag": etag} if etag else {}
        if location:
            headers["Location"] = location
        known = self.request.headers.get("If-None-Match", "")
        if self.request.method == "GET" and etag and _has_changed_nothing(known, etag):
            return Response(status=304, headers=headers)
        return Response(data, status=status, headers=headers)

    # --- idempotency keys ---------------------------------------------------------------------------------
    def once(self, act: Callable[[], Response]) -> Response:
        """Runs `act` in a transaction, under the caller's Idempotency-Key: a repeat gets the first answer.

        raises   RuleBroken KEY_REUSED if the key came with another body before, INVALID_FORMAT
        """
        key = self.request.headers.get("Idempotency-Key", "")
        if not key:
            with transaction.atomic():
                return act()
        if not re.fullmatch(KEY_PATTERN, key):
            raise RuleBroken("INVALID_FORMAT", KEY_WORDS, "Idempotency-Key")
        actor = f"client:{self.caller.client.pk}:{self.request.user.pk}"
        sent = {"method": self.request.method, "path": self.request.path, "body": self.request.data}
        with transaction.atomic():
            first = _claim(actor, key, sent)
            if first is not None:
                return Response(json.loads(first["body"]), status=first["status"], headers=first["headers"])
            response = act()
            kept = {
                "status": response.status_code,
                "body": json.dumps(
                    response.data, cls=JSONEncoder
                ),  # as text, so that its keys keep their order
                "headers": {n: response[n] for n in ("Location", "ETag") if response.has_header(n)},
            }
            form_tokens.keep_answer(actor, key, kept)
        return response

    # --- concurrent changes -------------------------------------------------------------------------------
    def check_match(self, current: Callable[[], str]) -> None:
        """Checks If-Match against the current ETag. Call it while the record is locked.

        The header is checked wherever it is sent. It is required on routes that the published service lacks,
        and of clients that are registered to send it.

        raises   RuleBroken STALE_VERSION (412) or PreconditionRequired (428)
        """
        match = self.request.headers.get("If-Match", "")
        if not match:
            if not self.published or self.caller.client.requires_if_match:
                raise PreconditionRequired
            return
        if match.strip() != "*" and current() not in _tags(match):
            raise RuleBroken("STALE_VERSION", "Somebody else has changed this since you read it")


def _claim(actor: str, key: str, sent: dict[str, Any]) -> dict[str, Any] | None:
    """The first answer under the key, None without one. Says of the API what screens say of forms."""
    try:
        return form_tokens.claim(actor, key, fingerprint=form_tokens.fingerprint(sent))
    except RuleBroken as error:
        raise RuleBroken(error.code, KEY_REUSED, "Idempotency-Key") from error


def _has_changed_nothing(known: str, etag: str) -> bool:
    """Whether If-None-Match names this ETag. A proxy that compresses makes a tag weak; both count as one."""
    return known.strip() == "*" or etag in [tag.removeprefix("W/") for tag in _tags(known)]


def _tags(header: str) -> list[str]:
    return [tag.strip() for tag in header.split(",") if tag.strip()]


def etag_of(data: Any) -> str:
    """The ETag of a document: a digest of its content."""
    rendered = json.dumps(data, cls=JSONEncoder, sort_keys=True).encode()
    return f'"{hashlib.sha256(rendered).hexdigest()[:32]}"'

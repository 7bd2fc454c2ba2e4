"""One error body for every refusal. It has the fields of both bodies that the published services answer with.

The same facts come as application/problem+json where the client's Accept asks for that.
"""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

import structlog
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404
from rest_framework import exceptions
from rest_framework.permissions import SAFE_METHODS
from rest_framework.response import Response
from rest_framework.views import set_rollback

from core import audit
from core.access import Refused
from core.database import does_not_answer
from core.errors import NeedsConfirming, ReadOnly, RuleBroken, StaleVersion
from core.read_only import READ_ONLY_RETRY
from core.words import say

log = structlog.get_logger(__name__)

#: code of a broken rule -> status; any other code is a 400
STATUSES = {
    "STALE_VERSION": 412,
    "KEY_REUSED": 422,
    "ATTENDANCE_NOT_RECORDED": 422,
    "CONTRACT_CLOSED": 410,
    "ALREADY_ASSIGNED": 409,
    "ALREADY_HAPPENED": 409,
    "APPOINTMENT_CLASH": 409,
    "EARLIER_THAN_LATEST": 409,
    "FEEDBACK_SUBMITTED": 409,
    "NOT_POSSIBLE_NOW": 409,
    "NOT_SCHEDULED": 409,
    "PERSON_MERGED": 409,
    "PERSON_REMOVED": 409,
    "REFERRAL_CONCLUDED": 409,
    "REFERRAL_ON_HOLD": 409,
}


def body_of(
    status: int, message: str, *, code: str = "", errors: Iterable[tuple[str, str]] = (), access: str = ""
) -> dict[str, Any]:
    """The documented error body. What a message quotes may hold half a character, which no JSON can carry."""
    message = message.encode("utf-8", "replace").decode()
    body: dict[str, Any] = {
        "status": status,
        "error": HTTPStatus(status).phrase.lower(),
        "errorCode": code or HTTPStatus(status).name,
        "message": message,
        "userMessage": message,
        "developerMessage": code or HTTPStatus(status).phrase,
        "moreInfo": "/swagger-ui/index.html",
    }
    listed = [{"field": field, "error": error} for field, error in errors]
    if listed:
        body["error"], body["validationErrors"] = "validation error", listed
    if access:
        body["error"], body["accessErrors"] = "access error", [access]
    return body


def as_problem(body: dict[str, Any]) -> dict[str, Any]:
    """The error body in the form of RFC 9457."""
    named = {"type": "about:blank", "title": body["error"], "status": body["status"]}
    return {**named, "detail": body["userMessage"], **{k: v for k, v in body.items() if k not in named}}


def answer(error: Exception, context: dict[str, Any]) -> Response:
    """The framework's exception handler: answers any error with our body.

    An unknown error is reported, and answered with 500 or 503.
    """
    request = context["request"]
    body, headers = _built(error, context) or _fault(error, context)
    set_rollback()
    response = Response(body, status=body["status"], headers=headers)
    if "application/problem+json" in request.headers.get("Accept", ""):
        response.data, response.content_type = as_problem(body), "application/problem+json"
    return response


def _fault(error: Exception, context: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Reports an unexpected error as Django does. The client gets no details."""
    got_request_exception.send(sender=type(context["view"]), request=context["request"]._request)
    log.exception("api-fault", exc_info=error)
    _audit_act(context, error=error)
    if does_not_answer(error):
        return body_of(503, "The service is not available: try again", code="UNAVAILABLE"), {
            "Retry-After": "30"
        }
    return body_of(500, "Something went wrong", code="UNEXPECTED_ERROR"), {}


def _built(error: Exception, context: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]] | None:
    if isinstance(error, RuleBroken):
        _audit_act(context, kind=error.code, rules=[rule.code for rule in error.all])
        return _broken(error, getattr(context["view"], "names", {})), {}
    if isinstance(error, ReadOnly):
        words = "The service takes no changes at the moment: try again later"
        return body_of(503, words, code="READ_ONLY"), {"Retry-After": str(READ_ONLY_RETRY)}
    if isinstance(error, NeedsConfirming):
        first = error.warnings[0]
        return body_of(409, say(first.reason), code=first.code), {}
    if isinstance(error, Refused):
        return _refused(error, context), {}
    if isinstance(error, Http404 | exceptions.NotFound):
        return body_of(404, "Not found", code="NOT_FOUND"), {}
    if isinstance(error, SuspiciousOperation):
        return body_of(400, "The request is not valid", code="INVALID_REQUEST"), {}
    if isinstance(error, PermissionDenied | exceptions.PermissionDenied):
        _audit(context, kind="permission")
        words = "This client may not use this address"
        return body_of(403, words, code="FORBIDDEN", access=words), {}
    if isinstance(error, exceptions.ValidationError):
        return _invalid(error), {}
    if isinstance(error, exceptions.APIException):
        return _framework(error)
    return None


def _broken(error: RuleBroken, names: Mapping[str, str]) -> dict[str, Any]:
    """The body of a broken rule.

    names   field of the services, or code of a rule about the whole act -> field of the route
    """
    status = STATUSES.get(error.code, 400)
    if isinstance(error, StaleVersion):
        status = 412
    found = [(names.get(rule.field or rule.code, rule.field), rule.code) for rule in error.all]
    errors = [(field, code) for field, code in found if field] if status in (400, 422) else []
    words = ". ".join(say(rule.reason).removesuffix(".") for rule in error.all)
    return body_of(status, words, code=error.code, errors=errors)


def _refused(error: Refused, context: dict[str, Any]) -> dict[str, Any]:
    _audit(context, kind=error.decision.kind, crn=error.crn, record=error.record_key)
    if error.decision.kind == "out-of-scope":
        return body_of(404, "Not found", code="NOT_FOUND")
    words = say(error.decision.because) if error.decision.because else "Access refused"
    return body_of(403, words, code="FORBIDDEN", access=words)


def _audit(context: dict[str, Any], *, kind: str, crn: str = "", record: str = "") -> None:
    request = context["request"]
    match = request.resolver_match
    user = request.user if getattr(request, "user", None) is not None else None
    audit.refused(match.view_name if match else "api", by=user, crn=crn, kind=kind, record=record)


def _audit_act(context: dict[str, Any], **why: Any) -> None:
    """Audits an act that a rule refused, or that an error broke off. Reads are no acts."""
    request = context["request"]
    if request.method in SAFE_METHODS:
        return
    match, user = request.resolver_match, getattr(request, "user", None)
    by = user if user is not None and user.is_authenticated else None
    record = next(iter(map(str, match.kwargs.values())), "") if match else ""
    writes = audit.failed if "error" in why else audit.refused
    crn = getattr(context["view"], "crn", "")
    writes(match.view_name if match else "api", by=by, crn=crn, record=record, **why)


def _invalid(error: exceptions.ValidationError) -> dict[str, Any]:
    errors = list(_flat(error.detail))
    words = "; ".join(f"{field}: {detail}" if field else str(detail) for field, detail, _ in errors)
    return body_of(400, words, code="VALIDATION_ERROR", errors=[(field, code) for field, _, code in errors])


#: what the framework calls a broken field -> the stable code of the published service
CODES = {
    "required": "CANNOT_BE_EMPTY",
    "blank": "CANNOT_BE_EMPTY",
    "null": "CANNOT_BE_EMPTY",
    "empty": "CANNOT_BE_EMPTY",
    "invalid_choice": "INVALID_VALUE",
    "max_length": "INVALID_LENGTH",
    "min_length": "INVALID_LENGTH",
    "min_value": "CANNOT_BE_NEGATIVE_OR_ZERO",
    "max_value": "INVALID_VALUE",
    "max_string_length": "INVALID_VALUE",
    "unknown": "FIELD_CANNOT_BE_CHANGED",
}


def _flat(detail: Any, field: str = "") -> Iterable[tuple[str, str, str]]:
    if isinstance(detail, dict):
        for name, inner in detail.items():
            below = "" if name == "non_field_errors" else str(name)
            yield from _flat(inner, ".".join(filter(None, [field, below])))
    elif isinstance(detail, list):
        for inner in detail:
            yield from _flat(inner, field)
    else:
        code = getattr(detail, "code", "invalid")
        yield field, str(detail), CODES.get(code, code.upper() if code.isupper() else "INVALID_FORMAT")


def _framework(error: exceptions.APIException) -> tuple[dict[str, Any], dict[str, str]]:
    headers = {}
    if header := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = header
    if isinstance(error, exceptions.Throttled) and error.wait is not None:
        headers["Retry-After"] = str(int(error.wait) + 1)
    code = {401: "UNAUTHORISED", 429: "TOO_MANY_REQUESTS"}.get(error.status_code, error.default_code.upper())
    return body_of(error.status_code, str(error.detail), code=code), headers

"""Describes the routes in the OpenAPI document: roles, headers, and every answer."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers

from referrals.api.base import KEY_LENGTH, KEY_PATTERN, KEY_REUSED
from referrals.api.bodies import LengthRequired, TooLarge
from referrals.api.problems import as_problem, body_of
from referrals.queries.api_clients import PROBATION, PROVIDER, READ_ALL

HEADER = OpenApiParameter.HEADER
JSON, PROBLEM = "application/json", "application/problem+json"


class FieldError(serializers.Serializer):
    field = serializers.CharField()
    error = serializers.CharField(help_text="A stable code, such as CANNOT_BE_EMPTY.")


class Error(serializers.Serializer):
    """What every refusal says."""

    status = serializers.IntegerField()
    error = serializers.CharField()
    errorCode = serializers.CharField(help_text="A stable code, such as REFERRAL_CONCLUDED.")
    message = serializers.CharField()
    userMessage = serializers.CharField(help_text="To show to a person.")
    developerMessage = serializers.CharField()
    moreInfo = serializers.CharField()
    validationErrors = FieldError(many=True, required=False)
    accessErrors = serializers.ListField(child=serializers.CharField(), required=False)


class Problem(Error):
    """The same as RFC 9457 names it, for a client whose Accept asks."""

    type = serializers.CharField()
    title = serializers.CharField()
    detail = serializers.CharField()
    error = None


SUCCESS = {200: "As it is now", 201: "Made; Location has its address"}
REFUSALS = {
    400: "The request is not valid",
    401: "No token, or one that has expired or was not given by us",
    403: "The client lacks the role, or the person's record has limited access",
    404: "Nothing in the caller's sight has this id",
    406: "The Accept header takes no JSON",
    409: "Not possible now: the record has moved on",
    410: "The contract takes no referrals any more",
    411: "The body came in chunks, and this server does not put them together",
    412: "If-Match names a version that is no longer the current one",
    413: "The body is larger than 1 MB",
    415: "The body is not application/json",
    422: "The Idempotency-Key came with another body before, or feedback is given without attendance",
    428: "The client is registered to send If-Match, and did not",
    429: "Too many requests: Retry-After says when to try again",
    503: "Not available, or no changes are taken at the moment: Retry-After says when to try again",
}
ALWAYS = (401, 403, 406, 429, 503)
WRITING = (400, 409, 411, 412, 413, 415, 422, 428)

#: status -> code and words of one refusal that answers with it
EXAMPLES = {
    400: ("VALIDATION_ERROR", "comments: This field is required."),
    401: ("UNAUTHORISED", "Authentication credentials were not provided."),
    403: ("FORBIDDEN", "This client may not use this address"),
    404: ("NOT_FOUND", "Not found"),
    406: ("NOT_ACCEPTABLE", "Could not satisfy the request Accept header."),
    409: ("REFERRAL_CONCLUDED", "This referral has ended"),
    410: ("CONTRACT_CLOSED", "This service takes no new referrals"),
    411: ("LENGTH_REQUIRED", LengthRequired.default_detail),
    412: ("STALE_VERSION", "Somebody else has changed this since you read it"),
    413: ("TOO_LARGE", TooLarge.default_detail),
    415: ("UNSUPPORTED_MEDIA_TYPE", 'Unsupported media type "text/plain" in request.'),
    422: ("KEY_REUSED", KEY_REUSED),
    428: ("PRECONDITION_REQUIRED", "Send If-Match with the ETag you were given"),
    429: ("TOO_MANY_REQUESTS", "Request was throttled. Expected available in 12 seconds."),
    503: ("READ_ONLY", "The service takes no changes at the moment: try again later"),
}

IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": KEY_LENGTH, "pattern": f"^{KEY_PATTERN}$"},
    HEADER,
    description="A repeat under the same key, kept for 7 days, does nothing and gets the first answer.",
)
IF_MATCH = OpenApiParameter(
    "If-Match", str, HEADER, description="The ETag the change starts from. Refused with 412 when stale."
)
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match", str, HEADER, description="The ETag the client has: answered with 304 when unchanged."
)


def route(
    operation: str,
    summary: str,
    answers: dict[int, Any],
    *,
    tag: str,
    request: Any = None,
    query: type[serializers.Serializer] | None = None,
    refuses: Iterable[int] = (404,),
    writes: bool = False,
    tagged: bool = False,
    example: dict[str, Any] | None = None,
    answer_example: Any = None,
    about: str = "",
    deprecated: date | None = None,
) -> Any:
    """Documents one operation.

    answers          status -> serializer
    refuses          statuses of refusals, besides those of every route
    tagged           the answer carries an ETag
    example          of the request body
    answer_example   of the body of the answer
    deprecated       since when another route should be used; the document and a header say so
    """
    statuses = sorted({*ALWAYS, *refuses, *(WRITING if writes else ())})
    responses: dict[Any, Any] = {
        status: OpenApiResponse(shown, description=SUCCESS[status]) for status, shown in answers.items()
    }
    parameters: list[Any] = [query] if query else []
    if writes:
        parameters += [IDEMPOTENCY_KEY, IF_MATCH]
    if tagged and not writes:
        parameters.append(IF_NONE_MATCH)
        responses[304] = OpenApiResponse(description="Unchanged")
    responses |= _refusals(statuses)
    examples = [OpenApiExample("Example", value=example, request_only=True)] if example else []
    if answer_example:
        codes = [str(status) for status in answers]
        examples.append(
            OpenApiExample("Answer", value=answer_example, response_only=True, status_codes=codes)
        )
    describe = extend_schema(
        operation_id=operation,
        summary=summary,
        description=about,
        tags=[tag],
        parameters=[*parameters, *_headers(answers, statuses, tagged=tagged, deprecated=bool(deprecated))],
        request=request,
        responses=responses,
        deprecated=bool(deprecated),
        examples=examples or None,
    )

    def marked(method: Any) -> Any:
        method.deprecated_since = deprecated
        return describe(method)

    return marked


def _refusals(statuses: Iterable[int]) -> dict[Any, Any]:
    """(status, media type) -> the refusal with an example."""
    found: dict[Any, Any] = {}
    for status in statuses:
        code, words = EXAMPLES[status]
        body = body_of(status, words, code=code)
        for kind, serializer, shown in ((JSON, Error, body), (PROBLEM, Problem, as_problem(body))):
            found[status, kind] = OpenApiResponse(
                serializer, description=REFUSALS[status], examples=[OpenApiExample(code, value=shown)]
            )
    return found


def _headers(
    answers: dict[int, Any], statuses: list[int], *, tagged: bool, deprecated: bool
) -> list[OpenApiParameter]:
    """The headers of the answers."""
    every = [*answers, *statuses]
    headers = [
        OpenApiParameter(
            "X-Correlation-Id", str, HEADER, response=every, description="As sent, or made here."
        ),
        OpenApiParameter("WWW-Authenticate", str, HEADER, response=[401]),
        OpenApiParameter("Retry-After", int, HEADER, response=[429, 503], description="Seconds to wait."),
        *(
            OpenApiParameter(name, int, HEADER, response=list(answers), description=words)
            for name, words in (
                ("X-RateLimit-Limit", "Requests a minute"),
                ("X-RateLimit-Remaining", "Requests left in this minute"),
                ("X-RateLimit-Reset", "Seconds until the oldest request of the last minute counts no more"),
            )
        ),
    ]
    if tagged:
        headers.append(OpenApiParameter("ETag", str, HEADER, response=list(answers)))
    if deprecated:
        since = "Since when, in seconds since 1970 after an @ (RFC 9745)."
        headers.append(OpenApiParameter("Deprecation", str, HEADER, response=every, description=since))
    if 201 in answers:
        headers.append(OpenApiParameter("Location", str, HEADER, response=[201]))
    return headers


class Described(AutoSchema):
    """Adds to each operation which clients may call it."""

    WORDS = {
        PROVIDER: "of the supplier of a contract the client holds",
        PROBATION: "acting for a practitioner it named at the token request",
        READ_ALL: "every referral but those of people under limited access",
    }

    def get_description(self) -> str:
        """Empty, as docstrings are for readers of the code."""
        return ""

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        operation = super().get_operation(*args, **kwargs)
        if operation is not None:
            roles = "\n".join(f"- `{role}`: {self.WORDS[role]}" for role in getattr(self.view, "roles", ()))
            operation["description"] = "\n\n".join(
                filter(None, [operation.get("description", ""), f"Roles:\n{roles}" if roles else ""])
            )
        return operation


class Bearer(OpenApiAuthenticationExtension):
    target_class = "referrals.api.authentication.ClientAuthentication"
    name = "bearer"

    def get_security_definition(self, auto_schema: Any) -> dict[str, Any]:
        return {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "JWT",
            "description": "From POST /auth/oauth/token: client credentials, id and secret as Basic.",
        }

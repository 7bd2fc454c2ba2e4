"""How routes describe themselves in the OpenAPI document: roles, headers, and every answer there is."""

from collections.abc import Iterable
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers

from referrals.api.base import KEY_LENGTH
from referrals.api.outputs import MAY
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
    validationErrors = FieldError(many=True, **MAY)
    accessErrors = serializers.ListField(child=serializers.CharField(), **MAY)


class Problem(Error):
    """The same as RFC 9457 names it, for a client whose Accept asks."""

    type = serializers.CharField()
    title = serializers.CharField()
    detail = serializers.CharField()
    error = None


REFUSALS = {
    400: "The request is not valid",
    401: "No token, or one that has expired or was not given by us",
    403: "The client lacks the role, or the person's record has limited access",
    404: "Nothing in the caller's sight has this id",
    406: "The Accept header takes no JSON",
    409: "Not possible now: the record has moved on",
    410: "The contract takes no referrals any more",
    412: "If-Match names a version that is no longer the current one",
    413: "The body is larger than 1 MB",
    415: "The body is not application/json",
    422: "The Idempotency-Key came with another body before, or feedback is given without attendance",
    428: "The client is registered to send If-Match, and did not",
    429: "Too many requests: Retry-After says when to try again",
}
ALWAYS = (401, 403, 406, 429)
WRITING = (400, 409, 412, 413, 415, 422, 428)

EXAMPLES = {
    401: {"errorCode": "UNAUTHORISED", "userMessage": "Authentication credentials were not provided."},
    404: {"errorCode": "NOT_FOUND", "userMessage": "Not found"},
    409: {"errorCode": "REFERRAL_CONCLUDED", "userMessage": "This referral has ended"},
}

IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": KEY_LENGTH, "pattern": "^[A-Za-z0-9_.:-]+$"},
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
    about: str = "",
    deprecated: bool = False,
) -> Any:
    """Documents one operation.

    answers   status -> serializer
    tagged    the answer carries an ETag
    example   of the body that is sent
    """
    statuses = sorted({*ALWAYS, *refuses, *(WRITING if writes else ())})
    responses: dict[Any, Any] = dict(answers)
    parameters: list[Any] = [query] if query else []
    if writes:
        parameters += [IDEMPOTENCY_KEY, IF_MATCH]
    if tagged and not writes:
        parameters.append(IF_NONE_MATCH)
        responses[304] = OpenApiResponse(description="Unchanged")
    for status in statuses:
        responses[status, JSON] = OpenApiResponse(Error, description=REFUSALS[status])
        responses[status, PROBLEM] = OpenApiResponse(Problem, description=REFUSALS[status])
    return extend_schema(
        operation_id=operation,
        summary=summary,
        description=about,
        tags=[tag],
        parameters=[*parameters, *_headers(answers, statuses, tagged=tagged)],
        request=request,
        responses=responses,
        deprecated=deprecated,
        examples=[OpenApiExample("Example", value=example, request_only=True)] if example else None,
    )


def _headers(answers: dict[int, Any], statuses: list[int], *, tagged: bool) -> list[OpenApiParameter]:
    """What answers carry besides their body."""
    every = [*answers, *statuses]
    headers = [
        OpenApiParameter(
            "X-Correlation-Id", str, HEADER, response=every, description="As sent, or made here."
        ),
        OpenApiParameter("WWW-Authenticate", str, HEADER, response=[401]),
        OpenApiParameter("Retry-After", int, HEADER, response=[429], description="Seconds to wait."),
        *(
            OpenApiParameter(name, int, HEADER, response=list(answers), description=words)
            for name, words in (
                ("X-RateLimit-Limit", "Requests a minute"),
                ("X-RateLimit-Remaining", "Requests left in this minute"),
                ("X-RateLimit-Reset", "Seconds until the minute is over"),
            )
        ),
    ]
    if tagged:
        headers.append(OpenApiParameter("ETag", str, HEADER, response=list(answers)))
    if 201 in answers:
        headers.append(OpenApiParameter("Location", str, HEADER, response=[201]))
    return headers


class Described(AutoSchema):
    """Says on each operation which clients may call it."""

    WORDS = {
        PROVIDER: "of the supplier of a contract the client holds",
        PROBATION: "acting for a practitioner it named at the token request",
        READ_ALL: "every referral but those of people under limited access",
    }

    def get_description(self) -> str:
        """Docstrings are for whoever reads the code."""
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

"""How the body of a request is read: JSON of a bounded size and depth, also when it comes in chunks."""

import json
import math
from collections.abc import Mapping
from typing import IO, Any

from django.http import HttpRequest
from rest_framework import exceptions
from rest_framework.parsers import JSONParser, get_encoding

BODY_BYTES = 1024 * 1024
#: levels of arrays and objects. The whole objects that clients send have fewer than ten
DEEPEST = 50


class TooLarge(exceptions.APIException):
    status_code = 413
    default_detail = "The body must be 1 MB or less"
    default_code = "TOO_LARGE"


class LengthRequired(exceptions.APIException):
    status_code = 411
    default_detail = "Send Content-Length: this server does not read a body in chunks"
    default_code = "LENGTH_REQUIRED"


class Json(JSONParser):
    """JSON as RFC 8259 has it: no NaN, no number beyond what a float holds, no deep nesting."""

    def parse(
        self,
        stream: IO[bytes],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        encoding = get_encoding(parser_context or {})
        try:
            text = stream.read().decode(encoding).removeprefix("\ufeff")
            data = json.loads(text, parse_constant=_refuse_constant, parse_float=_finite)
        except RecursionError as error:
            raise exceptions.ParseError(f"The body has more than {DEEPEST} levels") from error
        except ValueError as error:
            raise exceptions.ParseError(f"The body is not JSON: {error}") from error
        check_depth(data)
        return data


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ValueError("a number is too large")
    return number


def check_depth(data: Any) -> None:
    """Refuse more than DEEPEST levels, which code that walks the data could not follow.

    raises   ParseError
    """
    level = [data]
    for _ in range(DEEPEST + 1):
        nested = [value for value in level if isinstance(value, dict | list)]
        if not nested:
            return
        level = [
            inner for value in nested for inner in (value.values() if isinstance(value, dict) else value)
        ]
    raise exceptions.ParseError(f"The body has more than {DEEPEST} levels")


def check_size(request: HttpRequest) -> None:
    """Refuse a body over the limit, and read one that came in chunks, as Django would take it for empty.

    raises   TooLarge; LengthRequired from a server that does not put chunks together; ParseError
    """
    if "chunked" in request.headers.get("Transfer-Encoding", "").lower():
        _read_chunks(request)
    elif int(request.META.get("CONTENT_LENGTH") or 0) > BODY_BYTES:
        raise TooLarge


def _read_chunks(request: HttpRequest) -> None:
    if not request.META.get("wsgi.input_terminated"):
        raise LengthRequired
    try:
        body = request.META["wsgi.input"].read(BODY_BYTES + 1)
    except OSError as error:
        raise exceptions.ParseError("The chunks of the body are broken") from error
    if len(body) > BODY_BYTES:
        raise TooLarge
    request._body = body
    request.META["CONTENT_LENGTH"] = str(len(body))

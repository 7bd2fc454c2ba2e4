"""The formats a client may ask for: JSON, and errors as application/problem+json."""

from collections.abc import Sequence
from typing import Any

from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import BaseContentNegotiation

#: media ranges that we can answer with JSON or with the problem form of an error
TAKEN = {"*/*", "application/*", "application/json", "application/problem+json"}


class JsonOnly(BaseContentNegotiation):
    def select_parser(self, request: Any, parsers: Sequence[Any]) -> Any:
        """The JSON parser. None, which is a 415, for any other Content-Type, and also without one."""
        media_type = (request.content_type or "").partition(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == media_type), None)

    def select_renderer(self, request: Any, renderers: Sequence[Any], format_suffix: Any = None) -> Any:
        accept = request.headers.get("Accept", "*/*") or "*/*"
        wanted = {part.partition(";")[0].strip().lower() for part in accept.split(",")}
        if not wanted & TAKEN:
            raise NotAcceptable
        return renderers[0], renderers[0].media_type

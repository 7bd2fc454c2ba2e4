"""What a client may ask to be answered in: JSON, and problems as application/problem+json."""

from collections.abc import Sequence
from typing import Any

from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import BaseContentNegotiation

#: media ranges JSON, or the problem form of an error, satisfies
TAKEN = {"*/*", "application/*", "application/json", "application/problem+json"}


class JsonOnly(BaseContentNegotiation):
    def select_parser(self, request: Any, parsers: Sequence[Any]) -> Any:
        """A body in anything but JSON is a 415; without a Content-Type too, as we do not guess."""
        given = (request.content_type or "").partition(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == given), None)

    def select_renderer(self, request: Any, renderers: Sequence[Any], format_suffix: Any = None) -> Any:
        accept = request.headers.get("Accept", "*/*") or "*/*"
        wanted = {part.partition(";")[0].strip().lower() for part in accept.split(",")}
        if not wanted & TAKEN:
            raise NotAcceptable
        return renderers[0], renderers[0].media_type

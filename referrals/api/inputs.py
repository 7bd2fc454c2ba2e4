"""Fields of request bodies: each takes the JSON type that the document names, and text that can be shown."""

import re
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.dateparse import parse_datetime
from rest_framework import serializers

from core.typed import tidying

#: control characters other than tab and line ends, and halves of characters: a fault of the client, said so
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
LINE_ENDS = re.compile(r"[\n\r\u2028\u2029]")
MOMENT = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?", re.ASCII | re.IGNORECASE
)


class Text(serializers.CharField):
    """A string, tidied as on a screen; a number is none. One that may not be blank shows something."""

    default_error_messages = {"unseen": "May not hold control characters."}

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        if UNSEEN.search(data):
            self.fail("unseen")
        text = self.tidied(data)
        if not text:
            if not self.allow_blank:
                self.fail("blank")
            return ""
        return super().to_internal_value(text)

    def tidied(self, text: str) -> str:
        return tidying.lines(text)


class Line(Text):
    """A string of one line."""

    default_error_messages = {"lines": "Must be one line."}

    def tidied(self, text: str) -> str:
        line = tidying.lines(text)
        if LINE_ENDS.search(line):
            self.fail("lines")
        return tidying.one_line(line)


class CodeOfList(Line):
    """A code of a list: the same in small letters, and with what is pasted around it."""

    def tidied(self, text: str) -> str:
        return tidying.bare(super().tidied(text)).upper()


class Whole(serializers.IntegerField):
    """A whole number, not a string of digits."""

    def to_internal_value(self, data: Any) -> int:
        if isinstance(data, bool) or not isinstance(data, int | float):
            self.fail("invalid")
        return super().to_internal_value(data)


class YesNo(serializers.BooleanField):
    """true or false; null where that is allowed."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            self.fail("invalid")
        return data


class Id(serializers.UUIDField):
    """A UUID as a string, in capitals or small letters."""

    def to_internal_value(self, data: Any) -> UUID:
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Moment(serializers.DateTimeField):
    """A date with a time. Without an offset it is the time in the United Kingdom."""

    default_error_messages = {
        "invalid": "Write the date, a T, the time and the offset from UTC: 2026-12-10T10:15:00Z.",
        "no_such": "There is no such date or time.",
    }

    def to_internal_value(self, value: Any) -> datetime:
        if not isinstance(value, str) or not MOMENT.fullmatch(value):
            self.fail("invalid")
        try:
            moment = parse_datetime(value.upper())
        except ValueError:
            moment = None
        if moment is None:
            self.fail("no_such")
        return self.enforce_timezone(moment)

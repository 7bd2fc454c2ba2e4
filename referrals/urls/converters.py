"""A referral's reference and an id in an address, both in capitals or small letters."""

from django.urls import register_converter
from django.urls.converters import UUIDConverter


class ReferenceConverter:
    regex = "[A-Za-z]{2}[0-9]{4}[A-Za-z]{2}"

    def to_python(self, value: str) -> str:
        return value.upper()

    def to_url(self, value: str) -> str:
        return str(value)


class IdConverter(UUIDConverter):
    regex = UUIDConverter.regex.replace("a-f", "a-fA-F")


register_converter(ReferenceConverter, "ref")
register_converter(IdConverter, "id")

"""A referral's reference in an address."""

from django.urls import register_converter


class ReferenceConverter:
    regex = "[A-Za-z]{2}[0-9]{4}[A-Za-z]{2}"

    def to_python(self, value: str) -> str:
        return value.upper()

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(ReferenceConverter, "ref")

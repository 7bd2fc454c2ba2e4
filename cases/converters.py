"""The CRN in an address."""

from django.urls import register_converter


class CrnConverter:
    regex = "[A-Za-z][0-9]{6}"

    def to_python(self, value: str) -> str:
        return value.upper()

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(CrnConverter, "crn")

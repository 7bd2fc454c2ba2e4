"""Fields of the administration that read what is typed as our own screens do."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTextInputWidget
from django.utils.translation import gettext_lazy as _

from core.calendar.typed_dates import EARLIEST, LATEST, format_date, read_date
from core.typed import tidying
from core.typed.phones import read_phone
from core.typed.postcodes import read_postcode
from core.typed.user_names import read_user_name


class TypedChoice(forms.ModelChoiceField):
    """One row of a long list, chosen by typing its code or user name. Works without JavaScript."""

    widget = AdminTextInputWidget

    def to_python(self, value: Any) -> Any:
        """The row with this code or user name, in capitals or small letters; as it is pasted."""
        typed = read_user_name(value) if isinstance(value, str) else value
        if not typed or not isinstance(typed, str):
            return super().to_python(typed or "")
        found = self.queryset.filter(**{f"{self.to_field_name}__iexact": typed}).first()
        if found is None:
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": typed}
            )
        return found

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            return self.queryset.filter(pk=value).values_list(self.to_field_name, flat=True).first()
        return super().prepare_value(value)


class TypedDate(forms.DateField):
    """A date as people type it anywhere in the service, within the same bounds."""

    widget = AdminDateWidget

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, str):
            return super().to_python(value)
        if not tidying.bare(value):
            return None
        day = read_date(value)
        if day is None:
            raise forms.ValidationError(_("Enter a real date, like 17/5/2026"), code="invalid")
        if not EARLIEST <= day <= LATEST:
            words = _("Enter a date from %(first)s to %(last)s")
            bounds = {"first": format_date(EARLIEST), "last": format_date(LATEST)}
            raise forms.ValidationError(words, code="range", params=bounds)
        return day


class TypedPhone(forms.CharField):
    """A phone number in any notation, kept as it is shown everywhere."""

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        if not typed:
            return ""
        phone = read_phone(typed)
        if phone is None:
            words = _("Enter a phone number alone, like 01632 960 001 or +353 1 555 0123")
            raise forms.ValidationError(words, code="phone")
        return phone.shown


class TypedPostcode(forms.CharField):
    """A postcode, kept with its space and in capitals."""

    def to_python(self, value: Any) -> str:
        typed = super().to_python(value)
        postcode = read_postcode(typed) if typed else ""
        if postcode is None:
            raise forms.ValidationError(_("Enter a full UK postcode, like LS1 4AP"), code="postcode")
        return postcode


class TypedEmail(forms.EmailField):
    """An email address, without what a mail program copies around it."""

    def to_python(self, value: Any) -> str:
        return read_user_name(super().to_python(value) or "")


#: name of a column -> the field that reads it
READERS: Mapping[str, type[forms.CharField]] = {"telephone": TypedPhone, "postcode": TypedPostcode}

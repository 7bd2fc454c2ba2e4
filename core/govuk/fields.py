"""Fields that are typed: text, names, numbers, money, phones, postcodes, email, password, files."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.govuk import widgets
from core.govuk.naming import NamedField
from core.typed import names, phones, postcodes, tidying

CONTACT_NOTE_CHARACTERS = 12_000
#: A form with a longer text keeps drafts; a text this short is typed again in a minute.
SHORT_TEXT_CHARACTERS = 500
ONE_LINE_CHARACTERS = 200
_WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,18}(?:\.0+)?")
_AMOUNT = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,6})?")


class TextField(NamedField, forms.CharField):
    """One line, of 200 characters unless `max_length` says otherwise.

    width    the number of characters it shows (2, 3, 4, 5, 10, 20) or "one-half" and so on
    """

    def __init__(
        self,
        *args: Any,
        width: int | str = "",
        autocomplete: str = "off",
        spellcheck: bool = False,
        prefix: Any = "",
        suffix: Any = "",
        **kwargs: Any,
    ):
        kwargs.setdefault("widget", widgets.TextInput)
        kwargs.setdefault("max_length", ONE_LINE_CHARACTERS)
        super().__init__(*args, **kwargs)
        self.widget.width, self.widget.prefix, self.widget.suffix = width, prefix, suffix
        self.widget.attrs.pop("maxlength", None)
        self.widget.attrs.setdefault("autocomplete", autocomplete)
        if not spellcheck:
            self.widget.attrs.setdefault("spellcheck", "false")
        if self.max_length:
            _say_too_long(self)

    def to_python(self, value: Any) -> str:
        return tidying.one_line(super().to_python(value) or "")


class NameField(TextField):
    """A name of a person, in the letters of any script.

    stored   the name that the record has: it may stay as it is, whatever is in it
    """

    stored = ""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if not text or text == self.stored:
            return text
        name = names.read_name(text)
        if name is None:
            raise ValidationError(
                self.must(gettext("only include letters, spaces, hyphens, apostrophes and full stops")),
                code="name",
            )
        return name


class TextareaField(NamedField, forms.CharField):
    """Several lines, counted as the browser counts them: a line break is one character.

    max_length   a count is shown from 75% of it on; None for no limit
    """

    def __init__(
        self, *args: Any, rows: int = 5, max_length: int | None = CONTACT_NOTE_CHARACTERS, **kwargs: Any
    ):
        kwargs.setdefault("widget", widgets.Textarea)
        super().__init__(*args, max_length=max_length, **kwargs)
        self.widget.attrs.pop("maxlength", None)
        self.widget.attrs["rows"] = rows
        self.widget.max_length = max_length
        if max_length:
            _say_too_long(self)

    @property
    def is_long(self) -> bool:
        return self.max_length is None or self.max_length > SHORT_TEXT_CHARACTERS

    def to_python(self, value: Any) -> str:
        return tidying.lines(super().to_python(value) or "")


def _say_too_long(field: Any) -> None:
    """Replaces Django's sentence about length with ours."""
    for validator in field.validators:
        if getattr(validator, "code", "") == "max_length":
            validator.message = field.must_lazily(
                _("be %(limit)s characters or less") % {"limit": f"{field.max_length:,}"}
            )


class EmailField(TextField):
    widget = widgets.EmailInput

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("widget", widgets.EmailInput)
        super().__init__(*args, max_length=kwargs.pop("max_length", 254), **kwargs)
        words = _("Enter an email address in the correct format, like name@example.com")
        self.validators.append(EmailValidator(message=words))

    def to_python(self, value: Any) -> str:
        """The address without the punctuation that a mail program copies with it: <jo@example.org>,"""
        return super().to_python(value).strip(" <>()\"',;:")


LEAVE_OUT = _("leave out “%(note)s”")


class PhoneField(TextField):
    """A phone number alone.

    note_goes   words that say where a note typed beside it belongs, with %(note)s; without them it is to go
    """

    def __init__(self, *args: Any, note_goes: Any = LEAVE_OUT, **kwargs: Any):
        self.note_goes = note_goes
        kwargs.setdefault("widget", widgets.PhoneInput)
        kwargs.setdefault("width", 20)
        super().__init__(*args, **kwargs)

    def to_python(self, value: Any) -> str:
        """The number as it is shown: 07700 900982, 020 7946 0018, +353 1 555 0123."""
        text = super().to_python(value)
        if not text:
            return ""
        if phone := phones.read_phone(text):
            return phone.shown
        if beside := phones.note_beside(text):
            goes = str(self.note_goes) % {"note": beside[1]}
            words = gettext("be a number alone: %(goes)s") % {"goes": goes}
            raise ValidationError(self.must(words), code="phone")
        raise ValidationError(
            gettext("Enter a phone number, like 01632 960 001, 07700 900 982 or +353 1 555 0123"),
            code="phone",
        )


class PostcodeField(TextField):
    """A postcode of the United Kingdom, a Crown dependency or BFPO; empty for an address abroad."""

    def __init__(self, *args: Any, width: int | str = 10, **kwargs: Any):
        super().__init__(*args, width=width, **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if not text:
            return ""
        postcode = postcodes.read_postcode(text)
        if postcode is None:
            words = gettext("be a full UK postcode, like LS1 4AP. Leave it out for an address abroad")
            raise ValidationError(self.must(words), code="postcode")
        return postcode


class PasswordField(NamedField, forms.CharField):
    """Pasting and password managers work; a button shows what was typed."""

    def __init__(
        self, *args: Any, autocomplete: str = "current-password", width: int | str = 20, **kwargs: Any
    ):
        super().__init__(*args, widget=widgets.PasswordInput, strip=False, **kwargs)
        self.widget.width = width
        self.widget.attrs["autocomplete"] = autocomplete


class WholeNumberField(NamedField, forms.IntegerField):
    """Digits; commas and spaces between thousands are accepted. At most MOST unless `max_value` is passed.

    at_most   the words of the error for a higher number
    """

    MOST = 999_999

    def __init__(self, *args: Any, width: int | str = 5, prefix: Any = "", suffix: Any = "", **kwargs: Any):
        lowest, highest = kwargs.pop("min_value", None), kwargs.pop("max_value", self.MOST)
        self.at_most = kwargs.pop("at_most", _("be %(n)s or less"))
        super().__init__(*args, widget=widgets.NumberInput, **kwargs)
        self.lowest, self.highest = lowest, highest
        self.widget.width, self.widget.prefix, self.widget.suffix = width, prefix, suffix
        self.error_messages["invalid"] = self.must_lazily(_("be a whole number, like 30"))

    def to_python(self, value: Any) -> int | None:
        if not isinstance(value, str):
            return super().to_python(value)
        digits = re.sub(r"[,\s]", "", tidying.plain(value))
        if not digits:
            return None
        if not _WHOLE_NUMBER.fullmatch(digits):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return int(digits.partition(".")[0])

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        if self.lowest is not None and value < self.lowest:
            raise ValidationError(self.must(gettext("be %(n)s or more") % {"n": f"{self.lowest:,}"}))
        if self.highest is not None and value > self.highest:
            raise ValidationError(self.must(str(self.at_most) % {"n": f"{self.highest:,}"}))


class PoundsField(NamedField, forms.DecimalField):
    def __init__(self, *args: Any, width: int | str = 10, **kwargs: Any):
        super().__init__(
            *args,
            widget=widgets.NumberInput,
            decimal_places=2,
            max_digits=kwargs.pop("max_digits", 10),
            **kwargs,
        )
        self.widget.width, self.widget.prefix, self.widget.suffix = width, "£", ""
        self.widget.attrs["inputmode"] = "decimal"
        self.error_messages["invalid"] = self.must_lazily(_("be an amount of money, like 75.50"))

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # as DecimalField has it
        if not isinstance(value, str):
            return super().to_python(value)
        amount = re.sub(r"[,\s£]", "", tidying.plain(value))
        if amount and not _AMOUNT.fullmatch(amount):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(amount)


class FileField(NamedField, forms.FileField):
    asks = "Select"

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, widget=kwargs.pop("widget", widgets.FileInput), **kwargs)
        self.error_messages["empty"] = _("The selected file is empty")
        self.error_messages["missing"] = self.error_messages["required"]


class FilesField(FileField):
    """Several files at once; cleans to a list."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, widget=widgets.FilesInput, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = [file for file in data or [] if file]
        if not files:
            super().clean(None, initial)
            return []
        return [super(FilesField, self).clean(file, None) for file in files]

"""Dates and times as people type them: three boxes, one box near today, the time of day."""

import re
from collections.abc import Callable
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.calendar.typed_dates import (
    EARLIEST,
    LATEST,
    format_date,
    format_time,
    format_weekday,
    month_number,
    part_missing,
    read_date,
    read_date_parts,
    read_time,
)
from core.govuk.naming import NamedField
from core.govuk.widgets import GovWidget, TextInput
from core.numbers import whole_number
from core.typed import tidying

BOXES = ("day", "month", "year")
_BOX_WORDS = {"day": _("day"), "month": _("month"), "year": _("year")}
#: `when` of a date field -> how it must stand to today, and in words.
WHEN: dict[str, tuple[Callable[[date, date], bool], Any]] = {
    "past": (lambda day, today: day < today, _("be in the past")),
    "today-or-past": (lambda day, today: day <= today, _("be today or in the past")),
    "future": (lambda day, today: day > today, _("be in the future")),
    "today-or-future": (lambda day, today: day >= today, _("be today or in the future")),
}


class RangedDate(NamedField):
    """Base of both date fields. The range is checked last, after all other errors.

    when               past, today-or-past, future or today-or-future; needs the form's `today`
    earliest, latest   bounds that the form may set; both days are allowed themselves. Without them a date
                       stands between 1 January 1900 and 31 December 2099
    """

    def __init__(
        self,
        *args: Any,
        when: str = "",
        earliest: date | None = None,
        latest: date | None = None,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.when, self.earliest, self.latest = when, earliest, latest
        self.today: date | None = None

    def check_range(self, day: date) -> None:
        if self.when and self.today is not None:
            fits, words = WHEN[self.when]
            if not fits(day, self.today):
                raise ValidationError(self.must(str(words)), code="range")
        earliest, latest = self.earliest or EARLIEST, self.latest or LATEST
        if day < earliest:
            words = gettext("be on or after %(day)s") % {"day": format_date(earliest)}
            raise ValidationError(self.must(words), code="range")
        if day > latest:
            words = gettext("be on or before %(day)s") % {"day": format_date(latest)}
            raise ValidationError(self.must(words), code="range")

    @property
    def not_after(self) -> date | None:
        """The last date that a two-digit year may mean; later ones are moved back a century."""
        return self.today if self.when in {"past", "today-or-past"} else None


class DateBoxes(GovWidget, forms.MultiWidget):
    """Boxes for day, month and year. Their names end in _day, _month, _year, their ids in _0, _1, _2."""

    template_name = "govuk/widgets/date.html"
    in_fieldset = True
    use_fieldset = True
    widgets_names: list[str]

    def __init__(self, attrs: Any = None):
        super().__init__({box: forms.TextInput() for box in BOXES}, attrs)
        self.wrong_boxes: frozenset[str] = frozenset()
        self.autocomplete: dict[str, str] = {}

    def decompress(self, value: Any) -> list[Any]:
        if isinstance(value, date):
            return [value.day, value.month, value.year]
        return ["", "", ""]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        labels = {"day": gettext("Day"), "month": gettext("Month"), "year": gettext("Year")}
        for box, part in zip(BOXES, context["widget"]["subwidgets"], strict=True):
            part["label"], part["wide"] = labels[box], box == "year"
            part["is_wrong"] = box in self.wrong_boxes
            part["autocomplete"] = self.autocomplete.get(box, "")
        return context


class DateField(RangedDate, forms.Field):
    """Three boxes, for dates people know. A month may be a name; a whole date may be pasted into the first.

    Errors in order: nothing, a part missing, not a real date, out of range.
    """

    def __init__(self, *args: Any, birthday_of_user: bool = False, **kwargs: Any):
        super().__init__(*args, widget=DateBoxes, **kwargs)
        if birthday_of_user:
            self.widget.autocomplete = {box: f"bday-{box}" for box in BOXES}

    def clean(self, value: Any) -> date | None:
        parts = [tidying.bare(str(part or "")) for part in (value or ["", "", ""])]
        if parts[0] and not any(parts[1:]) and (pasted := read_date(parts[0], not_after=self.not_after)):
            parts = [str(pasted.day), str(pasted.month), f"{pasted.year:04d}"]
        if not any(parts):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        missing = [box for box, part in zip(BOXES, parts, strict=True) if not part]
        if missing:
            words = gettext("include a %(parts)s") % {
                "parts": gettext(" and ").join(str(_BOX_WORDS[box]) for box in missing)
            }
            raise ValidationError(self.must(words), code="boxes:" + ",".join(missing))
        day = read_date_parts(*parts, not_after=self.not_after)
        if day is None:
            raise ValidationError(self.must(gettext("be a real date")), code="boxes:" + self._wrong(parts))
        self.check_range(day)
        self.run_validators(day)
        return day

    @staticmethod
    def _wrong(parts: list[str]) -> str:
        """The box whose value is wrong by itself, else all three."""
        day, month, year = parts
        if not 1 <= (whole_number(re.sub("(st|nd|rd|th)$", "", day.lower())) or 0) <= 31:
            return "day"
        if month_number(month) is None:
            return "month"
        if whole_number(year) is None or len(year) not in (2, 4):
            return "year"
        return ",".join(BOXES)

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = self.widget.decompress(initial)
        return [str(part) for part in before] != [str(part or "") for part in data or ["", "", ""]]


class NearDateBox(TextInput):
    """One box and the weekday beside it; the script adds MoJ's calendar and the buttons named in `quick`."""

    template_name = "govuk/widgets/near_date.html"
    width = 10

    def classes(self, *, has_errors: bool) -> str:
        return f"{super().classes(has_errors=has_errors)} moj-js-datepicker-input"

    def __init__(self, attrs: Any = None):
        super().__init__(attrs)
        self.quick: tuple[tuple[str, Any], ...] = ()
        self.earliest: date | None = None
        self.latest: date | None = None

    def format_value(self, value: Any) -> str:
        if isinstance(value, date):
            return f"{value.day}/{value.month}/{value.year}"
        return super().format_value(value) or ""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        bounds = {"earliest": self.format_value(self.earliest), "latest": self.format_value(self.latest)}
        context["widget"] |= {"quick": self.quick, "weekday": self.weekday_of(value), **bounds}
        return context

    @staticmethod
    def weekday_of(value: Any) -> str:
        """The weekday of the date in the box, "" while it holds none. The script keeps it up to date."""
        day = value if isinstance(value, date) else read_date(str(value or ""))
        return format_weekday(day) if day else ""


#: days from today (or from the field named by the form), and the button's words
QUICK_AHEAD = (
    ("0", _("Today")),
    ("1", _("Tomorrow")),
    ("7", _("+1 week")),
    ("14", _("+2 weeks")),
    ("28", _("+4 weeks")),
)
QUICK_BACK = (("0", _("Today")), ("-1", _("Yesterday")))


class NearDateField(RangedDate, forms.CharField):
    """One text box, for dates near today: every usual way of typing a date is read."""

    def __init__(self, *args: Any, quick: tuple[tuple[str, Any], ...] | None = None, **kwargs: Any):
        kwargs.setdefault("hint", _("For example, 17/5/2026"))
        super().__init__(*args, widget=NearDateBox, **kwargs)
        ahead = self.when in {"", "future", "today-or-future"}
        self.widget.quick = quick if quick is not None else (QUICK_AHEAD if ahead else QUICK_BACK)

    def prepare_value(self, value: Any) -> Any:
        self.widget.earliest, self.widget.latest = self.earliest, self.latest
        return value

    def to_python(self, value: Any) -> str:
        return tidying.one_line(super().to_python(value) or "")

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        if not text:
            return None
        day = read_date(text, not_after=self.not_after)
        if day is None:
            raise ValidationError(self.must(self.unread_words(text)), code="unreal")
        self.check_range(day)
        return day

    @staticmethod
    def unread_words(text: str) -> str:
        if part := part_missing(text):
            return gettext("include a %(parts)s") % {"parts": _BOX_WORDS[part]}
        return gettext("be a real date")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (read_date(str(data or "")) or data or None) != (initial or None)


class TimeBox(TextInput):
    """Filled in as times are shown: 10:15am."""

    width = 10

    def format_value(self, value: Any) -> str:
        return format_time(value) if isinstance(value, time) else (super().format_value(value) or "")


class TimeField(NamedField, forms.CharField):
    """The time of day on the wall clock: 9:30, 0930, 9.30, 9:30am, 1630."""

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("hint", _("For example, 9:30am or 16:30"))
        super().__init__(*args, widget=TimeBox, **kwargs)

    def to_python(self, value: Any) -> str:
        return tidying.one_line(super().to_python(value) or "")

    def clean(self, value: Any) -> time | None:
        text = super().clean(value)
        if not text:
            return None
        at = read_time(text)
        if at is None:
            raise ValidationError(self.must(gettext("be a real time, like 9:30am or 16:30")), code="unreal")
        return at

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (read_time(str(data or "")) or data or None) != (initial or None)

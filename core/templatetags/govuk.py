"""Tags and filters that every template may use without loading them."""

import re
from datetime import date, datetime, time
from typing import Any

from django import template
from django.http import HttpRequest, QueryDict
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from core import clock, words
from core.calendar import typed_dates
from core.clock import LONDON
from core.govuk import rendering
from core.screens import navigation

register = template.Library()
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")


# --- dates and times -------------------------------------------------------------------------------
def _local(value: Any) -> Any:
    return value.astimezone(LONDON) if isinstance(value, datetime) and value.tzinfo else value


def _day(value: Any) -> date | None:
    local = _local(value)
    if isinstance(local, datetime):
        return local.date()
    return local if isinstance(local, date) else None


@register.filter
def opens_for(address: str, request: HttpRequest) -> bool:
    """Whether the user may open the screen at an address; False for no address."""
    return bool(address) and navigation.opens_for(request, address)


@register.filter
def long_date(value: Any) -> str:
    """A date: 21 June 2026."""
    day = _day(value)
    return typed_dates.format_date(day) if day else ""


@register.filter
def short_date(value: Any) -> str:
    """A date in a table: 21 Jun 2026."""
    day = _day(value)
    return typed_dates.format_short_date(day) if day else ""


@register.filter
def weekday_date(value: Any) -> str:
    """A date with its weekday: Sunday 21 June 2026."""
    day = _day(value)
    return typed_dates.format_long_date(day) if day else ""


@register.filter
def short_weekday_date(value: Any) -> str:
    """The date of an appointment or a review in a table: Sun 21 Jun 2026."""
    day = _day(value)
    return typed_dates.format_short_weekday_date(day) if day else ""


@register.filter
def clock_time(value: Any) -> str:
    """A time of the day: 10:15am, midday."""
    local = _local(value)
    if isinstance(local, datetime):
        local = local.time()
    return typed_dates.format_time(local) if isinstance(local, time) else ""


@register.filter
def at_time(value: Any) -> str:
    """An instant, in London: 21 June 2026 at 10:15am."""
    return str(words.shown(value)) if isinstance(value, date) else ""


@register.simple_tag
def when(day: date, start: time | None = None, end: time | None = None) -> str:
    """The day and the times of a contact: Sunday 21 June 2026, 10:15am to 10:45am."""
    return typed_dates.format_moment(day, start, end) if day else ""


@register.filter
def iso(value: Any) -> str:
    """For the datetime attribute of <time>."""
    return value.isoformat() if hasattr(value, "isoformat") else ""


@register.filter
def years_old(born: date | None, on: date) -> str:
    """An age in brackets: (46 years old)."""
    if not born or not on:
        return ""
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    phrase = ngettext("%(n)s year old", "%(n)s years old", years) % {"n": years}
    return f"({phrase})"


age = register.filter("age", years_old)


# --- words -------------------------------------------------------------------------------------------
@register.filter
def say(reason: Any) -> str:
    """A Reason in the reader's words."""
    return words.say(reason) if reason else ""


@register.filter
def or_not_provided(value: Any) -> Any:
    return email(value) if value not in (None, "", [], ()) else gettext("Not provided")


@register.filter
def email(value: Any) -> Any:
    """An email address that breaks before its @, and only where a whole line is too short for it.

    Anything else stays as it is.
    """
    if not isinstance(value, str) or not _EMAIL.fullmatch(value):
        return value
    name, _at, domain = value.partition("@")
    return format_html('<span class="app-email">{}<wbr>@{}</span>', name, domain)


@register.filter
def yes_no(value: Any) -> str:
    """An answer in words: Yes, No, or Don't know for None."""
    return {True: gettext("Yes"), False: gettext("No")}.get(value, gettext("Don't know"))


@register.simple_tag
def hidden(text: Any) -> SafeString:
    """Words for screen readers only, after a space that keeps them apart from the words before."""
    return format_html('<span class="govuk-visually-hidden"> {}</span>', text)


@register.simple_tag
def now_shown() -> str:
    """The present time in words, for printed pages."""
    return str(words.shown(clock.now()))


# --- addresses ---------------------------------------------------------------------------------------
@register.simple_tag(takes_context=True)
def with_query(context: Context, **changes: Any) -> str:
    """The page's own address with parts of its query changed; an empty value removes one."""
    query: QueryDict = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    encoded = query.urlencode()
    return f"?{encoded}" if encoded else context["request"].path


@register.simple_tag(takes_context=True)
def sort_link(context: Context, name: str) -> dict[str, str]:
    """href and aria-sort of a column heading: `{% sort_link "due" as link %}`."""
    chosen, down = context.get("sort", ""), bool(context.get("sort_down"))
    is_chosen = chosen == name
    turned = f"-{name}" if is_chosen and not down else name
    state = ("descending" if down else "ascending") if is_chosen else "none"
    return {"href": with_query(context, sort=turned, page="", after="", before=""), "aria_sort": state}


# --- forms -------------------------------------------------------------------------------------------
@register.filter
def shown_field(bound: Any) -> rendering.Shown:
    return rendering.shown(bound)


@register.filter
def error_links(form: Any) -> list[dict[str, str]]:
    return rendering.error_links(form)


@register.filter
def top_level_fields(form: Any) -> list[Any]:
    return rendering.top_level_fields(form)


@register.inclusion_tag("govuk/field.html")
def field(bound: Any) -> dict[str, Any]:
    """One field with its label, hint and error: `{% field form.notes %}`."""
    return {"field": bound}


@register.inclusion_tag("components/form.html", takes_context=True)
def form_page(context: Context, form: Any = None, **more: Any) -> dict[str, Any]:
    """The whole form of a FormPage: `{% form_page %}`. `more` overrides what the context holds."""
    names = (
        "hidden warnings confirm_codes submit_words cancel_address keeps_draft draft request csrf_token "
        "form_action submit_class is_saved saved_address"
    )
    taken = {name: context.get(name) for name in names.split()}
    return {**taken, "form": form or context.get("form"), **more}

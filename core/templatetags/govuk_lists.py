"""Tags for lists and risk: sort headings, pages, filters, levels, and blocks with a body."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from core.govuk import filters
from core.screens.paging import KeysetPage
from core.templatetags.govuk import sort_link, with_query

register = template.Library()

_LEVELS = {"LOW", "MEDIUM", "HIGH", "VERY_HIGH"}
_REGISTER_COLOURS = {"red": "red", "amber": "amber", "green": "green", "white": "black"}
_OWN_COLOURS = {"low", "medium", "high", "very-high", "unknown", "amber", "staff"}


@register.simple_tag
def marks(strip: Any) -> SafeString:
    """The marks of a strip (core.screens.charts) in one line: `{% marks row.strip %}`."""
    one = '<span class="app-marks__mark app-marks__mark--{}" title="{}: {}">{}</span>'
    return format_html_join("\n", one, ((m.kind, m.label, m.words, m.symbol) for m in strip.marks))


# --- lists -------------------------------------------------------------------------------------------
@register.inclusion_tag("components/sort_header.html", takes_context=True)
def sort_header(context: Context, name: str, words: Any, number: bool = False) -> dict[str, Any]:
    """A column heading that sorts: `{% sort_header "due" _("Due") %}`."""
    return {"words": words, "number": number, **sort_link(context, name)}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Any) -> dict[str, Any]:
    """Numbers below a short list, Previous and Next below a long one: `{% pagination page %}`."""
    if isinstance(page, KeysetPage):
        back = with_query(context, before=page.previous, after="", page="") if page.previous else ""
        forward = with_query(context, after=page.next, before="", page="") if page.next else ""
        return {"page": page, "is_keyset": True, "previous_href": back, "next_href": forward}
    items: list[dict[str, Any]] = []
    for number in page.pages:
        if items and number - items[-1]["number"] > 1:
            items.append({"gap": True, "number": number - 1})
        href = with_query(context, page=number if number > 1 else "")
        items.append({"number": number, "href": href, "current": number == page.number})
    before, after = page.number - 1, page.number + 1
    forward = with_query(context, page=after) if after <= page.page_count else ""
    if page.goes_on:
        forward = with_query(context, after=page.goes_on, page="")
    return {
        "page": page,
        "items": items,
        "previous_href": with_query(context, page=before if before > 1 else "") if before else "",
        "next_href": forward,
    }


@register.inclusion_tag("components/filter_row.html", takes_context=True)
def filter_row(context: Context) -> dict[str, Any]:
    """The context's `filter` in one row above a list; on a narrow screen it opens with a button."""
    return filter_panel(context)


@register.inclusion_tag("components/filter.html", takes_context=True)
def filter_panel(context: Context, form: Any = None, heading: Any = "") -> dict[str, Any]:
    """MoJ's filter, with the chosen values as removable tags. `form` is by default the context's `filter`."""
    form = form or context["filter"]
    request = context["request"]
    own = set(form.fields)
    kept = filters.kept(request.GET, own)
    return {
        "form": form,
        "heading": heading,
        "groups": filters.chosen(form, request.GET, request.path),
        "clear_href": f"{request.path}{filters.cleared(request.GET, own)}",
        "kept": kept,
        "path": request.path,
    }


# --- risk --------------------------------------------------------------------------------------------
@register.filter
def risk_words(level: Any) -> str:
    """VERY_HIGH -> Very high; "" for no level."""
    words = {
        "LOW": gettext("Low"),
        "MEDIUM": gettext("Medium"),
        "HIGH": gettext("High"),
        "VERY_HIGH": gettext("Very high"),
    }
    return words.get(_code(level), "")


@register.filter
def risk_class(level: Any) -> str:
    """VERY_HIGH -> very-high, for a class or a badge's colour; unknown for no level."""
    code = _code(level)
    return code.lower().replace("_", "-") if code in _LEVELS else "unknown"


@register.filter
def rosh_class(rosh: Mapping[str, Any]) -> str:
    """Class of the RoSH widget: failed, the level, or unknown for none and for one that is out of date."""
    if rosh["state"] == "failed":
        return "failed"
    return risk_class("" if rosh.get("age") == "out-of-date" else rosh.get("overall"))


@register.filter
def badge_colour(colour: Any) -> str:
    """A register's colour (Red, Amber, Green, White) as a badge's."""
    plain = str(colour or "").lower()
    return _REGISTER_COLOURS.get(plain, plain)


@register.filter
def badge_class(colour: Any) -> str:
    plain = str(colour or "").lower()
    if not plain:
        return ""
    return f"app-badge--{plain}" if plain in _OWN_COLOURS else f"moj-badge--{plain}"


def _code(level: Any) -> str:
    return str(getattr(level, "value", level) or "").upper().replace(" ", "_")


# --- blocks with a body ------------------------------------------------------------------------------
@register.simple_block_tag
def panel(content: str, title: Any, id: str = "", href: str = "", link_words: Any = "") -> SafeString:
    """A titled part of a page: `{% panel title=... %} ... {% endpanel %}`. `id` names the heading."""
    heading = (
        format_html('<h2 class="govuk-heading-m" id="{}">{}</h2>', id, title)
        if id
        else format_html('<h2 class="govuk-heading-m">{}</h2>', title)
    )
    link = (
        format_html('<p class="govuk-body"><a class="govuk-link" href="{}">{}</a></p>', href, link_words)
        if href
        else ""
    )
    label = format_html(' aria-labelledby="{}"', id) if id else ""
    return format_html('<section class="app-panel"{}>{}{}{}</section>', label, heading, content, link)


@register.simple_block_tag
def details(content: str, summary: Any, open: bool = False) -> SafeString:
    """What opens at a click: `{% details summary=... %} ... {% enddetails %}`."""
    return format_html(
        '<details class="govuk-details"{}><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary>'
        '<div class="govuk-details__text">{}</div></details>',
        " open" if open else "",
        summary,
        content,
    )


@register.simple_block_tag
def scroll(content: str, label: Any = "", labelled_by: str = "") -> SafeString:
    """Lets a wide table or chart scroll sideways on a narrow screen, also by keyboard, with a hint.

    label         its name for screen readers
    labelled_by   id of a heading that names it instead
    It is a group and no landmark, because a page has enough landmarks.
    """
    name = ("aria-labelledby", labelled_by) if labelled_by else ("aria-label", label)
    hint = gettext("Scroll sideways to see all of it")
    return format_html(
        '<div class="app-scroll" role="group" {}="{}" tabindex="0" data-hint="{}">{}</div>',
        *name,
        hint,
        content,
    )


@register.simple_block_tag
def inset(content: str) -> SafeString:
    return format_html('<div class="govuk-inset-text">{}</div>', content)

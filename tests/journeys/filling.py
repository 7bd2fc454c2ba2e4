"""Fills in any form of a page as somebody would, reading only its markup."""

from typing import Any

from core import clock
from tests.journeys.markup import Element, Markup

SKIPPED = frozenset({"submit", "button", "image", "reset", "file"})
WORDS = "Written for the walk"
#: as the answer for a field that may stay empty: fill it with anything
ANYTHING = "anything"
NUMBERS = {"numeric": "1", "decimal": "3.45"}


def answers_by_name() -> dict[str, str]:
    """Answers for fields that do not take any words, by the field's name."""
    today = clock.today()
    return {
        "postcode": "TR1 1AA",
        "email": "alex@example.org",
        "mobile": "07700 900456",
        "telephone": "01872 960123",
        "phone": "01872 960123",
        "count": "1",
        "starts": "15:00",
        "length_minutes": "30",
        "time": "10:00",
        "step": "1",
        "days": "10",
        "max_days": "10",
        "on": f"{today:%d/%m/%Y}",
        "day": "1",
        "month": "3",
        "year": str(today.year - 1),
    }


def posted_forms(page: Markup) -> list[Element]:
    """The forms of the page's main part that change something."""
    return [form for form in page.every("form") if form["method"].lower() == "post" and form.inside("main")]


def filled(page: Markup, form: Element, **answers: Any) -> dict[str, Any]:
    """What the form would send: its own values, anything in its gaps, and the answers in place of both.

    answers   by name; None leaves the name out
    """
    known = answers_by_name()
    sent: dict[str, Any] = {}
    boxes = [part for part in page.every("input", "select", "textarea") if form in part.parents]
    for part in boxes:
        name = part["name"]
        if not name or part["type"] in SKIPPED or "disabled" in part.attributes:
            continue
        may_stay_empty = answers.get(name) != ANYTHING and is_optional(page, part)
        if part.name == "select":
            sent[name] = chosen_of(page, part, may_stay_empty=may_stay_empty)
        elif part["type"] in ("radio", "checkbox"):
            if "checked" in part.attributes:
                sent.setdefault(name, []).append(part.attributes.get("value", "on"))
        elif part["type"] == "hidden":
            sent.setdefault(name, []).append(part["value"])
        elif part.name == "textarea":
            sent[name] = part.text or ("" if may_stay_empty else WORDS)
        else:
            gap = NUMBERS.get(part["inputmode"], WORDS)
            gap = known.get(name) or known.get(name.rpartition("_")[2]) or gap
            sent[name] = part["value"] or ("" if may_stay_empty else gap)
    for part in boxes:
        if part["type"] == "radio":
            sent.setdefault(part["name"], [part["value"]])
    sent.update({name: value for name, value in answers.items() if value != ANYTHING})
    return {name: value for name, value in sent.items() if value is not None}


def is_optional(page: Markup, part: Element) -> bool:
    """Whether the label of a field, or the legend around it, says that it is optional."""
    labels = [label for label in page.every("label") if label["for"] == part["id"]]
    legends = [legend for legend in page.every("legend") if legend.parents[-1] in part.parents]
    return any("(optional)" in words.text for words in (*labels, *legends))


def chosen_of(page: Markup, select: Element, *, may_stay_empty: bool) -> str:
    """The selected option, else the first that is not empty; "" where nothing is selected and it may be."""
    options = [option for option in page.every("option") if select in option.parents]
    chosen = [option["value"] for option in options if "selected" in option.attributes and option["value"]]
    others = [] if may_stay_empty else [option["value"] for option in options if option["value"]]
    return next(iter([*chosen, *others]), "")


def errors_of(page: Markup) -> list[str]:
    """What the error summary says, and the warnings that wait for an answer."""
    return [
        part.text
        for part in page.elements
        if {"govuk-error-summary__list", "govuk-warning-text__text"} & set(part["class"].split())
    ]

"""Every act that the audit may hold has plain words."""

import ast

import pytest
from django.conf import settings
from django.urls import get_resolver

from core import acts
from core.screens.page import Page
from tests.architecture.test_addresses import addresses, view_of

APPS = ("core", "cases", "risk", "referrals", "training", "probation")
WRITERS = {"record", "refused", "viewed"}


def modules():
    for app in APPS:
        for file in sorted((settings.BASE_DIR / app).rglob("*.py")):
            if not {"tests", "migrations", "rules"} & set(file.parts):
                yield ast.parse(file.read_text())


def constants(node):
    """Every text that an expression may have as its value."""
    if isinstance(node, ast.IfExp):
        return constants(node.body) | constants(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def place_of_act(function):
    """The place of the positional parameter `act` of a function; None if it has none."""
    named = [parameter.arg for parameter in function.args.args if parameter.arg != "self"]
    return named.index("act") if "act" in named else None


def acts_in(tree):
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    places = {found.name: place for found in functions if (place := place_of_act(found)) is not None}
    for function in functions:
        for parameter, default in zip(function.args.kwonlyargs, function.args.kw_defaults, strict=True):
            if parameter.arg == "act" and default is not None:
                yield from constants(default)
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        for keyword in call.keywords:
            if keyword.arg == "act":
                yield from constants(keyword.value)
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        is_audit = isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == "audit"
        place = 0 if (is_audit and name in WRITERS) or name == "viewed" else places.get(name)
        if place is not None and len(call.args) > place:
            yield from constants(call.args[place])


FOUND = sorted({act for tree in modules() for act in acts_in(tree)})


def test_the_acts_are_found_in_the_code():
    assert {"contact-recorded", "contact-changed", "sanction-removed", "api-case-notes"} <= set(FOUND)
    assert len(FOUND) > 80


@pytest.mark.parametrize("act", FOUND)
def test_an_act_that_the_code_names_has_words(act):
    assert acts.has_words(act)


def test_every_screen_and_route_has_words():
    names = [
        name
        for name, _, callback in addresses(get_resolver())
        if hasattr(callback, "cls") or issubclass(view_of(callback) or object, Page)
    ]

    assert {"risk:ogrs3", "cases:overview"} <= set(names)
    assert [name for name in names if not acts.has_words(name)] == []
    assert acts.words_of("risk:ogrs3") != "risk:ogrs3"

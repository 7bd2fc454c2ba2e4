"""A screen is built on few classes, and a module holds few screens (docs/adding-a-feature.md, step 9)."""

import inspect
from collections import Counter

import pytest
from django.urls import get_resolver

from core.screens.forms import FormPage
from core.screens.page import Page
from tests.architecture.test_addresses import addresses, view_of

OURS = ("core", "cases", "risk", "referrals", "training", "probation")
AT_MOST = 4
SCREENS_IN_A_MODULE = 8


def above(view):
    """Our own classes that a screen is built on, nearest first."""
    return [base for base in view.__mro__[1:] if base.__module__.split(".")[0] in OURS]


def complaint(view):
    """A sentence if a screen is built on too many of our classes, else ""."""
    bases = above(view)
    if len(bases) <= AT_MOST:
        return ""
    named = ", ".join(f"{base.__module__}.{base.__name__}" for base in bases)
    return f"{view.__module__}.{view.__name__} stands on {len(bases)} classes of ours: {named}"


VIEWS = sorted(
    {
        view
        for _, _, callback in addresses(get_resolver())
        if inspect.isclass(view := view_of(callback)) and issubclass(view, Page)
    },
    key=lambda view: f"{view.__module__}.{view.__name__}",
)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: f"{view.__module__}.{view.__name__}")
def test_a_screen_stands_on_at_most_four_classes_of_ours(view):
    assert not complaint(view)


def test_a_module_holds_at_most_eight_screens():
    held = Counter(view.__module__ for view in VIEWS)

    assert {module: n for module, n in held.items() if n > SCREENS_IN_A_MODULE} == {}
    assert max(held.values()) > SCREENS_IN_A_MODULE // 2


def test_the_screens_are_found():
    assert len(VIEWS) > 100
    assert any(len(above(view)) == AT_MOST for view in VIEWS)


def test_a_fifth_class_above_a_screen_is_named():
    class Second(FormPage): ...

    class Third(Second): ...

    class Fourth(Third): ...

    class Screen(Fourth): ...

    for base in (Second, Third, Fourth):
        base.__module__ = "cases.pages"

    words = complaint(Screen)

    assert "stands on 5 classes of ours" in words
    assert "cases.pages.Fourth, cases.pages.Third, cases.pages.Second, core.screens.forms.FormPage" in words
    assert complaint(Fourth) == ""


FORMS = [view for view in VIEWS if issubclass(view, FormPage)]


def asks_for_a_version(view):
    ours = [base for base in (view, *above(view)) if base is not FormPage]
    return any("posted_version" in inspect.getsource(base) for base in ours)


def test_a_form_that_compares_versions_says_so_and_then_cannot_do_without():
    """`versioned` makes a form without a version a conflict, so that nobody's change is overwritten."""
    told = {view for view in FORMS if view.versioned}
    asking = {view for view in FORMS if asks_for_a_version(view)}

    assert asking == told
    assert len(told) > 20

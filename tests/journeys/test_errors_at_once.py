"""All that is wrong with a form is said the first time: mending it brings no other error to light."""

import pytest
from django.db import transaction

from tests.journeys.filling import filled, posted_forms
from tests.journeys.markup import Markup
from tests.journeys.screens import add_a_full_life, screens, visits, walked
from tests.journeys.worlds import client_for, passing_world

pytestmark = pytest.mark.django_db
#: what stands in every box before anything is mended
ODD = {"empty": "", "a word": "x", "a day to come": "31/12/2098", "a day long ago": "1/1/1901"}
NEVER_TYPED = {"form_token", "version", "was", "back", "csrfmiddlewaretoken", "typed_by"}
#: screen -> fields that can only be judged once another answer is given, and why
FOLLOWS: dict[str, dict[str, str]] = {}


@pytest.fixture(scope="module")
def where(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), passing_world():
        add_a_full_life()
        yield visits()


@pytest.fixture(autouse=True)
def undone(where):
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def errors_of(client, address, sent):
    """The fields with errors of a form that is refused; None where it is saved or warned about."""
    with transaction.atomic():
        response = client.post(address, sent)
        transaction.set_rollback(True)
    form = response.context.get("form") if response.status_code == 400 and response.context else None
    return set(form.errors) if form is not None and form.errors else None


def parts_of(name, sent):
    """The controls of a field: its own, or the three boxes of a date."""
    return {part for part in sent if part == name or part in {f"{name}_day", f"{name}_month", f"{name}_year"}}


@pytest.mark.parametrize("screen", walked())
def test_what_was_said_is_all_that_is_wrong(where, screen):
    visit = where[screen][-1]
    if "FormPage" not in {base.__name__ for base in screens()[screen].view.__mro__}:
        return
    client = client_for(visit.who) if visit.who else client_for("practitioner")
    shown = client.get(visit.address)
    page, later = Markup(shown.content.decode()), {}
    for form in posted_forms(page):
        there, right = form["action"] or visit.address, filled(page, form)
        typed = [name for name in right if name not in NEVER_TYPED]
        for kind, value in ODD.items():
            sent = {**right, **dict.fromkeys(typed, value)}
            first = errors_of(client, there, sent)
            if not first:
                continue
            mended = {part: right[part] for name in first for part in parts_of(name, sent)}
            second = errors_of(client, there, {**sent, **mended}) or set()
            new = second - first - {"__all__"} - FOLLOWS.get(screen, {}).keys()
            if new and mended:
                later[kind] = sorted(new)

    assert shown.status_code in {200, 302}
    assert later == {}

"""Every page and list of the case record in a browser."""

import pytest
from django.urls import reverse

from probation.demonstration.named_people import IN_CUSTODY
from tests.journeys.conftest import page_at
from tests.journeys.screens import is_form, walked
from tests.journeys.walking import TOO_WIDE

pytestmark = pytest.mark.django_db
SCREENS = [name for name in walked("cases:") if not is_form(name)]


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_is_accessible_and_no_wider_than_the_window(walk, screen):
    faults = walk.look_at(screen)

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_works_without_script(walk, screen):
    faults = walk.use_without_script(screen)

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("width", [641, 800, 1020, 1200])
def test_a_case_with_its_risk_fits_windows_between_a_phones_and_a_desks(walk, width):
    page = page_at(walk.chromium, walk.server, walk.sessions["practitioner"], width=width)
    for screen in ("cases:overview", "risk:risk"):
        page.visit(reverse(screen, args=[IN_CUSTODY.crn]))
        assert page.locator(".app-rosh").first.is_visible()
        assert page.evaluate(TOO_WIDE) == []
    page.context.close()

"""Every screen of the other apps in a browser."""

import pytest

from tests.journeys.screens import walked

pytestmark = pytest.mark.django_db
SCREENS = [name for name in walked() if not name.startswith("cases:")]


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_is_accessible_and_no_wider_than_the_window(walk, screen):
    faults = walk.look_at(screen)

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_works_without_script(walk, screen):
    faults = walk.use_without_script(screen)

    assert not faults, "\n".join(faults)

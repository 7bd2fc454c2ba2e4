"""The screens of a case in a browser: axe, narrow screens, and without script."""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from cases.tests import factories
from cases.tests.views.test_case_screens import PARTS, SCREENS

pytestmark = pytest.mark.django_db(transaction=True)
NARROW = 400


@pytest.fixture
def person(db):
    """A full life: two sentences, RAR days, appointments with and without outcomes, risk to staff."""
    person = factories.PersonFactory(community_order=True, allocated=True, mobile="07700 900123")
    for name in PARTS:
        getattr(factories, name)(person=person)
    factories.PersonNoteFactory(person=person)
    event = person.events.get()
    requirement = factories.RequirementFactory(disposal=event.disposals.get())
    factories.RequirementFactory(disposal=event.disposals.get(), unpaid_work=True)
    for trait in ("came", "came", "absent", "missing_outcome"):
        factories.ContactFactory(person=person, event=event, **{trait: True})
    factories.ContactFactory(
        person=person, event=event, came=True, requirement=requirement, is_rar_activity=True
    )
    factories.ContactFactory(person=person, event=event, appointment=True)
    custodial = factories.EventFactory(person=person, in_custody=True)
    custody = custodial.disposals.get().custodies.get()
    factories.KeyDateFactory(custody=custody)
    factories.LicenceConditionFactory(disposal=custodial.disposals.get())
    factories.SanctionFactory(person=person)
    factories.TransferFactory(person=person)
    factories.DeadlineFactory(person=person)
    return person


def addresses_of(person):
    crn, event = person.crn, person.events.get(number=1)
    requirement = event.disposals.get().requirements.first()
    yield from (reverse(f"cases:{screen}", args=[crn]) for screen in SCREENS)
    for name, screens in PARTS.items():
        row = getattr(factories, name)._meta.model.objects.get(person=person)
        yield from (reverse(f"cases:{screen}", args=[crn, row.pk]) for screen in screens)
    yield from (reverse(f"cases:{screen}", args=[crn, 1]) for screen in ("sentence", "offence-add"))
    yield from (reverse(f"cases:{screen}", args=[crn, 2]) for screen in ("sentence", "key-dates"))
    yield reverse("cases:offence-add", args=[crn, 1]) + "?find=046"
    yield reverse("cases:circumstance-add", args=[crn]) + "?type=A"
    yield from (
        reverse(f"cases:{screen}", args=[crn, 1, requirement.pk])
        for screen in ("requirement", "requirement-end")
    )
    yield reverse("cases:print", args=[crn]) + "?show=1&parts=main&parts=sentences&parts=contacts"


def test_every_screen_of_a_case_passes_axe(browser_page, check_axe, practitioner, person):
    page = browser_page(practitioner)
    for address in addresses_of(person):
        answer = page.visit(address)
        keep_picture(page, address)

        assert answer.status == 200, address
        check_axe(page)


def test_no_screen_of_a_case_scrolls_sideways_when_narrow(browser_page, practitioner, person):
    page = browser_page(practitioner, width=NARROW)
    for address in addresses_of(person):
        page.visit(address)
        keep_picture(page, address)

        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW, address


def keep_picture(page, address):
    """Where somebody wants to look: SCREENSHOTS names a folder."""
    if folder := os.environ.get("SCREENSHOTS"):
        name = address.strip("/").replace("/", "_").replace("?", "_")[:120]
        page.screenshot(path=Path(folder) / f"{name}-{page.viewport_size['width']}.png", full_page=True)

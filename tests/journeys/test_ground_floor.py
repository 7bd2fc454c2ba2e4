"""The screens and components of core in a browser: every component in every theme, and what scripts add."""

import re

import pytest
from django.conf import settings

from core.models import Draft, Preferences

pytestmark = pytest.mark.django_db(transaction=True)
SIGNED_IN = ["/", "/drafts", "/preferences", "/help", "/help/shortcuts", "/whats-new"]
THEMES = ["standard", "dark", "contrast", "soft"]


def test_every_component_passes_axe_in_every_theme(browser_page, check_axe, practitioner):
    page = browser_page(practitioner)
    page.visit("/help/components")

    for theme in THEMES:
        check_axe(page, theme=theme)


def test_every_field_in_error_passes_axe_and_its_links_move_to_the_control(
    browser_page, check_axe, practitioner
):
    page = browser_page(practitioner)
    page.visit("/help/components")
    page.get_by_role("button", name="Check these answers").click()
    page.wait_for_selector("html[data-ready]", state="attached")

    assert page.title().startswith("Error: ")
    for theme in THEMES:
        check_axe(page, theme=theme)
    links = page.locator(".govuk-error-summary__list a").all()
    assert links
    for link in links:
        target = link.get_attribute("href").removeprefix("#")
        link.click()
        assert page.evaluate("document.activeElement.id") == target


def test_own_screens_never_scroll_sideways_at_320_pixels(browser_page, practitioner):
    page = browser_page(practitioner, width=320)
    for address in SIGNED_IN:
        page.visit(address)

        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


def test_signing_in_works_without_script(browser_page, practitioner):
    from core.tests.factories import PASSWORD

    page = browser_page(script=False)
    page.visit("/sign-in?next=/drafts")
    page.fill("#id_username", practitioner.username)
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    page.wait_for_url("**/drafts")
    page.locator("summary", has_text=practitioner.name).click()
    assert page.get_by_role("link", name="Preferences").is_visible()


def test_an_option_reveals_its_question(browser_page, practitioner):
    page = browser_page(practitioner)
    page.visit("/help/components")
    question = page.locator("#id_reason_words")

    assert not question.is_visible()
    page.locator("#id_reason_2").check()
    assert question.is_visible()
    page.locator("#id_reason_0").check()
    assert not question.is_visible()


def test_quick_buttons_set_a_date_and_the_calendar_opens(browser_page, practitioner):
    page = browser_page(practitioner)
    page.visit("/help/components")

    page.get_by_role("button", name="When is the review?: +2 weeks").click()

    assert re.fullmatch(r"\d{1,2}/\d{1,2}/\d{4}", page.input_value("#id_review_on"))
    page.get_by_role("button", name="Choose date").first.click()
    assert page.get_by_role("dialog").first.is_visible()


def test_typing_finds_an_option_and_the_select_behind_it_is_posted(browser_page, practitioner):
    page = browser_page(practitioner)
    page.visit("/help/components")

    page.fill("#id_office", "Tru")
    page.locator("#id_office__listbox").get_by_role("option", name="Truro").click()

    assert page.eval_on_selector("#id_office-select", "select => select.value") == "5"


def test_what_is_typed_is_saved_as_a_draft_when_a_field_is_left(browser_page, practitioner):
    page = browser_page(practitioner)
    page.visit("/help/components")

    page.fill("#id_notes", "Half a note")
    page.locator("#id_short_notes").focus()

    page.locator("[data-draft-status]", has_text="Saved").wait_for()
    assert Draft.objects.get(user=practitioner).data["notes"] == ["Half a note"]


def test_five_minutes_before_the_session_ends_a_dialog_offers_to_stay(browser_page, practitioner):
    page = browser_page(practitioner)
    page.clock.install()
    page.visit("/drafts")
    dialog = page.locator("#idle-warning")
    page.clock.fast_forward((settings.IDLE_MINUTES - 6) * 60_000)
    assert not dialog.is_visible()

    page.clock.fast_forward(61_000)
    dialog.wait_for()
    with page.expect_response("**/stay-signed-in") as answered:
        dialog.locator("[data-stay]").click()

    assert answered.value.status == 204
    dialog.wait_for(state="hidden")


def test_shortcuts_work_outside_fields_and_can_be_turned_off(browser_page, practitioner):
    page = browser_page(practitioner)
    page.visit("/drafts")

    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "header-search"
    page.keyboard.type("gh")
    assert page.url.endswith("/drafts")
    page.locator("h1").click()
    page.keyboard.type("?")
    dialog = page.locator("#shortcuts-dialog")
    assert dialog.is_visible()
    dialog.get_by_role("button", name="Turn shortcuts off").click()
    page.wait_for_url("**/preferences")

    assert not Preferences.objects.get(user=practitioner).shortcuts


def test_a_theme_is_previewed_before_it_is_saved(browser_page, practitioner):
    page = browser_page(practitioner)
    page.visit("/preferences")

    page.get_by_label("Dark", exact=True).check()

    assert page.get_attribute("html", "data-theme") == "dark"

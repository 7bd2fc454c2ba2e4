"""What a searchable select shows is what is sent, whichever way its words came there; emoji count as one."""

import pytest
from django.urls import reverse

from cases.tests.factories import PersonFactory
from referrals.models import PccArea

pytestmark = pytest.mark.django_db(transaction=True)

SENT = "new FormData(document.querySelector('#id_office').form).get('office')"


@pytest.fixture
def page(browser_page, practitioner):
    page = browser_page(practitioner)
    page.visit(reverse("core:components"))
    return page


def send(page):
    page.get_by_role("button", name="Check these answers").click()
    page.wait_for_selector(".govuk-error-summary")
    page.wait_for_selector("html[data-ready]", state="attached")


def errors(page):
    return page.locator(".govuk-error-summary a").all_inner_texts()


@pytest.mark.parametrize("typed", ["Leeds", "leeds", " LEEDS "])
def test_a_whole_option_that_is_typed_and_left_is_taken(page, typed):
    page.locator("#id_office").press_sequentially(typed)
    page.keyboard.press("Tab")

    assert page.evaluate(SENT) == "4"
    send(page)
    assert not [words for words in errors(page) if "office" in words]
    assert page.locator("#id_office").input_value() == "Leeds"


def test_a_chosen_option_that_is_typed_over_is_no_longer_sent(page):
    page.locator("#id_office").press_sequentially("Der")
    page.locator("li[role=option]", has_text="Derby").click()
    assert page.evaluate(SENT) == "2"

    page.locator("#id_office").fill("Truro")
    assert page.evaluate(SENT) == "5"
    page.locator("#id_office").fill("")
    assert page.evaluate(SENT) == ""


def test_words_that_are_no_option_are_an_error_and_stay_in_the_box(page):
    page.locator("#id_office").press_sequentially("Leedz")
    page.keyboard.press("Tab")

    send(page)

    assert "Select the office from the list" in errors(page)
    assert page.locator("#id_office").input_value() == "Leedz"
    page.locator("#id_office").fill("Exeter")
    send(page)
    assert "Select the office from the list" not in errors(page)
    assert page.locator("#id_office").input_value() == "Exeter"


def test_box_and_value_agree_after_back(page):
    page.locator("#id_office").fill("Derby")
    page.keyboard.press("Tab")
    page.visit("/drafts")

    page.go_back()
    page.wait_for_selector("html[data-ready]", state="attached")

    shown = page.locator("#id_office").input_value()
    assert page.evaluate(SENT) == {"Derby": "2", "": ""}[shown]


def test_emoji_in_a_box_are_counted_as_the_server_counts_them(page):
    page.locator("#id_short_notes").fill("😀" * 18)

    assert page.get_by_text("You have 2 characters remaining").first.is_visible()
    send(page)
    assert not [words for words in errors(page) if "Short reason" in words]


@pytest.mark.parametrize(
    ("typed", "saved"), [("Irish", "Irish"), ("irish", "Irish"), ("", None), ("Irisch", None)]
)
def test_an_optional_select_saves_what_it_shows(browser_page, practitioner, typed, saved):
    person = PersonFactory(allocated=True, allocation__staff=practitioner.staff, nationality=None)
    page = browser_page(practitioner)
    page.visit(reverse("cases:equality", args=[person.crn]))

    page.locator("#id_nationality").press_sequentially(typed)
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Save").first.click()
    page.wait_for_selector("html[data-ready]", state="attached")

    person.refresh_from_db()
    assert (person.nationality and person.nationality.words) == saved
    refused = "Select the nationality from the list" in errors(page)
    assert refused == (typed == "Irisch")


def test_a_filter_asks_for_what_its_box_shows(browser_page, practitioner):
    page = browser_page(practitioner)
    page.visit(reverse("referrals:find-services"))
    area = PccArea.objects.order_by("words").first()

    page.locator("#filter_area").press_sequentially(area.words.lower())
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Apply filters").click()
    page.wait_for_url(f"**area={area.code}**")
    page.wait_for_selector("html[data-ready]", state="attached")

    assert page.locator("#filter_area").input_value() == area.words


def test_words_that_are_no_option_of_a_filter_leave_the_other_filters_alone(browser_page, practitioner):
    page = browser_page(practitioner)
    page.visit(reverse("referrals:find-services"))

    page.locator("#filter_area").press_sequentially("Nowhere")
    page.get_by_label("Women", exact=True).check()
    page.get_by_role("button", name="Apply filters").click()
    page.wait_for_url("**people=women**")
    page.wait_for_selector("html[data-ready]", state="attached")

    assert page.get_by_label("Women", exact=True).is_checked()
    assert page.locator("#filter_area").input_value() in {"Nowhere", ""}

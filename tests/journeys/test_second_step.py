"""The second step of signing in, in a browser: set up, used, replaced by a recovery code, turned off."""

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice

from core import second_step
from core.models import AuditEntry
from core.tests.factories import PASSWORD
from core.tests.second_steps import code_of, given

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(page, user, where="/sign-in"):
    page.visit(where)
    page.fill("#id_username", user.username)
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def forget_used_codes():
    """As if half a minute had passed since the last code."""
    TOTPDevice.objects.update(last_t=-1)


def test_it_is_set_up_with_an_app_and_asked_for_from_then_on(browser_page, check_narrow, practitioner):
    page = browser_page(practitioner, width=400)
    page.visit("/preferences")
    page.get_by_role("link", name="Second step when signing in").click()
    check_narrow(page)
    page.get_by_role("button", name="Set it up").click()
    page.wait_for_selector("html[data-ready]", state="attached")
    check_narrow(page)
    page.get_by_text("I cannot scan it").click()
    typed_in = page.locator(".app-qr__letters code").inner_text()
    key = key_from(typed_in)

    page.get_by_label("Code from your app").fill(code_of(key))
    page.get_by_role("button", name="Turn it on").click()
    page.get_by_role("heading", name="Keep your recovery codes").wait_for()
    check_narrow(page)
    codes = page.locator(".app-codes code").all_inner_texts()
    page.get_by_role("button", name="I have kept them").click()

    assert len(codes) == second_step.RECOVERY_CODES
    assert page.get_by_text("10 of 10").is_visible()
    forget_used_codes()
    stranger = browser_page(width=400)
    sign_in(stranger, practitioner, where="/sign-in?next=/drafts")
    stranger.get_by_role("heading", name="Enter your code").wait_for()
    check_narrow(stranger)
    stranger.get_by_label("Code from your app").fill("000 00")
    stranger.get_by_role("button", name="Continue").click()
    stranger.get_by_role("link", name="Code from your app must be six numbers, like 123456").wait_for()
    check_narrow(stranger)
    stranger.get_by_label("Code from your app").fill(code_of(key))
    stranger.get_by_role("button", name="Continue").click()
    stranger.wait_for_url("**/drafts")


def key_from(letters):
    """The secret as an app takes it from what is typed into it."""
    from base64 import b32decode

    return b32decode(letters.replace(" ", "")).hex()


def test_without_the_phone_a_recovery_code_opens_and_it_is_turned_off(
    browser_page, check_narrow, practitioner
):
    _, codes = given(practitioner)
    page = browser_page(width=400)
    sign_in(page, practitioner)
    page.get_by_role("link", name="I do not have my phone: use a recovery code").click()
    page.wait_for_selector("html[data-ready]", state="attached")
    check_narrow(page)

    page.get_by_label("Recovery code").fill(codes[0])
    page.get_by_role("button", name="Continue").click()
    page.get_by_text("You have 9 recovery codes left").wait_for()
    page.visit("/preferences/second-step")
    check_narrow(page)
    page.get_by_role("link", name="Turn it off, or use another phone").click()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Code from your app, or a recovery code").fill(codes[1])
    page.get_by_role("button", name="Turn it off").click()

    page.get_by_text("The second step is off.").wait_for()
    assert page.get_by_role("button", name="Set it up").is_visible()
    assert not second_step.is_set_up(practitioner)


def test_it_works_without_script(browser_page, practitioner):
    key, _ = given(practitioner)
    page = browser_page(script=False)
    page.visit("/sign-in?next=/drafts")
    page.fill("#id_username", practitioner.username)
    page.fill("#id_password", PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    page.fill("#id_code", code_of(key))
    page.get_by_role("button", name="Continue").click()

    page.wait_for_url("**/drafts")


def test_an_administrator_removes_it_for_somebody_who_lost_the_phone(
    browser_page, check_narrow, practitioner, administrator
):
    given(practitioner)
    page = browser_page(administrator, width=400)
    page.visit(f"/accounts/{practitioner.pk}/second-step")
    check_narrow(page)

    page.get_by_label("Why it is removed").fill("Phone lost; called back at the office")
    page.get_by_role("button", name="Remove it").click()
    page.get_by_text("Not set up").wait_for()
    assert AuditEntry.objects.filter(act="second-step-removed").exists()

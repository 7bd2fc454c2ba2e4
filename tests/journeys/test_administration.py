"""An administrator gives a new colleague an account, a role and a place in a team, in a real browser."""

import pytest

from core.models import Staff, Team, User
from core.tests.factories import StaffFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESSES = [
    "/admin/",
    "/admin/core/user/",
    "/admin/core/user/add/",
    "/admin/core/team/",
    "/admin/core/auditentry/",
    "/admin/core/policysetting/",
    "/admin/core/bankholiday/add/",
    "/admin/cases/contacttype/",
]


def test_a_colleague_gets_an_account_and_a_role(browser_page):
    page = browser_page(UserFactory(administrator=True))

    page.goto("/admin/core/user/add/")
    page.get_by_label("Username:").fill("ana.hill")
    page.locator("#id_password1").fill("three sober otters")
    page.locator("#id_password2").fill("three sober otters")
    page.locator("#id_role_holdings-0-role").select_option(label="Probation practitioner")
    page.locator("input[name=_save]").first.click()

    page.get_by_text("was added successfully").wait_for()
    assert [role.code for role in User.objects.get(username="ana.hill").roles.all()] == ["PP"]
    assert page.faults == []


def test_a_member_of_staff_joins_a_team_from_a_day_on_the_calendar(browser_page):
    ana = StaffFactory(first_name="Ana", surname="Hillier", team=False)
    team = Team.objects.get(code="N03010")
    page = browser_page(UserFactory(administrator=True))

    page.goto(f"/admin/core/team/{team.pk}/change/")
    page.locator("#id_memberships-1-staff").fill(ana.code)
    page.locator("#memberships-1 .field-valid_from").get_by_role("link", name="Today").click()
    page.locator("input[name=_save]").first.click()

    page.get_by_text("was changed successfully").wait_for()
    assert Staff.objects.get(surname="Hillier").teams.get() == team
    assert page.faults == []


def test_the_content_security_policy_refuses_nothing(browser_page):
    page = browser_page(UserFactory(administrator=True))

    answers = {address: page.goto(address, wait_until="load").status for address in ADDRESSES}

    assert set(answers.values()) == {200}
    assert page.faults == []

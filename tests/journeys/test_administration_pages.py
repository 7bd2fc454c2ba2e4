"""Every page of the administration in a browser: axe, the width of a phone, and no script."""

import pytest
from django.contrib import admin
from django.urls import reverse

from core.administration import Administered, CodeRows
from core.models import Team
from core.tests.factories import StaffFactory, SupplierFactory, UserFactory
from referrals.models import ApiClient
from referrals.tests.factories import ContractFactory
from tests.journeys.conftest import axe_finds

pytestmark = pytest.mark.django_db(transaction=True)


def kinds():
    """One model of each kind of administration: the code lists are all alike."""
    found = {}
    for model, its in sorted(admin.site._registry.items(), key=lambda pair: pair[0]._meta.label):
        if not isinstance(its, Administered):
            continue  # no role opens it
        kind = CodeRows if isinstance(its, CodeRows) else type(its)
        found.setdefault(kind, model)
    return list(found.values())


def addresses(model):
    """The list, the empty form, and the first row with its history."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    yield reverse(f"{name}_changelist")
    yield reverse(f"{name}_add")
    row = model._default_manager.order_by("pk").first()
    if row is not None:
        yield reverse(f"{name}_change", args=[row.pk])
        yield reverse(f"{name}_history", args=[row.pk])


@pytest.mark.parametrize("model", kinds(), ids=lambda model: model._meta.label)
def test_a_page_is_accessible_and_no_wider_than_a_phone(browser_page, model):
    page, opened = browser_page(UserFactory(administrator=True)), []

    for address in addresses(model):
        if page.goto(address).status == 200:
            assert page.faults == []
            assert axe_finds(page) == [], address
            page.faults.clear()  # axe sets styles of its own, which our policy refuses
            page.set_viewport_size({"width": 400, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= 400, address
            page.set_viewport_size({"width": 1280, "height": 900})
            opened.append(address)

    assert opened


# --- without script ---------------------------------------------------------------------------------------
@pytest.fixture
def plain_page(browser_page):
    page = browser_page(UserFactory(administrator=True), script=False)

    def save():
        page.locator("input[name=_save]").first.click()
        return page.content()

    page.save = save
    return page


def test_an_account_is_named_by_typing_and_an_unknown_name_is_refused_beside_it(plain_page):
    staff = StaffFactory(team=False)
    UserFactory(username="ana.hill")

    plain_page.goto(f"/admin/core/staff/{staff.pk}/change/")
    plain_page.get_by_label("User (username):").fill("nobody.here")
    plain_page.save()
    refused = plain_page.locator(".errorlist").inner_text()
    plain_page.get_by_label("User (username):").fill("ana.hill")
    saved = plain_page.save()

    assert refused == "Nothing has this: nobody.here"
    assert "was changed successfully" in saved
    staff.refresh_from_db()
    assert staff.user.username == "ana.hill"


def test_a_colleague_joins_a_team(plain_page):
    staff, team = StaffFactory(team=False), Team.objects.get(code="N03010")

    plain_page.goto(f"/admin/core/team/{team.pk}/change/")
    plain_page.get_by_label("Staff (code):").nth(-2).fill(staff.code)
    plain_page.get_by_label("Valid from:").nth(-2).fill("02/03/2026")
    saved = plain_page.save()

    assert "was changed successfully" in saved
    assert staff.teams.get() == team


def test_an_api_client_gets_its_supplier_and_contracts(plain_page):
    contract = ContractFactory()

    plain_page.goto("/admin/referrals/apiclient/add/")
    plain_page.get_by_label("Name:").fill("Harbour case system")
    plain_page.get_by_label("Role:").select_option("ROLE_CRS_PROVIDER")
    plain_page.get_by_label("Supplier:").select_option(str(contract.prime_id))
    plain_page.get_by_label(str(contract), exact=True).check()
    saved = plain_page.save()

    assert "Keep the secret now" in saved
    client = ApiClient.objects.get()
    assert (client.supplier, client.contracts.get()) == (contract.prime, contract)


def test_a_contract_gets_another_prime(plain_page):
    contract, other = ContractFactory(), SupplierFactory()

    plain_page.goto(f"/admin/referrals/contract/{contract.pk}/change/")
    plain_page.get_by_label("Prime:").select_option(str(other.pk))
    saved = plain_page.save()

    assert "was changed successfully" in saved
    contract.refresh_from_db()
    assert contract.prime == other

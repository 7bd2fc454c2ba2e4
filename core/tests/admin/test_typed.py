"""System administration reads what is typed as our own screens do: its search box and its fields."""

import pytest
from django.contrib import admin
from django.db.models import Field

from core.models import AuditEntry, Office, Staff, Supplier
from core.tests.admin.test_administration import REGISTERED, address
from core.tests.factories import AuditEntryFactory, OfficeFactory, StaffFactory, SupplierFactory
from core.tests.seen import read_page

pytestmark = pytest.mark.django_db


def found(client, model, typed):
    return read_page(client, address(model, "changelist"), q=typed)


@pytest.mark.parametrize(
    "typed", ["Siân O’Hare", "O'Hare, Sian", "sian ohare (N99001Z)", "“O’Hare”", "Name: Siân", "n99001z."]
)
def test_a_member_of_staff_is_found_as_they_are_shown(admin_client, typed):
    StaffFactory(code="N99001Z", first_name="Siân", surname="O’Hare")
    StaffFactory(code="N99002Z", first_name="Kim", surname="Missed")

    page = found(admin_client, Staff, typed)

    assert "N99001Z" in page
    assert "N99002Z" not in page


@pytest.mark.parametrize(
    "typed", ["LS1 4AP", "LS14AP", "ls1\u00a04ap", "(LS1 4AP)", "Stoke on Trent: Mill-House"]
)
def test_an_office_is_found_as_it_is_shown(admin_client, typed):
    OfficeFactory(name="Stoke-on-Trent: Mill House", postcode="LS1 4AP")
    OfficeFactory(name="Elsewhere", postcode="LS2 9ZZ")

    page = found(admin_client, Office, typed)

    assert "Mill House" in page
    assert "Elsewhere" not in page


@pytest.mark.parametrize(
    "typed", ["X000001", "(x000001)", "CRN: X000001", "X000001.", "sam.found", "SAM.FOUND,"]
)
def test_the_audit_is_searched_as_it_is_shown(admin_client, typed):
    AuditEntryFactory(crn="X000001", by_name="sam.found")
    AuditEntryFactory(crn="X000002", by_name="kim.missed")

    page = found(admin_client, AuditEntry, typed)

    assert "sam.found" in page
    assert "kim.missed" not in page


@pytest.mark.parametrize("model", REGISTERED)
def test_no_list_is_searched_across_a_link_to_many_rows(model):
    """A row would come more than once, since the rows found are not told apart."""
    for column in admin.site._registry[model].search_fields:
        at = model
        for part in column.lstrip("=").split("__"):
            field = at._meta.get_field(part)
            assert isinstance(field, Field), column
            assert not field.many_to_many, column
            at = field.related_model


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("0161.496.0000", "0161 496 0000"), ("+44 (0)161 4960000", "0161 496 0000"), ("+353 1 555 0123",) * 2],
)
def test_a_phone_number_is_kept_as_everywhere(admin_client, typed, kept):
    supplier = SupplierFactory()
    form = {"name": supplier.name, "code": supplier.code, "telephone": typed}

    answer = admin_client.post(address(Supplier, "change", supplier.pk), form)

    supplier.refresh_from_db()
    assert (answer.status_code, supplier.telephone) == (302, kept)


@pytest.mark.parametrize("typed", ["07700 900 98", "ask reception", "0161 496 0000 (Jo)"])
def test_what_is_no_phone_number_is_refused(admin_client, typed):
    supplier = SupplierFactory(telephone="")
    form = {"name": supplier.name, "code": supplier.code, "telephone": typed}

    answer = admin_client.post(address(Supplier, "change", supplier.pk), form)

    supplier.refresh_from_db()
    assert "Enter a phone number alone" in answer.text
    assert supplier.telephone == ""


@pytest.mark.parametrize(
    ("typed", "kept"), [("ls14ap", "LS1 4AP"), ("LS1\u00a0\u00a04AP.", "LS1 4AP"), ("not a pc", "")]
)
def test_a_postcode_is_kept_as_everywhere(admin_client, typed, kept):
    office = OfficeFactory(postcode="LS2 9ZZ")
    shown = admin_client.get(address(Office, "change", office.pk)).context["adminform"].form
    form = {name: value for name, value in shown.initial.items() if value is not None}

    answer = admin_client.post(address(Office, "change", office.pk), form | {"postcode": typed})

    office.refresh_from_db()
    assert office.postcode == (kept or "LS2 9ZZ")
    assert ("Enter a full UK postcode" in answer.text) is not bool(kept)


@pytest.mark.parametrize("typed", ["<jo@example.org>,", " jo@example.org\u00a0", "“jo@example.org”."])
def test_an_email_address_is_kept_without_what_is_pasted_around_it(admin_client, typed):
    staff = StaffFactory(email="")
    shown = admin_client.get(address(Staff, "change", staff.pk)).context["adminform"].form
    form = {name: value for name, value in shown.initial.items() if value is not None}
    members = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}

    admin_client.post(address(Staff, "change", staff.pk), form | members | {"email": typed, "user": ""})

    staff.refresh_from_db()
    assert staff.email == "jo@example.org"

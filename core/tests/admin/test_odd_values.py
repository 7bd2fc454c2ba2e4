"""System administration takes no odd value, and audits what was refused or broken off."""

from datetime import date

import pytest
from django.contrib import admin
from django.db import IntegrityError
from django.urls import reverse

from core import policy
from core.administration import CodeRows
from core.errors import RuleBroken
from core.models import AuditEntry, PolicySetting, Team
from core.tests.admin.test_administration import OURS, address
from core.tests.factories import TeamFactory

pytestmark = pytest.mark.django_db
OF_OURS = [model for model in admin.site._registry if model._meta.app_label in OURS]
LISTS = [model for model in OF_OURS if isinstance(admin.site._registry[model], CodeRows)]
#: Every page of the administration. The code lists share one, so two of them do.
PAGES = [
    pytest.param(model, id=model._meta.label) for model in OF_OURS if model not in LISTS or model in LISTS[:2]
]


@pytest.mark.parametrize("typed", ["10000", "99999999999999999999", "-1"])
def test_a_number_has_bounds(admin_client, typed):
    declared = policy.Policy("test.weeks", 55, "For how many weeks")
    policy.declare(declared)
    row = PolicySetting.objects.create(code=declared.code, value=None)

    refused = admin_client.post(address(PolicySetting, "change", row.pk), {"value": typed})
    policy._declared.pop(declared.code)

    assert refused.status_code == 200
    assert "Ensure this value is" in refused.text
    row.refresh_from_db()
    assert row.value is None


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("9 July 2027", ""),
        ("9.7.27", ""),
        ("\u00a09/7/2027", ""),
        ("31/12/9999", "Enter a date from 1 January 1900 to 31 December 2099"),
        ("1/1/0001", "Enter a date from 1 January 1900 to 31 December 2099"),
        ("31/2/2027", "Enter a real date, like 17/5/2026"),
        ("soon", "Enter a real date, like 17/5/2026"),
    ],
)
def test_a_date_is_read_as_everywhere_and_has_bounds(admin_client, typed, error):
    team = TeamFactory()
    form = {"name": "Renamed", "code": team.code, "region": team.region_id, "pdu": team.pdu_id}
    members = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}

    answer = admin_client.post(address(Team, "change", team.pk), form | members | {"valid_to": typed})

    team.refresh_from_db()
    if error:
        assert error in answer.text
        assert team.valid_to is None
    else:
        assert (answer.status_code, team.valid_to) == (302, date(2027, 7, 9))


# --- odd values ---------------------------------------------------------------------------------------------
ODD = ["\x00", "a\x00b", "²", "9" * 40, "-1", "x" * 5000, "31/12/9999", "0001-01-01", "//example.org"]


@pytest.mark.parametrize("model", PAGES)
def test_no_odd_value_in_an_address_breaks_a_list_or_a_row(admin_client, model):
    site = admin.site._registry[model]
    asked = ["q", "o", "p", "e", "_popup", "_to_field", "pk", "id__exact", "nothing", "open"]
    asked += [str(one) for one in site.list_filter if isinstance(one, str)]
    listed = address(model, "changelist")

    for odd in ODD:
        for name in asked if odd in ODD[:4] else asked[:3]:
            assert admin_client.get(listed, {name: odd}).status_code < 500, (name, odd)
        for page in ("change", "history"):
            row = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=[odd])
            assert admin_client.get(row).status_code < 500, (page, odd)


@pytest.mark.parametrize("model", PAGES)
def test_no_odd_value_in_a_field_breaks_a_form(admin_client, model):
    row = model._default_manager.order_by("pk").first()
    pages = [address(model, "add")] + ([address(model, "change", row.pk)] if row is not None else [])

    for page in pages:
        shown = admin_client.get(page)
        if shown.status_code != 200 or "adminform" not in shown.context:
            continue
        parts = [inline.formset for inline in shown.context["inline_admin_formsets"]]
        names = list(shown.context["adminform"].form.fields)
        for part in parts:
            names += [f"{part.prefix}-0-{name}" for name in part.empty_form.fields]
        managed = {f"{part.prefix}-TOTAL_FORMS": 1 for part in parts}
        managed |= {f"{part.prefix}-INITIAL_FORMS": 0 for part in parts}
        for odd in ODD:
            answer = admin_client.post(page, dict.fromkeys(names, odd) | managed)
            assert answer.status_code < 500, (page, odd)
        broken = dict.fromkeys(managed, "9" * 40)
        assert admin_client.post(page, dict.fromkeys(names, "x") | broken).status_code < 500, page


# --- refused and failed -------------------------------------------------------------------------------------
def test_what_a_rule_refuses_or_the_database_breaks_off_is_audited(admin_client, administrator, monkeypatch):
    team = TeamFactory()
    form = {"name": "Renamed", "code": team.code, "region": team.region_id, "pdu": team.pdu_id}
    form |= {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}
    change, registered = address(Team, "change", team.pk), admin.site._registry[Team]

    def breaking(error):
        def save(*args, **kwargs):
            raise error

        return save

    monkeypatch.setattr(registered, "save_model", breaking(RuleBroken("TEAM_OPEN", "The team is in use")))
    refused = admin_client.post(change, form, follow=True)
    monkeypatch.setattr(registered, "save_model", breaking(IntegrityError("no")))
    admin_client.raise_request_exception = False
    failed = admin_client.post(change, form)

    assert "The team is in use" in refused.text
    assert failed.status_code == 500
    rows = AuditEntry.objects.filter(act="admin", by_id=administrator.pk).order_by("pk")
    assert [(row.outcome, row.details) for row in rows] == [
        ("refused", {"kind": "TEAM_OPEN", "rules": ["TEAM_OPEN"], "record": change}),
        ("failed", {"error": "IntegrityError", "record": change}),
    ]

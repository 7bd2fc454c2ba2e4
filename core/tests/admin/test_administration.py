"""System administration: who may use it, which pages open, what is audited, what cannot be done."""

import re
from datetime import UTC, date, datetime

import pytest
from django.contrib import admin
from django.contrib.admin import DateFieldListFilter
from django.contrib.admin.models import LogEntry
from django.db.models import Model
from django.urls import reverse

from core import policy
from core.models import AuditEntry, BankHoliday, PolicySetting, RoleHolding, Staff, Team, User
from core.tests.factories import AuditEntryFactory, OutboxRowFactory, StaffFactory, TeamFactory, UserFactory
from core.tests.seen import read_page

pytestmark = pytest.mark.django_db
OURS = ("core", "cases", "risk", "referrals", "training", "admin")
REGISTERED = [
    pytest.param(model, id=model._meta.label)
    for model in admin.site._registry
    if model._meta.app_label in OURS
]


def address(model, page, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.fixture
def switch():
    declared = policy.Policy("test.switch", False, "Whether to do it")
    policy.declare(declared)
    yield declared
    policy._declared.pop(declared.code)


# --- who may ------------------------------------------------------------------------------------------------
def test_a_stranger_is_sent_to_our_sign_in_page(client):
    response = client.get("/admin/core/user/", follow=True)

    assert response.redirect_chain[-1][0].startswith(reverse("core:sign-in") + "?next=")


def test_nobody_but_an_administrator_may_and_the_attempt_is_audited(senior_client):
    response = senior_client.get("/admin/", follow=True)

    assert response.status_code == 403
    assert AuditEntry.objects.filter(act="admin", outcome="refused").exists()


def test_a_superuser_without_the_role_may_not(client_of):
    client = client_of(UserFactory(is_superuser=True, is_staff=True))

    assert client.get("/admin/", follow=True).status_code == 403


def test_the_name_menu_leads_administrators_here_and_nobody_else(admin_client, senior_client):
    link = f'href="{reverse("admin:index")}"'

    assert link in read_page(admin_client, reverse("core:preferences"))
    assert link not in read_page(senior_client, reverse("core:preferences"))


# --- every page ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize("model", REGISTERED)
def test_every_list_opens_with_search_and_history(admin_client, model):
    row = model._default_manager.order_by("pk").first()

    assert admin_client.get(address(model, "changelist")).status_code == 200
    assert admin_client.get(address(model, "changelist"), {"q": "ab"}).status_code == 200
    if row is not None:
        assert admin_client.get(address(model, "change", row.pk)).status_code == 200
        assert admin_client.get(address(model, "history", row.pk)).status_code == 200


@pytest.mark.parametrize("model", REGISTERED)
def test_every_filter_narrows_its_list(admin_client, model):
    def listed(query=""):
        return admin_client.get(address(model, "changelist") + query).context["cl"]

    everything = listed()

    assert everything.filter_specs or not everything.result_count
    for part in everything.filter_specs:
        queries = [choice["query_string"] for choice in part.choices(everything)][1:7]
        counts = [listed(query).result_count for query in queries]
        assert max(counts, default=0) <= listed().result_count, part.title
        if len(counts) > 1 and everything.result_count and not isinstance(part, DateFieldListFilter):
            assert min(counts) < everything.result_count, part.title


@pytest.mark.parametrize("model", REGISTERED)
def test_nothing_is_deleted(admin_client, rf, administrator, model):
    rf.user = administrator
    registered = admin.site._registry[model]

    assert registered.has_view_permission(rf)
    assert not registered.has_delete_permission(rf)


@pytest.mark.parametrize("model", REGISTERED)
def test_every_list_can_be_searched_and_filtered(model):
    assert admin.site._registry[model].search_fields
    assert admin.site._registry[model].list_filter


@pytest.mark.parametrize("model", REGISTERED)
def test_every_row_and_list_has_a_name_of_its_own(model):
    assert model.__str__ is not Model.__str__
    assert "nsi" not in model._meta.verbose_name_plural.split()


# --- what is written down -----------------------------------------------------------------------------------
def test_a_changed_team_is_in_the_log_the_audit_and_the_history(admin_client, administrator):
    team = TeamFactory()
    form = {
        "name": "Renamed",
        "code": team.code,
        "region": team.region_id,
        "pdu": team.pdu_id,
        "memberships-TOTAL_FORMS": 0,
        "memberships-INITIAL_FORMS": 0,
    }

    response = admin_client.post(address(Team, "change", team.pk), form)

    assert response.status_code == 302
    assert team.history.get().name == team.name
    assert LogEntry.objects.get().user == administrator
    audited = AuditEntry.objects.get(act="admin-changed")
    assert (audited.record_key, audited.details) == (str(team.pk), {"fields": ["Name"]})


def test_giving_a_role_says_so_in_the_audit(admin_client):
    user = UserFactory()
    from core.models import Role

    form = {
        "username": user.username,
        "is_active": "on",
        "role_holdings-TOTAL_FORMS": 1,
        "role_holdings-INITIAL_FORMS": 0,
        "role_holdings-0-role": Role.objects.get(code="PP").pk,
        "role_holdings-0-order": 1,
    }

    response = admin_client.post(address(User, "change", user.pk), form)

    assert response.status_code == 302
    assert RoleHolding.objects.get(user=user).role.code == "PP"
    assert "role holding: added" in AuditEntry.objects.get(act="admin-changed").details["fields"]


def test_an_account_is_added_with_a_password_of_the_rules(admin_client):
    weak = {"username": "ana", "usable_password": "true", "password1": "short", "password2": "short"}
    refused = admin_client.post(address(User, "add"), weak | no_roles())
    good = weak | {"password1": "three sober otters", "password2": "three sober otters"}
    added = admin_client.post(address(User, "add"), good | no_roles())

    assert (refused.status_code, added.status_code) == (200, 302)
    assert User.objects.get(username="ana").check_password("three sober otters")


@pytest.mark.parametrize("typed", ["PRACTITIONER", "<practitioner>", " Practitioner.\u00a0"])
def test_an_account_is_chosen_by_its_user_name_however_it_is_typed(admin_client, typed):
    user, staff = UserFactory(username="practitioner"), StaffFactory()
    page = admin_client.get(address(Staff, "change", staff.pk)).context["adminform"].form
    values = {name: page[name].value() or "" for name in page.fields}
    forms = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}

    answer = admin_client.post(address(Staff, "change", staff.pk), values | forms | {"user": typed})

    assert answer.status_code == 302, answer.context["errors"]
    staff.refresh_from_db()
    assert staff.user == user


def test_no_account_is_added_that_another_has_in_capitals(admin_client):
    UserFactory(username="ana")
    good = {"usable_password": "true", "password1": "three sober otters", "password2": "three sober otters"}

    for typed in ("ANA", "<Ana>."):
        refused = admin_client.post(address(User, "add"), good | no_roles() | {"username": typed})

        assert refused.status_code == 200
        assert "already exists" in refused.text
    assert User.objects.filter(username__iexact="ana").count() == 1


def no_roles():
    return {"role_holdings-TOTAL_FORMS": 0, "role_holdings-INITIAL_FORMS": 0}


# --- policy -------------------------------------------------------------------------------------------------
def test_a_switch_has_a_control_of_its_kind_and_an_empty_one_is_the_default(admin_client, switch):
    row = PolicySetting.objects.create(code=switch.code, value=None)
    change = address(PolicySetting, "change", row.pk)

    assert "Default: Off" in admin_client.get(change).content.decode()
    admin_client.post(change, {"value": "True"})
    assert policy.value(switch.code) is True

    admin_client.post(change, {"value": ""})
    assert policy.value(switch.code) is False


# --- reading ------------------------------------------------------------------------------------------------
def test_the_audit_and_the_outbox_are_read_and_never_written(admin_client):
    for row in (AuditEntryFactory(), OutboxRowFactory()):
        assert admin_client.get(address(type(row), "change", row.pk)).status_code == 200
        assert admin_client.post(address(type(row), "change", row.pk), {}).status_code == 403
        assert admin_client.get(address(type(row), "add")).status_code == 403


def test_searching_the_audit_is_audited(admin_client):
    admin_client.get(address(AuditEntry, "changelist"), {"q": "X000001", "outcome": ["viewed", "refused"]})

    asked = {"q": "X000001", "outcome": "viewed, refused"}
    assert AuditEntry.objects.get(act="audit-searched").details == {"criteria": asked}


def test_every_look_at_the_audit_is_audited(admin_client, administrator):
    entry = AuditEntryFactory(crn="X000001")

    admin_client.get(address(AuditEntry, "changelist"))
    admin_client.get(address(AuditEntry, "change", entry.pk))
    admin_client.get(address(AuditEntry, "history", entry.pk))

    rows = AuditEntry.objects.filter(act="audit-read").order_by("pk")
    assert [(row.by_id, row.record_key, row.crn) for row in rows] == [
        (administrator.pk, "", ""),
        *[(administrator.pk, str(entry.pk), "X000001")] * 2,
    ]


def test_administrators_see_who_searched_and_not_for_what(admin_client):
    for details in ({"criteria": {"last_name": "Quillfeather"}}, {"words": "Quillfeather", "count": 3}):
        entry = AuditEntryFactory(act="people-searched", details=details)

        page = admin_client.get(address(AuditEntry, "change", entry.pk)).content.decode()

        assert "people-searched" in page
        assert "Quillfeather" not in page
    assert "count" in page


def test_signing_out_there_signs_out_here(admin_client):
    response = admin_client.post(reverse("admin:logout"))

    assert response.url == reverse("core:signed-out")
    assert "_auth_user_id" not in admin_client.session


def test_a_suppliers_user_is_found_by_role_and_supplier(admin_client):
    user = UserFactory(supplier_manager=True)
    role = user.roles.get()

    page = admin_client.get(
        address(User, "changelist"),
        {"roles__id__exact": role.pk, "supplier__id__exact": user.supplier_id, "q": user.username},
    )

    assert page.context["cl"].result_count == 1


def test_a_taken_role_ends_what_the_user_may_do(admin_client, client_of):
    user = UserFactory(administrator=True)
    theirs = client_of(user)
    assert theirs.get("/admin/").status_code == 200
    holding = user.role_holdings.get()
    form = {
        "username": user.username,
        "is_active": "on",
        "role_holdings-TOTAL_FORMS": 1,
        "role_holdings-INITIAL_FORMS": 1,
        "role_holdings-0-id": holding.pk,
        "role_holdings-0-user": user.pk,
        "role_holdings-0-role": holding.role_id,
        "role_holdings-0-order": 1,
        "role_holdings-0-DELETE": "on",
    }

    admin_client.post(address(User, "change", user.pk), form)

    assert theirs.get("/admin/", follow=True).status_code == 403


# --- sent twice ---------------------------------------------------------------------------------------------
def token_of(client, page):
    return re.search(r'name="form_token" value="([^"]+)"', client.get(page).text)[1]


def holiday(token, **more):
    return {"form_token": token, "on": "2031-05-05", "words": "Early May", **more}


def test_a_row_added_is_not_added_again_by_a_double_click_or_from_a_page_opened_anew(admin_client):
    add = address(BankHoliday, "add")
    sent = holiday(token_of(admin_client, add))
    first = admin_client.post(add, sent)

    doubled = admin_client.post(add, sent)
    again = admin_client.post(add, holiday(token_of(admin_client, add)), follow=True)

    assert (first.status_code, doubled.url) == (302, first.url)
    assert "You saved exactly this on" in again.content.decode()
    assert "already exists" not in again.content.decode()
    assert BankHoliday.objects.filter(on=date(2031, 5, 5)).count() == 1
    assert AuditEntry.objects.filter(act="admin-added").count() == 1


def test_a_page_with_errors_may_be_sent_again_under_its_token(admin_client):
    add = address(BankHoliday, "add")
    token = token_of(admin_client, add)

    refused = admin_client.post(add, holiday(token, on="no date"))
    saved = admin_client.post(add, holiday(token))

    assert (refused.status_code, saved.status_code) == (200, 302)
    assert BankHoliday.objects.filter(on=date(2031, 5, 5)).count() == 1


def test_a_changed_row_may_be_changed_back(admin_client):
    row = BankHoliday.objects.create(on=date(2031, 5, 5), words="Early May")
    change = address(BankHoliday, "change", row.pk)

    for words in ("May Day", "Early May", "May Day"):
        admin_client.post(change, {"form_token": token_of(admin_client, change), "words": words})

    row.refresh_from_db()
    assert row.words == "May Day"


# --- as on our own screens ----------------------------------------------------------------------------------
def test_the_audit_says_acts_in_words_and_times_as_elsewhere(admin_client):
    at = datetime(2026, 3, 2, 10, 15, tzinfo=UTC)
    entry = AuditEntryFactory(act="role-given", at=at, record_kind="core.user", record_key="7")

    listed = read_page(admin_client, reverse("admin:core_auditentry_changelist"))
    opened = read_page(admin_client, reverse("admin:core_auditentry_change", args=[entry.pk]))

    for page in (listed, opened):
        assert "Role given" in page
        assert "2 March 2026 at 10:15am" in page
        assert "User 7" in page


def test_the_audit_is_searched_by_the_words_of_an_act(admin_client):
    AuditEntryFactory(act="role-given", by_name="sam.found")
    AuditEntryFactory(act="signed-in", by_name="kim.missed")

    page = read_page(admin_client, reverse("admin:core_auditentry_changelist"), q="role giv")

    assert "sam.found" in page
    assert "kim.missed" not in page


def test_the_lists_stand_under_the_names_of_our_apps_in_their_order(admin_client):
    page = admin_client.get(reverse("admin:index"))

    labels = [app["app_label"] for app in page.context["app_list"]]
    assert labels[:4] == ["core", "cases", "risk", "referrals"]
    assert "admin" not in labels
    assert "Probation case record" in page.text

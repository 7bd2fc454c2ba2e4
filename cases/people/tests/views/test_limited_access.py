"""Limiting access to a record, and ending it."""

from datetime import timedelta

import pytest

from cases.models import LimitedAccess, LimitedAccessReason
from cases.tests.factories import LimitedAccessFactory, PersonFactory
from core import clock
from core.models import AuditEntry
from core.tests.seen import words

pytestmark = pytest.mark.django_db


@pytest.fixture
def alex():
    return PersonFactory(first_name="Alex", surname="River")


def limit(client, person, **fields):
    return client.post(f"/case/{person.crn}/record/access/add", {"message": "", "reason": "", **fields})


def test_adding_an_exclusion_warns_first_and_then_keeps_the_person_out(
    data_quality_client, alex, practitioner
):
    fields = {"kind": "EXCLUSION", "users": practitioner.username, "message": "Ask Jo Smith"}

    warned = limit(data_quality_client, alex, **fields)
    assert warned.status_code == 400
    assert "Confirm that access to this record is to be limited" in words(warned)
    assert practitioner.username in words(warned)
    assert not LimitedAccess.objects.exists()
    done = limit(data_quality_client, alex, **fields, confirm="CONFIRM_LIMITED_ACCESS")

    assert done.url == f"/case/{alex.crn}/record/access"
    entry = LimitedAccess.objects.get()
    assert (entry.user, entry.kind, entry.message) == (practitioner, "EXCLUSION", "Ask Jo Smith")
    audited = AuditEntry.objects.get(act="access-limited")
    assert audited.crn == alex.crn
    assert audited.details["user"] == practitioner.username


@pytest.mark.parametrize(
    "pasted", ["<{}>", "“{}”,", "{}.", "Ashdown, Jo <{}>; ", "\u200b{}\u00a0", "Jo Ashdown <{}>\r\n"]
)
def test_a_user_is_named_as_a_mail_program_copies_them(data_quality_client, alex, practitioner, pasted):
    for name in (practitioner.username.upper(), practitioner.email):
        warned = limit(data_quality_client, alex, kind="EXCLUSION", users=pasted.format(name))

        assert "Confirm that access to this record is to be limited" in words(warned)

    refused = limit(data_quality_client, alex, kind="EXCLUSION", users="Jo <nobody.at.all>")
    assert "nobody signs in as nobody.at.all" in words(refused)


def test_a_reason_for_the_other_kind_is_refused_beside_its_field(data_quality_client, alex, practitioner):
    reason = LimitedAccessReason.objects.filter(kind="RESTRICTION").first()
    fields = {"users": practitioner.username, "reason": reason.pk, "confirm": "CONFIRM_LIMITED_ACCESS"}

    refused = limit(data_quality_client, alex, kind="EXCLUSION", **fields)

    assert refused.status_code == 400
    assert f"{reason.words} (restriction)" in words(refused)
    assert refused.context["form"].errors == {"reason": ["Select a reason that is for an exclusion"]}
    assert not LimitedAccess.objects.exists()


def test_the_excluded_user_reads_the_message_and_the_attempt_is_kept(practitioner_client, practitioner, alex):
    LimitedAccessFactory(person=alex, user=practitioner, message="Ask {Jo} Smith")

    refused = practitioner_client.get(f"/case/{alex.crn}/record/access")
    opened = practitioner_client.get(f"/case/{alex.crn}/")

    assert refused.status_code == opened.status_code == 403
    assert "Ask {Jo} Smith" in words(opened)
    assert "River" not in words(opened)


def test_a_restriction_that_leaves_out_whoever_adds_it_says_so(data_quality_client, alex, practitioner):
    fields = {"kind": "RESTRICTION", "users": practitioner.username}

    warned = limit(data_quality_client, alex, **fields, confirm="CONFIRM_LIMITED_ACCESS")
    assert "You are not on the list" in words(warned)
    done = limit(data_quality_client, alex, **fields, confirm="LOCKS_YOU_OUT")

    assert done.url == f"/case/{alex.crn}/record/access"
    assert data_quality_client.get(f"/case/{alex.crn}/").status_code == 403


def test_who_maintains_a_restriction_that_leaves_them_out_sees_the_crn_alone_and_may_end_it(
    data_quality_client, alex, practitioner
):
    entry = LimitedAccessFactory(person=alex, user=practitioner, restriction=True)
    address = f"/case/{alex.crn}/record/access"

    listed = data_quality_client.get(address)
    asked = data_quality_client.get(f"{address}/{entry.pk}/end")
    today = clock.today()
    fields = {"ends_on": f"{today:%d/%m/%Y}"}
    warned = data_quality_client.post(f"{address}/{entry.pk}/end", fields)
    done = data_quality_client.post(f"{address}/{entry.pk}/end", {**fields, "confirm": "OPENS_TO_ALL"})

    assert "everybody who is not excluded will be able to open this record" in words(warned)
    for page in (listed, asked, warned):
        assert alex.crn in words(page)
        assert "River" not in words(page)
        assert "Alex" not in words(page)
    assert done.url == address
    entry.refresh_from_db()
    assert entry.ended_at is not None
    assert AuditEntry.objects.filter(act="cases:limited-access", crn=alex.crn).exists()


def test_ending_ones_own_entry_of_a_restriction_warns_and_leads_where_one_may_go(
    data_quality_client, data_quality, alex, practitioner
):
    LimitedAccessFactory(person=alex, user=practitioner, restriction=True)
    own = LimitedAccessFactory(person=alex, user=data_quality, restriction=True)
    address, fields = f"/case/{alex.crn}/record/access/{own.pk}/end", {"ends_on": f"{clock.today():%d/%m/%Y}"}

    warned = words(data_quality_client.post(address, fields))
    done = data_quality_client.post(address, {**fields, "confirm": "LOCKS_YOU_OUT"}, follow=True)

    assert "You will no longer be able to open this record" in warned
    assert done.status_code == 200
    assert done.redirect_chain
    assert "River" not in words(done)


def test_an_excluded_maintainer_and_anybody_without_the_task_are_kept_out(
    data_quality_client, data_quality, senior_client, alex, practitioner
):
    LimitedAccessFactory(person=alex, user=practitioner, restriction=True)

    assert senior_client.get(f"/case/{alex.crn}/record/access").status_code == 403
    LimitedAccessFactory(person=alex, user=data_quality)

    assert data_quality_client.get(f"/case/{alex.crn}/record/access").status_code == 403


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"users": "somebody"}, "Select how access is limited"),
        ({"kind": "RESTRICTION"}, "Enter at least one user name"),
        ({"kind": "EXCLUSION", "users": "nobody.atall"}, "nobody signs in as nobody.atall"),
    ],
)
def test_what_is_missing_or_unknown_is_said(data_quality_client, alex, fields, error):
    response = limit(data_quality_client, alex, **fields)

    assert response.status_code == 400
    assert error in words(response)


def test_a_user_is_not_named_twice(data_quality_client, alex, practitioner):
    LimitedAccessFactory(person=alex, user=practitioner)

    response = limit(data_quality_client, alex, kind="EXCLUSION", users=practitioner.username)

    assert response.status_code == 400
    assert "not on the list already" in words(response)
    assert LimitedAccess.objects.count() == 1


def test_an_entry_is_ended_today_or_later_and_stays_on_the_page(
    data_quality_client, alex, practitioner, frozen_day
):
    entry = LimitedAccessFactory(person=alex, user=practitioner)
    address = f"/case/{alex.crn}/record/access/{entry.pk}/end"

    assert "today or in the future" in words(data_quality_client.post(address, {"ends_on": "1/3/2026"}))
    assert "is no longer kept out" in words(data_quality_client.post(address, {"ends_on": "2/3/2026"}))
    data_quality_client.post(address, {"ends_on": "2/3/2026", "confirm": "CONFIRM_END_OF_LIMIT"})

    entry.refresh_from_db()
    assert entry.ended_at == frozen_day.at
    assert data_quality_client.get(address).status_code == 404
    frozen_day.move_to(frozen_day.today + timedelta(days=1))
    page = words(data_quality_client.get(f"/case/{alex.crn}/record/access"))
    assert "Access to this record is not limited" in page
    assert practitioner.name in page
    assert AuditEntry.objects.filter(act="access-limit-ended", crn=alex.crn).exists()


def test_seniors_see_the_list_but_only_data_quality_changes_it(senior_client, practitioner_client, alex):
    entry = LimitedAccessFactory(person=alex)
    address = f"/case/{alex.crn}/record/access"

    page = words(senior_client.get(address))
    assert entry.user.name in page
    assert f"{address}/add" not in page
    assert senior_client.get(f"{address}/add").status_code == 403
    assert senior_client.post(f"{address}/{entry.pk}/end").status_code == 403
    assert practitioner_client.get(address).status_code == 403

"""No route of the API reveals people whom the caller may not know, and every attempt is audited."""

import re

import pytest
from django.core.cache import cache
from django.urls import get_resolver

from cases.models import Person
from cases.tests.factories import LimitedAccessFactory
from core import clock
from core.models import AuditEntry
from core.tests.factories import UserFactory
from referrals.models import CaseNote, SharedRisk
from referrals.queries.api_clients import PROBATION, PROVIDER, READ_ALL
from referrals.tests.api.conftest import caller
from referrals.tests.factories import (
    AssessmentAppointmentFactory,
    CaseNoteFactory,
    a_caseworker,
    an_api_client,
)

pytestmark = pytest.mark.django_db
LIST = "/api/v1/sent-referrals/summaries"
_, API = get_resolver().namespace_dict["api"]
ROUTES = {entry.name: entry for entry in API.url_patterns if not entry.callback.cls.personless}
#: Name of a route -> the id in its address, where that is not the referral's.
OTHER_IDS = {
    "schedule-appointment": lambda sent: sent.supplier_assessment.uuid,
    "case-note": lambda sent: CaseNote.objects.filter(referral=sent).earliest("pk").uuid,
    "supplementary-risk": lambda sent: SharedRisk.objects.get(referral=sent).uuid,
}


@pytest.fixture
def full(sent):
    """A referral with a record behind every route."""
    CaseNoteFactory(referral=sent)
    AssessmentAppointmentFactory(assessment=sent.supplier_assessment)
    return sent


@pytest.fixture
def caseworker(contract):
    return a_caseworker(contract, username="sam.carter")


@pytest.fixture
def named_api(contract, caseworker):
    """The supplier's system, acting for its caseworker."""
    return caller(an_api_client(contract, may_act_for_users=True), username=caseworker.username)


@pytest.fixture
def practitioner_(sent):
    """Who made the referral, so that it is in their list."""
    return sent.sent_by


@pytest.fixture
def probation_api(practitioner_):
    """A system of probation, acting for a practitioner."""
    client = an_api_client(role=PROBATION, name="Case tool", may_act_for_users=True)
    return caller(client, username=practitioner_.username)


def secrets_of(sent):
    person = sent.person
    return [person.surname, person.first_name, person.crn, sent.reference, person.born_on.isoformat()]


def everything_in(answer):
    return "\n".join(f"{name}: {value}" for name, value in answer.headers.items()) + answer.content.decode()


def asks_of(api, sent, *, role=PROVIDER):
    """(name, what was tried, answer) for each route and method of a role."""
    for name, entry in ROUTES.items():
        view = entry.callback.cls
        if name == "sent-referrals" or role not in view.roles:
            continue
        address = "/api/v1/" + str(entry.pattern)
        address = address.replace("<id:id>", str(OTHER_IDS.get(name, lambda row: row.uuid)(sent)))
        attempts = sent.supplier_assessment.appointments.values_list("uuid", flat=True)
        address = address.replace("<id:appointment_id>", str(attempts.first()))
        assert "<" not in address, f"nobody told this test what stands in {address}"
        body = (
            {"referralId": str(sent.uuid), "subject": "Hello", "body": "A word."}
            if name == "case-note-add"
            else {}
        )
        for method in ("get", "head", "post", "put", "patch", "delete"):
            if hasattr(view, "get" if method == "head" else method):
                ask = getattr(api, method)
                yield name, f"{method} {address}", ask(address, body, format="json") if body else ask(address)


def refusals(name, sent, by):
    rows = AuditEntry.objects.filter(act=f"api:{name}", outcome="refused", crn=sent.person.crn)
    return rows.filter(by_id=by.pk, by_name=by.username)


def assert_refused(api, sent, *, status, by, role=PROVIDER):
    """Asserts that every route refuses, reveals nothing, and audits each attempt once."""
    before = {name: refusals(name, sent, by).count() for name in ROUTES}
    for name, what, answer in asks_of(api, sent, role=role):
        cache.clear()
        before[name] += 1
        assert answer.status_code == status, what
        text = everything_in(answer)
        assert [secret for secret in secrets_of(sent) if secret in text] == [], what
        assert "ETag" not in answer.headers, what
        assert refusals(name, sent, by).count() == before[name], what


def assert_in_no_list(api, sent, others=0):
    for query in (
        "",
        f"?search={sent.person.surname}",
        f"?search={sent.person.crn}",
        f"?search={sent.reference}",
        "?unassigned=true",
        "?sort=serviceuserlastname,asc",
        "?size=1",
    ):
        answer = api.get(LIST + query)
        assert answer.status_code == 200, query
        text = re.sub(r'"(next|prev)": ?"[^"]*"', "", everything_in(answer))
        assert [secret for secret in secrets_of(sent) if secret in text] == [], query
        assert answer.json()["totalElements"] == others, query


def shut(person, user, kind="EXCLUSION"):
    LimitedAccessFactory(person=person, user=user, kind=kind, message="Ask {Jo} Smith")


def test_each_route_is_tried_by_a_role_that_may_use_it():
    assert len(ROUTES) >= 15
    for entry in ROUTES.values():
        assert {PROVIDER, PROBATION} & set(entry.callback.cls.roles), entry.name


def test_a_client_acting_for_an_excluded_user_finds_no_referral_at_all(named_api, full, caseworker):
    assert named_api.get(LIST).json()["totalElements"] == 1
    shut(full.person, caseworker)

    assert_refused(named_api, full, status=404, by=caseworker)
    assert_in_no_list(named_api, full)
    rows = AuditEntry.objects.filter(outcome="refused", crn=full.person.crn)
    assert set(rows.values_list("for_name", flat=True)) == {"client Harbour case system"}


def test_a_client_whose_own_account_is_excluded_finds_nothing(supplier_api, full):
    account = supplier_api.registered.account
    shut(full.person, account)

    assert_refused(supplier_api, full, status=404, by=account)
    assert_in_no_list(supplier_api, full)


@pytest.mark.parametrize("kind", ["EXCLUSION", "RESTRICTION"])
def test_a_limit_on_others_leaves_the_referral_to_the_supplier_it_was_sent_to(supplier_api, full, kind):
    shut(full.person, UserFactory(practitioner=True), kind)

    read = [answer for _, what, answer in asks_of(supplier_api, full) if what.startswith("get")]

    assert {answer.status_code for answer in read} == {200}
    assert supplier_api.get(LIST).json()["totalElements"] == 1


@pytest.mark.parametrize("kind", ["EXCLUSION", "RESTRICTION"])
def test_a_client_acting_for_a_practitioner_sees_with_their_eyes(probation_api, full, practitioner_, kind):
    assert probation_api.get(LIST).json()["totalElements"] == 1
    shut(full.person, practitioner_ if kind == "EXCLUSION" else UserFactory(practitioner=True), kind)

    assert_refused(probation_api, full, status=403, by=practitioner_, role=PROBATION)
    body = probation_api.get(f"/api/v1/sent-referral/{full.uuid}").json()

    assert body["userMessage"] == "Ask {Jo} Smith"
    assert_in_no_list(probation_api, full)


@pytest.mark.parametrize("kind", ["EXCLUSION", "RESTRICTION"])
def test_a_client_that_reads_all_is_refused_people_under_limited_access(read_all_api, full, kind):
    shut(full.person, UserFactory(practitioner=True), kind)
    by = read_all_api.registered.account

    assert_refused(read_all_api, full, status=403, by=by, role=READ_ALL)
    assert read_all_api.get(LIST).status_code == 403


def test_a_client_of_probation_without_a_user_reads_nothing_about_people(full):
    api = caller(an_api_client(role=PROBATION, name="Case tool"))

    for _, what, answer in asks_of(api, full, role=PROBATION):
        assert answer.status_code == 403, what
        assert [secret for secret in secrets_of(full) if secret in everything_in(answer)] == [], what
    assert api.get(LIST).status_code == 403


@pytest.mark.parametrize("trait", ["practice", "removed"])
def test_practice_and_removed_people_are_on_no_route_for_anybody(
    supplier_api, named_api, probation_api, read_all_api, full, caseworker, practitioner_, trait
):
    gone = {"practice_learner": UserFactory(practitioner=True)}
    if trait == "removed":
        gone = {"removed_at": clock.now(), "removed_by": UserFactory(), "removed_because": "By mistake"}
    Person.objects.filter(pk=full.person_id).update(**gone)

    assert_refused(supplier_api, full, status=404, by=supplier_api.registered.account)
    assert_refused(named_api, full, status=404, by=caseworker)
    assert_refused(probation_api, full, status=404, by=practitioner_, role=PROBATION)
    assert_refused(read_all_api, full, status=404, by=read_all_api.registered.account, role=READ_ALL)
    for api in (supplier_api, named_api, probation_api):
        assert_in_no_list(api, full)


# --- what the caller got before the exclusion -------------------------------------------------------------
def test_a_tag_held_from_before_is_no_way_to_ask_whether_anything_changed(named_api, full, caseworker):
    address = f"/api/v1/sent-referral/{full.uuid}"
    tag = named_api.get(address)["ETag"]
    assert named_api.get(address, HTTP_IF_NONE_MATCH=tag).status_code == 304
    shut(full.person, caseworker)

    answer = named_api.get(address, HTTP_IF_NONE_MATCH=tag)

    assert (answer.status_code, "ETag" in answer.headers) == (404, False)


def test_an_answer_kept_under_a_key_is_not_given_again_after_the_exclusion(named_api, full, caseworker):
    note = {"referralId": str(full.uuid), "subject": "Hello", "body": f"Met {full.person.surname}"}
    assign = {"assignedTo": {"username": caseworker.username}}

    def send():
        key = {"HTTP_IDEMPOTENCY_KEY": "first-key"}
        other = {"HTTP_IDEMPOTENCY_KEY": "second-key"}
        yield named_api.post("/api/v1/case-note", note, format="json", **key)
        yield named_api.post(f"/api/v1/sent-referral/{full.uuid}/assign", assign, format="json", **other)

    assert [answer.status_code for answer in send()] == [200, 200]
    assert [answer.status_code for answer in send()] == [200, 200]
    shut(full.person, caseworker)

    for answer in send():
        assert answer.status_code == 404
        assert [secret for secret in secrets_of(full) if secret in everything_in(answer)] == []
    assert AuditEntry.objects.filter(outcome="refused", crn=full.person.crn).count() == 2


def test_a_broken_body_is_not_read_before_the_referral_is_in_sight(named_api, full, caseworker):
    shut(full.person, caseworker)
    address = f"/api/v1/referral/{full.uuid}/supplier-assessment"

    assert named_api.post(address, {"durationInMinutes": -1}, format="json").status_code == 404
    assert refusals("book-assessment", full, caseworker).count() == 1

"""A service provider sees the referrals for which it holds both keys, and no others. Refusals are audited."""

import pytest

from cases.tests.factories import LimitedAccessFactory, PersonFactory
from core.access import Refused
from core.models import AuditEntry
from core.tests.factories import SupplierFactory, UserFactory
from referrals.access import referrals_in_scope, visible_to
from referrals.models import ContractGrant
from referrals.tests.factories import (
    ContractFactory,
    ContractGrantFactory,
    a_caseworker,
    a_draft,
    a_practitioner,
    a_sent_referral,
)

pytestmark = pytest.mark.django_db


def seen_by(user):
    return list(referrals_in_scope(user).order_by("pk"))


def test_the_prime_provider_sees_referrals_on_its_contract():
    referral = a_sent_referral()

    assert seen_by(a_caseworker(referral.contract)) == [referral]


def test_a_subcontractor_sees_the_contract_it_works_on_and_no_other():
    referral, other = a_sent_referral(), a_sent_referral()
    subcontractor = SupplierFactory()
    referral.contract.subcontractors.add(subcontractor)

    assert seen_by(a_caseworker(referral.contract, supplier=subcontractor)) == [referral]
    assert other not in seen_by(a_caseworker(referral.contract, supplier=subcontractor))


def test_two_staff_of_one_provider_may_see_different_contracts():
    supplier = SupplierFactory()
    one, two = ContractFactory(prime=supplier), ContractFactory(prime=supplier)
    first, second = a_sent_referral(contract=one), a_sent_referral(contract=two)

    assert seen_by(a_caseworker(one)) == [first]
    assert seen_by(a_caseworker(two)) == [second]


def test_a_draft_is_nobodys_at_a_provider():
    draft = a_draft()
    sent = a_sent_referral(contract=draft.contract)

    assert seen_by(a_caseworker(draft.contract)) == [sent]


@pytest.mark.parametrize(
    ("user", "problem"),
    [
        (lambda: UserFactory(practitioner=True), "NOT_A_SUPPLIER"),
        (lambda: UserFactory(supplier_caseworker=True), "NO_CONTRACT_GROUP"),
        (
            lambda: (
                ContractGrantFactory(
                    user__supplier=SupplierFactory(valid_to="2020-01-01"), contract=ContractFactory()
                ).user
            ),
            "NO_SUPPLIER_GROUP",
        ),
        (
            lambda: (
                ContractGrantFactory(
                    user=UserFactory(supplier_caseworker=True), contract=ContractFactory()
                ).user
            ),
            "CONTRACT_NOT_THEIRS",
        ),
    ],
)
def test_an_account_with_a_wrong_key_sees_nothing_at_all(user, problem):
    with pytest.raises(Refused) as raised:
        referrals_in_scope(user())

    assert raised.value.decision.kind == f"account:{problem}"


def test_one_foreign_contract_refuses_the_whole_account():
    referral = a_sent_referral()
    user = a_caseworker(referral.contract)
    ContractGrant.objects.create(user=user, contract=ContractFactory())

    with pytest.raises(Refused) as raised:
        referrals_in_scope(user)

    assert raised.value.decision.kind == "account:CONTRACT_NOT_THEIRS"


def test_a_restriction_does_not_hide_what_was_sent_but_an_exclusion_by_name_does():
    referral = a_sent_referral()
    open_to, excluded = a_caseworker(referral.contract), a_caseworker(referral.contract)
    LimitedAccessFactory(person=referral.person, restriction=True)
    LimitedAccessFactory(person=referral.person, user=excluded)

    assert seen_by(open_to) == [referral]
    assert seen_by(excluded) == []


def test_an_exclusion_that_ended_hides_nothing():
    referral = a_sent_referral()
    user = a_caseworker(referral.contract)
    LimitedAccessFactory(person=referral.person, user=user, ended=True)

    assert seen_by(user) == [referral]


def test_practice_and_removed_people_are_in_no_providers_sight():
    referral = a_sent_referral()
    user = a_caseworker(referral.contract)
    assert seen_by(user) == [referral]
    referral.person.practice_learner = referral.sent_by
    referral.person.save()

    assert seen_by(user) == []


def test_practitioners_see_referrals_of_people_in_sight_and_only_their_own_drafts():
    sent, restricted, draft = a_sent_referral(), a_sent_referral(), a_draft()
    LimitedAccessFactory(person=restricted.person, restriction=True)

    assert list(visible_to(a_practitioner())) == [sent]
    assert set(visible_to(draft.created_by)) == {sent, draft}


# --- on the screens ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("page", ["", "assign", "assessment-appointment", "case-notes", "case-notes/add"])
def test_another_providers_referral_is_not_found_and_the_attempt_is_written_down(client_of, page):
    theirs, mine = a_sent_referral(), a_sent_referral()
    client = client_of(a_caseworker(mine.contract))

    answers = [
        client.get(f"/supplier/referrals/{theirs.reference}/{page}"),
        client.post(f"/supplier/referrals/{theirs.reference}/{page}", {}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert client.get(f"/supplier/referrals/{mine.reference}/{page}").status_code == 200
    refused = AuditEntry.objects.filter(outcome="refused")
    assert [entry.details["reference"] for entry in refused] == [theirs.reference] * 2


def test_an_unknown_reference_looks_the_same_as_one_out_of_scope(client_of):
    mine = a_sent_referral()
    client = client_of(a_caseworker(mine.contract))

    assert client.get(f"/supplier/referrals/{mine.reference}/").status_code == 200
    assert client.get("/supplier/referrals/ZZ9999ZZ/").status_code == 404


def test_a_refused_account_is_told_why(client_of):
    client = client_of(UserFactory(supplier_caseworker=True))

    response = client.get("/supplier/referrals")

    assert response.status_code == 403
    assert "no contract that is still in use" in response.content.decode()


@pytest.mark.parametrize("page", ["", "progress", "case-notes", "case-notes/add", "changes"])
def test_a_provider_opens_no_page_of_the_practitioners(client_of, page):
    referral = a_sent_referral()

    client = client_of(a_caseworker(referral.contract))

    assert client.get(f"/referrals/{referral.reference}/{page}").status_code == 403


@pytest.mark.parametrize("page", ["", "progress", "case-notes", "case-notes/add", "changes"])
def test_a_restricted_persons_referral_says_why_to_a_practitioner(client_of, page):
    referral = a_sent_referral()
    LimitedAccessFactory(person=referral.person, restriction=True, message="Ask the manager")

    response = client_of(a_practitioner()).get(f"/referrals/{referral.reference}/{page}")

    assert response.status_code == 403
    assert "Ask the manager" in response.content.decode()
    assert referral.person.surname not in response.content.decode()


def test_the_list_keeps_only_the_crn_of_a_restricted_person(client_of):
    by = a_practitioner()
    referral = a_sent_referral(by=by, person=None)
    person = referral.person
    person.surname = "Unmistakable"
    person.save()
    LimitedAccessFactory(person=person, user=by)

    shown = client_of(by).get("/referrals").content.decode()

    assert person.crn in shown
    assert "Unmistakable" not in shown
    assert referral.reference not in shown


def test_a_removed_persons_referral_is_not_found(client_of):
    referral, client = a_sent_referral(), client_of(a_practitioner())
    assert client.get(f"/referrals/{referral.reference}/").status_code == 200
    PersonFactory._meta.model.objects.filter(pk=referral.person_id).update(
        removed_at=referral.sent_at, removed_because="Twice"
    )

    assert client.get(f"/referrals/{referral.reference}/").status_code == 404

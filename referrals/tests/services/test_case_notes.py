"""A case note is stored with the referral and in the contact log."""

import pytest

from cases.models import Contact
from core import clock
from core.errors import RuleBroken, RulesBroken
from core.models import OutboxRow
from referrals.codes import Side
from referrals.models import CaseNote
from referrals.services.case_notes import add_case_note
from referrals.tests.factories import a_caseworker, a_draft, a_sent_referral

pytestmark = pytest.mark.django_db


def test_a_suppliers_note_is_information_from_outside():
    referral = a_sent_referral()
    by = a_caseworker(referral.contract)

    add_case_note(
        referral.pk,
        subject="New address",
        body="Moved to her sister's",
        side=Side.SUPPLIER,
        email_practitioner=False,
        by=by,
        at=clock.now(),
    )

    contact = Contact.objects.get(type__code="CIEA")
    assert (contact.description, contact.notes.get().text) == ("New address", "Moved to her sister's")
    assert contact.nsi == referral.nsi
    assert not CaseNote.objects.get().email_practitioner
    assert OutboxRow.objects.filter(kind="referrals.CaseNoteAdded").count() == 1


def test_a_practitioners_note_is_information_to_outside():
    referral = a_sent_referral()

    add_case_note(
        referral.pk,
        subject="Cover",
        body="Kim covers",
        side=Side.PROBATION,
        by=referral.sent_by,
        at=clock.now(),
    )

    assert Contact.objects.filter(type__code="CIEB").count() == 1


def test_an_empty_note_is_refused_and_nothing_is_written():
    referral = a_sent_referral()

    with pytest.raises(RulesBroken) as raised:
        add_case_note(
            referral.pk, subject=" ", body="", side=Side.SUPPLIER, by=referral.sent_by, at=clock.now()
        )

    assert {rule.field for rule in raised.value.all} == {"subject", "body", "email_practitioner"}
    assert not CaseNote.objects.exists()
    assert not Contact.objects.filter(type__code="CIEA").exists()


def test_a_draft_takes_no_notes():
    draft = a_draft()

    with pytest.raises(RuleBroken, match="NOT_POSSIBLE_NOW"):
        add_case_note(
            draft.pk, subject="A", body="B", side=Side.PROBATION, by=draft.created_by, at=clock.now()
        )

    assert not CaseNote.objects.exists()
    assert not Contact.objects.exists()

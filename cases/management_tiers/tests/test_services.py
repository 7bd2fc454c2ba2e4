"""Changing the management tier of one person and of many."""

import pghistory
import pytest

from cases.management_tiers.services import TierChange, change_tiers
from cases.models import Contact, ManagementTier
from cases.tests.factories import PersonFactory
from core import clock
from core.reasons import Reason

pytestmark = pytest.mark.django_db
BECAUSE = Reason("Tier {tier}: worked out", tier="B2")


def change_tier(person, code, because=BECAUSE, cause=None):
    change = TierChange(person_id=person.pk, code=code, because=because, cause=cause)
    change_tiers([change], by=None, at=clock.now())


def test_a_change_closes_the_old_row_opens_the_new_and_enters_the_contact():
    person = PersonFactory(allocated=True)
    change_tier(person, "C1", Reason("Tier C1"))

    change_tier(person, "B2", cause=Reason("RoSH is now high"))

    old, new = ManagementTier.objects.filter(person=person).order_by("pk")
    assert (old.code, old.ended_at == new.began_at) == ("C1", True)
    assert (new.code, new.ended_at, new.reason.code) == ("B2", None, "ATS")
    person.refresh_from_db()
    assert person.tier_code == "B2"
    contact = Contact.objects.filter(person=person).latest("pk")
    assert (contact.type.code, contact.description) == ("ETCH20", "Tier B2: worked out. RoSH is now high")


def test_the_tier_somebody_has_already_is_left_alone():
    person = PersonFactory(allocated=True)
    change_tier(person, "B2")

    change_tier(person, "B2")

    assert ManagementTier.objects.filter(person=person).count() == 1
    assert Contact.objects.filter(person=person).count() == 1


def test_many_tiers_cost_no_more_queries_than_a_few(django_assert_num_queries):
    people = [PersonFactory(allocated=True) for _ in range(12)]

    with django_assert_num_queries(2):  # the tiers, the contacts
        changed = change_tiers(
            [TierChange(person_id=person.pk, code="D1", because=BECAUSE) for person in people],
            by=None,
            at=clock.now(),
        )

    assert changed == len(people)
    assert ManagementTier.objects.filter(ended_at=None, code="D1").count() == len(people)


def test_the_history_of_a_tier_knows_who_changed_it():
    person = PersonFactory(allocated=True)
    change_tier(person, "C1")

    with pghistory.context(user=7):
        change_tier(person, "B2")

    [kept] = person.history.filter(tier_code="C1")
    assert kept.pgh_context.metadata["user"] == 7

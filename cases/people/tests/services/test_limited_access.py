"""Limiting access to a record and ending it: what is written, what must be confirmed, what is refused."""

from datetime import timedelta

import pytest

from cases.codes import LimitedAccessKind
from cases.models import LimitedAccess
from cases.people.services.limited_access import end_limit, limit_access
from cases.tests.factories import LimitedAccessFactory
from core.errors import NeedsConfirming, RuleBroken
from core.models import AuditEntry
from core.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def limit(person, users, act, *, kind=LimitedAccessKind.EXCLUSION, confirmed=("CONFIRM_LIMITED_ACCESS",)):
    return limit_access(
        person.pk, kind=kind, users=users, reason_id=None, message="", confirmed=confirmed, **act
    )


def end(entry, act, *, after=timedelta(), confirmed=()):
    ends_at = act["at"] + after
    return end_limit(entry.pk, person_id=entry.person_id, ends_at=ends_at, confirmed=confirmed, **act)


def test_each_user_has_an_entry_of_their_own_which_is_audited_with_who_decided(person, act, practitioner):
    users = [UserFactory(), UserFactory()]

    entries = limit(person, users, act)

    assert [(row.user, row.started_at, row.ended_at) for row in entries] == [
        (user, act["at"], None) for user in users
    ]
    audited = AuditEntry.objects.filter(act="access-limited", crn=person.crn)
    assert {row.details["user"] for row in audited} == {user.username for user in users}
    assert {row.details["staff"] for row in audited} == {practitioner.staff.code}


@pytest.mark.parametrize(
    ("kind", "names_self", "warning"),
    [
        (LimitedAccessKind.EXCLUSION, False, "CONFIRM_LIMITED_ACCESS"),
        (LimitedAccessKind.RESTRICTION, True, "CONFIRM_LIMITED_ACCESS"),
        (LimitedAccessKind.RESTRICTION, False, "LOCKS_YOU_OUT"),
    ],
)
def test_nothing_is_limited_until_its_own_warning_is_confirmed(
    person, act, practitioner, kind, names_self, warning
):
    users = [practitioner if names_self else UserFactory()]
    other = {"CONFIRM_LIMITED_ACCESS": "LOCKS_YOU_OUT", "LOCKS_YOU_OUT": "CONFIRM_LIMITED_ACCESS"}[warning]

    for confirmed in ((), (other,)):
        with pytest.raises(NeedsConfirming) as asked:
            limit(person, users, act, kind=kind, confirmed=confirmed)
        assert asked.value.codes == (warning,)
    assert not LimitedAccess.objects.exists()
    limit(person, users, act, kind=kind, confirmed=(warning,))

    assert LimitedAccess.objects.get().kind == kind.value


def test_a_user_who_is_named_already_refuses_all_of_them(person, act):
    named, other = UserFactory(), UserFactory()
    LimitedAccessFactory(person=person, user=named)

    with pytest.raises(RuleBroken) as refused:
        limit(person, [other, named], act)

    assert refused.value.code == "ALREADY_LISTED"
    assert LimitedAccess.objects.count() == 1


def test_an_entry_ends_now_or_later_but_never_before_now(person, act):
    later, past = LimitedAccessFactory(person=person), LimitedAccessFactory(person=person)

    end(later, act, after=timedelta(days=3), confirmed=("CONFIRM_END_OF_LIMIT",))
    end(past, act, after=-timedelta(days=3), confirmed=("CONFIRM_END_OF_LIMIT",))

    later.refresh_from_db()
    past.refresh_from_db()
    assert later.ended_at == act["at"] + timedelta(days=3)
    assert past.ended_at == act["at"]
    assert AuditEntry.objects.filter(act="access-limit-ended", crn=person.crn).count() == 2


@pytest.mark.parametrize(
    ("is_own", "others_named", "warning"),
    [(True, True, "LOCKS_YOU_OUT"), (True, False, "OPENS_TO_ALL"), (False, True, "CONFIRM_END_OF_LIMIT")],
)
def test_ending_a_restriction_says_what_follows_before_it_does(
    person, act, practitioner, is_own, others_named, warning
):
    user = practitioner if is_own else UserFactory()
    entry = LimitedAccessFactory(person=person, user=user, restriction=True)
    if others_named:
        LimitedAccessFactory(person=person, restriction=True)

    with pytest.raises(NeedsConfirming) as asked:
        end(entry, act)

    assert asked.value.codes == (warning,)
    entry.refresh_from_db()
    assert entry.ended_at is None


def test_what_has_ended_is_not_ended_again(person, act):
    entry = LimitedAccessFactory(person=person, ended=True)

    with pytest.raises(RuleBroken) as refused:
        end(entry, act, confirmed=("CONFIRM_END_OF_LIMIT",))

    assert refused.value.code == "ALREADY_ENDED"
    assert not AuditEntry.objects.filter(act="access-limit-ended").exists()

"""Giving a role from the terminal."""

import pytest
from django.core.management import CommandError, call_command

from core import clock
from core.access import roles_of
from core.models import AuditEntry, User
from core.services.roles import give_role
from core.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_the_first_administrator_is_made_from_the_terminal(capsys):
    user = UserFactory(username="ana")

    call_command("give_role", "Ana", "ADM")

    assert roles_of(user) == {"ADM"}
    assert AuditEntry.objects.get(act="role-given").details == {"role": "ADM"}


@pytest.mark.parametrize("pasted", ["\u00a0ana\u200b", "<ANA>", "“Ana”.", "ana;"])
def test_a_pasted_user_name_is_understood(pasted):
    user = UserFactory(username="ana")

    call_command("give_role", pasted, "adm.")

    assert roles_of(user) == {"ADM"}


def test_a_role_held_already_changes_nothing():
    user = UserFactory(practitioner=True)

    give_role(user.username, "PP", by=None, at=clock.now())

    assert user.role_holdings.count() == 1
    assert not AuditEntry.objects.filter(act="role-given").exists()


def test_nobody_of_that_name_is_said_so():
    with pytest.raises(CommandError, match="Nobody signs in as ana"):
        call_command("give_role", "ana", "ADM")

    assert not User.objects.exists()

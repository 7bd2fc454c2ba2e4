"""History of accounts and organisation is kept by trigger, without passwords and sign-ins."""

import pghistory
import pytest
from django.db import connection
from django.utils import timezone

from core.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_a_changed_name_keeps_the_old_one():
    user = UserFactory(first_name="Ana")

    type(user).objects.filter(pk=user.pk).update(first_name="Anna")

    assert [kept.first_name for kept in user.history.all()] == ["Ana"]


def test_a_new_password_or_a_sign_in_leaves_no_history():
    user = UserFactory()

    type(user).objects.filter(pk=user.pk).update(password="another", last_login=timezone.now())

    user.refresh_from_db()
    assert user.password == "another"
    assert not user.history.exists()
    kept = {field.name for field in user.history.model._meta.fields}
    assert "first_name" in kept
    assert "password" not in kept


def test_a_role_given_and_taken_away_is_kept():
    user = UserFactory(practitioner=True)
    holding = user.role_holdings.get()
    key = holding.pk

    holding.delete()

    kept = type(holding).history.rel.related_model.objects.filter(pgh_obj_id=key)
    assert [(row.pgh_label, row.role.code) for row in kept.order_by("pgh_id")] == [
        ("insert", "PP"),
        ("delete", "PP"),
    ]


def test_history_is_indexed_by_its_row_and_not_by_the_other_keys():
    indexed = {
        field.name
        for field in UserFactory._meta.model.history.rel.related_model._meta.fields
        if field.db_index
    }

    assert {"pgh_obj", "pgh_context"} >= indexed >= {"pgh_obj"}


def test_a_change_says_who_made_it_and_one_outside_any_request_says_nobody():
    user = UserFactory(first_name="Ana")

    with pghistory.context(user=7, url="/people"):
        type(user).objects.filter(pk=user.pk).update(first_name="Anna")
        with pghistory.context(notice="a.Fact"):
            type(user).objects.filter(pk=user.pk).update(first_name="Hannah")
    with (
        connection.cursor() as cursor
    ):  # as in a session that never had a context, where the setting is missing
        cursor.execute("RESET pghistory.context_id")
        cursor.execute("RESET pghistory.context_metadata")
    type(user).objects.filter(pk=user.pk).update(first_name="Joan")

    first, second, third = user.history.order_by("pgh_id")
    assert [row.first_name for row in (first, second, third)] == ["Ana", "Anna", "Hannah"]
    assert first.pgh_context_id == second.pgh_context_id
    assert first.pgh_context.metadata == {"user": 7, "url": "/people", "notice": "a.Fact"}
    assert third.pgh_context is None


def test_a_row_of_history_costs_no_subtransaction():
    """core/migrations/0010: a later release of the library may bring its own function back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = '_pgh_attach_context'")
        [(source,)] = cursor

    assert "EXCEPTION" not in source

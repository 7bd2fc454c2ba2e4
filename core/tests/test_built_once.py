"""Queries whose SQL is built once, and whose plan the connection keeps."""

from contextlib import suppress
from datetime import date, timedelta

import pghistory
import pytest
from django.db import DataError, InternalError, NotSupportedError, connection, transaction
from django.db.models import Q

from core import kept_plans
from core.built_once import built_once, counted
from core.kept_plans import NOBODY, Place, Plan
from core.models import Staff, Team, TeamMembership
from core.tests.factories import StaffFactory, TeamFactory

pytestmark = pytest.mark.django_db


@built_once
def members(team_id: int, day: date, *, newest_first: bool = False):
    rows = TeamMembership.objects.filter(team=team_id, valid_from__lte=day).select_related("staff", "team")
    return rows.order_by("-pk" if newest_first else "pk")


@built_once
def with_surname(surname: str, keys: list[int]):
    return Staff.objects.filter(surname=surname, pk__among=keys).order_by("pk").prefetch_related("teams")


@pytest.fixture(params=[False, True], ids=["planned anew", "plan kept"])
def plans(request, settings):
    settings.KEEPS_PLANS = request.param


@pytest.fixture
def team():
    team = TeamFactory()
    for _ in range(3):
        TeamMembership.objects.create(staff=StaffFactory(), team=team, valid_from=date(2026, 3, 2))
    return team


def test_the_rows_are_those_of_the_queryset(plans, team, django_assert_num_queries):
    day = date(2026, 3, 2)
    expected = list(TeamMembership.objects.filter(team=team).order_by("pk"))

    for _ in range(7):  # a plan is kept from the sixth time on
        with django_assert_num_queries(1):
            found = members(team.pk, day)
            assert {row.team.name for row in found} == {team.name}
    assert found == expected
    assert members(team.pk, day, newest_first=True) == expected[::-1]
    assert members(team.pk, day - timedelta(1)) == []
    assert members(TeamFactory().pk, day) == []


def test_lists_texts_and_what_is_read_besides(plans, team):
    first, second = StaffFactory(surname="O'Neill %s"), StaffFactory(surname="O'Neill %s")
    TeamMembership.objects.create(staff=first, team=team, valid_from=date(2026, 3, 2))

    found = with_surname("O'Neill %s", [first.pk, second.pk])

    assert found == [first, second]
    assert team in found[0].teams.all()
    assert with_surname("O'Neill %s", []) == with_surname("O'Neill", [first.pk]) == []


def test_a_number_beyond_every_column_finds_nothing(plans, team):
    by_key = built_once(lambda key: Team.objects.filter(pk=key))

    assert by_key(team.pk) == [team]
    assert by_key(10**40) == by_key(-(10**40)) == by_key(2**63 - 1) == []


def test_rows_are_counted(plans, team):
    number = built_once(lambda team_id: counted(TeamMembership.objects.filter(team=team_id)))

    assert number(team.pk) == [3]
    assert number(TeamFactory().pk) == [0]


def test_a_new_connection_prepares_anew(team, settings):
    settings.KEEPS_PLANS = True
    day = date(2026, 3, 2)
    before = members(team.pk, day)

    connection._kept_plans = NOBODY
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")

    assert members(team.pk, day) == before
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'members_%%'")
        assert cursor.fetchone() == (1,)


def test_a_fault_while_a_plan_is_made_is_the_one_that_the_service_knows(team, settings):
    settings.KEEPS_PLANS = True
    by_key = built_once(lambda key: Team.objects.filter(pk=key))

    @transaction.atomic
    def after_a_fault():
        with suppress(DataError), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        by_key(team.pk)

    with pytest.raises(InternalError):
        after_a_fault()

    assert by_key(team.pk) == [team]


@pytest.fixture
def other():
    """A connection of its own, with a table that it alone sees."""
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE kept_words (number int, word varchar(9))")
        cursor.execute("INSERT INTO kept_words VALUES (1, 'one')")
    yield other
    other.close()


def asked(plan, other):
    def ask(statement):
        with other.cursor() as cursor:
            cursor.execute(*statement)
            return cursor.fetchall()

    return plan.asked(other, [1], ask)


def word_plan(words="kept"):
    return Plan("SELECT word FROM kept_words WHERE number = %s", [Place(0, "::int")], words)


def test_a_plan_that_a_migration_made_wrong_is_made_anew(other):
    assert [asked(word_plan(), other) for _ in range(7)] == [[("one",)]] * 7

    with other.cursor() as cursor:
        cursor.execute("ALTER TABLE kept_words ALTER word TYPE text")

    assert asked(word_plan(), other) == [("one",)]


def test_within_a_transaction_the_fault_is_raised_and_the_connection_closed_after_it(other):
    asked(word_plan(), other)
    with other.cursor() as cursor:
        cursor.execute("ALTER TABLE kept_words ALTER word TYPE text")
    other.in_atomic_block = True

    with pytest.raises(NotSupportedError, match="result type"):
        asked(word_plan(), other)

    other.in_atomic_block = False
    other.close_if_unusable_or_obsolete()
    assert other.connection is None


def test_a_connection_keeps_so_many_plans_and_no_more(other, monkeypatch):
    monkeypatch.setattr(kept_plans, "MOST", 2)

    for words in ("first", "second", "third", "first"):
        assert asked(word_plan(words), other) == [("one",)]

    with other.cursor() as cursor:
        cursor.execute("SELECT split_part(name, '_', 1) FROM pg_prepared_statements ORDER BY prepare_time")
        assert cursor.fetchall() == [("third",), ("first",)]


def test_a_connection_that_the_server_ended_is_replaced_before_its_plan_is_asked_for():
    other, plan = connection.copy(), Plan("SELECT %s", [Place(0, "::int")])
    try:
        asked(plan, other)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [other.connection.info.backend_pid])
        other.health_check_enabled, other.health_check_done = True, False

        assert asked(plan, other) == [(1,)]
    finally:
        other.close()


def test_a_kept_plan_is_sent_without_who_asks(team, settings, django_assert_num_queries):
    settings.KEEPS_PLANS = True

    with django_assert_num_queries(1) as queries, pghistory.context(user=1):
        members(team.pk, date(2026, 3, 2))

    assert queries.captured_queries[0]["sql"].startswith("EXECUTE")


@pytest.mark.parametrize(
    ("build", "values"),
    [
        (lambda day: TeamMembership.objects.filter(valid_from=day + timedelta(1)), [date(2026, 3, 2)]),
        (lambda key: Team.objects.filter(Q(pk=key) if key == 20_011 else Q()), [1]),
        (lambda text: Team.objects.filter(name__startswith=text), ["A"]),
        (lambda flag: Team.objects.filter(pk=flag), [True]),
        (lambda key: Team.objects.filter(pk=key), [None]),
    ],
    ids=["worked out", "looked at", "changed by a lookup", "a choice", "nothing"],
)
def test_a_value_that_does_not_reach_the_sql_as_it_is_is_refused(build, values):
    with pytest.raises(ValueError, match="value"):
        built_once(build)(*values)


def test_a_statement_that_would_be_another_now_is_noticed(team):
    asked = ["name", "pk"]
    rows = built_once(lambda key: Team.objects.filter(pk=key).order_by(asked[0]))
    assert rows(team.pk) == [team]

    asked.reverse()

    with pytest.raises(ValueError, match="Built now"):
        rows(team.pk)

"""A night is begun once, and its chunks come to the same as one run over everybody."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from cases.tests.factories import PersonFactory
from core import clock
from core.models import OutboxRow
from risk.models import NightChunk, TierCalculation
from risk.services import recalculation
from risk.services.nights import begin_night, recalculate_next_chunk
from risk.tests.factories import NightChunkFactory


def supervised(count):
    return [PersonFactory(on_licence=True, allocated=True) for _ in range(count)]


def chunks():
    return list(NightChunk.objects.order_by("first_id").values_list("first_id", "last_id", "people"))


@pytest.mark.django_db
def test_a_night_is_everybody_with_a_current_record_in_chunks():
    people = supervised(3)
    PersonFactory(on_licence=True, practice=True)
    people += supervised(2)

    begun = begin_night(clock.today(), size=2)

    keys = [person.pk for person in people]
    assert begun == 3
    assert chunks() == [(keys[0], keys[1], None), (keys[2], keys[3], None), (keys[4], keys[4], None)]


@pytest.mark.django_db
def test_a_night_begins_once_and_ends_the_one_before():
    supervised(3)
    today = clock.today()
    begin_night(today - timedelta(days=1), size=1)
    recalculate_next_chunk(today - timedelta(days=1), at=clock.now())

    assert begin_night(today, size=2) == 2
    assert begin_night(today, size=2) == 0
    assert set(NightChunk.objects.values_list("night", flat=True)) == {today}


@pytest.mark.django_db(transaction=True)
def test_of_two_clocks_at_once_one_begins_the_night():
    supervised(3)

    def begin(_clock):
        try:
            return begin_night(clock.today(), size=2)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as clocks:
        begun = list(clocks.map(begin, range(2)))

    assert sorted(begun) == [0, 2]
    assert NightChunk.objects.count() == 2


@pytest.mark.django_db
def test_each_chunk_is_worked_out_once_and_says_how_many():
    people = supervised(3)
    begin_night(clock.today(), size=2)

    done = [recalculate_next_chunk(clock.today(), at=clock.now()) for _ in range(3)]

    assert [chunk and (chunk.people, chunk.changed) for chunk in done] == [(2, 2), (1, 1), None]
    assert [people for _first, _last, people in chunks()] == [2, 1]
    assert TierCalculation.objects.filter(person__in=people, superseded_at=None).count() == 3
    assert OutboxRow.objects.filter(kind="risk.TiersRecalculated").count() == 2


@pytest.mark.django_db
def test_a_chunk_whose_people_have_no_current_record_any_more_is_done():
    NightChunkFactory()

    done = recalculate_next_chunk(clock.today(), at=clock.now())

    assert (done.people, done.changed) == (0, 0)
    assert not NightChunk.objects.filter(done_at=None).exists()


@pytest.mark.django_db
def test_a_chunk_that_fails_waits_as_before(monkeypatch):
    supervised(1)
    begin_night(clock.today())
    monkeypatch.setattr(recalculation, "store_tiers", lambda *_, **__: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        recalculate_next_chunk(clock.today(), at=clock.now())

    assert NightChunk.objects.filter(done_at=None).count() == 1

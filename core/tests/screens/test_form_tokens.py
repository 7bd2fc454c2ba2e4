"""A form that is sent twice does its act once."""

import threading

import pytest
from django.db import connection, transaction

from core.errors import RuleBroken
from core.screens import form_tokens


@pytest.mark.django_db
def test_the_second_use_of_a_key_gets_the_first_answer():
    assert form_tokens.claim("user:1", "abc", fingerprint="f") is None
    form_tokens.keep_answer("user:1", "abc", {"redirect": "/there"})

    assert form_tokens.claim("user:1", "abc", fingerprint="f") == {"redirect": "/there"}


@pytest.mark.django_db
def test_a_key_with_other_answers_is_refused():
    form_tokens.claim("user:1", "abc", fingerprint="f")
    form_tokens.keep_answer("user:1", "abc", {"redirect": "/there"})

    with pytest.raises(RuleBroken, match="KEY_REUSED"):
        form_tokens.claim("user:1", "abc", fingerprint="other")

    assert form_tokens.claim("user:1", "abc", fingerprint="f") == {"redirect": "/there"}


@pytest.mark.django_db
def test_two_people_may_use_the_same_key():
    form_tokens.claim("user:1", "abc", fingerprint="f")
    form_tokens.keep_answer("user:1", "abc", {"redirect": "/there"})

    assert form_tokens.claim("user:2", "abc", fingerprint="f") is None
    assert form_tokens.claim("user:1", "abc", fingerprint="f") == {"redirect": "/there"}


def test_the_same_data_has_one_fingerprint_whatever_its_order():
    assert form_tokens.fingerprint({"a": 1, "b": 2}) == form_tokens.fingerprint({"b": 2, "a": 1})


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_acts_and_the_other_waits_for_its_answer():
    acted, answers = [], []

    def send():
        with transaction.atomic():
            first = form_tokens.claim("user:1", "abc", fingerprint="f")
            if first is None:
                acted.append(1)
                form_tokens.keep_answer("user:1", "abc", {"redirect": "/there"})
            else:
                answers.append(first)
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(acted) == 1
    assert answers == [{"redirect": "/there"}] * 3

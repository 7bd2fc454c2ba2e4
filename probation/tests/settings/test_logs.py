"""Logs name the kind and the place of an error, but neither its message nor the address requested."""

import json
import logging
from logging.config import DictConfigurator

import pytest
import sentry_sdk
import structlog
from django.db import IntegrityError, transaction
from django.test import Client

from cases.models import Person
from cases.tests.factories import PersonFactory
from core.tests.factories import UserFactory
from probation.settings.logs import SENTRY_OPTIONS, logging_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def logged(tmp_path):
    """`logged()` returns the lines that the service's own handler has written in the test."""
    written = tmp_path / "log"
    configured = DictConfigurator(logging_to(str(written), level="INFO"))
    configured.configure()
    handler = logging.getLogger().handlers[0]
    yield lambda: [json.loads(line) for line in written.read_text().splitlines()]
    logging.getLogger().removeHandler(handler)
    handler.close()


def test_a_row_the_database_refuses_is_not_quoted(logged):
    person = PersonFactory(first_name="Quilla", surname="Hidden")
    log = structlog.get_logger("tests")

    with pytest.raises(IntegrityError, match="Quilla") as broken, transaction.atomic():
        Person.objects.filter(pk=person.pk).update(died_on="1900-01-01")
    log.error("fault", exc_info=broken.value)

    line = logged()[-1]
    assert line["event"] == "fault"
    assert line["exception"].startswith("django.db.utils.IntegrityError")
    assert "test_logs.py" in line["exception"]
    assert "CheckViolation" in line["exception"]
    assert "Quilla" not in json.dumps(line)


def test_an_address_asked_for_is_told_as_its_route(logged):
    client = Client()
    client.force_login(UserFactory(practitioner=True), backend="django.contrib.auth.backends.ModelBackend")

    client.get("/case/X999999/?q=Quilla")
    client.get("/Quilla")

    text = json.dumps(logged())
    assert "case/<crn:crn>/" in text
    assert "Not Found" in text
    assert "X999999" not in text
    assert "Quilla" not in text


def test_sentry_hears_where_it_broke_and_nothing_about_anybody():
    sent = []

    class Transport(sentry_sdk.Transport):
        def capture_envelope(self, envelope):
            sent.append(envelope.serialize().decode())

    client = sentry_sdk.Client(dsn="https://key@localhost/1", transport=Transport, **SENTRY_OPTIONS)
    with sentry_sdk.new_scope() as scope:
        scope.set_client(client)
        scope.add_breadcrumb(message="SELECT " + "".join(["Thorn", "field"]))
        try:
            name = "".join(["Thorn", "field"])  # in parts, because the lines of code are sent
            raise ValueError(f"Failing row contains ({name})")
        except ValueError as error:
            scope.capture_exception(error)

    assert len(sent) == 1
    assert "ValueError" in sent[0]
    assert "Thornfield" not in sent[0]

"""What is opened before the web server forks: it is found, and nothing is written."""

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.read_only import changes_a_record
from probation.warm_up import PAGES, status_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("service", ["http://localhost:8000", "https://probation.example"])
def test_each_page_is_found_at_the_services_own_address_and_nothing_is_written(settings, service):
    settings.SERVICE_URL = service
    settings.ALLOWED_HOSTS = ["localhost", "probation.example"]
    settings.SECURE_SSL_REDIRECT = service.startswith("https")
    application = get_wsgi_application()

    with CaptureQueriesContext(connection) as asked:
        found = {address: status_of(application, address) for address in PAGES}

    assert found == dict.fromkeys(PAGES, "200 OK")
    assert [row["sql"] for row in asked if changes_a_record(row["sql"])] == []

"""The list of static files is not among the files that are served."""

from pathlib import Path

import pytest

from core.static_files import Storage


def test_the_list_of_files_lies_outside_the_folder_that_is_served(settings):
    storage = Storage()

    kept = Path(storage.manifest_storage.path(storage.manifest_name))

    assert kept.is_relative_to(settings.VAR_DIR)
    assert not kept.is_relative_to(settings.STATIC_ROOT)


@pytest.mark.django_db
def test_the_list_of_files_is_not_served(client, settings):
    assert client.get(f"{settings.STATIC_URL}{Storage.manifest_name}").status_code == 404

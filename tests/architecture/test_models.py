"""Foreign keys point down, what people edit keeps its history, migrations say what they do."""

import re

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from core.models.bases import Versioned

#: From the bottom up: an app's keys may point to itself and to the apps before it.
OURS = ["core", "cases", "risk", "referrals", "training"]
MODELS = [
    pytest.param(model, id=model._meta.label)
    for label in OURS
    for model in apps.get_app_config(label).get_models(include_auto_created=True)
]


@pytest.mark.parametrize("model", MODELS)
def test_keys_point_down(model):
    here = OURS.index(model._meta.app_label)
    pointed_at = {
        field.related_model._meta.app_label
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model is not None
    }

    assert pointed_at & set(OURS[here + 1 :]) == set()


def is_kept(model):
    """Whether the rows as they were before a change are stored: @history.kept()."""
    return any(hasattr(field.related_model, "pgh_tracked_model") for field in model._meta.related_objects)


def test_what_people_edit_keeps_its_history():
    edited = [model for label in OURS for model in apps.get_app_config(label).get_models()]
    edited = [model for model in edited if issubclass(model, Versioned)]

    assert len(edited) > 20
    assert [model.__name__ for model in edited if not is_kept(model)] == []
    assert not is_kept(apps.get_model("cases", "ContactNote"))


def test_migrations_say_what_they_do():
    loader = MigrationLoader(None, ignore_no_migrations=True)
    unnamed = [
        f"{app}.{name}"
        for app, name in loader.disk_migrations
        if app in OURS and re.search(r"_auto_|_initial$|^\d{4}_alter_|^\d{4}_\w+_and_more$", name)
    ]

    assert {app for app, _ in loader.disk_migrations} >= set(OURS)
    assert unnamed == []


@pytest.mark.parametrize("label", OURS)
def test_an_app_has_one_last_migration(label):
    leaves = MigrationLoader(None, ignore_no_migrations=True).graph.leaf_nodes(label)

    assert len(leaves) == 1

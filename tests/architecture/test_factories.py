"""Every table that people fill has a factory that makes one valid row of it."""

from importlib import import_module

import pytest
from django.apps import apps
from factory.django import DjangoModelFactory

from core.models.bases import CodeRow

OURS = ("core", "cases", "risk", "referrals", "training")


def factories_of(label):
    """None where the app has no factories yet."""
    try:
        module = import_module(f"{label}.tests.factories")
    except ModuleNotFoundError:
        return None
    named = vars(module).values()
    return [made for made in named if isinstance(made, type) and issubclass(made, DjangoModelFactory)]


WITH_FACTORIES = [label for label in OURS if factories_of(label) is not None]
FACTORIES = {made._meta.model: made for label in WITH_FACTORIES for made in factories_of(label)}
#: Triggers of the database keep these in step with the people; nobody makes one.
KEPT_BY_TRIGGERS = {
    "cases.PersonName",
    "cases.SurnameEntry",
    "cases.SurnameDelete",
    "cases.FirstNameEntry",
    "cases.FirstNameDelete",
}
#: Not code lists (their rows come from files), nor what the history trigger writes.
TABLES = [
    pytest.param(model, id=model._meta.label)
    for label in WITH_FACTORIES
    for model in apps.get_app_config(label).get_models()
    if not issubclass(model, CodeRow)
    and not hasattr(model, "pgh_tracked_model")
    and model._meta.label not in KEPT_BY_TRIGGERS
]


@pytest.mark.parametrize("model", TABLES)
def test_every_model_has_a_factory(model):
    assert model in FACTORIES, f"{model._meta.app_label}/tests/factories.py makes no {model.__name__}"


@pytest.mark.django_db
@pytest.mark.parametrize("model", TABLES)
def test_what_a_factory_makes_satisfies_the_database(model):
    made = [FACTORIES[model](), FACTORIES[model]()]

    assert all(row.pk for row in made)

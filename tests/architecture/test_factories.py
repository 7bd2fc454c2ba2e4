"""Every table that is not filled by files or triggers has a factory, which makes one valid row."""

from importlib import import_module

import pytest
from django.apps import apps
from factory.django import DjangoModelFactory

from core.models.bases import CodeRow
from core.reference_data import CodeFile, registered

OURS = ("core", "cases", "risk", "referrals", "training")


def factories_of(label):
    """Model -> its factory, or the act of MADE_BY_ACTS that makes it. None if the app has no factories."""
    try:
        module = import_module(f"{label}.tests.factories")
    except ModuleNotFoundError:
        return None
    named = [made for made in vars(module).values() if isinstance(made, type)]
    factories = {made._meta.model: made for made in named if issubclass(made, DjangoModelFactory)}
    return factories | getattr(module, "MADE_BY_ACTS", {})


#: Database triggers write these rows when people change.
KEPT_BY_TRIGGERS = {
    "cases.PersonName",
    "cases.SurnameEntry",
    "cases.SurnameDelete",
    "cases.FirstNameEntry",
    "cases.FirstNameDelete",
}
#: Their rows come from files, one by one or several together.
FILLED_FROM_FILES = {"cases.NameVariant"}
LISTS = {loader.model for loader in registered() if isinstance(loader, CodeFile) and not loader.only_adds}
WITH_FACTORIES = [label for label in OURS if factories_of(label) is not None]
FACTORIES = {model: made for label in WITH_FACTORIES for model, made in factories_of(label).items()}
TABLES = [
    pytest.param(model, id=model._meta.label)
    for label in WITH_FACTORIES
    for model in apps.get_app_config(label).get_models()
    if model._meta.managed  # a view of the database has no rows of its own
    and model not in LISTS
    and not issubclass(model, CodeRow)
    and not hasattr(model, "pgh_tracked_model")
    and model._meta.label not in KEPT_BY_TRIGGERS | FILLED_FROM_FILES
]


@pytest.mark.parametrize("model", TABLES)
def test_every_model_has_a_factory(model):
    assert model in FACTORIES, f"{model._meta.app_label}/tests/factories.py makes no {model.__name__}"


@pytest.mark.django_db
@pytest.mark.parametrize("model", TABLES)
def test_what_a_factory_makes_satisfies_the_database(model):
    FACTORIES[model]()
    FACTORIES[model]()

    assert model._default_manager.exists()

"""Migrating in seconds where Django takes minutes: only the model that changes is rendered again.

After every operation Django renders all models related to the changed one, however far away. Here history
and users relate nearly all models to each other, so each of hundreds of operations rendered almost all.
Django itself may put that off ("delay"): the state is then marked, and anything that needs true relations, a
RunPython above all, first renders all of it. So we put off more; alterations of a key or a relation still go
Django's way (docs/decisions/0007-migrate-renders-less.md).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.db.migrations.state import ModelState, ProjectState

Key = tuple[str, str]


@contextmanager
def lean_rendering() -> Iterator[None]:
    """While this lasts, adding a model, a field or an option renders that model alone."""
    state: Any = ProjectState
    whole, add_model, add_field = state._find_reload_model, state.add_model, state.add_field
    adding: list[bool] = []

    def find_reload_model(
        self: ProjectState, app_label: str, model_name: str, delay: bool = False
    ) -> set[Key]:
        if not delay and not adding:
            return whole(self, app_label, model_name, delay)
        self.is_delayed = True
        return itself_and_heirs(self.models, (app_label, model_name))

    def lean(original: Any) -> Any:
        @wraps(original)
        def adds(*args: Any, **kwargs: Any) -> Any:
            adding.append(True)
            try:
                return original(*args, **kwargs)
            finally:
                adding.pop()

        return adds

    state._find_reload_model = find_reload_model
    state.add_model, state.add_field = lean(add_model), lean(add_field)
    try:
        yield
    finally:
        state._find_reload_model = whole
        state.add_model, state.add_field = add_model, add_field


def itself_and_heirs(models: dict[Key, ModelState], key: Key) -> set[Key]:
    """A model with those that inherit from it: their classes are built on its class."""
    found = {key}
    waiting = [key]
    while waiting:
        base = ".".join(waiting.pop())
        for heir, state in models.items():
            named = {each.lower() for each in state.bases if isinstance(each, str)}
            if base in named and heir not in found:
                found.add(heir)
                waiting.append(heir)
    return found

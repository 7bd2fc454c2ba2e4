"""A person's contacts that wait for a decision on enforcement."""

from typing import Any

from django.utils.translation import gettext_lazy

from cases.contacts.queries.enforcement import enforcement_of
from cases.pages import PersonPage
from core.screens.lists import ListPage


class PersonEnforcement(PersonPage, ListPage):
    """What waits for a decision on enforcement about this person."""

    permission = "cases.enforce"
    template_name = "cases/contacts/enforcement.html"
    title = gettext_lazy("Enforcement")
    sorts = {
        "on": ("on", "pk"),
        "respond": ("respond_by_on", "on", "pk"),
        "type": ("type__words__alphabetical", "on", "pk"),
    }

    def get_queryset(self) -> Any:
        return enforcement_of(self.person.pk, today=self.today)

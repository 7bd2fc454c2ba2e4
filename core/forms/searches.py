"""The form that asks whose searches are read, and why."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.govuk import GovForm, NearDateField, TextareaField, TextField
from core.services.searches import searcher


class SearchesForm(GovForm):
    username = TextField(
        label=_("User name"),
        hint=_("Of the member of staff whose searches you need to read"),
        width=20,
        max_length=150,
    )
    since = NearDateField(label=_("From"), called=_("first day"), when="today-or-past", quick=())
    because = TextareaField(
        label=_("Reason"),
        hint=_("Why you need to read what they searched for. It is kept with your name."),
        max_length=500,
        rows=3,
    )

    def clean_username(self) -> str:
        """A name of nobody is an error: an empty list would say that somebody searched for nobody."""
        typed = self.cleaned_data["username"]
        name = searcher(typed)
        if name is None:
            words = gettext("Enter a user name that exists: nobody signs in as %(name)s")
            raise forms.ValidationError(words % {"name": typed}, code="unknown")
        return name

    def clean_because(self) -> str:
        typed = self.cleaned_data["because"].strip()
        if len(typed) < 10:
            raise forms.ValidationError(_("Reason must be 10 characters or more"))
        return typed

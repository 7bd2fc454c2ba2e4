"""Adding a contact to the record, changing and removing it, and adding a note to it."""

from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.contacts.forms import parts
from cases.contacts.forms.recording import ContactForm, NoteForm, RemoveContactForm, initial_of
from cases.contacts.queries.choices import choices_for
from cases.contacts.services.details import details_of
from cases.contacts.services.recording import (
    add_contact_note,
    broken_by_change,
    broken_by_new,
    change_contact,
    record_contact,
)
from cases.contacts.services.removing import remove_contact
from cases.contacts.views.log import ContactScreen
from cases.pages import PersonPage
from cases.people.queries.details import attending
from core.clock import time_of
from core.errors import RuleBroken
from core.screens.forms import FormPage


class AddContact(PersonPage, FormPage):
    permission = "cases.add-contact"
    template_name = "cases/contacts/form.html"
    list_name = "cases:contacts"
    title = gettext_lazy("Add a contact")
    form_class = ContactForm
    fills_anew = ("start_time",)
    submit_words = gettext_lazy("Save contact")

    @cached_property
    def choices(self) -> Any:
        return choices_for(self.person, self.request.user, today=self.today)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "choices": self.choices,
            "person_name": (self.person.first_name or self.person.surname),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        needs = attending(self.person, today=self.today)
        return {**super().get_context_data(**kwargs), "attending": needs, "is_wide": True}

    def get_initial(self) -> dict[str, Any]:
        first = self.choices.posts[0] if self.choices.posts else None
        officer = f"{first[0].pk}:{first[1].pk}" if first else ""
        part = f"{self.choices.parts[0][0].value}:{self.choices.parts[0][1]}" if self.choices.parts else ""
        return {
            "on": self.today,
            "start_time": time_of(self.at).replace(second=0, microsecond=0),
            "type": self.request.GET.get("type", ""),
            "officer": officer,
            "relates_to": part,
        }

    def broken_besides(self, form: ContactForm) -> list[RuleBroken]:
        by, at = self.request.user, self.at
        return parts.broken_besides(
            form.errors, lambda: broken_by_new(self.person, form.details(), by=by, at=at)[1]
        )

    def save(self, form: ContactForm) -> str:
        contact = record_contact(
            self.person.pk, form.details(), by=self.request.user, at=self.at, confirmed=self.confirmed()
        )
        self.done(_("%(type)s saved") % {"type": contact.type.words})
        return reverse("cases:contact", args=[self.person.crn, contact.pk])


class EditContact(ContactScreen, FormPage):
    permission = "cases.edit-contact"
    template_name = "cases/contacts/form.html"
    changes_it = True
    title = gettext_lazy("Change a contact")
    form_class = ContactForm
    versioned = True
    adds = True  # a note, if one is typed
    submit_words = gettext_lazy("Save contact")

    @cached_property
    def choices(self) -> Any:
        return choices_for(
            self.person,
            self.request.user,
            today=self.today,
            contact=self.contact,
        )

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            **super().get_form_kwargs(),
            "choices": self.choices,
            "person_name": (self.person.first_name or self.person.surname),
            "is_sensitive": self.contact.is_sensitive,
            "shows_all": True,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        needs = attending(self.person, today=self.today)
        return {**super().get_context_data(**kwargs), "attending": needs, "is_wide": True}

    def get_initial(self) -> dict[str, Any]:
        return initial_of(details_of(self.contact))

    def broken_besides(self, form: ContactForm) -> list[RuleBroken]:
        by, at = self.request.user, self.at
        return parts.broken_besides(
            form.errors, lambda: broken_by_change(self.contact, form.details(), by=by, at=at)[1]
        )

    def save(self, form: ContactForm) -> str:
        change_contact(
            self.contact.pk,
            form.details(),
            version=self.posted_version(),
            by=self.request.user,
            at=self.at,
            confirmed=self.confirmed(),
        )
        self.done(_("Contact saved"))
        return self.contact_address


class AddNote(ContactScreen, FormPage):
    permission = "cases.edit-contact"
    template_name = "cases/contacts/form.html"
    changes_it = True
    title = gettext_lazy("Add to the note")
    form_class = NoteForm
    submit_words = gettext_lazy("Save note")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "is_sensitive": self.contact.is_sensitive}

    def save(self, form: NoteForm) -> str:
        add_contact_note(
            self.contact.pk,
            form.cleaned_data["notes"],
            sensitive=form.cleaned_data.get("sensitive", False),
            by=self.request.user,
            at=self.at,
        )
        self.done(_("Note added to %(type)s") % {"type": self.contact.type.words})
        return self.contact_address


class RemoveContact(ContactScreen, FormPage):
    permission = "cases.edit-contact"
    template_name = "cases/contacts/form.html"
    changes_it = True
    title = gettext_lazy("Remove a contact")
    form_class = RemoveContactForm
    versioned = True
    submit_words = gettext_lazy("Remove contact")

    def save(self, form: RemoveContactForm) -> str:
        remove_contact(
            self.contact.pk,
            because=form.cleaned_data["because"],
            version=self.posted_version(),
            may_remove_past=self.allows("cases.remove-past-contact"),
            by=self.request.user,
            at=self.at,
        )
        self.done(_("%(type)s removed") % {"type": self.contact.type.words})
        return reverse("cases:contacts", args=[self.person.crn])

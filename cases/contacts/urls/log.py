"""Addresses of a person's contacts."""

from django.urls import path

from cases.contacts.views import enforcement, log, recording

urlpatterns = [
    path("", log.ContactList.as_view(), name="contacts"),
    path("/search", log.SearchContacts.as_view(), name="contacts-search"),
    path("/add", recording.AddContact.as_view(), name="contact-add"),
    path("/print", log.ContactPrint.as_view(), name="contacts-print"),
    path("/enforcement", enforcement.PersonEnforcement.as_view(), name="person-enforcement"),
    path("/<int:pk>", log.ContactPage.as_view(), name="contact"),
    path("/<int:pk>/edit", recording.EditContact.as_view(), name="contact-edit"),
    path("/<int:pk>/note", recording.AddNote.as_view(), name="contact-note"),
    path("/<int:pk>/remove", recording.RemoveContact.as_view(), name="contact-remove"),
]

"""Contacts of a person."""

from django.urls import path

from cases.contacts.views import log

urlpatterns = [
    path("", log.ContactList.as_view(), name="contacts"),
    path("/search", log.SearchContacts.as_view(), name="contacts-search"),
    path("/add", log.AddContact.as_view(), name="contact-add"),
    path("/print", log.ContactPrint.as_view(), name="contacts-print"),
    path("/enforcement", log.PersonEnforcement.as_view(), name="person-enforcement"),
    path("/<int:pk>", log.ContactPage.as_view(), name="contact"),
    path("/<int:pk>/edit", log.EditContact.as_view(), name="contact-edit"),
    path("/<int:pk>/note", log.AddNote.as_view(), name="contact-note"),
    path("/<int:pk>/remove", log.RemoveContact.as_view(), name="contact-remove"),
]

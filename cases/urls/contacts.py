"""Contacts of a person."""

from django.urls import path

from cases.views import contacts

urlpatterns = [
    path("", contacts.ContactList.as_view(), name="contacts"),
    path("/search", contacts.SearchContacts.as_view(), name="contacts-search"),
    path("/add", contacts.AddContact.as_view(), name="contact-add"),
    path("/print", contacts.ContactPrint.as_view(), name="contacts-print"),
    path("/enforcement", contacts.PersonEnforcement.as_view(), name="person-enforcement"),
    path("/<int:pk>", contacts.ContactPage.as_view(), name="contact"),
    path("/<int:pk>/edit", contacts.EditContact.as_view(), name="contact-edit"),
    path("/<int:pk>/note", contacts.AddNote.as_view(), name="contact-note"),
    path("/<int:pk>/remove", contacts.RemoveContact.as_view(), name="contact-remove"),
]

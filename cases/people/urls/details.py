"""Personal details of a case, below personal/."""

from django.urls import path

from cases.people.views import (
    addresses,
    aliases,
    circumstances,
    details,
    disabilities,
    equality,
    identifiers,
    notes,
    personal_contacts,
    reachability,
)

urlpatterns = [
    path("", details.PersonalDetails.as_view(), name="personal"),
    path("contact-details", reachability.ChangeReachability.as_view(), name="reachability"),
    path("equality", equality.ChangeEquality.as_view(), name="equality"),
    path("notes", notes.Notes.as_view(), name="person-notes"),
    path("notes/add", notes.AddNote.as_view(), name="person-note-add"),
    path("aliases", aliases.Aliases.as_view(), name="aliases"),
    path("aliases/add", aliases.AddAlias.as_view(), name="alias-add"),
    path("aliases/<int:pk>", aliases.ChangeAlias.as_view(), name="alias"),
    path("aliases/<int:pk>/remove", aliases.RemoveAlias.as_view(), name="alias-remove"),
    path("addresses", addresses.Addresses.as_view(), name="addresses"),
    path("addresses/add", addresses.AddAddress.as_view(), name="address-add"),
    path("addresses/<int:pk>", addresses.ChangeAddress.as_view(), name="address"),
    path("addresses/<int:pk>/remove", addresses.RemoveAddress.as_view(), name="address-remove"),
    path("circumstances", circumstances.Circumstances.as_view(), name="circumstances"),
    path("circumstances/add", circumstances.AddCircumstance.as_view(), name="circumstance-add"),
    path("circumstances/<int:pk>", circumstances.ChangeCircumstance.as_view(), name="circumstance"),
    path(
        "circumstances/<int:pk>/update",
        circumstances.UpdateCircumstance.as_view(),
        name="circumstance-update",
    ),
    path(
        "circumstances/<int:pk>/remove",
        circumstances.RemoveCircumstance.as_view(),
        name="circumstance-remove",
    ),
    path("disabilities", disabilities.Disabilities.as_view(), name="disabilities"),
    path("disabilities/add", disabilities.AddDisability.as_view(), name="disability-add"),
    path("disabilities/<int:pk>", disabilities.ChangeDisability.as_view(), name="disability"),
    path("disabilities/<int:pk>/remove", disabilities.RemoveDisability.as_view(), name="disability-remove"),
    path("disabilities/adjustments/add", disabilities.AddAdjustment.as_view(), name="adjustment-add"),
    path("disabilities/adjustments/<int:pk>", disabilities.ChangeAdjustment.as_view(), name="adjustment"),
    path(
        "disabilities/adjustments/<int:pk>/remove",
        disabilities.RemoveAdjustment.as_view(),
        name="adjustment-remove",
    ),
    path("contacts", personal_contacts.PersonalContacts.as_view(), name="personal-contacts"),
    path("contacts/add", personal_contacts.AddPersonalContact.as_view(), name="personal-contact-add"),
    path("contacts/<int:pk>", personal_contacts.ChangePersonalContact.as_view(), name="personal-contact"),
    path(
        "contacts/<int:pk>/remove",
        personal_contacts.RemovePersonalContact.as_view(),
        name="personal-contact-remove",
    ),
    path("identifiers", identifiers.Identifiers.as_view(), name="identifiers"),
    path("identifiers/numbers", identifiers.ChangeNumbers.as_view(), name="numbers"),
    path("identifiers/add", identifiers.AddIdentifier.as_view(), name="identifier-add"),
    path("identifiers/<int:pk>", identifiers.EndIdentifier.as_view(), name="identifier"),
    path("identifiers/<int:pk>/remove", identifiers.RemoveIdentifier.as_view(), name="identifier-remove"),
]

"""Addresses of a case's sentences and sanctions, below /case/<crn>/sentence."""

from django.urls import path

from cases.sentences.views import events, offences

urlpatterns = [
    path("", events.Sentences.as_view(), name="sentences"),
    path("/sanctions", offences.Sanctions.as_view(), name="sanctions"),
    path("/sanctions/add", offences.AddSanction.as_view(), name="sanction-add"),
    path("/sanctions/<int:pk>/remove", offences.RemoveSanction.as_view(), name="sanction-remove"),
    path("/<int:number>", events.ShowSentence.as_view(), name="sentence"),
    path("/<int:number>/offences/add", offences.AddOffence.as_view(), name="offence-add"),
    path("/<int:number>/offences/<int:pk>/main", offences.MakeMainOffence.as_view(), name="offence-main"),
    path("/<int:number>/offences/<int:pk>/remove", offences.RemoveOffence.as_view(), name="offence-remove"),
    path("/<int:number>/requirements/<int:pk>", events.ShowRequirement.as_view(), name="requirement"),
    path("/<int:number>/requirements/<int:pk>/end", events.EndRequirement.as_view(), name="requirement-end"),
    path("/<int:number>/custody/dates", events.ChangeKeyDates.as_view(), name="key-dates"),
]

"""Sentences of a case, below sentence."""

from django.urls import path

from cases.views import offences, sentences

urlpatterns = [
    path("", sentences.Sentences.as_view(), name="sentences"),
    path("/sanctions", offences.Sanctions.as_view(), name="sanctions"),
    path("/sanctions/add", offences.AddSanction.as_view(), name="sanction-add"),
    path("/sanctions/<int:pk>/remove", offences.RemoveSanction.as_view(), name="sanction-remove"),
    path("/<int:number>", sentences.ShowSentence.as_view(), name="sentence"),
    path("/<int:number>/offences/add", offences.AddOffence.as_view(), name="offence-add"),
    path("/<int:number>/offences/<int:pk>/main", offences.MakeMainOffence.as_view(), name="offence-main"),
    path("/<int:number>/offences/<int:pk>/remove", offences.RemoveOffence.as_view(), name="offence-remove"),
    path("/<int:number>/requirements/<int:pk>", sentences.ShowRequirement.as_view(), name="requirement"),
    path(
        "/<int:number>/requirements/<int:pk>/end", sentences.EndRequirement.as_view(), name="requirement-end"
    ),
    path("/<int:number>/custody/dates", sentences.ChangeKeyDates.as_view(), name="key-dates"),
]

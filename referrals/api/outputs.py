"""Parts of the answers: the base that says null for what is empty; users, suppliers, people, and pages."""

from typing import Any

from rest_framework import serializers

#: Arguments of a field that is null when there is nothing to say. Its key is in every answer.
MAY: dict[str, Any] = {"allow_null": True}


class Output(serializers.Serializer):
    """An answer. Every key is there; what is None or blank is null, as in the published service."""

    def to_representation(self, instance: Any) -> dict[str, Any]:
        shown = super().to_representation(instance)
        return {name: None if value == "" else value for name, value in shown.items()}


def choice(values: Any, **more: Any) -> serializers.ChoiceField:
    return serializers.ChoiceField(choices=[str(getattr(value, "value", value)) for value in values], **more)


class AuthSource(serializers.ChoiceField):
    """Where an account is kept: "auth" for a supplier's, "delius" for a practitioner's."""

    def __init__(self, **more: Any) -> None:
        super().__init__(choices=["auth", "delius"], source="supplier_id", **more)

    def get_attribute(self, instance: Any) -> str:
        return "auth" if instance.supplier_id else "delius"

    def to_representation(self, value: str) -> str:
        return value


class AuthUserOut(Output):
    username = serializers.CharField()
    authSource = AuthSource()
    userId = serializers.UUIDField(source="uuid")

    class Meta:
        ref_name = "AuthUser"


class ServiceProviderOut(Output):
    name = serializers.CharField()
    id = serializers.CharField(source="code")


class IdAndName(Output):
    id = serializers.CharField(source="code")
    name = serializers.CharField(source="words")


class ServiceUserOut(Output):
    crn = serializers.CharField(source="person.crn")
    title = serializers.CharField(source="person.title.words", **MAY)
    firstName = serializers.CharField(source="person.first_name", **MAY)
    lastName = serializers.CharField(source="person.surname", **MAY)
    dateOfBirth = serializers.DateField(source="person.born_on", **MAY)
    gender = serializers.CharField(source="person.sex.words", **MAY)
    ethnicity = serializers.CharField(source="person.ethnicity.words", **MAY)
    preferredLanguage = serializers.CharField(source="person.main_language.words", **MAY)
    religionOrBelief = serializers.CharField(source="person.religion.words", **MAY)
    disabilities = serializers.ListField(child=serializers.CharField(), **MAY)


class LinksOut(Output):
    next = serializers.URLField(**MAY)
    prev = serializers.URLField(**MAY)


class PageOut(Output):
    """What every page says besides its content; `number` counts from 0, the request's `page` from 1."""

    totalElements = serializers.IntegerField()
    totalPages = serializers.IntegerField()
    number = serializers.IntegerField()
    size = serializers.IntegerField()
    numberOfElements = serializers.IntegerField()
    first = serializers.BooleanField()
    last = serializers.BooleanField()
    empty = serializers.BooleanField()
    links = LinksOut()

"""Plain code lists of the offender index: code, words, dates; nothing the program branches on."""

from django.db import models

from core.models.bases import CodeRow


class Title(CodeRow):
    pass


class Sex(CodeRow):
    class Meta(CodeRow.Meta):
        verbose_name_plural = "sexes"


class GenderIdentity(CodeRow):
    class Meta(CodeRow.Meta):
        verbose_name_plural = "gender identities"


class Ethnicity(CodeRow):
    class Meta(CodeRow.Meta):
        verbose_name_plural = "ethnicities"


class Nationality(CodeRow):
    class Meta(CodeRow.Meta):
        verbose_name_plural = "nationalities"


class Religion(CodeRow):
    pass


class SexualOrientation(CodeRow):
    pass


class ImmigrationStatus(CodeRow):
    class Meta(CodeRow.Meta):
        verbose_name_plural = "immigration statuses"


class Language(CodeRow):
    pass


class Court(CodeRow):
    pass


class Institution(CodeRow):
    """A prison or secure establishment."""

    telephone = models.CharField(max_length=20, blank=True)

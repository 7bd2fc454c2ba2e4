"""People and what is written about them; limited access."""

import factory
from factory.django import DjangoModelFactory

from cases import models
from cases.tests.factories.parts import hours_ago, now, row
from core import clock
from core.tests.factories import RegionFactory, UserFactory, days_ago


class PersonFactory(DjangoModelFactory):
    """A man of 40 on no sentence. on_licence, in_custody, community_order give him one.

    excluded, restricted   limited access, which names `limits__user=user`, else a user of no test
    practice               a learner's practice record
    removed                a record entered by mistake
    allocated              held by a practitioner, `allocation__staff=staff` or a new one
    """

    crn = factory.Sequence(lambda n: f"X{500_000 + n % 500_000:06d}")
    first_name = factory.Sequence(lambda n: f"Alex{n}")
    surname = "River"
    born_on = factory.LazyFunction(lambda: clock.today().replace(day=1, year=clock.today().year - 40))
    sex = row(models.Sex, "M")
    region = factory.SubFactory(RegionFactory)
    created_at = updated_at = now()

    class Meta:
        model = models.Person
        skip_postgeneration_save = True

    class Params:
        community_order = factory.Trait(
            event=factory.RelatedFactory(
                "cases.tests.factories.EventFactory", factory_related_name="person", community_order=True
            )
        )
        on_licence = factory.Trait(
            event=factory.RelatedFactory(
                "cases.tests.factories.EventFactory", factory_related_name="person", on_licence=True
            )
        )
        in_custody = factory.Trait(
            event=factory.RelatedFactory(
                "cases.tests.factories.EventFactory", factory_related_name="person", in_custody=True
            )
        )
        excluded = factory.Trait(
            limits=factory.RelatedFactory(
                "cases.tests.factories.LimitedAccessFactory", factory_related_name="person"
            )
        )
        restricted = factory.Trait(
            limits=factory.RelatedFactory(
                "cases.tests.factories.LimitedAccessFactory", factory_related_name="person", restriction=True
            )
        )
        allocated = factory.Trait(
            allocation=factory.RelatedFactory(
                "cases.tests.factories.AllocationFactory", factory_related_name="person"
            )
        )
        practice = factory.Trait(practice_learner=factory.SubFactory(UserFactory))
        removed = factory.Trait(removed_at=now(), removed_because="Entered twice")
        woman = factory.Trait(sex=row(models.Sex, "F"), first_name="Alexandra")


class AliasFactory(DjangoModelFactory):
    person = factory.SubFactory(PersonFactory)
    first_name = "Lex"
    surname = "Rivers"
    created_at = updated_at = now()

    class Meta:
        model = models.Alias


class PersonNoteFactory(DjangoModelFactory):
    person = factory.SubFactory(PersonFactory)
    text = "Prefers mornings."
    created_at = updated_at = now()

    class Meta:
        model = models.PersonNote


class RecentlyViewedFactory(DjangoModelFactory):
    user = factory.SubFactory(UserFactory)
    person = factory.SubFactory(PersonFactory)
    viewed_at = now()

    class Meta:
        model = models.RecentlyViewed


class SavedSearchFactory(DjangoModelFactory):
    owner = factory.SubFactory(UserFactory)
    criteria = factory.LazyFunction(lambda: {"form": "box", "q": "river"})
    created_at = now()

    class Meta:
        model = models.SavedSearch


class AddressFactory(DjangoModelFactory):
    person = factory.SubFactory(PersonFactory)
    status = row(models.AddressStatus, "M")
    is_main = factory.LazyAttribute(lambda address: address.status.code == "M")
    number = "12"
    street = "Station Road"
    town = "Riverside"
    postcode = "ZZ99 1AB"
    postcode_key = factory.LazyAttribute(lambda address: address.postcode.replace(" ", ""))
    started_on = days_ago(400)
    created_at = updated_at = now()

    class Meta:
        model = models.Address

    class Params:
        previous = factory.Trait(status=row(models.AddressStatus, "P"), ended_on=days_ago(100))
        homeless = factory.Trait(no_fixed_abode=True, number="", street="", postcode="")


class PersonalContactFactory(DjangoModelFactory):
    person = factory.SubFactory(PersonFactory)
    relationship_type = row(models.RelationshipType, "FM01")
    relationship = "Sister"
    first_name = "Jo"
    surname = "River"
    mobile = "07700 900123"
    started_on = days_ago(200)
    created_at = updated_at = now()

    class Meta:
        model = models.PersonalContact


class CircumstanceFactory(DjangoModelFactory):
    person = factory.SubFactory(PersonFactory)
    type = row(models.CircumstanceType, "B")
    subtype = factory.LazyAttribute(
        lambda made: made.type.subtypes.filter(selectable=True).order_by("code").first()
    )
    started_on = days_ago(200)
    created_at = updated_at = now()

    class Meta:
        model = models.Circumstance


class DisabilityFactory(DjangoModelFactory):
    person = factory.SubFactory(PersonFactory)
    type = row(models.DisabilityType, "RM")
    started_on = days_ago(200)
    created_at = updated_at = now()

    class Meta:
        model = models.Disability


class AdjustmentFactory(DjangoModelFactory):
    person = factory.SubFactory(PersonFactory)
    type = factory.LazyFunction(lambda: models.AdjustmentType.objects.order_by("code").first())
    started_on = days_ago(200)
    created_at = updated_at = now()

    class Meta:
        model = models.Adjustment


class AdditionalIdentifierFactory(DjangoModelFactory):
    person = factory.SubFactory(PersonFactory)
    type = row(models.IdentifierType, "DRL")
    value = factory.Sequence(lambda n: f"RIVER{n:06d}")
    search_key = factory.SelfAttribute("value")
    created_at = updated_at = now()

    class Meta:
        model = models.AdditionalIdentifier


class LimitedAccessFactory(DjangoModelFactory):
    """An exclusion; `restriction=True` for the other kind."""

    person = factory.SubFactory(PersonFactory)
    kind = models.LimitedAccess.EXCLUSION
    user = factory.SubFactory(UserFactory)
    message = "This record is limited. Ask the team manager."
    started_at = hours_ago(24)
    created_at = updated_at = now()

    class Meta:
        model = models.LimitedAccess

    class Params:
        restriction = factory.Trait(kind=models.LimitedAccess.RESTRICTION)
        ended = factory.Trait(ended_at=hours_ago(1))


class AddressNoteFactory(DjangoModelFactory):
    address = factory.SubFactory(AddressFactory)
    text = "Shares with a friend."
    created_at = updated_at = now()

    class Meta:
        model = models.AddressNote


class CircumstanceNoteFactory(DjangoModelFactory):
    circumstance = factory.SubFactory(CircumstanceFactory)
    text = "Looking for work nearby."
    created_at = updated_at = now()

    class Meta:
        model = models.CircumstanceNote


class DisabilityNoteFactory(DjangoModelFactory):
    disability = factory.SubFactory(DisabilityFactory)
    text = "Walks with a stick."
    created_at = updated_at = now()

    class Meta:
        model = models.DisabilityNote


class AdjustmentNoteFactory(DjangoModelFactory):
    adjustment = factory.SubFactory(AdjustmentFactory)
    text = "Agreed with the person."
    created_at = updated_at = now()

    class Meta:
        model = models.AdjustmentNote


class PersonalContactNoteFactory(DjangoModelFactory):
    personal_contact = factory.SubFactory(PersonalContactFactory)
    text = "Works nights."
    created_at = updated_at = now()

    class Meta:
        model = models.PersonalContactNote

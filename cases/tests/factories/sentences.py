"""Court events, what was ordered and its parts."""

from datetime import timedelta

import factory
from factory.django import DjangoModelFactory

from cases import models
from cases.tests.factories.parts import now, row, team_of
from cases.tests.factories.people import PersonFactory
from core import clock
from core.tests.factories import StaffFactory, days_ago, days_ahead


class EventFactory(DjangoModelFactory):
    """A court event without a disposal; `community_order`, `on_licence` and `in_custody` add one."""

    person = factory.SubFactory(PersonFactory)
    number = factory.LazyAttribute(lambda event: event.person.events.count() + 1)
    referred_on = days_ago(120)
    convicted_on = days_ago(110)
    court = factory.LazyFunction(lambda: models.Court.objects.order_by("code").first())
    created_at = updated_at = now()

    class Meta:
        model = models.Event
        skip_postgeneration_save = True

    class Params:
        community_order = factory.Trait(
            disposal=factory.RelatedFactory(
                "cases.tests.factories.DisposalFactory", factory_related_name="event"
            ),
            offence=factory.RelatedFactory(
                "cases.tests.factories.EventOffenceFactory", factory_related_name="event"
            ),
        )
        on_licence = factory.Trait(
            disposal=factory.RelatedFactory(
                "cases.tests.factories.DisposalFactory", factory_related_name="event", on_licence=True
            ),
            offence=factory.RelatedFactory(
                "cases.tests.factories.EventOffenceFactory", factory_related_name="event"
            ),
        )
        in_custody = factory.Trait(
            disposal=factory.RelatedFactory(
                "cases.tests.factories.DisposalFactory", factory_related_name="event", in_custody=True
            ),
            offence=factory.RelatedFactory(
                "cases.tests.factories.EventOffenceFactory", factory_related_name="event"
            ),
        )


class DisposalFactory(DjangoModelFactory):
    """A community order of a year; `custodial`, `on_licence` and `in_custody` make it a prison sentence."""

    event = factory.SubFactory(EventFactory)
    type = row(models.DisposalType, "340")
    sentenced_on = days_ago(100)
    length_months = 12
    expected_end_on = days_ahead(265)
    created_at = updated_at = now()

    class Meta:
        model = models.Disposal
        skip_postgeneration_save = True

    class Params:
        custodial = factory.Trait(type=row(models.DisposalType, "325"), length_months=18)
        on_licence = factory.Trait(
            type=row(models.DisposalType, "325"),
            length_months=18,
            custody=factory.RelatedFactory(
                "cases.tests.factories.CustodyFactory", factory_related_name="disposal", on_licence=True
            ),
        )
        in_custody = factory.Trait(
            type=row(models.DisposalType, "325"),
            length_months=18,
            custody=factory.RelatedFactory(
                "cases.tests.factories.CustodyFactory", factory_related_name="disposal"
            ),
        )


class EventOffenceFactory(DjangoModelFactory):
    """The main offence: theft from a shop."""

    event = factory.SubFactory(EventFactory)
    offence = row(models.Offence, "04600")
    is_main = True
    committed_on = days_ago(150)
    created_at = updated_at = now()

    class Meta:
        model = models.EventOffence


class SanctionFactory(DjangoModelFactory):
    person = factory.SubFactory(PersonFactory)
    sanctioned_on = factory.Sequence(lambda n: clock.today() - timedelta(days=700 + n % 3000))
    kind = models.Sanction.CONVICTION
    created_at = updated_at = now()

    class Meta:
        model = models.Sanction


class CustodyFactory(DjangoModelFactory):
    disposal = factory.SubFactory(DisposalFactory, custodial=True)
    status = row(models.CustodyStatus, "D")
    status_on = days_ago(90)
    institution = row(models.Institution, "LEI")
    created_at = updated_at = now()

    class Meta:
        model = models.Custody

    class Params:
        on_licence = factory.Trait(
            status=row(models.CustodyStatus, "B"), released_on=days_ago(30), institution=None
        )


class KeyDateFactory(DjangoModelFactory):
    custody = factory.SubFactory(CustodyFactory)
    type = row(models.KeyDateType, "LED")
    on = days_ahead(200)
    created_at = updated_at = now()

    class Meta:
        model = models.KeyDate


class RequirementFactory(DjangoModelFactory):
    """Twenty days of RAR; `unpaid_work=True` for 120 hours."""

    disposal = factory.SubFactory(DisposalFactory)
    type = row(models.RequirementType, "F")
    length = 20
    imposed_on = days_ago(100)
    started_on = days_ago(100)
    created_at = updated_at = now()

    class Meta:
        model = models.Requirement

    class Params:
        unpaid_work = factory.Trait(type=row(models.RequirementType, "W"), length=120)


class LicenceConditionFactory(DjangoModelFactory):
    disposal = factory.SubFactory(DisposalFactory, on_licence=True)
    type = factory.LazyFunction(
        lambda: models.LicenceConditionType.objects.filter(kind="additional").order_by("code").first()
    )
    started_on = days_ago(30)
    created_at = updated_at = now()

    class Meta:
        model = models.LicenceCondition


class NsiFactory(DjangoModelFactory):
    """A CRS accommodation intervention with status Referral; or a `breach` or a `recall`."""

    person = factory.SubFactory(PersonFactory)
    type = row(models.NsiType, "CRS01")
    status = row(models.NsiStatus, "REFER", family="CRS")
    status_at = now()
    referred_on = days_ago(10)
    staff = factory.SubFactory(StaffFactory)
    team = team_of("staff")
    region = factory.SelfAttribute("person.region")
    created_at = updated_at = now()

    class Meta:
        model = models.Nsi

    class Params:
        breach = factory.Trait(
            type=row(models.NsiType, "BRE"), status=row(models.NsiStatus, "BRE01", family="BRE")
        )
        recall = factory.Trait(
            type=row(models.NsiType, "REC"), status=row(models.NsiStatus, "REC01", family="REC")
        )


class NsiStatusChangeFactory(DjangoModelFactory):
    nsi = factory.SubFactory(NsiFactory)
    status = factory.SelfAttribute("nsi.status")
    at = now()
    created_at = updated_at = now()

    class Meta:
        model = models.NsiStatusChange


class NsiNoteFactory(DjangoModelFactory):
    nsi = factory.SubFactory(NsiFactory)
    text = "Waits for a room."
    created_at = updated_at = now()

    class Meta:
        model = models.NsiNote


class EventNoteFactory(DjangoModelFactory):
    event = factory.SubFactory(EventFactory)
    text = "Adjourned twice."
    created_at = updated_at = now()

    class Meta:
        model = models.EventNote


class RequirementNoteFactory(DjangoModelFactory):
    requirement = factory.SubFactory(RequirementFactory)
    text = "Starts after work."
    created_at = updated_at = now()

    class Meta:
        model = models.RequirementNote

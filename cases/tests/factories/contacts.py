"""Entries in the record."""

from datetime import datetime, time

import factory
from factory.django import DjangoModelFactory

from cases import models
from cases.tests.factories.parts import now, row, team_of
from cases.tests.factories.people import PersonFactory
from core import clock
from core.tests.factories import StaffFactory, days_ago, days_ahead


class ContactFactory(DjangoModelFactory):
    """A phone call from the person, yesterday. `appointment`: an office visit tomorrow at 10:15.

    came, absent      an appointment of yesterday with its outcome
    missing_outcome   an appointment of yesterday without one
    """

    person = factory.SubFactory(PersonFactory)
    type = row(models.ContactType, "CTOA")
    on = days_ago(1)
    staff = factory.SubFactory(StaffFactory)
    team = team_of("staff")
    is_appointment = factory.SelfAttribute("type.is_attendance")
    is_national_standards = factory.SelfAttribute("type.is_national_standards")
    created_at = updated_at = now()

    class Meta:
        model = models.Contact

    class Params:
        timed = factory.Trait(
            type=row(models.ContactType, "COAP"),
            start_time=time(10, 15),
            end_time=time(10, 45),
            starts_at=factory.LazyAttribute(
                lambda contact: datetime.combine(contact.on, contact.start_time, tzinfo=clock.LONDON)
            ),
        )
        appointment = factory.Trait(timed=True, on=days_ahead(1))
        missing_outcome = factory.Trait(timed=True)
        came = factory.Trait(
            timed=True, outcome=row(models.ContactOutcome, "ATTC"), attended=True, complied=True
        )
        absent = factory.Trait(
            timed=True, outcome=row(models.ContactOutcome, "AFTA"), attended=False, complied=False
        )


class ContactNoteFactory(DjangoModelFactory):
    contact = factory.SubFactory(ContactFactory)
    text = "Rang to say the bus was late."
    created_at = updated_at = now()

    class Meta:
        model = models.ContactNote


class ContactAlertFactory(DjangoModelFactory):
    contact = factory.SubFactory(ContactFactory, is_alert=True)
    person = factory.SelfAttribute("contact.person")
    staff = factory.SelfAttribute("contact.staff")
    team = factory.SelfAttribute("contact.team")
    raised_at = now()

    class Meta:
        model = models.ContactAlert

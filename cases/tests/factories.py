"""Makes one valid thing of the case record; variations are traits: PersonFactory(on_licence=True).

Code lists come from the reference files, which every test database holds: their entries have no factories.
"""

from datetime import datetime, time, timedelta

import factory
from factory.django import DjangoModelFactory

from cases import codes, models
from core import clock
from core.tests.factories import (
    RegionFactory,
    StaffFactory,
    TeamFactory,
    UserFactory,
    days_ago,
    days_ahead,
)


def row(model, code, **more):
    """The entry of a code list."""
    return factory.LazyFunction(lambda: model.objects.get(code=code, **more))


def now():
    return factory.LazyFunction(clock.now)


def team_of(staff):
    """A team the row's member of staff works in."""
    return factory.LazyAttribute(lambda made: getattr(made, staff).teams.first() or TeamFactory())


def hours_ago(hours):
    return factory.LazyFunction(lambda: clock.now() - timedelta(hours=hours))


# --- people -------------------------------------------------------------------------------------------------
class PersonFactory(DjangoModelFactory):
    """A man of 40 on no sentence. on_licence, in_custody, community_order give him one.

    excluded, restricted   limited access: for a user `limits__user=user`, else for nobody in the test
    practice               a learner's practice record
    removed                a record entered by mistake
    allocated              held by a practitioner: `allocation__staff=staff`
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
    created_at = updated_at = now()

    class Meta:
        model = models.PersonalContact


class CircumstanceFactory(DjangoModelFactory):
    person = factory.SubFactory(PersonFactory)
    type = row(models.CircumstanceType, "B")
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


# --- sentences ----------------------------------------------------------------------------------------------
class EventFactory(DjangoModelFactory):
    """A court event without a disposal; community_order, on_licence, in_custody order one."""

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
    """A community order of a year; custodial, on_licence and in_custody make it prison."""

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
    """A CRS accommodation intervention, referred. `breach` and `recall` for those."""

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


# --- contacts -----------------------------------------------------------------------------------------------
class ContactFactory(DjangoModelFactory):
    """A phone call from the person, yesterday. `appointment`: an office visit tomorrow at 10:15.

    came, absent      an appointment of yesterday with its outcome
    missing_outcome    an appointment of yesterday without one
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


# --- who holds the case -------------------------------------------------------------------------------------
class AllocationFactory(DjangoModelFactory):
    """Of the person, to a practitioner in one of their teams."""

    person = factory.SubFactory(PersonFactory)
    staff = factory.SubFactory(StaffFactory)
    team = team_of("staff")
    reason = row(models.AllocationReason, "IN1")
    started_on = days_ago(90)
    created_at = updated_at = now()

    class Meta:
        model = models.Allocation

    class Params:
        ended = factory.Trait(ended_on=days_ago(5))


class TransferFactory(DjangoModelFactory):
    """Pending, to another region."""

    person = factory.SubFactory(PersonFactory)
    state = codes.TransferStatus.PENDING.value
    requested_on = days_ago(2)
    state_on = days_ago(2)
    from_region = factory.SelfAttribute("person.region")
    from_staff = factory.SubFactory(StaffFactory)
    from_team = team_of("from_staff")
    to_region = factory.SubFactory(RegionFactory, code="N50", name="Greater Manchester")
    to_staff = factory.SubFactory(StaffFactory)
    to_team = team_of("to_staff")
    created_at = updated_at = now()

    class Meta:
        model = models.Transfer


class DeadlineFactory(DjangoModelFactory):
    """An open one of a member of staff, due in five days; `overdue`, `met` and `cancelled`."""

    person = factory.SubFactory(PersonFactory)
    kind = "registration-review"
    words = "Review a registration"
    rule = "REG-REVIEW"
    began_at = hours_ago(24 * 30)
    due_on = days_ahead(5)
    due_at = factory.LazyAttribute(
        lambda deadline: datetime.combine(deadline.due_on, time(23, 59, 59), tzinfo=clock.LONDON)
    )
    staff = factory.SubFactory(StaffFactory)
    about = factory.Sequence(lambda n: f"cases.registration:{n}")
    created_at = updated_at = now()

    class Meta:
        model = models.Deadline

    class Params:
        overdue = factory.Trait(due_on=days_ago(3))
        met = factory.Trait(met_at=now())
        cancelled = factory.Trait(cancelled_at=now(), cancelled_because="No longer needed")


# --- registers and tiers ------------------------------------------------------------------------------------
class RegistrationFactory(DjangoModelFactory):
    """High RoSH, to be reviewed in two months."""

    person = factory.SubFactory(PersonFactory)
    type = row(models.RegistrationType, "RHRH")
    registered_on = days_ago(120)
    staff = factory.SubFactory(StaffFactory)
    team = team_of("staff")
    next_review_on = days_ahead(60)
    created_at = updated_at = now()

    class Meta:
        model = models.Registration

    class Params:
        ended = factory.Trait(deregistered_on=days_ago(5), next_review_on=None)


class RegistrationReviewFactory(DjangoModelFactory):
    registration = factory.SubFactory(RegistrationFactory)
    due_on = days_ahead(60)
    created_at = updated_at = now()

    class Meta:
        model = models.RegistrationReview


class ManagementTierFactory(DjangoModelFactory):
    person = factory.SubFactory(PersonFactory)
    code = "B2"
    began_at = hours_ago(24)
    reason = row(models.TierChangeReason, "ATS")
    created_at = updated_at = now()

    class Meta:
        model = models.ManagementTier

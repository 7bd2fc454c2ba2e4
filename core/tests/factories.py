"""Factories: each makes one valid row. Variations are traits: UserFactory(practitioner=True).

Regions, units, roles and bank holidays come from the reference files, which every test database holds.
"""

from datetime import date, timedelta

import factory
from factory.django import DjangoModelFactory, Password

from core import clock, models
from core.reference_data import local_code
from core.roles import RoleCode

PASSWORD = "correct horse battery staple"


def days_ago(days: int) -> factory.LazyFunction:
    return factory.LazyFunction(lambda: clock.today() - timedelta(days=days))


def days_ahead(days: int) -> factory.LazyFunction:
    return days_ago(-days)


def three_characters(n: int) -> str:
    """A team's own part of its code, outside what the reference files use: A00 to Y99."""
    return f"{chr(65 + n // 100 % 25)}{n % 100:02d}"


# --- organisation -------------------------------------------------------------------------------------------
class RegionFactory(DjangoModelFactory):
    """London, as the reference files have it, unless another code is passed."""

    code = "N07"
    name = factory.LazyAttribute(lambda region: {"N07": "London"}.get(region.code, f"Region {region.code}"))

    class Meta:
        model = models.Region
        django_get_or_create = ["code"]


class PduFactory(DjangoModelFactory):
    region = factory.SubFactory(RegionFactory)
    name = factory.Sequence(lambda n: f"Riverside {n}")
    code = factory.LazyAttribute(lambda pdu: local_code(pdu.name, 20))

    class Meta:
        model = models.Pdu


class OfficeFactory(DjangoModelFactory):
    pdu = factory.SubFactory(PduFactory)
    code = factory.Sequence(lambda n: f"ZZL{n:04d}")
    name = factory.Sequence(lambda n: f"Mill House {n}")
    address = "1 Mill Lane, Riverside"
    postcode = "ZZ99 1AB"

    class Meta:
        model = models.Office


class TeamFactory(DjangoModelFactory):
    pdu = factory.SubFactory(PduFactory, region=factory.SelfAttribute("..region"))
    region = factory.SubFactory(RegionFactory)
    code = factory.Sequence(lambda n: f"N07{three_characters(n)}")
    name = factory.LazyAttribute(lambda team: f"Sentence management {team.code}")

    class Meta:
        model = models.Team

    class Params:
        system = factory.Trait(is_system=True, pdu=None)


class StaffFactory(DjangoModelFactory):
    """A member of one team; `StaffFactory(team=team)` chooses it, `team=False` leaves it out."""

    code = factory.Sequence(lambda n: f"N07{n:03d}A" if n < 1000 else f"N0{n:04d}A")
    first_name = factory.Sequence(lambda n: f"Sam{n}")
    surname = "Carter"
    grade = "PO"

    class Meta:
        model = models.Staff
        skip_postgeneration_save = True

    class Params:
        unallocated = factory.Trait(
            first_name="",
            surname="Unallocated",
            grade="",
            code=factory.Sequence(lambda n: f"N07{three_characters(n)}U"),
        )

    @factory.post_generation
    def team(staff, create, team, **_):
        if create and team is not False:
            TeamMembershipFactory(staff=staff, team=team or TeamFactory())


class TeamMembershipFactory(DjangoModelFactory):
    staff = factory.SubFactory(StaffFactory, team=False)
    team = factory.SubFactory(TeamFactory)
    valid_from = date(2021, 6, 26)

    class Meta:
        model = models.TeamMembership


class SupplierFactory(DjangoModelFactory):
    code = factory.Sequence(lambda n: f"SUPPLIER{n}")
    name = factory.Sequence(lambda n: f"Harbour Support {n}")

    class Meta:
        model = models.Supplier


# --- users --------------------------------------------------------------------------------------------------
class JobTitleFactory(DjangoModelFactory):
    number = 1
    name = factory.LazyAttribute(lambda title: f"Job title {title.number}")

    class Meta:
        model = models.JobTitle
        django_get_or_create = ["number"]


class RoleFactory(DjangoModelFactory):
    code = RoleCode.PRACTITIONER.value
    words = factory.LazyAttribute(lambda role: RoleCode(role.code).words)

    class Meta:
        model = models.Role
        django_get_or_create = ["code"]


class RoleHoldingFactory(DjangoModelFactory):
    user = factory.SubFactory("core.tests.factories.UserFactory")
    role = factory.SubFactory(RoleFactory)

    class Meta:
        model = models.RoleHolding


def _holding(code: RoleCode) -> factory.RelatedFactory:
    return factory.RelatedFactory(RoleHoldingFactory, factory_related_name="user", role__code=code.value)


def _staff() -> factory.RelatedFactory:
    return factory.RelatedFactory(StaffFactory, factory_related_name="user")


class UserFactory(DjangoModelFactory):
    """Roles are traits, and a user may have several. Practitioners and seniors have a staff record in a team,
    suppliers' users a supplier. `staff__team=team` and `supplier=supplier` choose them."""

    username = factory.Sequence(lambda n: f"user{n}")
    first_name = factory.Sequence(lambda n: f"Robin{n}")
    last_name = "Ellis"
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = Password(PASSWORD)

    class Meta:
        model = models.User
        skip_postgeneration_save = True

    class Params:
        practitioner = factory.Trait(holds_practitioner=_holding(RoleCode.PRACTITIONER), staff=_staff())
        senior = factory.Trait(holds_senior=_holding(RoleCode.SENIOR), staff=_staff())
        case_admin = factory.Trait(holds_case_admin=_holding(RoleCode.CASE_ADMIN))
        receptionist = factory.Trait(holds_receptionist=_holding(RoleCode.RECEPTION))
        unpaid_work_admin = factory.Trait(holds_unpaid_work_admin=_holding(RoleCode.UNPAID_WORK_ADMIN))
        unpaid_work_supervisor = factory.Trait(
            holds_unpaid_work_supervisor=_holding(RoleCode.UNPAID_WORK_SUPERVISOR)
        )
        approved_premises = factory.Trait(holds_approved_premises=_holding(RoleCode.APPROVED_PREMISES))
        programmes = factory.Trait(holds_programmes=_holding(RoleCode.PROGRAMMES))
        partnerships = factory.Trait(holds_partnerships=_holding(RoleCode.PARTNERSHIPS))
        corporate = factory.Trait(holds_corporate=_holding(RoleCode.CORPORATE))
        data_quality = factory.Trait(holds_data_quality=_holding(RoleCode.DATA_QUALITY))
        data_protection = factory.Trait(holds_data_protection=_holding(RoleCode.DATA_PROTECTION))
        supplier_caseworker = factory.Trait(
            holds_supplier_caseworker=_holding(RoleCode.SUPPLIER_CASEWORKER),
            supplier=factory.SubFactory(SupplierFactory),
        )
        supplier_manager = factory.Trait(
            holds_supplier_manager=_holding(RoleCode.SUPPLIER_MANAGER),
            supplier=factory.SubFactory(SupplierFactory),
        )
        administrator = factory.Trait(holds_administrator=_holding(RoleCode.ADMINISTRATOR))
        service_account = factory.Trait(is_service_account=True)


class PreferencesFactory(DjangoModelFactory):
    user = factory.SubFactory(UserFactory)

    class Meta:
        model = models.Preferences


# --- mechanics ----------------------------------------------------------------------------------------------
class BankHolidayFactory(DjangoModelFactory):
    on = factory.Sequence(lambda n: date(2040, 1, 1) + timedelta(days=n))
    words = "A day off"

    class Meta:
        model = models.BankHoliday


class PolicySettingFactory(DjangoModelFactory):
    code = factory.Sequence(lambda n: f"policy-{n}")
    value = True

    class Meta:
        model = models.PolicySetting


class DraftFactory(DjangoModelFactory):
    user = factory.SubFactory(UserFactory)
    kind = "contact"
    key = factory.Sequence(lambda n: f"X{n:06d}")
    title = "Add a contact"
    address = "/"
    data = factory.LazyFunction(lambda: {"note": ["half a sentence"]})
    saved_at = factory.LazyFunction(clock.now)

    class Meta:
        model = models.Draft


class FormTokenFactory(DjangoModelFactory):
    actor = "user:1"
    key = factory.Sequence(lambda n: f"token-{n}")
    fingerprint = "0" * 64

    class Meta:
        model = models.FormToken


class AuditEntryFactory(DjangoModelFactory):
    at = factory.LazyFunction(clock.now)
    by_name = "robin"
    act = "looked"
    outcome = "viewed"

    class Meta:
        model = models.AuditEntry


class OutboxRowFactory(DjangoModelFactory):
    kind = "core.SomethingHappened"
    payload = factory.LazyFunction(dict)
    created_at = factory.LazyFunction(clock.now)

    class Meta:
        model = models.OutboxRow


class UserSessionFactory(DjangoModelFactory):
    user = factory.SubFactory("core.tests.factories.UserFactory")
    session_key = factory.Sequence(lambda n: f"session-{n}")
    began_at = factory.LazyFunction(clock.now)
    seen_at = factory.LazyFunction(clock.now)

    class Meta:
        model = models.UserSession

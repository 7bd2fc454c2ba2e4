"""Each factory makes one valid thing of referrals. Variations are traits: ContractFactory(closed=True).

Contract types, categories, outcomes and levels come from the reference files, which every test database
holds. What only a service may make (a sent referral, a booking) is made by that service.
"""

from datetime import datetime, time, timedelta

import factory
from factory.django import DjangoModelFactory

from cases.models import Event
from cases.tests.factories import AllocationFactory, PersonFactory
from core import clock
from core.tests.factories import StaffFactory, SupplierFactory, UserFactory, days_ahead
from referrals import models
from referrals.codes import RiskSection
from referrals.services.api_clients import ClientDetails, register_client
from referrals.services.assignment import assign_referral
from referrals.services.draft_answers import (
    DeliveryAnswers,
    NeedsAnswers,
    PersonAnswers,
    ServiceAnswers,
    answer_delivery,
    answer_needs,
    answer_person,
    answer_service,
)
from referrals.services.drafts import start_draft
from referrals.services.risk_screens import save_texts
from referrals.services.sending import send_referral

TEXTS = {
    RiskSection.WHO_IS_AT_RISK: "Former partner",
    RiskSection.NATURE_OF_RISK: "Assault when drunk",
    RiskSection.GREATEST_RISK: "After an argument about money",
    RiskSection.SELF_HARM: "No identified risk",
    RiskSection.SUICIDE: "No identified risk",
    RiskSection.HOSTEL: "No identified risk",
    RiskSection.VULNERABILITY: "No identified risk",
    RiskSection.ADDITIONAL: "None",
}


class ContractFactory(DjangoModelFactory):
    """Accommodation in London, for anybody aged 18 or over."""

    reference = factory.Sequence(lambda n: f"TST_{n:04d}")
    type = factory.LazyFunction(lambda: models.ContractType.objects.get(code="ACC"))
    title = factory.Sequence(lambda n: f"Accommodation in London {n}")
    description = "Help to find or keep a home."
    mailbox = "referrals@example.org"
    prime = factory.SubFactory(SupplierFactory)
    region = factory.LazyFunction(lambda: models.CrsRegion.objects.get(code="J"))

    class Meta:
        model = models.Contract

    class Params:
        wellbeing = factory.Trait(
            type=factory.LazyFunction(lambda: models.ContractType.objects.get(code="PWB"))
        )
        education = factory.Trait(
            type=factory.LazyFunction(lambda: models.ContractType.objects.get(code="ETE"))
        )
        closed = factory.Trait(hidden_after=factory.LazyFunction(lambda: clock.today() - timedelta(days=1)))


class ContractGrantFactory(DjangoModelFactory):
    user = factory.SubFactory(UserFactory, supplier_caseworker=True)
    contract = factory.SubFactory(ContractFactory, prime=factory.SelfAttribute("..user.supplier"))

    class Meta:
        model = models.ContractGrant


def a_practitioner():
    """A user who may refer, with a staff record that has an e-mail address."""
    user = UserFactory(practitioner=True, staff__email="robin.ellis@justice.example.gov.uk")
    return user


def a_person(*, holder=None, **traits):
    """Somebody on one sentence, whose case a practitioner holds."""
    traits = traits or {"community_order": True}
    person = PersonFactory(mobile="07700 900123", interpreter_required=False, **traits)
    AllocationFactory(
        person=person, staff=holder.staff if holder else StaffFactory(email="a.b@example.gov.uk")
    )
    return person


def a_draft(*, by=None, person=None, contract=None, at=None):
    by, at = by or a_practitioner(), at or clock.now()
    person = person or a_person(holder=by)
    return start_draft(person.pk, (contract or ContractFactory()).pk, by=by, at=at)


def person_answers(draft, **more):
    answers = {
        "has_practitioner": True,
        "kind": draft.kind,
        "practitioner_name": draft.practitioner_name or "Robin Ellis",
        "practitioner_pdu": draft.practitioner_pdu.code if draft.practitioner_pdu else "",
        "practitioner_email": draft.practitioner_email,
        "person_confirmed": True,
    }
    if draft.kind == "CUSTODY":
        answers |= {
            "recorded_prison_right": True,
            "release_on": draft.release_on or clock.today() + timedelta(days=60),
            "com_agreed": True,
            "com_name": "Robin Ellis",
        }
    return PersonAnswers.named(**{**answers, **more})


def a_complete_draft(*, by=None, person=None, contract=None, categories=(), at=None, **person_more):
    """A draft with every page answered, ready to send."""
    by, at = by or a_practitioner(), at or clock.now()
    draft = a_draft(by=by, person=person, contract=contract, at=at)
    acts = {"by": by, "at": at}
    answer_person(draft.pk, person_answers(draft, **person_more), **acts)
    save_texts(draft.pk, TEXTS, confirmed=True, **acts)
    codes = tuple(categories) or tuple(draft.contract.type.categories.values_list("code", flat=True))[:1]
    needs = NeedsAnswers(interpreter_needed=False, has_responsibilities=False)
    answer_needs(draft.pk, needs, categories=codes, **acts)
    event = Event.objects.filter(person=draft.person).order_by("number").first()
    for n, code in enumerate(codes):
        wanted = models.DesiredOutcome.objects.filter(category__code=code, valid_to=None, filter="").order_by(
            "code"
        )
        outcome = (
            wanted.first() or models.DesiredOutcome.objects.filter(category__code=code, filter="EXCLUDE")[0]
        )
        level = models.Complexity.objects.filter(category__code=code).order_by("pk").first()
        service = ServiceAnswers(
            category=code,
            outcomes=(outcome.code,),
            level=level.level,
            event_id=event.pk,
            asks_sentence=n == 0,
        )
        answer_service(draft.pk, service, **acts)
    delivery = DeliveryAnswers(
        enforceable_days=10,
        deadline_on=clock.day_of(at) + timedelta(days=150),
        reason="Needs a home before the tenancy ends.",
        further_information="Prefers mornings; has worked with a mentor before.",
    )
    answer_delivery(draft.pk, delivery, **acts)
    return models.Referral.objects.get(pk=draft.pk)


def a_sent_referral(*, by=None, at=None, **more):
    by, at = by or a_practitioner(), at or clock.now()
    draft = a_complete_draft(by=by, at=at, **more)
    return send_referral(draft.pk, by=by, at=at, duplicate_reason="Another need has come up.")


def a_caseworker(contract, **more):
    """A user of the contract's prime provider who holds the contract."""
    user = UserFactory(supplier_caseworker=True, supplier=more.pop("supplier", contract.prime), **more)
    ContractGrantFactory(user=user, contract=contract)
    return user


def an_assigned_referral(*, caseworker=None, at=None, **more):
    referral = a_sent_referral(at=at, **more)
    caseworker = caseworker or a_caseworker(referral.contract)
    return assign_referral(referral.pk, caseworker_id=caseworker.pk, by=caseworker, at=at or clock.now())


class ContractActivityFactory(DjangoModelFactory):
    contract = factory.SubFactory(ContractFactory)
    need_area = "Accommodation"
    activity = "Finding a tenancy"
    delivery_method = "One to one"
    delivery_location = "Community"

    class Meta:
        model = models.ContractActivity


class ApplicationFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Case system {n}")
    client_type = "confidential"
    authorization_grant_type = "client-credentials"

    class Meta:
        model = "oauth2_provider.Application"


class ApiClientFactory(DjangoModelFactory):
    """The row alone. `an_api_client` registers a client that can be used."""

    application = factory.SubFactory(ApplicationFactory)
    supplier = factory.SubFactory(SupplierFactory)
    role = "ROLE_CRS_PROVIDER"
    account = factory.SubFactory(
        UserFactory, is_service_account=True, supplier=factory.SelfAttribute("..supplier")
    )

    class Meta:
        model = models.ApiClient


def an_api_client(*contracts, role="ROLE_CRS_PROVIDER", supplier=None, **more):
    """A registered client; its secret is `client.secret`."""
    if role == "ROLE_CRS_PROVIDER" and supplier is None:
        supplier = contracts[0].prime
    name = more.pop("name", "Harbour case system")
    registered, secret = register_client(
        name,
        ClientDetails(role=role, supplier=supplier, contracts=contracts, **more),
        by=None,
        at=clock.now(),
    )
    registered.secret = secret
    return registered


class CaseNoteFactory(DjangoModelFactory):
    referral = factory.LazyFunction(lambda: a_sent_referral())
    subject = "First call"
    body = "Rang and agreed to meet on Thursday."
    sent_at = factory.LazyFunction(clock.now)
    sent_by = factory.SubFactory(UserFactory, supplier_caseworker=True)

    class Meta:
        model = models.CaseNote


class AssessmentAppointmentFactory(DjangoModelFactory):
    """An attempt booked for tomorrow at 10:15, by phone, without feedback."""

    assessment = factory.LazyFunction(lambda: a_sent_referral().supplier_assessment)
    on = days_ahead(1)
    start_time = time(10, 15)
    starts_at = factory.LazyAttribute(
        lambda booked: datetime.combine(booked.on, booked.start_time, tzinfo=clock.LONDON)
    )
    length_minutes = 45
    method = "PHONE_CALL"
    created_at = updated_at = factory.LazyFunction(clock.now)

    class Meta:
        model = models.AssessmentAppointment


#: Model without a factory, as only an act may make its rows -> a function that does the act.
MADE_BY_ACTS = {
    models.Referral: a_draft,
    models.RiskScreen: a_complete_draft,
    models.ReferralNeed: a_complete_draft,
    models.SharedRisk: a_sent_referral,
    models.SupplierAssessment: a_sent_referral,
    models.Assignment: an_assigned_referral,
}
